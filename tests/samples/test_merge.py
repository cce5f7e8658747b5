"""Two people on two branches add records to one minicluster: git joins them without a conflict, and `check` agrees."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.add_record import NewRecord, add_record
from innoenvi_cli.usecases.check_records import check_records

if TYPE_CHECKING:
    from pathlib import Path

RICH = "vesihuolto"
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "x",
    "GIT_AUTHOR_EMAIL": "x@example.invalid",
    "GIT_COMMITTER_NAME": "x",
    "GIT_COMMITTER_EMAIL": "x@example.invalid",
}

MEMBER = """\
id: {id}
name: {name}
kind: company
support_role: Tuo kokemusta
history:
  - {{status: committed, date: 2026-06-01, document: VH-SIT-2026 Sitoumus}}
"""
INTERVIEW = """\
id: haastattelu-{id}
member: {id}
date: 2026-06-03
permissions: {{record: true, quote: true, name: false}}
excerpts:
  - {{id: e1, paraphrase: Huolto on pullonkaula., codes: [yllapito]}}
"""
SCORE = """\
id: {rater}
rater: {rater}
member: {id}
date: 2026-06-04
interests: []
scores:
  yhteinen-etavalvonta: {{vientivaikutus: {score}, asiakastarve: 3, toteutettavuus: 4, yhteistyohyoty: 5}}
"""
ACTION = """\
id: {id}-selvitys
name: Selvitys
type: market_survey
target: yllapitosopimus
responsible: {id}
participants: [{id}, kaislavirta]
start: 2026-08-01
end: 2026-10-30
"""
PEOPLE = {
    "first": {"id": "aallokko", "name": "Aallokko Oy", "rater": "hlo-71", "score": "4"},
    "second": {"id": "vesimylly", "name": "Vesimylly Oy", "rater": "hlo-72", "score": "2"},
}
KINDS = {"member": MEMBER, "interview": INTERVIEW, "score": SCORE, "action": ACTION}

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def add_all_of(root: Path, person: str) -> None:
    """Add a member, an interview with it, its score sheet and an action."""
    for kind, text in KINDS.items():
        result = add_record(root, NewRecord(kind, RICH, text=text.format(**PEOPLE[person])), environ={})
        assert result.written, [item.message.render("en") for item in result.findings]


def checked(root: Path) -> list[str]:
    found = check_records(root, environ={}).findings
    return [f"{item.location} {item.code} {item.message.render('en')}" for item in found]


def copied(folder: Path) -> Path:
    shutil.copytree(samples_folder() / "innoenvi", folder)
    return folder


def test_what_two_people_add_on_two_branches_is_joined_without_a_conflict(tmp_path: Path) -> None:
    root = copied(tmp_path / "merged")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Sample")
    for person in PEOPLE:
        git(root, "switch", "-q", "-c", person, "main")
        add_all_of(root, person)
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", person)

    git(root, "switch", "-q", "first")
    git(root, "merge", "-q", "--no-edit", "second")

    union = copied(tmp_path / "union")
    for person in reversed(PEOPLE):
        add_all_of(union, person)
    added = git(root, "diff", "--name-status", "main", "first").split()
    assert added[::2] == ["A"] * 8
    assert all((union / path).read_bytes() == (root / path).read_bytes() for path in added[1::2])
    assert git(root, "status", "--porcelain") == ""
    assert checked(root) == checked(union)
