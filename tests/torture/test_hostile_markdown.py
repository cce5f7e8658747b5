"""Hostile text in every field: no document breaks, links to anything or runs anything of it, and none of it is lost.

The judge is cmark-gfm, the parser of GitHub: a document must give the same elements as one of the same programme with
letters in the place of all that is hostile, and its text must hold what the records say.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import pytest
from canaries import WORD
from effort import note
from github import html_of
from github import to_html as to_html  # noqa: PLC0414 - the fixture
from planting import CATALOGUE, HOSTILE, assert_whole, editions, harmless, lost, rounds_in_parts, seen
from planting import programme as programme  # noqa: PLC0414 - the fixture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planting import Programme

HARMLESS: Final = tuple(map(harmless, HOSTILE))
PLAIN_TAGS: Final = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "em", "strong", "ul", "ol", "li"),
        *("table", "thead", "tbody", "tr", "th", "td", "blockquote", "hr"),
    }
)
PLAIN_ATTRIBUTES: Final = frozenset({("code", "class"), ("ol", "start"), ("td", "align"), ("th", "align")})
APART: Final = frozenset({"@", "#", "!", ":", "%", "~", "&", "$", "-"})
"""What stands in a ``span`` of its own, which has no attributes."""
LATE: Final = re.compile(
    r"""(?x) (?<=[A-Za-z0-9+.-])://\S | @\w | (?<![\w&])[#!&$]\d | (?<!\w)[%~](?:"|\w) | \b[Gg][Hh]-\d | :[a-z+][\w+-]*:"""
)
"""What GitHub and GitLab make links and pictures of in the text that they have rendered, piece by piece."""
LEGEND: Final = re.compile(r"\d: ")
"""Stands right below a picture where a name is too long for it; there is none in the picture of short ones."""
EMPTY: Final = frozenset({"br", "hr", "img", "input"})


class Page(HTMLParser):
    """A document as a reader's browser would meet it; diagrams are left to their own tests."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[tuple[str, str]] = set()
        self.apart: set[str] = set()
        self.late = self.fences = self.diagrams = 0
        self._texts: list[str] = []
        self._below: int | None = None
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    @property
    def text(self) -> str:
        """What stands in the document outside of its diagrams."""
        text: str = seen("".join(self._texts))
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.fences += tag == "pre"
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
            self.late += len(LATE.findall(data))
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
        wide = (wide or cells) if cells else 0
    return broken


def faults(page: Page, other: Page, planted: dict[str, str]) -> dict[str, object]:
    """Return by what a document differs from the one of the harmless programme, but for the text itself."""
    elements = {element.lstrip("/") for element in page.elements}
    found = {
        "live tags": sorted(elements - PLAIN_TAGS),
        "links, images and the like": sorted(page.attributes - PLAIN_ATTRIBUTES),
        "letters apart": sorted(page.apart - APART),
        "other elements": page.elements != other.elements,
        "other fences": page.fences != page.diagrams or page.diagrams > other.diagrams,
        "words that are missing": sorted(words_in(other.text) ^ words_in(page.text)),
        "links of a site": page.late > other.late,
        "lost": lost(page.text, planted),
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("numbers", rounds_in_parts())
def test_documents_are_those_of_harmless_words(
    programme: Programme, to_html: Callable[[Sequence[str]], list[str]], numbers: list[int]
) -> None:
    documents = texts = 0
    for number in numbers:
        programme.plant(HARMLESS, number)
        harmless_ones = {edition: programme.render("md", edition) for edition in editions(number)}
        planted = programme.plant(HOSTILE, number)
        assert_whole(programme.root)
        for edition, tame in harmless_ones.items():
            made = programme.render("md", edition)
            assert made.keys() == tame.keys()
            sources = [text.decode() for text in made.values()]
            pages = to_html([*sources, *(text.decode() for text in tame.values())])
            pairs = zip(made, sources, pages, pages[len(made) :], strict=False)
            for path, source, page, other in pairs:
                assert not faults(Page(page), Page(other), planted), (number, edition, path)
                assert not broken_rows(source), (number, edition, path)
                texts += len(WORD.findall(source))
            documents += len(made)
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
        ('x <span id="y">kanari00001</span>', "letters apart"),
        ("x kanari00001 http:\\//x.example", "links of a site"),
        ("x kanari00001 \\~bug", "links of a site"),
        ('x <em id="y">kanari00001</em>', "links, images and the like"),
        ("x kanari00001\n\n```\nflowchart TB\n```", "other fences"),
        ("x kanari00001\n\n```mermaid\nflowchart TB\n```", "other fences"),
        ("x kanari00001 <!-- y -->", "live tags"),
    ],
)
def test_faults_are_noticed(hostile: str, fault: str) -> None:
    page, other = map(Page, html_of([hostile, "x kanari00001"]))
    assert fault in faults(page, other, {"kanari00001": "= kanari00001"})


def test_broken_rows_are_noticed() -> None:
    assert broken_rows("| a | b |\n|---|---|\n| c |\n| d \\| e | f |\n| g | h | i |") == 2
