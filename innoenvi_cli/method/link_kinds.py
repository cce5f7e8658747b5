"""The kinds of link between records: what leads to what, and how either end calls the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from innoenvi_cli.i18n import N_

Reach: TypeAlias = Literal["on", "from_here", "beside"]


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link from a cause to an effect.

    ``back`` is what the effect says before it names the cause (*rests on*), ``forth`` what the cause says before it
    names the effect. ``forth_reach`` says how far a trace forwards goes: ``on`` through the effect, to it alone unless
    the trace begins here (``from_here``), or to it alone and only where the trace begins here (``beside``), which
    holds backwards as well.
    """

    id: str
    back: str
    forth: str
    forth_reach: Reach = "on"

    def reach(self, *, forwards: bool) -> Reach:
        """Return how far a trace goes over a link of this kind."""
        return self.forth_reach if forwards or self.forth_reach == "beside" else "on"


INTERVIEWED: Final = LinkKind("interviewed", N_("was given by"), N_("was interviewed in"))
SAID_IN: Final = LinkKind("said_in", N_("was said in"), N_("holds the excerpt"))
CITES: Final = LinkKind("cites", N_("cites"), N_("is cited by"))
HELD_BY: Final = LinkKind("held_by", N_("is held by"), N_("holds the finding"))
OPPOSED_BY: Final = LinkKind("opposed_by", N_("is not held by"), N_("does not hold the finding"), "from_here")
SUMS_UP: Final = LinkKind("sums_up", N_("sums up"), N_("stands in the SWOT"))
DELIVERED_BY: Final = LinkKind("delivered_by", N_("is delivered by"), N_("delivers"))
RECEIVED_BY: Final = LinkKind("received_by", N_("is received by"), N_("receives"))
RESTS_ON: Final = LinkKind("rests_on", N_("rests on"), N_("is the ground for"))
CHOSEN_BY: Final = LinkKind("chosen_by", N_("was settled by"), N_("settles"))
SCORED_BY: Final = LinkKind("scored_by", N_("is scored by"), N_("gives scores to"), "from_here")
ABSTAINED: Final = LinkKind("abstained", N_("was left unscored by"), N_("leaves unscored"), "from_here")
INTERESTED: Final = LinkKind("interested", N_("has an interested rater in"), N_("has an interest in"), "from_here")
VETOED_BY: Final = LinkKind("vetoed_by", N_("was vetoed by"), N_("casts a veto on"), "from_here")
REPRESENTS: Final = LinkKind("represents", N_("represents"), N_("is represented by"))
OWNED_BY: Final = LinkKind("owned_by", N_("is owned by"), N_("owns"))
CARRIED_BY: Final = LinkKind("carried_by", N_("is carried by"), N_("carries"))
DECIDED_IN: Final = LinkKind("decided_in", N_("was decided in"), N_("decided on"))
HANDLED_IN: Final = LinkKind("handled_in", N_("was handled in"), N_("handled"))
RESOLVED_IN: Final = LinkKind("resolved_in", N_("had its veto resolved in"), N_("resolved the veto on"))
TRANSFERRED_IN: Final = LinkKind("transferred_in", N_("was transferred in"), N_("transferred"))
ON_AGENDA: Final = LinkKind("on_agenda", N_("was on the agenda of"), N_("had on its agenda"))
MET: Final = LinkKind("met", N_("was a meeting of"), N_("met in"))
SEATED: Final = LinkKind("seated", N_("has a seat for"), N_("has a seat in"), "beside")
PRESENT: Final = LinkKind("present", N_("was attended by"), N_("attended"), "beside")
SERVES: Final = LinkKind("serves", N_("serves"), N_("is put into practice by"))
DEPENDS_ON: Final = LinkKind("depends_on", N_("depends on"), N_("is needed by"))
CARRIED_OUT_BY: Final = LinkKind("carried_out_by", N_("is carried out by"), N_("carries out"))
TAKES_PART: Final = LinkKind("takes_part", N_("is joined by"), N_("takes part in"))
TRIES_OUT: Final = LinkKind("tries_out", N_("tries out"), N_("is tried out in"))
SHOWS_IN: Final = LinkKind("shows_in", N_("draws on"), N_("shows in"))
FOLLOWS: Final = LinkKind("follows", N_("follows"), N_("is followed by"))
BEHIND: Final = LinkKind("behind", N_("has behind its figures"), N_("stands behind the figures of"))
MEASURED_BY: Final = LinkKind("measured_by", N_("is measured by"), N_("is a measure of"))
PROVIDED_BY: Final = LinkKind("provided_by", N_("is provided by"), N_("provides"))
COMMITTED: Final = LinkKind("committed", N_("was signed for"), N_("committed itself in"))
GATHERS: Final = LinkKind("gathers", N_("gathers"), N_("stands in the section"))
ACTS_IN: Final = LinkKind("acts_in", N_("has a step done by"), N_("acts in"))
COORDINATED_BY: Final = LinkKind("coordinated_by", N_("is coordinated by"), N_("coordinates"))
PART: Final = LinkKind("part", N_("consists of"), N_("consists of"))

LINK_KINDS: Final[tuple[LinkKind, ...]] = (
    RESTS_ON,
    CHOSEN_BY,
    CITES,
    SAID_IN,
    INTERVIEWED,
    HELD_BY,
    OPPOSED_BY,
    SUMS_UP,
    DELIVERED_BY,
    RECEIVED_BY,
    DECIDED_IN,
    HANDLED_IN,
    RESOLVED_IN,
    TRANSFERRED_IN,
    ON_AGENDA,
    MET,
    SCORED_BY,
    ABSTAINED,
    INTERESTED,
    VETOED_BY,
    REPRESENTS,
    SERVES,
    DEPENDS_ON,
    TRIES_OUT,
    SHOWS_IN,
    FOLLOWS,
    MEASURED_BY,
    GATHERS,
    OWNED_BY,
    CARRIED_BY,
    CARRIED_OUT_BY,
    TAKES_PART,
    PROVIDED_BY,
    COMMITTED,
    ACTS_IN,
    BEHIND,
    COORDINATED_BY,
    SEATED,
    PRESENT,
    PART,
)
"""Every kind, in the order in which a trace lists the links of a record: reasons first, people last."""
