"""What a command wants to be otherwise on the disk: one file of a change set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One file of a change set: ``path`` relative to the programme, with ``/``.

    ``before`` is what the file must hold when it is replaced, ``None`` when it must not exist; ``after`` is what it
    shall hold, ``None`` when it shall go.
    """

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def folder(self) -> str:
        """The path of the folder it lies in, empty for the programme's own."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The name of the file in its folder."""
        return self.path.rpartition("/")[2]
