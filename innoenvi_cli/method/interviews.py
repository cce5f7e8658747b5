"""What the interviews amount to: codes with counts, codes by kind of member, coverage by size, who holds a finding.

An excerpt counts for each of its codes and for every code above them, once for each. So counts of a code and of the
codes below it do not add up, and neither do those of codes beside each other; the columns of a cross table do, as a
member is in one class only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from innoenvi_cli.method.metrics.analysis import holders
from innoenvi_cli.model.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.analysis import Code, Codebook, Excerpt, FindingRecord, Interview
    from innoenvi_cli.model.minicluster import Member

Dimension = Literal["kind", "tier", "size"]
DIMENSIONS: Final[tuple[Dimension, ...]] = ("kind", "tier", "size")
UNKNOWN: Final = ""
"""The class of those whose class is not recorded."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt with the interview it is from."""

    interview: Interview
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """A code at its place in the tree, ``depth`` 0 being the top.

    ``code`` is ``None`` where excerpts carry a code that the codebook does not have. ``own`` counts the excerpts that
    carry this very code; ``passages`` are those with the codes below it, each once.
    """

    id: str
    code: Code | None
    depth: int
    own: int
    passages: tuple[Passage, ...]

    @property
    def excerpts(self) -> int:
        """How many excerpts carry the code or one below it."""
        return len(self.passages)

    @property
    def interviews(self) -> int:
        """How many interviews they come from."""
        return len({passage.interview.id for passage in self.passages})

    @property
    def members(self) -> frozenset[str]:
        """The members interviewed in those."""
        return frozenset(passage.interview.member for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Count:
    """How many members, and how many excerpts of theirs."""

    members: int = 0
    excerpts: int = 0


@dataclass(frozen=True, slots=True)
class CrossRow:
    """A code with its counts by class of member; ``total`` counts all classes together."""

    figures: CodeFigures
    cells: Mapping[str, Count]
    total: Count


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Codes by the classes of one dimension. ``interviewed`` are the members interviewed by class, in its order."""

    dimension: Dimension
    interviewed: Mapping[str, int]
    rows: tuple[CrossRow, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many companies take part, how many of them were interviewed, and how many refused and were not.

    ``band`` is a size class, ``UNKNOWN``, or ``None`` for all companies. ``companies`` is the denominator.
    """

    band: str | None
    companies: int
    interviewed: int
    refused: int

    @property
    def unasked(self) -> int:
        """How many were neither interviewed nor refused."""
        return self.companies - self.interviewed - self.refused

    @property
    def ratio(self) -> float | None:
        """The share interviewed between 0 and 1, ``None`` where there is nothing to divide by."""
        return self.interviewed / self.companies if self.companies else None


@dataclass(frozen=True, slots=True)
class Stance:
    """Who holds a finding and who does not, by id, in the order of the ids."""

    finding: FindingRecord
    members_for: tuple[str, ...]
    members_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterviewMaterial:
    """The interviews of the cycle held by as-of, seen through the codebook.

    ``refused_outside`` counts refusals of those who do not take part, or are no companies: they are in no denominator.
    """

    interviews: tuple[Interview, ...]
    coverage: tuple[Coverage, ...]
    codes: tuple[CodeFigures, ...]
    tables: Mapping[Dimension, CrossTable]
    uncoded: tuple[Passage, ...]
    unused: tuple[Code, ...]
    stances: tuple[Stance, ...]
    refused_outside: int

    @property
    def roots(self) -> tuple[CodeFigures, ...]:
        """The codes at the top of the tree: the themes."""
        return tuple(figures for figures in self.codes if figures.depth == 0)

    def figures(self, code: str) -> CodeFigures | None:
        """Return the figures of a code, ``None`` where nobody knows it."""
        return next((found for found in self.codes if found.id == code), None)


def interview_material(view: View) -> InterviewMaterial:
    """Return what the interviews of ``view`` amount to."""
    codebook = view.cluster.codebook
    codes = tuple(_figures(codebook, view.interviews))
    covered = coverage(view)
    refused = {refusal.member for refusal in view.refusals} - {held.member for held in view.interviews}
    return InterviewMaterial(
        interviews=view.interviews,
        coverage=covered,
        codes=codes,
        tables={dimension: cross_table(view, codes, dimension) for dimension in DIMENSIONS},
        uncoded=tuple(passage for passage in _passages(view.interviews) if not passage.excerpt.codes),
        unused=tuple(found.code for found in codes if found.code is not None and not found.passages),
        stances=tuple(stance(view, finding) for finding in view.cluster.findings.values()),
        refused_outside=len(refused) - covered[0].refused,
    )


def _passages(interviews: Iterable[Interview]) -> Iterator[Passage]:
    for interview in interviews:
        for excerpt in interview.excerpts:
            yield Passage(interview, excerpt)


# The tree of codes ---------------------------------------------------------------------------------------------------


def _figures(codebook: Codebook | None, interviews: Sequence[Interview]) -> Iterator[CodeFigures]:
    """Yield every code in the order of the tree, then those that excerpts carry and the codebook lacks."""
    carried: dict[str, list[Passage]] = defaultdict(list)
    for passage in _passages(interviews):
        for code in dict.fromkeys(passage.excerpt.codes):
            carried[code].append(passage)
    order = tree(codebook.codes if codebook is not None else ())
    below: dict[str, dict[tuple[str, str], Passage]] = {}
    # Children stand behind their parents: from the end, everything below a code is known when its turn comes.
    for place in reversed(order):
        found = below.setdefault(place.code.id, {})
        found.update({_key(passage): passage for passage in carried.get(place.code.id, ())})
        if place.above is not None:
            below.setdefault(place.above, {}).update(found)
    for place in order:
        held = place.code
        own = len(carried.get(held.id, ()))
        yield CodeFigures(held.id, held, place.depth, own, _sorted(below[held.id]))
    for code_id in sorted(set(carried) - {place.code.id for place in order}):
        passages = {_key(passage): passage for passage in carried[code_id]}
        yield CodeFigures(code_id, None, 0, len(passages), _sorted(passages))


def _key(passage: Passage) -> tuple[str, str]:
    return passage.interview.id, passage.excerpt.id


def _sorted(passages: Mapping[tuple[str, str], Passage]) -> tuple[Passage, ...]:
    """Order by the day of the interview: that is how the material came to be."""
    return tuple(passage for _, passage in sorted(passages.items(), key=lambda pair: (pair[1].interview.date, pair[0])))


@dataclass(frozen=True, slots=True)
class Place:
    """A code in the tree, with the id of the code that it stands below there."""

    code: Code
    depth: int
    above: str | None


def tree(codes: Sequence[Code]) -> list[Place]:
    """Return the place of each code, parents before their children, siblings in the order of the codebook.

    A code whose parent is not there stands at the top. Of codes that contain each other, which `check` reports, the
    first in the codebook stands at the top: its link upwards is not followed.
    """
    by_id: dict[str, Code] = {}
    for code in codes:
        by_id.setdefault(code.id, code)
    children: dict[str, list[Code]] = defaultdict(list)
    tops: list[Code] = []
    for code in by_id.values():
        (children[code.parent] if code.parent is not None and code.parent in by_id else tops).append(code)
    placed: dict[str, Place] = {}
    for top in (*tops, *by_id.values()):
        waiting = [Place(top, 0, None)]
        while waiting:
            place = waiting.pop()
            if place.code.id not in placed:
                placed[place.code.id] = place
                below = reversed(children[place.code.id])
                waiting.extend(Place(child, place.depth + 1, place.code.id) for child in below)
    return list(placed.values())


# Cross tables --------------------------------------------------------------------------------------------------------


def cross_table(view: View, codes: Sequence[CodeFigures], dimension: Dimension) -> CrossTable:
    """Return ``codes`` by the classes of ``dimension``; classes in which nobody was interviewed are left out."""
    members = view.cluster.members
    interviewed = dict.fromkeys(sorted({interview.member for interview in view.interviews}))
    by_member = {member: class_of(members.get(member), dimension) for member in interviewed}
    held = set(by_member.values())
    known = [name for name in _classes(dimension) if name in held]
    classes = [*known, *sorted(held - {*known, UNKNOWN}), *([UNKNOWN] if UNKNOWN in held else [])]
    return CrossTable(
        dimension,
        {name: sum(found == name for found in by_member.values()) for name in classes},
        tuple(_cross_row(figures, classes, by_member) for figures in codes),
    )


def _classes(dimension: Dimension) -> tuple[str, ...]:
    if dimension == "tier":
        return tuple(str(tier) for tier in range(1, 10))
    return words("member_kind" if dimension == "kind" else "size_class")


def class_of(member: Member | None, dimension: Dimension) -> str:
    """Return the class of a member: its kind, its tier as text, or its size class."""
    if member is None:
        return UNKNOWN
    if dimension == "kind":
        return member.kind or UNKNOWN
    if dimension == "tier":
        return str(member.tier) if member.tier is not None else UNKNOWN
    return (member.size.size_class if member.size is not None else None) or UNKNOWN


def _cross_row(figures: CodeFigures, classes: Sequence[str], by_member: Mapping[str, str]) -> CrossRow:
    cells = {
        name: Count(
            sum(by_member[member] == name for member in figures.members),
            sum(by_member[passage.interview.member] == name for passage in figures.passages),
        )
        for name in classes
    }
    return CrossRow(figures, cells, Count(len(figures.members), figures.excerpts))


# Coverage and findings -----------------------------------------------------------------------------------------------


def coverage(view: View) -> tuple[Coverage, ...]:
    """Return the coverage of all companies that take part, then by size band, the smallest first."""
    bands: dict[str, list[Member]] = defaultdict(list)
    for company in view.companies:
        bands[class_of(company, "size")].append(company)
    ordered = [band for band in (*words("size_class"), UNKNOWN) if band in bands]
    return (_covered(None, view.companies, view), *(_covered(band, bands[band], view) for band in ordered))


def _covered(band: str | None, companies: Sequence[Member], view: View) -> Coverage:
    interviewed = {interview.member for interview in view.interviews}
    refused = {refusal.member for refusal in view.refusals} - interviewed
    return Coverage(
        band,
        len(companies),
        sum(company.id in interviewed for company in companies),
        sum(company.id in refused for company in companies),
    )


def stance(view: View, finding: FindingRecord) -> Stance:
    """Return who holds a finding, by name or by an interview that it cites, and who does not."""
    return Stance(finding, tuple(sorted(holders(view, finding))), tuple(sorted(set(finding.members_against))))
