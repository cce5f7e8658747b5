"""What the prioritisation says in words: sections of labelled lines, the same on a terminal and in a pipe."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, counted, format_date, message
from innoenvi_cli.method.concordance import degree
from innoenvi_cli.method.prioritisation import SENSITIVITY_SHARE
from innoenvi_cli.method.weighing import CONSISTENT
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.figures import figure, fixed, whole_percent
from innoenvi_cli.reporting.sheet import row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.concordance import Degree
    from innoenvi_cli.method.prioritisation import Change, Split
    from innoenvi_cli.method.weighing import Consistency
    from innoenvi_cli.model.base import Decided
    from innoenvi_cli.reporting.sheet import Row
    from innoenvi_cli.usecases.prioritise_targets import Declared, Objection, PrioritisationResult

RANKING_METHOD: Final = N_(
    "Mean, over the raters who scored every target on every criterion, of the weighted sum of their scores. Equal means"
    " share a rank. A missing score is not a zero."
)
AGREEMENT_METHOD: Final = N_(
    "Kendall's W over the weighted sums of the same raters, corrected for ties. Of a small group the coefficient is"
    " told and no probability."
)
_DEGREES: Final[dict[Degree, str]] = {"strong": N_("strong"), "moderate": N_("moderate"), "weak": N_("weak")}
_SHOWN_SPLITS: Final = 4


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with labelled lines below it."""

    title: Message
    rows: list[Row] = field(default_factory=list)


class Names:
    """What ids are called, in one language."""

    def __init__(self, result: PrioritisationResult, language: Language) -> None:
        self._result = result
        self.language: Language = language
        priorities = result.cluster.priorities
        self._criteria = {
            item.id: in_language(item.name, language) for item in (priorities.criteria if priorities else ())
        }

    def target(self, name: str) -> str:
        """Return the name of a target; an unknown one keeps its id, which `check` complains of."""
        found = self._result.cluster.targets.get(name)
        return in_language(found.name, self.language) if found is not None else name

    def criterion(self, name: str) -> str:
        """Return the name of a criterion."""
        return self._criteria.get(name, name)

    def member(self, name: str) -> str:
        """Return the name of a member."""
        found = self._result.cluster.members.get(name)
        return found.name if found is not None else name

    def members(self, names: Iterable[str]) -> str:
        """Return the names of members in one line."""
        return ", ".join(self.member(name) for name in names)

    def who(self, rater: str) -> str:
        """Return a rater's code with the member represented."""
        member = self._result.raters.get(rater)
        return f"{rater} ({self.member(member)})" if member is not None else rater

    def meeting(self, decided: Decided | None) -> str:
        """Return where something was decided: the meeting with its day and the item."""
        event = self._result.view.event(decided.event) if decided is not None else None
        if decided is None or event is None:
            return ""
        return message(
            N_("{meeting} {date}, item {item}"),
            meeting=in_language(event.title, self.language),
            date=format_date(event.date, self.language),
            item=decided.item,
        ).render(self.language)


def weighing_method(result: PrioritisationResult) -> str | None:
    """Return how the weights came about: ``pairwise``, ``direct``, or ``None`` where there are none."""
    if result.found.weights is None:
        return None
    return "pairwise" if result.found.consistency else "direct"


def agreement_words(result: PrioritisationResult, language: Language) -> Message:
    """Return how far the raters agree, in words and as W; no probability, which means little in a small group."""
    found = result.found.agreement
    if found.w is None:
        return message(N_("Kendall's W cannot be computed: it takes two raters who scored every target."))
    return message(
        N_("{degree}: Kendall's W {w} (0 none, 1 full; {raters} raters, {targets} targets, corrected for ties)"),
        degree=message(_DEGREES[degree(found.w)]),
        w=fixed(found.w, language),
        raters=found.raters,
        targets=found.targets,
    )


