"""What a programme's records were at a commit. Nothing is checked out: git hands over the bytes, nothing of it runs.

Files are compared by the names that git gives their bytes, so that neither filters nor the index have a say. The
records of a commit are laid into a temporary folder of this user and read there like any others; what belongs to the
private folder is neither listed nor asked for.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from innoenvi_cli.model.base import SLUG_PATTERN
from innoenvi_cli.model.kinds import BY_FILE_NAME, BY_PLURAL, RESERVED_FOLDERS
from innoenvi_cli.store.files import MINICLUSTER_FILE, PROGRAMME_FILE, list_files
from innoenvi_cli.store.folders import Folders
from innoenvi_cli.store.history_errors import (
    NoProgrammeThenError,
    NothingByThenError,
    NotInGitError,
    TooMuchError,
    UnknownRevisionError,
)
from innoenvi_cli.store.plain_files import read_within
from innoenvi_cli.store.private_place import DEFAULT, private_dir_in, private_place
from innoenvi_cli.store.reader import MAX_BYTES
from innoenvi_cli.store.registers import REGISTER_MEBIBYTES
from innoenvi_cli.store.repository import ask_git, in_repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LINK: Final = "120000"
_BATCH: Final = 16 << 20
_MOST: Final = 256 << 20
# What registers may have where the programme allows it; reading the records tells whether this one may.
_LARGEST: Final = MAX_BYTES * REGISTER_MEBIBYTES


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full name, and the day it was made on, where it was made."""

    id: str
    day: date

    @property
    def short(self) -> str:
        """The name as people write it."""
        return self.id[:7]


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as git has it: the name of its bytes, how many there are; ``is_plain`` is false for links and modules."""

    id: str
    size: int
    is_plain: bool


Files = dict[str, Blob]


# Which commit --------------------------------------------------------------------------------------------------------


def commit_of(root: Path, revision: str) -> Commit:
    """Return the commit that ``revision`` (a commit, tag, branch, ``HEAD~3``) names.

    Raises:
        NotInGitError: the programme is in no repository, or there is no git.
        UnknownRevisionError: it names none.
    """
    _need_repository(root)
    # What begins with a hyphen would be an option, whatever stands before it.
    plain = revision and not revision.startswith("-") and "\0" not in revision
    found = (
        ask_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}") if plain else None
    )
    name = _name_in(found)
    if name is None:
        raise UnknownRevisionError(revision, is_shallow=_is_shallow(root))
    return Commit(name, _day_of(root, name))


def last_commit_by(root: Path, day: date) -> Commit:
    """Return the last commit of the present branch up to the end of ``day``, of what was merged the merge.

    Raises:
        NotInGitError: the programme is in no repository, or there is no git.
        NothingByThenError: the first commit is later.
        UnknownRevisionError: there is no commit at all.
    """
    head = commit_of(root, "HEAD")
    # A commit counts by the day it was made on where it was made; west of Greenwich that day may end up to half a day
    # later than here, so what git finds is looked through.
    latest = datetime.combine(day, time.max, timezone(-timedelta(hours=12)))
    older = f"--min-age={int(latest.timestamp())}"
    for name in _first_parents(root, head.id, older):
        made = _day_of(root, name)
        if made <= day:
            return Commit(name, made)
    first = _first_parents(root, head.id)[-1]
    raise NothingByThenError(day, _day_of(root, first), is_shallow=_is_shallow(root))


def _first_parents(root: Path, head: str, *options: str) -> list[str]:
    """Return the commits of the branch that ends in ``head``, the newest first."""
    listed = (ask_git(root, "rev-list", "--first-parent", *options, head, "--") or b"").split()
    return [name.decode("ascii", "replace") for name in listed] or ([head] if not options else [])


def _need_repository(root: Path) -> None:
    if not in_repository(root) or ask_git(root, "rev-parse", "--git-dir") is None:
        raise NotInGitError


def _name_in(answer: bytes | None) -> str | None:
    name = (answer or b"").decode("ascii", "replace").strip()
    return name if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", name) else None


def _is_shallow(root: Path) -> bool:
    return (ask_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


def _day_of(root: Path, commit: str) -> date:
    """Return the day of a commit where it was made, read from the commit itself: no setting changes how it looks."""
    raw = ask_git(root, "cat-file", "commit", commit) or b""
    found = re.search(rb"^committer .* (-?[0-9]{1,12}) ([+-])([0-9]{2})([0-9]{2})$", raw, re.MULTILINE)
    if found is None:
        return date.min
    offset = timedelta(hours=int(found[3]), minutes=int(found[4])) * (-1 if found[2] == b"-" else 1)
    try:
        return datetime.fromtimestamp(int(found[1]), UTC).astimezone(timezone(offset)).date()
    except (ValueError, OverflowError, OSError):
        return date.min


# Which files ---------------------------------------------------------------------------------------------------------


def files_at(root: Path, commit: Commit) -> Files:
    """Return the files of records at ``commit``, by path relative to the programme.

    Raises:
        NoProgrammeThenError: the programme did not lie in this folder.
    """
    listed = ask_git(root, "ls-tree", "-r", "-z", "-l", commit.id) or b""
    files = dict(_entries(listed))
    if PROGRAMME_FILE not in files:
        raise NoProgrammeThenError(commit.short, commit.day, _other_folders(root, commit), _first_commit(root))
    private = _private_folders(root, files[PROGRAMME_FILE])
    return {path: blob for path, blob in files.items() if is_record_place(path, private)}


def files_here(root: Path, *, algorithm: str) -> tuple[Files, frozenset[str]]:
    """Return the files of records as they are now, and which of them git ignores; ``algorithm`` names git's digests."""
    files: Files = {}
    with Folders(root) as folders:
        private = _private_in(_read_or_nothing(folders, PROGRAMME_FILE))
        for source in list_files(root, closed=private_place(root).covers).files:
            if is_record_place(source.path, private):
                raw = _read_or_nothing(folders, source.path, mebibytes=REGISTER_MEBIBYTES)
                digest = hashlib.new(algorithm, b"blob %d\0" % len(raw), usedforsecurity=False)
                digest.update(raw)
                files[source.path] = Blob(digest.hexdigest(), len(raw), is_plain=True)
    # Asked about these files alone: to list what is ignored, git would look through the private folder.
    asked = b"".join(os.fsencode(path) + b"\0" for path in files)
    ignored = ask_git(root, "check-ignore", "-z", "--stdin", given=asked) or b""
    names = {os.fsdecode(name) for name in ignored.split(b"\0") if name}
    return files, frozenset(names & files.keys())


