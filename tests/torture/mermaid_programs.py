"""Mermaid itself, as its parser in Node and as its pictures in Chromium. What each needs stands in CONTRIBUTING."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER: Final = Path(__file__).parent.parent / "mermaid"
GOLDEN: Final = Path(__file__).parent.parent / "golden"
BLOCK: Final = re.compile(r"^```mermaid\n(.*?)^```", re.DOTALL | re.MULTILINE)
VERSIONS: Final = ("mermaid", "mermaid-oldest")
"""The newest and the oldest that knows every kind of diagram we draw, as tests/mermaid/package.json pins them."""
_DRAWN: Final = re.compile(r'<pre id="found">([^<]+)</pre>')
_PAGE: Final = """<!doctype html><meta charset="utf-8"><body><div id="picture"></div><pre id="found"></pre>
<script>const DIAGRAMS = {diagrams}; const OPTIONS = {options};</script>
<script src="file://{folder}/node_modules/{version}/dist/mermaid.min.js"></script>
<script src="file://{folder}/draw.js"></script>
"""
_BROWSER: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1000,1000", "--virtual-time-budget=3600000",
)  # fmt: skip


def missing(reason: str) -> None:
    """Fail where every program is asked for, else skip."""
    if os.environ.get("INNOENVI_REQUIRE_PROGRAMS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True)
class Answer:
    """What Mermaid reads in a diagram. ``labels`` are lines by place, ``tags`` the elements that stand in labels."""

    kind: str
    labels: tuple[tuple[str, tuple[str, ...]], ...]
    tags: tuple[str, ...]
    edges: int
    stray: tuple[str, ...]
    """Addresses, callbacks, styles, classes, groups, titles: what none of our diagrams has."""
    config: dict[str, Any]
    error: str = ""

    def place(self, name: str) -> tuple[str, ...]:
        """Return the lines of the label at a place."""
        return dict(self.labels)[name]


class Parser:
    """A process that answers one diagram after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def read(self, diagram: str) -> Answer:
        """Return what Mermaid reads; ``error`` says why it refuses."""
        asking, answering = self._process.stdin, self._process.stdout
        assert asking is not None
        assert answering is not None
        asking.write(json.dumps({"text": diagram}) + "\n")
        asking.flush()
        line = answering.readline()
        assert line, f"the parser died of {diagram}"
        found = json.loads(line)
        if not found["ok"]:
            return Answer("", (), (), 0, (), {}, found["error"])
        labels = tuple((place, tuple(label["lines"])) for place, label in found["labels"])
        tags = tuple(tag for _, label in found["labels"] for tag in label["tags"])
        return Answer(found["kind"], labels, tags, found["edges"], tuple(map(str, found["stray"])), found["config"])


@contextmanager
def parser(version: str) -> Iterator[Parser]:
    """Start Mermaid's parser; skip where there is none."""
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules" / version).is_dir():
        missing("Node or tests/mermaid/node_modules is not here, so MERMAID ITSELF HAS READ NO DIAGRAM (make test)")
    assert node is not None
    command = [node, str(FOLDER / "parser.mjs"), version]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        yield Parser(process)
        assert process.stdin is not None
        process.stdin.close()


@dataclass(frozen=True)
class Picture:
    """What is seen of a picture in the page."""

    texts: tuple[str, ...]
    out: int
    """Pixels by which a text sticks out of the picture, at most."""
    smallest: int
    """Pixels of the smallest letters in a picture as large as it is drawn."""
    elements: frozenset[str]
    live: tuple[str, ...]
    """Events and addresses among the attributes."""
    error: str = ""


def browser() -> str:
    """Return Chromium; skip where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None or not (FOLDER / "node_modules").is_dir():
        missing("Chromium or tests/mermaid/node_modules is not here, so NO DIAGRAM HAS BEEN DRAWN")
    assert found is not None
    return found


def draw(diagrams: Sequence[str], folder: Path, version: str, **options: Any) -> tuple[list[Picture], list[str]]:
    """Return the pictures of ``diagrams``, and what a text in one of them has run."""
    page = folder / "page.html"
    source = json.dumps(list(diagrams)).replace("<", "\\u003c")
    content = _PAGE.format(diagrams=source, options=json.dumps(options), folder=FOLDER, version=version)
    page.write_text(content, encoding="utf-8")
    command = [browser(), *_BROWSER, f"--user-data-dir={folder / 'profile'}", "--dump-dom", f"file://{page}"]
    shown = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    match = _DRAWN.search(shown)
    assert match is not None, shown[-2000:]
    result = json.loads(unquote(match[1]))
    return [_picture(found) for found in result["found"]], result["ran"]


def _picture(found: dict[str, Any]) -> Picture:
    if "error" in found:
        return Picture((), 0, 0, frozenset(), (), found["error"])
    elements = frozenset(found["elements"])
    return Picture(tuple(found["texts"]), max(found["out"]), min(found["sizes"]), elements, tuple(found["live"]))
