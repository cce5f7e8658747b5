"""Makes a programme of many miniclusters out of the shipped sample, for measuring."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from innoenvi_cli.resources import samples_folder


def make(folder: Path, miniclusters: int) -> Path:
    """Write a programme with ``miniclusters`` copies of the richest sample minicluster to ``folder``; return it."""
    source = samples_folder() / "innoenvi"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(source / "innoenvi.yaml", folder)
    shutil.copytree(source / "organs", folder / "organs")
    shutil.copytree(source / "events", folder / "events")
    for event in (folder / "events").glob("*.yaml"):
        text = event.read_text(encoding="utf-8")
        names = "".join(f"  - v{number}\n" for number in range(miniclusters))
        head, found, rest = text.partition("miniclusters:\n")
        if found:
            kept = rest.lstrip()
            while kept.startswith("- "):
                kept = kept.partition("\n")[2].lstrip(" ")
            event.write_text(head + found + names + kept, encoding="utf-8")
    for number in range(miniclusters):
        shutil.copytree(source / "vesihuolto", folder / f"v{number}", ignore=shutil.ignore_patterns("deliverables"))
    return folder


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
