"""Shows how the targets were prioritised; dissent beside the means, reasons beside the figures that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.i18n import N_, counted, format_date, message
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.figures import fixed
from innoenvi_cli.reporting.prioritisation_data import prioritisation_data
from innoenvi_cli.reporting.prioritisation_words import (
    Names,
    Section,
    departures_section,
    sensitivity_section,
    splits_section,
    turnout_section,
    voices_section,
    weights_section,
)
from innoenvi_cli.reporting.sheet import row

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.reporting.sheet import Row
    from innoenvi_cli.usecases.prioritise_targets import PrioritisationResult, TargetCase


def report_prioritisation(result: PrioritisationResult, screen: Screen, form: Format) -> None:
    """Write ``result`` in ``form``: the whole ranking, or the case against one target where one was asked for."""
    if form == "json":
        screen.machine(envelope("prioritise", prioritisation_data(result, screen.language)))
        return
    names = Names(result, screen.language)
    shown = sections(result, names, screen) if result.case is None else case_sections(result, result.case, names)
    if screen.terminal:
        from innoenvi_cli.reporting.prioritisation_view import show_view  # noqa: PLC0415 - rich is for terminals

        show_view(result, names, shown, screen)
    else:
        _plain(result, names, shown, screen)
    disputed = _disputed(result) if result.case is None else None
    if disputed is not None:
        command = f"innoenvi prioritise {result.cluster.id} --target {disputed}"
        screen.talk(message(N_("→ who spoke against a target: {command}"), command=command), "faint")
    screen.talk(message(N_("→ next: {command}"), command=result.next_command), "faint")


def _disputed(result: PrioritisationResult) -> str | None:
    """Return the target that is spoken against most plainly: vetoed, else split on, the chosen ones first."""
    spoken = [item.target for item in result.vetoes] + [split.target for split in result.found.splits]
    known = [target for target in spoken if target in result.cluster.targets]
    chosen = [target for target in known if target in result.view.chosen_ids]
    return next(iter(chosen + known), None)


def headline(result: PrioritisationResult, names: Names) -> Message:
    """Return what is shown, of which minicluster, as of when."""
    cluster = result.cluster
    name = in_language(cluster.record.name, names.language) if cluster.record is not None else cluster.id
    as_of = format_date(result.view.as_of, names.language)
    if result.case is not None:
        target = in_language(result.case.target.name, names.language)
        return message(
            N_("{name}: what speaks against the target '{target}', as of {as_of}"),
            name=name,
            target=target,
            as_of=as_of,
        )
    return message(
        N_("{name}: priorities of the development targets, cycle {cycle}, as of {as_of}"),
        name=name,
        cycle=result.view.standing.cycle,
        as_of=as_of,
    )


def problems(result: PrioritisationResult) -> list[Message]:
    """Return why figures are missing or cannot be trusted yet."""
    found = list(result.gaps)
    if result.errors:
        text = counted(
            "the records hold one error, so the figures may change",
            "the records hold {count} errors, so the figures may change",
            result.errors,
        )
        found.append(text)
    return found


def sections(result: PrioritisationResult, names: Names, screen: Screen) -> list[Section]:
    """Return everything below the ranking; sections that have nothing to say are left out."""
    return [
        section
        for section in (
            weights_section(result, names, everything=screen.verbose),
            turnout_section(result, names),
            splits_section(result, names, everything=screen.verbose),
            voices_section(result, names),
            sensitivity_section(result, names),
            departures_section(result, names),
        )
        if any(line.texts for line in section.rows)
    ]


def case_sections(result: PrioritisationResult, case: TargetCase, names: Names) -> list[Section]:
    """Return who spoke against a target and why."""
    found = [
        Section(message(N_("Where it stands")), _standing(result, case, names)),
        Section(message(N_("Low scores")), _low_scores(case, names)),
        voices_section(result, names, case.target.id),
        Section(message(N_("Findings behind it")), _findings(case, names)),
    ]
    if not any(line.texts for line in found[2].rows):
        found[2].rows.append(row("", message(N_("no veto, interest or abstention"))))
    return found


def _standing(result: PrioritisationResult, case: TargetCase, names: Names) -> list[Row]:
    entry = next((entry for entry in result.found.ranking if entry.target == case.target.id), None)
    choice = result.choices.get(case.target.id)
    place: Message
    if case.target.track == "fast":
        place = message(N_("on the fast track, where targets are not prioritised"))
    elif entry is None or entry.rank is None:
        place = message(N_("not ranked yet"))
    else:
        place = message(
            N_("{rank} of {count}; mean {score}, median {median}, spread {spread}"),
            rank=entry.rank,
            count=sum(other.rank is not None for other in result.found.ranking),
            score=fixed(entry.score, names.language),
            median=fixed(entry.median, names.language),
            spread=fixed(entry.spread, names.language),
        )
    rows = [row(message(N_("Rank")), place)]
    if choice is not None:
        priorities = result.cluster.priorities
        reason = in_language(choice.reason, names.language)
        where = names.meeting(priorities.decision) if priorities is not None else ""
        rows.append(row(message(N_("Decision")), label("choice", choice.choice), where, reason))
    if entry is not None:
        sums = sorted(entry.by_rater.items(), key=lambda pair: (pair[1], pair[0]))
        texts = [f"{fixed(value, names.language)}  {names.who(rater)}" for rater, value in sums]
        rows.append(row(message(N_("Weighted sums")), *texts))
    return rows


def _low_scores(case: TargetCase, names: Names) -> list[Row]:
    by_rater: dict[str, list[str]] = {}
    for item in case.low:
        by_rater.setdefault(item.rater, []).append(f"{names.criterion(item.criterion)} {item.score}")
    rows = [row(names.who(rater), "; ".join(scores)) for rater, scores in by_rater.items()]
    if not rows and case.scores:
        rows = [row("", message(N_("nobody scored it below the middle of the scale")))]
    elif not rows:
        rows = [row("", message(N_("nobody has scored it")))]
    unscored = [rater for rater in case.unscored if case.target.track == "cycle"]
    if unscored:
        rows.append(row(message(N_("Left unscored")), ", ".join(map(names.who, unscored))))
    return rows


def _findings(case: TargetCase, names: Names) -> list[Row]:
    rows = []
    for finding in case.findings:
        held = len(finding.members_for)
        rows += [
            row(message(N_("Finding")), in_language(finding.statement, names.language), style="strong"),
            row(message(N_("Held by {count}"), count=held), names.members(finding.members_for)),
            row(message(N_("Against")), names.members(finding.members_against), style="warning"),
            row(message(N_("Dissenting view")), in_language(finding.dissent, names.language)),
        ]
    return rows or [row("", message(N_("no finding is named as its origin")))]


def _plain(result: PrioritisationResult, names: Names, shown: list[Section], screen: Screen) -> None:
    screen.line(screen.say(headline(result, names)))
    for problem in problems(result):
        screen.line(screen.say(problem), "warning")
    if result.case is None:
        for line in ranking_lines(result, names):
            screen.line(screen.say(line))
    for section in shown:
        screen.line(screen.say(section.title), "strong")
        for item in section.rows:
            for text in item.texts:
                words = screen.say(text)
                start = screen.say(item.label)
                screen.line(f"- {start}: {words}" if start else f"- {words}")


def ranking_lines(result: PrioritisationResult, names: Names) -> list[Message]:
    """Return the ranking, a target a line."""
    lines = []
    for entry in result.found.ranking:
        choice = result.choices.get(entry.target)
        lines.append(
            message(
                N_("{rank}. {target}: {score} (median {median}, spread {spread}), {decision}"),
                rank=entry.rank if entry.rank is not None else "-",
                target=names.target(entry.target),
                score=fixed(entry.score, names.language),
                median=fixed(entry.median, names.language),
                spread=fixed(entry.spread, names.language),
                decision=label("choice", choice.choice) if choice is not None else message(N_("nothing decided")),
            )
        )
    return lines
