"""The samples are run to the end: their histories come out the same, and nothing a person wrote is touched."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from replay import histories, replay

from innoenvi_cli.method.phases import CYCLE
from innoenvi_cli.method.transition import Intention
from innoenvi_cli.resources import sample_names, samples_folder
from innoenvi_cli.usecases.advance_phase import AdvanceRequest, advance_phase
from innoenvi_cli.usecases.check_records import check_records
from innoenvi_cli.usecases.replay_history import set_history_aside
from innoenvi_cli.usecases.situation import assess

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.model.phases import Ending

MINICLUSTERS = [
    (sample, file.parent.name)
    for sample in sample_names()
    for file in sorted((samples_folder() / sample).glob("*/minicluster.yaml"))
]


def tree(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if not file.is_dir()
    }


def copied(sample: str, folder: Path) -> Path:
    """Copy a sample as it lies in the repository, without what was made from its records."""
    ignored = shutil.ignore_patterns("deliverables")
    shutil.copytree(samples_folder() / sample, folder / sample, ignore=ignored)
    return folder / sample


def test_there_are_histories_and_miniclusters_that_have_none_yet() -> None:
    assert ("innoenvi", "vesihuolto") in list(histories())
    assert set(histories()) < set(MINICLUSTERS)


@pytest.mark.usefixtures("without_deliverables")
@pytest.mark.parametrize(("sample", "minicluster"), list(histories()))
def test_a_history_comes_out_byte_for_byte(sample: str, minicluster: str, tmp_path: Path) -> None:
    before, after = replay(sample, minicluster, tmp_path)

    assert after == before


@pytest.mark.parametrize(("sample", "minicluster"), MINICLUSTERS)
def test_advancing_until_the_gate_closes_touches_nothing_that_a_person_wrote(
    sample: str, minicluster: str, tmp_path: Path
) -> None:
    root = copied(sample, tmp_path)
    written = tree(root)
    log = f"{minicluster}/phases.yaml"
    history = written.pop(log, None)
    requests = set_history_aside(root, minicluster).requests if history is not None else ()

    for request in requests:
        result = advance_phase(root, request, environ={})
        assert not result.refused
        assert result.unfinished is None
    _advance_until_the_gate_closes(root, minicluster)

    made = tree(root)
    assert made.pop(log, b"").startswith(history or b"")
    assert {path: content for path, content in made.items() if path in written} == written
    new = {path.removeprefix(f"{minicluster}/deliverables/") for path in made if path not in written}
    listed = _manifest(root, minicluster)
    assert new == ({*listed, "manifest.json"} if listed else set())
    assert bool(listed) == (root / log).exists()


def _advance_until_the_gate_closes(root: Path, minicluster: str) -> None:
    for _ in range(10):
        standing = assess(root, minicluster, environ={}).standing
        ending: Ending | None = "close" if standing.phase == CYCLE[-1] else None
        if standing.state == "completed":
            return
        request = AdvanceRequest(minicluster, Intention(ending=ending), by="hlo-01")
        if advance_phase(root, request, environ={}).refused:
            return
    pytest.fail("no gate ever closes")


def _manifest(root: Path, minicluster: str) -> set[str]:
    file = root / minicluster / "deliverables" / "manifest.json"
    return set(json.loads(file.read_bytes())["files"]) if file.exists() else set()


@pytest.mark.parametrize("sample", sample_names())
def test_the_records_of_a_sample_hold_no_error_and_no_suspect_gate(sample: str) -> None:
    found = check_records(samples_folder() / sample, environ={}).findings

    assert [f"{item.location} {item.code}" for item in found if item.severity == "error" or item.code == "IE501"] == []
