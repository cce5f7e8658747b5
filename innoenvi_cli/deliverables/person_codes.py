"""Person codes in texts that people wrote: "hlo-12 was elected chair" is no news for those who see no codes.

Fields that hold a code have their place in the allow-list; a sentence may hold one too. The editions for the members
and for the public say that it was a person, and no more. Editions that stay in the private folder say who it was.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import StringConstraints

from innoenvi_cli.model.base import PERSON_PATTERN, Record, is_person_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.people import Person
    from innoenvi_cli.model.project import Project

_CODE: Final = re.compile(r"(?<![\w-])[a-z]{1,8}-[0-9]{1,5}(?![\w-])")


def prefixes(project: Project) -> frozenset[str]:
    """Return what the person codes of the programme begin with: ``hlo`` of ``hlo-12``."""
    return frozenset(code.rsplit("-", 1)[0] for code in _codes(project) if is_person_code(code))


def _codes(project: Project) -> Iterator[str]:
    yield from (code for _, record in project.records() for code in _codes_in(record))
    for cluster in project.miniclusters.values():
        yield from (code for _, record in cluster.records() for code in _codes_in(record))


def _codes_in(record: Record) -> Iterator[str]:
    """Yield what stands in the fields of the type ``PersonCode``, however deep."""
    for name in type(record).model_fields:
        held = getattr(record, name)
        holds_codes = _holds_codes(type(record), name)
        for value in held if isinstance(held, tuple) else held.values() if isinstance(held, dict) else (held,):
            if isinstance(value, Record):
                yield from _codes_in(value)
            elif holds_codes and isinstance(value, str):
                yield value


@cache
def _holds_codes(model: type[Record], name: str) -> bool:
    info = model.model_fields[name]
    waiting = [info.annotation, *info.metadata]
    while waiting:
        found = waiting.pop()
        if isinstance(found, StringConstraints) and found.pattern == PERSON_PATTERN:
            return True
        waiting.extend(get_args(found))
    return False


def without_codes(context: Row, known: frozenset[str], instead: str) -> Row:
    """Return the plain data with ``instead`` for every person code whose beginning is ``known``; keys stay."""
    return _replaced(context, lambda code: instead if code.rsplit("-", 1)[0] in known else code)


def with_people(context: Row, people: Mapping[str, Person]) -> Row:
    """Return the plain data with the name of every known person in the place of the code; keys stay."""
    return _replaced(context, lambda code: people[code].name if code in people else code)


def _replaced(context: Row, shown: Callable[[str], str]) -> Row:
    return {key: _replaced_in(value, shown) for key, value in context.items()}


def _replaced_in(value: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return _CODE.sub(lambda found: shown(found[0]), value)
    if isinstance(value, list):
        return [_replaced_in(item, shown) for item in value]
    return _replaced(value, shown) if isinstance(value, dict) else value
