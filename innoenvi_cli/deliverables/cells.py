"""From a declared column and a row of data to the value of a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.escaping import UNSEEN, plain
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.vocabulary import VOCABULARIES
from innoenvi_cli.rules.templates import (
    CANNOT_COMPUTE,
    COLUMN_WITHOUT_VALUE,
    UNKNOWN_FIELD,
    UNKNOWN_ROWS,
    UNKNOWN_VOCABULARY,
    UNSAFE_FORMULA,
)
from innoenvi_cli.text_distance import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Column
    from innoenvi_cli.deliverables.templating import Expressions
    from innoenvi_cli.deliverables.words import Words

LONGEST_CELL: Final = 32_767
"""What a spreadsheet program takes, in units of UTF-16: most emoji count twice."""
_LONGEST_HEADING: Final = 200
_LONGEST_FORMULA: Final = 8192
_BETWEEN: Final = "; "
_NUMERIC: Final = frozenset({"integer", "number", "quantity", "money", "percent"})
_NEWLINE: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""A carriage return alone shows as a box."""

_CELLS: Final = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?")
_FUNCTION: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_.]*)\s*\(")
_FUNCTIONS: Final = frozenset(
    (
        "ABS", "AND", "AVERAGE", "AVERAGEIF", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "IF", "IFERROR", "INDEX",
        "INT", "ISBLANK", "ISNUMBER", "LARGE", "MATCH", "MAX", "MEDIAN", "MIN", "MOD", "NOT", "OR", "PERCENTILE",
        "PRODUCT", "QUARTILE", "RANK", "ROUND", "ROUNDDOWN", "ROUNDUP", "SIGN", "SMALL", "SQRT", "STDEV", "SUM",
        "SUMIF", "SUMPRODUCT", "SUMSQ", "VAR",
    )
)  # fmt: skip
_ODD_IN_FORMULA: Final = re.compile(r"[A-Za-z_]\w*|[^0-9().,;:<>=+*/^%&\s-]")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SHARED_SIGN: Final = re.compile(r"_x[0-9A-Fa-f]{4}(?=_x[0-9A-Fa-f]{4}_)")

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
        for item in items_of(column, data):
            title = _free_title(str(item["name"]), taken)
            taken.add(title.casefold())
            placed.append(Placed(column, title, item))
    return placed


def items_of(column: Column, data: Row) -> list[Row]:
    """Return the items for each of which an ``each`` column stands in the table.

    Raises:
        TemplateFailedError: there is no such list of items that have names.
    """
    found = data.get(column.each or "")
    if not isinstance(found, list) or not all(isinstance(item, dict) and "name" in item for item in found):
        lists = [name for name, value in data.items() if isinstance(value, list)]
        suggestion = did_you_mean(column.each or "", lists)
        raise TemplateFailedError(UNKNOWN_ROWS.at(column.place("each"), name=column.each, suggestion=suggestion))
    return found


def _free_title(name: str, taken: set[str]) -> str:
    """Headings of a table must differ and be short, whatever the records call things."""
    short = _fitted(_no_markup(plain(name)) or "–", _LONGEST_HEADING, "…")
    if short.casefold() not in taken:
        return short
    return next(title for number in count(2) if (title := f"{short} ({number})").casefold() not in taken)


class CellValues:
    """Computes cells."""

    def __init__(self, expressions: Expressions, data: Row, words: Words) -> None:
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
        place = partial(column.spec.place, "formula")
        variables = {**self._variables(column, row, number), "ref": references}
        found = self._expressions.value(column.spec.formula, variables, place)
        if not found:
            return None
        if len(str(found)) > _LONGEST_FORMULA:
            problem = message(N_("a formula of more than {count} characters"), count=_LONGEST_FORMULA)
            raise TemplateFailedError(CANNOT_COMPUTE.at(place(), problem=problem))
        foreign = foreign_part(str(found))
        if foreign is not None:
            raise TemplateFailedError(UNSAFE_FORMULA.at(place(), name=foreign))
        return str(found)

    def is_entered(self, column: Placed, row: Row, number: int) -> bool:
        """Tell whether the reader is meant to change a cell."""
        if column.spec.entered is None:
            return False
        variables = self._variables(column, row, number)
        return bool(self._expressions.value(column.spec.entered, variables, partial(column.spec.place, "entered")))

    def choices(self, column: Column) -> list[str]:
        """Return the values that may be entered in a cell of ``column``; empty where anything may."""
        if column.many:
            return []
        if column.labels is not None:
            return [capitalised(self._words.label(column.labels, word)) for word in _vocabulary(column)]
        if column.names is not None:
            return [str(name) for name in self._names(column).values()]
        return []

    def _variables(self, column: Placed, row: Row, number: int) -> dict[str, Any]:
        return {"row": row, "number": number, "item": column.item, "data": self._data}

    def _raw(self, column: Placed, row: Row, number: int) -> Any:
        if column.spec.field is not None:
            return self._field(column.spec, row)
        if column.spec.value is not None:
            place = partial(column.spec.place, "value")
            return self._expressions.value(column.spec.value, self._variables(column, row, number), place)
        raise TemplateFailedError(COLUMN_WITHOUT_VALUE.at(column.spec.place("id"), column=column.spec.id))

    def _field(self, column: Column, row: Row) -> Any:
        found: Any = row
        for step in (column.field or "").split("."):
            if found is None:
                return None
            if not isinstance(found, dict) or step not in found:
                suggestion = did_you_mean(step, found if isinstance(found, dict) else ())
                raise TemplateFailedError(UNKNOWN_FIELD.at(column.place("field"), field=step, suggestion=suggestion))
            found = found[step]
        return found

    def _names(self, column: Column) -> Mapping[str, str]:
        held = self._data.get("names", {})
        names = held.get(column.names)
        if names is None:
            suggestion = did_you_mean(column.names or "", held)
            raise TemplateFailedError(UNKNOWN_ROWS.at(column.place("names"), name=column.names, suggestion=suggestion))
        return dict(names)

    def _typed(self, column: Placed, raw: Any) -> Value:
        if raw is None or raw in ("", []):
            return None
        if column.spec.format == "date" and isinstance(raw, str):
            try:
                return date.fromisoformat(raw)
            except ValueError:
                problem = message(N_("'{text}' is shown as a date"), text=raw[:80])
                raise TemplateFailedError(CANNOT_COMPUTE.at(column.spec.place("format"), problem=problem)) from None
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
            _vocabulary(column)
            text = capitalised(self._words.label(column.labels, text))
        if column.names is not None:
            text = self._names(column).get(text, text)
        return cell_text(text, self._words)


def _vocabulary(column: Column) -> Mapping[str, object]:
    name = column.labels or ""
    if name not in VOCABULARIES:
        suggestion = did_you_mean(name, VOCABULARIES)
        raise TemplateFailedError(UNKNOWN_VOCABULARY.at(column.place("labels"), name=name, suggestion=suggestion))
    return VOCABULARIES[name]


def foreign_part(formula: str) -> str | None:
    """Return what a live formula may not use: other sheets, files and programs, texts, functions that reach out."""
    rest = _CELLS.sub("", formula.removeprefix("="))
    for function in _FUNCTION.findall(rest):
        if function.upper() not in _FUNCTIONS:
            return str(function)
    odd = _ODD_IN_FORMULA.search(_FUNCTION.sub("(", rest))
    if odd is None and not formula.startswith("="):
        return formula[:1]
    return odd.group() if odd is not None else None


def cell_text(text: str, words: Words) -> str:
    """Return ``text`` as a cell can hold it; what is too long ends in words that say so."""
    clean = _no_markup(UNSEEN.sub("", _NEWLINE.sub("\n", text)).strip())
    return _fitted(clean, LONGEST_CELL, words.say(N_(" … [the rest stands in the record: a cell holds no more]")))


def name_of_column(title: str) -> str:
    """Return a heading as the table names its column: what looks like an escape of the format is escaped there too."""
    return _ESCAPE.sub("_x005F_", title)


def _no_markup(text: str) -> str:
    """The writer takes text from <r> to </r> for markup, and reads escapes of the format wrongly that share a sign."""
    apart = _SHARED_SIGN.sub("\\g<0>\u2060", text)
    return f"{apart} " if apart.startswith("<r>") and apart.endswith("</r>") else apart


def _fitted(text: str, longest: int, note: str) -> str:
    """Return ``text``, or its beginning with ``note`` where it has more than ``longest`` units."""
    if 2 * len(text) <= longest:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * longest:
        return text
    return units[: 2 * (longest - len(note))].decode("utf-16-le", "ignore") + note
