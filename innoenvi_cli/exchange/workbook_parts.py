"""Finds the sheets of a workbook, and makes of the parts that all sheets need what openpyxl is given of them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.exchange.archive_guard import MAX_UNPACKED, shown_part
from innoenvi_cli.exchange.tables import TableRefusedError
from innoenvi_cli.exchange.xml_events import MAX_OBJECTS, Events, TooMuchError, go_through

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.exchange.archive_guard import Package

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPES: Final = re.compile(rb"_x[0-9A-Fa-f]{4}_")
_ROOT: Final = re.compile(rb"<([^\s<>/?!]+)[^<>]*>")
_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TRUE: Final = frozenset({"1", "true", "on"})
_SHEETS: Final = 2
_SHEET: Final = 3
# A run of letters has fonts and colours, and each becomes an object.
_RUN_WEIGHS: Final = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells: its name, the part that holds it, and whether a person sees it."""

    name: str
    part: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets share; ``texts`` and ``formats`` are XML for openpyxl, ``None`` where there are none."""

    package: Package
    sheets: tuple[Sheet, ...]
    texts: bytes | None
    formats: bytes | None
    since_1904: bool


def open_workbook(package: Package) -> Workbook:
    """Return the sheets of ``package`` and what they share.

    Raises:
        TableRefusedError: a part is missing or damaged, too large, or takes values from elsewhere.
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
    texts, formats = by_kind.get("sharedStrings"), by_kind.get("styles")
    return Workbook(
        package,
        tuple(sheets),
        None if texts is None else _texts(package, texts),
        None if formats is None else _formats(package, formats),
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


def ordinary(content: bytes) -> bytes:
    """Return a part in the namespace of ordinary OOXML, the only one that openpyxl knows."""
    return _ROOT.sub(lambda root: root.group().replace(_STRICT, _TRANSITIONAL), content, count=1)


def excerpt(content: bytes, children: bytes) -> bytes:
    """Return the part ``content`` with ``children`` of its root, and none besides."""
    root = _ROOT.search(content)
    if root is None or root.group().endswith(b"/>"):
        return content
    return ordinary(content[: root.end()] + children + b"</" + root[1] + b">")


def _read(package: Package, part: str, events: Events) -> bytes:
    try:
        return go_through(package, part, events)
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
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets.append((title, attributes.get("state", "visible"), relation))


# Texts and formats ---------------------------------------------------------------------------------------------------


class _Texts(Events):
    """Counts the objects that texts become, and the escapes of which openpyxl takes a half away without a word."""

    def __init__(self) -> None:
        super().__init__()
        self.escapes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - no attribute matters
        if name == "rPr":
            self.count += _RUN_WEIGHS
        if self.count > MAX_OBJECTS:
            raise TooMuchError

    def text(self, text: str) -> None:
        self.escapes += text.count("x005F_")


def _texts(package: Package, part: str) -> bytes:
    """Return the list of texts; the escape of an underscore is written so that openpyxl leaves it to `plain_text`."""
    events = _Texts()
    content = _read(package, part, events)
    changed = _ESCAPES.sub(lambda found: found.group().replace(b"F", b"f"), content)
    if content.count(b"x005F_") != events.escapes or b"x005F_" in changed:
        raise TableRefusedError(package.file, rules.DAMAGED_WORKBOOK, part=shown_part(part))
    return ordinary(changed)


class _Formats(Events):
    """Tells where the formats of numbers stand, and which cells have them; fonts and borders are nobody's business."""

    def __init__(self) -> None:
        super().__init__()
        self.spans: list[tuple[int, int]] = []
        self._begin = self._objects = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - as above
        if self.depth == _SHEETS:
            self._close()
            self._begin = self.offset() if name in {"numFmts", "cellXfs"} else 0
        self._objects += self._begin > 0
        if self._objects > MAX_OBJECTS // 2:
            raise TooMuchError

    def end(self, name: str) -> None:  # noqa: ARG002 - as above
        if self.depth < _SHEETS:
            self._close()

    def _close(self) -> None:
        if self._begin:
            self.spans.append((self._begin, self.offset()))


def _formats(package: Package, part: str) -> bytes:
    events = _Formats()
    content = _read(package, part, events)
    return excerpt(content, b"".join(content[begin:end] for begin, end in events.spans))
