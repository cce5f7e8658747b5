"""Which passed gates no longer rest on what they were judged on.

A record that cannot be read is not a changed one: nobody knows what it says. It keeps the gates shut as an error of the
records, and while there is one only records that can be read and have changed make a gate suspect. An answer that is
another one now says nothing then, for the record that is missing may be why.
"""

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


def unread_since(project: Project, cluster: Minicluster, entry: PhaseEntry) -> tuple[str, ...]:
    """Return the addresses of the records that ``entry`` judged and that cannot be read now."""
    view = View(project, cluster, as_of=entry.date, standing=standing_at(cluster, entry))
    judged = dict.fromkeys(_address(key) for kept in entry.criteria.values() for key in kept.judged)
    return tuple(address for address in judged if _is_unread(view, address))


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
    has_unread = bool(project.broken or cluster.broken)
    for name, kept in entry.criteria.items():
        now = answers.get(name)
        # Without any gates nobody knows whether the criterion still is one; what it was judged on has changed or not.
        if (now is None and book.gates) or kept.severity == "info":
            continue
        is_another = now is not None and now.met != kept.met and not has_unread
        changed = _changed(view, kept)
        for address in changed:
            yield Suspicion(entry.gate, entry.date, name, address, answer_changed=is_another)
        if is_another and not changed:
            record = now.evidence[0].record if now is not None and now.evidence else MINICLUSTER
            yield Suspicion(entry.gate, entry.date, name, record, answer_changed=True)


def _changed(view: View, kept: CriterionAnswer) -> list[str]:
    """Return the addresses of the records that can be read and whose digest is no longer the kept one."""
    now = digests(view, kept.judged)
    changed = dict.fromkeys(_address(key) for key in now if now[key] != kept.judged[key])
    return [address for address in changed if not _is_unread(view, address)]


def _address(key: str) -> str:
    """Return the address in ``metric:address``."""
    return key.partition(":")[2]


def _is_unread(view: View, address: str) -> bool:
    """Tell whether the record at ``address`` is there and cannot be read; in a list file it may be any of the list."""
    cluster, project = view.cluster, view.project
    kind, in_folder, _ = address.partition("/")
    # A record of a list that cannot be read for want of an id has the address of its kind and a slash.
    names = {address, f"{kind}/*", f"{kind}/"} if in_folder else {address}
    if address in cluster.origins:
        return False
    return bool(names & cluster.broken) or (address not in project.origins and bool(names & project.broken))
