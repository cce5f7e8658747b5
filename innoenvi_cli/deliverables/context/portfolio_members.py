"""The actors of the whole programme by kind and size: counted plainly, and once per corporate group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables import suppression
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.portfolio import SIZES
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.deliverables.material import ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.method.portfolio import Census, Class, Position

    Path = tuple[str, ...]

_ORDER: Final = ("micro", "small", "medium", "large", "")


def member_rows(census: Census, material: ProgrammeMaterial) -> list[Row]:
    """Return total, companies by size and others by kind; what few stand behind is hidden outside the consultants.

    Each row: ``label``, ``places`` (each member of each minicluster) and ``groups`` (each corporate group once), as
    figures or ``None``; their texts are ``places_text`` and ``groups_text``.
    """
    if not census.places:
        return []
    places, groups = _sums(census.places, material), _sums(census.groups, material)
    for hidden in [path for path in places if places[path] is None or groups.get(path, 0) is None]:
        places[hidden] = groups[hidden] = None  # one shown beside the other would tell it
    return [_row(path, places, groups, material.words) for path in _paths(census)]


def told_by_minicluster(
    positions: tuple[Position, ...], material: ProgrammeMaterial
) -> dict[str, dict[str, int | None]]:
    """Return per minicluster the participating ``members`` and the ``companies`` among them, as they may be told.

    ``""`` stands for the sums over all of them.
    """
    cells = {(found.minicluster, "companies"): found.companies for found in positions}
    cells |= {(found.minicluster, "others"): found.participating - found.companies for found in positions}
    rows: Mapping[str, int | None] = {found.minicluster: found.participating for found in positions}
    inner: Mapping[tuple[str, str], int | None] = cells
    total: int | None = sum(found.participating for found in positions)
    companies: int | None = sum(found.companies for found in positions)
    if material.audience != "consultants":
        table = suppression.table(cells)
        rows, inner, total, companies = table.rows, table.cells, table.total, table.columns.get("companies", 0)
    told = {
        found.minicluster: {
            "members": rows.get(found.minicluster, 0),
            "companies": inner.get((found.minicluster, "companies"), 0),
        }
        for found in positions
    }
    return {**told, "": {"members": total, "companies": companies}}


def _sums(counts: Mapping[Class, int], material: ProgrammeMaterial) -> dict[Path, int | None]:
    leaves: dict[Path, int] = {**counts}
    if material.audience != "consultants":
        return dict(suppression.tree(leaves))
    sums: dict[Path, int | None] = {}
    for leaf, count in leaves.items():
        for depth in range(len(leaf) + 1):
            sums[leaf[:depth]] = (sums.get(leaf[:depth]) or 0) + count
    return sums


def _paths(census: Census) -> list[Path]:
    """Return the rows from the coarsest to the finest; a class that nobody is in is left out."""
    sizes = [("companies", size) for size in _ORDER if ("companies", size) in census.places]
    kinds = [("others", kind) for kind in vocabulary_words("member_kind") if ("others", kind) in census.places]
    paths: list[Path] = [()]
    for branch, leaves in (("companies", sizes), ("others", kinds)):
        if leaves:
            paths += [(branch,), *leaves]
    return paths


def _row(path: Path, places: Mapping[Path, int | None], groups: Mapping[Path, int | None], words: Words) -> Row:
    found = (places.get(path, 0), groups.get(path, 0))
    label = _label(path, words)
    return {
        "label": label,
        "level": len(path),
        "places": found[0],
        "groups": found[1],
        "places_text": _text(found[0]),
        "groups_text": _text(found[1]),
    }


def _text(count: int | None) -> str:
    return suppression.SIGN if count is None else str(count)


def _label(path: Path, words: Words) -> str:
    match path:
        case ():
            return words.say(N_("All participating actors"))
        case ("companies",):
            return words.say(N_("Companies"))
        case ("others",):
            return words.say(N_("Others than companies"))
        case ("companies", size) if size in SIZES[1:]:
            label = words.label("size_class", size)
            return words.say(N_("Companies: {size}"), size=label)
        case ("others", kind):
            return words.say(N_("Others: {kind}"), kind=words.label("member_kind", kind))
    return words.say(N_("Companies: size not known"))


def has_hidden(rows: list[Row]) -> bool:
    """Tell whether a figure of ``rows`` is hidden, so that the sign needs its footnote."""
    return any(row["places"] is None or row["groups"] is None for row in rows)
