"""Runs the public commands for a command that shows them: the same arguments, the same boundary, the JSON read back."""

from __future__ import annotations

import contextlib
import io
import json
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_INTERRUPTED, UnfinishedError
from innoenvi_cli.i18n import N_, message, verbatim

if TYPE_CHECKING:
    from innoenvi_cli.usecases.advance_phase import AdvanceRequest


class CommandFailedError(UnfinishedError):
    """A command that must succeed did not."""

    code = "command-failed"

    def __init__(self, arguments: tuple[str, ...], code: int, reason: str) -> None:
        super().__init__(
            message(
                N_("innoenvi {arguments} ended with {code}: {reason}"),
                arguments=shlex.join(arguments),
                code=code,
                reason=verbatim(reason),
            ),
            message(N_("run it by itself to see more")),
        )


@dataclass(frozen=True, slots=True)
class PublicCommands:
    """The commands of innoenvi on the programme in ``folder``; ``shared`` are options that each of them gets."""

    folder: str
    shared: tuple[str, ...] = ()

    def data(self, *arguments: str) -> dict[str, Any]:
        """Run a command and return the data of its JSON.

        Raises:
            CommandFailedError: it did not end with 0.
        """
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["-C", self.folder, *self.shared, *arguments, "--format", "json"])
        if code == EXIT_INTERRUPTED:
            raise KeyboardInterrupt
        document = json.loads(out.getvalue()) if out.getvalue() else {}
        data: dict[str, Any] = document.get("data", {})
        if code:
            raise CommandFailedError(arguments, code, str(data.get("message") or err.getvalue().strip() or "-"))
        return data


def advance_arguments(request: AdvanceRequest) -> tuple[str, ...]:
    """Return the arguments of ``innoenvi`` that make ``request``."""
    intention = request.intention
    arguments = ["advance", request.minicluster, "-y"]
    options = {
        "--from": request.from_phase,
        "--as-of": request.as_of.isoformat() if request.as_of is not None else None,
        "--by": request.by,
        "--decision": intention.decision if intention.decision != "go" else None,
        "--meeting": "/".join(map(str, intention.meeting)) if intention.meeting is not None else None,
        "--note": intention.note,
        "--to": intention.to_phase,
    }
    for name, value in options.items():
        arguments += [name, value] if value is not None else []
    for criterion, reason in intention.waivers:
        arguments += ["--waive", criterion, "--reason", reason]
    if intention.condition is not None:
        text, owner, due = intention.condition
        arguments += ["--condition", text, "--owner", owner, "--due", due.isoformat()]
    if intention.ending is not None:
        arguments.append("--close" if intention.ending == "close" else "--new-cycle")
    return tuple(arguments)
