"""Trace a record back to its reasons and forward to what came of it, or every target of a minicluster at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import RefusedError, UnknownNameError
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.chains import chains, orphans, story_of
from innoenvi_cli.method.tracing import graph_of
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.situation import assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.method.chains import Chain, ChoiceStory, Orphan
    from innoenvi_cli.method.tracing import Graph, Traced
    from innoenvi_cli.method.view import View
    from innoenvi_cli.usecases.situation import Situation

_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class TraceResult:
    """The trace of ``record``, or with ``record`` empty the chains of all targets and what hangs outside them.

    ``story`` says why a target was chosen, parked or rejected, ``None`` for other records; ``orphans`` are those of
    the minicluster, with a record those among what was traced. ``errors`` counts what is wrong in the records.
    """

    minicluster: str
    view: View
    graph: Graph
    record: str
    backward: tuple[Traced, ...]
    forward: tuple[Traced, ...]
    story: ChoiceStory | None
    chains: tuple[Chain, ...]
    orphans: tuple[Orphan, ...]
    errors: int

    @property
    def next_commands(self) -> tuple[str, ...]:
        """Commands that show more."""
        if self.record:
            target = self.target
            if target is not None and self.story is not None and self.story.place is not None:
                return (f"innoenvi prioritise {self.minicluster} --target {target}",)
            return ()
        chosen = next((chain.target.id for chain in self.chains if chain.choice == "chosen"), None)
        first = chosen or next((chain.target.id for chain in self.chains), None)
        if first is None:
            return (f"innoenvi add target {self.minicluster}",)
        return (f"innoenvi trace {self.minicluster} targets/{first}",)

    @property
    def target(self) -> str | None:
        """The id of the target that was traced, itself or as the choice on it."""
        kind, _, name = self.record.partition("/")
        return name if kind in {"targets", "priorities"} and name else None


def trace_record(
    root: Path,
    minicluster: str,
    record: str | None = None,
    *,
    as_of: date | None = None,
    environ: Mapping[str, str] | None = None,
) -> TraceResult:
    """Trace ``record`` of ``minicluster``, or every target when ``None``.

    Raises:
        UnknownNameError: there is no such minicluster or record.
        RefusedError: ``as_of`` is before the last decision, or the record is there and cannot be read.
    """
    situation = assess(root, minicluster, as_of=as_of, environ=environ)
    view = situation.view()
    graph = graph_of(view.project, view.cluster)
    loose = orphans(view, graph)
    errors = sum(finding.severity is Severity.ERROR for finding in situation.findings)
    if record is None:
        return TraceResult(minicluster, view, graph, "", (), (), None, chains(view, graph), loose, errors)
    _refuse_unread(record, graph, situation)
    address = known_address(record, graph, minicluster)
    back, forth = graph.backward(address), graph.forward(address)
    met = {address, *(item.record for item in (*back, *forth))}
    kind, _, name = address.partition("/")
    story = story_of(view, name) if kind in {"targets", "priorities"} else None
    held = tuple(item for item in loose if item.record in met)
    return TraceResult(minicluster, view, graph, address, back, forth, story, (), held, errors)


def known_address(text: str, graph: Graph, minicluster: str) -> str:
    """Return the address that somebody means by ``text``: the kind in singular or plural, or the path of the file.

    Raises:
        UnknownNameError: there is no such record; the message names what is near, or what there is of that kind.
    """
    steps = _steps(text, minicluster)
    word, address = steps[0], "/".join(steps)
    if address in graph.addresses:
        return address
    known = tuple(graph.addresses)
    of_kind = [name for name in known if name.partition("/")[0] == word]
    inside = [name for name in of_kind if name.startswith("/".join([word, *steps[1:2]]) + "/")]
    guess = nearest(address, of_kind or known) or _ending(steps[-1], known)
    raise UnknownNameError(message(N_("record")), text, _choices(inside or of_kind or known), guess)


def _steps(text: str, minicluster: str) -> list[str]:
    """Return the steps of the address that ``text`` is, as far as its kind is known."""
    first, *rest = text.strip("/").removeprefix(f"{minicluster}/").removesuffix(".yaml").split("/")
    word = first.replace("_", "-")
    kind = BY_SINGULAR.get(word) or BY_PLURAL.get(word)
    if kind is not None:
        word = kind.singular if kind.single else kind.plural
    return [word, *rest]


def _refuse_unread(text: str, graph: Graph, situation: Situation) -> None:
    """Say of a record that is there and cannot be read just that, and where; it is not unknown.

    Raises:
        RefusedError: ``text`` names such a record, or one that may stand in a list file that cannot be read.
    """
    cluster, project = situation.cluster, situation.loaded.project
    steps = _steps(text, cluster.id)
    kind = BY_PLURAL.get(steps[0]) or BY_SINGULAR.get(steps[0])
    if kind is None or "/".join(steps) in graph.addresses:
        return
    record = "/".join(steps[: 1 if kind.single else 2])
    listed = f"{steps[0]}/*"
    for scope, prefix in ((cluster, f"{cluster.id}/"), (project, "")):
        is_listed = listed in scope.broken
        if record in scope.origins or not (record in scope.broken or is_listed):
            continue
        paths = {f"{prefix}{kind.file_name}"} if kind.single or is_listed else {f"{prefix}{record}.yaml"}
        fault = next(
            (found for found in situation.findings if found.record == record or found.location.path in paths), None
        )
        place = str(fault.location) if fault is not None else min(paths)
        said = N_("'{record}' may stand in what cannot be read now: {place}")
        raise RefusedError(
            message(said if is_listed else N_("'{record}' cannot be read now: {place}"), record=record, place=place),
            message(N_("see innoenvi check {minicluster}"), minicluster=cluster.id),
        )


def _ending(last: str, known: Iterable[str]) -> str | None:
    """Return the one record whose id is ``last``, where somebody left the kind out."""
    found = [name for name in known if name.rpartition("/")[2] == last]
    return found[0] if found else None


def _choices(known: Iterable[str]) -> tuple[str, ...]:
    """Return what to offer: the records themselves where they are few, else those without parts, else the kinds."""
    listed = tuple(known)
    if len(listed) > _SHOWN:
        listed = tuple(name for name in listed if name.count("/") == 1)
    if len(listed) > _SHOWN:
        listed = tuple(dict.fromkeys(f"{name.partition('/')[0]}/…" for name in listed))
    return listed
