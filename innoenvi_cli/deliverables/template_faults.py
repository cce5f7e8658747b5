"""Says in a user's words what went wrong in a template: jinja2's own sentences are for those who program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.sandbox import FILTERS, TESTS, MissingName, NotTextError, TooLargeError
from innoenvi_cli.deliverables.template_files import UnsafeTemplateError
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.rules.templates import (
    CANNOT_COMPUTE,
    ENDLESS_TEMPLATE,
    MISSING_TEMPLATE,
    OUT_OF_BOUNDS,
    TEMPLATE_SYNTAX,
    TEMPLATE_TOO_MUCH_MEMORY,
    UNKNOWN_FILTER,
    UNKNOWN_NAME,
    UNSAFE_TEMPLATE,
)
from innoenvi_cli.text_distance import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message

MOST_MEMORY: Final = 192
"""Mebibytes that a programme's own template may take on top of what there is."""
MEMORY_LIMIT: Final = f"{MOST_MEMORY} MiB"
_ENDLESS: Final = 40
"""So many templates and macros inside each other are no design but a circle."""
_SHOWN: Final = 80

_BELONGS: Final = {
    "end of print statement": N_("the closing braces of what is shown"),
    "end of statement block": N_("the closing sign of the tag"),
    "name": N_("a name"),
    ":": N_("a colon"),
}
_STANDS: Final = {
    "end of print statement": N_("the closing braces"),
    "end of statement block": N_("the end of the tag"),
    "end of template": N_("the end of the template"),
}
_UNKNOWN_FILTER: Final = re.compile(r"No (filter|test) named '(.{1,80}?)'")
_NEVER_CLOSED: Final = N_("'{found}' is never closed")
_WRONG: Final = (
    (re.compile(r"Encountered unknown tag '(.{1,80}?)'"), N_("no tag '{found}' belongs here")),
    (re.compile(r"[Uu]nexpected end of template.*needs to be closed is '(\w+)'"), _NEVER_CLOSED),
    (re.compile(r"[Uu]nexpected end of template"), N_("it ends in the middle")),
    (re.compile(r"Missing end of comment tag"), N_("a comment that is never closed")),
    (re.compile(r"Missing end of raw directive"), N_("'raw' is never closed")),
    (re.compile(r"unexpected '(.{1,80}?)'"), N_("'{found}' cannot stand here")),
    (re.compile(r"unexpected char (?:'(.)'|\"(.)\")"), N_("the character {found} cannot stand here")),
    (re.compile(r"can't assign to '(.{1,80}?)'"), N_("'{found}' cannot be given a value")),
    (re.compile(r"block '(.{1,80}?)' defined twice"), N_("the block '{found}' stands there twice")),
    (re.compile(r"Expected an expression"), N_("an expression is missing")),
    (re.compile(r"can not start with underscores"), N_("a name that begins with an underscore")),
)
_TAG: Final = re.compile(r"\{%[-+]?\s*(\w+)")
_EXPECTED: Final = re.compile(r"expected token '(.{1,80}?)', got '(.{1,80}?)'")


def fault_of(
    error: BaseException,
    start: Location,
    texts: Mapping[str, str],
    names: Iterable[str] = (),
    templates: Iterable[str] = (),
) -> Finding:
    """Return the finding for what was raised while the template or expression at ``start`` was read or ran.

    ``texts`` are the templates that were read, by the paths that they are shown by; ``names`` and ``templates`` those
    that it could use.
    """
    if isinstance(error, TemplateFailedError):
        return error.finding
    if isinstance(error, TemplateSyntaxError):
        return _syntax_fault(error, start, texts)
    place, depth = where(error, start)
    if isinstance(error, (UnsafeTemplateError, TemplateNotFound)):
        name = _short(_last_name(error))
        rule = UNSAFE_TEMPLATE if isinstance(error, UnsafeTemplateError) else MISSING_TEMPLATE
        return rule.at(pointed(place, name, texts), name=name, suggestion=did_you_mean(name, templates))
    if isinstance(error, (UndefinedError, SecurityError)):
        return _name_fault(error, place, texts, names)
    place = pointed(place, "", texts)
    if isinstance(error, RecursionError) and depth > _ENDLESS:
        return ENDLESS_TEMPLATE.at(place)
    if isinstance(error, (RecursionError, SyntaxError)):  # jinja2 or Python cannot follow
        return TEMPLATE_SYNTAX.at(place, problem=message(N_("it is nested too deeply")))
    if isinstance(error, (MemoryError, TooLargeError)):
        return TEMPLATE_TOO_MUCH_MEMORY.at(place, limit="1 MiB" if isinstance(error, TooLargeError) else MEMORY_LIMIT)
    found = _UNKNOWN_FILTER.search(str(error))
    if found is not None:
        return _filter_fault(found, place, texts)
    return CANNOT_COMPUTE.at(place, problem=_problem(error))


