"""What to ask somebody who adds a record at the keyboard: its plain fields, one by one, with the choices there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from innoenvi_cli.checks.scopes import minicluster_names, programme_names
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.base import PERSON_PATTERN
from innoenvi_cli.model.days import is_of_our_time
from innoenvi_cli.model.shapes import fields_of
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.addable_kinds import PROGRAMME, addable
from innoenvi_cli.usecases.loading import load_chosen

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.checks.scopes import Names
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.shapes import FieldShape, Shape

_PLAIN: Final = frozenset({"text", "translated", "choice", "date", "integer", "number", "flag"})
_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,15}\Z")
_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,6})?\Z")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NOT_ASKED: Final = frozenset({"custom", "note"})


@dataclass(frozen=True, slots=True)
class Question:
    """A field to ask for. ``text`` says what it is, in English; ``choices`` are the words or ids that are possible."""

    key: str
    text: str
    shape: Shape
    choices: tuple[str, ...]
    required: bool
    is_list: bool

    def assignments(self, answer: str) -> tuple[str, ...]:
        """Return ``answer`` as ``key=value`` texts; a list is typed with commas."""
        parts = [part.strip() for part in answer.split(",")] if self.is_list else [answer]
        return tuple(f"{self.key}={part}" for part in parts if part)

    def problem(self, answer: str) -> Message | None:
        """Say what is wrong with ``answer``, ``None`` when nothing is."""
        parts = [part.strip() for part in answer.split(",")] if self.is_list else [answer]
        return next((found for part in parts if part and (found := self._problem_of(part)) is not None), None)

    def _problem_of(self, text: str) -> Message | None:
        if self.choices and text not in self.choices:
            near = nearest(text, self.choices)
            if near is not None:
                return message(N_("there is no '{answer}': did you mean '{near}'?"), answer=text, near=near)
            return message(N_("there is no '{answer}'"), answer=text)
        if self.shape.kind == "date" and not _is_day(text):
            return message(N_("write year-month-day, for example 2026-03-09"))
        if self.shape.kind == "integer" and not _INTEGER.match(text):
            return message(N_("write a whole number"))
        if self.shape.kind == "number" and not _NUMBER.match(text):
            return message(N_("write a number with a full stop for decimals: 12500.50"))
        if self.shape.pattern is not None and not re.search(self.shape.pattern, text):
            if self.shape.pattern == PERSON_PATTERN:
                return message(N_("write a code such as hlo-07; the name belongs to the private folder alone"))
            return message(N_("'{answer}' does not have the right form"), answer=text)
        return None


def ask_for_record(root: Path, kind: str, minicluster: str) -> tuple[Question, ...]:
    """Return the questions for a new record, the needed fields first; parts with fields of their own are not asked.

    Raises:
        UnknownNameError: there is no such kind or minicluster.
    """
    asked = addable(kind)
    is_programme = minicluster == PROGRAMME and asked.kind.at_programme
    project = load_chosen(root, () if is_programme else (minicluster,)).project
    names = programme_names(project) if is_programme else minicluster_names(project, project.miniclusters[minicluster])
    fields = [field for field in fields_of(asked.model) if field.key not in _NOT_ASKED and _can_ask(field.shape)]
    questions = [_question(field, names) for field in fields]
    return tuple(sorted(questions, key=lambda question: not question.required))


def _can_ask(shape: Shape) -> bool:
    return shape.kind in _PLAIN or (shape.kind == "list" and shape.item is not None and shape.item.kind in _PLAIN)


def _question(field: FieldShape, names: Names) -> Question:
    is_list = field.shape.kind == "list" and field.shape.item is not None
    shape = field.shape.item if is_list and field.shape.item is not None else field.shape
    choices = shape.choices
    if shape.reference is not None:
        choices = tuple(sorted({name for held in names.ids.get(shape.reference, ()) for name in held}))
    elif shape.kind == "flag":
        choices = ("true", "false")
    # An id is made of the name unless one is given.
    required = field.required and field.key != "id"
    return Question(field.key, field.description, shape, choices, required, is_list)


def _is_day(text: str) -> bool:
    if not _DATE.match(text):
        return False
    try:
        return is_of_our_time(date.fromisoformat(text))
    except ValueError:
        return False
