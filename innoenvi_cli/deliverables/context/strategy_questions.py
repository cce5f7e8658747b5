"""What the core group has to settle before the strategy is more than a draft, drawn from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import section
from innoenvi_cli.deliverables.context.competences import gap_rows
from innoenvi_cli.deliverables.context.contributions import undone_rows
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.model.base import is_filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row

_PARTS = (
    ("vision", N_("What is the vision of the minicluster?")),
    ("strategy_draft", N_("What is the strategy?")),
    ("business_concept", N_("What does the customer buy, and what does it pay for?")),
    ("operating_model", N_("How do the actors work together?")),
)


def open_questions(material: Material) -> Row:
    """Return the questions with the reason why each is asked; who may not read the draft is asked nothing."""
    if not material.sees("MiniclusterRecord.strategy_draft"):
        return section([], material.gap(N_("open questions"), "MiniclusterRecord.strategy_draft"))
    rows = [*_unwritten(material), *_markets(material), *_dissent(material), *_undone(material), *_gaps(material)]
    return section(rows, material.words.say(N_("The records leave no question open.")))


def _question(question: str, why: str) -> Row:
    return {"question": question, "why": why}


def _unwritten(material: Material) -> Iterator[Row]:
    """What the draft does not say yet; it is looked up in the whole record, so that hiding it asks no question."""
    record = material.facts.cluster.record
    for name, question in _PARTS:
        if material.sees(f"MiniclusterRecord.{name}") and not is_filled(getattr(record, name, None)):
            yield _question(material.words.say(question), material.words.say(N_("Not yet recorded.")))


def _markets(material: Material) -> Iterator[Row]:
    record, analysis = material.record, material.shown.analysis
    if record is None or not material.sees("Analysis.markets"):
        return
    concluded = {
        found.market for found in (analysis.markets if analysis is not None else ()) if is_filled(found.conclusion)
    }
    names = material.part_names("markets")
    for market in record.markets:
        if market.id not in concluded:
            yield _question(
                material.words.say(N_("Is {market} a target market?"), market=names[market.id]),
                material.words.say(N_("The market has not been analysed.")),
            )


def _dissent(material: Material) -> Iterator[Row]:
    """Where somebody sees it differently and may be heard: the core group decides which way to go."""
    for finding in material.shown.findings.values():
        view = material.text(finding.dissent)
        if view:
            yield _question(
                material.words.say(
                    N_("Which view does the strategy follow: {statement}"), statement=material.text(finding.statement)
                ),
                material.words.say(N_("Dissenting view: {view}"), view=view),
            )


def _undone(material: Material) -> Iterator[Row]:
    say = material.words.say
    for row in undone_rows(material):
        yield _question(
            say(N_("Who takes this on: {group} – {what}?"), group=row["name"], what=row["undone"]),
            say(N_("Nobody does it now.")),
        )


def _gaps(material: Material) -> Iterator[Row]:
    say = material.words.say
    for row in gap_rows(material):
        yield _question(
            say(N_("Where does the competence come from: {competence}?"), competence=capitalised(row["name"])),
            say(N_("Wanted by {members}; nobody in the network has it."), members=", ".join(row["want"])),
        )
