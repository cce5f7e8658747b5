"""Goes through a part of a workbook element by element, with a limit on their number and depth, never as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from innoenvi_cli import rules
from innoenvi_cli.exchange.archive_guard import refuse_entities, shown_part
from innoenvi_cli.exchange.tables import TableRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.exchange.archive_guard import Package

MAX_ELEMENTS: Final = 400_000
# Of those that openpyxl makes objects of, which takes it some microseconds for each.
MAX_OBJECTS: Final = 60_000
_MAX_DEPTH: Final = 40
_CHUNK: Final = 1 << 18


class EnoughError(Exception):
    """What was wanted of a part has been found."""


class TooMuchError(Exception):
    """A part has more elements than are gone through."""


class NotSoundError(Exception):
    """A part says what it cannot say."""


class Events:
    """Receives the elements of a part; ``depth`` is how many enclose the present one, itself included.

    ``offset`` tells at which byte of the part the present tag begins.

    Names come without their namespaces: strict and transitional workbooks differ in nothing else that is read.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.count = 0
        self.offset: Callable[[], int] = int

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin the element ``name``."""

    def end(self, name: str) -> None:
        """End the element ``name``."""

    def text(self, text: str) -> None:
        """Take a piece of text inside the present element."""


def go_through(package: Package, part: str, events: Events) -> bytes:
    """Hand the elements of ``part`` to ``events`` until one raises `EnoughError` or it ends; return what it holds.

    Raises:
        TableRefusedError: the part is missing, no sound XML, or declares entities.
        TooMuchError: it has more than `MAX_ELEMENTS`.
    """
    content = package.read(part)
    refuse_entities(content, part, package.file)
    parser = _parser(events)
    try:
        for begin in range(0, len(content), _CHUNK):
            parser.Parse(content[begin : begin + _CHUNK], False)
        parser.Parse(b"", True)
    except EnoughError:
        return content
    except (expat.ExpatError, NotSoundError, ValueError, IndexError, KeyError):
        raise TableRefusedError(package.file, rules.DAMAGED_WORKBOOK, part=shown_part(part)) from None
    return content


def _parser(events: Events) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    events.offset = lambda: parser.CurrentByteIndex

    def start(name: str, attributes: dict[str, str]) -> None:
        events.depth += 1
        events.count += 1
        if events.count > MAX_ELEMENTS:
            raise TooMuchError
        if events.depth > _MAX_DEPTH:
            raise NotSoundError
        events.start(name.rpartition(" ")[2], attributes)

    def end(name: str) -> None:
        events.end(name.rpartition(" ")[2])
        events.depth -= 1

    def refuse(*_: object) -> None:
        raise NotSoundError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = events.text
    parser.StartDoctypeDeclHandler = refuse
    return parser
