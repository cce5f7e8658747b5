"""Mermaid's own parser reads what we draw: whatever a text holds, it is the label, and nothing but the label."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from canaries import Planting, place_of, prepare
from diagram_kinds import KINDS, shows
from effort import FULL, note, some
from mermaid_programs import BLOCK, GOLDEN, VERSIONS, parser
from strings import STRINGS, accepted

from innoenvi_cli.deliverables.escaping import plain
from innoenvi_cli.deliverables.mermaid import MOST_EDGES
from innoenvi_cli.i18n import LANGUAGES
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mermaid_programs import Answer, Parser

    from innoenvi_cli.model.programme import Audience

WORD: Final = re.compile(r"kanari\d{5}", re.IGNORECASE)
MOST_CHARACTERS: Final = 2000
"""GitLab draws no more."""
PLAIN: Final = "Vesihuolto"
KNOWN: Final = (
    "WORD direction LR", "style WORD:#b", "fa:fa-car WORD", "1. WORD", "a & b; WORD: (c) - 50 % + d", "&lt;b&gt; WORD",
    'WORD"] --> x; click n1 "https://x.example"',
)  # fmt: skip
"""What Mermaid once took for something else, and what is to stay legible in the source."""
TEXTS: Final = (*KNOWN, *some(STRINGS, 30))
WITH_DIAGRAMS: Final = (
    "analysis-report", "closing-report", "development-programme", "organisation-and-processes", "path-comparison",
    "path-placement",
)  # fmt: skip
PLACES: Final = sum(len(draw(PLAIN).places) for draw in KINDS.values())
ROUNDS: Final = 12 if FULL else 1


@pytest.fixture(scope="module", params=VERSIONS)
def mermaid(request: pytest.FixtureRequest) -> Iterator[Parser]:
    with parser(request.param) as found:
        yield found


@pytest.fixture(scope="module")
def newest() -> Iterator[Parser]:
    with parser(VERSIONS[0]) as found:
        yield found


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_a_label_and_nothing_else(kind: str, mermaid: Parser) -> None:
    """Accepted, every label intact, and otherwise the same as with a harmless text."""
    harmless = mermaid.read(KINDS[kind](PLAIN).diagram)
    found: Counter[str] = Counter()
    for text in TEXTS:
        drawn = KINDS[kind](text)
        if not drawn.diagram:
            found["left_to_the_table"] += 1
            continue
        answer = read(drawn.diagram, mermaid, text)
        labels = dict(answer.labels)
        assert answer.edges == drawn.edges, text
        assert (answer.kind, answer.config, labels.keys()) == (
            harmless.kind,
            harmless.config,
            dict(harmless.labels).keys(),
        ), text
        for place in drawn.places:
            assert drawn.is_shown(place, labels[place]), (text, place, labels[place])
            found["labels_shortened"] += any(line.endswith("…") for line in labels[place])
        found["blocks"] += 1
        found["labels"] += len(drawn.places)
    assert found["left_to_the_table"] * 50 <= len(TEXTS), "pictures are left out only where nearly every letter is odd"
    note("mermaid: hostile labels", strings=len(TEXTS), places=PLACES, refused=0, labels_changed=0, **found)


def read(diagram: str, mermaid: Parser, about: object) -> Answer:
    """Return what Mermaid reads: nothing but a diagram that every site draws."""
    answer = mermaid.read(diagram)
    assert not answer.error, (about, answer.error, diagram)
    assert not answer.tags, (about, diagram)
    assert not answer.stray, (about, diagram)
    assert len(diagram.encode("utf-16-le")) // 2 <= MOST_CHARACTERS, (about, diagram)
    assert answer.edges <= MOST_EDGES, (about, diagram)
    return answer


def test_every_diagram_of_the_sample(mermaid: Parser) -> None:
    blocks = 0
    for path in sorted(GOLDEN.glob("*/*.md")):
        for diagram in BLOCK.findall(path.read_text(encoding="utf-8")):
            assert path.stem in WITH_DIAGRAMS, "the hostile programme is to have its diagrams too"
            read(diagram, mermaid, path.name)
            blocks += 1
    assert blocks
    note("mermaid: diagrams of the sample", blocks=blocks, refused=0)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_every_diagram_of_a_hostile_programme(turn: int, tmp_path: Path, newest: Parser) -> None:
    """Every label that says something of a record says what the record says."""
    texts = _planted(tmp_path / "innoenvi", turn)
    audience: Audience = "members" if turn % 2 else "consultants"
    found: Counter[str] = Counter()
    for diagram in _drawn(tmp_path / "innoenvi", audience):
        answer = read(diagram, newest, turn)
        for line in (line for _, lines in answer.labels for line in lines):
            for word in WORD.findall(line):
                assert _says(line, texts[word.lower()]), (line, texts[word.lower()])
                found["labels_found_again"] += 1
        found["blocks"] += 1
    assert found["blocks"] >= 10
    assert found["labels_found_again"]
    note("mermaid: diagrams of hostile programmes", rounds=1, refused=0, labels_changed=0, **found)


def _planted(root: Path, turn: int) -> dict[str, str]:
    """Write a programme with a hostile text in every text, other ones in every round; return them by their words."""
    held = tuple(text for text in STRINGS if accepted(text))
    planting = Planting(hostile=held, shift=turn * len(held) // ROUNDS)
    for folder, address, record in prepare(root):
        data = yaml.safe_dump(planting.record(record, address), allow_unicode=True)
        place_of(folder, address).write_text(data, encoding="utf-8")
    texts: dict[str, str] = planting.texts
    return texts


def _drawn(root: Path, audience: Audience) -> list[str]:
    made = render(
        root,
        deliverables=WITH_DIAGRAMS,
        audience=audience,
        languages=LANGUAGES,
        everything=True,
        dry_run=True,
        environ={},
    )
    documents = [change.after.decode() for change in made.changes if change.after and change.path.endswith(".md")]
    return [diagram for document in documents for diagram in BLOCK.findall(document)]


def _says(label: str, text: str) -> bool:
    """Whether ``text`` stands in ``label``, whole or cut at its end; a number may stand before it, a colon behind it."""
    label, whole = label.casefold(), plain(text).casefold()
    return whole in label or any(shows(label[begin:].removesuffix(":"), whole) for begin in range(12))
