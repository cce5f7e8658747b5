"""What git says about a programme. Git is asked by name, with nothing of the repository's own allowed to run.

A folder that somebody sent may hold a ``.git`` whose configuration names programs, or look like a bare repository
itself. Only commands are asked that neither compare nor convert contents (no ``diff``, no filters, no textconv), and
what they could start all the same is switched off on the command line, which no repository overrides.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.store.presence import may_be_there

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SECONDS: Final = 20
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
_PROBES: Final = ("people.yaml", "x")


# What git holds and what it would take -------------------------------------------------------------------------------


def tracked_files(root: Path, *folders: Path) -> tuple[str, ...] | None:
    """Return what git tracks at or below ``folders``, relative to ``root``; nothing for folders it cannot hold.

    Names count as the same when some disk takes them for the same. ``None`` where git should know and does not answer.
    """
    within = [os.path.relpath(folder, root).replace(os.sep, "/") for folder in folders if _could_hold(root, folder)]
    if not within:
        return ()
    listed = ask_git(root, "ls-files", "-z", "--", *_specs(within))
    if listed is None:
        return None
    names = (os.fsdecode(name) for name in listed.split(b"\0") if name)
    wanted = tuple(_folded(name) for name in within)
    # A file that waits for a merge is listed once for each side.
    return tuple(sorted({name for name in names if _is_below(_folded(name), wanted)}))


def _specs(folders: list[str]) -> Iterator[str]:
    if all(folder.isascii() for folder in folders):
        yield from (f":(icase,literal){folder}" for folder in folders)
    else:
        yield ":(top)"  # letters beyond ASCII git compares as they are: everything is listed and compared here


def _is_below(name: str, folders: tuple[str, ...]) -> bool:
    return any(name == folder or name.startswith(f"{folder}/") for folder in folders)


def _folded(name: str) -> str:
    return name if name.isascii() and name.islower() else unicodedata.normalize("NFC", name.casefold())


def keeps_out(root: Path, folder: Path) -> bool | None:
    """Tell whether git leaves out whatever may come to lie in ``folder``; so it does where it cannot hold it at all.

    ``None`` where git should know and does not answer.
    """
    if not _could_hold(root, folder) or folder.is_symlink():
        return True  # behind a link there is nothing that git would take
    within = os.path.relpath(folder, root).replace(os.sep, "/")
    probes = [f"{within}/{name}" for name in _PROBES]
    given = b"".join(os.fsencode(probe) + b"\0" for probe in probes)
    # It exits with 1 where nothing is ignored, like one that asks grep.
    listed = ask_git(root, "check-ignore", "--no-index", "-z", "--stdin", given=given, may_be_none=True)
    return None if listed is None else len(listed.split(b"\0")) > len(probes)


def _could_hold(root: Path, folder: Path) -> bool:
    top = repository_top(root)
    return top is not None and folder.is_relative_to(os.path.normpath(top)) and folder != top


def repository_top(root: Path) -> Path | None:
    """Return the folder of the repository that ``root`` lies in, without asking git."""
    folder = root.absolute()
    return next((place for place in (folder, *folder.parents) if may_be_there(place / ".git")), None)


def in_repository(root: Path) -> bool:
    """Tell whether ``root`` lies in a git repository, without asking git."""
    return repository_top(root) is not None


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


def _environment(top: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _SET_ELSEWHERE}
    index = kept.pop("GIT_INDEX_FILE", None)
    # A hook is told of the index that is about to be committed; one of another repository means nothing here.
    if index is not None and os.path.abspath(index).startswith(os.path.join(os.path.abspath(top), ".git", "")):
        kept["GIT_INDEX_FILE"] = os.path.abspath(index)
    return {
        **kept,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",  # what a partial clone lacks is not fetched: that would run a program as well
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
