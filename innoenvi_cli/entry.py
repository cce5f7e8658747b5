"""The console script. ``--version`` is answered before anything heavier than this file is imported."""

from __future__ import annotations

import os
import sys

from innoenvi_cli import __version__


def main() -> int:
    """Run ``innoenvi`` with the arguments of the process and return its exit code."""
    _open_closed_streams()
    try:
        return _main(sys.argv[1:])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        from innoenvi_cli.reporting.pipes import detach  # noqa: PLC0415 - seldom needed, never at start-up

        detach(sys.stdout)
        return 0
    except OSError as error:
        from innoenvi_cli.cli.boundary import unwritten  # noqa: PLC0415 - as above

        return unwritten(error, sys.argv[1:])


def _open_closed_streams() -> None:
    """Give a process that was started without stdout or stderr (``>&-``) streams that lead nowhere."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - kept to the end


def _main(arguments: list[str]) -> int:
    if arguments[:1] == ["--version"]:
        sys.stdout.write(f"innoenvi {__version__}\n")
        sys.stdout.flush()
        return 0
    # Plugins of pydantic that happen to be installed have no say in how records are read; looking for them takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from innoenvi_cli.cli.boundary import run, unwritten  # noqa: PLC0415 - typer costs five times the start of Python

    code = run(arguments)
    try:
        sys.stdout.flush()  # help texts may wait there still
    except BrokenPipeError:
        raise
    except OSError as error:
        return unwritten(error, arguments, code=code)
    return code
