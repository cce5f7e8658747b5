"""What stops the making of a deliverable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from innoenvi_cli.findings import Finding


class TemplateFailedError(RefusedError):
    """A template or the spec of a workbook does not work: ``finding`` says where and why.

    ``source`` is the line of the template, where it is the programme's own.
    """

    code = "template"

    def __init__(self, finding: Finding, *, source: str = "") -> None:
        where = finding.location
        super().__init__(
            message(
                N_("the template {place} cannot be used: {problem}"),
                place=str(where),
                problem=finding.message,
            ),
            message(N_("{hint}; without --trust-templates the shipped template is used"), hint=finding.hint),
        )
        self.finding = finding
        self.rule = finding.code
        self.place = {"file": where.path, "line": where.line, "column": where.column}
        self.source = source
