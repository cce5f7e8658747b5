"""A new minicluster shows what can be recorded, and `check` finds no error in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import AlreadyExistsError, LockedError, RefusedError, UsageError
from innoenvi_cli.store.writer import locked
from innoenvi_cli.usecases.check_records import check_records
from innoenvi_cli.usecases.create_minicluster import create_minicluster
from innoenvi_cli.usecases.create_programme import create_programme

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.i18n import Language


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_programme(tmp_path / "programme")
    return tmp_path / "programme"


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_new_minicluster_has_no_finding(root: Path, language: Language) -> None:
    created = create_minicluster(root, "vesi-huolto", start=date(2026, 1, 12), language=language)
    assert check_records(root, as_of=date(2026, 1, 12)).findings == ()
    text = (root / "vesi-huolto" / "minicluster.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.innoenvi/schemas/minicluster.schema.json\n")
    assert "\nname: Vesi huolto\n" in text
    assert "\nstart: 2026-01-12\n" in text
    assert "\n# product_groups:\n#   - id:" in text
    assert set(created.written) == {
        path.relative_to(root).as_posix() for path in (root / "vesi-huolto").rglob("*") if path.is_file()
    }


def test_the_start_is_the_as_of_day_when_none_is_given(root: Path) -> None:
    created = create_minicluster(root, "vesi", name="Vesi: huolto", environ={"SOURCE_DATE_EPOCH": "1780000000"})
    assert created.start == date(2026, 5, 28)
    assert "name: 'Vesi: huolto'" in (root / "vesi" / "minicluster.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("seconds", ["x", "253402300799", "-62135596800", "9" * 30])
def test_a_moment_that_is_none_of_ours_is_refused(root: Path, seconds: str) -> None:
    with pytest.raises(UsageError):
        create_minicluster(root, "vesi", environ={"SOURCE_DATE_EPOCH": seconds})


@pytest.mark.parametrize("name", ["Vesi", "../vesi", "members", "con", "vesi-", "", "programme", "v" * 41])
def test_a_name_that_cannot_be_an_id_is_refused(root: Path, name: str) -> None:
    before = sorted(root.iterdir())
    with pytest.raises(RefusedError):
        create_minicluster(root, name)
    assert sorted(root.iterdir()) == before


def test_a_minicluster_is_not_made_twice(root: Path) -> None:
    create_minicluster(root, "vesi")
    with pytest.raises(AlreadyExistsError, match=r"vesi/minicluster\.yaml"):
        create_minicluster(root, "vesi")


def test_what_a_run_left_behind_that_was_killed_at_its_very_end_goes_with_the_refusal(root: Path) -> None:
    create_minicluster(root, "kartta")
    leftover = root / "kartta" / ".innoenvi-0123456789abcdef.tmp"
    leftover.write_text("name: Kartta\n", encoding="utf-8")
    with pytest.raises(AlreadyExistsError):
        create_minicluster(root, "kartta")
    assert not leftover.exists()


def test_a_dry_run_writes_nothing(root: Path) -> None:
    assert "+++ b/vesi/minicluster.yaml" in create_minicluster(root, "vesi", dry_run=True).diff
    assert not (root / "vesi").exists()


def test_nothing_is_made_while_somebody_else_writes(root: Path) -> None:
    with locked(root), pytest.raises(LockedError):
        create_minicluster(root, "vesi")
    assert not (root / "vesi").exists()
