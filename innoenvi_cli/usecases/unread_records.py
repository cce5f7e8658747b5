"""What documents would lack, or say wrongly, where records cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.method.phases import LOG
from innoenvi_cli.store.files import PROGRAMME_FILE
from innoenvi_cli.store.phase_log import log_path
from innoenvi_cli.usecases.situation import fault_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.store.loader import Loaded


def refuse_unknown(loaded: Loaded) -> None:
    """Make no documents where nobody knows what all of them rest on: those of before say nothing untrue.

    Raises:
        RefusedError: the programme's own record, or the decisions of a minicluster that was read, cannot be read.
    """
    if "innoenvi" in loaded.project.broken:
        fault = fault_of(loaded.findings, PROGRAMME_FILE)
        raise RefusedError(
            message(
                N_("{place}: {fault}; so nobody knows the name, the languages and the day of the documents"),
                place=str(fault.location),
                fault=fault.message,
            ),
            message(N_("mend what innoenvi check reports")),
        )
    for name, cluster in loaded.project.miniclusters.items():
        if LOG in cluster.broken:
            fault = fault_of(loaded.findings, log_path(name))
            raise RefusedError(
                message(
                    N_("{place}: {fault}; so nobody knows the phase that the documents of '{minicluster}' would state"),
                    place=str(fault.location),
                    fault=fault.message,
                    minicluster=name,
                ),
                message(
                    N_(
                        "restore {path} from git: it is written by innoenvi advance, review and undo alone; until then"
                        " name the other miniclusters: innoenvi report MINICLUSTER"
                    ),
                    path=log_path(name),
                ),
            )


def shortfall(loaded: Loaded) -> Iterator[Message]:
    """Yield a warning where records that cannot be read are missing in what is made of the rest."""
    errors = sum(finding.severity is Severity.ERROR for finding in loaded.findings)
    if errors:
        yield counted(
            "the files read hold one error, so documents may lack something: innoenvi check",
            "the files read hold {count} errors, so documents may lack something: innoenvi check",
            errors,
        )
