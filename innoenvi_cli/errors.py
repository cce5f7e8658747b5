"""What stops a command, as exceptions. Each builds its own sentence and knows its exit code; `cli` translates them."""

from __future__ import annotations

import errno
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final

from innoenvi_cli.i18n import N_, message, verbatim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.i18n import Message

EXIT_OK = 0
EXIT_NO = 1
EXIT_USAGE = 2
EXIT_BUG = 3
EXIT_REFUSED = 4
EXIT_UNFINISHED = 5
EXIT_INTERRUPTED = 130

# The system's own English, which a search finds; systems word it differently, and none of them says it in Finnish.
_SYSTEM_SAYS: Final = MappingProxyType(
    {
        errno.ENOSPC: N_("No space left on device"),
        errno.EDQUOT: N_("Disk quota exceeded"),
        errno.EFBIG: N_("File too large"),
        errno.EACCES: N_("Permission denied"),
        errno.EPERM: N_("Operation not permitted"),
        errno.EROFS: N_("Read-only file system"),
        errno.ENOENT: N_("No such file or directory"),
        errno.ENOTDIR: N_("Not a directory"),
        errno.EISDIR: N_("Is a directory"),
        errno.EIO: N_("Input/output error"),
        errno.EMFILE: N_("Too many open files"),
        errno.ENFILE: N_("Too many open files in system"),
        errno.ENAMETOOLONG: N_("File name too long"),
        errno.ELOOP: N_("Too many levels of symbolic links"),
        errno.EBUSY: N_("Device or resource busy"),
        errno.EAGAIN: N_("Resource temporarily unavailable"),
        errno.ENOMEM: N_("Cannot allocate memory"),
    }
)


def reason_of(error: OSError) -> Message:
    """Return why the system refused: in our words where it is one of the usual reasons, else in its own."""
    told = _SYSTEM_SAYS.get(error.errno) if error.errno is not None else None
    return message(told) if told is not None else verbatim(error.strerror or type(error).__name__)


class InnoenviError(Exception):
    """A command cannot go on. ``text`` says why, ``hint`` the way out, ``code`` is stable for scripts."""

    code: ClassVar[str] = "refused"
    exit_code: ClassVar[int] = EXIT_REFUSED
    # The rule that was broken, where `explain` knows it, and where: names of a place and what they are here.
    rule: str = ""
    place: Mapping[str, object] = MappingProxyType({})
    # The line of the user's file that the place is in, for terminals, which point at the column.
    source: str = ""

    def __init__(self, text: Message, hint: Message) -> None:
        super().__init__(text.render("en"))
        self.text = text
        self.hint = hint


class UsageError(InnoenviError):
    """Options that do not fit together."""

    code = "usage"
    exit_code = EXIT_USAGE


class RefusedError(InnoenviError):
    """Refused, nothing changed."""


class NoProgrammeError(RefusedError):
    """There is no ``innoenvi.yaml`` here or above."""

    code = "no-programme"

    def __init__(self, start: str) -> None:
        super().__init__(
            message(
                N_("no programme in {start} or any folder above it (innoenvi.yaml not found)"),
                start=start,
            ),
            message(N_("go to the programme's folder, give it with -C DIR, or make one: innoenvi init DIR")),
        )


class UnknownNameError(RefusedError):
    """A minicluster, kind, phase, deliverable or code that does not exist.

    ``none`` says what to do where there is nothing to choose from.
    """

    code = "unknown-name"

    def __init__(
        self,
        what: Message,
        name: str,
        choices: tuple[str, ...],
        suggestion: str | None,
        *,
        none: Message | None = None,
    ) -> None:
        listed = ", ".join(choices)
        hint = (
            message(
                N_("did you mean '{suggestion}'? There are: {choices}"),
                suggestion=suggestion,
                choices=listed,
            )
            if suggestion
            else message(N_("there are: {choices}"), choices=listed)
            if choices
            else none or message(N_("there is none yet"))
        )
        super().__init__(message(N_("no {what} '{name}'"), what=what, name=name), hint)


