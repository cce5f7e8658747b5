"""The same records give the same deliverables, wherever, whenever and by whomever they are made."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING

import pytest
from effort import FULL, note

from innoenvi_cli.deliverables.catalogue import DELIVERABLES, PROGRAMME_DELIVERABLES
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from pathlib import Path

# What has no place in the environment: the program that starts the command sets the umask, and shuffles what a folder
# holds, as another file system would.
START = """
import os, random, runpy, sys
os.umask(int(sys.argv[1], 8))
shuffler, scandir, listdir = random.Random(sys.argv[2]), os.scandir, os.listdir
class Shuffled(list):
    def __enter__(self): return self
    def __exit__(self, *details): return None
    def close(self): return None
def shuffled(found):
    found = Shuffled(found)
    shuffler.shuffle(found)
    return found
os.scandir = lambda *path: shuffled(scandir(*path))
os.listdir = lambda *path: shuffled(listdir(*path))
del sys.argv[1:3]
runpy.run_module("innoenvi_cli", run_name="__main__")
"""


def programme(folder: Path, random: Random) -> Path:
    """Copy the sample to ``folder``, its files in any order and of any age."""
    sample = samples_folder() / "innoenvi"
    files = sorted(path for path in sample.rglob("*") if path.is_file())
    random.shuffle(files)
    for path in files:
        copy = folder / path.relative_to(sample)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (moment := random.randrange(10**9, 2 * 10**9), moment))
    return folder


def made(folder: Path, *command: str, umask: str, order: str, **surroundings: str) -> dict[str, str]:
    """Return the digests of the deliverables that ``report`` makes in ``folder``, manifests included."""
    programme(folder, Random(order))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))}
    arguments = [sys.executable, "-c", START, umask, order, "-C", str(folder), "report", *command, "--all"]
    done = subprocess.run(arguments, env=kept | surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "deliverables" in path.relative_to(folder).parts
    }


HERE = {"umask": "022", "order": "a", "TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = (
    ("ääkkösten kansio/b", {"umask": "077", "order": "b", "TZ": "Pacific/Kiritimati", "LANG": "fi_FI.UTF-8"}),
    ("c d", {"umask": "002", "order": "c", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "3"}),
    ("e" * 60, {"umask": "027", "order": "d", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "4"}),
)


@pytest.mark.parametrize("audience", ["consultants", "core_group", "members", "public"] if FULL else ["members"])
def test_neither_place_nor_time_nor_language_nor_order_of_files_shows(audience: str, tmp_path: Path) -> None:
    here = made(tmp_path / "a", "--audience", audience, **HERE)
    names = {path.rpartition("/")[2].split(".")[0] for path in here}
    wanted = {found.id for found in (*DELIVERABLES, *PROGRAMME_DELIVERABLES) if audience in found.audiences}
    assert names >= wanted
    places = THERE if FULL else THERE[:1]
    for place, surroundings in places:
        assert made(tmp_path / place, "--audience", audience, **surroundings) == here
    note("same bytes", surroundings=len(places) + 1, files=len(here), different=0)
