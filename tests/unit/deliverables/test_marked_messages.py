"""The tool that collects messages does not look into f-strings, nor into what it is collecting from."""

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


@pytest.mark.parametrize("path", sorted(ROOM.parent.rglob("*.py")), ids=lambda path: path.stem)
def test_no_counted_message_is_marked_within_another(path: Path) -> None:
    def marks(node: ast.AST) -> list[ast.Call]:
        calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
        return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "counted"]

    outer = marks(ast.parse(path.read_text(encoding="utf-8")))
    assert [inner.lineno for call in outer for inner in marks(call) if inner is not call] == []
