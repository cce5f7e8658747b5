"""A stale deliverable is made anew by exactly the commands that are named: until then CI is red, then it is green."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.usecases.editions import edition_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandLine

MADE = "esimerkki/deliverables"
SHEET = f"{MADE}/core_group/definition-sheet.fi.md"
SHEET_OF_MEMBERS = f"{MADE}/members/definition-sheet.fi.md"
REGISTER = ("report", "esimerkki", "--deliverable", "member-register")
DEFINITION = ("report", "esimerkki", "--deliverable", "definition-sheet")


@pytest.fixture
def office(innoenvi: CommandLine, passing: Path) -> CommandLine:
    """The command line in a programme whose documents CI looks at."""
    innoenvi.folder = passing
    return innoenvi


def rename_a_member(office: CommandLine, name: str = "Uusi nimi Oy") -> None:
    path = min((office.folder / "esimerkki/members").glob("*.yaml"))
    path.write_text(re.sub("(?m)^name: .*$", f"name: {name}", path.read_text(encoding="utf-8")), encoding="utf-8")


def rename_the_cluster(office: CommandLine) -> None:
    path = office.folder / "esimerkki/minicluster.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("Esimerkkiklusteri|Example minicluster", "Toinen nimi", text), encoding="utf-8")


def documents(office: CommandLine) -> dict[str, bytes]:
    found = sorted(path for path in office.folder.rglob("deliverables/*/*") if path.is_file())
    return {path.relative_to(office.folder).as_posix(): path.read_bytes() for path in found}


def named(text: str) -> list[list[str]]:
    """Return the commands after ``next``, as a shell would run them."""
    return [shlex.split(line)[1:] for line in re.findall(r"(?m)^→ (?:next|seuraavaksi): (.*)$", text)]


def hinted(text: str, words: str) -> list[list[str]]:
    """Return the commands that the lines about single files name, before ``words``."""
    return [shlex.split(found) for found in dict.fromkeys(re.findall(rf"\(innoenvi (.*?) {words}", text))]


def edit(office: CommandLine, path: str, text: str = "\nkäsin\n") -> None:
    with (office.folder / path).open("a", encoding="utf-8") as file:
        file.write(text)


# What was made for others ---------------------------------------------------------------------------------------------


def test_a_plain_report_renews_what_was_made_for_another_audience(office: CommandLine) -> None:
    assert office("report").code == 0
    assert office(*DEFINITION, "--audience", "core_group").code == 0
    before = documents(office)
    rename_a_member(office)
    answer = office("report", "--check")
    assert (answer.code, named(answer.err)) == (1, [["report"]])
    assert f"{SHEET}:1:1: stale error: the records or the tool have changed since it was made " in answer.out
    assert office("report").code == 0
    assert office("report", "--check").code == 0
    after = documents(office)
    assert after[SHEET] != before[SHEET]
    assert set(after) == set(before), "nothing for an audience that nobody had asked for"


@pytest.mark.parametrize(
    ("made", "named_next"),
    [
        (REGISTER, ["--deliverable", "member-register"]),
        ((*DEFINITION, "--audience", "core_group"), ["--deliverable", "definition-sheet", "--audience", "core_group"]),
        ((*REGISTER, "--lang", "fi"), ["--deliverable", "member-register", "--lang", "fi"]),
        ((*DEFINITION, "--output", "jako ulos"), ["--deliverable", "definition-sheet", "--output", "jako ulos"]),
    ],
    ids=["one", "another audience", "another language", "another folder"],
)
def test_the_command_named_makes_nothing_that_was_not_there(
    made: tuple[str, ...], named_next: list[str], office: CommandLine
) -> None:
    assert office(*made).code == 0
    folder = made[-2:] if "--output" in made else ()
    before = documents(office)
    rename_a_member(office)
    answer = office("report", "--check", *folder)
    assert answer.code == 1
    assert named(answer.err) == [["report", *named_next]]
    for command in named(answer.err):
        assert office(*command).code == 0
    assert office("report", "--check", *folder).code == 0
    after = documents(office)
    assert set(after) == set(before)
    assert after != before


def test_two_audiences_need_a_command_each_where_they_hold_different_documents(office: CommandLine) -> None:
    office(*REGISTER)
    office(*DEFINITION, "--audience", "core_group")
    before = set(documents(office))
    rename_a_member(office)
    answer = office("report", "--check")
    assert len(named(answer.err)) == 2
    for command in named(answer.err):
        assert office(*command).code == 0
    assert office("report", "--check").code == 0
    assert set(documents(office)) == before


@pytest.mark.parametrize(("language", "words"), [("en", "makes it anew"), ("fi", "tekee sen uudelleen")])
def test_each_line_names_the_command_for_its_file(language: str, words: str, office: CommandLine) -> None:
    office(*DEFINITION)
    office(*DEFINITION, "--audience", "core_group")
    rename_a_member(office)
    answer = office("report", "--check", "--lang", language)
    assert answer.code == 1
    asked = office("report", "--check").out
    assert hinted(asked, "makes it anew") == [
        [*DEFINITION, "--audience", "core_group"],
        [*DEFINITION, "--audience", "members"],
    ]
    for command in hinted(answer.out, words):
        assert office(*command).code == 0
    assert office("report", "--check", "--lang", language).code == 0


def test_scripts_get_the_commands_too(office: CommandLine) -> None:
    office("report")
    assert office("report", "--check", "--format", "json").data["commands"] == []
    rename_a_member(office)
    assert office("report", "--check", "--format", "json").data["commands"] == ["innoenvi report"]
    shown = office("report", "--check", "--format", "github").out
    assert "innoenvi report esimerkki --deliverable definition-sheet --audience members makes it anew" in shown


# What was edited, taken away or has no record -------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_stale_file_that_was_edited_is_made_anew_by_force_and_no_other_with_it(
    language: str, office: CommandLine
) -> None:
    office("report")
    edit(office, SHEET_OF_MEMBERS)
    mine = next(path for path in documents(office) if "steering-brief" in path and path.endswith(f".{language}.md"))
    (office.folder / mine).write_text("minun", encoding="utf-8")
    rename_a_member(office)
    answer = office("report", "--check", "--lang", language)
    if language == "fi":
        assert answer.code == 1
        assert "käsin kirjoitettu häviää" in answer.out
    answer = office("report", "--check")
    assert answer.code == 1
    assert "--deliverable definition-sheet --audience members --lang fi --force makes it anew; what was" in answer.out
    commands = named(answer.err)
    forced = [command for command in commands if "--force" in command]
    assert forced == [[*DEFINITION, "--audience", "members", "--force"]]
    assert "  (edited by hand: what was written into it is lost)\n" in answer.err
    for command in commands:
        assert office(*command).code == 0
    assert office("report", "--check").code == 0
    assert (office.folder / mine).read_text(encoding="utf-8") == "minun"
    assert "käsin" not in (office.folder / SHEET_OF_MEMBERS).read_text(encoding="utf-8")


def test_what_somebody_took_away_does_not_come_back_for_an_audience_that_is_not_asked_for(office: CommandLine) -> None:
    office("report")
    office(*DEFINITION, "--audience", "core_group")
    (office.folder / SHEET).unlink()
    (office.folder / SHEET_OF_MEMBERS).unlink()
    answer = office("report", "--check")
    assert answer.code == 1
    assert f"{SHEET}:1:1: stale error: it has been made, and somebody took it away (innoenvi report " in answer.out
    answer = office("report")
    assert f"removed: {SHEET}\n" in answer.out
    assert not (office.folder / SHEET).exists()
    assert (office.folder / SHEET_OF_MEMBERS).exists()
    assert office("report", "--check").code == 0


def test_both_forms_of_the_portfolio_are_looked_at(office: CommandLine) -> None:
    made = office("report", "--deliverable", "portfolio", "--format", "json").data["written"]
    looked_at = office("report", "--check", "--format", "json").data["unchanged"]
    assert {file["path"] for file in looked_at} == {file["path"] for file in made}


def test_the_last_record_that_goes_takes_its_document_along(office: CommandLine) -> None:
    meeting = "id: kokous\nkind: meeting\ntitle: Kokous\norgan: ydinryhma\nnumber: 1\ndate: 2026-02-02\n"
    office.write(esimerkki__events__kokous=meeting)
    office("report", "esimerkki", "--deliverable", "minutes")
    office(*DEFINITION)
    assert [path for path in documents(office) if "/minutes.kokous." in path]
    (office.folder / "esimerkki/events/kokous.yaml").unlink()
    answer = office("report", "--check")
    assert answer.code == 1
    assert "the record that it was made of is gone (innoenvi report esimerkki --deliverable minutes " in answer.out
    for command in named(answer.err):
        assert office(*command).code == 0
    assert office("report", "--check").code == 0
    assert not [path for path in documents(office) if "/minutes." in path]


def test_a_manifest_from_elsewhere_makes_nothing_for_those_whom_it_is_not_for() -> None:
    listed = {"deliverable": "interview-summary", "language": "fi", "as_of": date(2026, 6, 15)}
    name = "interview-summary.haastattelu.fi.md"
    made = edition_at("esimerkki", f"consultants/{name}", audience="consultants", **listed)  # type: ignore[arg-type]
    assert made is not None
    assert edition_at("esimerkki", f"public/{name}", audience="public", **listed) is None  # type: ignore[arg-type]


# Two branches ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def git(office: CommandLine, tmp_path: Path) -> Callable[..., int]:
    """Git in the programme, which is committed with the documents made."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": f"x@{who}.invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }

    def run(*words: str) -> int:
        done = subprocess.run(["git", *words], cwd=office.folder, env=environment, capture_output=True, check=False)
        return done.returncode

    run("init", "-q", "-b", "main")
    return run


