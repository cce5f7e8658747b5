"""Lines made to confuse whoever shows them: on a real terminal the caret stands under the very character, 80 wide."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import termios
from typing import TYPE_CHECKING

import pyte
import pytest
from effort import note

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 80, 900
HEAD = "name: A\n"
# The line, its first finding, and what stands above the caret; a sign stands for what is not shown.
LINES: dict[str, tuple[bytes, str, str]] = {
    "wide characters": ("note: 日本語の会社 ＆ x: 日".encode(), "2:17 IE004", ":"),
    "wide characters, far behind": (("note: '" + "日" * 200 + "\u202e本'").encode(), "2:208 IE023", "\ufffd"),
    "an accent on its own": ("name2: e\u0301e\u0301\u200b e".encode(), "2:12 IE025", "\ufffd"),
    "the accent itself": (("note: " + "e\u0301" * 100 + "\u2028").encode(), "2:207 IE025", "\ufffd"),
    "an emoji": ("note: 🏠🏠 \u202d".encode(), "2:10 IE023", "\ufffd"),
    "a tab": (b"note:\tx", "2:6 IE013", "→"),
    "tabs": (b"\t\tx: 1", "2:1 IE013", "→"),
    "an escape": (b"note: \x1b[2J\x1b[31mred", "2:7 IE014", "\ufffd"),
    "an escape that moves": (b"note: a\x1b]0;title\x07b", "2:8 IE014", "\ufffd"),
    "a zero": (b"note: a\x00b", "2:8 IE014", "\ufffd"),
    "a backspace": (b"note: secret\x08\x08\x08\x08\x08\x08public", "2:13 IE014", "\ufffd"),
    "a return": (b"note: a\rnonsense: 1", "3:1 IE101", "n"),
    "a return before a fault": (b"note: a\rnote2: \x01", "3:8 IE014", "\ufffd"),
    "both ends": (b"note: a\r\nnonsense: 1\r", "3:1 IE101", "n"),
    "turned text": ("note: 'a \u202e b'".encode(), "2:10 IE023", "\ufffd"),
    "a long line": (b"note: " + b"x " * 500_000 + b"\x01", "2:1000007 IE014", "\ufffd"),
    "a long line, early": (b"nonsense: " + b"x " * 500_000, "2:1 IE101", "n"),
    "a long line of wide characters": (("nonsense: " + "日" * 300_000).encode(), "2:1 IE101", "n"),
    "bytes of another encoding": ("note: Hämeen".encode("latin-1"), "2:8 IE002", "\ufffd"),
    "bytes far behind": (b"note: " + b"x" * 1_000 + b"\xe4\xe4", "2:1007 IE002", "\ufffd"),
    "half of a character": (b"note: \xed\xa0\xbd", "2:7 IE024", "\ufffd"),
    "half of an escape": (rb'note: "a\uD83D"', "2:9 IE024", "\\"),
    "an escape of an escape": (rb'note: "a\e[2J"', "2:9 IE014", "\\"),
    "a command of a CI job": (b"::error::x: 1", "2:1 IE101", ":"),
    "markup": (b"[red]nonsense[/red]: 1", "2:1 IE019", "["),
    "an alias": (b"note: *a", "2:7 IE006", "*"),
    "an anchor": (b"note: &a x", "2:7 IE022", "&"),
    "a tag": (b"note: !!str x", "2:7 IE007", "!"),
    "a merge key": (b"<<: 1", "2:1 IE015", "<"),
    "a directive": (b"%YAML 1.1", "1:1 IE008", "%"),
    "a second document": (b"---", "2:1 IE009", "-"),
    "the same key": (b"name: B", "2:1 IE010", "n"),
    "the key in capitals": (b"Name: B", "2:1 IE011", "N"),
    "a key composed otherwise": ("custom: {ä: 1, a\u0308: 2}".encode(), "2:16 IE028", "ä"),
    "a conflict": (b"<<<<<<< HEAD", "2:1 IE012", "<"),
    "a conflict in a block": (b"note: |\n  >>>>>>> spring", "3:3 IE012", ">"),
    "a list as a key": (b"? [a]\n: 1", "2:3 IE019", "["),
    "levels": (b"custom: " + b"[" * 30 + b"]" * 30, "2:28 IE005", "["),
    "values": (b"custom: [" + b"x," * 90_000 + b"]", "2:159994 IE021", "x"),
    "a code without a character": ("note: a\ufdd0".encode(), "2:8 IE026", "\ufffd"),
    "an unknown key": (b"nonsense: 1", "2:1 IE101", "n"),
    "a number with an exponent": (b"tier: 1e5", "2:7 IE120", "1"),
}  # fmt: skip


def on_a_terminal(root: Path, *arguments: str) -> pyte.Screen:
    """Run a command on a terminal of its own, and return what can be seen on that."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root)
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(WIDTH), "LC_ALL": "C.UTF-8"}
        os.execve(sys.executable, [sys.executable, "-m", "innoenvi_cli", *arguments], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.ByteStream(screen)
    try:
        while said := os.read(terminal, 1 << 16):
            stream.feed(said)
    except OSError:  # the other end is closed: that is how a terminal ends
        pass
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    return screen


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the terminal shows of each file, a member of one programme: line by line, one cell a character."""
    root = tmp_path_factory.mktemp("lines") / "hanke"
    (root / "vesi" / "members").mkdir(parents=True)
    (root / "innoenvi.yaml").write_text("format: 1\nname: H\n", encoding="utf-8")
    (root / "vesi" / "minicluster.yaml").write_text("name: V\nstart: 2026-01-12\n", encoding="utf-8")
    for number, (line, _, _) in enumerate(LINES.values()):
        raw = line if line.startswith(b"%") else HEAD.encode() + line
        (root / "vesi" / "members" / f"m{number}.yaml").write_bytes(raw + b"\n")
    screen = on_a_terminal(root, "check", "-v")
    found: dict[str, list[str]] = {}
    for row in range(HEIGHT):
        cells = [screen.buffer[row][column].data for column in range(WIDTH)]
        text = "".join(cells).rstrip()
        if text.startswith("vesi/members/m"):
            found[text] = []
        elif found:
            found[list(found)[-1]].append("".join(cell[:1] or "\0" for cell in cells))
    return found


@pytest.mark.parametrize("name", LINES)
def test_the_caret_stands_under_the_character(name: str, shown: dict[str, list[str]]) -> None:
    _, finding, sign = LINES[name]
    place, code = finding.split()
    block = shown[f"vesi/members/m{list(LINES).index(name)}.yaml"]

    head = next(index for index, row in enumerate(block) if f" {place} " in row and f" {code} " in row)
    caret = next(index for index, row in enumerate(block) if index > head and row.strip() == "^")
    assert block[caret - 1][block[caret].index("^")] == sign, "\n".join(block)
    assert not any(row.split()[:1] == [part] for row in block[head + 1 : caret] for part in ("error", "→")), block


def test_nothing_of_it_has_reached_the_terminal(shown: dict[str, list[str]]) -> None:
    assert len(shown) == len(LINES)
    assert not [row for rows in shown.values() for row in rows if len(row) > WIDTH]
    note("lines on a terminal", lines=len(LINES), carets=len(LINES))
