"""Whatever befalls a writing command: each file is old or new, and the same command again ends undisturbed."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from effort import note, some
from faults import DEAD, FAULTS, TRACEBACK, in_child

from innoenvi_cli.errors import EXIT_BUG, EXIT_OK
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from faults import Fault

LEFTOVER = re.compile(r"\.innoenvi-[0-9a-f]{16}\.tmp")
FEW = 6
MEMBER = "name: Uusi Vesi Oy\nkind: company\n"
REGISTER = "nimi;laji;maa\nEnsimmäinen Oy;yritys;FI\nToinen Oy;yritys;NO\n"


@dataclass(frozen=True)
class Case:
    """A command with the programme it runs in; ``then`` is what the message of an unfinished one says to run."""

    name: str
    sample: str
    arguments: tuple[str, ...]
    stdin: str = ""
    prepare: Callable[[Path], object] = lambda _: None
    then: tuple[str, ...] = ()


def _register(root: Path) -> None:
    (root.parent / "toimijat.csv").write_text(REGISTER, encoding="utf-8")


def _changed_since(root: Path) -> None:
    """Change who coordinates, so that the first gate is suspect."""
    path = root / "energia" / "minicluster.yaml"
    text = path.read_text(encoding="utf-8")
    assert "person: hlo-61" in text
    path.write_text(text.replace("person: hlo-61", "person: hlo-62", 1), encoding="utf-8")


CASES = (
    Case("init", "", ("init", "hanke", "--name", "Hanke")),
    Case("init-sample", "", ("init", "hanke", "--sample", "minimal")),
    Case("new", "minimal", ("new", "uusi", "--name", "Uusi")),
    Case("add-set", "minimal", ("add", "member", "esimerkki", "--set", "name=Uusi Vesi Oy", "--set", "kind=company")),
    Case("add-stdin", "minimal", ("add", "member", "esimerkki", "-"), stdin=MEMBER),
    Case("import", "minimal", ("import", "members", "../toimijat.csv", "esimerkki"), prepare=_register),
    Case(
        "advance",
        "minimal",
        ("advance", "esimerkki", "--yes", "--from", "definition", "--by", "hlo-1"),
        then=("report", "esimerkki"),
    ),
    Case("undo", "innoenvi", ("undo", "energia")),
    Case("review", "innoenvi", ("review", "energia", "--gate", "definition", "--by", "hlo-1"), prepare=_changed_since),
    Case("report", "minimal", ("report", "--all")),
    Case("report-names", "innoenvi", ("report", "mittaus", "--deliverable", "definition-sheet", "--names")),
    Case("schema", "minimal", ("schema", "--write")),
)


def files(root: Path) -> dict[str, bytes]:
    if not root.exists():
        return {}
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if not path.is_dir()}
    return {name: path.read_bytes() for name, path in sorted(found.items())}


def begin(case: Case, folder: Path) -> Path:
    """Make the programme of ``case`` anew, and return where it is."""
    root = folder / "hanke"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if case.sample:
        shutil.copytree(samples_folder() / case.sample, root)
    case.prepare(root)
    return root


def command(case: Case) -> tuple[str, ...]:
    return case.arguments if case.name.startswith("init") else ("-C", "hanke", *case.arguments)


def finish(case: Case, root: Path, before: dict[str, bytes]) -> None:
    """Run the command again, and what its message says where the decision stands already.

    A second undo takes back the decision before, so that it is run only where the first did not.
    """
    if case.name != "undo" or files(root) == before:
        in_child(root, command(case), stdin=case.stdin)
    if case.then:
        in_child(root, ("-C", "hanke", *case.then))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_fault_leaves_a_file_between_old_and_new(case: Case, fault: Fault, tmp_path: Path) -> None:
    os.environ["INNOENVI_CRASH_DIR"] = str(tmp_path / "logs")
    folder = tmp_path / "work"
    root = begin(case, folder)
    before = files(root)
    code, operations = in_child(root, command(case), stdin=case.stdin)
    assert code == EXIT_OK
    after = files(root)
    assert after != before
    in_child(root, ("-C", "hanke", *case.then)) if case.then else None
    undisturbed = files(root)
    torn = 0
    points = some(range(1, operations + 1), FEW)
    for at in points:
        root = begin(case, folder)
        code, _ = in_child(root, command(case), stdin=case.stdin, fault=fault, at=at)
        found = files(root)
        assert code not in {TRACEBACK, EXIT_BUG}, (at, code)
        assert (code == DEAD) == (fault == "death"), (at, code)
        for name in found.keys() | before.keys():
            if LEFTOVER.search(name) and code == DEAD:
                continue
            torn += found.get(name) not in {before.get(name), after.get(name)}
            assert not torn, (at, name)
        finish(case, root, before)
        again = files(root)
        assert again.keys() == undisturbed.keys(), (at, sorted(again.keys() ^ undisturbed.keys()))
        assert [name for name in undisturbed if again[name] != undisturbed[name]] == [], at
    note(f"{case.name}, {fault}", points=len(points), torn=torn)