def commit(git: Callable[..., int]) -> None:
    assert git("add", "-A") == 0
    assert git("commit", "-q", "-m", "x") == 0


@pytest.mark.parametrize(
    "attributes", ["**/deliverables/** -merge\n", ""], ids=["git leaves documents whole", "git mixes lines"]
)
def test_what_two_branches_made_is_renewed_by_one_report_before_the_merge_is_done(
    attributes: str, office: CommandLine, git: Callable[..., int]
) -> None:
    (office.folder / ".gitattributes").write_text(attributes, encoding="utf-8")
    office(*REGISTER)
    office(*DEFINITION, "--audience", "core_group")
    commit(git)
    git("switch", "-q", "-c", "haara")
    rename_a_member(office)
    office(*REGISTER)
    office(*DEFINITION, "--audience", "core_group")
    office(*DEFINITION, "--audience", "public")
    commit(git)
    git("switch", "-q", "main")
    rename_the_cluster(office)
    office(*REGISTER)
    office(*DEFINITION, "--audience", "core_group")
    commit(git)
    assert git("merge", "-q", "haara") == 1
    assert "IE071" in office("check").out
    before = set(documents(office))

    office(*REGISTER)
    office(*DEFINITION, "--audience", "core_group")
    for command in named(office("report", "--check").err):
        assert "--force" not in command
        assert office(*command).code == 0
    checked = office("report", "--check", "--format", "json")
    assert (checked.code, checked.data["kept"]) == (0, [])
    assert {file["path"] for file in checked.data["unchanged"]} == before
    commit(git)
    assert "IE071" not in office("check").out
    assert office("report", "--check").code == 0


def test_a_document_of_the_other_branch_alone_does_not_count_as_edited_later(
    office: CommandLine, git: Callable[..., int]
) -> None:
    (office.folder / ".gitattributes").write_text("**/deliverables/** -merge\n", encoding="utf-8")
    office(*REGISTER)
    office(*DEFINITION)
    commit(git)
    git("switch", "-q", "-c", "haara")
    rename_a_member(office)
    office(*REGISTER)
    commit(git)
    git("switch", "-q", "main")
    rename_the_cluster(office)
    office(*DEFINITION)
    commit(git)
    assert git("merge", "-q", "haara") == 1
    office(*REGISTER)
    assert office(*DEFINITION).code == 0
    commit(git)
    rename_a_member(office, "Kolmas nimi Oy")
    answer = office("report", "--check")
    assert answer.code == 1
    assert "--force" not in answer.out + answer.err
    for command in named(answer.err):
        assert office(*command).code == 0
    assert office("report", "--check").code == 0
