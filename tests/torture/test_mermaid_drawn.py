"""Mermaid's pictures in a real browser: a hostile label is legible as text, inside the picture, and nothing of it lives."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from diagram_kinds import KINDS, shows
from effort import note
from mermaid_programs import BLOCK, GOLDEN, VERSIONS, browser, draw
from strings import STRINGS

from innoenvi_cli.deliverables.escaping import plain

if TYPE_CHECKING:
    from pathlib import Path

    from diagram_kinds import Drawn

PLAIN: Final = "Vesihuolto"
TEXTS: Final = ('1. <b>x</b> __y__ [z](u) fa:fa-car "WORD" :#; &lt;i&gt;', *STRINGS)
PARTS: Final = 4
MOST_PIXELS_OUT: Final = 3
SMALLEST: Final = 12
"""Pixels of letters in a picture as large as it is drawn."""


@pytest.fixture(autouse=True)
def _browser() -> None:
    browser()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("level", ["strict", "loose"])
@pytest.mark.parametrize("version", VERSIONS)
def test_hostile_labels_are_drawn_as_text(version: str, level: str, part: int, tmp_path: Path) -> None:
    # The newest one drawn as sites draw it shows every text, the others whether that makes a difference.
    texts = TEXTS[part :: PARTS if (version, level) == (VERSIONS[0], "strict") else 3 * PARTS]
    drawn = [(kind, text, KINDS[kind](text)) for kind in KINDS for text in (PLAIN, *texts)]
    drawn = [item for item in drawn if item[2].diagram]
    pictures, ran = draw([item.diagram for *_, item in drawn], tmp_path, version, securityLevel=level)
    assert not ran
    harmless = {kind: picture for (kind, text, _), picture in zip(drawn, pictures, strict=True) if text == PLAIN}
    found: Counter[str] = Counter()
    for (kind, text, item), picture in zip(drawn, pictures, strict=True):
        assert not picture.error, (kind, text, picture.error)
        assert not picture.live, (kind, text, picture.live)
        assert picture.elements <= harmless[kind].elements, (kind, text, picture.elements)
        unseen = [place for place in item.places if not is_seen(item, place, picture.texts)]
        assert not unseen, (kind, text, unseen, picture.texts)
        # The older one measures the title over the years with its escapes; the real one is ours and has none.
        assert picture.out <= MOST_PIXELS_OUT or (kind, version) == ("years", VERSIONS[1]), (kind, text, picture.out)
        found["pictures"] += 1
        found["labels"] += len(item.places)
    note("mermaid: hostile labels drawn in Chromium", alive=0, unseen=0, **found)


@pytest.mark.parametrize("as_html", [True, False])
@pytest.mark.parametrize("version", VERSIONS)
def test_the_diagrams_of_the_sample_are_legible(version: str, as_html: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Also where a site has Mermaid write labels without HTML: then it shows escapes as they are in a flow chart."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*/*.md"))]
    diagrams = [diagram for source in sources for diagram in BLOCK.findall(source)]
    pictures, ran = draw(diagrams, tmp_path, version, htmlLabels=as_html, flowchart={"htmlLabels": as_html})
    assert not ran
    for diagram, picture in zip(diagrams, pictures, strict=True):
        assert not picture.error, (diagram, picture.error)
        assert not picture.live, diagram
        assert picture.out <= MOST_PIXELS_OUT, (diagram, picture.out)
        assert picture.smallest >= SMALLEST, (diagram, picture.smallest)
        assert not [text for text in picture.texts if "#" in text or "&" in text or "<" in text], diagram
    note("mermaid: diagrams of the sample drawn in Chromium", pictures=len(pictures), illegible=0)


def is_seen(item: Drawn, place: str, texts: tuple[str, ...]) -> bool:
    """Whether a text of the picture is what stands at ``place``. Spaces and line breaks are the browser's."""
    wanted = [squeezed(line) for line in item.places[place]]
    left = (item.left or {}).get(place)
    return any(text == left or _are_seen(squeezed(text), wanted) for text in texts)


def _are_seen(text: str, wanted: list[str]) -> bool:
    """Whether ``wanted`` are seen in ``text``, one after the other."""
    if len(wanted) == 1:
        return bool(shows(text, wanted[0]))
    ends = range(1, len(text))
    return any(shows(text[:end], wanted[0]) and _are_seen(text[end:], wanted[1:]) for end in ends)


def squeezed(text: str) -> str:
    """Return ``text`` without spaces, and without what is not seen."""
    return "".join(plain(text).split())
