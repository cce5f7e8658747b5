"""Hostile texts in every text of every record of a programme, round by round, and what its readers see of them."""

from __future__ import annotations

import gc
import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import pytest
from canaries import RICH, WORD, Planting, fitted, place_of, prepare
from effort import FULL, some
from jinja2 import Environment
from strings import STRINGS, accepted

from innoenvi_cli.deliverables.catalogue import DELIVERABLES, PROGRAMME_DELIVERABLES
from innoenvi_cli.store.loader import load
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.programme import Audience

HOSTILE: Final = tuple(text for text in STRINGS if accepted(text))
"""What a record may hold; the rest is refused before it gets anywhere."""
PARTS: Final = 12 if FULL else 1
CATALOGUE: Final = (*DELIVERABLES, *PROGRAMME_DELIVERABLES)
_BULLET: Final = re.compile(r"[ \t]*[-*•][ \t]+")
_LINE_END: Final = re.compile(r"(\r\n?|\n)")
_BLANK_LINES: Final = re.compile(r"((?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))+)")
_JOINERS: Final = "\u200c\u200d"
_FORMATS: Final = "".join(
    letter for letter in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(letter) in {"Cf", "Cs"}
)
_INVISIBLE: Final = re.compile(f"(?![{_JOINERS}])[{_FORMATS}]")
_COLLECTED: Final = 8
_FIRST_PERSON: Final = 90_001
_LONGEST_NAME: Final = 400


def harmless(text: str) -> str:
    """Return ``text`` with letters for all but its word, its spaces, its lines, and what may make a list of it."""
    before, word, after = text.partition("WORD")
    blocks = _BLANK_LINES.split(f"{before}\0{after}")
    blocks[::2] = map(_tamed, blocks[::2])
    return "".join(blocks).replace("\0", word)


def _tamed(block: str) -> str:
    lines = _LINE_END.split(block)
    sign = "- " if _is_list(lines[::2]) else ""
    lines[::2] = [sign + re.sub(r"[^\s\0]", "x", _BULLET.sub("", line, count=bool(sign))) for line in lines[::2]]
    return "".join(lines)


def _is_list(lines: Sequence[str]) -> bool:
    held = [line for line in lines if line.strip()]
    return bool(held) and all(map(_BULLET.match, held))


def seen(text: str) -> str:
    """Return what a reader sees of ``text``: white space is one space, what is invisible is nothing."""
    return " ".join(_INVISIBLE.sub("", text).split())


@lru_cache(maxsize=4096)
def seen_as(text: str) -> tuple[str, ...]:
    """Return what a reader may see of ``text``: in prose the signs before the items of a list become a list."""
    blocks = [_LINE_END.split(block)[::2] for block in _BLANK_LINES.split(text.strip())[::2]]
    items = [_BULLET.sub("", line, count=1) if _is_list(block) else line for block in blocks for line in block]
    return tuple(dict.fromkeys([seen(text), seen(" ".join(items))]))


@dataclass(frozen=True)
class Edition:
    """For whom deliverables are made; with ``named`` people stand there by their names."""

    audience: Audience
    language: Language
    named: bool = False


def editions(number: int) -> list[Edition]:
    """Return what is made in a round: what holds the most, and every fourth time one of the others besides."""
    language: Language = ("fi", "en")[number % 2]
    others = (
        Edition("core_group", language),
        Edition("members", language),
        Edition("public", language),
        Edition("consultants", language, named=True),
    )
    return [Edition("consultants", language), *(others[number // 4 % 4 :][:1] if number % 4 == 0 else ())]


@dataclass(frozen=True)
class Programme:
    """A programme on disk whose texts are replaced in each round."""

    root: Path
    records: list[tuple[Path, str, Record]]

    def plant(self, texts: Sequence[str], shift: int) -> dict[str, str]:
        """Put ``texts[(i + shift) % len(texts)]`` into text ``i``, and return the planted texts by their words."""
        if shift % _COLLECTED == 0:
            gc.unfreeze()  # what is loaded for one command is never given back otherwise
            gc.collect()
        planting = Planting(hostile=texts, shift=shift)
        planted: dict[str, str] = planting.texts
        for folder, address, record in self.records:
            _write(place_of(folder, address), planting.record(record, address))
        people = {}
        for number, code in enumerate(word for word in planting.canaries if "-" in word):
            word = f"kanari{_FIRST_PERSON + number}"
            name = fitted(texts[(number + shift) % len(texts)], _LONGEST_NAME).replace("WORD", word)
            people[code], planted[word] = {"name": name}, name
        _write(self.root / "private" / "people.yaml", {"people": people})
        return planted

    def render(self, form: str, edition: Edition) -> dict[str, bytes]:
        """Return the deliverables in ``form`` (``md`` or ``xlsx``) by their paths."""
        made = render(
            self.root,
            deliverables=[
                found.id for found in CATALOGUE if found.form == form and edition.audience in found.audiences
            ],
            audience=edition.audience,
            languages=(edition.language,),
            names=edition.named,
            everything=True,
            dry_run=True,
            environ={},
        )
        return {change.path: change.after for change in made.changes if change.after and change.path.endswith(form)}


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """The programme; templates are compiled once for all rounds."""
    root = tmp_path_factory.mktemp("hostile") / "innoenvi"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", _compile_once(Environment.compile))
        yield Programme(root, prepare(root))


def rounds_in_parts() -> list[list[int]]:
    """Return the numbers of the rounds, spread over the tests that may run at once."""
    rounds = some(range(len(HOSTILE)), 3)
    return [list(rounds[part::PARTS]) for part in range(PARTS)]


def _compile_once(compile_: Callable[..., Any]) -> Callable[..., Any]:
    held: dict[tuple[object, ...], Any] = {}

    def compiled(env: Environment, source: Any, *arguments: Any, **options: Any) -> Any:
        key = (source, *arguments, *options.items())
        if not isinstance(source, str):
            return compile_(env, source, *arguments, **options)
        if key not in held:
            held[key] = compile_(env, source, *arguments, **options)
        return held[key]

    return compiled


def _write(path: Path, data: Any) -> None:
    """JSON is YAML too, and quick."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def assert_whole(root: Path) -> None:
    """A record that is refused would show nothing of how it is written."""
    project = load(root, None).project
    assert project.programme is not None
    assert list(project.miniclusters) == [RICH]
    assert not project.miniclusters[RICH].broken


def lost(text: str, planted: Mapping[str, str]) -> list[str]:
    """Return what of the planted texts is not whole where its word stands in ``text``, as a reader sees it."""
    return [
        f"{planted[word]!r} in {text[max(found.start() - 60, 0) : found.end() + 60]!r}"
        for found in WORD.finditer(text)
        if (word := found[0].casefold()) in planted
        and not any(_stands(whole, word, text, found.start()) for whole in seen_as(planted[word]))
    ]


def _stands(whole: str, word: str, text: str, place: int) -> bool:
    """Tell whether ``whole`` is in ``text`` where its word is; the first letter may have become a capital or lost it."""
    start = place - whole.index(word)
    there = text[max(start, 0) : start + len(whole)]
    return there == whole or (there[1:] == whole[1:] and there[0] in {whole[0].upper(), whole[0].lower()})
