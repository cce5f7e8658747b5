"""What deliverables say about the value network, to whom: matches and gaps, weak points, whom to invite."""

from __future__ import annotations

import io
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from innoenvi_cli.deliverables.audiences import AUDIENCES
from innoenvi_cli.deliverables.context.value_network import MOST_LINKS, network_context
from innoenvi_cli.deliverables.facts import Facts
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.words import Words
from innoenvi_cli.model.analysis import Analysis
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.project import Minicluster, Project
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from innoenvi_cli.model.programme import Audience

DAY = date(2026, 6, 15)
SAMPLE = samples_folder() / "innoenvi"
# In the register of the sample, but not taking part: one approached, one informed, one gone.
OUTSIDERS = ("Tuulensuu", "Venttiilipiha", "Putkiniitty")


@cache
def made(name: str, audience: Audience, root: Path = SAMPLE, as_of: date | None = None) -> bytes:
    found = render(
        root,
        miniclusters=("vesihuolto",),
        deliverables=(name,),
        audience=audience,
        languages=("en",),
        as_of=as_of,
        output="elsewhere",
        dry_run=True,
        environ={},
    )
    return next(change.after or b"" for change in found.changes if f"/{name}." in change.path)


def workbook(audience: Audience) -> Workbook:
    return load_workbook(io.BytesIO(made("info-seminar-invitations", audience)))


