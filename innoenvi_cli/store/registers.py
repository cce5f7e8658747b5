"""How large a register in one file may be: a programme may allow more than other files have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.model.programme import REGISTER_MEBIBYTES, Programme

if TYPE_CHECKING:
    from innoenvi_cli.model.base import Record

__all__ = ["REGISTER_MEBIBYTES", "register_mebibytes"]


def register_mebibytes(programme: Record | None) -> int:
    """Return the limit of registers in mebibytes; a programme whose own record is broken has the smallest."""
    return programme.register_mib if isinstance(programme, Programme) else 1