def algorithm_of(commit: Commit) -> str:
    """Return which digests the repository of ``commit`` names things by."""
    return "sha1" if len(commit.id) == hashlib.sha1(usedforsecurity=False).digest_size * 2 else "sha256"


def is_record_place(path: str, private: frozenset[str]) -> bool:
    """Tell whether a record can lie at ``path``; nothing below the folders ``private`` is one."""
    steps = path.split("/")
    if any(path == folder or path.startswith(f"{folder}/") for folder in private):
        return False
    if len(steps) > 1 and re.fullmatch(SLUG_PATTERN, steps[0]) and steps[0] not in RESERVED_FOLDERS:
        return _is_place_of_kind(steps[1:], in_minicluster=True)
    return _is_place_of_kind(steps, in_minicluster=False)


def _is_place_of_kind(steps: list[str], *, in_minicluster: bool) -> bool:
    name = steps[0]
    kind = BY_FILE_NAME.get(name) if len(steps) == 1 else BY_PLURAL.get(name)
    if kind is None or not (kind.in_minicluster if in_minicluster else kind.at_programme):
        return False
    return len(steps) == 1 or (len(steps) == 2 and _is_name(steps[1]))  # noqa: PLR2004 - folder and file


def _is_name(name: str) -> bool:
    """Tell whether a record can lie in a file of that name; names that differ in their letters' case alone cannot."""
    return name.endswith(".yaml") and re.fullmatch(SLUG_PATTERN, name.removesuffix(".yaml")) is not None


def _entries(listed: bytes) -> Iterator[tuple[str, Blob]]:
    for entry in listed.split(b"\0"):
        head, _, path = entry.partition(b"\t")
        fields = head.split()
        if len(fields) == 4:  # noqa: PLR2004 - mode, type, name, size
            mode, kind, name, size = (field.decode("ascii", "replace") for field in fields)
            is_plain = kind == "blob" and mode != _LINK
            yield os.fsdecode(path), Blob(name, int(size) if size.isdecimal() else 0, is_plain)


def _private_folders(root: Path, programme: Blob) -> frozenset[str]:
    """Return the private folders of then and now: neither is entered."""
    then = next(_contents(root, [programme]), (programme, b""))[1] if _is_readable(programme) else b""
    with Folders(root) as folders:
        return _private_in(then) | _private_in(_read_or_nothing(folders, PROGRAMME_FILE))


def _private_in(raw: bytes) -> frozenset[str]:
    return frozenset({DEFAULT, os.path.normpath(private_dir_in(raw)).replace(os.sep, "/")})


