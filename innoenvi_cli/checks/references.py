"""Whatever a record names must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import (
    Guesses,
    few,
    minicluster_names,
    minicluster_scopes,
    programme_names,
    scopes,
)
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.fields import is_key, references
from innoenvi_cli.model.kinds import BY_PLURAL
from innoenvi_cli.text_distance import suggested

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.checks.scopes import Names, Scope
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.export_concept import MarketChoice
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.project import Project

_PARTS: Final = {
    "product_groups": (N_("product group"), "minicluster.yaml"),
    "markets": (N_("market"), "minicluster.yaml"),
    "segments": (N_("segment"), "minicluster.yaml"),
    "company_groups": (N_("company group"), "minicluster.yaml"),
    "subnetworks": (N_("subnetwork"), "minicluster.yaml"),
    "levels": (N_("level"), "minicluster.yaml"),
    "criteria": (N_("criterion"), "priorities.yaml"),
    "codes": (N_("code"), "codebook.yaml"),
    "miniclusters": (N_("minicluster"), ""),
    "dimensions": (N_("dimension"), ""),
    "paths": (N_("development path model"), ""),
    "reporting_periods": (N_("reporting period"), "innoenvi.yaml"),
    "market_criteria": (N_("criterion of the market choice"), "export_concept.yaml"),
}
# The parts of minicluster.yaml that ``innoenvi add`` knows by a word of their own.
_ADDABLE: Final = {
    "product_groups": "product-group",
    "markets": "market",
    "segments": "segment",
    "company_groups": "company-group",
    "subnetworks": "subnetwork",
    "levels": "level",
}


def dangling_references(project: Project, as_of: date) -> Iterator[Finding]:
    """IE203: a reference that leads nowhere. A record that exists but could not be read is somewhere."""
    guesses = Guesses()
    for scope in scopes(project):
        names = minicluster_names(project, project.miniclusters[scope.id]) if scope.id else programme_names(project)
        for address, record in scope.records():
            yield from few(
                _dangling(scope, address, record, path, namespace, named, names, guesses)
                for path, namespace, named in references(record)
                if not names.knows(namespace, named)
            )


def dangling_market_criteria(project: Project, as_of: date) -> Iterator[Finding]:
    """IE203: a market is scored by a criterion that the market choice does not have."""
    guesses = Guesses()
    for scope in minicluster_scopes(project):
        concept = project.miniclusters[scope.id].export_concept
        if concept is None or concept.market_choice is None:
            continue
        yield from few(_market_criteria(scope, concept.market_choice, guesses))


def _market_criteria(scope: Scope, choice: MarketChoice, guesses: Guesses) -> Iterator[Finding]:
    known = frozenset(criterion.id for criterion in choice.criteria)
    label, file = _PARTS["market_criteria"]
    for index, score in enumerate(choice.scores):
        for criterion in score.scores:
            if criterion not in known:
                yield rules.UNKNOWN_REFERENCE.at(
                    scope.key_place("export-concept", ("market_choice", "scores", index, "scores", criterion)),
                    minicluster=scope.id,
                    record="export-concept",
                    hint=_add_to(file),
                    kind=message(label),
                    id=criterion,
                    suggestion=suggested(guesses.nearest(criterion, known)),
                )


def _dangling(  # noqa: PLR0913 - all that the sentence needs
    scope: Scope,
    address: str,
    record: Record,
    path: Path,
    namespace: str,
    named: str,
    names: Names,
    guesses: Guesses,
) -> Finding:
    place = scope.key_place(address, path) if is_key(type(record), path) else scope.place(address, path)
    label, file = _PARTS.get(namespace) or (BY_PLURAL[namespace].label, "")
    near = guesses.nearest(named, *names.ids.get(namespace, ()))
    return rules.UNKNOWN_REFERENCE.at(
        place,
        minicluster=scope.id,
        record=address,
        hint=_add_to(file) if file and not (scope.id and namespace in _ADDABLE) else _hint(namespace, scope.id),
        kind=message(label),
        id=named,
        suggestion=suggested(near),
    )


def _add_to(file: str) -> Message:
    return message(N_("correct the id, or add it to {file}"), file=file)


def _hint(namespace: str, minicluster: str) -> Message | None:
    kind = BY_PLURAL[namespace].singular if namespace in BY_PLURAL else _ADDABLE.get(namespace)
    if kind is not None and minicluster:
        return message(
            N_("correct the id, or add the record: innoenvi add {kind} {minicluster}"),
            kind=kind,
            minicluster=minicluster,
        )
    if namespace == "miniclusters":
        return message(N_("correct the id, or make the minicluster: innoenvi new"))
    if namespace in BY_PLURAL:
        return None
    return message(N_("correct the id; innoenvi path shows the models and their dimensions"))