def where(error: BaseException, start: Location) -> tuple[Location, int]:
    """Return the line of a template that ``error`` came from, and how many templates and macros were inside each other.

    For an expression, which is no template of a file, that is ``start``.
    """
    place, depth, trace = start, 0, error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            depth += 1
            if template.name is not None:  # an expression has none
                place = Location(template.filename, template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    return place, depth


def _last_name(error: BaseException) -> str:
    if isinstance(error, TemplatesNotFound):
        return str(error.templates[-1]) if error.templates else ""
    return str(error.name) if isinstance(error, TemplateNotFound) else str(error)


def _name_fault(error: Exception, place: Location, texts: Mapping[str, str], names: Iterable[str]) -> Finding:
    told = error.args[0] if error.args else ""
    name = told.name if isinstance(told, MissingName) else _short(str(told))
    place = pointed(place, name, texts)
    if isinstance(error, SecurityError):
        return OUT_OF_BOUNDS.at(place, name=_short(name))
    choices = told.choices if isinstance(told, MissingName) and told.choices else tuple(names)
    return UNKNOWN_NAME.at(place, name=_short(name), suggestion=did_you_mean(name, choices))


def _syntax_fault(error: TemplateSyntaxError, start: Location, texts: Mapping[str, str]) -> Finding:
    in_file = error.filename is not None or start.path in texts
    place = Location(error.filename or start.path, error.lineno) if in_file else start
    said = error.message or ""
    found = _UNKNOWN_FILTER.search(said)
    if found is not None:
        return _filter_fault(found, place, texts)
    match = _EXPECTED.search(said)
    if match is not None:
        problem = message(
            N_("{found} stands where {expected} belongs"),
            found=_sign(_STANDS, match[2]),
            expected=_sign(_BELONGS, match[1]),
        )
        return TEMPLATE_SYNTAX.at(pointed(place, match[2], texts), problem=problem)
    for pattern, text in _WRONG:
        match = pattern.search(said)
        if match is not None:
            sign = next((group for group in match.groups() if group), "")
            if text == _NEVER_CLOSED:
                place = _opened(place, sign, texts)
            return TEMPLATE_SYNTAX.at(pointed(place, sign, texts), problem=message(text, found=sign))
    return TEMPLATE_SYNTAX.at(pointed(place, "", texts), problem=message(N_("it is not put together as they are")))


def _opened(place: Location, tag: str, texts: Mapping[str, str]) -> Location:
    """Return where the tag that is never closed begins: of more use than the end, where the reader noticed."""
    text, begun = texts.get(place.path, ""), list[int]()
    for match in _TAG.finditer(text):
        if match[1] == tag:
            begun.append(match.start())
        elif match[1] == f"end{tag}" and begun:
            begun.pop()
    if not begun:
        return place
    return Location(place.path, text.count("\n", 0, begun[-1]) + 1, begun[-1] - text.rfind("\n", 0, begun[-1]))


def _sign(words: Mapping[str, str], token: str) -> Message:
    return message(words[token]) if token in words else message(N_("'{text}'"), text=token)


def _filter_fault(found: re.Match[str], place: Location, texts: Mapping[str, str]) -> Finding:
    choices = FILTERS if found[1] == "filter" else TESTS
    more = ("prose", "bullets", "table") if found[1] == "filter" else ()
    return UNKNOWN_FILTER.at(
        pointed(place, found[2], texts), name=found[2], suggestion=did_you_mean(found[2], (*choices, *more))
    )


def _problem(error: BaseException) -> Message:
    if isinstance(error, NotTextError):
        return error.problem
    if isinstance(error, ZeroDivisionError):
        return message(N_("a division by zero"))
    if isinstance(error, KeyError):
        return message(N_("'{name}' is missing"), name=_short(str(error.args[0]) if error.args else ""))
    if isinstance(error, OverflowError):
        return message(N_("a figure that is too large"))
    if isinstance(error, (TypeError, AttributeError)):
        return message(N_("a value of another kind than is needed"))
    if isinstance(error, (ValueError, LookupError)):
        return message(N_("a value that does not fit"))
    return message(N_("something that cannot be done with this value"))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def pointed(place: Location, name: str, texts: Mapping[str, str]) -> Location:
    """Return the place of ``name`` in its line; else that of the first tag or braces there."""
    lines = texts.get(place.path, "").split("\n")
    if place.column > 1 or not 0 < place.line <= len(lines):
        return place
    line = lines[place.line - 1]
    edge = r"\w" if name[:1].isalnum() or name[:1] == "_" else ""
    pattern = rf"(?<![\w]){re.escape(name)}(?![\w])" if edge else re.escape(name)
    found = (re.search(pattern, line) if name else None) or re.search(r"\{[{%#]", line)
    return Location(place.path, place.line, found.start() + 1 if found else 1)
