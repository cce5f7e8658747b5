"""Data and coverage of the analysis report: who was interviewed, what codes the material carries, whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.audiences import FEWEST, suppressed
from innoenvi_cli.deliverables.context.common import joined
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.interviews import DIMENSIONS, UNKNOWN, Count, interview_material

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.interviews import CodeFigures, Coverage, CrossRow, CrossTable, Dimension, InterviewMaterial

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


def material_context(material: Material) -> Row:
    """Return the part of the analysis report that tells of the interviews and their codes."""
    figures = interview_material(material.view)
    sees = material.sees("Excerpt.codes", "Code.name")
    return {
        "data": _data(figures, material),
        "coverage": coverage_rows(figures.coverage, material),
        "coverage_note": _coverage_note(figures.coverage, material),
        "codes": {
            "rows": [_code(found, material) for found in figures.codes if found.passages] if sees else [],
            "empty": material.gap(N_("coded excerpts"), "Excerpt.codes"),
        },
        "codes_note": _codes_note(figures, material) if sees else "",
        "tables": [_cross(figures.tables[dimension], material) for dimension in DIMENSIONS]
        if _crosses(material)
        else [],
        "tables_note": _tables_note(material),
    }


def _data(figures: InterviewMaterial, material: Material) -> list[Row]:
    words = material.words
    days = [interview.date for interview in figures.interviews]
    guide = material.shown.guide
    kinds = figures.tables["kind"].interviewed
    others = sum(count for kind, count in kinds.items() if kind not in {"company", UNKNOWN})
    refused = figures.coverage[0].refused + figures.refused_outside
    tells_refusals = material.audience == "consultants" or refused >= FEWEST
    lines = [
        (N_("Interviews"), str(len(days)) if days else words.say(N_("none yet"))),
        (N_("Interviewed between"), words.period(min(days), max(days)) if days else ""),
        (N_("Of them with others than companies"), str(others) if days else ""),
        (N_("Refusals"), str(refused) if refused and tells_refusals and material.sees("Interview.refused") else ""),
        (
            N_("Interview guide"),
            words.say(N_("version {version}"), version=guide.version) if guide and guide.version else "",
        ),
        (N_("Coded excerpts"), _coded(figures, material) if material.sees("Excerpt.codes") else ""),
        (N_("Findings"), str(len(material.facts.cluster.findings))),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _coded(figures: InterviewMaterial, material: Material) -> str:
    total = sum(len(interview.excerpts) for interview in figures.interviews)
    if not total:
        return ""
    coded = total - len(figures.uncoded)
    return material.words.say(N_("{coded} of {total}"), coded=coded, total=total)


# Coverage ------------------------------------------------------------------------------------------------------------


def coverage_rows(coverage: Sequence[Coverage], material: Material) -> list[Row]:
    """Return coverage in all, then by size band; what would tell of single firms is left out outside the consultants.

    Refusals are told by band to the consultants alone: there is hardly ever more than one.
    """
    total, *bands = coverage
    if not total.companies:
        return []
    untold = _untold(coverage, material)
    rows = [_coverage(total, material)]
    if material.sees("Member.size"):
        rows += [_hidden(band, material) if band.band in untold else _coverage(band, material) for band in bands]
    return rows


def _untold(coverage: Sequence[Coverage], material: Material) -> set[str | None]:
    bands = coverage[1:]
    companies = suppressed({band.band or UNKNOWN: band.companies for band in bands}, material.audience)
    asked = suppressed({band.band or UNKNOWN: band.interviewed for band in bands}, material.audience)
    return {
        band.band for band in bands if companies[band.band or UNKNOWN] is None or asked[band.band or UNKNOWN] is None
    }


def _coverage(found: Coverage, material: Material) -> Row:
    words = material.words
    share = f"{words.percent(found.ratio)} ({found.interviewed}/{found.companies})"
    tells = material.audience == "consultants"
    return {
        "band": _band(found.band, material),
        "companies": str(found.companies),
        "interviewed": str(found.interviewed),
        "refused": str(found.refused) if tells else "",
        "unasked": str(found.unasked) if tells else "",
        "coverage": share,
    }


def _hidden(found: Coverage, material: Material) -> Row:
    few = material.words.say(N_("not shown"))
    empty = dict.fromkeys(("interviewed", "refused", "unasked", "coverage"), "")
    return {"band": _band(found.band, material), "companies": few, **empty}


def _band(band: str | None, material: Material) -> str:
    if band is None:
        return material.words.say(N_("All companies"))
    return material.words.heading("size_class", band) or material.words.say(N_("Size not known"))


def _coverage_note(coverage: Sequence[Coverage], material: Material) -> str:
    words = material.words
    notes = [words.say(N_("Coverage is the share of the companies that take part: interviewed or committed."))]
    if material.sees("Member.size") and _untold(coverage, material):
        notes.append(
            words.say(N_("Not shown: fewer than three companies, or figures from which those could be worked out."))
        )
    return " ".join(notes) if coverage[0].companies else ""


# Codes ---------------------------------------------------------------------------------------------------------------


def _code(found: CodeFigures, material: Material) -> Row:
    """Tell how much carries a code; outside the consultants only where at least three actors spoke of it."""
    tells = material.audience == "consultants" or len(found.members) >= FEWEST
    few = material.words.say(N_("not shown"))
    return {
        "name": f"{'– ' * found.depth}{code_name(found, material)}",
        "excerpts": str(found.excerpts) if tells else few,
        "interviews": str(found.interviews) if tells else "",
        "members": str(len(found.members)) if tells else "",
    }


def code_name(found: CodeFigures, material: Material) -> str:
    """Return the name of a code; one that the codebook lacks is said to be unknown."""
    if found.code is not None:
        return capitalised(material.text(found.code.name))
    return material.words.say(N_("{code} (not in the codebook)"), code=found.id)


def _codes_note(figures: InterviewMaterial, material: Material) -> str:
    words = material.words
    used = [found for found in figures.codes if found.passages]
    if not used:
        return ""
    notes = [words.say(N_("An excerpt counts for each of its codes and for the wider ones above them, once for each."))]
    if material.audience != "consultants" and any(len(found.members) < FEWEST for found in used):
        notes.append(words.say(N_("Not shown: what fewer than three actors spoke of.")))
    return " ".join(notes)


def theme_figures(theme: str, figures: InterviewMaterial, material: Material) -> tuple[str, str]:
    """Return how many excerpts and actors spoke of a theme, as cells; empty where it may not be told."""
    found = figures.figures(theme)
    if found is None or not material.sees("Excerpt.codes"):
        return "", ""
    shown = _code(found, material)
    return shown["excerpts"], shown["members"]


# Cross tables --------------------------------------------------------------------------------------------------------


def _crosses(material: Material) -> bool:
    return bool(material.view.interviews) and material.sees("Excerpt.codes", "Code.name", "Member.size", "Member.tier")


def _cross(table: CrossTable, material: Material) -> Row:
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
        "rows": [_cross_row(row, [classes for _, classes in groups], material) for row in tops],
    }


def _cross_row(row: CrossRow, groups: Sequence[Sequence[str]], material: Material) -> Row:
    cells = {f"class{index}": _sum(row.cells[name] for name in classes) for index, classes in enumerate(groups)}
    told = suppressed({key: cell.members for key, cell in cells.items()}, material.audience)
    total = row.total if material.audience == "consultants" or row.total.members >= FEWEST else None
    return {
        "name": code_name(row.figures, material),
        **{key: _cell(cell if told[key] is not None else None, material) for key, cell in cells.items()},
        "total": _cell(total, material),
    }


def _sum(counts: Iterable[Count]) -> Count:
    found = list(counts)
    return Count(sum(count.members for count in found), sum(count.excerpts for count in found))


def _cell(count: Count | None, material: Material) -> str:
    if count is None:
        return material.words.say(N_("not shown"))
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
        alone = [name for name in every if table.interviewed[name] >= FEWEST]
    merged = [name for name in every if name not in alone]
    alone.sort(key=lambda name: -table.interviewed[name])
    while alone and merged and sum(table.interviewed[name] for name in merged) < FEWEST:
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


def _tables_note(material: Material) -> str:
    words = material.words
    if not _crosses(material):
        return ""
    notes = [
        words.say(
            N_("Actors that spoke of the theme, their excerpts in brackets; headings tell how many were interviewed.")
        )
    ]
    if material.audience != "consultants":
        notes.append(words.say(N_("Groups of fewer than three actors are put together or not shown.")))
    return " ".join(notes)


# Method --------------------------------------------------------------------------------------------------------------


def sources(material: Material) -> Row:
    """Return how the material was gathered and handled: modes, permissions, confirmations, codebook."""
    figures = interview_material(material.view)
    return {"lines": [line for line in _source_lines(figures, material) if line]}


def _source_lines(figures: InterviewMaterial, material: Material) -> list[str]:
    words, say = material.words, material.words.say
    if not figures.interviews:
        return []
    codes = len(material.shown.codebook.codes) if material.shown.codebook is not None else 0
    modes: dict[str, int] = {}
    for interview in figures.interviews:
        if interview.mode is not None:
            modes[interview.mode] = modes.get(interview.mode, 0) + 1
    told = suppressed(modes, material.audience)
    shown = [
        words.label("interview_mode", mode) + (f" {told[mode]}" if told[mode] is not None else "")
        for mode in sorted(modes)
    ]
    unused = [capitalised(material.text(code.name)) for code in figures.unused]
    return [
        say(N_("Interviews by mode: {modes}."), modes=joined(shown)) if shown else "",
        say(N_("Codebook: {codes}."), codes=say(counted("one code", "{count} codes", codes))) if codes else "",
        say(N_("Codes that no excerpt carries: {codes}."), codes=joined(unused))
        if unused and material.sees("Code.name")
        else "",
        _permissions(figures, material),
    ]


def _permissions(figures: InterviewMaterial, material: Material) -> str:
    """Say what the interviewees allow, so that the reader knows why something is not told."""
    if not material.sees("Permissions.quote", "Permissions.name"):
        return ""
    total = len(figures.interviews)
    kept = sum(not (held.permissions.quote and held.permissions.name) for held in figures.interviews)
    if not kept:
        return material.words.say(
            N_("Every interviewee allows paraphrases and the name of the organisation to be shown.")
        )
    if material.audience != "consultants" and (kept < FEWEST or total - kept < FEWEST):
        return material.words.say(
            N_("Some interviewees do not let paraphrases or the name of the organisation be shown: they are left out.")
        )
    return material.words.say(
        N_(
            "{kept} of {total} interviewees do not let paraphrases or the name of the organisation be shown: they"
            " are left out for others than the consultants."
        ),
        kept=kept,
        total=total,
    )
