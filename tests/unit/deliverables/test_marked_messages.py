"""The tool that collects messages does not look into f-strings."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import innoenvi_cli

ROOM = Path(innoenvi_cli.__file__).parent / "deliverables"


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.py")), ids=lambda path: path.stem)
def test_no_message_is_marked_where_nobody_finds_it(path: Path) -> None:
    hidden = [
        call.lineno
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Name) and call.id in {"N_", "counted", "message"}
    ]
    assert hidden == []
