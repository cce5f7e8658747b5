"""Why a programme cannot be compared with what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from datetime import date

    from innoenvi_cli.i18n import Message
    from innoenvi_cli.store.history import Commit


class NotInGitError(RefusedError):
    """The programme lies in no repository, or git is not there, or refuses."""

    code = "not-in-git"

    def __init__(self) -> None:
        super().__init__(
            message(N_("git knows nothing of this programme: it is in no repository, or git is missing or refuses")),
            message(N_("see what git status says here; without a commit there is nothing to compare with")),
        )


class UnknownRevisionError(RefusedError):
    """What was given names no commit."""

    code = "unknown-revision"

    def __init__(self, revision: str, *, is_shallow: bool) -> None:
        super().__init__(
            message(N_("there is no commit '{revision}'"), revision=revision[:80]),
            _deeper()
            if is_shallow
            else message(
                N_("give a commit, tag or branch (git log --oneline), a date (2026-05-01) or a meeting (events/ID)")
            ),
        )


class NothingByThenError(RefusedError):
    """The history begins later."""

    code = "nothing-by-then"

    def __init__(self, day: date, first: date, *, is_shallow: bool) -> None:
        super().__init__(
            message(N_("there is no commit up to {day}; the first one is of {first}"), day=day, first=first),
            _deeper() if is_shallow else message(N_("give {first} or a later day"), first=first),
        )


class NoProgrammeThenError(RefusedError):
    """At that commit the programme was not in this folder."""

    code = "no-programme-then"

    def __init__(self, commit: str, day: date, others: tuple[str, ...], first: Commit | None) -> None:
        if others:
            hint = message(
                N_("perhaps it had another name: programmes lay in {folders}; moved folders are not followed"),
                folders=others,
            )
        elif first is not None:
            hint = message(
                N_("it is here since {commit} ({day}): give that commit or a later one"),
                commit=first.short,
                day=first.day,
            )
        else:
            hint = message(N_("commit innoenvi.yaml first"))
        super().__init__(
            message(N_("in commit {commit} ({day}) this folder held no programme"), commit=commit, day=day), hint
        )


class TooMuchError(RefusedError):
    """The records of a commit are too large to be read."""

    code = "too-much"

    def __init__(self, limit: int) -> None:
        super().__init__(
            message(N_("the records of that commit are larger than {limit} MiB together"), limit=limit),
            message(N_("compare one minicluster at a time: innoenvi diff MINICLUSTER --since REV")),
        )


def _deeper() -> Message:
    return message(N_("this clone is shallow and lacks the older commits: git fetch --unshallow brings them"))