def _read_or_nothing(folders: Folders, path: str, *, mebibytes: int = 1) -> bytes:
    try:
        return read_within(folders, path, mebibytes=mebibytes)
    except Exception:  # noqa: BLE001 - whatever keeps a file from being read, reading the records says it
        return b""


def _other_folders(root: Path, commit: Commit) -> tuple[str, ...]:
    """Return where else in the repository programmes lay at ``commit``."""
    listed = ask_git(root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit.id) or b""
    names = (os.fsdecode(name) for name in listed.split(b"\0"))
    return tuple(name.removesuffix(f"/{PROGRAMME_FILE}") for name in names if name.endswith(f"/{PROGRAMME_FILE}"))


def _first_commit(root: Path) -> Commit | None:
    """Return the first commit in which the programme lay here."""
    found = (ask_git(root, "rev-list", "HEAD", "--", f":(literal){PROGRAMME_FILE}") or b"").split()
    return Commit(found[-1].decode(), _day_of(root, found[-1].decode())) if found else None


# Their bytes ---------------------------------------------------------------------------------------------------------


def changed_paths(before: Files, after: Files) -> frozenset[str]:
    """Return the paths at which there are other bytes, or a plain file in one of the two states alone."""
    plain = [{path: blob.id for path, blob in files.items() if blob.is_plain} for files in (before, after)]
    return frozenset(path for path in plain[0].keys() | plain[1].keys() if plain[0].get(path) != plain[1].get(path))


def miniclusters_of(*states: Iterable[str]) -> frozenset[str]:
    """Return the miniclusters that have their own file in one of the ``states``."""
    return frozenset(
        path.partition("/")[0] for paths in states for path in paths if path.endswith(f"/{MINICLUSTER_FILE}")
    )


@contextmanager
def laid_out(root: Path, files: Mapping[str, Blob], only: frozenset[str]) -> Iterator[Path]:
    """Yield a temporary folder with ``files`` of the programme itself and of the miniclusters ``only``.

    Raises:
        TooMuchError: together they are more than 256 MiB.
    """
    wanted = {path: blob for path, blob in files.items() if _is_wanted(path, only)}
    if sum(min(blob.size, _LARGEST + 1) for blob in wanted.values()) > _MOST:
        raise TooMuchError(_MOST >> 20)
    with tempfile.TemporaryDirectory(prefix="innoenvi-") as folder:
        target = Path(folder)
        readable = [blob for blob in wanted.values() if _is_readable(blob)]
        contents = {blob.id: raw for blob, raw in _contents(root, readable)}
        for path, blob in wanted.items():
            _lay(target / path, blob, contents.get(blob.id))
        yield target


def _is_wanted(path: str, only: frozenset[str]) -> bool:
    first, _, rest = path.partition("/")
    return not rest or first in BY_PLURAL or first in only


def _is_readable(blob: Blob) -> bool:
    return blob.is_plain and blob.size <= _LARGEST


def _lay(path: Path, blob: Blob, raw: bytes | None) -> None:
    """Write a file; what cannot be read there stands as something that the loader cannot read here, and says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if blob.is_plain and blob.size > _LARGEST:
        with path.open("xb") as stream:
            stream.truncate(_LARGEST + 1)
    elif raw is None:
        try:
            path.symlink_to(path.name)  # as it was one then; to itself, so that it leads nowhere
        except OSError:  # Windows asks for a right that few have
            path.mkdir()
    else:
        with path.open("xb") as stream:
            stream.write(raw)


def _contents(root: Path, blobs: list[Blob]) -> Iterator[tuple[Blob, bytes]]:
    """Yield the bytes of ``blobs``, asked for in batches; one that git does not have is left out."""
    batch: list[Blob] = []
    size = 0
    for blob in blobs:
        batch.append(blob)
        size += blob.size
        if size > _BATCH:
            yield from _batch(root, batch)
            batch, size = [], 0
    yield from _batch(root, batch)


def _batch(root: Path, blobs: list[Blob]) -> Iterator[tuple[Blob, bytes]]:
    if not blobs:
        return
    asked = "".join(f"{blob.id}\n" for blob in blobs).encode()
    answer = ask_git(root, "cat-file", "--batch", given=asked) or b""
    offset = 0
    for blob in blobs:
        end = answer.find(b"\n", offset)
        fields = answer[offset:end].split() if end >= 0 else []
        if len(fields) != 3:  # noqa: PLR2004 - name, type, size; without the size: missing
            offset = end + 1 if end >= 0 else len(answer)
            continue
        size = int(fields[2])
        if fields[1] == b"blob":
            yield blob, answer[end + 1 : end + 1 + size]
        offset = end + 1 + size + 1
