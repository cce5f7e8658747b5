"""Person codes in texts that people wrote: "hlo-12 was elected chair" is no news for those who see no codes.

Fields that hold a code have their place in the allow-list; a sentence may hold one too. The editions for the members
and for the public say that it was a person, and no more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.model.base import is_person_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Project

SEES_CODES: Final[frozenset[Audience]] = frozenset({"consultants", "core_group"})


def prefixes(project: Project) -> frozenset[str]:
    """Return what the person codes of the programme begin with: ``hlo`` of ``hlo-12``."""
    return frozenset(code.rsplit("-", 1)[0] for code in _codes(project) if is_person_code(code))


def _codes(project: Project) -> Iterator[str]:
    if project.programme is not None and project.programme.contact is not None:
        yield project.programme.contact
    clusters = project.miniclusters.values()
    for organ in (*project.organs.values(), *(organ for cluster in clusters for organ in cluster.organs.values())):
        yield from (seat.person for seat in organ.members if seat.person is not None)
    for event in (*project.events.values(), *(event for cluster in clusters for event in cluster.events.values())):
        yield from (item.responsible for item in event.agenda if item.responsible is not None)
    for cluster in clusters:
        yield from (code for member in cluster.members.values() for code in member.contacts)
        yield from (score.rater for score in cluster.scores.values())
        for interview in cluster.interviews.values():
            yield from (code for code in (interview.person, interview.interviewer) if code is not None)


def without_codes(context: Row, known: frozenset[str], instead: str) -> Row:
    """Return the plain data with ``instead`` for every person code whose beginning is ``known``; keys stay."""
    if not known:
        return context
    begun = "|".join(sorted(known))
    code = re.compile(rf"(?<![\w-])(?:{begun})-[0-9]{{1,5}}(?![\w-])")
    return {key: _without(value, code, instead) for key, value in context.items()}


def _without(value: Any, code: re.Pattern[str], instead: str) -> Any:
    if isinstance(value, str):
        return code.sub(instead, value)
    if isinstance(value, list):
        return [_without(item, code, instead) for item in value]
    return {key: _without(item, code, instead) for key, item in value.items()} if isinstance(value, dict) else value
