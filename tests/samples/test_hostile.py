"""Hostile text in every field of every record: no document breaks, links, runs or computes anything of it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest
from canaries import WORD, build

from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.model.programme import Audience

HOSTILE: Final = (
    '=HYPERLINK("https://x.example") WORD | [x](javascript:alert(1)) ![x](https://x.example/x.png)',
    "<script>alert(1)</script> WORD <img src=x onerror=alert(1)> <!-- --> </table> &lt;b&gt;",
    "{{ 7*7 }} {% raw %} %s {0} {name} WORD ${x} $(x) `a` ``` ~~~",
    "+1 WORD # h\n\n# WORD\n\n| a | b |\n| - | - |\n\n- x\n\n```mermaid\nflowchart TB\n```",
    "WORD a@x.example www.x.example https://x.example mailto:a@x.example",
    '@SUM(1) WORD "]; end; click n1 href "https://x.example" %%{init: {}}%% --> ; \' # ([x]) end',
    "-2+3 WORD " + "Ä" * 5000,
    "***WORD*** __x__ ~~x~~ [^1] [x]: https://x.example \\ \\| : --- : 1. x) \U0001f600 \u0301",
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    aviary = build(tmp_path_factory.mktemp("hostile") / "innoenvi", HOSTILE)
    assert not aviary.cluster.broken, "a record that is refused shows nothing of how it is written"
    folder: Path = aviary.root
    return folder


@pytest.fixture(scope="module", params=["consultants", "members", "public"])
def made(request: pytest.FixtureRequest, root: Path) -> list[Path]:
    audience: Audience = request.param
    result = render(root, audience=audience, languages=("fi", "en"), everything=True, environ={})
    return [root / item.path for item in (*result.written, *result.unchanged)]


class Page(HTMLParser):
    """The tags and addresses of a page as a reader's browser would meet them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"} or name.startswith("on")]


PLAIN_TAGS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "em",
        "strong",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "code",
        "pre",
        "hr",
        "span",
        "br",
    ]
)


def documents(made: list[Path]) -> list[Path]:
    return [path for path in made if path.suffix == ".md"]


def workbooks(made: list[Path]) -> list[Path]:
    return [path for path in made if path.suffix == ".xlsx"]


def test_the_hostile_texts_are_met(made: list[Path]) -> None:
    assert any(WORD.search(path.read_text(encoding="utf-8")) for path in documents(made))
    assert len(workbooks(made)) > 10


@pytest.mark.skipif(shutil.which("cmark-gfm") is None, reason="cmark-gfm draws Markdown as GitHub does")
def test_a_document_links_to_nothing_and_runs_nothing(made: list[Path]) -> None:
    for path in documents(made):
        command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", str(path)]
        html = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        page = Page(html)
        assert page.tags <= PLAIN_TAGS, (path.name, page.tags - PLAIN_TAGS)
        assert not page.addresses, path.name


def test_every_row_of_a_table_has_as_many_cells_as_its_heading(made: list[Path]) -> None:
    for path in documents(made):
        wide = 0
        for line in path.read_text(encoding="utf-8").split("\n"):
            cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line.startswith("|") else 0
            assert not (wide and cells) or cells == wide, (path.name, line[:200])
            wide = cells


def test_no_document_has_more_headings_than_its_template_gives(made: list[Path]) -> None:
    for path in documents(made):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n# ") + text.startswith("# ") == 1, path.name
        fences = [line for line in text.split("\n") if line.lstrip("> ").startswith(("```", "~~~"))]
        assert fences == ["```mermaid", "```"] * (len(fences) // 2), path.name


def test_a_workbook_computes_and_links_nothing_of_it(made: list[Path]) -> None:
    for path in workbooks(made):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        for name, text in parts.items():
            ET.fromstring(text)
            assert "<hyperlink" not in text, name
            assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text), name
        sheets = " ".join(text for name, text in parts.items() if name.startswith("xl/worksheets/sheet"))
        formulas = re.findall(r"<(?:f|formula1)>([^<]*)<", sheets)
        assert not [found for found in formulas if WORD.search(found) or "HYPERLINK" in found], path.name
        assert not [name for name in parts if "externalLink" in name]
