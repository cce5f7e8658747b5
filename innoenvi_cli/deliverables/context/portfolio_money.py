"""Money of the actions of all miniclusters by source and by minicluster; what few companies pay is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.private_money import PRIVATE, WHY, amounts, money_texts, programme_discretion
from innoenvi_cli.deliverables.suppression import SIGN
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.money import ledger
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.deliverables.material import ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.money import Entry


def money_context(material: ProgrammeMaterial) -> Row:
    """Return the money as rows: ``sources``, ``money_rows`` and their ``money_total``, with figures and texts.

    Private money and contributions in kind are one row outside the consultants: taken apart they might tell of a firm.
    """
    told = all(each.sees("Action.budget", "Action.actual", "Cost.amount") for each in material.clusters)
    entries = ledger([each.view for each in material.clusters]) if told else ()
    if not entries:
        return {"sources": [], "money_rows": [], "money_total": {}, "money_notes": [], "money_sums": {}}
    hidden = programme_discretion(material.clusters)
    sources = [
        _row(name, [entry for entry in entries if entry.source in group], material, hidden=hidden.total)
        for name, group in _groups(material)
    ]
    held: dict[str, list[Entry]] = {}
    for entry in entries:
        held.setdefault(entry.minicluster, []).append(entry)
    rows = [
        _row(each.name, held[each.shown.id], material, hidden=each.shown.id in hidden.rows)
        for each in material.clusters
        if each.shown.id in held
    ]
    total = _row(material.words.say(N_("Total")), entries, material, hidden=hidden.total)
    return {
        "sources": [row for row in sources if row["budget"] or row["actual"]],
        "money_rows": rows,
        "money_total": total,
        "money_notes": [material.words.say(WHY)] if hidden.hides else [],
        "money_sums": {key: total[key] for key in ("budget", "actual")},
    }


def _groups(material: ProgrammeMaterial) -> list[tuple[str, frozenset[str]]]:
    words = material.words
    names = vocabulary_words("money_source")
    if material.audience == "consultants":
        return [(words.heading("money_source", name), frozenset({name})) for name in names]
    public = [(words.heading("money_source", name), frozenset({name})) for name in names if name not in PRIVATE]
    return [*public, (words.say(N_("Private, contributions in kind included")), PRIVATE)]


def _row(name: str, entries: Sequence[Entry], material: ProgrammeMaterial, *, hidden: bool) -> Row:
    figures = amounts(entries, hidden=hidden)
    texts = money_texts(entries, material.words, hidden=hidden)
    return {
        "name": name,
        **{key: figures[key] for key in ("budget", "actual", "used")},
        **{f"{key}_text": texts[key] for key in ("budget", "actual", "used")},
        "hidden": figures["budget"] == SIGN,
    }
