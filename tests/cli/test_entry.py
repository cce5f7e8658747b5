"""The way in: version, help, commands and options that do not exist."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli import __version__
from innoenvi_cli.cli.application import COMMANDS, application
from innoenvi_cli.cli.session import GlobalOptions

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine, Process

NAMES = [entry.name for entry in COMMANDS]


def test_version(process: Process) -> None:
    answer = process("--version")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, f"innoenvi {__version__}\n", "")


def test_version_after_another_option(innoenvi: CommandLine) -> None:
    assert innoenvi("-q", "--version").out == f"innoenvi {__version__}\n"


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command(innoenvi: CommandLine, option: str) -> None:
    answer = innoenvi(option)
    assert answer.code == 0
    listed = [line.split()[0] for line in answer.out.split("Commands:")[1].split("\n\n")[0].splitlines() if line]
    assert [name for name in listed if name in NAMES] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_fits_and_ends_with_examples(innoenvi: CommandLine, name: str) -> None:
    answer = innoenvi(name, "-h")
    assert answer.code == 0
    assert f"Usage: innoenvi {name}" in answer.out
    assert "--format" in answer.out
    assert "-C DIR" in answer.out
    assert f"innoenvi {name}" in answer.out.split("Examples:")[1]
    assert max(len(line) for line in answer.out.splitlines()) <= 80


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_and_option_is_explained(name: str) -> None:
    options = GlobalOptions("en")
    with application("en").make_context("innoenvi", [name, "--help"], obj=options) as ctx:
        command = application("en").get_command(ctx, name)
        assert command is not None
        for param in command.params:
            assert getattr(param, "help", ""), param.name


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_commands_that_can_be_typed(name: str) -> None:
    group, options = application("en"), GlobalOptions("en")
    with group.make_context("innoenvi", [name], obj=options) as ctx:
        command = group.get_command(ctx, name)
        assert command is not None
        for example in command.examples:  # type: ignore[attr-defined]  # a Command of ours
            program, *words = shlex.split(example.partition(" > ")[0].partition(" < ")[0])
            assert program == "innoenvi"
            group.make_context("innoenvi", words, obj=options, resilient_parsing=False)
            start = words.index(name)
            command.make_context(name, words[start + 1 :], parent=ctx)


def test_no_command_shows_the_help_as_a_mistake(innoenvi: CommandLine) -> None:
    answer = innoenvi()
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith("Usage: innoenvi")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["chekc"], "there is no command 'chekc' (did you mean 'check'?)"),
        (["check", "--strct"], "did you mean --strict? See innoenvi check --help"),
        (["gate"], "MINICLUSTER is missing"),
        (["gate", "vesi", "--as-of", "2026-02-30"], "--as-of: '2026-02-30' is not a date"),
        (["check", "--format", "jsno"], "'jsno' is not one of: text, json, github, gitlab, junit, sarif (did you mean"),
        (["check", "--select"], "--select"),
        (["gate", "vesi", "extra"], "extra"),
        (["--lang", "sv", "check"], "--lang: 'sv' is not one of: fi, en"),
    ],
)
def test_mistakes_in_the_arguments(innoenvi: CommandLine, arguments: list[str], text: str) -> None:
    answer = innoenvi(*arguments)
    assert answer.code == 2
    assert text in answer.err
    assert answer.out == ""


@pytest.mark.parametrize(
    ("arguments", "text", "hint"),
    [
        ([], "komento puuttuu", "innoenvi --help luettelee komennot"),
        (["gate", "vesi", "vesi"], "ylimääräinen argumentti: vesi", "katso innoenvi gate --help"),
        (["gate", "vesi", "a", "b"], "ylimääräisiä argumentteja: a, b", "katso innoenvi gate --help"),
        (["advance", "--by"], "valitsimelta --by puuttuu arvo", "katso innoenvi advance --help"),
        (["check", "--strict=1"], "valitsimelle --strict ei anneta arvoa", "katso innoenvi check --help"),
        (["advance"], "MINICLUSTER puuttuu", "katso innoenvi advance --help"),
        (["-C"], "valitsimelta -C puuttuu arvo", "katso innoenvi --help"),
    ],
)
def test_mistakes_in_the_arguments_in_finnish(
    innoenvi: CommandLine, arguments: list[str], text: str, hint: str
) -> None:
    answer = innoenvi("--lang", "fi", *arguments)
    assert (answer.code, answer.out, answer.err) == (2, "", f"innoenvi: {text}\n  → {hint}\n")


def test_mistakes_are_json_where_json_was_asked_for(innoenvi: CommandLine) -> None:
    answer = innoenvi("check", "--format", "json", "--strct")
    assert (answer.code, answer.kind) == (2, "error")
    assert answer.data == {
        "code": "usage",
        "message": "there is no option --strct",
        "hint": "did you mean --strict? See innoenvi check --help",
    }