def weights_section(result: PrioritisationResult, names: Names, *, everything: bool) -> Section:
    """Return the weights, how they came about, and how consistent each rater's judgements are."""
    found = result.found
    heading = (
        message(N_("Weights, from pairwise judgements (geometric mean of rows and of raters)"))
        if weighing_method(result) == "pairwise"
        else message(N_("Weights"))
    )
    weights = (found.weights or {}).items()
    rows = [
        row(
            "",
            " · ".join(f"{names.criterion(name)} {whole_percent(weight, names.language)}" for name, weight in weights),
        )
    ]
    rows += [_consistency(item, names, everything=everything) for item in found.consistency]
    return Section(heading, rows)


def _consistency(item: Consistency, names: Names, *, everything: bool) -> Row:
    good, bad = N_("consistency ratio {ratio}, consistent"), N_("consistency ratio {ratio}, over {limit}")
    words = message(
        good if item.acceptable else bad,
        ratio=fixed(item.ratio, names.language),
        limit=fixed(CONSISTENT, names.language),
    )
    texts = [words]
    if item.worst_pair is not None and (everything or not item.acceptable):
        texts.append(
            message(
                N_("fits worst: '{more}' over '{less}' judged {judged}, the other judgements make it {fitting}"),
                more=names.criterion(item.worst_pair[0]),
                less=names.criterion(item.worst_pair[1]),
                judged=figure(Decimal(str(round(item.judged, 1))), names.language),
                fitting=figure(Decimal(str(round(item.fitting, 1))), names.language),
            )
        )
    return row(names.who(item.rater), *texts, style="" if item.acceptable else "warning")


def turnout_section(result: PrioritisationResult, names: Names) -> Section:
    """Return the quorum, who is missing, and how far the raters agree."""
    turnout, criterion = result.found.turnout, result.quorum
    scored = message(
        N_("{scored} of {core} core-group companies scored every target open to them"),
        scored=len(turnout.scored),
        core=len(turnout.core),
    )
    quorum: Message | str = scored
    if criterion is not None:
        state = N_("met: {scored}") if criterion.met else N_("not met: {scored}")
        quorum = message(state, scored=scored)
    if not turnout.core:
        quorum = message(N_("the core group has no companies yet"))
    style = "" if criterion is None else "good" if criterion.met else "error"
    counted_raters = set(result.found.complete)
    left_out = [rater for rater in result.raters if rater not in counted_raters]
    not_counted: Message | str = ""
    if left_out and counted_raters:
        not_counted = message(
            N_("{raters}: something was left unscored"), raters=", ".join(names.who(rater) for rater in left_out)
        )
    return Section(
        message(N_("Quorum and agreement")),
        [
            row(message(N_("Quorum")), quorum, style=style),
            row(message(N_("Missing")), names.members(turnout.missing), style="warning"),
            row(message(N_("Agreement")), agreement_words(result, names.language) if result.raters else ""),
            row(message(N_("Not counted in the mean")), not_counted),
            row(message(N_("Interests not answered")), ", ".join(map(names.who, result.unanswered)), style="warning"),
        ],
    )


def splits_section(result: PrioritisationResult, names: Names, *, everything: bool) -> Section:
    """Return where raters lie far apart, with who gave what."""
    found = result.found.splits
    shown = found if everything else found[:_SHOWN_SPLITS]
    by_target: dict[str, list[Message]] = {}
    for split in shown:
        by_target.setdefault(split.target, []).append(_split(split, names))
    rows = [row(names.target(target), *texts) for target, texts in by_target.items()]
    if len(shown) < len(found):
        rows.append(row("", message(N_("… and {count} more (-v shows all)"), count=len(found) - len(shown))))
    if not found and result.found.complete:
        rows = [row("", message(N_("nowhere by more than half of the scale")))]
    return Section(message(N_("Where the raters split")), rows)


def _split(split: Split, names: Names) -> Message:
    return message(
        N_("{criterion}: {low} from {low_raters}, {high} from {high_raters}"),
        criterion=names.criterion(split.criterion),
        low=split.low_score,
        low_raters=", ".join(split.low),
        high=split.high_score,
        high_raters=", ".join(split.high),
    )


