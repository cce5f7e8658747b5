"""Log files of failures: outside the programme, in the folder that the platform has for such things.

A log says what the tool did, never with what: no values, no messages of exceptions (they may quote a record), no
arguments, no paths of the user's.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from innoenvi_cli import __version__
from innoenvi_cli.installation import PACKAGES, installed_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def record_crash(error: BaseException, arguments: Sequence[str], *, details: bool = False) -> Path | None:
    """Write what led to ``error`` to a new file and return its path, ``None`` where no folder takes it."""
    moment = datetime.now(tz=UTC)
    text = describe(error, arguments, moment, details=details)
    name = f"innoenvi-{moment:%Y%m%dT%H%M%S}-{os.getpid()}.log"
    for folder in (state_folder(os.environ, sys.platform), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            with path.open("x", encoding="utf-8") as stream:
                stream.write(text)
        except OSError:
            continue
        return path
    return None


def state_folder(environ: Mapping[str, str], system: str) -> Path:
    """Return the folder for logs on ``system`` (a ``sys.platform``)."""
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or tempfile.gettempdir())
    if system == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "innoenvi" / "Logs"
    if system == "darwin":
        return home / "Library" / "Logs" / "innoenvi"
    given = environ.get("XDG_STATE_HOME", "")
    return (Path(given) if given.startswith("/") else home / ".local" / "state") / "innoenvi"


def whereabouts(error: BaseException) -> str:
    """Return the kind of ``error`` and the line of this package that it came from last."""
    frames = [frame for frame in _frames(error) if frame.startswith("innoenvi_cli/")]
    return f"{type(error).__name__}, {frames[-1]}" if frames else type(error).__name__


def describe(error: BaseException, arguments: Sequence[str], moment: datetime, *, details: bool = False) -> str:
    """Return the text of the log."""
    lines = [
        f"innoenvi {__version__}",
        f"python {platform.python_version()} ({platform.python_implementation()})",
        f"system {platform.system()} {platform.release()} {platform.machine()}",
        f"time {moment:%Y-%m-%dT%H:%M:%SZ}",
        f"options {' '.join(_option_names(arguments)) or '-'}",
    ]
    if details:
        lines += [f"package {name} {installed_version(name) or '-'}" for name in PACKAGES]
        lines += [f"encoding {sys.stdout.encoding}", f"filesystem {sys.getfilesystemencoding()}"]
        lines += [f"recursion limit {sys.getrecursionlimit()}", f"flags {sys.flags}"]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        lines += [f"  {frame}" for frame in _frames(cause)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def _frames(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_relative(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _relative(path: str) -> str:
    """Return where a module stands below the folder it is imported from: no home folder, no user name."""
    parts = Path(path).parts
    for anchor in ("site-packages", "innoenvi_cli"):
        if anchor in parts:
            index = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[index + (anchor == "site-packages") :])
    return Path(path).name


def _option_names(arguments: Sequence[str]) -> list[str]:
    """Return the names of the options there are; other words stay out, for one may be a folder, a name or a value."""
    known = _known_options()
    return [name for argument in arguments if (name := argument.partition("=")[0]) in known]


def _known_options() -> frozenset[str]:
    """Return the long names of all options, none where what is wrong is how they are read."""
    try:
        from innoenvi_cli.cli.application import COMMANDS, load_command  # noqa: PLC0415 - only a failure needs it
        from innoenvi_cli.cli.global_options import global_options  # noqa: PLC0415 - as above

        params = [param for entry in COMMANDS for param in load_command(entry, "en").params]
        return frozenset(name for param in (*params, *global_options()) for name in param.opts if name[:2] == "--")
    except Exception:  # noqa: BLE001 - what happened is to be told whatever else is broken
        return frozenset()
