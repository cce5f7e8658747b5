"""The commands that show records, and how a text of a record is met again in what they write."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from canaries import RICH, WORD
from listeners import seen, sequences_gone

from innoenvi_cli.cli.application import COMMANDS, load_command
from innoenvi_cli.cli.boundary import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


DECIDING: Final = ("advance", RICH, "-y", "-n", "--by", "hlo-01", "--decision", "hold")
READING: Final = (
    ("check",),
    ("status",),
    ("gate", RICH),
    ("gate", RICH, "--phase", "analysis"),
    ("path",),
    ("path", RICH, "--over-time"),
    ("network", RICH, "-v"),
    ("network", RICH, "--competence", "kanari"),
    ("money",),
    ("money", "--de-minimis"),
    ("prioritise", RICH, "-v"),
    ("prioritise", RICH, "--target", "yllapitosopimus"),
    ("interviews", RICH, "-v"),
    ("interviews", RICH, "--code", "ostoprosessi"),
    ("trace", RICH, "-v"),
    ("trace", RICH, "targets/yllapitosopimus", "-v"),
    ("diff", "--since", "HEAD"),
    ("report", "--check"),
    ("explain", "member"),
    ("schema",),
    ("doctor",),
    ("review", RICH, "--gate", "analysis", "--by", "hlo-01"),
    ("undo", RICH),
)
"""What shows records; nothing of it writes into a programme whose gates are closed."""
WITH_DIFF: Final = (
    (*DECIDING, "--diff", "--note", "\n::error::##[group]"),
    ("report", "-n", "--diff", "--deliverable", "definition-sheet"),
    ("report", "--all", "-n", "--diff"),
)
IN_CI: Final = (("check",), ("gate", RICH), ("gate", RICH, "--phase", "analysis"), ("report", "--check"))
"""The commands that write for CI services."""


def undecided(root: Path) -> None:
    """Take the decisions away, which only innoenvi may write, so that one may be tried."""
    (root / RICH / "phases.yaml").unlink()


def warm(root: Path, commands: Iterable[Sequence[str]]) -> None:
    """Load here what ``commands`` load, so that the children begin with it."""
    for entry in COMMANDS:
        load_command(entry, "en")
    for arguments in commands:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            run(["-C", str(root), "--no-input", *arguments])


@dataclass(frozen=True)
class Meeting:
    """The words of planted texts that were met, and the texts of which something was lost on the way."""

    met: frozenset[str]
    lost: tuple[str, ...]


def met(lines: Iterable[str], texts: Mapping[str, str], *, folded: bool = False, without: str = "") -> Meeting:
    """Look the planted ``texts`` up in ``lines``, each of which must hold the whole text if it holds its word.

    A line that was cut, which its ``…`` says, must hold what stands around the word; so must one that is ``folded``
    into a column. Letters of ``without`` do not count.
    """
    gone = str.maketrans("", "", without)
    found: set[str] = set()
    lost = []
    for line in (line.translate(gone) for line in lines):
        words = [word for word in WORD.findall(line) if word in texts]
        lost += [f"{word} with a capital" for word in WORD.findall(line) if word not in texts and word.lower() in texts]
        found.update(words)
        shown = seen(line) if words and not folded else ""
        for word in dict.fromkeys(words):
            text = texts[word].translate(gone)
            if folded:
                kept = _beside(word, text, sequences_gone(line))
            else:
                kept = seen_of(text) in shown or ("…" in line and _near(word, text, shown))
            if not kept:
                lost.append(f"{texts[word][:120]!r} in {line[:400]!r}")
    return Meeting(frozenset(found), tuple(lost))


@lru_cache(maxsize=20_000)
def seen_of(text: str) -> str:
    """Return the letters of a planted text that are seen."""
    letters: str = seen(text)
    return letters


def _near(word: str, text: str, shown: str) -> bool:
    """Tell whether the letters beside the word stand beside it in ``shown``, up to where the text was cut."""
    before, _, after = seen_of(text).partition(word)
    return any(
        _ends_alike(shown[: place.start()], before[-8:]) and _ends_alike(shown[place.end() :][::-1], after[7::-1])
        for place in re.finditer(word, shown)
    )


def _beside(word: str, text: str, line: str) -> bool:
    """Tell whether what is written together with the word is, as far as the column went."""
    before, _, after = text.partition(word)
    left, right = _last_run(before), _last_run(after[::-1])
    return any(
        _ends_alike(_last_run(line[: place.start()]), left) and _ends_alike(_last_run(line[place.end() :][::-1]), right)
        for place in re.finditer(word, line)
    )


def _last_run(text: str) -> str:
    return seen_of(re.split(r"[\s\x1c-\x1f\x85]", text.replace("\x08", ""))[-1])


def _ends_alike(shown: str, text: str) -> bool:
    """Tell whether ``shown`` ends like ``text``, or is the end of it behind a cut or the beginning of a line."""
    return shown.endswith(text) or text.endswith(shown.rpartition("…")[2])
