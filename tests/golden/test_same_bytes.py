"""The same records give the same deliverables, wherever, whenever and by whomever they are made."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.catalogue import DELIVERABLES
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from pathlib import Path

# The umask has no place in the environment, so the command is started by a program that sets it.
START = "import os, runpy, sys; os.umask(int(sys.argv[1], 8)); del sys.argv[1]; runpy.run_module('innoenvi_cli', run_name='__main__')"
MODULE = ["-m", "innoenvi_cli"]


def made(folder: Path, *, umask: str, **surroundings: str) -> dict[str, str]:
    """Return the digests of the deliverables of a fresh copy of the sample in ``folder``, manifests included."""
    shutil.copytree(samples_folder() / "innoenvi", folder)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))}
    command = [sys.executable, "-c", START, umask, "-C", str(folder), "report", "vesihuolto", "--all"]
    done = subprocess.run(command, env=kept | surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "deliverables" in path.relative_to(folder).parts
    }


def test_neither_place_nor_time_nor_language_of_the_machine_shows(tmp_path: Path) -> None:
    here = made(tmp_path / "a", umask="022", TZ="UTC", LANG="C.UTF-8", PYTHONHASHSEED="1")
    there = made(
        tmp_path / "ääkkösten kansio" / "b",
        umask="077",
        TZ="Pacific/Kiritimati",
        LANG="fi_FI.UTF-8",
        PYTHONHASHSEED="2",
    )
    made_there = {path.rpartition("/")[2].split(".")[0] for path in here if path.startswith("vesihuolto/")}
    assert made_there >= {found.id for found in DELIVERABLES}
    assert here == there
