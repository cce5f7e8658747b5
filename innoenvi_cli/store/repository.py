"""What git says about a programme. Git is asked by name, with nothing of the repository's own allowed to run."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS: Final = 20


def tracked_files(root: Path, folder: str) -> tuple[str, ...]:
    """Return the files below ``folder`` that git tracks, relative to ``root``; none outside a repository."""
    listed = ask_git(root, "ls-files", "-z", "--", f":(literal){folder}")
    return tuple(sorted(os.fsdecode(name) for name in listed.split(b"\0") if name)) if listed else ()


def is_ignored(root: Path, path: str) -> bool | None:
    """Tell whether git ignores ``path``; ``None`` outside a repository or without git."""
    if ask_git(root, "rev-parse", "--git-dir") is None:
        return None
    return ask_git(root, "check-ignore", "-q", "--", path) is not None


def git_version() -> str | None:
    """Return the version of git, ``None`` where there is none."""
    program = shutil.which("git")
    if program is None:
        return None
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.decode("utf-8", "replace").strip().removeprefix("git version ")


def in_repository(root: Path) -> bool:
    """Tell whether ``root`` lies in a git repository, without asking git."""
    folder = root.absolute()
    return any(os.path.lexists(place / ".git") for place in (folder, *folder.parents))


def ask_git(root: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """Return what git answers in ``root``, ``None`` where it fails, is missing or ``root`` is in no repository.

    ``given`` is what git reads from its standard input, nothing when ``None``.
    """
    program = shutil.which("git") if in_repository(root) else None
    if program is None:
        return None
    # A repository that somebody sent may name programs to be run in its configuration: none of them is.
    command = [program, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *arguments]
    environment = {
        **os.environ,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",  # what a partial clone lacks is not fetched: that would run a program as well
        "GIT_ALLOW_PROTOCOL": "none",
        "LC_ALL": "C",
    }
    source: dict[str, Any] = {"stdin": subprocess.DEVNULL} if given is None else {"input": given}
    try:
        answer = subprocess.run(
            command,
            cwd=root,
            env=environment,
            **source,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return answer.stdout if answer.returncode == 0 else None