class AlreadyExistsError(RefusedError):
    """Something stands where the command would write."""

    code = "exists"

    def __init__(self, path: str) -> None:
        super().__init__(
            message(N_("{path} exists already"), path=path),
            message(N_("choose another name or place; nothing was changed")),
        )


class UnsafePathError(RefusedError):
    """A path that leaves the programme or goes through a symbolic link."""

    code = "unsafe-path"

    def __init__(self, path: str) -> None:
        super().__init__(
            message(
                N_("{path} lies outside the programme or goes through a symbolic link"),
                path=path,
            ),
            message(N_("use a plain path inside the programme's folder")),
        )


class TooLargeError(RefusedError):
    """A file stands where the tool keeps one of its own, larger than any of those."""

    code = "too-large"

    def __init__(self, path: str, limit: int) -> None:
        super().__init__(
            message(N_("{path} is larger than {limit} MiB: innoenvi did not make it"), path=path, limit=limit),
            message(N_("move it out of the programme; nothing was changed")),
        )


class CannotReadError(RefusedError):
    """The system does not give a file that it has; nothing was changed."""

    code = "cannot-read"

    def __init__(self, path: str, reason: Message) -> None:
        self.path, self.reason = path, reason
        super().__init__(
            message(N_("{path} cannot be read: {reason}"), path=path, reason=reason),
            message(N_("look at the rights, and run the command again; nothing was changed")),
        )


class CannotWriteError(RefusedError):
    """The disk or the rights do not allow the change; nothing was changed."""

    code = "cannot-write"

    def __init__(self, path: str, reason: Message) -> None:
        self.path, self.reason = path, reason
        super().__init__(
            message(N_("{path} cannot be written: {reason}"), path=path, reason=reason),
            message(N_("look at the rights and the free space; nothing was changed")),
        )


class QuestionUnansweredError(RefusedError):
    """A command needs an answer and there is no terminal to ask on."""

    code = "question-unanswered"


class UnfinishedError(InnoenviError):
    """Locked, changed meanwhile, or not finished."""

    code = "unfinished"
    exit_code = EXIT_UNFINISHED


class DecisionStandsError(InnoenviError):
    """Somebody interrupted the command after its decision was written."""

    code = "interrupted"
    exit_code = EXIT_INTERRUPTED

    def __init__(self, command: str) -> None:
        super().__init__(
            message(N_("interrupted: the decision stands, its deliverables are not all made")),
            message(N_("make them: {command}"), command=command),
        )


class LockedError(UnfinishedError):
    """Another process is writing to the programme."""

    code = "locked"

    def __init__(self) -> None:
        super().__init__(
            message(N_("another innoenvi is writing to this programme")),
            message(N_("wait until it has finished and run the command again")),
        )


class ChangedMeanwhileError(UnfinishedError):
    """A file is not what it was when the command read it."""

    code = "changed-meanwhile"

    def __init__(self, path: str) -> None:
        super().__init__(
            message(
                N_("{path} was changed while the command ran; nothing was overwritten"),
                path=path,
            ),
            message(N_("look at the change and run the command again")),
        )


class HalfWrittenError(UnfinishedError):
    """Some files of a change are written, the rest could not be."""

    code = "half-written"

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(
            message(
                N_("{path} could not be written: {reason}; what comes before it is written"),
                path=path,
                reason=reason,
            ),
            message(N_("mend the cause and run the command again: it goes on from there")),
        )


class WrongPhaseError(UnfinishedError):
    """``--from`` names another phase than the present one."""

    code = "wrong-phase"

    def __init__(self, asked: str, present: str) -> None:
        super().__init__(
            message(
                N_("the minicluster is in phase {present}, not {asked}"),
                asked=asked,
                present=present,
            ),
            message(N_("somebody may have advanced it already: look with innoenvi status")),
        )
