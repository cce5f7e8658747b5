"""Global options stand before the command or after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.cli.session import option_value, spoken_language

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


@pytest.mark.parametrize(
    "arguments", [["-C", "ohjelma", "status"], ["status", "-C", "ohjelma"], ["status", "-Cohjelma"]]
)
def test_a_folder_to_start_in(innoenvi: CommandLine, root: Path, arguments: list[str]) -> None:
    innoenvi.folder = root.parent
    answer = innoenvi(*arguments)
    assert (answer.code, answer.out[:5]) == (0, "vesi:")


def test_folders_add_up_as_in_git(innoenvi: CommandLine, root: Path) -> None:
    innoenvi.folder = root.parent.parent
    assert innoenvi("-C", root.parent.name, "-C", "ohjelma", "status").code == 0


def test_the_programme_is_found_upwards(innoenvi: CommandLine, root: Path) -> None:
    innoenvi.folder = root / "vesi"
    assert innoenvi("status").code == 0


def test_a_folder_that_does_not_exist(innoenvi: CommandLine) -> None:
    answer = innoenvi("-C", "muualla", "status")
    assert answer.code == 4
    assert answer.err.splitlines()[0] == "innoenvi: there is no folder muualla"


@pytest.mark.parametrize("arguments", [["-q", "check"], ["check", "-q"], ["check", "--quiet"]])
def test_quiet_leaves_only_the_result(innoenvi: CommandLine, arguments: list[str]) -> None:
    assert innoenvi(*arguments).err == ""
    assert "no problems" in innoenvi("check").err


def test_colours_on_request_only(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="name: A\n", vesi__members__b="nimi: B\n")
    assert "\x1b[" not in innoenvi("check").out
    assert "\x1b[" not in innoenvi("check", "--color", "never", terminal=True).out
    assert "\x1b[" in innoenvi("check", terminal=True).out


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_are_left_out_where_the_environment_says_so(
    innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    innoenvi.write(vesi__members__b="nimi: B\n")
    answer = innoenvi("check", terminal=True)
    assert "\x1b[" not in answer.out + answer.err
    assert "vesi/members/b.yaml" in answer.out


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (["check", "--format", "json"], "json"),
        (["check", "--format=json"], "json"),
        (["check", "--format", "text", "--format", "json"], "json"),
        (["check", "--", "--format", "json"], None),
        (["check", "--format"], None),
    ],
)
def test_option_value_before_parsing(arguments: list[str], value: str | None) -> None:
    assert option_value(arguments, "--format") == value


@pytest.mark.parametrize(
    ("arguments", "lang", "language"),
    [
        ([], "C", "en"),
        ([], "fi_FI.UTF-8", "fi"),
        ([], "sv_SE.UTF-8", "en"),
        (["--lang", "en"], "fi_FI.UTF-8", "en"),
        (["status", "--lang=fi"], "C", "fi"),
        (["--lang", "de"], "C", "en"),
    ],
)
def test_language_of_messages(monkeypatch: pytest.MonkeyPatch, arguments: list[str], lang: str, language: str) -> None:
    monkeypatch.setenv("LANG", lang)
    assert spoken_language(arguments) == language


def test_colours_do_not_change_the_lines_of_a_pipe(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__b="nimi: B\n")
    plain, coloured = innoenvi("check").out, innoenvi("check", "--color", "always").out
    assert plain != coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
