"""Whatever goes wrong in the records, no gate opens by it: any error at all keeps every gate shut."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.findings import Severity
from innoenvi_cli.method.phases import GATE_IDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Bench

RICH = "vesihuolto"
KINDS = (
    "actions events findings interviews members organs outcomes processes scores targets trials".split()  # noqa: SIM905
)


def _line_after_first(text: str, line: str) -> str:
    head, _, rest = text.partition("\n")
    return f"{head}\n{line}\n{rest}"


ERRORS: dict[str, Callable[[str], str]] = {
    "unknown key": lambda text: f"{text}nonsense: x\n",
    "twice the same key": lambda text: f"{text}id: toinen\n",
    "no yaml": lambda text: f"{text}: : :\n  - [\n",
    "tab": lambda text: f"{text}custom:\n\tx: y\n",
    "merge conflict": lambda text: f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n",
    "alias": lambda text: f"{text}custom: &a {{x: *a}}\n",
    "second document": lambda text: f"{text}---\nid: toinen\n",
    "tag": lambda text: f"{text}custom: !!python/object x\n",
    "control character": lambda text: f"{text}custom: 'x\u202ey'\n",
    "not a mapping": lambda _: "- x\n",
    "empty": lambda _: "",
    "other id than the file": lambda text: text.replace("\nid: ", "\nid: x", 1),
    "text where keys belong": lambda text: f"{text}custom: x\n",
    "no such day": lambda text: re.sub(r"(: \"?\d{4})-\d{2}-\d{2}", r"\1-13-41", text),
}
GATES = (
    "gates: {{{gate}: {{criteria: {{x1: {{metric: no_such, compare: '>=', threshold: 1, label: x, hint: x}}}}}}}}",
    "gates: {{{gate}: {{criteria: {{x1: {{metric: interviews, compare: '??', threshold: 1, label: x, hint: x}}}}}}}}",
    "gates: {{{gate}: {{criteria: {{no_such_criterion: {{severity: should}}}}}}}}",
    "gates: {{{gate}: {{criteria: {{records: {{off: true}}}}}}}}",
    "gates: {{no_such_gate: {{criteria: {{}}}}}}",
)


def open_gates(bench: Bench) -> tuple[set[str], int]:
    """Return the gates that are open before anything was decided, and how many errors there are."""
    situation = bench.look()
    errors = sum(found.severity is Severity.ERROR for found in situation.findings)
    return {gate for gate in GATE_IDS if situation.answer(gate).open}, errors


def test_without_errors_gates_are_open(bench: Bench) -> None:
    """Otherwise the tests below would prove nothing."""
    found, errors = open_gates(bench)
    assert errors == 0
    assert len(found) >= 4


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_in_any_record_shuts_every_gate(bench: Bench, error: str) -> None:
    draw = random.Random(error)
    kinds = draw.sample(KINDS, 3)
    for kind in kinds:
        path = f"{RICH}/{draw.choice(bench.files(kind))}"
        raw = bench.raw(path)
        assert raw is not None
        text = raw.decode()
        broken = ERRORS[error](text)
        if broken == text:
            continue
        bench.put(path, broken)
        found, errors = open_gates(bench)
        assert errors, f"{error} in {path} is no error"
        assert not found, f"{error} in {path} leaves open: {found}"
        bench.restore()


@pytest.mark.parametrize("text", GATES)
def test_an_error_in_the_gates_shuts_every_gate(bench: Bench, text: str) -> None:
    programme = bench.raw("innoenvi.yaml")
    assert programme is not None
    assert b"\ngates:" not in programme
    for gate in ("definition", "export_concept"):
        bench.put("innoenvi.yaml", f"{programme.decode()}{text.format(gate=gate)}\n")
        found, errors = open_gates(bench)
        assert errors, text
        assert not found, text


def test_an_error_opens_no_gate_that_was_shut(bench: Bench) -> None:
    """A gate that waits for something waits still when the record that it waits for is broken as well."""
    draw = random.Random(7)
    for kind in ("interviews", "members", "targets", "scores", "trials", "actions"):
        bench.history()
        files = bench.files(kind)
        for path in files[1:]:
            bench.delete(path)
        shut = set(GATE_IDS) - open_gates(bench)[0]
        assert shut, kind
        path = f"{RICH}/{files[0]}"
        bench.put(path, f"{(bench.raw(path) or b'').decode()}nonsense: {draw.random()}\n")
        assert not open_gates(bench)[0] & shut, kind
        bench.restore()
