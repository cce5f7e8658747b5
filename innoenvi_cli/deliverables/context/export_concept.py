"""Export concept: the sections in the order in which a client reads them, with the records they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.common import costs, joined
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.model.development import by_level
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from decimal import Decimal

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.export_concept import ExportConcept, Provider, Section

SECTIONS: Final = (
    ("summary", N_("Summary")),
    ("joint_offering", N_("Joint offering")),
    ("customer_value", N_("Customer value")),
    ("target_markets", N_("Target markets")),
    ("customers_and_buying", N_("Customers and buying")),
    ("requirements", N_("Requirements")),
    ("entry_and_channels", N_("Entry and channels")),
    ("pricing", N_("Pricing")),
    ("delivery_and_after_sales", N_("Delivery and after-sales")),
    ("organisation_and_agreements", N_("Organisation and agreements")),
    ("resources_and_budget", N_("Resources and budget")),
    ("implementation", N_("Implementation")),
    ("risks", N_("Risks")),
    ("measures", N_("Measures")),
    ("commitments", N_("Commitments")),
)


def context(material: Material) -> Row:
    """Return what the export concept shows."""
    found = material.shown.export_concept
    return {
        "sections": [_section(name, title, material) for name, title in SECTIONS],
        "offerings": _offerings(found, material),
        "market_choice": _market_choice(found, material),
        "organisation": material.text(found.organisation) if found else "",
        "processes": _processes(material),
        "permanence": _permanence(found, material),
        "budget": _budget(found, material),
        "steps": _steps(found, material),
        "risks": _risks(found, material),
        "indicators": _indicators(material),
        "commitments": _commitments(found, material),
    }


def _section(name: str, title: str, material: Material) -> Row:
    found = material.shown.export_concept
    held: Section | None = getattr(found.sections, name) if found is not None and found.sections is not None else None
    say = material.words.say
    text = material.text(held.text) if held is not None else ""
    empty = ""
    if not text:
        reason = material.text(held.not_applicable) if held is not None else ""
        empty = (
            say(N_("Does not apply: {reason}"), reason=reason)
            if reason
            else material.gap(title, f"Sections.{name}", "ExportConcept.sections")
        )
    return {"id": name, "title": say(title), "text": text, "empty": empty, "basis": _basis(held, material)}


def _basis(held: Section | None, material: Material) -> str:
    """Name the trials, actions and targets that a section rests on."""
    if held is None:
        return ""
    names = [
        *(material.text(material.shown.trials[name].name) for name in held.trials if name in material.shown.trials),
        *(material.action(name) for name in held.actions),
        *(material.target(name) for name in held.targets),
    ]
    return joined(dict.fromkeys(names), between="; ")


def _offerings(found: ExportConcept | None, material: Material) -> list[Row]:
    return [
        {
            "name": material.text(offering.name),
            "group": material.part("product_groups", offering.group),
            "description": material.text(offering.description),
            "providers": [_provider(provider, material) for provider in offering.providers],
        }
        for offering in (found.offerings if found else ())
    ]


def _provider(provider: Provider, material: Material) -> str:
    shown = joined([material.member(provider.member), material.text(provider.part)], between=": ")
    essential = material.words.say(N_("essential"))
    return f"{shown} ({essential})" if provider.essential else shown


def _market_choice(found: ExportConcept | None, material: Material) -> Row:
    choice = found.market_choice if found is not None else None
    if choice is None:
        return {"columns": {}, "rows": [], "reason": ""}
    # The markets stand side by side: there are fewer of them than criteria, so the table is no wider than a page.
    say, words = material.words.say, material.words
    columns = {"criterion": say(N_("Criterion"))}
    columns |= {f"m{index}": material.part("markets", score.market) for index, score in enumerate(choice.scores)}
    rows: list[Row] = [
        {"criterion": material.text(criterion.name)}
        | {f"m{index}": words.number(score.scores.get(criterion.id)) for index, score in enumerate(choice.scores)}
        for criterion in choice.criteria
    ]
    means: Row = {"criterion": say(N_("Mean"))}
    chosen: Row = {"criterion": say(N_("Chosen"))}
    for index, score in enumerate(choice.scores):
        held = [value for criterion in choice.criteria if (value := score.scores.get(criterion.id)) is not None]
        means[f"m{index}"] = words.number(sum(held[1:], held[0]) / len(held) if held else None, decimals=1)
        chosen[f"m{index}"] = say(N_("yes")) if score.market in choice.chosen else say(N_("no"))
    rows += [means, chosen]
    return {"columns": columns, "rows": rows, "reason": material.text(choice.reason)}


def _processes(material: Material) -> list[Row]:
    return [
        {
            "name": material.text(process.name),
            "trigger": material.text(process.trigger),
            "measure": material.text(process.measure),
            "steps": [
                {
                    "number": str(number),
                    "actor": material.member(step.actor) if step.actor is not None else material.text(step.role),
                    "activity": material.text(step.activity),
                    "input": material.text(step.input),
                    "output": material.text(step.output),
                }
                for number, step in enumerate(process.steps, start=1)
            ],
        }
        for process in material.shown.processes.values()
        if material.sees("Process.name")
    ]


def _permanence(found: ExportConcept | None, material: Material) -> list[Row]:
    permanence = found.permanence if found is not None else None
    if permanence is None:
        return []
    say = material.words.say
    lines = [
        (N_("Host"), material.text(permanence.host)),
        (N_("Operating practices that stay"), material.text(permanence.operating_practices)),
    ]
    return [{"label": say(label), "text": text} for label, text in lines if text]


def _budget(found: ExportConcept | None, material: Material) -> Row:
    lines = found.budget if found is not None else ()
    words = material.words
    sources = [source for source in vocabulary_words("money_source") if any(line.source == source for line in lines)]
    columns = {"year": words.say(N_("Year"))}
    columns |= {source: words.heading("money_source", source) for source in sources}
    columns["total"] = words.say(N_("Total"))
    rows: list[Row] = []
    for year in sorted({line.year for line in lines}):
        held = [line for line in lines if line.year == year]
        rows.append(
            _money_row(
                str(year), {source: costs(x for x in held if x.source == source) for source in sources}, material
            )
        )
    if len(rows) > 1:
        total = {source: costs(line for line in lines if line.source == source) for source in sources}
        rows.append(_money_row(words.say(N_("Total")), total, material))
    return {"columns": columns, "rows": rows, "right": [*sources, "total"]}


def _money_row(label: str, amounts: dict[str, Decimal | None], material: Material) -> Row:
    held = [amount for amount in amounts.values() if amount is not None]
    total = sum(held[1:], held[0]) if held else None
    shown = {source: material.words.money(amount) for source, amount in amounts.items()}
    return {"year": label, **shown, "total": material.words.money(total)}


def _steps(found: ExportConcept | None, material: Material) -> list[Row]:
    steps = sorted(found.steps, key=lambda step: step.date) if found is not None else []
    return [
        {
            "date": material.words.day(step.date),
            "kind": capitalised(material.words.label("export_step", step.kind)),
            "market": material.part("markets", step.market),
            "members": material.members(step.members),
            "description": material.text(step.description),
            "result": material.text(step.result),
        }
        for step in steps
        if step.date <= material.as_of
    ]


def _risks(found: ExportConcept | None, material: Material) -> list[Row]:
    return [
        {
            "risk": material.text(risk.risk),
            "likelihood": str(risk.likelihood or ""),
            "impact": str(risk.impact or ""),
            "response": material.text(risk.response),
            "owner": risk.owner or "",
        }
        for risk in by_level(found.risks if found is not None else ())
    ]


def _indicators(material: Material) -> list[Row]:
    words = material.words
    rows: list[Row] = []
    for outcome in material.shown.outcomes.values():
        if not material.sees("Outcome.values"):
            continue
        values = [value for value in outcome.values if value.date <= material.as_of]
        last = max(values, key=lambda value: value.date) if values else None
        latest = f"{words.number(last.value)} ({words.day(last.date)})" if last is not None else ""
        rows.append(
            {
                "name": words.text(outcome.name),
                "unit": words.text(outcome.unit),
                "baseline": words.number(outcome.baseline),
                "latest": latest,
                "target": words.number(outcome.target),
                "definition": words.text(outcome.definition),
            }
        )
    return rows


def _commitments(found: ExportConcept | None, material: Material) -> list[Row]:
    given = sorted(found.commitments, key=lambda held: (held.date, held.member)) if found is not None else []
    return [
        {
            "member": material.member(held.member),
            "date": material.words.day(held.date),
            "content": material.text(held.content),
            "document": material.text(held.document),
            "signatory": held.signatory,
        }
        for held in given
        if held.date <= material.as_of
    ]
