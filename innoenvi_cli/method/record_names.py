"""What a record, or a part of one, is called among people: its name, its title, or what it says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import LANGUAGES, N_, InBoth, Message, day_in_both, message, verbatim, with_decimal_mark
from innoenvi_cli.method.phases import phase_title
from innoenvi_cli.model.base import in_both
from innoenvi_cli.model.export_concept import Sections
from innoenvi_cli.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.project import Minicluster, Project

_QUADRANTS: Final = {
    "strengths": "strength",
    "weaknesses": "weakness",
    "opportunities": "opportunity",
    "threats": "threat",
}
_SINGLE: Final = {
    "minicluster": N_("minicluster"),
    "innoenvi": N_("programme"),
    "analysis": N_("analysis"),
    "priorities": N_("priorities"),
    "export-concept": N_("export concept"),
    "development-path": N_("development path"),
    "phases": N_("log of decisions"),
    "guide": N_("interview guide"),
    "codebook": N_("codebook"),
    "development-paths": N_("development path models"),
}


def record_name(project: Project, cluster: Minicluster, address: str) -> Message:
    """Return what the record or part at ``address`` is called; its address where there is no such record."""
    kind, *rest = address.split("/")
    if not rest:
        named = {"minicluster": cluster.record, "innoenvi": project.programme}.get(kind)
        if named is not None:
            return as_written(named.name)
        return message(_SINGLE[kind]) if kind in _SINGLE else verbatim(address)
    name = _NAMERS[kind](project, cluster, rest) if kind in _NAMERS else None
    return name or verbatim(address)


def as_written(text: Text | None) -> Message:
    """Return a text of a record as a message: in the reader's language, else in the one it has."""
    return Message("{text}", (("text", in_both(text)),))


def _said(text: Text | None) -> Message | None:
    return as_written(text) if text is not None else None


