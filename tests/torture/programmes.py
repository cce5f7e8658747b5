"""The programme that torture begins with: small, every kind of record in it, one gate passed, a register in one file."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path
from typing import Final

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.resources import samples_folder

PUU: Final = "puu"
OTHER: Final = "esimerkki"
DAY: Final = "2026-06-30"
_BASE: Final = Path(__file__).parent.parent / "cases" / "base"
_REGISTER: Final = """\
findings:
  - {id: jonot, statement: Jonot ovat pitkiä., theme: toimitus, kind: barrier}
  - {id: kuivaus, statement: Kuivaamo on vajaakäytöllä., theme: tuotanto, kind: opportunity}
  - {id: osaajat, statement: Osaajista on pulaa., theme: osaaminen, kind: threat}
"""


def small_programme(root: Path) -> Path:
    """Make it in ``root``: two miniclusters, of which ``esimerkki`` has nothing decided yet."""
    shutil.copytree(_BASE, root)
    shutil.copytree(samples_folder() / "minimal" / OTHER, root / OTHER)
    (root / PUU / "findings.yaml").write_text(_REGISTER, encoding="utf-8")
    return root


def quietly(root: Path, *arguments: str) -> tuple[int, str]:
    """Run a command in ``root``; return its exit code and what it wrote to stdout."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = run(["-C", str(root), *arguments])
    return code, out.getvalue()