def voices_section(result: PrioritisationResult, names: Names, target: str | None = None) -> Section:
    """Return vetoes, interests and abstentions with their reasons; of one target where one is given."""
    rows = [_objection(item, names, named=target is None) for item in result.vetoes if target in {None, item.target}]
    for title, items in (
        (N_("Interest"), result.interests),
        (N_("Abstention"), result.abstentions),
    ):
        rows += [_declared(title, item, names, named=target is None) for item in items if target in {None, item.target}]
    return Section(message(N_("Vetoes, interests and abstentions")), rows)


def _objection(item: Objection, names: Names, *, named: bool) -> Row:
    reason = in_language(item.reason, names.language)
    texts: list[Message | str] = [_reason(item.target, item.rater, reason, names, named=named)]
    if item.resolved is None:
        texts.append(message(N_("not resolved")))
        return row(message(N_("Veto")), *texts, style="error")
    texts.append(
        message(
            N_("resolved {date}: {text}"),
            date=format_date(item.resolved, names.language),
            text=in_language(item.resolution, names.language),
        )
    )
    return row(message(N_("Veto")), *texts)


def _declared(title: str, item: Declared, names: Names, *, named: bool) -> Row:
    reason = in_language(item.reason, names.language) or message(N_("no reason given")).render(names.language)
    return row(message(title), _reason(item.target, item.rater, reason, names, named=named))


def _reason(target: str, rater: str, reason: str, names: Names, *, named: bool) -> str:
    where = f" – {names.target(target)}" if named else ""
    return f"{names.who(rater)}{where}: {reason}"


def sensitivity_section(result: PrioritisationResult, names: Names) -> Section:
    """Return what the first places hang on: weights moved by a fifth, raters left out one by one."""
    rows = []
    for kind, title, holds in (
        ("weight", N_("By weight"), N_("no weight moved by {share} changes them")),
        ("rater", N_("By rater"), N_("no rater left out changes them")),
    ):
        changes = [change for change in result.found.sensitivity if change.kind == kind]
        changed = [change for change in changes if change.chosen_changes]
        if changes:
            texts = _changes(changed, names) or [
                message(holds, share=whole_percent(float(SENSITIVITY_SHARE), names.language))
            ]
            rows.append(row(message(title), *texts, style="warning" if changed else "good"))
    places = counted("What the first place hangs on", "What the first {count} places hang on", result.found.places)
    return Section(places, rows)


def _changes(changes: list[Change], names: Names) -> list[Message]:
    """Return one line for all changes with the same effect."""
    moved = whole_percent(float(SENSITIVITY_SHARE), names.language)
    by_effect: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for change in changes:
        what = message(N_("without {rater}"), rater=change.name)
        if change.factor is not None:
            wanted = N_("'{criterion}' {share} larger") if change.factor > 1 else N_("'{criterion}' {share} smaller")
            what = message(wanted, criterion=names.criterion(change.name), share=moved)
        by_effect.setdefault((change.enters, change.leaves), []).append(what.render(names.language))
    return [
        message(
            N_("{what}: in {enters}; out {leaves}"),
            what=" / ".join(what),
            enters=", ".join(map(names.target, enters)) or "-",
            leaves=", ".join(map(names.target, leaves)) or "-",
        )
        for (enters, leaves), what in by_effect.items()
    ]


def departures_section(result: PrioritisationResult, names: Names) -> Section:
    """Return the choices that depart from the ranking, with their reasons."""
    rows = []
    ranks = {entry.target: entry.rank for entry in result.found.ranking}
    for target in result.found.departures:
        choice = result.choices.get(target)
        reason = in_language(choice.reason, names.language) if choice is not None else ""
        words = message(
            N_("rank {rank}, {decision}: {reason}"),
            rank=ranks[target],
            decision=label("choice", choice.choice) if choice is not None else message(N_("nothing decided on it")),
            reason=reason or message(N_("the reason is missing")),
        )
        rows.append(row(names.target(target), words, style="" if reason else "error"))
    return Section(message(N_("Departures from the ranking")), rows)
