"""Names in the place of person codes, for the editions that stay in the private folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.people import Person

_CODE: Final = re.compile(r"(?<![\w-])[a-z]{1,8}-[0-9]{1,5}(?![\w-])")


def named(context: Row, people: Mapping[str, Person]) -> Row:
    """Return the plain data with the name of every known person in the place of the code; keys stay as they are."""
    return {key: _named(value, people) for key, value in context.items()}


def _named(value: Any, people: Mapping[str, Person]) -> Any:
    if isinstance(value, str):
        return _CODE.sub(lambda found: people[found[0]].name if found[0] in people else found[0], value)
    if isinstance(value, list):
        return [_named(item, people) for item in value]
    return named(value, people) if isinstance(value, dict) else value
