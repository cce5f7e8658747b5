"""Says in a user's words why a file is not YAML: the parser's own sentences are for those who write parsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.store.characters import place_of, with_newlines

if TYPE_CHECKING:
    from yaml import YAMLError

    from innoenvi_cli.findings import Finding

_INDENT: Final = N_("a line that is indented otherwise than its neighbours")
_ESCAPE_WRONG: Final = N_("a backslash that begins nothing known; in single quotes it is a plain character")
_BLOCK_HEAD: Final = N_("behind | or > the text begins on the next line")
_PROBLEMS: Final = {
    "mapping values are not allowed in this context": N_(
        "a colon where none can stand: quotes are missing, or the line is indented too far"
    ),
    "could not find expected ':'": N_("a line without 'key:' where a key belongs"),
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "block sequence entries are not allowed in this context": N_("a hyphen where no item of a list can stand"),
    "did not find expected ',' or ']'": N_("a bracket [ that is not closed, or a comma that is missing"),
    "did not find expected ',' or '}'": N_("a brace that is not closed, or a comma that is missing"),
    "did not find expected node content": N_("a value that is missing"),
    "did not find expected <document start>": N_("something behind the end of the document"),
    "found unexpected end of stream": N_("a quote that is never closed"),
    "found unexpected document indicator": N_("a quote that is not closed before ---"),
    "found character that cannot start any token": N_(
        "a character that a value cannot begin with; put the text in quotes"
    ),
    "did not find expected alphabetic or numeric character": N_("a text that begins with & or *; it needs quotes"),
    "did not find expected comment or line break": _BLOCK_HEAD,
    "found unknown escape character": _ESCAPE_WRONG,
    "did not find expected hexdecimal number": _ESCAPE_WRONG,
    "found invalid Unicode character escape code": N_("a code beyond the last of Unicode, 10FFFF"),
    "found a tab character that violates indentation": N_("a tab character"),
}
# Of what is never closed or never goes on, the beginning is of more use than the place where the reader noticed.
_OPEN: Final = frozenset(
    {
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
        "found unexpected end of stream",
        "found unexpected document indicator",
        "could not find expected ':'",
    }
)
_HALF_ESCAPE: Final = re.compile(r"\\(?:u|U0000)([Dd][89A-Fa-f][0-9A-Fa-f]{2})")
_ESCAPE_HEAD: Final = 2


def half_character(error: YAMLError, text: str, path: str) -> Finding | None:
    """Return the finding for half of a pair of codes written as an escape, ``None`` where something else is wrong."""
    mark = getattr(error, "problem_mark", None)
    found = _HALF_ESCAPE.match(text, max(0, mark.index - _ESCAPE_HEAD)) if mark is not None else None
    if mark is None or found is None:
        return None
    place = Location(path, mark.line + 1, mark.column + 1 - _ESCAPE_HEAD)
    return rules.HALF_CHARACTER.at(place, codepoint=found.group(1).upper())


def syntax_finding(error: YAMLError, text: str, path: str) -> Finding:
    """Return the finding for what stopped the parser in ``text`` of the file ``path``."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if mark is None:
        return rules.SYNTAX.at(Location(path), problem=verbatim(problem))
    if problem in _OPEN:
        mark = getattr(error, "context_mark", None) or mark
    lines = with_newlines(text).rstrip()
    place = Location(path, mark.line + 1, mark.column + 1)
    if mark.line > lines.count("\n"):  # behind everything: then the last character that there is
        place = place_of(lines, max(0, len(lines) - 1), path)
    if "directive" in problem or "YAML document" in problem:
        return rules.DIRECTIVE.at(Location(path, place.line))
    said = message(_PROBLEMS[problem]) if problem in _PROBLEMS else verbatim(problem)
    return rules.SYNTAX.at(place, problem=said)
