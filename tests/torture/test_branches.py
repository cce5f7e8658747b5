"""Two people work on two branches of git: what git can join is whole, what it cannot is named by `check`."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from effort import FULL, note
from programmes import DAY, OTHER, PUU, quietly, small_programme

from innoenvi_cli.errors import EXIT_NO, EXIT_OK

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 200 if FULL else 16
BATCHES = 8 if FULL else 1
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "x",
    "GIT_AUTHOR_EMAIL": "x@example.invalid",
    "GIT_COMMITTER_NAME": "x",
    "GIT_COMMITTER_EMAIL": "x@example.invalid",
}
WORDS = ("aalto", "kaarna", "laituri", "myrsky", "niitty", "pihka")


class InapplicableError(Exception):
    """What an edit would change is not there any more."""


@dataclass(frozen=True)
class Edit:
    """Something that a person does to the programme; ``files`` are what it touches."""

    name: str
    files: frozenset[str]
    apply: Callable[[Path], None]


# What people do -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Desk:
    """Where edits are thought out: the programme as both begin with it, and the records that lie there to be edited."""

    base: Path
    random: Random
    records: tuple[str, ...]
    words: tuple[str, ...]


def desk_of(base: Path, random: Random) -> Desk:
    """Return a desk with all records on it, or with one, where people get into each other's way."""
    found = sorted(path.relative_to(base).as_posix() for path in base.rglob("*.yaml") if path.name != "innoenvi.yaml")
    if random.random() < 0.5:
        return Desk(base, random, tuple(found), WORDS)
    return Desk(base, random, tuple(random.sample(found, 1)), tuple(random.sample(WORDS, 1)))


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        raise InapplicableError(path.name)
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


def _at(lines: list[str], wanted: str, nth: int) -> int:
    places = [index for index, line in enumerate(lines) if line == wanted]
    if nth >= len(places):
        raise InapplicableError(wanted)
    return places[nth]


def _a_line(desk: Desk) -> tuple[str, str, int]:
    """Return a file, one of its lines, and how many like it stand before it."""
    path = desk.random.choice(desk.records)
    lines = _lines(desk.base / path)
    index = desk.random.randrange(len(lines))
    return path, lines[index], lines[:index].count(lines[index])


def change_line(desk: Desk) -> Edit:
    path, wanted, nth = _a_line(desk)
    mark = f" {desk.random.choice(desk.words)}{desk.random.randrange(1000)}"

    def apply(root: Path) -> None:
        lines = _lines(root / path)
        lines[_at(lines, wanted, nth)] = wanted.rstrip("\n}]") + mark + wanted[len(wanted.rstrip("\n}]")) :]
        (root / path).write_text("".join(lines), encoding="utf-8")

    return Edit(f"change a line of {path}", frozenset({path}), apply)


def insert_line(desk: Desk) -> Edit:
    path, wanted, nth = _a_line(desk)
    indent = wanted[: len(wanted) - len(wanted.lstrip())]
    new = f"{indent}# {desk.random.choice(desk.words)} {desk.random.randrange(1000)}\n"

    def apply(root: Path) -> None:
        lines = _lines(root / path)
        lines.insert(_at(lines, wanted, nth), new)
        (root / path).write_text("".join(lines), encoding="utf-8")

    return Edit(f"insert a line into {path}", frozenset({path}), apply)


def remove_line(desk: Desk) -> Edit:
    path, wanted, nth = _a_line(desk)

    def apply(root: Path) -> None:
        lines = _lines(root / path)
        del lines[_at(lines, wanted, nth)]
        (root / path).write_text("".join(lines), encoding="utf-8")

    return Edit(f"remove a line of {path}", frozenset({path}), apply)


def add_record(desk: Desk) -> Edit:
    word, cluster = desk.random.choice(desk.words), desk.random.choice((PUU, OTHER))
    path, text = desk.random.choice(
        (
            (
                f"{cluster}/members/{word}.yaml",
                f"id: {word}\nname: {word.title()} {desk.random.randrange(3)} Oy\nkind: company\n",
            ),
            (
                f"{cluster}/findings/{word}.yaml",
                f"id: {word}\nstatement: Havainto {desk.random.randrange(3)}.\ntheme: t\n",
            ),
            (
                f"{cluster}/interviews/{word}.yaml",
                f"id: {word}\nmember: {desk.random.choice(desk.words)}\ndate: 2026-06-0{desk.random.randrange(1, 4)}\n",
            ),
        )
    )

    def apply(root: Path) -> None:
        if (root / path).exists() and (root / path).read_text(encoding="utf-8") != text:
            raise InapplicableError(path)
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return Edit(f"add {path}", frozenset({path}), apply)


