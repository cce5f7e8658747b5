"""What records and their parts are called in a sentence: names instead of ids, as of now, else as of before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import LANGUAGES, N_, InBoth, Message, country_name, day_in_both, message, verbatim
from innoenvi_cli.model.base import in_both, in_language
from innoenvi_cli.model.kinds import BY_PLURAL
from innoenvi_cli.model.project import field_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.project import Minicluster, Project

SHORT: Final = 60
"""A text in a sentence is cut at about this many characters."""

_IN_MINICLUSTER: Final = frozenset({"product_groups", "markets", "segments", "company_groups", "subnetworks", "levels"})


def quoted(text: Text | InBoth) -> Message:
    """Return ``text`` in quotation marks, shortened, in the language of the reader."""
    both = text if isinstance(text, InBoth) else in_both(text)
    return message(N_("“{text}”"), text=InBoth(short(both.fi), short(both.en)))


def short(text: str) -> str:
    """Return ``text`` on one line, cut between words where it is long."""
    words = " ".join(text.split())
    if len(words) <= SHORT:
        return words
    cut = words[:SHORT].rpartition(" ")[0] or words[:SHORT]
    return f"{cut.rstrip(',.;:–- ')}…"


class Names:
    """The names that hold in one minicluster, or in the programme where ``minicluster`` is empty."""

    def __init__(self, before: Project, after: Project, minicluster: str) -> None:
        self._projects = (after, before)
        self._clusters = tuple(
            project.miniclusters[minicluster] for project in self._projects if minicluster in project.miniclusters
        )

    def of(self, namespace: str, record_id: str) -> Message:
        """Return the name of ``record_id`` in ``namespace``; the id itself where nothing of that id is known."""
        found = next(self._found(namespace, record_id), None)
        return name_of(found, self) if found is not None else verbatim(record_id)

    def excerpt(self, interview: str, excerpt: str) -> Message:
        """Return the words of an excerpt, its id where there is no such excerpt."""
        for held in self._found("interviews", interview):
            for item in _with_id(held.excerpts, excerpt):
                return name_of(item, self)
        return verbatim(excerpt)

    def _found(self, namespace: str, record_id: str) -> Iterator[Any]:
        if namespace == "miniclusters":
            held = (project.miniclusters.get(record_id) for project in self._projects)
            yield from (cluster.record for cluster in held if cluster is not None and cluster.record is not None)
        elif namespace in {"dimensions", "paths"}:
            for project in self._projects:
                yield from _with_id(getattr(project.path_models, namespace, ()), record_id)
        elif namespace == "gate_criteria":
            for project in self._projects:
                yield from _criteria(project, record_id)
        elif namespace == "reporting_periods":
            for project in self._projects:
                yield from _with_id(getattr(project.programme, namespace, ()), record_id)
        else:
            for cluster in self._clusters:
                yield from _in_cluster(cluster, namespace, record_id)
            if namespace in {"organs", "events"}:
                shared = (getattr(project, namespace).get(record_id) for project in self._projects)
                yield from (record for record in shared if record is not None)


def _in_cluster(cluster: Minicluster, namespace: str, record_id: str) -> Iterator[Any]:
    if namespace in BY_PLURAL:
        record = getattr(cluster, field_of(BY_PLURAL[namespace].singular)).get(record_id)
        if record is not None:
            yield record
    elif namespace in _IN_MINICLUSTER:
        yield from _with_id(getattr(cluster.record, namespace, ()), record_id)
    elif namespace == "criteria":
        yield from _with_id(getattr(cluster.priorities, "criteria", ()), record_id)
    elif namespace == "market_criteria":
        choice = getattr(cluster.export_concept, "market_choice", None)
        yield from _with_id(getattr(choice, "criteria", ()), record_id)
    elif namespace == "codes":
        yield from _with_id(getattr(cluster.codebook, "codes", ()), record_id)


def _criteria(project: Project, criterion: str) -> Iterator[Any]:
    """Yield the criteria of the gates called ``criterion`` that have a label: the programme's own, then the shipped."""
    own = project.programme.gates if project.programme is not None else None
    for gates in (own, project.gates):
        for name in type(gates).model_fields if gates is not None else ():
            gate = getattr(gates, name)
            found = gate.criteria.get(criterion) if gate is not None else None
            if found is not None and found.label is not None:
                yield found


def _with_id(items: Any, record_id: str) -> Iterator[Any]:
    return (item for item in items if item.id == record_id)


def name_of(record: Any, names: Names) -> Message:
    """Return what a record, or a part of one with an id, is called."""
    kind = type(record).__name__
    if kind == "Member":
        return verbatim(record.name)
    if kind == "Interview":
        return message(N_("{member}, {day}"), member=names.of("members", record.member), day=day_in_both(record.date))
    if kind == "Event":
        return message(N_("{title} ({day})"), title=quoted(record.title), day=day_in_both(record.date))
    if kind == "Score":
        return verbatim(record.rater)
    if kind == "ReportingPeriod":
        return message(N_("{start}–{end}"), start=day_in_both(record.start), end=day_in_both(record.end))
    for attribute in ("name", "label", "statement", "title", "text", "paraphrase"):
        text = getattr(record, attribute, None)
        if text is not None and in_language(text, "en"):
            return quoted(text)
    if kind == "Market" and record.country is not None:
        return verbatim_in_both(InBoth(*(country_name(record.country, language) for language in LANGUAGES)))
    return verbatim(record.id)


def verbatim_in_both(text: InBoth) -> Message:
    """Return a text that stands in both languages as a message of its own."""
    return Message("{text}", (("text", text),))
