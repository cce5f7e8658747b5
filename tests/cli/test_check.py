"""``innoenvi check``."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.store import repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

UNKNOWN_MEMBER = """\
kind: network_meeting
title: Kokous
date: 2026-02-03
present: [hydro-oy]
"""


def test_a_sound_programme(innoenvi: CommandLine) -> None:
    answer = innoenvi("check")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "✓ no problems (2 files, 1 minicluster)\n"


def test_one_finding_is_one_line_when_piped(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__hydros_oy="name: Hydros\n", vesi__events__v1=UNKNOWN_MEMBER)
    (innoenvi.folder / "vesi/members/hydros_oy.yaml").rename(innoenvi.folder / "vesi/members/hydros-oy.yaml")
    answer = innoenvi("check")
    assert answer.code == 1
    assert (
        answer.out == "vesi/events/v1.yaml:4:11: IE203 error: unknown member 'hydro-oy' (did you mean 'hydros-oy'?)\n"
    )
    assert answer.err.splitlines() == [
        "1 error (4 files, 1 minicluster)",
        "→ more about the worst of them: innoenvi explain IE203",
    ]


def test_the_way_out_stands_behind_the_message(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="id: a\n")
    assert innoenvi("check").out == (
        "vesi/members/a.yaml:1:1: IE102 error: the key 'name' is missing (add 'name:' with a value)\n"
    )


def test_a_terminal_shows_the_line_with_a_caret(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="name: A\nkind: compny\n")
    answer = innoenvi("check", "--color", "never", terminal=True)
    assert answer.out.splitlines() == [
        "vesi/members/a.yaml",
        "  2:7  error IE109 'compny' is not one of: company, research, education, public,",
        "       association, financier, other (did you mean 'company'?)",
        "       kind: compny",
        "             ^",
        "       → choose one of them",
        "",
    ]


def test_a_long_line_is_cut_around_the_place(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="name: A\n" + f"company_groups: [{'toinen, ' * 40}Matti]\n")
    lines = innoenvi("check", "--color", "never", terminal=True).out.splitlines()
    caret = next(index for index, line in enumerate(lines) if line.strip() == "^")
    assert lines[caret - 1][lines[caret].index("^") :].startswith("Matti")
    assert max(map(len, lines)) <= 80


def test_text_of_records_cannot_steer_the_terminal(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a='name: A\nkind: "\\e[31m[red]\\a"\n')
    answer = innoenvi("check", "--color", "never", terminal=True)
    assert answer.code == 1
    assert "\x1b" not in answer.out
    assert "[red]" in answer.out


def test_json(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="nme: A\n")
    answer = innoenvi("check", "--format", "json")
    assert (answer.code, answer.kind, answer.err) == (1, "check", "")
    unknown = next(item for item in answer.data["findings"] if item["code"] == "IE101")
    assert unknown == {
        "code": "IE101",
        "severity": "error",
        "file": "vesi/members/a.yaml",
        "line": 1,
        "column": 1,
        "minicluster": "vesi",
        "record": "members/a",
        "message": "unknown key 'nme' (did you mean 'name'?)",
        "hint": "correct it, take it away, or keep it under custom:",
    }
    assert answer.data["summary"] == {"errors": 2, "warnings": 0, "infos": 0, "files": 3, "miniclusters": 1}


WARNING = "name: A\nsize: {headcount: 10-49}\n"


def test_warnings_matter_only_when_strict(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a=WARNING)
    assert "IE308 warning" in innoenvi("check").out
    assert innoenvi("check").code == 0
    assert innoenvi("check", "--strict").code == 1


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], {"IE101", "IE102", "IE308"}),
        (["--select", "IE1"], {"IE101", "IE102"}),
        (["--select", "ie101,IE3"], {"IE101", "IE308"}),
        (["--ignore", "IE10"], {"IE308"}),
        (["--select", "IE1", "--ignore", "IE102"], {"IE101"}),
        (["--select", "IE101", "--select", "IE308"], {"IE101", "IE308"}),
    ],
)
def test_codes_are_chosen_by_their_beginning(innoenvi: CommandLine, options: list[str], codes: set[str]) -> None:
    innoenvi.write(vesi__members__a="nme: A\n", vesi__members__b=WARNING)
    found = innoenvi("check", "--format", "json", *options).data["findings"]
    assert {item["code"] for item in found} == codes


def test_a_code_that_does_not_exist(innoenvi: CommandLine) -> None:
    answer = innoenvi("check", "--select", "XY1")
    assert answer.code == 4
    assert "no code 'XY1'" in answer.err


def test_a_minicluster_that_does_not_exist(innoenvi: CommandLine) -> None:
    answer = innoenvi("check", "vesy")
    assert answer.code == 4
    assert answer.err == "innoenvi: no minicluster 'vesy'\n  → did you mean 'vesi'? There are: vesi\n"


def test_only_the_miniclusters_that_are_named(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="nme: A\n", ilma__minicluster="name: Ilma\nstart: 2026-01-01\n")
    assert innoenvi("check", "ilma").code == 0
    assert innoenvi("check", "vesi").code == 1


def test_no_programme(innoenvi: CommandLine, tmp_path: Path) -> None:
    innoenvi.folder = tmp_path
    answer = innoenvi("check", "--format", "json")
    assert (answer.code, answer.kind, answer.data["code"]) == (4, "error", "no-programme")


def test_files_of_the_private_folder_in_git_are_named_but_never_shown(innoenvi: CommandLine) -> None:
    (innoenvi.folder / "private").mkdir()
    (innoenvi.folder / "private/people.yaml").write_text("- name: Salainen Henkilö\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "-f", "private/people.yaml"]):
        subprocess.run(["git", "-C", str(innoenvi.folder), *command], check=True, capture_output=True)
    answer = innoenvi("check", "--color", "never", terminal=True)
    assert answer.code == 1
    assert "IE054" in answer.out
    assert "Salainen" not in answer.out + answer.err


@pytest.mark.parametrize("tracked", [False, True])
def test_names_beside_the_private_folder_are_told_and_never_shown(innoenvi: CommandLine, *, tracked: bool) -> None:
    for folder in (".", "private-vanha", "vesi", "vesi/muistiot", "docs"):
        (innoenvi.folder / folder).mkdir(exist_ok=True)
        (innoenvi.folder / folder / "people.yaml").write_text("- name: Salainen Henkilö\n", encoding="utf-8")
    (innoenvi.folder / "vesi/private").mkdir()
    (innoenvi.folder / "vesi/private/haastattelu.txt").write_text("Salainen Henkilö\n", encoding="utf-8")
    (innoenvi.folder / ".gitignore").write_text("/private/\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"]) if tracked else ():
        subprocess.run(["git", "-C", str(innoenvi.folder), *command], check=True, capture_output=True)
    for options in (["check", "--color", "never"], ["--lang", "fi", "check", "--color", "never"]):
        answer = innoenvi(*options, terminal=True)
        assert answer.code == 1
        assert "Salainen" not in answer.out + answer.err
    found = [(entry["file"], entry["code"]) for entry in innoenvi("check", "--format", "json").data["findings"]]
    names = [
        "docs/people.yaml",
        "people.yaml",
        "private-vanha/people.yaml",
        "vesi/muistiot/people.yaml",
        "vesi/people.yaml",
    ]
    elsewhere = [(name, "IE063") for name in names] + [("vesi/private", "IE062")]
    in_git = [(name, "IE054") for name in (*names, "vesi/private/haastattelu.txt")] if tracked else []
    assert sorted(found) == sorted(elsewhere + in_git)
    private = next(entry for entry in innoenvi("doctor", "--format", "json").data["checks"] if entry["id"] == "private")
    assert private["state"] == ("error" if tracked else "warning"), "tracked, or in no git at all"


def test_git_is_asked_no_oftener_for_names_that_lie_elsewhere(
    innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = repository.ask_git

    def counted(root: Path, *words: str, given: bytes | None = None, may_be_none: bool = False) -> bytes | None:
        asked.append(words[0])
        return ask(root, *words, given=given, may_be_none=may_be_none)

    monkeypatch.setattr(repository, "ask_git", counted)
    subprocess.run(["git", "-C", str(innoenvi.folder), "init", "-q"], check=True, capture_output=True)
    innoenvi("check")
    (innoenvi.folder / "people.yaml").write_text("people: {}\n", encoding="utf-8")
    innoenvi("check")
    assert asked == ["ls-files"] * 2, "besides the question about merges, whose module has its own name of it"


def test_a_file_that_is_nearly_right_says_how_it_shall_be_called(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="id: a\nname: A Oy\nkind: company\n")
    record = innoenvi.folder / "vesi/members/a.yaml"
    (innoenvi.folder / "vesi/members/uusi-oy.yaml.txt").write_bytes(
        record.read_bytes().replace(b"id: a", b"id: uusi-oy")
    )
    (innoenvi.folder / "vesi/members/a.yaml.txt").write_bytes(record.read_bytes())
    (innoenvi.folder / "uusi").mkdir()
    (innoenvi.folder / "uusi/Minicluster.yaml").write_text("name: Uusi\nstart: 2026-01-01\n", encoding="utf-8")
    found = innoenvi("check", "--format", "json").data["findings"]
    assert {entry["file"]: entry["hint"] for entry in found if entry["code"] in {"IE050", "IE053"}} == {
        "uusi/minicluster.yaml": "there is Minicluster.yaml: rename it to minicluster.yaml",
        "vesi/members/a.yaml.txt": (
            "only a.yaml, which lies beside it, is read: bring over what this one has more, then delete it"
        ),
        "vesi/members/uusi-oy.yaml.txt": "rename it to uusi-oy.yaml: what does not end in .yaml is not read",
    }
    (innoenvi.folder / "vesi/members/uusi-oy.yaml.txt").rename(innoenvi.folder / "vesi/members/uusi-oy.yaml")
    (innoenvi.folder / "vesi/members/a.yaml.txt").unlink()
    (innoenvi.folder / "uusi/Minicluster.yaml").rename(innoenvi.folder / "uusi/minicluster.yaml")
    assert innoenvi("check").code == 0


def test_a_programme_whose_file_is_nearly_right_is_told(innoenvi: CommandLine) -> None:
    (innoenvi.folder / "innoenvi.yaml").rename(innoenvi.folder / "innoenvi.yaml.txt")
    answer = innoenvi("check")
    assert answer.code == 4
    assert "there is innoenvi.yaml.txt: rename it to innoenvi.yaml" in answer.err


def test_paths_of_ci_formats_begin_at_the_git_root(innoenvi: CommandLine) -> None:
    subprocess.run(["git", "-C", str(innoenvi.folder.parent), "init", "-q"], check=True, capture_output=True)
    innoenvi.write(vesi__members__a="id: a\n")
    assert json.loads(innoenvi("check", "--format", "gitlab").out)[0]["location"] == {
        "path": "ohjelma/vesi/members/a.yaml",
        "lines": {"begin": 1},
    }
    assert innoenvi("check", "--format", "json").data["findings"][0]["file"] == "vesi/members/a.yaml"


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "sarif"])
def test_ci_formats_have_the_exit_code_of_the_text(innoenvi: CommandLine, form: str) -> None:
    assert innoenvi("check", "--format", form).code == 0
    innoenvi.write(vesi__members__a="id: a\n")
    assert innoenvi("check", "--format", form).code == 1


def test_no_line_of_a_log_begins_as_the_record_likes(innoenvi: CommandLine) -> None:
    folder = innoenvi.folder / "::error::gotcha"
    folder.mkdir()
    (folder / "minicluster.yaml").write_text("name: x\n", encoding="utf-8")
    innoenvi.write(vesi__members__a='name: A\nkind: "x\\n::error::y"\n')
    for form in ("text", "junit"):
        answer = innoenvi("check", "--format", form)
        assert answer.code == 1
        assert not [line for line in answer.out.splitlines() if line.startswith("::")]
    for line in innoenvi("check", "--format", "github").out.splitlines():
        assert line.startswith(("::error file=", "::warning file=", "::notice file="))


def test_a_day_to_judge_on(innoenvi: CommandLine) -> None:
    assert innoenvi("check", "--format", "json").data["as_of"] == "2026-06-15"
    assert innoenvi("check", "--format", "json", "--as-of", "2026-03-01").data["as_of"] == "2026-03-01"


@pytest.mark.parametrize("day", ["2926-06-15", "0001-01-01", "2026-02-30", "15.6.2026"])
def test_a_day_to_judge_on_is_one_of_our_time(innoenvi: CommandLine, day: str) -> None:
    answer = innoenvi("check", "--as-of", day)
    assert answer.code == 2
    assert f"--as-of: '{day}' is not a date" in answer.err


def test_a_terminal_is_not_flooded(innoenvi: CommandLine) -> None:
    for number in range(205):
        (innoenvi.folder / f"vesi/m{number:03}.yaml").write_text("x: 1\n", encoding="utf-8")
    answer = innoenvi("check", "--color", "never", terminal=True)
    assert "vesi/m199.yaml" in answer.out
    assert "vesi/m200.yaml" not in answer.out
    assert answer.err.startswith("… and 5 more (-v shows all)\n205 errors")
    assert "vesi/m204.yaml" in innoenvi("check", "-v", "--color", "never", terminal=True).out
    assert len(innoenvi("check").out.splitlines()) == 205


def test_a_line_with_personal_data_is_not_shown_on_a_terminal(innoenvi: CommandLine) -> None:
    innoenvi.write(
        vesi__members__a="name: A\ncontacts: [Aino Aalto]\nnote: Soita 040 123 4567, 131052-308T\n# aino@a.example\n"
    )
    answer = innoenvi("check", "--color", "never", "--verbose", terminal=True)
    assert answer.out.count("IE310") == 3
    assert "IE111" in answer.out
    assert "3:13" in answer.out
    assert not any(secret in answer.out + answer.err for secret in ("040", "131052", "aino@", "Aino"))


def test_a_private_folder_among_the_records_is_refused_however_it_is_named(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="name: A\n")
    for place in (
        innoenvi.folder / "vesi",
        innoenvi.folder / "vesi/members/x",
        innoenvi.folder,
        innoenvi.folder.parent,
    ):
        settings = innoenvi.folder / "innoenvi.yaml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f"{text}private_dir: {place}\n", encoding="utf-8")
        answer = innoenvi("check", "--select", "IE055")
        assert answer.code == 1, place
        assert answer.out.count("IE055") == 1
        settings.write_text(text, encoding="utf-8")