def add_to_register(desk: Desk) -> Edit:
    word = desk.random.choice(desk.words)
    text = f"  - {{id: {word}, statement: Lisätty {desk.random.randrange(1000)}., theme: t, kind: idea}}\n"
    path = f"{PUU}/findings.yaml"

    def apply(root: Path) -> None:
        (root / path).write_text("".join([*_lines(root / path), text]), encoding="utf-8")

    return Edit(f"append {word} to {path}", frozenset({path}), apply)


def delete_record(desk: Desk) -> Edit:
    path = desk.random.choice(desk.records)

    def apply(root: Path) -> None:
        if not (root / path).is_file():
            raise InapplicableError(path)
        (root / path).unlink()

    return Edit(f"delete {path}", frozenset({path}), apply)


def rename_record(desk: Desk) -> Edit:
    path = desk.random.choice(
        [path for path in desk.records if path.count("/") == 2] or [f"{PUU}/members/sahayhtio.yaml"]
    )
    new = f"{path.rpartition('/')[0]}/{desk.random.choice(desk.words)}.yaml"
    stem, word = Path(path).stem, Path(new).stem

    def apply(root: Path) -> None:
        lines = _lines(root / path)
        if (root / new).exists():
            raise InapplicableError(new)
        text = "".join(lines).replace(f"id: {stem}\n", f"id: {word}\n", 1)
        (root / path).unlink()
        (root / new).write_text(text, encoding="utf-8")

    return Edit(f"rename {path} to {new}", frozenset({path, new}), apply)


def decide(desk: Desk) -> Edit:
    """Pass the first gate, or make a deliverable anew."""
    words = f"Kokous {desk.random.randrange(3)}"
    command = desk.random.choice(
        (
            ("advance", OTHER, "--yes", "--by", "hlo-1", "--note", words, "--as-of", "2026-06-20"),
            (
                "report",
                OTHER,
                "--deliverable",
                "member-register",
                "--as-of",
                f"2026-06-{desk.random.randrange(20, 25)}",
            ),
            (
                "report",
                OTHER,
                "--deliverable",
                "definition-sheet",
                "--as-of",
                f"2026-06-{desk.random.randrange(20, 25)}",
            ),
        )
    )

    made: dict[str, tuple[bytes | None, bytes | None]] = {}

    def apply(root: Path) -> None:
        """Run the command; where it has run already, what it wrote then is what it says."""
        before = tree(root)
        if not made:
            quietly(root, *command)
            after = tree(root)
            made.update({path: (before.get(path), after.get(path)) for path in before.keys() | after.keys()})
            return
        for path, (old, new) in made.items():
            if old == new or new is None:
                continue
            if before.get(path) != old:
                raise InapplicableError(path)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(new)

    return Edit(" ".join(command), frozenset({f"{OTHER}/phases.yaml", f"{OTHER}/deliverables"}), apply)


EDITS: tuple[Callable[[Desk], Edit], ...] = (
    change_line, change_line, change_line, insert_line, insert_line, remove_line, add_record, add_record, add_to_register,
    delete_record, rename_record, decide,
)  # fmt: skip


# What becomes of it ---------------------------------------------------------------------------------------------------


def verdict(root: Path) -> list[tuple[str, str, str]]:
    """Return what `check` finds: file, code and sentence."""
    code, said = quietly(root, "check", "--format", "json", "--as-of", DAY)
    assert code in {EXIT_OK, EXIT_NO}
    found: list[dict[str, Any]] = json.loads(said)["data"]["findings"]
    return sorted((item["file"], item["code"], item["message"]) for item in found)


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60)


