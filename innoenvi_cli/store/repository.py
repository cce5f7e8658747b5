"""What git says about a programme. Git is asked by name, with nothing of the repository's own allowed to run.

A folder that somebody sent may hold a ``.git`` whose configuration names programs, or look like a bare repository
itself. Only commands are asked that neither compare nor convert contents (no ``diff``, no filters, no textconv), and
what they could start all the same is switched off on the command line, which no repository overrides.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.store.folders import Folder
from innoenvi_cli.store.presence import may_be_there

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SECONDS: Final = 20
_LEADS_TO: Final = b"gitdir: "
_LONGEST_WAY: Final = 1 << 14
"""Bytes of a file that says where git keeps a checkout; no system knows a longer path."""
_PLAIN_INDEX: Final = b"DIRC\0\0\0\2"
_SETTINGS: Final = (
    "core.fsmonitor=false",  # a program asked which files changed
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.attributesFile=/dev/null",
    "safe.bareRepository=explicit",  # files in a clone may look like a repository with a configuration of its own
    "protocol.allow=never",
)
# Where git looks is where the programme lies, whatever a shell or a hook has set; how it reads paths is said here.
_SET_ELSEWHERE: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE", "GIT_ICASE_PATHSPECS", "GIT_IMPLICIT_WORK_TREE", "GIT_LITERAL_PATHSPECS", "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS", "GIT_OBJECT_DIRECTORY", "GIT_PAGER", "GIT_PREFIX", "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    }
)  # fmt: skip


# What git holds and what it would take -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Holder:
    """A repository that could hold a folder: where git is asked, and the path of the folder from there."""

    at: Path
    folder: str


def tracked_files(
    root: Path, *folders: Path, globs: Iterable[str] = (), also: Callable[[str], bool] | None = None
) -> tuple[str, ...] | None:
    """Return what git tracks at or below ``folders``, relative to ``root``; nothing for folders it cannot hold.

    Where it is asked in ``root``, files that match one of ``globs`` and that ``also`` agrees to are returned as well.

    Where links lead to a folder, the repository in which they end is asked as well. Names count as the same when some
    disk takes them for the same. ``None`` where git should know and does not answer.
    """
    wanted: dict[Path, list[str]] = {}
    for folder in folders:
        for holder in _holders(root, folder):
            wanted.setdefault(holder.at, []).append(holder.folder)
    found: set[str] = set()
    for at, within in wanted.items():
        listed = ask_git(at, "ls-files", "-z", "--", *_specs(within, globs if at == root else ()))
        if listed is None:
            return None
        names = (os.fsdecode(name) for name in listed.split(b"\0") if name)
        folded = tuple(_folded(name) for name in within)
        # A file that waits for a merge is listed once for each side.
        here = "" if at == root else _relative(at, _real(root))
        of_root = also if at == root else None
        found |= {
            _joined(here, name)
            for name in names
            if _is_below(_folded(name), folded) or (of_root is not None and of_root(name))
        }
    return tuple(sorted(found))


def _specs(folders: list[str], globs: Iterable[str]) -> Iterator[str]:
    if all(folder.isascii() for folder in folders):
        yield from (f":(icase,literal){folder}" for folder in folders)
        yield from (f":(icase,glob){pattern}" for pattern in globs)
    else:
        yield ":(top)"  # letters beyond ASCII git compares as they are: everything is listed and compared here


def _is_below(name: str, folders: tuple[str, ...]) -> bool:
    return any(name == folder or name.startswith(f"{folder}/") for folder in folders)


def _folded(name: str) -> str:
    return name if name.isascii() and name.islower() else unicodedata.normalize("NFC", name.casefold())


def would_take(root: Path, folder: Path, names: Iterable[str]) -> tuple[str, ...] | None:
    """Return those of ``names``, paths below ``folder``, that no rule keeps out of the repository around ``folder``.

    Where links lead to the folder, that is the repository in which they end: nothing is taken from behind a link. One
    that is a repository of its own counts as what it lies in. ``None`` where git should know and does not answer.
    """
    holder = _holder(root, _real(folder))
    if holder is None:
        return ()
    whole = f"./{holder.folder}"
    open_ = _not_ignored(holder.at, (whole,))
    if not open_:  # left out as a whole: git never looks in, and is not led to by questions either
        return open_
    asked = {f"{whole}/{name}": name for name in names}
    taken = _not_ignored(holder.at, tuple(asked))
    return None if taken is None else tuple(asked[path] for path in taken)


def _not_ignored(at: Path, paths: tuple[str, ...]) -> tuple[str, ...] | None:
    try:
        given = b"".join(os.fsencode(path) + b"\0" for path in paths)
    except UnicodeEncodeError:
        return None
    # It exits with 1 where nothing is ignored, like one that asks grep.
    listed = ask_git(at, "check-ignore", "--no-index", "--verbose", "-z", "--stdin", given=given, may_be_none=True)
    if listed is None:
        return None
    # Source, line, pattern, path. The last pattern that matches may be one that takes a path in again.
    fields = listed.split(b"\0")
    ignored = {
        os.fsdecode(path)
        for pattern, path in zip(fields[2::4], fields[3::4], strict=False)
        if not pattern.startswith(b"!")
    }
    return tuple(path for path in paths if path not in ignored)


def _holders(root: Path, folder: Path) -> tuple[_Holder, ...]:
    """Return the repositories around ``folder``, at most two: where it really lies, and where its name says."""
    places = dict.fromkeys((_real(folder), Path(os.path.normpath(folder.absolute()))))
    return tuple(dict.fromkeys(found for place in places if (found := _holder(root, place)) is not None))


def _holder(root: Path, place: Path) -> _Holder | None:
    """Return the innermost repository that ``place`` lies in, itself left out; the programme's own is asked from it."""
    above = next((folder for folder in place.parents if may_be_there(folder / ".git")), None)
    if above is None:
        return None
    top, inside = _real(above), _relative(place, above)
    own = top == repository_top(root)
    return _Holder(root, _relative(top / inside, _real(root))) if own else _Holder(top, inside)


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # no path at all for this system
        return Path(os.path.normpath(path.absolute()))


