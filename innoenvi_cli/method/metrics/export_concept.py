"""Metrics of phase 5: is the export concept complete, committed to, carried out, and will it last."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.answers import Measurement
from innoenvi_cli.method.metrics.base import MINICLUSTER, Metric, clue, count, members, violations
from innoenvi_cli.model.base import is_filled
from innoenvi_cli.model.export_concept import Sections

if TYPE_CHECKING:
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.export_concept import Commitment, ExportConcept, Section

CONCEPT: Final = "export-concept"
DIMENSIONS: Final = 5
_COMMITMENTS: Final = ("commitments@.member", "commitments@.date", "commitments@.document")
SECTION_NAMES: Final = tuple(Sections.model_fields)
# A section is judged with what it rests on: without that nobody could follow it back to what was tried out.
_SECTION_PARTS: Final = ("text?", "not_applicable?", "trials", "actions", "targets")


def _concept(view: View) -> ExportConcept | None:
    return view.cluster.export_concept


def _judged(view: View) -> tuple[str, ...]:
    return (CONCEPT,) if _concept(view) is not None else ()


def sections_missing(view: View) -> Measurement:
    """Count the sections of the export concept that are neither filled nor not applicable with a reason."""
    concept = _concept(view)
    clues = (
        clue(CONCEPT, "sections", name, note=message(N_("section '{name}' is empty"), name=name))
        for name in SECTION_NAMES
        if concept is None or not _is_answered(getattr(concept.sections, name))
    )
    return violations(_judged(view), clues)


def _is_answered(section: Section | None) -> bool:
    return section is not None and (is_filled(section.text) or is_filled(section.not_applicable))


def markets_scored(view: View) -> Measurement:
    """Count the markets scored on every criterion of the market choice; none before a market is chosen."""
    concept = _concept(view)
    choice = concept.market_choice if concept is not None else None
    if choice is None or not choice.chosen or not choice.criteria:
        return count(0, _judged(view), (clue(CONCEPT, "market_choice"),))
    wanted = {criterion.id for criterion in choice.criteria}
    scored = {row.market for row in choice.scores if wanted <= set(row.scores)}
    clues = [
        clue(CONCEPT, "market_choice", "scores", index)
        for index, row in enumerate(choice.scores)
        if row.market not in scored
    ]
    clues += [
        clue(CONCEPT, "market_choice", "chosen", index, note=message(N_("chosen without scores")))
        for index, name in enumerate(choice.chosen)
        if name not in scored
    ]
    complete = all(name in scored for name in choice.chosen)
    return count(len(scored) if complete else 0, _judged(view), clues)


def offerings(view: View) -> Measurement:
    """Count the offerings of the export concept."""
    concept = _concept(view)
    number = len(concept.offerings) if concept is not None else 0
    return count(number, _judged(view), () if number else (clue(CONCEPT, "offerings"),))


def offerings_without_provider(view: View) -> Measurement:
    """Count the offerings that no participating member provides."""
    concept = _concept(view)
    clues = (
        clue(CONCEPT, "offerings", index)
        for index, offering in enumerate(concept.offerings if concept is not None else ())
        if not any(provider.member in view.participating_ids for provider in offering.providers)
    )
    return violations(_judged(view), clues)


def commitments_of(view: View) -> tuple[Commitment, ...]:
    """Return the commitments given by as-of."""
    concept = _concept(view)
    given = concept.commitments if concept is not None else ()
    return tuple(commitment for commitment in given if commitment.date <= view.as_of)


def essential_uncommitted(view: View) -> Measurement:
    """Count the essential providers that have not committed themselves to the export concept."""
    concept = _concept(view)
    given = {commitment.member for commitment in commitments_of(view)}
    clues = (
        clue(
            CONCEPT,
            "offerings",
            index,
            "providers",
            place,
            note=message(N_("'{id}' has not committed itself"), id=provider.member),
        )
        for index, offering in enumerate(concept.offerings if concept is not None else ())
        for place, provider in enumerate(offering.providers)
        if provider.essential and provider.member not in given
    )
    return violations(_judged(view), clues)


def committed_companies(view: View) -> Measurement:
    """Count the companies that have committed themselves to the export concept."""
    companies = {member.id for member in view.companies}
    given = {commitment.member for commitment in commitments_of(view)} & companies
    others = [
        clue(f"members/{member}", note=message(N_("'{id}' has not committed itself"), id=member))
        for member in sorted(companies - given)
    ]
    return count(len(given), (*_judged(view), *members(given)), others or [clue(CONCEPT, "commitments")])


def export_steps(view: View) -> Measurement:
    """Count the export steps carried out in this cycle."""
    concept = _concept(view)
    steps = [step for step in (concept.steps if concept is not None else ()) if view.counts(step.date)]
    return count(len(steps), _judged(view), () if steps else (clue(CONCEPT, "steps"),))


def organisation(view: View) -> Measurement:
    """Tell (1 or 0) whether the organisation is described."""
    concept = _concept(view)
    described = concept is not None and is_filled(concept.organisation)
    return count(int(described), _judged(view), () if described else (clue(CONCEPT, "organisation"),))


def processes(view: View) -> Measurement:
    """Count the operating processes that have steps."""
    described = [process for process in view.cluster.processes.values() if process.steps]
    empty = [
        clue(f"processes/{process.id}", "steps") for process in view.cluster.processes.values() if not process.steps
    ]
    clues = empty or ([] if described else [clue(MINICLUSTER, note=message(N_("no records in processes/")))])
    return count(len(described), [f"processes/{process.id}" for process in described], clues)


def permanence_missing(view: View) -> Measurement:
    """Count what is missing of host, operating practices and follow-up indicators."""
    concept = _concept(view)
    lasting = concept.permanence if concept is not None else None
    needs = {
        "host": lasting is not None and bool(lasting.host),
        "operating_practices": lasting is not None and is_filled(lasting.operating_practices),
        "indicators": lasting is not None and bool(lasting.indicators),
    }
    clues = (
        clue(CONCEPT, "permanence", note=message(N_("missing: {keys}"), keys=name))
        for name, there in needs.items()
        if not there
    )
    return violations(_judged(view), clues)


def dimensions_rated(view: View) -> Measurement:
    """Count the dimensions of the development path rated in this cycle with evidence."""
    path = view.cluster.development_path
    rated = {
        rating.dimension
        for rating in (path.ratings if path is not None else ())
        if rating.company_group is None and rating.evidence and view.counts(rating.date)
    }
    clues = () if len(rated) >= DIMENSIONS else (clue("development-path", "ratings"),)
    return count(len(rated), ("development-path",) if path is not None else (), clues)


def coordination_months(view: View) -> Measurement:
    """Return for how many full months from as-of the coordination is financed."""
    record = view.cluster.record
    until = record.coordinator.financed_until if record is not None and record.coordinator is not None else None
    if until is None:
        return Measurement(Decimal(0), (MINICLUSTER,), (clue(MINICLUSTER, "coordinator", "financed_until"),))
    months = (until.year - view.as_of.year) * 12 + until.month - view.as_of.month - (until.day < view.as_of.day)
    return count(max(0, months), (MINICLUSTER,), (clue(MINICLUSTER, "coordinator", "financed_until"),))


METRICS: Final = (
    Metric(
        "sections_missing",
        N_("sections of the export concept not answered"),
        sections_missing,
        {CONCEPT: tuple(f"sections.{name}.{part}" for name in SECTION_NAMES for part in _SECTION_PARTS)},
    ),
    Metric(
        "markets_scored",
        N_("markets scored on every criterion"),
        markets_scored,
        {
            CONCEPT: (
                "market_choice.criteria.id",
                "market_choice.scores.market",
                "market_choice.scores.scores",
                "market_choice.chosen",
            )
        },
    ),
    Metric("offerings", N_("offerings"), offerings, {CONCEPT: ("offerings.id",)}),
    Metric(
        "offerings_without_provider",
        N_("offerings without a provider"),
        offerings_without_provider,
        {CONCEPT: ("offerings.id", "offerings.providers.member")},
    ),
    Metric(
        "essential_uncommitted",
        N_("essential providers that have not committed themselves"),
        essential_uncommitted,
        {
            CONCEPT: (
                "offerings.providers.member",
                "offerings.providers.essential",
                "commitments@.member",
                "commitments@.date",
                "commitments@.document",
            )
        },
    ),
    Metric(
        "committed_companies",
        N_("companies committed to the export concept"),
        committed_companies,
        {CONCEPT: _COMMITMENTS, "members": ("kind",)},
    ),
    Metric("export_steps", N_("export steps carried out"), export_steps, {CONCEPT: ("steps@.kind", "steps@.date")}),
    Metric("organisation", N_("organisation described"), organisation, {CONCEPT: ("organisation?",)}),
    Metric("processes", N_("operating processes described"), processes, {"processes": ("steps?",)}),
    Metric(
        "permanence_missing",
        N_("missing of host, operating practices and indicators"),
        permanence_missing,
        {CONCEPT: ("permanence.host", "permanence.operating_practices?", "permanence.indicators")},
    ),
    Metric(
        "dimensions_rated",
        N_("dimensions of the development path rated with evidence"),
        dimensions_rated,
        {"development-path": ("ratings@.dimension", "ratings@.value", "ratings@.date", "ratings@.evidence")},
    ),
    Metric(
        "coordination_months",
        N_("months for which the coordination is financed"),
        coordination_months,
        {MINICLUSTER: ("coordinator.financed_until",)},
    ),
)
