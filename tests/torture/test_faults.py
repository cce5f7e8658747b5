"""Whatever befalls a writing command: each file is old or new, and the same command again ends undisturbed."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from effort import FULL, note, some
from faults import DEAD, FAULTS, LEFTOVER, TRACEBACK, in_child, lay, tree, warm_up, wreck

from innoenvi_cli.errors import EXIT_BUG, EXIT_OK
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from faults import Fault, Files

FEW = 9
MEMBER = "name: Uusi Vesi Oy\nkind: company\n"
REGISTER = "nimi;laji;maa\nEnsimmäinen Oy;yritys;FI\nToinen Oy;yritys;NO\n"
UPDATES = "id;nimi;maa\nallaspato;Allaspato Oy;NO\nimuvaunu;Imuvaunu Oy;SE\nuusi;Uusi Oy;FI\n"
TARGETS = "targets:\n  # Ensimmäinen.\n  - id: vanha\n    title: Vanha kohde\n"
ADVANCE = ("advance", "esimerkki", "--yes", "--by", "hlo-1")
REPORT = ("report", "esimerkki")


@dataclass(frozen=True)
class Case:
    """A command with the programme it runs in; ``then`` is what the message of an unfinished one says to run.

    With ``once`` a second run would do more than the first, so that it is run again only where the first did nothing.
    ``sample`` may name a minicluster after a ``/``: the others are left out.
    """

    name: str
    sample: str
    arguments: tuple[str, ...]
    stdin: str = ""
    prepare: Callable[[Path], object] = lambda _: None
    then: tuple[str, ...] = ()
    once: bool = False

    @property
    def command(self) -> tuple[str, ...]:
        return self.arguments if self.arguments[0] in {"init", "demo"} else ("-C", "hanke", *self.arguments)


def _write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def _put_in_place_of(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text, (name, old)
    _write(root, name, text.replace(old, new, 1))


def _run(root: Path, *arguments: str) -> None:
    assert in_child(root.parent, ("-C", "hanke", *arguments))[0] == EXIT_OK, arguments


def _decided(root: Path) -> None:
    _run(root, *ADVANCE)


def _before_the_end(root: Path) -> None:
    _run(root, "undo", "vesihuolto")


def _two_miniclusters(root: Path) -> None:
    shutil.copytree(root / "esimerkki", root / "toinen")
    for member in (root / "toinen" / "members").iterdir():
        member.rename(member.with_name(f"t-{member.name}"))
        _put_in_place_of(root, f"toinen/members/t-{member.name}", "\nid: ", "\nid: t-")


def _reported_and_then_a_meeting_gone(root: Path) -> None:
    """Leave minutes on the disk of a meeting that is in the records no more, and a document that is stale."""
    _write(root, "esimerkki/events/kokous.yaml", "id: kokous\nkind: meeting\ndate: 2026-02-24\ntitle: Kokous\n")
    _run(root, "report", "--all")
    (root / "esimerkki" / "events" / "kokous.yaml").unlink()
    _put_in_place_of(root, "esimerkki/minicluster.yaml", "person: hlo-", "person: hlo-9")


def _edited_by_hand(root: Path) -> None:
    _run(root, "report", "--all")
    for path in sorted(root.rglob("definition-sheet.*.md")):
        path.write_text("Muokattu käsin.\n", encoding="utf-8")


def _older_schemas(root: Path) -> None:
    _run(root, "schema", "--write")
    for name in ("member", "target"):
        _write(root, f".innoenvi/schemas/{name}.schema.json", "{}\n")


def _changed_since(root: Path) -> None:
    """Change who coordinates, so that the first gate is suspect."""
    _put_in_place_of(root, "energia/minicluster.yaml", "person: hlo-61", "person: hlo-62")


CONDITION = (
    "--decision",
    "conditional",
    "--condition",
    "Rahoitus varmistuu",
    "--owner",
    "hlo-1",
    "--due",
    "2099-01-01",
)
CASES = (
    Case("init", "", ("init", "hanke", "--name", "Hanke")),
    Case("init-sample", "", ("init", "hanke", "--sample", "minimal")),
    Case("new", "minimal", ("new", "uusi", "--name", "Uusi")),
    Case("add-set", "minimal", ("add", "member", "esimerkki", "--set", "name=Uusi Vesi Oy", "--set", "kind=company")),
    Case("add-stdin", "minimal", ("add", "member", "esimerkki", "-"), stdin=MEMBER),
    Case(
        "add-to-list",
        "minimal",
        ("add", "target", "esimerkki", "--set", "title=Uusi kohde"),
        prepare=lambda root: _write(root, "esimerkki/targets.yaml", TARGETS),
    ),
    Case("add-part", "minimal", ("add", "level", "esimerkki", "--set", "name=Uusi taso", "--set", "order=9")),
    Case(
        "import",
        "minimal",
        ("import", "members", "../toimijat.csv", "esimerkki"),
        prepare=lambda root: _write(root, "../toimijat.csv", REGISTER),
    ),
    Case(
        "import-updates",
        "minimal",
        ("import", "members", "../toimijat.csv", "esimerkki"),
        prepare=lambda root: _write(root, "../toimijat.csv", UPDATES),
    ),
    Case("advance", "minimal", (*ADVANCE, "--from", "definition"), then=REPORT),
    Case("advance-hold", "minimal", (*ADVANCE, "--decision", "hold", "--note", "Odottaa"), then=REPORT),
    Case("advance-conditional", "minimal", (*ADVANCE, "--from", "definition", *CONDITION), then=REPORT),
    Case(
        "advance-recycle",
        "minimal",
        (*ADVANCE, "--from", "analysis", "--decision", "recycle", "--to", "definition"),
        prepare=_decided,
        then=REPORT,
    ),
    Case(
        "advance-close",
        "innoenvi/vesihuolto",
        ("advance", "vesihuolto", "--yes", "--from", "export_concept", "--close"),
        prepare=_before_the_end,
        then=("report", "vesihuolto"),
    ),
    Case(
        "advance-new-cycle",
        "innoenvi/vesihuolto",
        ("advance", "vesihuolto", "--yes", "--new-cycle"),
        then=("report", "vesihuolto"),
    ),
    Case("undo", "innoenvi/energia", ("undo", "energia"), once=True),
    Case("undo-rendered", "minimal", ("undo", "esimerkki"), prepare=_decided),
    Case(
        "review",
        "innoenvi/energia",
        ("review", "energia", "--gate", "definition", "--by", "hlo-1"),
        prepare=_changed_since,
    ),
    Case("report", "minimal", ("report", "--all")),
    Case("report-two", "minimal", ("report",), prepare=_two_miniclusters),
    Case("report-removes", "minimal", ("report", "--all"), prepare=_reported_and_then_a_meeting_gone),
    Case("report-force", "minimal", ("report", "--all", "--force"), prepare=_edited_by_hand),
    Case("report-output", "minimal", ("report", "--output", "hanke/jaettava/kevät")),
    Case("report-names", "innoenvi/mittaus", ("report", "mittaus", "--deliverable", "definition-sheet", "--names")),
    Case("schema", "minimal", ("schema", "--write")),
    Case("schema-anew", "minimal", ("schema", "--write"), prepare=_older_schemas),
    Case("demo", "", ("demo", "--keep", "hanke")),
)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm_up()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for programmes, in memory where the system has such a folder: a disk would have to sync them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "logs"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    memory = Path("/dev/shm")
    place = memory / f"innoenvi-torture-{os.getpid()}" if memory.is_dir() else tmp_path / "work"
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def begin(case: Case, folder: Path) -> Files:
    """Make the programme of ``case`` and return all that lies in ``folder``."""
    root = folder / "hanke"
    lay(folder, {})
    if case.sample:
        sample, _, only = case.sample.partition("/")
        shutil.copytree(samples_folder() / sample, root)
        for other in (path.parent for path in root.glob("*/minicluster.yaml") if only):
            if other.name != only:
                shutil.rmtree(other)
    case.prepare(root)
    return tree(folder)


def points(operations: int) -> Callable[[int], Sequence[Fault]]:
    """Return which faults an operation meets: all, or in the short form one of them at a few operations."""
    if FULL:
        return lambda _: FAULTS
    chosen = {at: (FAULTS[index % len(FAULTS)],) for index, at in enumerate(some(range(1, operations + 1), FEW))}
    return lambda at: chosen.get(at, ())


def run_again(case: Case, folder: Path, state: Files, before: Files) -> Files:
    """Run the command again on what a fault has left, and what its message says; return what lies there then."""
    lay(folder, state)
    if not case.once or state == before:
        in_child(folder, case.command, stdin=case.stdin)
    if case.then:
        in_child(folder, ("-C", "hanke", *case.then))
    return tree(folder)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_fault_leaves_a_file_between_old_and_new(case: Case, folder: Path) -> None:
    before = begin(case, folder)
    code, operations = in_child(folder, case.command, stdin=case.stdin)
    assert code == EXIT_OK
    assert tree(folder) != before
    if case.then:
        in_child(folder, ("-C", "hanke", *case.then))
    undisturbed = tree(folder)
    chosen = points(operations)
    lay(folder, before)
    found = wreck(folder, case.command, stdin=case.stdin, chosen=chosen, last=operations)
    assert (found.code, found.operations) == (EXIT_OK, operations)
    tried = [(outcome.at, outcome.fault) for outcome in found.outcomes]
    assert sorted(tried) == sorted((at, fault) for at in range(1, operations + 1) for fault in chosen(at))
    torn = [
        (outcome, name)
        for outcome in found.outcomes
        for name, held in found.states[outcome.state].items()
        if held not in found.versions.get(name, set())
        and not (LEFTOVER.search(name) and outcome.code == DEAD)
        and not (held is None and outcome.code == DEAD)
    ]
    for outcome in found.outcomes:
        assert outcome.code not in {TRACEBACK, EXIT_BUG}, outcome
        assert (outcome.code == DEAD) == (outcome.fault == "death"), outcome
    assert torn == []
    for number, state in enumerate(found.states):
        again = run_again(case, folder, state, before)
        wrong = sorted(
            name for name in again.keys() | undisturbed.keys() if again.get(name, 0) != undisturbed.get(name, 0)
        )
        assert wrong == [], next(outcome for outcome in found.outcomes if outcome.state == number)
    note(f"{case.name}: faults", points=len(tried), states=len(found.states), torn=len(torn))
