"""What stops the making of a deliverable."""

from __future__ import annotations

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message


class TemplateFailedError(RefusedError):
    """A template or a workbook spec does not work; ``reason`` is in the words of the template language."""

    code = "template"

    def __init__(self, name: str, reason: str, *, line: int | None = None) -> None:
        place = name if line is None else f"{name}:{line}"
        super().__init__(
            message(N_("the template {place} cannot be used: {reason}"), place=place, reason=reason),
            message(N_("correct the template, or run without --trust-templates to use the shipped one")),
        )
