"""Shows the interview material: tables on a terminal, elsewhere lines of cells parted by tabs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import N_, counted, format_date, message
from innoenvi_cli.method.interviews import UNKNOWN, class_of
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.envelope import envelope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.interviews import (
        CodeFigures,
        Count,
        Coverage,
        CrossTable,
        Dimension,
        InterviewMaterial,
        Passage,
    )
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.review_interviews import InterviewsResult


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its title, headings and rows.

    ``figures`` is the first column that holds figures; in one of ``prose`` the last column is text of some length.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: int = 1
    prose: bool = False


def report_interviews(result: InterviewsResult, screen: Screen, form: Format) -> None:
    """Write ``result`` in ``form``."""
    if form == "json":
        screen.machine(envelope("interviews", interviews_data(result, screen.language)))
        return
    grids = list(_excerpt_grids(result, screen) if result.code is not None else _grids(result, screen))
    title = screen.say(headline(result, screen.language))
    if screen.terminal:
        from innoenvi_cli.reporting.interviews_view import show_grids  # noqa: PLC0415 - rich is for terminals

        show_grids(title, grids, screen)
    else:
        screen.line(title)
        for grid in grids:
            screen.line(screen.say(grid.title))
            for row in (grid.headings, *grid.rows):
                screen.line("\t".join(screen.say(cell) for cell in row))
    for sentence in _sentences(result):
        screen.line(screen.say(sentence))
    if result.errors:
        screen.talk(message(N_("the records hold errors, so the figures may lack something")), "warning")
    screen.talk(message(N_("→ next: {command}"), command=result.next_command), "faint")


def _sentences(result: InterviewsResult) -> Iterator[Message]:
    """Say what no table shows: that there is nothing yet, or that nothing is left to code."""
    if not result.material.interviews:
        yield message(N_("Nobody has been interviewed in this cycle yet."))
    elif result.code is None and result.is_coded:
        yield message(N_("Every interview has excerpts, and every excerpt carries a code."))


def headline(result: InterviewsResult, language: Language) -> Message:
    """Return how many interviews there are and how many of the companies they cover."""
    total = result.material.coverage[0]
    return message(
        N_("{minicluster}: {interviews}, {interviewed} of {companies} companies, as of {as_of}"),
        minicluster=result.cluster.id,
        interviews=counted("{count} interview", "{count} interviews", len(result.material.interviews)),
        interviewed=total.interviewed,
        companies=total.companies,
        as_of=format_date(result.as_of, language),
    )


# For people ----------------------------------------------------------------------------------------------------------


def _grids(result: InterviewsResult, screen: Screen) -> Iterator[Grid]:
    material = result.material
    if material.coverage[0].companies:
        yield _coverage_grid(material.coverage, screen)
    if result.waiting:
        rows = tuple((member.name, _band(class_of(member, "size"), screen.language)) for member in result.waiting)
        headings = (_say(screen, N_("company")), _say(screen, N_("size")))
        yield Grid(_say(screen, N_("Companies neither interviewed nor refused")), headings, rows, 2)
    if material.codes:
        yield _code_grid(material.codes, screen)
    if any(row.figures.passages for row in result.table.rows):
        yield _cross_grid(result.table, screen)
    if result.without_excerpts:
        yield _silent_grid(result, screen)
    if material.uncoded:
        yield _passage_grid(_say(screen, N_("Excerpts without a code")), material.uncoded, result, screen)
    if material.unused:
        rows = tuple((code.id, in_language(code.name, screen.language)) for code in material.unused)
        headings = (_say(screen, N_("code")), _say(screen, N_("name")))
        yield Grid(_say(screen, N_("Codes that no excerpt carries")), headings, rows, 2)


def _silent_grid(result: InterviewsResult, screen: Screen) -> Grid:
    headings = tuple(_say(screen, text) for text in (N_("date"), N_("member"), N_("interview")))
    rows = tuple(
        (format_date(held.date, screen.language), result.member(held.member), held.id)
        for held in result.without_excerpts
    )
    return Grid(_say(screen, N_("Interviews without an excerpt")), headings, rows, len(headings))


def _excerpt_grids(result: InterviewsResult, screen: Screen) -> Iterator[Grid]:
    assert result.code is not None
    start = result.material.codes.index(result.code)
    below = [result.code]
    for figures in result.material.codes[start + 1 :]:
        if figures.depth <= result.code.depth:
            break
        below.append(figures)
    yield _code_grid(below, screen)
    if result.code.passages:
        yield _passage_grid(_say(screen, N_("Excerpts")), result.code.passages, result, screen)


def _say(screen: Screen, text: str) -> str:
    return message(text).render(screen.language)


def _coverage_grid(coverage: Iterable[Coverage], screen: Screen) -> Grid:
    headings = (N_("size"), N_("companies"), N_("interviewed"), N_("refused"), N_("neither"), N_("coverage"))
    rows = tuple(
        (
            _band(found.band, screen.language),
            str(found.companies),
            str(found.interviewed),
            str(found.refused),
            str(found.unasked),
            _share(found, screen.language),
        )
        for found in coverage
    )
    return Grid(_say(screen, N_("Coverage of the companies")), tuple(_say(screen, text) for text in headings), rows)


def _band(band: str | None, language: Language) -> str:
    if band is None:
        return message(N_("all companies")).render(language)
    return (label("size_class", band) if band else message(N_("size not known"))).render(language)


def _share(found: Coverage, language: Language) -> str:
    if found.ratio is None:
        return "-"
    return f"{round(100 * found.ratio)} %" if language == "fi" else f"{round(100 * found.ratio)}%"


def _code_grid(codes: Iterable[CodeFigures], screen: Screen) -> Grid:
    headings = (N_("code"), N_("name"), N_("excerpts"), N_("interviews"), N_("members"))
    rows = tuple(
        (
            found.id,
            f"{'  ' * found.depth}{_name(found, screen.language)}",
            str(found.excerpts),
            str(found.interviews),
            str(len(found.members)),
        )
        for found in codes
    )
    return Grid(_say(screen, N_("Codes")), tuple(_say(screen, text) for text in headings), rows, 2)


def _name(found: CodeFigures, language: Language) -> str:
    if found.code is None:
        return message(N_("not in the codebook")).render(language)
    return in_language(found.code.name, language)


def _cross_grid(table: CrossTable, screen: Screen) -> Grid:
    language = screen.language
    classes = [f"{_class(table.dimension, name, language)} ({count})" for name, count in table.interviewed.items()]
    everybody = _say(screen, N_("all"))
    headings = (_say(screen, N_("code")), *classes, f"{everybody} ({sum(table.interviewed.values())})")
    rows = tuple(
        (row.figures.id, *(_cell(cell) for cell in row.cells.values()), _cell(row.total))
        for row in table.rows
        if row.figures.passages
    )
    return Grid(_say(screen, N_("Members that spoke of it, their excerpts in brackets")), headings, rows)


def _cell(count: Count) -> str:
    return f"{count.members} ({count.excerpts})" if count.members else "-"


def _class(dimension: Dimension, name: str, language: Language) -> str:
    if name == UNKNOWN:
        return message(N_("not known")).render(language)
    if dimension == "tier":
        return message(N_("tier {tier}"), tier=name).render(language)
    return label("member_kind" if dimension == "kind" else "size_class", name).render(language)


def _passage_grid(title: str, passages: Iterable[Passage], result: InterviewsResult, screen: Screen) -> Grid:
    headings = (N_("date"), N_("member"), N_("interview"), N_("paraphrase"))
    rows = tuple(
        (
            format_date(passage.interview.date, screen.language),
            result.member(passage.interview.member),
            f"{passage.interview.id}, {passage.excerpt.id}",
            in_language(passage.excerpt.paraphrase, screen.language),
        )
        for passage in passages
    )
    return Grid(title, tuple(_say(screen, text) for text in headings), rows, len(headings), prose=True)


# For machines --------------------------------------------------------------------------------------------------------


def interviews_data(result: InterviewsResult, language: Language) -> dict[str, Any]:
    """Return what ``interviews --format json`` holds."""
    material = result.material
    return {
        "minicluster": result.cluster.id,
        "as_of": result.as_of.isoformat(),
        "interviews": len(material.interviews),
        "coverage": [_coverage_data(found) for found in material.coverage],
        "not_interviewed": sorted(member.id for member in result.waiting),
        "refused_outside": material.refused_outside,
        "codes": [_code_data(found, language) for found in material.codes],
        "by": result.table.dimension,
        "interviewed": [{"class": name or None, "members": count} for name, count in result.table.interviewed.items()],
        "cross": [
            {"code": row.figures.id, "class": name or None, "members": cell.members, "excerpts": cell.excerpts}
            for row in result.table.rows
            for name, cell in row.cells.items()
        ],
        "without_excerpts": [held.id for held in result.without_excerpts],
        "uncoded": [_passage_data(passage, language) for passage in material.uncoded],
        "unused": [code.id for code in material.unused],
        "findings": _stances(material),
        "code": result.code.id if result.code is not None else None,
        "excerpts": [_passage_data(passage, language) for passage in (result.code.passages if result.code else ())],
        "errors": result.errors,
        "next": result.next_command,
    }


def _coverage_data(found: Coverage) -> dict[str, Any]:
    return {
        "band": "all" if found.band is None else found.band or None,
        "companies": found.companies,
        "interviewed": found.interviewed,
        "refused": found.refused,
        "neither": found.unasked,
        "ratio": round(found.ratio, 4) if found.ratio is not None else None,
    }


def _code_data(found: CodeFigures, language: Language) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": in_language(found.code.name, language) if found.code is not None else None,
        "depth": found.depth,
        "own": found.own,
        "excerpts": found.excerpts,
        "interviews": found.interviews,
        "members": sorted(found.members),
    }


def _passage_data(passage: Passage, language: Language) -> dict[str, Any]:
    return {
        "record": f"interviews/{passage.interview.id}",
        "excerpt": passage.excerpt.id,
        "member": passage.interview.member,
        "date": passage.interview.date.isoformat(),
        "paraphrase": in_language(passage.excerpt.paraphrase, language),
        "codes": list(passage.excerpt.codes),
    }


def _stances(material: InterviewMaterial) -> list[dict[str, Any]]:
    return [
        {"finding": held.finding.id, "for": list(held.members_for), "against": list(held.members_against)}
        for held in material.stances
    ]
