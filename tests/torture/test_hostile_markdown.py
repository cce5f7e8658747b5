"""Hostile text in every field: no document breaks, links to anything or runs anything of it, and none of it is lost.

The judge is cmark-gfm, the parser of GitHub: a document must give the same elements as one of the same programme with
letters in the place of all that is hostile, and its text must hold what the records say.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import cmarkgfm
import pytest
from canaries import WORD
from cmarkgfm.cmark import Options
from effort import note
from planting import CATALOGUE, HOSTILE, assert_whole, editions, harmless, lost, rounds_in_parts, seen
from planting import programme as programme  # noqa: PLC0414 - the fixture

if TYPE_CHECKING:
    from planting import Programme

HARMLESS: Final = tuple(map(harmless, HOSTILE))
EXTENSIONS: Final = ["table", "strikethrough", "autolink", "tasklist"]
OPTIONS: Final = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
PLAIN_TAGS: Final = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "em", "strong", "ul", "ol", "li"),
        *("table", "thead", "tbody", "tr", "th", "td", "blockquote", "hr"),
    }
)
PLAIN_ATTRIBUTES: Final = frozenset({("code", "class"), ("ol", "start"), ("td", "align"), ("th", "align")})
APART: Final = frozenset({"@", "#", "!", ":"})
"""What stands in a ``span`` of its own, which has no attributes."""
LEGEND: Final = re.compile(r"\d: ")
"""Stands right below a picture where a name is too long for it; there is none in the picture of short ones."""
EMPTY: Final = frozenset({"br", "hr", "img", "input"})


class Page(HTMLParser):
    """A document as a reader's browser would meet it; diagrams are left to their own tests."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[tuple[str, str]] = set()
        self.apart: set[str] = set()
        self.diagrams = 0
        self._texts: list[str] = []
        self._below: int | None = None
        self._open: list[str] = []
        self.feed(cmarkgfm.markdown_to_html_with_extensions(markdown, options=OPTIONS, extensions=EXTENSIONS))
        self.close()
        assert not self._open

    @property
    def text(self) -> str:
        """What stands in the document outside of its diagrams."""
        text: str = seen("".join(self._texts))
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.diagrams += attrs == [("class", "language-mermaid")]
        if "pre" not in self._open and tag not in {"span", "pre"}:
            self.elements.append(tag)
        if tag not in EMPTY:
            self._open.append(tag)
        if tag != "span":
            self._below = len(self._texts) if self._below is not None and tag == "p" else None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if "pre" not in self._open and tag not in {"span", "pre"}:
            self.elements.append(f"/{tag}")
        if tag == "p" and self._below is not None and LEGEND.match("".join(self._texts[self._below :])):
            del self.elements[-2:]
        if tag != "span":
            self._below = 0 if tag == "pre" else None

    def handle_data(self, data: str) -> None:
        if "span" in self._open:
            self.apart.add(data)
        if "pre" not in self._open:
            self._texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.elements.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.elements.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.elements.append(f"section {data}")


def words_in(text: str) -> set[str]:
    return {found.casefold() for found in WORD.findall(text)}


def broken_rows(markdown: str) -> int:
    """Count the rows of tables that have more or fewer cells than their heading; more are dropped without a word."""
    broken = wide = 0
    for line in markdown.split("\n"):
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line.startswith("|") else 0
        broken += bool(wide and cells and cells != wide)
        wide = cells
    return broken


def faults(hostile: str, tame: str, planted: dict[str, str]) -> dict[str, object]:
    """Return by what a document differs from the one of the harmless programme, but for the text itself."""
    page, other = Page(hostile), Page(tame)
    elements = {element.lstrip("/") for element in page.elements}
    found = {
        "live tags": sorted(elements - PLAIN_TAGS),
        "links, images and the like": sorted(page.attributes - PLAIN_ATTRIBUTES),
        "letters apart": sorted(page.apart - APART),
        "broken rows": broken_rows(hostile),
        "other elements": page.elements != other.elements,
        "more fences": page.diagrams > other.diagrams,
        "words that are missing": sorted(words_in(other.text) ^ words_in(page.text)),
        "lost": lost(page.text, planted),
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("numbers", rounds_in_parts())
def test_documents_are_those_of_harmless_words(programme: Programme, numbers: list[int]) -> None:
    documents = texts = 0
    for number in numbers:
        for edition in editions(number):
            programme.plant(HARMLESS, number)
            tame = programme.render("md", edition)
            planted = programme.plant(HOSTILE, number)
            assert_whole(programme.root)
            made = programme.render("md", edition)
            assert made.keys() == tame.keys()
            for path, content in made.items():
                text = content.decode()
                assert not faults(text, tame[path].decode(), planted), (number, edition, path)
                documents += 1
                texts += len(WORD.findall(text))
            assert {found.id for found in CATALOGUE if found.form == "md"} <= {
                path.rsplit("/", 1)[1].split(".")[0] for path in made
            } | {"minutes", "interview-summary"}
    note(
        "hostile text in Markdown",
        rounds=len(numbers),
        documents=documents,
        texts_read=texts,
        broken_rows=0,
        live_tags=0,
        links_or_images=0,
        lost=0,
    )


def test_what_is_planted(programme: Programme) -> None:
    """Six hundred texts that differ, and a field for each of them many times over."""
    planted = programme.plant(HOSTILE, 0)
    assert len(HOSTILE) == len(set(HOSTILE)) >= 600
    assert len(planted) > 3 * len(HOSTILE)
    note("hostile text", strings=len(HOSTILE), fields=len(planted))


@pytest.mark.parametrize(
    ("hostile", "fault"),
    [
        ("x <b>kanari00001</b>", "live tags"),
        ("x [kanari00001](/y)", "live tags"),
        ("x kanari00001", "lost"),
        ("x *kanari00001*", "other elements"),
        ("x", "words that are missing"),
        ("x kanari00001\n\n| a |\n|---|\n| b | c |", "broken rows"),
    ],
)
def test_faults_are_noticed(hostile: str, fault: str) -> None:
    assert fault in faults(hostile, "x kanari00001", {"kanari00001": "= kanari00001"})
