"""`innoenvi diff` on real git repositories: every fact that changed in one sentence, none missed, none invented."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import innoenvi_cli
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from conftest import Answer, CommandLine

DATA = Path(innoenvi_cli.__file__).parent / "data"
SAMPLE = samples_folder() / "innoenvi"


@dataclass(frozen=True)
class Repository:
    """A programme in git, with the command line in it."""

    root: Path
    innoenvi: CommandLine

    def git(self, *arguments: str, day: str = "2026-05-01") -> str:
        moment = f"{day}T12:00:00+0000"
        environment = {**os.environ, "GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment}
        command = ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    def commit(self, day: str = "2026-05-01") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "state", day=day)
        return self.git("rev-parse", "HEAD")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} does not stand in {path}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, path: str, text: str) -> None:
        with (self.root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def diff(self, *arguments: str) -> Answer:
        return self.innoenvi("diff", *arguments)

    def lines(self, *arguments: str) -> list[str]:
        answer = self.diff(*arguments)
        assert answer.code == 0, answer.err
        said: list[str] = answer.out.splitlines()
        return said


@pytest.fixture
def sample(innoenvi: CommandLine, tmp_path: Path) -> Repository:
    """The rich sample with one minicluster, committed on 1 May 2026."""
    root = tmp_path / "sample"
    root.mkdir()
    for name in ("innoenvi.yaml", "events", "organs", "vesihuolto"):
        copy = shutil.copytree if (SAMPLE / name).is_dir() else shutil.copy
        copy(SAMPLE / name, root / name)
    shutil.copy(DATA / "development_paths.yaml", root)
    shutil.rmtree(root / "vesihuolto" / "deliverables", ignore_errors=True)
    innoenvi.folder = root
    made = Repository(root, innoenvi)
    made.git("init", "-q", "-b", "main")
    made.commit()
    return made


@pytest.fixture
def small(innoenvi: CommandLine) -> Repository:
    """A small programme in git: one minicluster with one member."""
    innoenvi.write(vesi__members__hydros="name: Hydros Oy\nkind: company\n")
    made = Repository(innoenvi.folder, innoenvi)
    made.git("init", "-q", "-b", "main")
    made.commit()
    return made


# What changed, kind by kind: the file, what stood there, what stands there now, the sentence in each language.
CHANGES = (
    (
        "innoenvi.yaml",
        "  en: InnoEnvi sample programme",
        "  en: InnoEnvi programme",
        "innoenvi: programme, name in English: “InnoEnvi sample programme” → “InnoEnvi programme”",
        "innoenvi: hanke, nimi englanniksi: ”InnoEnvi sample programme” → ”InnoEnvi programme”",
    ),
    (
        "development_paths.yaml",
        "undecided_within: 0.3",
        "undecided_within: 0.25",
        "development-paths: development path models, limit of the undecided: 0.3 → 0.25",
        "development-paths: kehityspolkumallit, ratkaisemattoman raja: 0,3 → 0,25",
    ),
    (
        "organs/ohjausryhma.yaml",
        "    person: hlo-08\n    role: member\n",
        "    person: hlo-08\n    role: vice_chair\n",
        (
            "organs/ohjausryhma: organ “Funder's steering group”, seat “Salpausmaan ELY-palvelut”, hlo-08, role:"
            " member → vice-chair"
        ),
        (
            "organs/ohjausryhma: toimielin ”Rahoittajan ohjausryhmä”, paikka ”Salpausmaan ELY-palvelut”, hlo-08, rooli:"
            " jäsen → varapuheenjohtaja"
        ),
    ),
    (
        "events/kehitysfoorumi-2026.yaml",
        "attendance: 64",
        "attendance: 66",
        (
            "events/kehitysfoorumi-2026: event “Development forum of the environmental cluster 2026” (22 January 2026),"
            " attendance: 64 → 66"
        ),
        (
            "events/kehitysfoorumi-2026: tapahtuma ”Ympäristöklusterin kehitysfoorumi 2026” (22.1.2026),"
            " läsnäolijoiden määrä: 64 → 66"
        ),
    ),
    (
        "vesihuolto/minicluster.yaml",
        "end: 2026-06-30",
        "end: 2026-12-31",
        (
            "vesihuolto/minicluster: minicluster “Maintainable water supply for small and medium-sized…”, end:"
            " 30 June 2026 → 31 December 2026"
        ),
        (
            "vesihuolto/minicluster: miniklusteri ”Ylläpidettävä vesihuolto pienille ja keskisuurille…”, loppu:"
            " 30.6.2026 → 31.12.2026"
        ),
    ),
    (
        "vesihuolto/members/putkiniitty.yaml",
        "source:\n  fi: Infoseminaari",
        "  - status: committed\n    date: 2026-04-20\nsource:\n  fi: Infoseminaari",
        "vesihuolto/members/putkiniitty: Putkiniitty Saneeraus Oy joined as a member (committed 20 April 2026)",
        "vesihuolto/members/putkiniitty: Putkiniitty Saneeraus Oy liittyi toimijaksi (sitoutui 20.4.2026)",
    ),
    (
        "vesihuolto/organs/tyoryhma-yllapito.yaml",
        "  - member: kaislavirta\n    person: hlo-12\n    role: member\n",
        "",
        (
            "vesihuolto/organs/tyoryhma-yllapito: Kaislavirta Vesitekniikka Oy, hlo-12 no longer has a seat in"
            " “Working group on maintenance” (member)"
        ),
        (
            "vesihuolto/organs/tyoryhma-yllapito: Kaislavirta Vesitekniikka Oy, hlo-12: paikka toimielimessä"
            " ”Ylläpidon työryhmä” päättynyt (jäsen)"
        ),
    ),
    (
        "vesihuolto/events/ydinryhma-8.yaml",
        "      en: Autumn round of tenders in Latvia\n",
        "      en: Autumn round of tenders in Latvia\n    decision: {fi: Osallistutaan., en: We take part.}\n",
        (
            "vesihuolto/events/ydinryhma-8: event “8th meeting of the core group” (27 August 2026), item 2 decided:"
            " “We take part.”"
        ),
        (
            "vesihuolto/events/ydinryhma-8: tapahtuma ”Ydinryhmän 8. kokous” (27.8.2026), kohta 2, päätös:"
            " ”Osallistutaan.”"
        ),
    ),
    (
        "vesihuolto/interviews/haastattelu-11.yaml",
        "  name: false",
        "  name: true",
        (
            "vesihuolto/interviews/haastattelu-11: interview Kuparihaka Pumput Oy, 26 September 2024, permissions,"
            " permission to name: no → yes"
        ),
        (
            "vesihuolto/interviews/haastattelu-11: haastattelu Kuparihaka Pumput Oy, 26.9.2024, luvat, lupa nimetä:"
            " ei → kyllä"
        ),
    ),
    (
        "vesihuolto/guide.yaml",
        'version: "1.1"',
        'version: "1.2"',
        "vesihuolto/guide: interview guide, version: 1.1 → 1.2",
        "vesihuolto/guide: haastattelurunko, versio: 1.1 → 1.2",
    ),
    (
        "vesihuolto/codebook.yaml",
        "    parent: markkina",
        "    parent: referenssit",
        "vesihuolto/codebook: codebook, code “Buying process”, wider code: “Market” → “References”",
        "vesihuolto/codebook: koodikirja, koodi ”Ostoprosessi”, ylempi koodi: ”Markkina” → ”Referenssit”",
    ),
    (
        "vesihuolto/findings/vuodot-avaavat-oven.yaml",
        "members_against:\n  - vesipolku-suunnittelu\n",
        "members_against:\n  - kaislavirta\n  - vesipolku-suunnittelu\n",
        (
            "vesihuolto/findings/vuodot-avaavat-oven: finding “Finding leaks would be a quick way into a new utility…”,"
            " members that disagree: added Kaislavirta Vesitekniikka Oy"
        ),
        (
            "vesihuolto/findings/vuodot-avaavat-oven: havainto ”Vuotojen löytäminen olisi nopea tapa päästä sisään"
            " uuteen…”, eri mieltä olevat toimijat: lisätty Kaislavirta Vesitekniikka Oy"
        ),
    ),
    (
        "vesihuolto/analysis.yaml",
        "      en: Four monitoring systems and not one shared view\n",
        "      en: Five monitoring systems and not one shared view\n",
        (
            "vesihuolto/analysis: analysis, SWOT, weakness “Four monitoring systems and not one shared view”, text in"
            " English: “Four monitoring systems and not one shared view” → “Five monitoring systems and not one shared"
            " view”"
        ),
        (
            "vesihuolto/analysis: analyysi, SWOT, heikkous ”Neljä valvontajärjestelmää, ei yhtään yhteistä näkymää”,"
            " teksti englanniksi: ”Four monitoring systems and not one shared view” → ”Five monitoring systems and not"
            " one shared view”"
        ),
    ),
    (
        "vesihuolto/targets/yllapitosopimus.yaml",
        "  target: 24\n",
        "  target: 12.5\n",
        (
            "vesihuolto/targets/yllapitosopimus: development target “Maintenance contract with one responsible party”,"
            " indicator, value to be reached: 24 → 12.5"
        ),
        (
            "vesihuolto/targets/yllapitosopimus: kehityskohde ”Yhden vastuun ylläpitosopimus”, mittari, tavoitearvo:"
            " 24 → 12,5"
        ),
    ),
    (
        "vesihuolto/priorities.yaml",
        "target: vuotovesiratkaisu\n    choice: parked",
        "target: vuotovesiratkaisu\n    choice: chosen",
        "vesihuolto/priorities: target “Leakage solution as an entry product”: parked → chosen",
        "vesihuolto/priorities: kohde ”Vuotovesiratkaisu avaustuotteeksi”: siirretty myöhemmäksi → valittu",
    ),
    (
        "vesihuolto/scores/hlo-19.yaml",
        "  vuotovesiratkaisu:\n    vientivaikutus: 3",
        "  vuotovesiratkaisu:\n    vientivaikutus: 4",
        (
            "vesihuolto/scores/hlo-19: score of hlo-19 on target “Leakage solution as an entry product”, criterion"
            " “Effect on export”: 3 → 4"
        ),
        (
            "vesihuolto/scores/hlo-19: arvioijan hlo-19 arvio kohteesta ”Vuotovesiratkaisu"
            " avaustuotteeksi”, arviointiperuste ”Vaikutus vientiin”: 3 → 4"
        ),
    ),
    (
        "vesihuolto/actions/etavalvonta-rajapinta.yaml",
        "    source: eu_state\n    amount: 12000.00",
        "    source: eu_state\n    amount: 14500.50",
        (
            "vesihuolto/actions/etavalvonta-rajapinta: budget of action “Interface and control-room view of shared"
            " remote monitoring”, 2026, salaries, EU and state: €12,000 → €14,500.50"
        ),
        (
            "vesihuolto/actions/etavalvonta-rajapinta: kehitystoimi ”Yhteisen etävalvonnan rajapinta ja"
            " valvomonäkymä”, budjetti, 2026, palkat, EU ja valtio: 12 000 € → 14 500,50 €"
        ),
    ),
    (
        "vesihuolto/trials/akkuanturit-vedenottamoilla.yaml",
        "decision: drop",
        "decision: adapt",
        (
            "vesihuolto/trials/akkuanturit-vedenottamoilla: trial “Battery-powered sensors at remote intakes”, decision:"
            " drop → adapt"
        ),
        (
            "vesihuolto/trials/akkuanturit-vedenottamoilla: kokeilu ”Akkukäyttöiset anturit syrjäisillä"
            " vedenottamoilla”, päätös: luovutaan → muokataan"
        ),
    ),
    (
        "vesihuolto/export_concept.yaml",
        "    date: 2026-04-29\n    document:\n      fi: VH-VKS-2026-01",
        "    date: 2026-04-30\n    document:\n      fi: VH-VKS-2026-01",
        (
            "vesihuolto/export-concept: export concept, commitment Kaislavirta Vesitekniikka Oy, 29 April 2026, date:"
            " 29 April 2026 → 30 April 2026"
        ),
        (
            "vesihuolto/export-concept: vientikonsepti, sitoumus Kaislavirta Vesitekniikka Oy, 29.4.2026, päiväys:"
            " 29.4.2026 → 30.4.2026"
        ),
    ),
    (
        "vesihuolto/processes/yhteistarjous.yaml",
        "steps:\n",
        "steps:\n  - {role: {fi: myyjä, en: salesperson}, activity: {fi: Soittaa., en: Calls.}}\n",
        "vesihuolto/processes/yhteistarjous: process “Making a joint bid”, step added: “Calls.”",
        "vesihuolto/processes/yhteistarjous: prosessi ”Yhteistarjouksen tekeminen”, vaihe lisätty: ”Soittaa.”",
    ),
    (
        "vesihuolto/development_path.yaml",
        "    value: 2\n    date: 2024-12-03",
        "    value: 2.5\n    date: 2024-12-03",
        (
            "vesihuolto/development-path: development path, rating “starting point”, 3 December 2024, hlo-02, value:"
            " 2 → 2.5"
        ),
        "vesihuolto/development-path: kehityspolku, arvio ”lähtökohta”, 3.12.2024, hlo-02, arvo: 2 → 2,5",
    ),
    (
        "vesihuolto/outcomes/yhteistarjoukset.yaml",
        "values:\n",
        "values:\n  - {date: 2026-08-31, value: 5, source: Tarjouskanta}\n",
        "vesihuolto/outcomes/yhteistarjoukset: outcome “Joint bids made”: 5 (31 August 2026)",
        "vesihuolto/outcomes/yhteistarjoukset: tulos ”Jätetyt yhteistarjoukset”: 5 (31.8.2026)",
    ),
)
REVIEW = "  - kind: review\n    cycle: 1\n    gate: analysis\n    date: 2026-10-01\n    by: hlo-01\n"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def change_everything(sample: Repository) -> None:
    for path, old, new, _, _ in CHANGES:
        sample.edit(path, old, new)
    sample.append("vesihuolto/phases.yaml", REVIEW)


def test_one_change_of_every_kind_is_one_sentence_each_in_both_languages(sample: Repository) -> None:
    change_everything(sample)
    sample.commit("2026-05-02")
    reviewed = (
        "vesihuolto/phases: gate “analysis” judged again (1 October 2026)",
        "vesihuolto/phases: portti ”analyysi” arvioitu uudelleen (1.10.2026)",
    )
    english = plain(sample.diff("--since", "HEAD~1").out).splitlines()
    assert sorted(english) == sorted([reviewed[0], *(change[3] for change in CHANGES)])
    finnish = plain(sample.diff("--since", "HEAD~1", "--lang", "fi").out).splitlines()
    assert sorted(finnish) == sorted([reviewed[1], *(change[4] for change in CHANGES)])


REMOVED = {
    "organs/ohjausryhma": ("organ “Funder's steering group” removed", "toimielin ”Rahoittajan ohjausryhmä” poistettu"),
    "events/kehitysfoorumi-2026": (
        "event “Development forum of the environmental cluster 2026” (22 January 2026) removed",
        "tapahtuma ”Ympäristöklusterin kehitysfoorumi 2026” (22.1.2026) poistettu",
    ),
    "development-paths": ("development path models removed", "kehityspolkumallit poistettu"),
    "vesihuolto/members/putkiniitty": (
        "member Putkiniitty Saneeraus Oy removed",
        "toimija Putkiniitty Saneeraus Oy poistettu",
    ),
    "vesihuolto/organs/tyoryhma-yllapito": (
        "organ “Working group on maintenance” removed",
        "toimielin ”Ylläpidon työryhmä” poistettu",
    ),
    "vesihuolto/events/ydinryhma-8": (
        "event “8th meeting of the core group” (27 August 2026) removed",
        "tapahtuma ”Ydinryhmän 8. kokous” (27.8.2026) poistettu",
    ),
    "vesihuolto/interviews/haastattelu-11": (
        "interview Kuparihaka Pumput Oy, 26 September 2024 removed",
        "haastattelu Kuparihaka Pumput Oy, 26.9.2024 poistettu",
    ),
    "vesihuolto/guide": ("interview guide removed", "haastattelurunko poistettu"),
    "vesihuolto/codebook": ("codebook removed", "koodikirja poistettu"),
    "vesihuolto/findings/vuodot-avaavat-oven": (
        "finding “Finding leaks would be a quick way into a new utility…” removed",
        "havainto ”Vuotojen löytäminen olisi nopea tapa päästä sisään uuteen…” poistettu",
    ),
    "vesihuolto/analysis": ("analysis removed", "analyysi poistettu"),
    "vesihuolto/targets/yllapitosopimus": (
        "development target “Maintenance contract with one responsible party” removed",
        "kehityskohde ”Yhden vastuun ylläpitosopimus” poistettu",
    ),
    "vesihuolto/priorities": ("priorities removed", "priorisointi poistettu"),
    "vesihuolto/scores/hlo-19": ("score sheet hlo-19 removed", "arviolomake hlo-19 poistettu"),
    "vesihuolto/actions/referenssikortit": (
        "action “Compilation of the reference cards” removed",
        "kehitystoimi ”Referenssikorttien koonti” poistettu",
    ),
    "vesihuolto/trials/akkuanturit-vedenottamoilla": (
        "trial “Battery-powered sensors at remote intakes” removed",
        "kokeilu ”Akkukäyttöiset anturit syrjäisillä vedenottamoilla” poistettu",
    ),
    "vesihuolto/export-concept": ("export concept removed", "vientikonsepti poistettu"),
    "vesihuolto/processes/yhteistarjous": (
        "process “Making a joint bid” removed",
        "prosessi ”Yhteistarjouksen tekeminen” poistettu",
    ),
    "vesihuolto/development-path": ("development path removed", "kehityspolku poistettu"),
    "vesihuolto/outcomes/yhteistarjoukset": (
        "outcome “Joint bids made” removed",
        "tulos ”Jätetyt yhteistarjoukset” poistettu",
    ),
}


def file_of(record: str) -> str:
    """Return the file of a record: single ones have underscores in their names."""
    is_single = record.rpartition("/")[0] in {"", "vesihuolto"}
    return f"{record.replace('-', '_') if is_single else record}.yaml"


def test_a_record_of_every_kind_that_came_or_went_is_one_sentence_each(sample: Repository) -> None:
    for record in REMOVED:
        (sample.root / file_of(record)).unlink()
    sample.commit("2026-05-02")
    for place, language in enumerate(("en", "fi")):
        gone = sample.lines("--since", "HEAD~1", "--lang", language)
        assert sorted(gone) == sorted(f"{record}: {said[place]}" for record, said in REMOVED.items())
        came = sample.lines("--since", "HEAD", "--until", "HEAD~1", "--lang", language)
        added = (" removed", " added") if language == "en" else (" poistettu", " lisätty")
        expected = sorted(line.removesuffix(added[0]) + added[1] for line in gone)
        assert sorted(came) == expected


def test_the_first_decision_is_told_and_not_the_file_that_it_makes(sample: Repository) -> None:
    log = sample.root / "vesihuolto" / "phases.yaml"
    decisions = log.read_text(encoding="utf-8")
    first = decisions[: decisions.index("\n  - kind:", decisions.index("  - kind:") + 1) + 1]
    log.unlink()
    sample.commit("2026-05-02")
    log.write_text(first, encoding="utf-8")
    assert sample.lines("--since", "HEAD") == ["vesihuolto/phases: gate “definition” passed (14 June 2024)"]


def test_a_minicluster_that_came_or_went_is_told_with_all_its_records(small: Repository) -> None:
    small.innoenvi.write(
        maa__minicluster="name: {fi: Maa, en: Soil}\nstart: 2026-01-01\n",
        maa__members__turve="name: Turve Oy\nhistory: [{status: committed, date: 2026-02-03}]\n",
    )
    assert small.lines("--since", "HEAD") == [
        "maa/minicluster: minicluster “Soil” added",
        "maa/members/turve: Turve Oy joined as a member (committed 3 February 2026)",
    ]
    small.commit("2026-05-02")
    shutil.rmtree(small.root / "maa")
    (small.root / "maa" / "deliverables").mkdir(parents=True)
    assert small.lines("--since", "HEAD") == [
        "maa/minicluster: minicluster “Soil” removed",
        "maa/members/turve: member Turve Oy removed",
    ]


# What is no change ---------------------------------------------------------------------------------------------------


def test_another_way_of_writing_is_no_change(small: Repository) -> None:
    small.innoenvi.write(
        vesi__members__hydros="name: Hydros Oy\nkind: company\nroles: [lead, core]\nhistory:\n"
        "- {status: informed, date: 2026-01-02}\n- {status: committed, date: 2026-02-02}\n"
    )
    small.commit("2026-05-02")
    (small.root / "vesi/members/hydros.yaml").unlink()
    small.innoenvi.write(
        vesi__members="# moved into one file\nmembers:\n- kind:   'company'\n  history: # out of order\n"
        '  - {date: "2026-02-02", status: committed}\n  - date: 2026-01-02\n    status: informed\n'
        "  id: hydros\n  roles:\n  - core\n  - lead\n  name: >-\n    Hydros\n    Oy\n"
    )
    (small.root / "innoenvi.yaml").write_bytes((small.root / "innoenvi.yaml").read_bytes().replace(b"\n", b"\r\n"))
    answer = small.diff("--since", "HEAD")
    assert answer.out == ""
    assert answer.err.startswith("nothing changed in the records from commit ")
    assert small.diff("--since", "HEAD", "--format", "json").data["changes"] == []


def test_a_record_that_got_another_id_is_not_gone_and_come(small: Repository) -> None:
    (small.root / "vesi/members/hydros.yaml").rename(small.root / "vesi/members/hydros-group.yaml")
    assert small.lines("--since", "HEAD") == ["vesi/members/hydros-group: member Hydros Oy, id: hydros → hydros-group"]


# Files that cannot be read -------------------------------------------------------------------------------------------


def test_what_cannot_be_read_on_one_side_is_said_and_hides_nothing_else(small: Repository) -> None:
    small.innoenvi.write(vesi__members__toinen="name: Toinen Oy\n")
    small.commit("2026-05-02")
    small.innoenvi.write(
        vesi__members__hydros="name: Hydros Oy\nkind: compny\n", vesi__members__toinen="name: Toinen Ab\n"
    )
    assert small.lines("--since", "HEAD") == [
        (
            "vesi/members/hydros: vesi/members/hydros.yaml cannot be read as it is now, so it was not compared: "
            "'compny' is not one of: company, research, education, public, association, financier, other (did you mean"
            " 'company'?)"
        ),
        "vesi/members/toinen: member Toinen Oy, name: “Toinen Oy” → “Toinen Ab”",
    ]
    small.commit("2026-05-03")
    small.innoenvi.write(vesi__members__hydros="name: Hydros Oy\nkind: company\n")
    backwards = small.lines("--since", "HEAD")
    assert len(backwards) == 1
    assert re.match(
        r"vesi/members/hydros: vesi/members/hydros.yaml cannot be read in commit [0-9a-f]{7}, so", backwards[0]
    )
    assert small.diff("--since", "HEAD", "--format", "json").data["changes"][0]["event"] == "unreadable"
    assert "→ next: innoenvi check" in small.diff("--since", "HEAD").err


def test_what_cannot_be_read_on_both_sides_and_is_the_same_is_no_change(small: Repository) -> None:
    small.innoenvi.write(vesi__members__rikki="name: [\n")
    small.commit("2026-05-02")
    small.innoenvi.write(vesi__members__hydros="name: Hydros Oy\nkind: research\n")
    assert small.lines("--since", "HEAD") == ["vesi/members/hydros: member Hydros Oy, kind: company → research body"]


def test_a_list_that_cannot_be_read_makes_no_member_come_or_go(small: Repository) -> None:
    small.innoenvi.write(vesi__members="members:\n- {id: eka, name: Eka Oy}\n- {id: toka, name: Toka Oy}\n")
    small.commit("2026-05-02")
    small.innoenvi.write(
        vesi__members="members:\n- {id: eka, name: Eka Oy}\n<<<<<<< mine\n- {id: toka, name: Toka Oy}\n"
    )
    told = small.diff("--since", "HEAD", "--format", "json").data["changes"]
    assert [(change["event"], change["record"]) for change in told] == [("unreadable", "members/*")]


@pytest.mark.parametrize("name", ["linkki", "iso"])
def test_a_link_or_a_huge_file_in_the_history_is_said_and_not_followed(small: Repository, name: str) -> None:
    file = small.root / f"vesi/members/{name}.yaml"
    if name == "linkki":
        file.symlink_to("/etc/passwd")
    else:
        file.write_text("name: Iso Oy\n#" + "x" * (1 << 20), encoding="utf-8")
    small.commit("2026-05-02")
    file.unlink()
    file.write_text("name: Uusi Oy\n", encoding="utf-8")
    lines = small.lines("--since", "HEAD")
    assert len(lines) == 1
    assert f"vesi/members/{name}.yaml cannot be read in commit" in lines[0]
    assert "root:" not in lines[0]


# From when ------------------------------------------------------------------------------------------------------------


def test_a_date_is_the_last_commit_up_to_that_day(small: Repository) -> None:
    first = small.git("rev-parse", "HEAD")
    small.edit("vesi/members/hydros.yaml", "kind: company", "kind: research")
    second = small.commit("2026-05-20")
    for day, commit in (("2026-05-01", first), ("2026-05-19", first), ("2026-05-20", second), ("2026-12-31", second)):
        data = small.diff("--since", day, "--format", "json").data
        assert (data["since"], data["since_commit"]["id"]) == (day, commit)
        assert len(data["changes"]) == (commit == first)
    early = small.diff("--since", "2026-04-30")
    assert early.code == 4
    assert "there is no commit up to 2026-04-30; the first one is of 2026-05-01" in early.err


def test_a_meeting_stands_for_its_date(small: Repository) -> None:
    small.innoenvi.write(**{"vesi__events__joht-4": "kind: meeting\ntitle: Johtoryhmä 4\ndate: 2026-05-10\n"})
    first = small.commit("2026-05-09")
    small.edit("vesi/members/hydros.yaml", "kind: company", "kind: research")
    small.commit("2026-05-11")
    for asked in ("events/joht-4", "vesi/events/joht-4"):
        data = small.diff("--since", asked, "--format", "json").data
        assert data["since_commit"] == {"id": first, "date": "2026-05-09"}
        assert [change["event"] for change in data["changes"]] == ["value_changed"]
    unknown = small.diff("--since", "events/joht-5")
    assert unknown.code == 4
    assert "did you mean 'joht-4'" in unknown.err


def test_tags_branches_and_until_are_understood(small: Repository) -> None:
    small.git("tag", "v1")
    small.edit("vesi/members/hydros.yaml", "kind: company", "kind: research")
    small.commit("2026-05-02")
    small.edit("vesi/members/hydros.yaml", "kind: research", "kind: public")
    assert small.lines("--since", "v1", "--until", "main") == [
        "vesi/members/hydros: member Hydros Oy, kind: company → research body"
    ]
    assert small.lines("--since", "v1") == ["vesi/members/hydros: member Hydros Oy, kind: company → public body"]


HOSTILE = ["--output=x", "-x", "HEAD:innoenvi.yaml", "nosuch", "HEAD~99", "", "$(touch x)", "main..HEAD", "x\ny"]


@pytest.mark.parametrize("revision", HOSTILE)
def test_what_names_no_commit_is_refused_and_runs_nothing(small: Repository, revision: str) -> None:
    before = sorted(path.name for path in small.root.iterdir())
    answer = small.diff(f"--since={revision}")
    assert answer.code == 4
    assert answer.out == ""
    assert "there is no commit" in answer.err
    assert sorted(path.name for path in small.root.iterdir()) == before


def test_a_day_that_there_is_not_is_a_mistake_of_use(small: Repository) -> None:
    assert small.diff("--since", "2026-02-30").code == 2


def test_a_repository_cannot_have_programs_run(small: Repository) -> None:
    trap = small.root / ".git" / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {small.root}/sprung\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    (small.root / ".gitattributes").write_text("* filter=t diff=t\n", encoding="utf-8")
    for key in ("filter.t.clean", "filter.t.smudge", "diff.t.command", "diff.t.textconv", "diff.external"):
        small.git("config", key, str(trap))
    small.git("config", "core.fsmonitor", str(trap))
    small.edit("vesi/members/hydros.yaml", "kind: company", "kind: research")
    (small.root / "sprung").unlink(missing_ok=True)
    assert small.lines("--since", "HEAD") == ["vesi/members/hydros: member Hydros Oy, kind: company → research body"]
    assert not (small.root / "sprung").exists()


# Where the programme is ----------------------------------------------------------------------------------------------


def test_outside_git_it_is_refused_with_the_way_out(innoenvi: CommandLine) -> None:
    answer = innoenvi("diff", "--since", "HEAD")
    assert answer.code == 4
    assert "git knows nothing of this programme" in answer.err


def test_a_programme_below_the_root_of_its_repository(innoenvi: CommandLine) -> None:
    root = innoenvi.folder
    outer = Repository(root.parent, innoenvi)
    innoenvi.write(vesi__members__hydros="name: Hydros Oy\nkind: company\n")
    outer.git("init", "-q", "-b", "main")
    (root.parent / "vesi").mkdir()
    (root.parent / "vesi" / "minicluster.yaml").write_text("name: Muu\nstart: 2026-01-01\n", encoding="utf-8")
    outer.git("add", root.name, "vesi")
    outer.git("commit", "-q", "-m", "state")
    (root / "vesi/members/hydros.yaml").write_text("name: Hydros Oy\nkind: research\n", encoding="utf-8")
    assert (
        innoenvi("diff", "--since", "HEAD").out
        == "vesi/members/hydros: member Hydros Oy, kind: company → research body\n"
    )
    (root / "vesi/members/hydros.yaml").write_text("name: Hydros Oy\nkind: company\n", encoding="utf-8")
    renamed = root.rename(root.parent / "renamed")
    innoenvi.folder = renamed
    answer = innoenvi("diff", "--since", "HEAD")
    assert answer.code == 4
    assert f"programmes lay in {root.name}; moved folders are not followed" in answer.err.replace("\n", " ")


def test_a_shallow_clone_says_how_to_get_the_rest(small: Repository, tmp_path: Path) -> None:
    small.edit("vesi/members/hydros.yaml", "kind: company", "kind: research")
    small.commit("2026-05-20")
    small.git("clone", "-q", "--depth=1", small.root.as_uri(), str(tmp_path / "shallow"))
    small.innoenvi.folder = tmp_path / "shallow"
    for asked in ("HEAD~1", "2026-05-02"):
        answer = small.diff("--since", asked)
        assert answer.code == 4
        assert "git fetch --unshallow" in answer.err


def test_files_that_git_does_not_know_count_and_those_it_ignores_do_not(small: Repository) -> None:
    small.innoenvi.write(vesi__members__uusi="name: Uusi Oy\n", vesi__members__oma="name: Oma Oy\n")
    (small.root / ".git" / "info" / "exclude").write_text("oma.yaml\n", encoding="utf-8")
    answer = small.diff("--since", "HEAD")
    assert answer.out == "vesi/members/uusi: member Uusi Oy added\n"
    assert "1 file that git ignores was left out" in answer.err


def test_the_private_folder_is_never_read_not_even_from_the_history(small: Repository) -> None:
    token = "salainen-sana"
    small.append("innoenvi.yaml", "private_dir: salaiset\n")
    for folder in ("private", "salaiset"):
        path = small.root / folder / "members"
        path.mkdir(parents=True)
        (path / "x.yaml").write_text(f"name: {token}\n", encoding="utf-8")
        (path.parent / "minicluster.yaml").write_text(f"name: {token}\nstart: 2026-01-01\n", encoding="utf-8")
    small.git("add", "-A", "-f")
    small.git("commit", "-q", "-m", "private")
    shutil.rmtree(small.root / "salaiset")
    shutil.rmtree(small.root / "private")
    small.edit("innoenvi.yaml", "private_dir: salaiset\n", "")
    answer = small.diff("--since", "HEAD", "--format", "json")
    assert token not in answer.out + answer.err
    assert [change["field"] for change in answer.data["changes"]] == ["private_dir"]


# How it is shown -----------------------------------------------------------------------------------------------------


def test_json_holds_the_whole_values(small: Repository) -> None:
    note = "pitkä teksti " * 20
    small.append("vesi/members/hydros.yaml", f"note: {note}\nhistory: [{{status: left, date: 2026-04-01}}]\n")
    data = small.diff("vesi", "--since", "HEAD", "--format", "json").data
    assert (data["since"], data["until"], data["until_commit"], data["compared"]) == ("HEAD", None, None, ["vesi"])
    left, noted = data["changes"]
    assert left == {
        "minicluster": "vesi",
        "record": "members/hydros",
        "event": "member_left",
        "field": "history",
        "before": None,
        "after": {"status": "left", "date": "2026-04-01"},
        "text": "Hydros Oy left (1 April 2026)",
    }
    assert (noted["event"], noted["before"], noted["after"]) == ("text_changed", None, note.strip())
    assert noted["text"] == "member Hydros Oy, note added: “pitkä teksti pitkä teksti pitkä teksti pitkä teksti pitkä…”"


def test_one_minicluster_alone(small: Repository) -> None:
    small.innoenvi.write(
        vesi__members__uusi="name: Uusi Oy\n",
        maa__minicluster="name: Maa\nstart: 2026-01-01\n",
        events__foorumi="kind: seminar\ntitle: Foorumi\ndate: 2026-04-04\n",
    )
    assert [line.partition(":")[0] for line in small.lines("--since", "HEAD")] == [
        "events/foorumi",
        "maa/minicluster",
        "vesi/members/uusi",
    ]
    assert [line.partition(":")[0] for line in small.lines("vesi", "--since", "HEAD")] == ["vesi/members/uusi"]
    assert small.diff("vsi", "--since", "HEAD").code == 4


def test_on_a_terminal_changes_stand_below_minicluster_and_kind(small: Repository) -> None:
    small.innoenvi.write(vesi__members__uusi="name: '[red]Uusi[/red] \\e[31mOy'\n")
    small.edit("vesi/members/hydros.yaml", "kind: company", "kind: research")
    shown = small.innoenvi("diff", "--since", "HEAD", "--color", "never", terminal=True)
    assert shown.out.splitlines() == [
        "vesi  Water supply",
        " Member",
        "   · Member Hydros Oy, kind: company → research body",
        "   + Member [red]Uusi[/red] \\e[31mOy added",
        "",
    ]
    assert "2 changes from commit" in shown.err
    assert "→ next: innoenvi status" in shown.err


@pytest.mark.parametrize("moment", ["2026-05-20T23:30:00-1100", "2026-05-20T00:30:00+1300"])
def test_the_day_of_a_commit_is_that_of_the_one_who_made_it(
    small: Repository, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    small.edit("vesi/members/hydros.yaml", "kind: company", "kind: research")
    small.git("add", "-A")
    monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
    command = ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", "commit", "-q", "-m", "late"]
    subprocess.run(command, cwd=small.root, check=True, capture_output=True)
    for zone in ("Pacific/Kiritimati", "Pacific/Honolulu"):
        monkeypatch.setenv("TZ", zone)
        days = [small.diff("--since", day, "--format", "json").data for day in ("2026-05-19", "2026-05-20")]
        assert [data["since_commit"]["date"] for data in days] == ["2026-05-01", "2026-05-20"]


def test_a_minicluster_that_lost_its_own_file_is_said_to_be_unreadable(small: Repository) -> None:
    (small.root / "vesi/minicluster.yaml").unlink()
    assert small.lines("--since", "HEAD") == [
        (
            "vesi/minicluster: vesi/minicluster.yaml cannot be read as it is now, so it was not compared:"
            " there is no minicluster.yaml"
        )
    ]
    small.commit("2026-05-02")
    small.git("checkout", "-q", "HEAD~1", "--", ".")
    assert len(small.lines("--since", "HEAD")) == 1


def test_one_id_in_two_places_is_said(small: Repository) -> None:
    small.innoenvi.write(vesi__members="members: [{id: hydros, name: Toinen Oy}]\n")
    told = small.lines("--since", "HEAD")
    assert len(told) == 1
    assert "so it was not compared: the id 'hydros' stands here and in" in told[0]
