"""From a declared column and a row of data to the value of a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.model.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Column
    from innoenvi_cli.deliverables.templating import Expressions
    from innoenvi_cli.deliverables.words import Words

LONGEST_CELL: Final = 32_767
_LONGEST_HEADING: Final = 200
_BETWEEN: Final = "; "
_SPACE: Final = re.compile(r"\s+")
_NUMERIC: Final = frozenset({"integer", "number", "quantity", "money", "percent"})
# Excel reads these as controls; a carriage return alone shows as a box.
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)

Value = str | int | float | date | None
"""What a cell holds."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A column as it stands in the sheet: an ``each`` column stands there once for every item."""

    spec: Column
    title: str
    item: Row | None

    @property
    def is_numeric(self) -> bool:
        """Tell whether its cells hold figures."""
        return self.spec.format in _NUMERIC


def place_columns(columns: Sequence[Column], data: Row, words: Words) -> list[Placed]:
    """Return the columns of a table in their order."""
    placed: list[Placed] = []
    taken = {words.text(column.title).casefold() for column in columns}
    for column in columns:
        if column.each is None:
            placed.append(Placed(column, words.text(column.title), None))
            continue
        for item in data[column.each]:
            title = _free_title(str(item["name"]), taken)
            taken.add(title.casefold())
            placed.append(Placed(column, title, item))
    return placed


def _free_title(name: str, taken: set[str]) -> str:
    """Headings of a table must differ and be short, whatever the records call things."""
    short = _SPACE.sub(" ", _CONTROLS.sub("", name)).strip()[:_LONGEST_HEADING] or "–"
    if short.casefold() not in taken:
        return short
    return next(title for number in count(2) if (title := f"{short} ({number})").casefold() not in taken)


class CellValues:
    """Computes cells; ``name`` is the spec's, for the messages."""

    def __init__(self, name: str, expressions: Expressions, data: Row, words: Words) -> None:
        self._name = name
        self._expressions = expressions
        self._data = data
        self._words = words

    def value(self, column: Placed, row: Row, number: int) -> Value:
        """Return what the cell holds: text, a figure, a day, or nothing."""
        return self._typed(column, self._raw(column, row, number))

    def formula(self, column: Placed, row: Row, number: int, references: Row) -> str | None:
        """Return the live formula of a cell, or ``None`` where it has none."""
        if column.spec.formula is None:
            return None
        found = self._expressions.value(
            column.spec.formula, {**self._variables(column, row, number), "ref": references}
        )
        return str(found) if found else None

    def is_entered(self, column: Placed, row: Row, number: int) -> bool:
        """Tell whether the reader is meant to change a cell."""
        if column.spec.entered is None:
            return False
        return bool(self._expressions.value(column.spec.entered, self._variables(column, row, number)))

    def choices(self, column: Column) -> list[str]:
        """Return the values that may be entered in a cell of ``column``; empty where anything may."""
        if column.many:
            return []
        if column.labels is not None:
            return [capitalised(self._words.label(column.labels, word)) for word in VOCABULARIES[column.labels]]
        if column.names is not None:
            return [str(name) for name in self._names(column.names).values()]
        return []

    def _variables(self, column: Placed, row: Row, number: int) -> dict[str, Any]:
        return {"row": row, "number": number, "item": column.item, "data": self._data}

    def _raw(self, column: Placed, row: Row, number: int) -> Any:
        if column.spec.field is not None:
            return self._field(column.spec.field, row)
        if column.spec.value is not None:
            return self._expressions.value(column.spec.value, self._variables(column, row, number))
        raise TemplateFailedError(self._name, f"column '{column.spec.id}' has neither field nor value")

    def _field(self, path: str, row: Row) -> Any:
        found: Any = row
        for step in path.split("."):
            if found is None:
                return None
            if not isinstance(found, dict) or step not in found:
                raise TemplateFailedError(self._name, f"field '{path}': no '{step}'")
            found = found[step]
        return found

    def _names(self, namespace: str) -> Mapping[str, str]:
        names = self._data.get("names", {}).get(namespace)
        if names is None:
            raise TemplateFailedError(self._name, f"no names of '{namespace}'")
        return dict(names)

    def _typed(self, column: Placed, raw: Any) -> Value:
        if raw is None or raw in ("", []):
            return None
        if column.spec.format == "date" and isinstance(raw, str):
            return date.fromisoformat(raw)
        if column.is_numeric and isinstance(raw, (int, float)):
            return raw
        return self._shown(column.spec, raw)

    def _shown(self, column: Column, raw: Any) -> str:
        if isinstance(raw, list):
            items = [self._shown(column, item) for item in raw]
            return cell_text(("\n" if any(item.endswith(".") for item in items) else _BETWEEN).join(items), self._words)
        if isinstance(raw, bool):
            return capitalised(self._words.yes_no(raw))
        text = str(raw)
        if column.labels is not None:
            text = capitalised(self._words.label(column.labels, text))
        if column.names is not None:
            text = self._names(column.names).get(text, text)
        return cell_text(text, self._words)


def cell_text(text: str, words: Words) -> str:
    """Return ``text`` as a cell can hold it; what is too long ends in words that say so."""
    clean = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(clean) <= LONGEST_CELL:
        return clean
    note = words.say(N_(" … [the rest stands in the record: a cell holds no more]"))
    return clean[: LONGEST_CELL - len(note)] + note
