"""Many hands: processes killed or stopped at any instant, and two that write at once."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import time
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import pytest
from cases import ADVANCE, BY_NAME, CASES, begin, differences, run_again, torn, undisturbed
from effort import FULL, note
from faults import LEFTOVER, Herald, lay, tree, warm_up, wreck

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_OK, EXIT_UNFINISHED

if TYPE_CHECKING:
    from pathlib import Path

    from cases import Case
    from faults import Files

KILLS = 6 if FULL else 2
ROUNDS = 8 if FULL else 1
RACES = 20 if FULL else 2
FEW = ("new", "import-updates", "undo-rendered")
KILLED = tuple(case for case in CASES if FULL or case.name in FEW)
ANOTHER = ("add", "member", "esimerkki", "--set", "name=Toinen Vesi Oy", "--set", "kind=company")


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm_up()


@dataclass
class Process:
    """A command on its way; ``pipe`` ends when it begins to write."""

    id: int
    pipe: int

    def wait_for_writing(self) -> None:
        os.read(self.pipe, 1)

    def end(self) -> int:
        _, status = os.waitpid(self.id, 0)
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(status)


def start(
    folder: Path, arguments: tuple[str, ...], stdin: str = "", *, gate: int | None = None, stops: bool = False
) -> Process:
    """Run a command in a process of its own; with ``gate`` it waits until that pipe is closed.

    With ``stops`` it stops itself where it begins to write: the programme is locked there.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 99
        try:
            os.chdir(folder)
            sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
            if gate is not None:
                os.read(gate, 1)
            else:
                Herald(folder, writing, stops=stops).spread()
            quiet = io.StringIO()
            with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
                code = run(list(arguments))
        finally:
            os._exit(code)
    os.close(writing)
    return Process(child, reading)


@pytest.mark.parametrize("case", KILLED, ids=lambda case: case.name)
def test_a_killed_process_leaves_old_or_new(case: Case, folder: Path) -> None:
    before = begin(case, folder)
    versions = wreck(folder, case.command, stdin=case.stdin, chosen=lambda _: (), last=0).versions
    lay(folder, before)
    began = time.monotonic()
    process = start(folder, case.command, case.stdin)
    process.wait_for_writing()
    until_writing = time.monotonic() - began
    assert process.end() == EXIT_OK
    lasts = time.monotonic() - began
    lay(folder, before)
    whole = undisturbed(case, folder)
    random, killed = Random(case.name), 0
    for number in range(KILLS):
        lay(folder, before)
        process = start(folder, case.command, case.stdin)
        if number % 2:  # half of the time while it writes, which is a small part of the whole
            process.wait_for_writing()
            time.sleep(random.uniform(0, lasts - until_writing))
        else:
            time.sleep(random.uniform(0, lasts))
        os.kill(process.id, signal.SIGKILL)
        died = process.end() == -signal.SIGKILL
        killed += died
        state = tree(folder)
        assert torn(state, versions, died=died) == []
        assert differences(run_again(case, folder, state, before), whole) == []
    note("kill -9 at a random instant", rounds=KILLS, killed=killed, torn=0)


# Two at once ---------------------------------------------------------------------------------------------------------

ONE_RECORD = BY_NAME["add-set"].arguments
PAIRS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("advance", (*ADVANCE, "--from", "definition"), ("report", "--all")),
    ("add-same", ONE_RECORD, ONE_RECORD),
    ("add-different", ONE_RECORD, ANOTHER),
    ("import-updates", BY_NAME["import-updates"].arguments, ADVANCE),
    ("import", BY_NAME["import"].arguments, BY_NAME["import"].arguments),
    ("undo-rendered", ("undo", "esimerkki"), (*ADVANCE, "--decision", "hold")),
    ("review", BY_NAME["review"].arguments, BY_NAME["review"].arguments),
    ("report", ("report", "--all"), ("report", "--all")),
    ("new", BY_NAME["new"].arguments, BY_NAME["new"].arguments),
    ("schema", ("schema", "--write"), ANOTHER),
)


