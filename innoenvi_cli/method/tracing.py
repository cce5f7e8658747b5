"""Follows the links between records backwards, to why something is there, and forwards, to what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from innoenvi_cli.method.link_kinds import LINK_KINDS, PART
from innoenvi_cli.method.links import Link, links_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innoenvi_cli.findings import Location
    from innoenvi_cli.method.link_kinds import LinkKind
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.project import Minicluster, Project

_ORDER: Final = {kind.id: place for place, kind in enumerate(LINK_KINDS)}


@dataclass(frozen=True, slots=True)
class Traced:
    """A record met on a trace.

    ``via`` is the kind of the link that led here from ``origin``, ``depth`` how many links lie between the beginning
    and here (from 1). ``again`` tells that what lies behind is shown at another place of the trace. ``location`` is
    where the link is written, ``known`` tells whether there is such a record at all.
    """

    record: str
    origin: str
    via: LinkKind
    depth: int
    location: Location
    known: bool
    again: bool = False


@dataclass(frozen=True)
class Graph:
    """The links of a minicluster and of what the programme shares with it.

    ``addresses`` maps everything that can be traced to where it stands: the record and the path in it.
    """

    project: Project
    cluster: Minicluster
    addresses: Mapping[str, tuple[str, Path]]
    links: tuple[Link, ...]

    @cached_property
    def _causes(self) -> dict[str, list[tuple[str, LinkKind, Link]]]:
        return _gathered((link.effect, link.cause, link) for link in self.links)

    @cached_property
    def _effects(self) -> dict[str, list[tuple[str, LinkKind, Link]]]:
        return _gathered((link.cause, link.effect, link) for link in self.links)

    def causes(self, address: str, *kinds: LinkKind) -> tuple[str, ...]:
        """Return what leads to ``address`` over links of ``kinds``, or of any kind."""
        return _ends(self._causes, address, kinds)

    def effects(self, address: str, *kinds: LinkKind) -> tuple[str, ...]:
        """Return what ``address`` leads to over links of ``kinds``, or of any kind."""
        return _ends(self._effects, address, kinds)

    def location(self, address: str) -> Location:
        """Return where the record or the part at ``address`` stands."""
        holder, path = self.addresses.get(address, (address, ()))
        return self.place(holder, path)

    def place(self, holder: str, path: Path, *, key: bool = False) -> Location:
        """Return where the value, or its key, at ``path`` of the record ``holder`` stands."""
        owner = self.cluster if holder in self.cluster.origins or holder not in self.project.origins else self.project
        origin = owner.origin(holder)
        return origin.key_at(*path) if key else origin.at(*path)

    def backward(self, address: str) -> tuple[Traced, ...]:
        """Return why ``address`` is there, as a tree in the order of its branches."""
        return self._closure(address, self._causes, forwards=False)

    def forward(self, address: str) -> tuple[Traced, ...]:
        """Return what came of ``address``, as a tree in the order of its branches."""
        return self._closure(address, self._effects, forwards=True)

    def _closure(
        self, start: str, ends: Mapping[str, list[tuple[str, LinkKind, Link]]], *, forwards: bool
    ) -> tuple[Traced, ...]:
        """Open each record once, as near to the beginning as it stands: a circle ends where it began."""
        children: dict[str, list[Traced]] = {}
        opened, waiting = {start}, [(start, 1)]
        for origin, depth in waiting:
            found = [*self._parts(origin), *ends.get(origin, ())] if depth == 1 else ends.get(origin, [])
            for other, kind, link in found:
                reach = kind.reach(forwards=forwards)
                if reach == "beside" and depth > 1:
                    continue
                goes_on = reach == "on" or (reach == "from_here" and depth == 1)
                again = other in opened and other in ends
                if goes_on and other not in opened:
                    opened.add(other)
                    waiting.append((other, depth + 1))
                place = self.place(link.holder, link.path, key=link.key)
                known = other in self.addresses
                child = Traced(other, origin, kind, depth, place, known, again=again and goes_on)
                children.setdefault(origin, []).append(child)
        return tuple(_in_order(start, children))

    def _parts(self, address: str) -> Iterator[tuple[str, LinkKind, Link]]:
        """Yield the parts of a record that is nothing without them, such as the export concept."""
        if "/" in address:
            return
        for part, (holder, path) in self.addresses.items():
            if holder == address and part != address:
                yield part, PART, Link(address, part, PART, holder, path)


def graph_of(project: Project, cluster: Minicluster) -> Graph:
    """Return the graph of ``cluster``; the order of the links is that of the kinds, then that of the files."""
    addresses: dict[str, tuple[str, Path]] = {address: (address, ()) for address, _ in project.records()}
    addresses.update((address, (address, ())) for address, _ in cluster.records())
    addresses.update((address, (holder, path)) for address, holder, path in parts_of(cluster, project))
    links = sorted(links_of(cluster, project), key=lambda link: _ORDER[link.kind.id])
    return Graph(project, cluster, addresses, tuple(links))


def _gathered(ends: Iterable[tuple[str, str, Link]]) -> dict[str, list[tuple[str, LinkKind, Link]]]:
    """Gather links by their near end; what several places say alike (a member behind many figures) is one link."""
    gathered: dict[str, list[tuple[str, LinkKind, Link]]] = {}
    known: set[tuple[str, str, str]] = set()
    for near, far, link in ends:
        if (near, far, link.kind.id) not in known:
            known.add((near, far, link.kind.id))
            gathered.setdefault(near, []).append((far, link.kind, link))
    return gathered


def _ends(
    gathered: Mapping[str, list[tuple[str, LinkKind, Link]]], address: str, kinds: tuple[LinkKind, ...]
) -> tuple[str, ...]:
    found = (other for other, kind, _ in gathered.get(address, ()) if not kinds or kind in kinds)
    return tuple(dict.fromkeys(found))


def _in_order(start: str, children: Mapping[str, list[Traced]]) -> Iterator[Traced]:
    """Yield the tree branch by branch, without recursion: a chain may be as long as there are records."""
    stack = [iter(children.get(start, ()))]
    seen = {start}
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        yield child
        if not child.again and child.record in children and child.record not in seen:
            seen.add(child.record)
            stack.append(iter(children[child.record]))