def _by_field(kind: str, field: str, project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:
    """Name a record by one of its texts; of organs and events the programme has some as well."""
    held: Mapping[str, Any] = getattr(cluster, kind)
    record = held.get(rest[0]) or (project.organs.get(rest[0]) if kind == "organs" else None)
    return _said(getattr(record, field)) if record is not None else None


def member_name(cluster: Minicluster, member_id: str) -> str:
    """Return the name of a member, its id where there is no such member."""
    found = cluster.members.get(member_id)
    return found.name if found is not None else member_id


def _event(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:
    event = cluster.events.get(rest[0]) or project.events.get(rest[0])
    if event is None:
        return None
    if len(rest) == 1:
        return message(N_("{title}, {date}"), title=in_both(event.title), date=day_in_both(event.date))
    item = next((part for part in event.agenda if str(part.item) == rest[1]), None)
    if item is None:
        return None
    return message(
        N_("{meeting}, {date}, item {item}: {title}"),
        meeting=in_both(event.title),
        date=day_in_both(event.date),
        item=item.item,
        title=in_both(item.title),
    )


def _interview(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:  # noqa: ARG001
    interview = cluster.interviews.get(rest[0])
    if interview is None:
        return None
    if len(rest) == 1:
        name = member_name(cluster, interview.member)
        return message(N_("interview of {member}, {date}"), member=name, date=day_in_both(interview.date))
    return _said(next((part.paraphrase for part in interview.excerpts if part.id == rest[1]), None))


def _analysis(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:  # noqa: ARG001
    analysis, index = cluster.analysis, _index(rest)
    if analysis is None or index is None:
        return None
    if rest[0] == "links" and index < len(analysis.links):
        link = analysis.links[index]
        return message(
            N_("{giver} to {taker}: {deliverable}"),
            giver=member_name(cluster, link.source),
            taker=member_name(cluster, link.target),
            deliverable=in_both(link.deliverable),
        )
    lines = getattr(analysis.swot, rest[0], ()) if analysis.swot is not None and rest[0] in _QUADRANTS else ()
    if index >= len(lines):
        return None
    kind = label("finding_kind", _QUADRANTS[rest[0]])
    return message(N_("{kind}: {text}"), kind=kind, text=in_both(lines[index].text))


def _choice(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:
    choices = cluster.priorities.choices if cluster.priorities is not None else ()
    choice = next((item for item in choices if item.target == rest[0]), None)
    if choice is None:
        return None
    target = record_name(project, cluster, f"targets/{choice.target}")
    return message(N_("{target}: {choice}"), choice=label("choice", choice.choice), target=target)


def _score(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:  # noqa: ARG001
    sheet = cluster.scores.get(rest[0])
    if sheet is None:
        return None
    name = member_name(cluster, sheet.member)
    return message(N_("scores of {rater} ({member})"), rater=sheet.rater, member=name)


def _concept(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:  # noqa: ARG001
    concept, index = cluster.export_concept, _index(rest)
    if concept is None:
        return None
    if len(rest) == 1:
        return _section(rest[0])
    if rest[0] == "offerings":
        return _said(next((part.name for part in concept.offerings if part.id == rest[1]), None))
    if rest[0] == "commitments" and index is not None and index < len(concept.commitments):
        signed = concept.commitments[index]
        name = member_name(cluster, signed.member)
        return message(N_("commitment of {member}, {date}"), member=name, date=day_in_both(signed.date))
    if rest[0] == "steps" and index is not None and index < len(concept.steps):
        step = concept.steps[index]
        kind = label("export_step", step.kind)
        return message(
            N_("{kind}, {date}: {text}"), kind=kind, date=day_in_both(step.date), text=in_both(step.description)
        )
    return None


def _section(name: str) -> Message | None:
    if name == "permanence":
        return message(N_("host, operating practices, indicators"))
    info = Sections.model_fields.get(name)
    return message(info.description) if info is not None and info.description else None


def _rating(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:
    path, index = cluster.development_path, _index(rest)
    if path is None or index is None or index >= len(path.ratings):
        return None
    rating = path.ratings[index]
    models = project.path_models
    named = next((item.name for item in (models.dimensions if models else ()) if item.id == rating.dimension), None)
    return message(
        N_("{dimension}: {value} ({date}, {rater})"),
        dimension=in_both(named) if named is not None else rating.dimension,
        value=InBoth(*(with_decimal_mark(str(rating.value), language) for language in LANGUAGES)),
        date=day_in_both(rating.date),
        rater=rating.rater,
    )


def _gate_decision(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:  # noqa: ARG001
    entries = cluster.phases.entries if cluster.phases is not None else ()
    if not rest[0].isdigit() or not 1 <= int(rest[0]) <= len(entries):
        return None
    entry = entries[int(rest[0]) - 1]
    what = label("decision", entry.decision) if entry.decision is not None else label("entry_kind", entry.kind)
    return message(
        N_("gate: {gate}, {what}, {date}"), gate=phase_title(entry.gate), what=what, date=day_in_both(entry.date)
    )


def _index(rest: Sequence[str]) -> int | None:
    """Return the list index that the last step of an address means."""
    return int(rest[-1]) - 1 if rest[-1].isdigit() and int(rest[-1]) else None


def _member(project: Project, cluster: Minicluster, rest: Sequence[str]) -> Message | None:  # noqa: ARG001
    return verbatim(cluster.members[rest[0]].name) if rest[0] in cluster.members else None


_NAMERS: Final[Mapping[str, Callable[[Project, Minicluster, Sequence[str]], Message | None]]] = {
    "members": _member,
    "organs": partial(_by_field, "organs", "name"),
    "events": _event,
    "interviews": _interview,
    "findings": partial(_by_field, "findings", "statement"),
    "analysis": _analysis,
    "targets": partial(_by_field, "targets", "name"),
    "priorities": _choice,
    "scores": _score,
    "actions": partial(_by_field, "actions", "name"),
    "trials": partial(_by_field, "trials", "name"),
    "export-concept": _concept,
    "processes": partial(_by_field, "processes", "name"),
    "development-path": _rating,
    "outcomes": partial(_by_field, "outcomes", "name"),
    "phases": _gate_decision,
}
