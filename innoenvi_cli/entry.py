"""The console script. ``--version`` is answered before anything heavier than this file is imported."""

from __future__ import annotations

import sys

from innoenvi_cli import __version__


def main() -> int:
    """Run ``innoenvi`` with the arguments of the process and return its exit code."""
    try:
        return _main(sys.argv[1:])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        from innoenvi_cli.reporting.pipes import detach  # noqa: PLC0415 - seldom needed, never at start-up

        detach(sys.stdout)
        return 0


def _main(arguments: list[str]) -> int:
    if arguments[:1] == ["--version"]:
        sys.stdout.write(f"innoenvi {__version__}\n")
        sys.stdout.flush()
        return 0
    from innoenvi_cli.cli.boundary import run  # noqa: PLC0415 - typer costs five times the start of Python

    code = run(arguments)
    sys.stdout.flush()
    return code
