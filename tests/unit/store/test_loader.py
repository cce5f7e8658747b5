from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.findings import Location
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.names import printable

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.store.loader import Loaded

MINICLUSTER = {"puu/minicluster.yaml": "name: Klusteri\nstart: 2026-01-12\n"}


def _load(root: Path, files: dict[str, str], *, only: frozenset[str] | None = None) -> Loaded:
    for path, text in ({"innoenvi.yaml": "format: 1\nname: Hanke\n"} | files).items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return load(root, only)


def _said(loaded: Loaded) -> list[str]:
    return [f"{found.location} {found.code}" for found in loaded.findings]


def test_one_broken_record_of_a_register_hides_no_other(tmp_path: Path) -> None:
    register = "members:\n  - {id: saha, name: Saha Oy}\n  - {id: talo}\n  - {id: tie, name: Tie Oy}\n"
    loaded = _load(tmp_path, MINICLUSTER | {"puu/members.yaml": register})

    assert _said(loaded) == ["puu/members.yaml:3:5 IE102"]
    cluster = loaded.project.miniclusters["puu"]
    assert list(cluster.members) == ["saha", "tie"]
    assert cluster.broken == {"members/talo"}
    assert cluster.origin("members/tie").location == Location("puu/members.yaml", 4, 5)


def test_a_broken_record_may_be_named_by_its_file_or_by_its_id(tmp_path: Path) -> None:
    loaded = _load(tmp_path, MINICLUSTER | {"puu/members/saha.yaml": "id: saha-oy\n"})

    assert loaded.project.miniclusters["puu"].broken == {"members/saha", "members/saha-oy"}


def test_records_come_in_the_order_of_their_ids_wherever_they_stand(tmp_path: Path) -> None:
    files = {"puu/members/talo.yaml": "name: Talo Oy\n", "puu/members/aitta.yaml": "name: Aitta Oy\n"}
    register = {"puu/members.yaml": "members:\n  - {id: saha, name: Saha Oy}\n"}

    assert list(_load(tmp_path, MINICLUSTER | files | register).project.miniclusters["puu"].members) == [
        "aitta",
        "saha",
        "talo",
    ]


def test_a_file_with_very_many_faults_says_fifty(tmp_path: Path) -> None:
    keys = "".join(f"key{index}: 1\n" for index in range(5_000))
    items = "".join("  - {}\n" for _ in range(5_000))
    loaded = _load(tmp_path, MINICLUSTER | {"puu/codebook.yaml": keys, "puu/trials.yaml": f"trials:\n{items}"})

    assert _said(loaded).count("puu/trials.yaml:2:5 IE102") == 2
    assert len([said for said in _said(loaded) if said.startswith("puu/codebook.yaml")]) == 50
    assert len([said for said in _said(loaded) if said.startswith("puu/trials.yaml")]) == 50
    assert loaded.project.miniclusters["puu"].broken == {"codebook", "trials/", "trials/*"}


def test_an_empty_register_is_no_fault(tmp_path: Path) -> None:
    loaded = _load(tmp_path, MINICLUSTER | {"puu/members.yaml": "members:\n"})

    assert loaded.findings == ()
    assert loaded.project.miniclusters["puu"].broken == frozenset()


def test_only_the_miniclusters_asked_for_are_read_and_all_are_named(tmp_path: Path) -> None:
    files = MINICLUSTER | {"vesi/minicluster.yaml": "name: [\n", "vesi/members/putki.yaml": "name: [\n"}
    loaded = _load(tmp_path, files, only=frozenset({"puu"}))

    assert loaded.findings == ()
    assert loaded.miniclusters == ("puu", "vesi")
    assert list(loaded.project.miniclusters) == ["puu"]
    assert loaded.files == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_names_that_cannot_be_shown_break_no_line(tmp_path: Path) -> None:
    loaded = _load(tmp_path, MINICLUSTER | {"puu/members/a\n::error::.yaml": "name: A\n"})
    (tmp_path / "puu/members").joinpath(os.fsdecode(b"b\xff.yaml")).write_text("name: B\n")
    again = load(tmp_path)

    assert _said(loaded) == ["puu/members/a?::error::.yaml:1:1 IE052"]
    assert _said(again) == ["puu/members/a?::error::.yaml:1:1 IE052", "puu/members/b?.yaml:1:1 IE052"]
    assert printable("Hämeen Sahat – 2") == "Hämeen Sahat – 2"


def test_garbage_collection_goes_on_after_reading(tmp_path: Path) -> None:
    _load(tmp_path, MINICLUSTER)

    assert gc.isenabled()
