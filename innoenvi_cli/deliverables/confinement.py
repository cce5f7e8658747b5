"""Makes a document in a process of its own, which the system holds to limits: a sandbox bounds neither time nor memory.

The process has no environment, can write into no file, and hands back bytes through a pipe: the document, or where it
failed. Where the system has no fork (Windows) the document is made in this process, held to its size alone.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.template_faults import MEMORY_LIMIT, MOST_MEMORY, where
from innoenvi_cli.deliverables.templating import DOCUMENT_LIMIT, LARGEST_DOCUMENT
from innoenvi_cli.errors import RefusedError, reason_of
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, Message, message
from innoenvi_cli.rules import BY_CODE
from innoenvi_cli.rules.templates import DOCUMENT_TOO_LARGE, TEMPLATE_TOO_MUCH_MEMORY, TEMPLATE_TOO_SLOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.findings import Finding

if sys.platform != "win32":
    import resource

MOST_SECONDS: Final = 5
"""Seconds of the processor that a document may take."""
_GRACE: Final = 2
"""Seconds more for telling where it stood."""
_DONE, _FAILED = b"+", b"-"
CONFINES: Final = hasattr(os, "fork")
"""Whether this system can hold a document to limits."""


class _TooSlowError(BaseException):
    """The time is up; nothing that a template does may catch it."""


class NoProcessError(RefusedError):
    """The system gives no further process."""

    code = "no-process"

    def __init__(self, reason: Message) -> None:
        super().__init__(
            message(N_("a template of the programme's own runs in a process of its own: {reason}"), reason=reason),
            message(N_("end other programs and run the command again")),
        )


def confined(make: Callable[[], bytes], start: Location, fault: Callable[[BaseException], Finding]) -> bytes:
    """Return what ``make`` returns; ``start`` is where its template begins, ``fault`` says what an exception means.

    Raises:
        TemplateFailedError: the template does not work, or takes more than it may.
        NoProcessError: the system gives no process.
    """
    if not CONFINES:
        return _bounded(make(), start)
    reading, writing = os.pipe()
    try:
        child = _fork()
    except OSError as error:
        os.close(reading)
        os.close(writing)
        raise NoProcessError(reason_of(error)) from error
    if child == 0:
        os.close(reading)
        _run(make, start, fault, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as stream:
            answer = stream.read(LARGEST_DOCUMENT + 2)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    _, status = os.waitpid(child, 0)
    return _understood(answer, os.waitstatus_to_exitcode(status), start)


def _fork() -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        # Whatever other threads hold stays theirs: the child renders and writes into a pipe.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _bounded(content: bytes, start: Location) -> bytes:
    if len(content) > LARGEST_DOCUMENT:
        raise TemplateFailedError(DOCUMENT_TOO_LARGE.at(start, limit=DOCUMENT_LIMIT))
    return content


def _understood(answer: bytes, ended: int, start: Location) -> bytes:
    if answer[:1] == _DONE and ended == 0:
        return answer[1:]
    if answer[:1] == _FAILED and ended == 0:
        raise TemplateFailedError(_finding(json.loads(answer[1:])))
    if ended in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise TemplateFailedError(TEMPLATE_TOO_SLOW.at(start, seconds=MOST_SECONDS))
    raise TemplateFailedError(TEMPLATE_TOO_MUCH_MEMORY.at(start, limit=MEMORY_LIMIT))


# In the child --------------------------------------------------------------------------------------------------------


def _run(make: Callable[[], bytes], start: Location, fault: Callable[[BaseException], Finding], out: int) -> NoReturn:
    """Make the document, write it or what went wrong, and end whatever happens."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.environ.clear()
        _limit()
        answer = _answer(make, start, fault)
        with os.fdopen(out, "wb") as stream:
            stream.write(answer)
        os._exit(0)
    finally:
        os._exit(1)


def _answer(make: Callable[[], bytes], start: Location, fault: Callable[[BaseException], Finding]) -> bytes:
    try:
        return _DONE + _bounded(make(), start)
    except TemplateFailedError as error:
        found = error.finding
    except _TooSlowError as error:
        found = TEMPLATE_TOO_SLOW.at(where(error, start)[0], seconds=MOST_SECONDS)
    except Exception as error:  # noqa: BLE001 - whatever a template of somebody else's does, it is that template's fault
        found = fault(error)
    return _FAILED + json.dumps(_packed(found)).encode()


def _limit() -> None:
    signal.signal(signal.SIGXCPU, _stop)
    _set(resource.RLIMIT_CPU, MOST_SECONDS, MOST_SECONDS + _GRACE)
    _set(resource.RLIMIT_FSIZE, 0, 0)
    _set(resource.RLIMIT_CORE, 0, 0)
    most = _address_space() + (MOST_MEMORY << 20)
    _set(resource.RLIMIT_AS, most, most)


def _stop(*_: object) -> NoReturn:
    raise _TooSlowError


def _set(kind: int, soft: int, hard: int) -> None:
    """Lower a limit; one that is lower already stays, and what a system does not know it does not hold to."""
    present = resource.getrlimit(kind)[1]
    ceiling = hard if present == resource.RLIM_INFINITY else min(hard, present)
    try:
        resource.setrlimit(kind, (min(soft, ceiling), ceiling))
    except (OSError, ValueError):
        return


def _address_space() -> int:
    """Return the bytes of addresses that this process has taken; where nobody says, what its memory suggests."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 1 << 30
    return pages * resource.getpagesize()


# Findings through a pipe ---------------------------------------------------------------------------------------------


def _packed(found: Finding) -> dict[str, Any]:
    place = found.location
    args = [[name, _packed_value(value)] for name, value in found.message.args]
    return {"code": found.code, "path": place.path, "line": place.line, "column": place.column, "args": args}


def _packed_value(value: object) -> Any:
    if isinstance(value, Message):
        return {"text": value.text, "args": [[name, _packed_value(inner)] for name, inner in value.args]}
    return value if isinstance(value, int) else str(value)


def _finding(packed: dict[str, Any]) -> Finding:
    place = Location(packed["path"], packed["line"], packed["column"])
    args = {name: _unpacked(value) for name, value in packed["args"]}
    return BY_CODE[packed["code"]].at(place, **args)


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        text, args = value["text"], value["args"]
        return message(text, **{name: _unpacked(inner) for name, inner in args})
    return value
