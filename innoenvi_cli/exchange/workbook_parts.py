"""Reads what the sheets of a workbook need: which there are, the list of texts, the formats of numbers."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.exchange.archive_guard import MAX_UNPACKED, shown_part
from innoenvi_cli.exchange.number_formats import GENERAL, builtin_format, number_format
from innoenvi_cli.exchange.tables import TableRefusedError
from innoenvi_cli.exchange.xml_events import Events, NotSoundError, TooMuchError, attribute, go_through

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.exchange.archive_guard import Package
    from innoenvi_cli.exchange.number_formats import NumberFormat

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE: Final = frozenset({"1", "true", "on"})
_SHEETS: Final = 2
_SHEET: Final = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells: its name, the part that holds it, and whether a person sees it."""

    name: str
    part: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets share. ``formats`` are by the styles of cells."""

    package: Package
    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...]
    formats: tuple[NumberFormat, ...]
    since_1904: bool


def open_workbook(package: Package) -> Workbook:
    """Return the sheets of ``package`` and what they share.

    Raises:
        TableRefusedError: a part is missing or damaged, or takes values from elsewhere.
    """
    for part in package.parts:
        if part.endswith(".rels"):
            _relations(package, part)
    main = next(
        (target for kind, target in _relations(package, "_rels/.rels").values() if kind == "officeDocument"), ""
    )
    if not main:
        raise TableRefusedError(package.file, rules.DAMAGED_WORKBOOK, part="_rels/.rels")
    folder, _, name = main.rpartition("/")
    relations = _relations(package, f"{folder}/_rels/{name}.rels".removeprefix("/"), folder)
    index = _Index()
    _read(package, main, index)
    sheets = [
        Sheet(title, relations[relation][1], state == "visible")
        for title, state, relation in index.sheets
        if relation in relations and relations[relation][0] == "worksheet"
    ]
    names = [sheet.name.casefold() for sheet in sheets]
    if len(set(names)) < len(names) or any(relation not in relations for _, _, relation in index.sheets):
        raise TableRefusedError(package.file, rules.DAMAGED_WORKBOOK, part=shown_part(main))
    by_kind = dict(relations.values())
    return Workbook(
        package,
        tuple(sheets),
        _texts(package, by_kind.get("sharedStrings")),
        _formats(package, by_kind.get("styles")),
        index.since_1904,
    )


def plain_text(text: str) -> str:
    """Return ``text`` without the escapes that stand for characters which XML cannot hold."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def is_true(value: str | None) -> bool:
    """Tell whether an attribute says yes."""
    return value is not None and value.lower() in _TRUE


class TextItem:
    """Gathers the text of an item or a cell: of its runs all, of what is said of its pronunciation nothing."""

    __slots__ = ("_aside", "_pieces", "_taking")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._taking = False
        self._aside = False

    def start(self, name: str) -> None:
        """Begin an element inside the item."""
        if name == "rPh":
            self._aside = True
        self._taking = name == "t" and not self._aside

    def end(self, name: str) -> None:
        """End an element inside the item."""
        self._taking = False
        if name == "rPh":
            self._aside = False

    def take(self, text: str) -> None:
        """Take a piece of text."""
        if self._taking:
            self._pieces.append(text)

    @property
    def whole(self) -> str:
        """The text so far."""
        return plain_text("".join(self._pieces))


def _read(package: Package, part: str, events: Events) -> None:
    try:
        go_through(package, part, events)
    except TooMuchError:
        raise TableRefusedError(package.file, rules.UNPACKS_TOO_LARGE, limit=MAX_UNPACKED // 1_000_000) from None


# Relations and sheets ------------------------------------------------------------------------------------------------


class _Relations(Events):
    """The relations of a part in ``folder``: kind and target by id, and whether any but a hyperlink leads outside."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}
        self.outside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a relation."""
        if name != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if attributes.get("TargetMode", "").lower() == "external":
            self.outside = self.outside or kind != "hyperlink"
            return
        path = target if target.startswith("/") else f"/{self.folder}/{target}"
        self.found[attributes.get("Id", "")] = kind, posixpath.normpath(path).lstrip("/")


def _relations(package: Package, part: str, folder: str = "") -> Mapping[str, tuple[str, str]]:
    """Return the kind and the part of every relation in ``part`` by its id."""
    events = _Relations(folder)
    _read(package, part, events)
    if events.outside:
        raise TableRefusedError(package.file, rules.EXTERNAL_DATA, part=shown_part(part))
    return events.found


class _Index(Events):
    """The sheets as the workbook lists them: name, state, relation."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr" and self.depth == _SHEETS:
            self.since_1904 = is_true(attributes.get("date1904"))
        elif name == "sheet" and self.depth == _SHEET:
            title = plain_text(attributes.get("name", ""))
            self.sheets.append((title, attributes.get("state", "visible"), _relation(attributes)))


def _relation(attributes: dict[str, str]) -> str:
    """Return the id of a relation, whose attribute always has a namespace."""
    return attribute({key: value for key, value in attributes.items() if " " in key}, "id")


# Texts and formats ---------------------------------------------------------------------------------------------------


class _Texts(Events):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.item: TextItem | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - no attribute matters
        if name == "si" and self.depth == _SHEETS:
            self.item = TextItem()
        elif self.item is not None:
            self.item.start(name)

    def end(self, name: str) -> None:
        if self.item is None:
            return
        if name == "si" and self.depth == _SHEETS:
            self.texts.append(self.item.whole)
            self.item = None
        else:
            self.item.end(name)

    def text(self, text: str) -> None:
        if self.item is not None:
            self.item.take(text)


def _texts(package: Package, part: str | None) -> tuple[str, ...]:
    if part is None:
        return ()
    events = _Texts()
    _read(package, part, events)
    return tuple(events.texts)


class _Formats(Events):
    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[int, str] = {}
        self.numbers: list[int] = []
        self.within = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == _SHEETS:
            self.within = name
        elif name == "numFmt" and self.within == "numFmts":
            self.codes[_id(attributes)] = attributes.get("formatCode", "")
        elif name == "xf" and self.within == "cellXfs" and self.depth == _SHEET:
            self.numbers.append(_id(attributes))


def _id(attributes: dict[str, str]) -> int:
    number = attributes.get("numFmtId", "0")
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004 - a number of 32 bits
        raise NotSoundError
    return int(number)


def _formats(package: Package, part: str | None) -> tuple[NumberFormat, ...]:
    if part is None:
        return (GENERAL,)
    events = _Formats()
    _read(package, part, events)
    known = {number: number_format(code) for number, code in events.codes.items()}
    return tuple(known.get(number) or builtin_format(number) for number in events.numbers) or (GENERAL,)
