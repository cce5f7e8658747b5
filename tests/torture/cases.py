"""Every command that writes, with the programme it runs in, for the tests of faults, kills and concurrency."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faults import LEFTOVER, in_child, lay, tree

from innoenvi_cli.errors import EXIT_OK
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from faults import Files

MEMBER = "name: Uusi Vesi Oy\nkind: company\n"
REGISTER = "nimi;laji;maa\nEnsimmäinen Oy;yritys;FI\nToinen Oy;yritys;NO\n"
UPDATES = "id;nimi;maa\nallaspato;Allaspato Oy;NO\nimuvaunu;Imuvaunu Oy;SE\nuusi;Uusi Oy;FI\n"
TARGETS = "targets:\n  # Ensimmäinen.\n  - id: vanha\n    name: Vanha kohde\n"
ADVANCE = ("advance", "esimerkki", "--yes", "--by", "hlo-1")
REPORT = ("report", "esimerkki")


@dataclass(frozen=True)
class Case:
    """A command with the programme it runs in; ``then`` is what the message of an unfinished one says to run.

    With ``once`` a second run would do more than the first, so that it is run again only where the first did nothing.
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
        return self.arguments if self.arguments[0] == "init" else ("-C", "hanke", *self.arguments)


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
        ("add", "target", "esimerkki", "--set", "name=Uusi kohde"),
        prepare=lambda root: _write(root, "esimerkki/targets.yaml", TARGETS),
    ),
    Case("add-part", "minimal", ("add", "level", "esimerkki", "--set", "name=Uusi taso")),
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
        "innoenvi",
        ("advance", "vesihuolto", "--yes", "--from", "export_concept", "--close", "--as-of", "2026-05-29"),
        prepare=_before_the_end,
        then=("report", "vesihuolto", "--as-of", "2026-05-29"),
    ),
    Case(
        "advance-new-cycle",
        "innoenvi",
        ("advance", "vesihuolto", "--yes", "--new-cycle"),
        then=("report", "vesihuolto"),
    ),
    Case("undo", "innoenvi", ("undo", "energia"), once=True),
    Case("undo-rendered", "minimal", ("undo", "esimerkki"), prepare=_decided),
    Case(
        "review",
        "innoenvi",
        ("review", "energia", "--gate", "definition", "--by", "hlo-1"),
        prepare=_changed_since,
    ),
    Case("report", "minimal", ("report", "--all")),
    Case("report-two", "minimal", ("report",), prepare=_two_miniclusters),
    Case("report-removes", "minimal", ("report", "--all"), prepare=_reported_and_then_a_meeting_gone),
    Case("report-force", "minimal", ("report", "--all", "--force"), prepare=_edited_by_hand),
    Case("report-output", "minimal", ("report", "--output", "hanke/jaettava/kevät")),
    Case("report-names", "innoenvi", ("report", "mittaus", "--deliverable", "definition-sheet", "--names")),
    Case("schema", "minimal", ("schema", "--write")),
    Case("schema-anew", "minimal", ("schema", "--write"), prepare=_older_schemas),
)


BY_NAME = {case.name: case for case in CASES}


def begin(case: Case, folder: Path) -> Files:
    """Make the programme of ``case`` and return all that lies in ``folder``."""
    root = folder / "hanke"
    lay(folder, {})
    if case.sample:
        shutil.copytree(samples_folder() / case.sample, root)
    case.prepare(root)
    return tree(folder)


def run_again(case: Case, folder: Path, state: Files, before: Files) -> Files:
    """Run the command again on what a fault has left, and what its message says; return what lies there then."""
    lay(folder, state)
    if not case.once or {name: held for name, held in state.items() if not LEFTOVER.search(name)} == before:
        in_child(folder, case.command, stdin=case.stdin)
    if case.then:
        in_child(folder, ("-C", "hanke", *case.then))
    return tree(folder)


def undisturbed(case: Case, folder: Path) -> Files:
    """Run the command, and what its message might say, without a fault; return what lies there then."""
    code, _ = in_child(folder, case.command, stdin=case.stdin)
    assert code == EXIT_OK, case.name
    if case.then:
        in_child(folder, ("-C", "hanke", *case.then))
    return tree(folder)


def differences(one: Files, other: Files) -> list[str]:
    """Return the names of what is not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name, b"-") != other.get(name, b"-"))


def torn(state: Files, versions: Mapping[str, set[bytes | None]], *, died: bool) -> list[str]:
    """Return what is neither old nor new. A process that died may leave temporary files and folders, no other one."""
    return [
        name
        for name, held in state.items()
        if held not in versions.get(name, set()) and not (died and (held is None or LEFTOVER.search(name)))
    ] + [name for name, held in versions.items() if name not in state and None not in held]
