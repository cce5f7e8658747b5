"""Who a deliverable is for: what they see, and how it is said that they do not see something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import may_see
from innoenvi_cli.deliverables.unshown import not_shown
from innoenvi_cli.deliverables.words import uncapitalised
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.model.programme import Audience


class Reader:
    """What the materials of a minicluster and of a programme have in common. ``what`` is marked with ``N_``."""

    audience: Audience
    words: Words

    def sees(self, *fields: str) -> bool:
        """Tell whether the audience sees every one of ``fields``, given as ``Member.contacts``."""
        return all(may_see(self.audience, *field.split(".", 1)) for field in fields)

    def gap(self, what: str, *fields: str) -> str:
        """Say why something is missing: not recorded, or not shown to this audience."""
        if self.sees(*fields):
            return self.words.say(N_("Not yet recorded: {what}."), what=uncapitalised(self.words.say(what)))
        return self.withheld(what)

    def none(self, nothing: str, what: str, *fields: str) -> str:
        """Say that there is ``nothing`` only to those who would be told if there were something."""
        return self.words.say(nothing) if self.sees(*fields) else self.withheld(what)

    def withheld(self, what: str) -> str:
        """Say that something is not shown to this audience."""
        return not_shown(uncapitalised(self.words.say(what)), self.audience, self.words)
