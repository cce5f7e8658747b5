"""Which files there are to make: each deliverable for an audience, in a language, as of a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import AUDIENCES
from innoenvi_cli.deliverables.catalogue import DELIVERABLES, IDS, PROGRAMME_DELIVERABLES, RecordDeliverable
from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import LANGUAGES, N_, message
from innoenvi_cli.method.phases import ALWAYS, CYCLE, PHASES, standing
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.store.names import name_fault
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.loading import last_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from innoenvi_cli.deliverables.catalogue import AnyDeliverable
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.model.project import Minicluster, Project


@dataclass(frozen=True, slots=True)
class Edition:
    """A file to make. ``minicluster`` is empty at programme level, ``record`` unless there is one for each record."""

    deliverable: AnyDeliverable
    minicluster: str
    record: str
    audience: Audience
    language: Language
    as_of: date

    @property
    def name(self) -> str:
        """Its path below the folder of the deliverables."""
        stem = f"{self.deliverable.id}.{self.record}" if self.record else self.deliverable.id
        return f"{self.audience}/{stem}.{self.language}.{self.deliverable.form}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for; empty means: what there is. With ``everything`` also what later phases make."""

    deliverables: Sequence[str]
    audience: Audience | None
    languages: Sequence[Language]
    as_of: date | None
    environ: Mapping[str, str]
    everything: bool = False


def editions_of(
    project: Project, name: str, asked: Asked, records: Callable[[Edition], tuple[str, ...]]
) -> Iterator[Edition]:
    """Yield what to make of a minicluster; ``records`` tells the records of which an edition is made for each.

    Raises:
        RefusedError: a deliverable was asked for by an audience that it is not made for.
    """
    cluster = project.miniclusters[name]
    day = day_of(project, name, asked)
    ids = asked.deliverables or (IDS if asked.everything else reached(cluster))
    for deliverable in DELIVERABLES:
        if deliverable.id in ids:
            for edition in _editions(project, deliverable, name, asked, day):
                if isinstance(deliverable, RecordDeliverable):
                    yield from (_of_record(edition, record) for record in records(edition))
                else:
                    yield edition


def editions_of_programme(project: Project, asked: Asked) -> Iterator[Edition]:
    """Yield what to make of the whole programme.

    Raises:
        RefusedError: a deliverable was asked for by an audience that it is not made for.
    """
    day = day_of(project, "", asked)
    for deliverable in PROGRAMME_DELIVERABLES:
        if not asked.deliverables or deliverable.id in asked.deliverables:
            yield from _editions(project, deliverable, "", asked, day)


def day_of(project: Project, name: str, asked: Asked) -> date:
    """Return the day that documents of a minicluster show, or of the programme where ``name`` is empty.

    Raises:
        RefusedError: the day asked for is before the last decision.
        UsageError: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
    """
    last = standing(project.miniclusters[name]).last_date if name else last_decision(project)
    return resolve_as_of(asked.as_of, project, last=last, environ=asked.environ)


def edition_at(
    minicluster: str, path: str, *, deliverable: str, audience: str, language: str, as_of: date
) -> Edition | None:
    """Return the edition that stands at ``path``, ``None`` where it is something that this version does not make."""
    reader = next((found for found in AUDIENCES if found == audience), None)
    tongue = next((found for found in LANGUAGES if found == language), None)
    known: Sequence[AnyDeliverable] = DELIVERABLES if minicluster else PROGRAMME_DELIVERABLES
    # One id may have two forms: the portfolio is a document and a workbook.
    made = next((found for found in known if found.id == deliverable and path.endswith(f".{found.form}")), None)
    if reader is None or tongue is None or made is None or reader not in made.audiences:
        return None
    record = ""
    if isinstance(made, RecordDeliverable):
        record = path.removeprefix(f"{reader}/{made.id}.").removesuffix(f".{tongue}.{made.form}")
        if name_fault(record) is not None:  # whoever sends a manifest must not choose what is read or taken away
            return None
    found = Edition(made, minicluster, record, reader, tongue, as_of)
    return found if found.name == path else None


def reached(cluster: Minicluster) -> tuple[str, ...]:
    """Return the deliverables of the phases up to the present one, of the fast track where it is used, and the rest.

    Those of the gate that was decided last are among them also where the decision began a new cycle.
    """
    state = standing(cluster)
    phases = {*CYCLE[: CYCLE.index(state.phase) + 1], *state.passed}
    if cluster.phases is not None:
        phases |= {entry.gate for entry in cluster.phases.entries[-1:]}
    if any(target.track == "fast" for target in cluster.targets.values()):
        phases.add("fast_track")
    ids = [found for phase in PHASES if phase.id in phases for found in phase.deliverables]
    return (*ids, *ALWAYS)


def _of_record(edition: Edition, record: str) -> Edition:
    return replace(edition, record=record)


def _editions(
    project: Project, deliverable: AnyDeliverable, minicluster: str, asked: Asked, day: date
) -> Iterator[Edition]:
    programme = project.programme
    reader = asked.audience or (programme.deliverables.audience if programme is not None else "members")
    if reader not in deliverable.audiences:
        if asked.audience is not None and deliverable.id in asked.deliverables:
            raise _not_for(deliverable, reader)
        if asked.audience is not None:
            return
        reader = deliverable.audiences[0]
    for language in asked.languages or (programme.languages if programme is not None else LANGUAGES):
        yield Edition(deliverable, minicluster, "", reader, language, day)


def _not_for(deliverable: AnyDeliverable, audience: Audience) -> RefusedError:
    return RefusedError(
        message(
            N_("{deliverable} is not made for the audience {audience}"),
            deliverable=deliverable.id,
            audience=label("audience", audience),
        ),
        message(N_("leave --audience out: then it is made for the one that it is meant for")),
    )
