"""The log of a failure."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from innoenvi_cli.cli.crash_log import describe, state_folder, whereabouts
from innoenvi_cli.text_distance import nearest

NOON = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("system", "environ", "folder"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.local/state/innoenvi"),
        ("linux", {"HOME": "/home/a", "XDG_STATE_HOME": "/var/a"}, "/var/a/innoenvi"),
        ("linux", {"HOME": "/home/a", "XDG_STATE_HOME": "relative"}, "/home/a/.local/state/innoenvi"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Logs/innoenvi"),
        ("win32", {"LOCALAPPDATA": "/c/a"}, "/c/a/innoenvi/Logs"),
    ],
)
def test_where_logs_are_kept(system: str, environ: dict[str, str], folder: str) -> None:
    assert state_folder(environ, system) == Path(folder)


def fail(text: str) -> None:
    try:
        nearest(text, [object()])  # type: ignore[list-item]  # the failure is meant
    except Exception as inner:
        raise RuntimeError(text) from inner


def failing(text: str) -> BaseException:
    with pytest.raises(RuntimeError) as caught:
        fail(text)
    return caught.value


def test_a_log_names_lines_of_code_and_no_values() -> None:
    text = describe(
        failing("Matti Meikäläinen"), ["add", "member", "--set=name=Matti", "--Matti", "--debug"], NOON, details=True
    )
    assert "options --set --debug" in text
    assert "builtins.RuntimeError" in text
    assert "innoenvi_cli/text_distance.py:" in text
    assert "package typer 0.24" in text
    assert "Matti" not in text
    assert str(Path.home()) not in text.replace(" / ", "")


def test_whereabouts_names_the_last_line_of_ours() -> None:
    error = failing("x")
    assert error.__cause__ is not None
    assert whereabouts(error.__cause__).split(":")[0].endswith(", innoenvi_cli/text_distance.py")
    assert whereabouts(ValueError()) == "ValueError"
