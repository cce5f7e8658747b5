"""What a context is made from: the facts about a minicluster, its records as the audience sees them, and the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import visible
from innoenvi_cli.deliverables.reader import Reader
from innoenvi_cli.i18n import N_, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from innoenvi_cli.deliverables.facts import Facts
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.base import Decided, Text
    from innoenvi_cli.model.meetings import Event, Organ
    from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
    from innoenvi_cli.model.people import Person
    from innoenvi_cli.model.programme import Audience, Programme
    from innoenvi_cli.model.project import Minicluster, Project


@dataclass(frozen=True)
class Material(Reader):
    """A minicluster for one audience in one language. Names come from here, so that no id is shown in their place."""

    facts: Facts
    audience: Audience
    words: Words
    people: Mapping[str, Person] = field(default_factory=dict)
    """Who the person codes stand for; empty but for an edition that stays in the private folder."""

    @property
    def view(self) -> View:
        """The minicluster as the metrics see it: everything, so only figures may be taken from it."""
        return self.facts.view

    @property
    def as_of(self) -> date:
        """The day that the deliverable is as of."""
        return self.facts.as_of

    @cached_property
    def shown(self) -> Minicluster:
        """The records with nothing in them that the audience may not see."""
        return self.facts.shown_to(self.audience)

    @cached_property
    def taking_part(self) -> tuple[Member, ...]:
        """The members that are counted and named: interviewed or committed, and to the public the committed alone.

        Who is counted is named, so that no number tells of anybody whom the audience is not told of.
        """
        held = self.shown.members
        return tuple(held[member.id] for member in self.view.participating if member.id in held)

    @cached_property
    def record(self) -> MiniclusterRecord | None:
        """The definition, as the audience sees it."""
        return self.shown.record

    @cached_property
    def programme(self) -> Programme | None:
        """The programme, as the audience sees it."""
        found = self.facts.project.programme
        return visible(found, self.audience) if found is not None else None

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The minicluster's events and those of the programme that it attended."""
        shared = self.facts.project.events
        attended = {key: event for key, event in shared.items() if self.shown.id in event.miniclusters}
        return {key: visible(event, self.audience) for key, event in attended.items()} | dict(self.shown.events)

    @cached_property
    def organs(self) -> Mapping[str, Organ]:
        """The minicluster's organs and the programme's."""
        shared = {key: visible(organ, self.audience) for key, organ in self.facts.project.organs.items()}
        return shared | dict(self.shown.organs)

    @property
    def name(self) -> str:
        """The name of the minicluster."""
        return self.words.text(self.record.name) if self.record is not None else self.shown.id

    def text(self, text: Text | None) -> str:
        """Return a text of a record."""
        return self.words.text(text)

    def member(self, member_id: str | None) -> str:
        """Return the name of a member; a member that the audience is not shown stays unnamed."""
        if member_id is None:
            return ""
        found = self.shown.members.get(member_id)
        return found.name if found is not None else self.words.say(N_("an actor not named here"))

    def members(self, member_ids: Iterable[str]) -> list[str]:
        """Return the names of members, those that stay unnamed counted at the end."""
        ids = list(dict.fromkeys(member_ids)) if not isinstance(member_ids, tuple) else list(member_ids)
        named = [self.shown.members[member_id].name for member_id in ids if member_id in self.shown.members]
        unnamed = len(ids) - len(named)
        if unnamed:
            named.append(self.words.say(counted("one not named here", "{count} not named here", unnamed)))
        return named

    def target(self, target_id: str | None) -> str:
        """Return the name of a development target."""
        found = self.shown.targets.get(target_id) if target_id is not None else None
        return self.text(found.name) if found is not None else ""

    def action(self, action_id: str | None) -> str:
        """Return the name of an action."""
        found = self.shown.actions.get(action_id) if action_id is not None else None
        return self.text(found.name) if found is not None else ""

    def organ(self, organ_id: str | None) -> str:
        """Return the name of an organ."""
        found = self.organs.get(organ_id) if organ_id is not None else None
        return self.text(found.name) if found is not None else ""

    def part(self, namespace: str, part_id: str | None) -> str:
        """Return the name of a part of the definition: ``product_groups``, ``markets``, ``levels`` and the like."""
        return self.part_names(namespace).get(part_id, "") if part_id is not None else ""

    def part_names(self, namespace: str) -> dict[str, str]:
        """Return the names of the parts of the definition by id; a market without a name is its country."""
        parts = getattr(self.record, namespace) if self.record is not None else ()
        names: dict[str, str] = {}
        for part in parts:
            country = getattr(part, "country", None)
            names[part.id] = self.text(part.name) or self.words.country(country)
        return names

    def code(self, code_id: str | None) -> str:
        """Return the name of a code of the codebook."""
        codes = self.shown.codebook.codes if self.shown.codebook is not None else ()
        return next((self.text(code.name) for code in codes if code.id == code_id), "")

    def decided(self, decided: Decided | None) -> str:
        """Return where something was decided: organ, meeting with its date, item."""
        if decided is None:
            return ""
        event = self._event(decided)
        place = self.organ(decided.organ)
        if event is None:
            return place
        return self.words.say(
            N_("{organ}, {date}, item {item}"), organ=place, date=self.words.day(event.date), item=decided.item
        )

    def decided_in_full(self, decided: Decided | None) -> str:
        """Return where something was decided: organ, the name of the meeting with its date, item with its title."""
        event = self._event(decided) if decided is not None else None
        if decided is None or event is None:
            return self.decided(decided)
        title = next((self.text(item.title) for item in event.agenda if item.item == decided.item), "")
        wanted = N_("{organ}: {meeting} {date}, item {item}")
        return self.words.say(
            N_("{organ}: {meeting} {date}, item {item}: {title}") if title else wanted,
            organ=self.organ(decided.organ),
            meeting=self.text(event.title),
            date=self.words.day(event.date),
            item=decided.item,
            title=title,
        )

    def _event(self, decided: Decided) -> Event | None:
        """Find the meeting, also one of the programme that the minicluster did not attend."""
        found = self.events.get(decided.event)
        shared = self.facts.project.events.get(decided.event)
        return visible(shared, self.audience) if found is None and shared is not None else found


@dataclass(frozen=True)
class ProgrammeMaterial(Reader):
    """The whole programme for one audience in one language."""

    project: Project
    clusters: tuple[Material, ...]
    as_of: date
    audience: Audience
    words: Words

    @cached_property
    def programme(self) -> Programme | None:
        """The programme, as the audience sees it."""
        return visible(self.project.programme, self.audience) if self.project.programme is not None else None
