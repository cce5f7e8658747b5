"""Themes of the interviews by kind, tier and size of the actors that spoke of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.context.interview_material import code_name, hidden_codes
from innoenvi_cli.deliverables.suppression import FIRMS, NOTE, SIGN, counts
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.interviews import DIMENSIONS, UNKNOWN, Count, interview_material

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.interviews import CrossRow, CrossTable, Dimension

_TITLES: Final[Mapping[Dimension, str]] = {
    "kind": N_("Themes by kind of actor"),
    "tier": N_("Themes by tier of the network"),
    "size": N_("Themes by size of the actor"),
}
_UNKNOWN: Final[Mapping[Dimension, str]] = {
    "kind": N_("Kind not known"),
    "tier": N_("No tier"),
    "size": N_("Size not known"),
}
_MERGED: Final[Mapping[Dimension, str]] = {
    "kind": N_("Others"),
    "tier": N_("Other tiers"),
    "size": N_("Other sizes"),
}


def theme_tables(material: Material) -> Row:
    """Return the cross tables, but for those in which hardly anything could be told."""
    figures = interview_material(material.view)
    if not figures.interviews or not material.sees("Excerpt.codes", "Code.name", "Member.size", "Member.tier"):
        return {"tables": [], "tables_note": ""}
    words = material.words
    untold = hidden_codes(figures, material)
    every = [
        table for dimension in DIMENSIONS if (table := _cross(figures.tables[dimension], untold, material))["rows"]
    ]
    tables = [table for table in every if _tells(table)]
    if not tables:
        few = N_("By kind, tier or size of the actors there are too few of them for the figures to be shown.")
        return {"tables": [], "tables_note": words.say(few) if every else ""}
    notes = [
        N_("Actors that spoke of the theme, their excerpts in brackets; headings tell how many were interviewed."),
    ]
    if material.audience != "consultants":
        notes += [N_("Groups of fewer than three actors are put together."), NOTE]
    return {"tables": tables, "tables_note": " ".join(words.say(note) for note in notes)}


def _tells(table: Row) -> bool:
    """Tell whether there are classes to compare, and at least half of their cells are shown."""
    classes = [key for key in table["right"] if key != "total"]
    if len(classes) < 2:  # noqa: PLR2004 - one class is the total over again
        return False
    cells: list[str] = [row[key] for row in table["rows"] for key in classes]
    return 2 * sum(cell == SIGN for cell in cells) <= len(cells)


def _cross(table: CrossTable, untold: frozenset[str], material: Material) -> Row:
    """Return the themes, the codes at the top, by the classes of a dimension."""
    say = material.words.say
    groups = _groups(table, material)
    columns = {"name": say(N_("Theme"))}
    for index, (label, classes) in enumerate(groups):
        asked = sum(table.interviewed[name] for name in classes)
        columns[f"class{index}"] = f"{label} ({asked})"
    everybody = say(N_("All"))
    columns["total"] = f"{everybody} ({sum(table.interviewed.values())})"
    tops = [row for row in table.rows if row.figures.depth == 0 and row.figures.passages]
    return {
        "title": say(_TITLES[table.dimension]),
        "columns": columns,
        "right": [key for key in columns if key != "name"],
        "rows": [_cross_row(row, [classes for _, classes in groups], untold, material) for row in tops],
    }


def _cross_row(row: CrossRow, groups: Sequence[Sequence[str]], untold: frozenset[str], material: Material) -> Row:
    """Return a theme by class; of one whose figures are not told elsewhere nothing is told here."""
    cells = {f"class{index}": _sum(row.cells[name] for name in classes) for index, classes in enumerate(groups)}
    if material.audience == "consultants":
        hidden: set[str] = set()
    else:
        shown = counts({key: cell.members for key, cell in cells.items()})
        hidden = {key for key in cells if shown[key] is None or row.figures.id in untold}
    return {
        "name": code_name(row.figures, material),
        **{key: SIGN if key in hidden else _cell(cell) for key, cell in cells.items()},
        "total": _cell(row.total) if row.figures.id not in untold else SIGN,
    }


def _sum(several: Iterable[Count]) -> Count:
    found = list(several)
    return Count(sum(count.members for count in found), sum(count.excerpts for count in found))


def _cell(count: Count) -> str:
    return f"{count.members} ({count.excerpts})" if count.members else "0"


def _groups(table: CrossTable, material: Material) -> list[tuple[str, tuple[str, ...]]]:
    """Return the columns with the classes in each.

    Outside the consultants, classes of fewer than three interviewed are put together, as even a nought would tell what
    the only large company did not speak of. Kinds are companies and others: in so small a network there is no more.
    """
    every = list(table.interviewed)
    if material.audience == "consultants":
        return [(_class_label(table.dimension, name, material), (name,)) for name in every]
    if table.dimension == "kind":
        alone = [name for name in every if name == "company"]
    else:
        alone = [name for name in every if table.interviewed[name] >= FIRMS]
    merged = [name for name in every if name not in alone]
    alone.sort(key=lambda name: -table.interviewed[name])
    while alone and merged and sum(table.interviewed[name] for name in merged) < FIRMS:
        merged.append(alone.pop())
    groups: list[tuple[str, tuple[str, ...]]] = [
        (_class_label(table.dimension, name, material), (name,)) for name in every if name in alone
    ]
    if merged:
        groups.append((material.words.say(_MERGED[table.dimension]), tuple(merged)))
    return groups


def _class_label(dimension: Dimension, name: str, material: Material) -> str:
    words = material.words
    if name == UNKNOWN:
        return words.say(_UNKNOWN[dimension])
    if dimension == "tier":
        return words.say(N_("Tier {tier}"), tier=name)
    return words.heading("member_kind" if dimension == "kind" else "size_class", name)