def must(root: Path, *arguments: str) -> str:
    done = git(root, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tree(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def lines_added(root: Path, branch: str) -> Counter[str]:
    """Return the lines of records that ``branch`` brought, as its diff to the base has them."""
    shown = must(root, "diff", "--no-renames", "--unified=0", "main", branch, "--", "*.yaml")
    added = [line[1:] for line in shown.splitlines() if line.startswith("+") and not line.startswith("+++")]
    removed = [line[1:] for line in shown.splitlines() if line.startswith("-") and not line.startswith("---")]
    return Counter(added) - Counter(removed)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = small_programme(tmp_path_factory.mktemp("base") / "hanke")
    quietly(root, "report", OTHER, "--deliverable", "member-register", "--deliverable", "definition-sheet")
    (root / ".gitattributes").write_text("**/deliverables/** -merge\n", encoding="utf-8")
    must(root, "init", "-q", "-b", "main")
    must(root, "add", "-A")
    must(root, "commit", "-q", "-m", "Base")
    return root


@dataclass
class Tally:
    joined: int = 0
    conflicts: int = 0
    places: int = 0
    told: int = 0
    lost: int = 0


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_of_two_branches_is_lost_silently(batch: int, base: Path, tmp_path: Path) -> None:
    tally = Tally()
    for number in range(PAIRS // BATCHES):
        random = Random(f"{batch}-{number}")
        desk = desk_of(base, random)
        edits = [[random.choice(EDITS)(desk) for _ in range(random.choice((1, 1, 2, 3)))] for _ in range(2)]
        one_pair(base, tmp_path, edits, tally)
    assert tally.joined
    assert tally.conflicts
    note(
        "two branches",
        pairs=PAIRS // BATCHES,
        joined=tally.joined,
        in_conflict=tally.conflicts,
        places_in_conflict=tally.places,
        told_by_check=tally.told,
        lost=tally.lost,
    )


def one_pair(base: Path, folder: Path, edits: list[list[Edit]], tally: Tally) -> None:
    names = [[edit.name for edit in side] for side in edits]
    root, union = folder / "hanke", folder / "union"
    for path in (root, union):
        shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(base, root)
    for side, branch in zip(edits, ("first", "second"), strict=True):
        must(root, "switch", "-q", "-c", branch, "main")
        for edit in side:
            with contextlib.suppress(InapplicableError):
                edit.apply(root)
        must(root, "add", "-A")
        must(root, "commit", "-q", "--allow-empty", "-m", branch)
    must(root, "switch", "-q", "first")
    merged = git(root, "merge", "-q", "--no-edit", "second").returncode == 0
    touched = [frozenset().union(*(edit.files for edit in side)) for side in edits]
    if not merged:
        assert touched[0] & touched[1], names
        tally.conflicts += 1
        _conflicts_are_told(root, names, tally)
        return
    tally.joined += 1
    here = tree(root)
    lines = Counter(line for path, raw in here.items() if path.endswith(".yaml") for line in raw.decode().splitlines())
    for branch in ("first", "second"):
        missing = lines_added(root, branch) - lines
        tally.lost += len(missing)
        assert not missing, (names, missing)
    shutil.copytree(base, union)
    try:
        for edit in (*edits[0], *edits[1]):
            edit.apply(union)
    except InapplicableError:
        return
    together = tree(union)
    if not any("deliverables" in path for path in here.keys() ^ together.keys()):
        assert here.keys() == together.keys(), names
    assert verdict(root) == verdict(union), names


def _conflicts_are_told(root: Path, names: list[list[str]], tally: Tally) -> None:
    """Every file that git could not join is named by `check`, with the line of its first marker where it has one."""
    open_files = {line.partition("\t")[2] for line in must(root, "ls-files", "-u").splitlines()}
    _, said = quietly(root, "check", "--format", "json", "--as-of", DAY)
    found: list[dict[str, Any]] = json.loads(said)["data"]["findings"]
    for path in open_files:
        about = [item for item in found if item["file"] == path and item["code"] in {"IE012", "IE070", "IE071"}]
        tally.places += 1
        tally.told += bool(about)
        assert about, (names, path)
        text = (root / path).read_text(encoding="utf-8", errors="replace") if (root / path).is_file() else ""
        marked = [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith("<<<<<<< ")]
        assert min(item["line"] for item in about) == (marked[0] if marked else 1), (names, path)
    records = {path.partition("/")[0] for path in open_files if "/deliverables/" not in path}
    for name in sorted(records & {PUU, OTHER}):
        code, said = quietly(root, "gate", name, "--format", "json", "--as-of", DAY)
        assert code == EXIT_NO, (names, name, said)
