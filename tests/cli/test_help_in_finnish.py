"""Help in Finnish is Finnish throughout, what the libraries bring along included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.cli.application import COMMANDS

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

# An example, or an option too long to have its description on the same line.
SAME_IN_BOTH = re.compile(r" +(?:innoenvi(?: .*)?|-[^ ]*(?: [^ ]+)*)")


@pytest.mark.parametrize("command", [[], *([entry.name] for entry in COMMANDS)], ids=" ".join)
def test_no_line_of_the_help_is_left_in_english(innoenvi: CommandLine, command: list[str]) -> None:
    english = innoenvi(*command, "--help", "--lang", "en").out.splitlines()
    finnish = innoenvi(*command, "--help", "--lang", "fi").out.splitlines()
    assert finnish[0].startswith("Käyttö: ")
    assert [line for line in finnish if line and line in english and not SAME_IN_BOTH.fullmatch(line)] == []


def test_arguments_are_explained_once(innoenvi: CommandLine) -> None:
    lines = innoenvi("check", "--help", "--lang", "en").out.splitlines()
    assert [line for line in lines if "check only these" in line] == ["  [MINICLUSTER...]  check only these"]
