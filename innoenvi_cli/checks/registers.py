"""Codes that others give out: business ids, industry codes, regions; and figures that age."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.scopes import minicluster_scopes, scopes
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.minicluster import Member, MiniclusterRecord
from innoenvi_cli.model.programme import Programme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.base import Industry, Record, Region
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.project import Project

_BUSINESS_ID: Final = re.compile(r"[0-9]{7}-[0-9]\Z")
_ISO: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}\Z")
_NUTS: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}\Z")
_NACE_REVISION: Final = {"nace-2": "2.0", "tol-2008": "2.0", "nace-2.1": "2.1", "tol-2025": "2.1"}
_NACE_DIGITS: Final = 4


def business_ids(project: Project, as_of: date) -> Iterator[Finding]:
    """IE302: a Finnish business id that no register can hold."""
    for scope in scopes(project):
        for address, record in scope.records():
            for path, value in _business_ids(record):
                reason = business_id_problem(value)
                if reason is not None:
                    yield scope.finding(rules.BAD_BUSINESS_ID, address, path, value=value, reason=reason)


def industry_codes(project: Project, as_of: date) -> Iterator[Finding]:
    """IE303, IE304: an industry code without its revision, or one that the revision does not have."""
    for scope in minicluster_scopes(project):
        for address, record in scope.records():
            for path, industry in _industries(record):
                if industry.revision is None:
                    yield scope.finding(rules.INDUSTRY_WITHOUT_REVISION, address, path, value=industry.code)
                elif not is_industry_code(industry.code, industry.revision):
                    yield scope.finding(
                        rules.UNKNOWN_INDUSTRY,
                        address,
                        (*path, "code"),
                        value=industry.code,
                        revision=industry.revision,
                    )


def region_codes(project: Project, as_of: date) -> Iterator[Finding]:
    """IE307: a region code that looks like one of another scheme."""
    for scope in scopes(project):
        for address, record in scope.records():
            for path, region in _regions(record):
                if not is_of_scheme(region.code, region.scheme):
                    yield scope.finding(
                        rules.COUNTRY_AND_REGION, address, (*path, "code"), code=region.code, scheme=region.scheme
                    )


def sizes_without_year(project: Project, as_of: date) -> Iterator[Finding]:
    """IE308: headcount or turnover of nobody knows when."""
    for scope in minicluster_scopes(project):
        for member in project.miniclusters[scope.id].members.values():
            size = member.size
            if size is not None and size.year is None and (size.headcount or size.turnover):
                yield scope.finding(rules.SIZE_WITHOUT_YEAR, f"members/{member.id}", ("size",))


def business_id_problem(value: str) -> Message | None:
    """Say what is wrong with a Finnish business id, or return ``None``."""
    from stdnum.fi import ytunnus  # noqa: PLC0415 - 27 ms that only a programme with business ids should pay

    if not _BUSINESS_ID.match(value):
        return message(N_("it is not seven digits, a hyphen and a check digit"))
    return None if ytunnus.is_valid(value) else message(N_("the check digit does not match"))


@cache
def is_industry_code(code: str, revision: str) -> bool:
    """Tell whether ``revision`` has ``code``.

    The Finnish classifications (TOL) share their first four digits with NACE: the fifth is not known here and passes.
    """
    from stdnum.eu import nace  # noqa: PLC0415 - as above

    digits = code.replace(".", "")
    if revision.startswith("tol"):
        digits = digits[:_NACE_DIGITS]
    return bool(nace.is_valid(digits, revision=_NACE_REVISION[revision]))


def is_of_scheme(code: str, scheme: str) -> bool:
    """Tell whether a region code has the form of its scheme; national codes may look like anything but the others."""
    if scheme == "iso-3166-2":
        return _ISO.match(code) is not None
    if scheme == "nuts":
        return _NUTS.match(code) is not None
    return _ISO.match(code) is None and _NUTS.match(code) is None


def _business_ids(record: Record) -> Iterator[tuple[Path, str]]:
    if isinstance(record, Member):
        if record.business_id is not None:
            yield ("business_id",), record.business_id
    elif isinstance(record, Programme):
        for index, implementer in enumerate(record.implementers):
            if implementer.business_id is not None:
                yield ("implementers", index, "business_id"), implementer.business_id


def _industries(record: Record) -> Iterator[tuple[Path, Industry]]:
    if isinstance(record, Member):
        if record.industry is not None:
            yield ("industry",), record.industry
    elif isinstance(record, MiniclusterRecord):
        for index, segment in enumerate(record.segments):
            if segment.industry is not None:
                yield ("segments", index, "industry"), segment.industry


def _regions(record: Record) -> Iterator[tuple[Path, Region]]:
    if isinstance(record, Member):
        if record.region is not None:
            yield ("region",), record.region
    elif isinstance(record, Programme | MiniclusterRecord):
        for index, region in enumerate(record.regions):
            yield ("regions", index), region
