"""Personal data in the files of the records: in texts, keys, comments, ids and the names of the files themselves.

What is looked through is the text of a file as people wrote it, since comments and the programme's own keys are
committed like everything else. So a finding names the very place, also in block texts. It never repeats what stands
there.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from innoenvi_cli.checks.personal_data import (
    IDENTITY_CODE,
    TELEPHONE_NUMBER,
    may_hold_personal_data,
    personal_spots,
)
from innoenvi_cli.checks.scopes import MOST, scopes
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import message
from innoenvi_cli.model.kinds import BY_PLURAL
from innoenvi_cli.model.project import MappingMarks, SequenceMarks
from innoenvi_cli.rules import PERSONAL_DATA
from innoenvi_cli.store.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innoenvi_cli.checks.personal_data import Spot
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.project import Marks, Origin, Project
    from innoenvi_cli.store.loader import Loaded

# Numbers, references and digests by their nature: what looks like a telephone number there is none.
_NUMBERS: Final = frozenset(
    {
        "business_id", "vat", "lei", "digest", "judged", "project_code", "url", "website", "headcount", "turnover",
        "amount", "budget", "budget_total", "threshold",
    }
)  # fmt: skip
# The privacy notice tells everybody whom to turn to: that is published, and may be a person with name and number.
_NOTICE: Final = ("innoenvi", "privacy")


def personal_findings(loaded: Loaded) -> Iterator[Finding]:
    """IE310: files of ``loaded`` whose text, or whose name, holds what belongs into the private folder."""
    for path in loaded.paths:
        if may_hold_personal_data(path.encode("utf-8", "replace")):
            # In an id hyphens stand for spaces.
            found = (*personal_spots(path), *personal_spots(path.replace("-", " ")))
            yield from (_finding(Location(printable(path)), spot, path, None) for spot in found[:1])
    if not loaded.suspects:
        return
    origins = _origins(loaded.project)
    for path, raw in loaded.suspects.items():
        text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
        yield from islice(findings_in(text, path, origins.get(path, ())), MOST)


def findings_in(text: str, path: str, origins: tuple[tuple[str, Origin], ...]) -> Iterator[Finding]:
    """Yield the findings on ``text``, the file ``path``; ``origins`` are its records, address and place."""
    for spot in personal_spots(text):
        before = text.rfind("\n", 0, spot.start) + 1
        line, column = text.count("\n", 0, spot.start) + 1, spot.start - before + 1
        held = _record_at(origins, line, column)
        if held is None or not _is_meant(spot, held, line, column, comment=_is_comment(text[before : spot.start])):
            yield _finding(Location(path, line, column), spot, path, held)


def _finding(place: Location, spot: Spot, path: str, held: tuple[str, Origin] | None) -> Finding:
    first, _, rest = path.partition("/")
    return PERSONAL_DATA.at(
        place,
        minicluster=first if rest and first not in BY_PLURAL else "",
        record=held[0] if held is not None else "",
        what=message(spot.what),
    )


def _origins(project: Project) -> Mapping[str, tuple[tuple[str, Origin], ...]]:
    found: dict[str, list[tuple[str, Origin]]] = {}
    for scope in scopes(project):
        for address, origin in scope.held.origins.items():
            found.setdefault(origin.path, []).append((address, origin))
    return {path: tuple(sorted(held, key=lambda item: item[1].location)) for path, held in found.items()}


def _record_at(origins: tuple[tuple[str, Origin], ...], line: int, column: int) -> tuple[str, Origin] | None:
    """Return the record that begins last before a place; the first where a place lies above it."""
    before = [item for item in origins if (item[1].line, item[1].column) <= (line, column)]
    return before[-1] if before else origins[0] if origins else None


def _is_comment(before: str) -> bool:
    """Tell whether what follows ``before`` on its line is a comment; in doubt it counts as one, and is told of."""
    return before.lstrip().startswith("#") or " #" in before


def _is_meant(spot: Spot, held: tuple[str, Origin], line: int, column: int, *, comment: bool) -> bool:
    """Tell whether the place is one for what stands there: an identity code has none."""
    if spot.what == IDENTITY_CODE or comment:
        return False
    steps = _steps_to(held[1].marks, line, column)
    if (held[0], *steps[:1]) == _NOTICE and len(steps) > 1:
        return True
    return spot.what == TELEPHONE_NUMBER and any(step in _NUMBERS for step in steps)


def _steps_to(marks: Marks, line: int, column: int) -> tuple[str, ...]:
    """Return the keys that lead to the value in which a place lies; without the last where that is the key itself."""
    steps: list[str] = []
    while True:
        if isinstance(marks, MappingMarks):
            above = [(key, mark) for key, mark in marks.entries.items() if mark[:2] <= (line, column)]
            if not above or above[-1][1][2:4] > (line, column):
                return tuple(steps)
            steps.append(above[-1][0])
            marks = above[-1][1][4]
        elif isinstance(marks, SequenceMarks):
            items = [item for item in marks.entries if item[:2] <= (line, column)]
            if not items:
                return tuple(steps)
            marks = items[-1][2]
        else:
            return tuple(steps)
