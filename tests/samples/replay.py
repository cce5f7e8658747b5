"""Makes the histories of the sample programmes again from their records, and compares them byte for byte."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.phase_log import log_path
from innoenvi_cli.usecases.advance_phase import advance_phase
from innoenvi_cli.usecases.replay_history import set_history_aside

if TYPE_CHECKING:
    from collections.abc import Iterator


def histories() -> Iterator[tuple[str, str]]:
    """Yield every (sample, minicluster) that has a history."""
    for log in sorted(samples_folder().glob("*/*/phases.yaml")):
        yield log.parent.parent.name, log.parent.name


def replay(sample: str, minicluster: str, folder: Path) -> tuple[bytes, bytes]:
    """Copy ``sample`` to ``folder``, decide everything about ``minicluster`` again; return the bytes before and after."""
    root = folder / sample
    if not root.exists():
        shutil.copytree(samples_folder() / sample, root)
    history = set_history_aside(root, minicluster)
    for request in history.requests:
        result = advance_phase(root, request, environ={})
        if result.refused:
            unmet = [criterion.id for criterion in result.answer.unmet] if result.answer else []
            raise SystemExit(f"{sample}/{minicluster}: gate {request.from_phase} is closed now: {unmet}")
    return history.expected, (root / log_path(minicluster)).read_bytes()


def main() -> int:
    """Replay every history; return 1 when one comes out another."""
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        for sample, minicluster in histories():
            before, after = replay(sample, minicluster, Path(folder))
            same = before == after
            differing += not same
            print(f"{sample}/{minicluster}/phases.yaml: {'the same' if same else 'DIFFERS'}")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
