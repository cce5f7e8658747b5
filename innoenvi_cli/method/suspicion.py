"""Which passed gates no longer rest on what they were judged on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.method.answers import Suspicion
from innoenvi_cli.method.digests import digests
from innoenvi_cli.method.gates import gates_of, judge
from innoenvi_cli.method.metrics.base import MINICLUSTER
from innoenvi_cli.method.phases import replay, standing
from innoenvi_cli.method.view import View
from innoenvi_cli.model.phases import Phases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.method.answers import Standing
    from innoenvi_cli.method.gates import GateBook
    from innoenvi_cli.model.phases import CriterionAnswer, PhaseEntry
    from innoenvi_cli.model.project import Minicluster, Project


def all_suspicions(project: Project) -> dict[str, tuple[Suspicion, ...]]:
    """Return what makes passed gates suspect, by the ids of the miniclusters."""
    book = gates_of(project)
    return {
        name: tuple(suspicions(project, cluster, standing(cluster), book))
        for name, cluster in project.miniclusters.items()
    }


def suspicions(project: Project, cluster: Minicluster, state: Standing, book: GateBook) -> Iterator[Suspicion]:
    """Yield what makes passed gates suspect: a changed record, or an answer that is another one now.

    Each gate is judged again on the day of its decision, so that later interviews or commitments disturb nothing.
    """
    for entry in state.passed.values():
        yield from _of_entry(project, cluster, standing_at(cluster, entry), entry, book)


def changed_since(project: Project, cluster: Minicluster, entry: PhaseEntry) -> tuple[str, ...]:
    """Return the addresses of the records that ``entry`` judged and that are not what they were."""
    view = View(project, cluster, as_of=entry.date, standing=standing_at(cluster, entry))
    return tuple(dict.fromkeys(address for kept in entry.criteria.values() for address in _changed(view, kept)))


def standing_at(cluster: Minicluster, entry: PhaseEntry) -> Standing:
    """Return where ``cluster`` stood when ``entry`` was decided."""
    start = cluster.record.start if cluster.record is not None else entry.date
    entries = cluster.phases.entries if cluster.phases is not None else ()
    before = entries[: entries.index(entry)]
    return replay(Phases(entries=before) if before else None, start)


def _of_entry(
    project: Project, cluster: Minicluster, state: Standing, entry: PhaseEntry, book: GateBook
) -> Iterator[Suspicion]:
    view = View(project, cluster, as_of=entry.date, standing=state)
    answers = {criterion.id: criterion for criterion in judge(view, entry.gate, book).criteria if criterion.waivable}
    for name, kept in entry.criteria.items():
        now = answers.get(name)
        if now is None or kept.severity == "info":
            continue
        changed = _changed(view, kept)
        for address in changed:
            yield Suspicion(entry.gate, entry.date, name, address, answer_changed=now.met != kept.met)
        if now.met != kept.met and not changed:
            record = now.evidence[0].record if now.evidence else MINICLUSTER
            yield Suspicion(entry.gate, entry.date, name, record, answer_changed=True)


def _changed(view: View, kept: CriterionAnswer) -> list[str]:
    """Return the addresses whose digest is no longer the kept one."""
    now = digests(view, kept.judged)
    return list(dict.fromkeys(key.partition(":")[2] for key in now if now[key] != kept.judged[key]))
