"""Says in a user's words why a file is not YAML: the parser's own sentences are for those who write parsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.store.characters import place_of, with_newlines
from innoenvi_cli.store.slips import missing_space, odd_space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yaml import YAMLError

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.store.slips import Slip

_COLON: Final = "mapping values are not allowed in this context"
_INDENT: Final = N_("a line that is indented otherwise than its neighbours")
_ESCAPE_WRONG: Final = N_("a backslash that begins nothing known; in single quotes it is a plain character")
_BLOCK_HEAD: Final = N_("behind | or > the text begins on the next line")
_PROBLEMS: Final = {
    _COLON: N_("a colon where none can stand: quotes are missing, or the line is indented too far"),
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
# Of these a space that is none, or a space that is missing, may be the cause.
_LAID_OUT: Final = frozenset(
    {
        _COLON,
        "could not find expected ':'",
        "did not find expected key",
        "did not find expected '-' indicator",
        "block sequence entries are not allowed in this context",
        "did not find expected comment or line break",
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
    lines = with_newlines(text).rstrip(" \r\n")  # a line of no-break spaces is one
    place = Location(path, mark.line + 1, mark.column + 1)
    if mark.line > lines.count("\n"):  # behind everything: then the last character that there is
        place = place_of(lines, max(0, len(lines) - 1), path)
    if "directive" in problem or "YAML document" in problem:
        return rules.DIRECTIVE.at(Location(path, place.line))
    slip = _slip(lines.split("\n"), place.line - 1, mark.column, problem) if problem in _LAID_OUT else None
    if slip is not None:
        return rules.SYNTAX.at(Location(path, slip.line, slip.column), problem=slip.problem, hint=slip.hint)
    said = message(_PROBLEMS[problem]) if problem in _PROBLEMS else verbatim(problem)
    return rules.SYNTAX.at(place, problem=said)


def _slip(lines: Sequence[str], index: int, column: int, problem: str) -> Slip | None:
    """Return what was probably typed in the line where reading failed, or in the one before that runs on into it."""
    found = odd_space(lines, index) or missing_space(lines, index)
    if found is not None or (problem == _COLON and ": " in lines[index][:column]):
        return found  # a line with two colons is at fault itself
    before = next((at for at in range(index - 1, -1, -1) if lines[at].strip()), None)
    if before is None:
        return None
    return odd_space(lines, before) or (missing_space(lines, before) if problem == _COLON else None)