def table(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def test_the_analysis_report_tells_matches_with_their_link_and_gaps() -> None:
    text = made("analysis-report", "members").decode()
    assert "| Long operating series from real plants | Salmenkylän Vesi | Vedenlähteen tutkimuskeskus | yes |\n" in text
    assert "| Remote handling of disturbances | Purolinna Automaatio Oy | Salmenkylän Vesi | not yet |\n" in text
    assert "| Trainers who speak Estonian | Harjulaakson ammattikorkeakoulu |\n" in text
    assert (
        text.count("Trainers who speak Estonian") == text.count("| Catalytic filter media | Harjusuodatin Oy |\n") == 1
    )


def test_links_with_those_who_left_are_counted_nowhere() -> None:
    text = made("analysis-report", "consultants").decode()
    assert "One link with an actor that takes no part is left out." in text
    assert "Putkiniitty" not in text.split("## Value network")[1].split("## SWOT")[0]


def test_the_definition_sheet_tells_what_nobody_does_but_not_to_the_public() -> None:
    members, public = (made("definition-sheet", audience).decode() for audience in ("members", "public"))
    row = next(line for line in members.splitlines() if line.startswith("| Remote monitoring and leakage control | L"))
    assert row.endswith("| nobody | nobody |")
    assert "nobody" not in public
    assert "\N{NO-BREAK SPACE}\\*" in members
    assert "\\*" not in public


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_public_reads_nothing_of_the_strategy(audience: Audience) -> None:
    text = made("strategy-draft", audience).decode()
    told = [
        "We do not compete for the cheapest equipment",
        "nobody in the network has it",
        "Modular water treatment: maintaining",
        "Who takes this on: Modular water treatment",
        "Dissenting view",
    ]
    for words in told:
        assert (words in text) == (audience != "public"), words


def test_the_strategy_draft_says_how_it_will_be_and_how_it_was_handled(tmp_path: Path) -> None:
    young = Path(shutil.copytree(SAMPLE, tmp_path / "young", ignore=shutil.ignore_patterns("phases.yaml")))
    before = made("strategy-draft", "core_group", young, date(2025, 3, 1)).decode()
    assert "Not handled yet. Next meeting of the core group: 5th meeting of the core group, 14 March 2025." in before
    after = made("strategy-draft", "core_group").decode()
    assert "Handled: Core group of water supply: 5th meeting of the core group 14 March 2025, item 4" in after


def test_prospects_and_contacts_are_nobody_elses_business() -> None:
    assert "Invitations" not in workbook("public").sheetnames
    for audience in AUDIENCES[:-1]:
        rows = table(workbook(audience), "Invitations")
        names = " ".join(str(row["Organisation"]) for row in rows if row["Kind"])
        inner = audience in {"consultants", "core_group"}
        assert [name in names for name in OUTSIDERS] == [inner] * 3, audience
        assert ("Contacts" in rows[0]) == inner
        assert ("Follow-up" in rows[0]) == inner


def test_the_members_are_told_why_somebody_may_be_missing_and_the_public_why_nobody_is_there() -> None:
    members = "".join(str(row["Organisation"]) for row in table(workbook("members"), "Invitations"))
    assert "who was approached and has not joined is shown to the core group and the consultants alone" in members
    cover = [cell.value for cell in workbook("public")["Cover"]["B"]]
    assert any("nvitations to info seminars" in str(text) for text in cover)


def test_answers_follow_from_the_lists_of_the_seminars() -> None:
    rows = {row["Organisation"]: row for row in table(workbook("consultants"), "Invitations")}
    answers = {
        "Kaislavirta Vesitekniikka Oy": "Present",
        "Kuparihaka Pumput Oy": "Excused",
        "Putkiniitty Saneeraus Oy": "No answer",
        "Tuulensuu Ohjelmistot Oy": "Invited",
        "Harjusuodatin Oy": "Not recorded",
    }
    assert {name: rows[name]["Answer"] for name in answers} == answers
    assert rows["Tuulensuu Ohjelmistot Oy"]["Follow-up"] == "Remind before the seminar"
    assert rows["Putkiniitty Saneeraus Oy"]["Follow-up"] is None
    seminars = {row["Seminar"]: row for row in table(workbook("consultants"), "Seminars")}
    held = seminars["Info seminar for service and maintenance companies"]
    assert [held[key] for key in ("Invited", "Present", "Excused", "No answer", "People present")] == [8, 5, 2, 1, 14]


def test_an_answer_is_chosen_from_a_list() -> None:
    book = workbook("consultants")
    (rule,) = (
        found
        for found in book["Invitations"].data_validations.dataValidation
        if "I2" in {cell.split(":")[0] for cell in str(found.sqref).split()}
    )
    sheet, cells = str(rule.formula1).lstrip("=").split("!")
    choices = [row[0].value for row in book[sheet][cells.replace("$", "")]]
    assert choices == ["Present", "Excused", "No answer", "Invited", "Not invited yet", "Not recorded"]


def material(links: list[tuple[int, int]], levels: int = 2) -> Material:
    members = {
        f"m{index}": Member.model_validate(
            {
                "id": f"m{index}",
                "name": f"Member {index}",
                "kind": "company",
                "level": f"taso-{index % levels}" if levels else None,
                "history": [{"status": "committed", "date": date(2026, 2, 1)}],
            }
        )
        for index in range(8)
    }
    record = MiniclusterRecord.model_validate(
        {
            "name": "Vesihuolto",
            "start": date(2026, 1, 1),
            "levels": [{"id": f"taso-{index}", "name": f"Level {index}"} for index in range(levels)],
        }
    )
    analysis = Analysis.model_validate(
        {"links": [{"from": f"m{one}", "to": f"m{two}", "deliverable": "help"} for one, two in links]}
    )
    cluster = Minicluster("vesi", record, members=members, analysis=analysis)
    facts = Facts(Project(None, {"vesi": cluster}), cluster, DAY, ())
    return Material(facts, "consultants", Words("en"))


PAIRS = [(one, two) for one in range(8) for two in range(8) if one != two]


def test_a_picture_of_many_links_is_split_by_level() -> None:
    few = network_context(material(PAIRS[:MOST_LINKS]))
    assert [picture["title"] for picture in few["pictures"]] == ["Links that exist now"]
    many = network_context(material(PAIRS[: MOST_LINKS + 1]))
    assert [picture["title"] for picture in many["pictures"]] == [
        "Links that exist now: Level 0",
        "Links that exist now: Level 1",
    ]
    numbers = [link["number"] for picture in many["pictures"] for link in picture["links"]]
    assert sorted(numbers) == list(range(1, MOST_LINKS + 2))
    plain = network_context(material(PAIRS[: MOST_LINKS + 1], levels=0))
    assert [picture["title"] for picture in plain["pictures"]] == ["Links that exist now"]


def test_of_a_seminar_without_lists_nothing_is_known_but_who_cannot_have_been_there() -> None:
    content = render(
        SAMPLE,
        miniclusters=("ekotieto",),
        deliverables=("info-seminar-invitations",),
        audience="consultants",
        languages=("en",),
        output="elsewhere",
        dry_run=True,
        environ={},
    ).changes[0]
    rows = {row["Organisation"]: row for row in table(load_workbook(io.BytesIO(content.after or b"")), "Invitations")}
    assert [rows["Karttakuusi Oy"][key] for key in ("Answer", "Follow-up")] == [
        "Not invited yet",
        "Agree on the interview",
    ]
    assert [rows["Niittyverkko Osuuskunta"][key] for key in ("Seminar", "Follow-up")] == [None, "Send the invitation"]
