"""The documents link to what is there; what SECURITY.md promises is tested, and the figures are of a full run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if "node_modules" not in path.parts
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TORTURE = ROOT / "tests" / "torture"
FIGURES = ROOT / "docs" / "reference" / "torture.md"
# What must never happen, by the words of the figures.
NEVER = (
    "torn",
    "lost",
    "tracebacks",
    "changed",
    "different",
    "refused wrongly",
    "leaked",
    "alive",
    "formulas",
    "links",
    "links or images",
    "live tags",
    "broken rows",
    "wrong letters",
    "files changed",
    "left behind",
    "written though refused",
    "ran",
    "hung",
    "quoted",
    "sequences",
    "opened",
    "differences",
    "labels changed",
    "unseen",
    "illegible",
    "missed",
    "false findings",
    "programs run",
)
FULL = {
    "spoilt programmes": {"programmes": 20_000},
    "two branches": {"pairs": 200},
    "two advance at once": {"rounds": 20, "winners": 20},
    "hostile text": {"strings": 602},
    "same bytes": {"different": 0},
}
KILLED = 50


def figures() -> dict[str, dict[str, float]]:
    """Return the figures of the page by what they are of."""
    found = {}
    for line in FIGURES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 2 and cells[0] != "what":
            pairs = (part.rpartition(" ") for part in re.split(r", (?=[a-z])", cells[1]))
            found[cells[0]] = {name: float(value.replace(",", "")) for name, _, value in pairs}
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in LINK.findall(text) if "://" not in target]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_torture_test_stands_behind_a_promise() -> None:
    promises = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert [
        path.name for path in sorted(TORTURE.glob("test_*.py")) if f"(tests/torture/{path.name})" not in promises
    ] == []


def test_there_are_figures_of_every_torture_test() -> None:
    sections = re.findall(r"^## (\S+)$", FIGURES.read_text(encoding="utf-8"), re.MULTILINE)
    assert sections == sorted(path.name for path in TORTURE.glob("test_*.py"))


def test_the_figures_are_of_a_full_run_and_nothing_happened_that_must_not() -> None:
    found = figures()
    for what, wanted in FULL.items():
        assert {name: found[what][name] for name in wanted} == wanted
    assert found["kill -9 at a random instant"]["killed"] >= KILLED
    bad = [(what, name, value) for what, row in found.items() for name, value in row.items() if name in NEVER and value]
    assert bad == []
