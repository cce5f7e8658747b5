"""Data and coverage of the analysis report: who was interviewed, what codes the material carries, whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.context.common import joined
from innoenvi_cli.deliverables.suppression import NOTE, PERSONS, SIGN, counts, figure, part
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_, counted
from innoenvi_cli.method.interviews import UNKNOWN, interview_material
from innoenvi_cli.model.vocabulary import words as vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.method.interviews import CodeFigures, Coverage, InterviewMaterial


def material_context(material: Material) -> Row:
    """Return the part of the analysis report that tells of the interviews and their codes."""
    figures = interview_material(material.view)
    sees = material.sees("Excerpt.codes", "Code.name")
    return {
        "data": _data(figures, material),
        "coverage": coverage_rows(figures.coverage, material),
        "coverage_note": _coverage_note(figures.coverage, material),
        "codes": {
            "rows": _code_rows(figures, material) if sees else [],
            "empty": material.gap(N_("coded excerpts"), "Excerpt.codes"),
        },
        "codes_note": _codes_note(figures, material) if sees else "",
    }


def _data(figures: InterviewMaterial, material: Material) -> list[Row]:
    words = material.words
    days = [interview.date for interview in figures.interviews]
    guide = material.shown.guide
    kinds = figures.tables["kind"].interviewed
    others = sum(count for kind, count in kinds.items() if kind not in {"company", UNKNOWN})
    refused = figures.coverage[0].refused + figures.refused_outside
    tells_refusals = material.sees("Interview.refused") and told(refused, material)
    every = sum(member.kind != "company" for member in material.view.participating)
    tells_others = told(others, material) and _tells_coverage(min(others, every), every, material)
    lines = [
        (N_("Interviews"), str(len(days)) if days else words.say(N_("none yet"))),
        (N_("Interviewed between"), words.period(min(days), max(days)) if days else ""),
        (N_("Of them with others than companies"), str(others) if days and tells_others else ""),
        (N_("Refusals"), str(refused) if refused and tells_refusals else ""),
        (
            N_("Interview guide"),
            words.say(N_("version {version}"), version=guide.version) if guide and guide.version else "",
        ),
        (N_("Coded excerpts"), _coded(figures, material) if material.sees("Excerpt.codes") else ""),
        (N_("Findings"), str(_findings(material))),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _findings(material: Material) -> int:
    """Count the findings that reach the audience; who is shown none is told of those that the members are shown."""
    if material.sees("FindingRecord.id"):
        return len(material.shown.findings)
    return len(material.facts.shown_to("members").findings)


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
    if not total.companies or not _tells_coverage(total.interviewed, total.companies, material):
        return []
    rows = [_coverage(total, material)]
    if material.sees("Member.size") and _tells_bands(coverage, material):
        untold = _untold(coverage, material)
        rows += [_hidden(band, material) if band.band in untold else _coverage(band, material) for band in bands]
    return rows


def _tells_coverage(asked: int, every: int, material: Material) -> bool:
    """Tell whether it may be told how many were interviewed: of the last one or two left nobody is told.

    Nobody outside the consultants is told by name who was interviewed: interviewees are named with their leave alone.
    """
    return material.audience == "consultants" or part(asked, every) is not None


def _tells_bands(coverage: Sequence[Coverage], material: Material) -> bool:
    return len(_untold(coverage, material)) < len(coverage) - 1


def told(count: int, material: Material) -> bool:
    """Tell whether the audience may be told a count of firms that stands alone."""
    return material.audience == "consultants" or figure(count) is not None


def _untold(coverage: Sequence[Coverage], material: Material) -> set[str | None]:
    """Return the bands of which the companies, or those of them that were interviewed, are too few to be told."""
    if material.audience == "consultants":
        return set()
    bands = {band.band or UNKNOWN: band for band in coverage[1:]}
    every = (*vocabulary_words("size_class"), UNKNOWN)
    companies = counts({band: bands[band].companies if band in bands else 0 for band in every})
    asked = counts({band: bands[band].interviewed if band in bands else 0 for band in every})
    return {band for band in bands if companies[band] is None or asked[band] is None}


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
    hidden = dict.fromkeys(("companies", "interviewed", "coverage"), SIGN)
    return {"band": _band(found.band, material), **hidden, "refused": "", "unasked": ""}


def _band(band: str | None, material: Material) -> str:
    if band is None:
        return material.words.say(N_("All companies"))
    return material.words.heading("size_class", band) or material.words.say(N_("Size not known"))


def _coverage_note(coverage: Sequence[Coverage], material: Material) -> str:
    words = material.words
    notes = [words.say(N_("Coverage is the share of the companies that take part: interviewed or committed."))]
    if material.sees("Member.size") and _untold(coverage, material):
        few = N_("By size there are too few companies for the figures to be shown.")
        notes.append(words.say(NOTE if _tells_bands(coverage, material) else few))
    return " ".join(notes) if coverage_rows(coverage, material) else ""


# Codes ---------------------------------------------------------------------------------------------------------------


def _code_rows(figures: InterviewMaterial, material: Material) -> list[Row]:
    hidden = hidden_codes(figures, material)
    return [
        {**_code(found, hidden), "name": f"{'· ' * found.depth}{code_name(found, material)}"}
        for found in figures.codes
        if found.passages
    ]


def hidden_codes(figures: InterviewMaterial, material: Material) -> frozenset[str]:
    """Return the codes whose figures are not shown: few spoke of them, or they would tell which of them are few.

    Beside a code of few actors, the smallest other one of the same depth below the same code is hidden as well.
    """
    if material.audience == "consultants":
        return frozenset()
    beside: dict[tuple[str, ...], list[CodeFigures]] = {}
    above: list[str] = []
    for found in figures.codes:
        above = above[: found.depth]
        if found.passages:
            beside.setdefault(tuple(above), []).append(found)
        above.append(found.id)
    hidden: set[str] = set()
    for several in beside.values():
        few = {found.id for found in several if not told(len(found.members), material)}
        others = [(len(found.members), found.excerpts, found.id) for found in several if found.id not in few]
        hidden |= few | ({min(others)[-1]} if few and others else set())
    return frozenset(hidden)


def _code(found: CodeFigures, hidden: frozenset[str]) -> Row:
    """Tell how much carries a code; outside the consultants only where at least three actors spoke of it."""
    tells = found.id not in hidden
    return {
        "excerpts": str(found.excerpts) if tells else SIGN,
        "interviews": str(found.interviews) if tells else SIGN,
        "members": str(len(found.members)) if tells else SIGN,
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
    if hidden_codes(figures, material):
        notes.append(words.say(NOTE))
    return " ".join(notes)


def theme_figures(theme: str, figures: InterviewMaterial, material: Material) -> tuple[str, str]:
    """Return how many excerpts and actors spoke of a theme, as cells; empty where it may not be told."""
    found = figures.figures(theme)
    if found is None or not material.sees("Excerpt.codes"):
        return "", ""
    shown = _code(found, hidden_codes(figures, material))
    return shown["excerpts"], shown["members"]


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
    every: Mapping[str, int | None] = {mode: modes.get(mode, 0) for mode in vocabulary_words("interview_mode")}
    if material.audience != "consultants":
        every = counts({mode: modes.get(mode, 0) for mode in every}, threshold=PERSONS)
    shown = [
        words.label("interview_mode", mode) + (f" {every[mode]}" if every[mode] is not None else "") for mode in modes
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
    if material.audience != "consultants" and part(kept, total, threshold=PERSONS) is None:
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