def _relative(path: Path, start: Path) -> str:
    return os.path.relpath(path, start).replace(os.sep, "/")


def _joined(folder: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(folder, name)) if folder else name


def repository_top(root: Path) -> Path | None:
    """Return the folder of the repository that ``root`` really lies in, without asking git."""
    folder = _real(root)
    return next((place for place in (folder, *folder.parents) if may_be_there(place / ".git")), None)


def in_repository(root: Path) -> bool:
    """Tell whether ``root`` lies in a git repository, without asking git."""
    return repository_top(root) is not None


def may_skip_files(root: Path) -> bool:
    """Tell whether git may have been told to leave tracked files off the disk, without asking it: mostly it was not.

    Its index holds such marks from its third version on, and it is kept in the second where there are none.
    """
    top = repository_top(root)
    place = _git_folder(top) if top is not None else None
    if top is None or place is None:
        return False
    index = Path(_index_of_hook(top) or place / "index")
    try:
        with Folder.at(index.parent) as folder:
            begin = folder.read(index.name, len(_PLAIN_INDEX))
        with Folder.at(place) as folder:
            is_split = any(name.startswith("sharedindex.") for name, _ in folder.entries())
    except OSError:
        return True
    return is_split or begin not in {None, _PLAIN_INDEX}


# Asking --------------------------------------------------------------------------------------------------------------


def git_version() -> str | None:
    """Return the version of git, ``None`` where there is none."""
    program = _git()
    if program is None:
        return None
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.decode("utf-8", "replace").strip().removeprefix("git version ")


def ask_git(root: Path, *arguments: str, given: bytes | None = None, may_be_none: bool = False) -> bytes | None:
    """Return what git answers in ``root``, ``None`` where it fails, is missing or ``root`` is in no repository.

    ``given`` is what git reads from its standard input, nothing when ``None``. With ``may_be_none`` the exit code 1 is
    an answer as well: that there is none.
    """
    top = repository_top(root)
    program = _git() if top is not None else None
    if program is None or top is None:
        return None
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    source: dict[str, Any] = {"stdin": subprocess.DEVNULL} if given is None else {"input": given}
    try:
        answer = subprocess.run(
            [program, "--no-pager", *settings, *arguments],
            cwd=root,
            env=_environment(top),
            **source,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return answer.stdout if answer.returncode == 0 or (may_be_none and answer.returncode == 1) else None


def _git() -> str | None:
    """Return the path of git; one that lies where the shell happens to be, in a folder somebody sent say, is none."""
    places = [place for place in os.environ.get("PATH", "").split(os.pathsep) if os.path.isabs(place)]
    program = shutil.which("git", path=os.pathsep.join(places)) if places else None
    return program if program is not None and os.path.isabs(program) else None


def _index_of_hook(top: Path) -> str | None:
    """Return the index that a hook is told of: it is about to be committed. Another repository's means nothing here."""
    given = os.environ.get("GIT_INDEX_FILE")
    folder = _git_folder(top) if given else None
    if not given or folder is None or not _real(Path(given).parent).is_relative_to(folder):
        return None
    return os.path.abspath(given)


def _git_folder(top: Path) -> Path | None:
    """Return where git keeps what it knows of the checkout at ``top``, which may be a worktree or a submodule."""
    place = top / ".git"
    if place.is_dir():
        return _real(place)
    try:
        with Folder.at(top) as folder:
            words = folder.read(place.name, _LONGEST_WAY) or b""
    except OSError:
        return None
    named = os.fsdecode(words.removeprefix(_LEADS_TO).rstrip(b"\r\n"))
    return _real(top / named) if words.startswith(_LEADS_TO) else None


def _environment(top: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _SET_ELSEWHERE}
    kept.pop("GIT_INDEX_FILE", None)
    index = _index_of_hook(top)
    if index is not None:
        kept["GIT_INDEX_FILE"] = index
    return {
        **kept,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",  # what a partial clone lacks is not fetched: that would run a program as well
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
