"""Reads the spec of a workbook: the same YAML, the same codes for keys and values, as in records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from innoenvi_cli.deliverables.proofing import spec_faults
from innoenvi_cli.deliverables.spec import WorkbookSpec, parse_spec
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, Message, message
from innoenvi_cli.model.project import Origin
from innoenvi_cli.rules import EMPTY_FILE, NOT_A_MAPPING, UNKNOWN_KEY
from innoenvi_cli.store.reader import decode, read
from innoenvi_cli.store.schema_errors import findings_of
from innoenvi_cli.store.slips import slip_in

if TYPE_CHECKING:
    from innoenvi_cli.findings import Finding


_EMPTY: Final = "a list with at least one item"


def read_spec(raw: bytes, path: str) -> tuple[WorkbookSpec | None, list[Finding]]:
    """Return the workbook that the file ``path`` declares, or what is wrong with it."""
    text, problem = decode(raw, path)
    if problem is not None:
        return None, [problem]
    document = read(text, path)
    if document.findings:
        return None, list(document.findings)
    if not isinstance(document.data, dict):
        rule = EMPTY_FILE if document.data is None else NOT_A_MAPPING
        hint = slip_in(document.data, has_parts=True)
        return None, [rule.at(Location(path, document.line, document.column), hint=hint)]
    origin = Origin(path, document.line, document.column, document.marks)
    try:
        spec = parse_spec(path, document.data, origin)
    except ValidationError as error:
        found = list(findings_of(error, WorkbookSpec, document.data, origin, minicluster="", record=""))
        return None, [_of_specs(fault) for fault in found if not _follows(fault)] or found
    return spec, spec_faults(spec)


def _of_specs(fault: Finding) -> Finding:
    """Return the fault with a way out that a spec has: there is no custom: in one."""
    if fault.code != UNKNOWN_KEY.code:
        return fault
    return replace(fault, hint=message(N_("correct it or take it away; the shipped workbooks show the keys there are")))


def _follows(fault: Finding) -> bool:
    """Tell whether a list is called empty for no other reason than that what stands in it is wrong."""
    expected = dict(fault.message.args).get("expected")
    return isinstance(expected, Message) and expected.text == _EMPTY