def race(folder: Path, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, int]:
    """Let two commands begin at the same instant; return how they ended."""
    waiting, gate = os.pipe()
    first, second = (start(folder, ("-C", "hanke", *command), gate=waiting) for command in (one, other))
    os.write(gate, b"gg")
    codes = (first.end(), second.end())
    os.close(waiting)
    os.close(gate)
    return codes


def in_turn(folder: Path, before: Files, *commands: tuple[str, ...]) -> tuple[tuple[int, ...], Files]:
    """Run ``commands`` one after another, then the report; return how they ended, and what lies there then."""
    lay(folder, before)
    codes = tuple(start(folder, ("-C", "hanke", *command)).end() for command in commands)
    return codes, made_anew(folder)


def made_anew(folder: Path) -> Files:
    assert start(folder, ("-C", "hanke", "report", "--all")).end() == EXIT_OK
    return tree(folder)


@pytest.mark.parametrize(
    ("prepared", "one", "other"),
    PAIRS if FULL else PAIRS[1:3],
    ids=lambda found: found if isinstance(found, str) else "",
)
def test_of_two_that_write_at_once_one_waits_its_turn(
    prepared: str, one: tuple[str, ...], other: tuple[str, ...], folder: Path
) -> None:
    before = begin(BY_NAME.get(prepared, BY_NAME["add-set"]), folder)
    (one_first, other_second), both = in_turn(folder, before, one, other)
    (other_first, one_second), both_turned = in_turn(folder, before, other, one)
    assert (one_first, other_first) == (EXIT_OK, EXIT_OK)
    wanted = [both, both_turned, in_turn(folder, before, one)[1], in_turn(folder, before, other)[1]]
    refused = 0
    for _ in range(ROUNDS):
        lay(folder, before)
        codes = race(folder, one, other)
        assert codes[0] in {EXIT_OK, EXIT_UNFINISHED, one_second}
        assert codes[1] in {EXIT_OK, EXIT_UNFINISHED, other_second}
        assert EXIT_OK in codes or prepared == "advance", codes  # a report in the way of a decision's documents
        refused += sum(code == EXIT_UNFINISHED for code in codes)
        state = tree(folder)
        assert [name for name in state if LEFTOVER.search(name) or "lock" in name] == []
        assert min(len(differences(made_anew(folder), found)) for found in wanted) == 0, codes
    note("two writers of differing kinds at once", rounds=ROUNDS, turned_away=refused)


def test_of_two_that_advance_at_once_one_wins(folder: Path) -> None:
    before = begin(BY_NAME["advance"], folder)
    for _ in range(RACES):
        lay(folder, before)
        command = (*ADVANCE, "--from", "definition")
        assert sorted(race(folder, command, command)) == [EXIT_OK, EXIT_UNFINISHED]
        log = (folder / "hanke" / "esimerkki" / "phases.yaml").read_text(encoding="utf-8")
        assert log.count("\n  - kind: ") == 1
    note("two advance at once", rounds=RACES, winners=RACES)


def test_a_writer_that_is_stopped_holds_the_others_off_and_a_killed_one_does_not(folder: Path) -> None:
    before = begin(BY_NAME["advance"], folder)
    process = start(folder, ("-C", "hanke", *ADVANCE), stops=True)
    os.waitpid(process.id, os.WUNTRACED)
    try:
        assert start(folder, ("-C", "hanke", *ONE_RECORD)).end() == EXIT_UNFINISHED
        assert start(folder, ("-C", "hanke", "check")).end() == EXIT_OK
    finally:
        os.kill(process.id, signal.SIGKILL)
    assert process.end() == -signal.SIGKILL
    assert start(folder, ("-C", "hanke", *ONE_RECORD)).end() == EXIT_OK
    state = tree(folder)
    assert [name for name in state if LEFTOVER.search(name)] == []
    assert all(state[name] == held for name, held in before.items())
