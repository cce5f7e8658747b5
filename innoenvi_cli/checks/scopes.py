"""Where a record looks for the names it uses: the programme, or one minicluster with the programme behind it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from innoenvi_cli.findings import Finding, Location, Rule
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.meetings import Event
    from innoenvi_cli.model.project import Minicluster, Project

MOST: Final = 50
_KINDS: Final = ("members", "interviews", "findings", "targets", "actions", "trials", "processes", "outcomes")
_SHARED: Final = ("organs", "events")
_IN_DEFINITION: Final = ("product_groups", "markets", "segments", "company_groups", "subnetworks", "levels")
_IN_PATH_MODELS: Final = ("dimensions", "paths")


@dataclass(frozen=True, slots=True)
class Names:
    """What can be named: the ids of each namespace, and the places whose ids could not be read.

    ``unread`` holds addresses (``members/x``, or ``members/*`` for a whole namespace): a name that may stand there is
    no fault of the one who uses it.
    """

    ids: Mapping[str, tuple[Collection[str], ...]]
    unread: frozenset[str]

    def knows(self, namespace: str, name: str) -> bool:
        """Tell whether ``name`` stands for something, or may do so in a place that could not be read."""
        if any(name in held for held in self.ids.get(namespace, ())):
            return True
        return f"{namespace}/{name}" in self.unread or f"{namespace}/*" in self.unread


@dataclass(frozen=True, slots=True)
class Scope:
    """The programme or a minicluster with its records and what they can name. ``id`` is empty for the programme."""

    id: str
    project: Project
    held: Project | Minicluster

    def records(self) -> Iterator[tuple[str, Record]]:
        """Yield every record with its address."""
        return self.held.records()

    def place(self, address: str, path: Path = ()) -> Location:
        """Return where the value at ``path`` of the record at ``address`` stands."""
        return self.held.origin(address).at(*path)

    def key_place(self, address: str, path: Path) -> Location:
        """Return where the key at ``path`` of the record at ``address`` stands."""
        return self.held.origin(address).key_at(*path)

    def finding(self, rule: Rule, address: str, path: Path = (), **args: Any) -> Finding:
        """Return the finding of ``rule`` on the value at ``path`` of the record at ``address``."""
        return rule.at(self.place(address, path), minicluster=self.id, record=address, **args)

    def event(self, event_id: str) -> Event | None:
        """Return the event that ``event_id`` means here."""
        return self.held.events.get(event_id) or self.project.events.get(event_id)


def scopes(project: Project) -> Iterator[Scope]:
    """Yield the programme, then every minicluster."""
    yield Scope("", project, project)
    yield from minicluster_scopes(project)


def minicluster_scopes(project: Project) -> Iterator[Scope]:
    """Yield every minicluster."""
    for cluster_id, cluster in project.miniclusters.items():
        yield Scope(cluster_id, project, cluster)


def programme_names(project: Project) -> Names:
    """Return what the programme's own records can name; members are those of every minicluster."""
    clusters = project.miniclusters.values()
    everybody = frozenset(member for cluster in clusters for member in cluster.members)
    unread = {address for cluster in clusters for address in cluster.broken if address.startswith("members/")}
    if len(project.names) > len(project.miniclusters):
        unread.add("members/*")
    return Names({**_shared(project), "members": (everybody,)}, _unread(project) | unread)


def minicluster_names(project: Project, cluster: Minicluster) -> Names:
    """Return what the records of ``cluster`` can name."""
    ids = _shared(project)
    ids.update((kind, (getattr(cluster, kind),)) for kind in _KINDS)
    ids.update((kind, (getattr(cluster, kind), getattr(project, kind))) for kind in _SHARED)
    if cluster.record is not None:
        record = cluster.record
        ids.update((part, (frozenset(item.id for item in getattr(record, part)),)) for part in _IN_DEFINITION)
    if cluster.priorities is not None:
        ids["criteria"] = (frozenset(criterion.id for criterion in cluster.priorities.criteria),)
    if cluster.codebook is not None:
        ids["codes"] = (frozenset(code.id for code in cluster.codebook.codes),)
    return Names(ids, _unread(project) | cluster.broken | _parts_unread(cluster))


def _shared(project: Project) -> dict[str, tuple[Collection[str], ...]]:
    ids: dict[str, tuple[Collection[str], ...]] = {
        "miniclusters": (frozenset(project.names or project.miniclusters),),
        "organs": (project.organs,),
        "events": (project.events,),
    }
    if project.programme is not None:
        ids["reporting_periods"] = (frozenset(period.id for period in project.programme.reporting_periods),)
    models = project.path_models
    if models is not None:
        ids["dimensions"] = (frozenset(dimension.id for dimension in models.dimensions),)
        ids["paths"] = (frozenset(path.id for path in models.paths),)
    return ids


def _unread(project: Project) -> frozenset[str]:
    named = (*_SHARED, "miniclusters")
    shared = frozenset(address for address in project.broken if address.partition("/")[0] in named)
    if project.programme is None:
        shared |= {"reporting_periods/*"}
    return shared if project.path_models is not None else shared | {f"{part}/*" for part in _IN_PATH_MODELS}


def _parts_unread(cluster: Minicluster) -> frozenset[str]:
    parts: list[str] = []
    if cluster.record is None:
        parts.extend(_IN_DEFINITION)
    if "priorities" in cluster.broken:
        parts.append("criteria")
    if "codebook" in cluster.broken:
        parts.append("codes")
    return frozenset(f"{part}/*" for part in parts)


def few(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first findings on one record: who mends these sees the rest, and nobody reads a hundred thousand."""
    return islice(findings, MOST)


class Guesses:
    """Guesses what was meant, as long as it does not take long: each guess compares with every choice."""

    def __init__(self, comparisons: int = 50_000) -> None:
        self._left = comparisons

    def nearest(self, word: str, *choices: Collection[str]) -> str | None:
        """Return the choice most like ``word``, or ``None`` when none is near or enough has been guessed."""
        count = sum(len(held) for held in choices)
        if self._left < count:
            return None
        self._left -= count
        return nearest(word, sorted(chain.from_iterable(choices)))
