"""How the core group weighs and scores: weights, pairwise judgements, score sheets."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.money import ROUNDING
from innoenvi_cli.checks.scopes import few, minicluster_scopes
from innoenvi_cli.method.weighing import CONSISTENT, consistency_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.checks.scopes import Scope
    from innoenvi_cli.findings import Finding, Location, Rule
    from innoenvi_cli.model.project import Project
    from innoenvi_cli.model.selection import PairwiseWeights, Priorities, Score

_PAIRS_SHOWN: Final = 20


def weights(project: Project, as_of: date) -> Iterator[Finding]:
    """IE401: every criterion has a weight and together they do not make a whole."""
    for scope, priorities in _priorities(project):
        given = [criterion.weight for criterion in priorities.criteria]
        if not given or None in given:
            continue
        total = sum((weight for weight in given if weight is not None), Decimal(0))
        if abs(total - 1) > ROUNDING:
            yield scope.finding(rules.WEIGHTS_SUM, "priorities", ("criteria",), sum=total)


def pairwise_judgements(project: Project, as_of: date) -> Iterator[Finding]:
    """IE405, IE410, IE411, IE412: each rater judges each pair of criteria once, and without contradiction."""
    for scope, priorities in _priorities(project):
        yield from few(_pairwise(scope, priorities))


def scores_on_scale(project: Project, as_of: date) -> Iterator[Finding]:
    """IE402: a score outside the scale of the prioritisation."""
    for scope, priorities in _priorities(project):
        low, high = priorities.scale.low, priorities.scale.high
        for score in project.miniclusters[scope.id].scores.values():
            yield from few(
                scope.finding(
                    rules.SCORE_OUT_OF_SCALE,
                    f"scores/{score.id}",
                    ("scores", target, criterion),
                    value=value,
                    low=low,
                    high=high,
                )
                for target, marks in score.scores.items()
                for criterion, value in marks.items()
                if not low <= value <= high
            )


def scored_targets(project: Project, as_of: date) -> Iterator[Finding]:
    """IE403, IE404: a rater scores a target of own interest, or one that is not prioritised."""
    for scope in minicluster_scopes(project):
        cluster = project.miniclusters[scope.id]
        fast = frozenset(target.id for target in cluster.targets.values() if target.track == "fast")
        for score in cluster.scores.values():
            interests = frozenset(interest.target for interest in score.interests or ())
            yield from few(
                _on_target(scope, score, target, rule)
                for target in score.scores
                for rule, wrong in ((rules.INTERESTED_RATER, interests), (rules.SCORED_FAST_TRACK, fast))
                if target in wrong
            )


def raters_twice(project: Project, as_of: date) -> Iterator[Finding]:
    """IE405: one rater gave two score sheets in the present cycle; those of an earlier cycle may stay."""
    for scope in minicluster_scopes(project):
        cluster = project.miniclusters[scope.id]
        first: dict[str, Location] = {}
        for score in cluster.scores.values():
            if cluster.record is not None and score.date < cluster.record.start:
                continue
            address = f"scores/{score.id}"
            place = scope.place(address, ("rater",))
            earlier = first.setdefault(score.rater, place)
            if earlier is not place:
                yield _rater_twice(scope, address, place, earlier, score.rater)


def _priorities(project: Project) -> Iterator[tuple[Scope, Priorities]]:
    for scope in minicluster_scopes(project):
        priorities = project.miniclusters[scope.id].priorities
        if priorities is not None:
            yield scope, priorities


def _pairwise(scope: Scope, priorities: Priorities) -> Iterator[Finding]:
    criteria = [criterion.id for criterion in priorities.criteria]
    first: dict[str, Location] = {}
    for index, sheet in enumerate(priorities.pairwise):
        place = scope.place("priorities", ("pairwise", index, "rater"))
        earlier = first.setdefault(sheet.rater, place)
        if earlier is not place:
            yield _rater_twice(scope, "priorities", place, earlier, sheet.rater)
        yield from _pairs(scope, index, sheet, criteria)
        yield from _contradiction(scope, index, sheet, criteria)


def _pairs(scope: Scope, index: int, sheet: PairwiseWeights, criteria: list[str]) -> Iterator[Finding]:
    """Yield what is wrong with one rater's pairs; of those missing only the first, for they grow with the square."""
    counts: Counter[frozenset[str]] = Counter()
    for inner, judgement in enumerate(sheet.judgements):
        path = ("pairwise", index, "judgements", inner)
        if judgement.more == judgement.less:
            yield scope.finding(rules.SELF_JUDGEMENT, "priorities", path, criterion=judgement.more)
            continue
        pair = frozenset({judgement.more, judgement.less})
        counts[pair] += 1
        if counts[pair] > 1:
            yield _pair(scope, path, judgement.more, judgement.less, counts[pair])
    missing = (pair for pair in combinations(dict.fromkeys(criteria), 2) if frozenset(pair) not in counts)
    for more, less in islice(missing, _PAIRS_SHOWN):
        yield _pair(scope, ("pairwise", index, "judgements"), more, less, 0)


def _contradiction(scope: Scope, index: int, sheet: PairwiseWeights, criteria: list[str]) -> Iterator[Finding]:
    """Yield that complete judgements contradict each other, at the one that fits the others worst."""
    found = consistency_of(sheet, criteria) if len(set(criteria)) == len(criteria) else None
    if found is None or found.acceptable or found.worst_pair is None:
        return
    pairs = [{judgement.more, judgement.less} for judgement in sheet.judgements]
    yield scope.finding(
        rules.PAIRWISE_CONTRADICTS,
        "priorities",
        ("pairwise", index, "judgements", pairs.index(set(found.worst_pair))),
        rater=sheet.rater,
        ratio=f"{found.ratio:.2f}",
        limit=f"{CONSISTENT:.1f}",
        fitting=f"{found.fitting:.1f}",
    )


def _pair(scope: Scope, path: tuple[str | int, ...], more: str, less: str, count: int) -> Finding:
    return scope.finding(rules.PAIRWISE_INCOMPLETE, "priorities", path, pair=f"{more} – {less}", count=count)


def _on_target(scope: Scope, score: Score, target: str, rule: Rule) -> Finding:
    address = f"scores/{score.id}"
    return rule.at(scope.key_place(address, ("scores", target)), minicluster=scope.id, record=address, target=target)


def _rater_twice(scope: Scope, address: str, place: Location, earlier: Location, rater: str) -> Finding:
    return rules.RATER_TWICE.at(
        place, minicluster=scope.id, record=address, related=(earlier,), rater=rater, other=str(earlier)
    )
