"""A difference with what is needed to tell it as a fact of the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.method.changes.base import EventName
    from innoenvi_cli.method.changes.differences import Difference
    from innoenvi_cli.method.changes.values import Speech

    Told: TypeAlias = "tuple[EventName, Message] | None"
    Tellers: TypeAlias = "Mapping[tuple[str, str], Callable[[Case], Told]]"


@dataclass(frozen=True, slots=True)
class Case:
    """A difference with what is needed to tell it: the ``record``, what it is called, words for its values."""

    difference: Difference
    record: Any
    subject: Message
    speech: Speech
