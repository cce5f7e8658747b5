"""Runs pytest against the installed package: the checkout itself must not be importable."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() not in {here, here.parent}]
    import innoenvi_cli

    if Path(innoenvi_cli.__file__).is_relative_to(here.parent / "innoenvi_cli"):
        sys.exit("the checkout is imported, not the installed package")
    raise SystemExit(pytest.main(sys.argv[1:]))
