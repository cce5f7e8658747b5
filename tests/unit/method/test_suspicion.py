"""A record that cannot be read is no changed one, and hides no change of another."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.findings import Severity
from innoenvi_cli.method.suspicion import all_suspicions, unread_since
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RICH = "vesihuolto"
SAMPLE = samples_folder() / "innoenvi"
CHANGED = f"{RICH}/members/harjusuodatin.yaml"
# One file of each kind that gates judge, and of those of the programme that they judge or read; the log is no record.
BROKEN = [
    "innoenvi.yaml",
    *(
        min(path.relative_to(SAMPLE).as_posix() for path in folder.glob("*.yaml"))
        for folder in sorted((*(SAMPLE / RICH).iterdir(), SAMPLE / "events", SAMPLE / "organs"))
        if folder.is_dir() and any(folder.glob("*.yaml"))
    ),
    *(f"{RICH}/{path.name}" for path in sorted((SAMPLE / RICH).glob("*.yaml")) if path.name != "phases.yaml"),
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    skipped = shutil.ignore_patterns("deliverables", ".innoenvi")
    return shutil.copytree(SAMPLE, tmp_path_factory.mktemp("sample") / "innoenvi", ignore=skipped)


@pytest.fixture
def root(copied: Path) -> Iterator[Path]:
    yield copied
    for path in {*BROKEN, CHANGED, f"{RICH}/members.yaml"}:
        if (SAMPLE / path).exists():
            shutil.copyfile(SAMPLE / path, copied / path)
        else:
            (copied / path).unlink(missing_ok=True)


def suspects(root: Path) -> set[tuple[str, str, str]]:
    """Return gate, criterion and record of every suspicion; whatever cannot be read is an error."""
    loaded = load(root, frozenset({RICH}))
    project = loaded.project
    is_broken = bool(project.broken or project.miniclusters[RICH].broken)
    assert is_broken == any(finding.severity is Severity.ERROR for finding in loaded.findings)
    return {(item.gate, item.criterion, item.record) for item in all_suspicions(project)[RICH]}


def break_file(root: Path, path: str) -> None:
    with (root / path).open("a", encoding="utf-8") as stream:
        stream.write("\tnot: read\n")


def change_member(root: Path) -> set[tuple[str, str, str]]:
    """Change a record that several gates judged; return what that makes suspect."""
    place = root / CHANGED
    text = place.read_text(encoding="utf-8")
    changed = text.replace("roles:\n  - core\n", "roles:\n", 1)
    assert changed != text
    place.write_text(changed, encoding="utf-8")
    found = suspects(root)
    assert found
    return found


def test_the_sample_rests_on_what_it_was_judged_on(root: Path) -> None:
    assert suspects(root) == set()


@pytest.mark.parametrize("path", BROKEN)
def test_what_cannot_be_read_makes_no_gate_suspect(root: Path, path: str) -> None:
    break_file(root, path)
    assert suspects(root) == set()


@pytest.mark.parametrize("path", [path for path in BROKEN if "/members/" not in path])
def test_what_cannot_be_read_hides_no_change_of_another_record(root: Path, path: str) -> None:
    record = "members/harjusuodatin"
    told = {item for item in change_member(root) if item[2] == record}
    break_file(root, path)
    assert suspects(root) >= told
    assert {item[2] for item in suspects(root)} == {record}


def test_a_record_that_was_deleted_is_still_missed_beside_one_that_cannot_be_read(root: Path) -> None:
    (root / CHANGED).unlink()
    break_file(root, f"{RICH}/analysis.yaml")
    assert {record for _, _, record in suspects(root)} == {"members/harjusuodatin"}


def test_in_a_list_that_cannot_be_read_nothing_has_changed(root: Path) -> None:
    (root / CHANGED).unlink()
    (root / RICH / "members.yaml").write_text("members:\n\t- id: harjusuodatin\n", encoding="utf-8")
    assert suspects(root) == set()


def test_what_a_decision_judged_and_nobody_can_read_now_is_named(root: Path) -> None:
    break_file(root, CHANGED)
    project = load(root, frozenset({RICH})).project
    cluster = project.miniclusters[RICH]
    assert cluster.phases is not None
    named = {entry.gate: unread_since(project, cluster, entry) for entry in cluster.phases.entries}
    assert named["definition"] == ("members/harjusuodatin",)
