"""The actors of the whole programme by kind and size: counted plainly, and once per corporate group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables import suppression
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.portfolio import SIZES
from innoenvi_cli.method.view import independent
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.deliverables.material import ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.method.portfolio import Census, Class, Position
    from innoenvi_cli.model.minicluster import Member

    Path = tuple[str, ...]

_LEAF: Final = 2
_ORDER: Final = ("micro", "small", "medium", "large", "")


INNER: Final = ("consultants", "core_group")
"""Those who are told of actors that do not take part yet, and of single interviews."""


def joint_figures(
    counted: Mapping[str, Sequence[Member]], census: Census, material: ProgrammeMaterial
) -> suppression.Table[int] | None:
    """Return companies and others by minicluster, by size and kind: shown in one document, they are hidden together.

    ``None`` for the consultants, from whom nothing is hidden.
    """
    if material.audience == "consultants":
        return None
    companies = {name: sum(member.kind == "company" for member in members) for name, members in counted.items()}
    cells = {(name, "companies"): count for name, count in companies.items()}
    cells |= {(name, "others"): len(members) - companies[name] for name, members in counted.items()}
    return suppression.table(cells, {(branch, name): count for (branch, name), count in census.places.items()})


def member_rows(
    census: Census,
    material: ProgrammeMaterial,
    joint: suppression.Table[int] | None = None,
    *,
    organisations: int | None = None,
) -> list[Row]:
    """Return total, companies by size and others by kind; what few stand behind is hidden outside the consultants.

    Each row: ``label``, ``places`` (each member of each minicluster) and ``groups`` (each corporate group once), as
    figures or ``None``; their texts are ``places_text`` and ``groups_text``. ``organisations`` is how many
    different ones there are, where the document tells it.
    """
    if not census.places:
        return []
    places, groups = _sums(census.places, material), _sums(census.groups, material)
    if joint is not None:
        places = dict(joint.classes.items()) | {(name,): count for name, count in joint.columns.items()}
        places[()] = joint.total
    for hidden in [path for path in places if places[path] is None or groups.get(path, 0) is None]:
        places[hidden] = groups[hidden] = None  # one shown beside the other would tell it
    for path in _merged(census, material, organisations):
        groups[path] = None
    shut = {branch for branch in ("companies", "others") if _is_shut(branch, places)}
    told = [path for path in _paths(census) if len(path) < _LEAF or path[0] not in shut]
    return [_row(path, places, groups, material.words) for path in told]


def _merged(census: Census, material: ProgrammeMaterial, organisations: int | None) -> list[Path]:
    """Return the classes of which it may not be told how many belong together, or take part in several miniclusters.

    The difference between counting plainly and once is a figure itself, and small ones are hidden with those that
    would give them away. Those who see the corporate groups are told it name by name.
    """
    if material.sees("Member.corporate_group"):
        return []
    counted = {tuple(found): count - census.groups.get(found, 0) for found, count in census.places.items()}
    belonging = organisations - sum(census.groups.values()) if organisations is not None else 0
    if any(count < 0 for count in counted.values()) or 0 < belonging < suppression.FIRMS:
        return list(_sums(census.places, material))
    return [path for path, count in suppression.tree(counted).items() if count is None]


def _is_shut(branch: str, places: Mapping[Path, int | None]) -> bool:
    """Tell whether all classes of a branch are hidden: then not even which classes there are is told."""
    return all(count is None for path, count in places.items() if len(path) == _LEAF and path[0] == branch)


def told_by_minicluster(
    counted: Mapping[str, Sequence[Member]], table: suppression.Table[int] | None
) -> dict[str, dict[str, int | None]]:
    """Return per minicluster the ``members`` counted, the ``companies`` among them, and how many ``groups`` they make.

    Figures that ``table`` hides are ``None``; ``""`` stands for the sums over all of them.
    """
    if table is None:
        companies = {name: sum(member.kind == "company" for member in members) for name, members in counted.items()}
        told: dict[str, dict[str, int | None]] = {
            name: {"members": len(members), "companies": companies[name], "groups": independent(members)}
            for name, members in counted.items()
        }
        return told | {"": {"members": sum(map(len, counted.values())), "companies": sum(companies.values())}}
    shown: dict[str, dict[str, int | None]] = {
        name: {
            "members": table.rows.get(name, 0),
            "companies": table.cells.get((name, "companies"), 0),
            # Beside the members their difference would tell of one or two that belong together.
            "groups": suppression.part(independent(members), len(members))
            if table.rows.get(name, 0) is not None
            else None,
        }
        for name, members in counted.items()
    }
    return {**shown, "": {"members": table.total, "companies": table.columns.get("companies", 0)}}


def told_interviews(positions: Sequence[Position], material: ProgrammeMaterial) -> dict[str, int | None]:
    """Return the interviews of each minicluster as they may be told, and of all under ``""``."""
    held = {found.minicluster: found.interviews for found in positions}
    total = sum(held.values())
    if material.audience in INNER:
        return {**held, "": total}
    return {**suppression.counts(held), "": suppression.figure(total)}


def _sums(counts: Mapping[Class, int], material: ProgrammeMaterial) -> dict[Path, int | None]:
    leaves: dict[Path, int] = {tuple(found): count for found, count in counts.items()}
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


def hides_branches(rows: list[Row]) -> bool:
    """Tell whether even companies and others are hidden: then no sentence may tell of them either."""
    return any(row["level"] == 1 and row["places"] is None for row in rows)
