"""Whatever befalls a writing command: each file is old or new, and the same command again ends undisturbed."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from cases import CASES, begin, differences, run_again, torn, undisturbed
from effort import FULL, note, some
from faults import DEAD, FAULTS, LEFTOVER, SIGNALS, TRACEBACK, in_child, lay, warm_up, wreck

from innoenvi_cli.errors import EXIT_BUG, EXIT_INTERRUPTED, EXIT_OK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cases import Case
    from faults import Fault

FEW = 6
SHORT = ("new", "add-to-list", "import-updates", "undo-rendered", "report-names")
INTERRUPTED = ("new", "import-updates", "advance", "report-removes", "init-sample")


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm_up()


def points(operations: int, faults: tuple[Fault, ...] = FAULTS, few: int = FEW) -> Callable[[int], Sequence[Fault]]:
    """Return which faults an operation meets: all, or in the short form one of them at a few operations."""
    if FULL:
        return lambda _: faults
    chosen = {at: (faults[index % len(faults)],) for index, at in enumerate(some(range(1, operations + 1), few))}
    return lambda at: chosen.get(at, ())


@pytest.mark.parametrize("case", [case for case in CASES if FULL or case.name in SHORT], ids=lambda case: case.name)
def test_no_fault_leaves_a_file_between_old_and_new(case: Case, folder: Path) -> None:
    before = begin(case, folder)
    _, operations = in_child(folder, case.command, stdin=case.stdin)
    lay(folder, before)
    whole = undisturbed(case, folder)
    assert whole != before
    chosen = points(operations)
    lay(folder, before)
    found = wreck(folder, case.command, stdin=case.stdin, chosen=chosen, last=operations)
    assert (found.code, found.operations) == (EXIT_OK, operations)
    tried = [(outcome.at, outcome.fault) for outcome in found.outcomes]
    assert sorted(tried) == sorted((at, fault) for at in range(1, operations + 1) for fault in chosen(at))
    for outcome in found.outcomes:
        assert outcome.code not in {TRACEBACK, EXIT_BUG}, outcome
        assert (outcome.code == DEAD) == (outcome.fault == "death"), outcome
        wrong = torn(found.states[outcome.state], found.versions, died=outcome.code == DEAD)
        assert wrong == [], outcome
    for number, state in enumerate(found.states):
        again = run_again(case, folder, state, before)
        about = next(outcome for outcome in found.outcomes if outcome.state == number)
        assert differences(again, whole) == [], about
    note(f"{case.name}: faults", points=len(tried), states=len(found.states), torn=0)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name in INTERRUPTED[: None if FULL else 2]], ids=lambda case: case.name
)
def test_no_signal_leaves_anything_half_done(case: Case, folder: Path) -> None:
    before = begin(case, folder)
    _, operations = in_child(folder, case.command, stdin=case.stdin)
    lay(folder, before)
    chosen = points(operations, SIGNALS, 12)
    found = wreck(folder, case.command, stdin=case.stdin, chosen=chosen, last=operations)
    assert (found.code, found.operations) == (EXIT_OK, operations)
    for outcome in found.outcomes:
        ends = EXIT_INTERRUPTED if outcome.fault == "SIGINT" else -getattr(signal, outcome.fault)
        assert outcome.code == ends, outcome
        state = found.states[outcome.state]
        assert [name for name in state if LEFTOVER.search(name)] == [], outcome
        assert torn(state, found.versions, died=False) == [], outcome
    note(f"{case.name}: signals", points=len(found.outcomes), torn=0, left_behind=0)
