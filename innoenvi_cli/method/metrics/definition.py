"""Metrics of phase 1: is there a minicluster, who is in it, who runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.answers import Measurement
from innoenvi_cli.method.metrics.base import HISTORY, MINICLUSTER, Metric, clue, count, members, share, violations
from innoenvi_cli.method.view import corporate_group, independent
from innoenvi_cli.model.base import is_filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innoenvi_cli.method.answers import Clue
    from innoenvi_cli.method.view import View
    from innoenvi_cli.model.minicluster import Member, MiniclusterRecord

_SME: Final = frozenset({"micro", "small", "medium"})
_STATUS = ("kind", "corporate_group", *HISTORY)


def _listed(view: View, field: str) -> Measurement:
    record: MiniclusterRecord | None = view.cluster.record
    number = len(getattr(record, field)) if record is not None else 0
    return count(number, (MINICLUSTER,), () if number else (clue(MINICLUSTER, field),))


def product_groups(view: View) -> Measurement:
    """Count the product and service groups."""
    return _listed(view, "product_groups")


def markets(view: View) -> Measurement:
    """Count the markets."""
    return _listed(view, "markets")


def segments(view: View) -> Measurement:
    """Count the customer segments."""
    return _listed(view, "segments")


def segments_unserved(view: View) -> Measurement:
    """Count the segments that no group serves; none where there are no groups, which another metric says."""
    record = view.cluster.record
    if record is None:
        return Measurement(None)
    if not record.product_groups:
        return violations((MINICLUSTER,), ())
    served = {segment for group in record.product_groups for segment in group.segments}
    clues = (
        clue(MINICLUSTER, "segments", index, note=message(N_("no group serves the segment '{id}'"), id=segment.id))
        for index, segment in enumerate(record.segments)
        if segment.id not in served
    )
    return violations((MINICLUSTER,), clues)


def participants(view: View) -> Measurement:
    """Count the participating members: interviewed or committed."""
    others = (
        clue(f"members/{member.id}", "history", note=message(N_("neither interviewed nor committed")))
        for member in view.cluster.members.values()
        if member.id not in view.participating_ids and view.statuses[member.id] != "left"
    )
    return count(len(view.participating), members(view.participating_ids), others)


def participant_groups(view: View) -> Measurement:
    """Count the independent corporate groups among the participating members."""
    return count(
        independent(view.participating), members(view.participating_ids), _of_counted_groups(view.participating)
    )


def _of_counted_groups(found: Iterable[Member]) -> Iterator[Clue]:
    """Yield the members that add nothing because another one of their corporate group counts already."""
    first: dict[str, str] = {}
    for member in found:
        other = first.setdefault(corporate_group(member), member.id)
        if other != member.id:
            note = message(N_("belongs to one corporate group with '{id}'"), id=other)
            yield clue(f"members/{member.id}", "corporate_group", note=note)


def committed(view: View) -> Measurement:
    """Count the independent companies with a dated commitment."""
    companies = [member for member in view.committed if member.kind == "company"]
    others = (
        clue(f"members/{member.id}", "history", note=message(N_("a company without a dated commitment")))
        for member in view.cluster.members.values()
        if member.kind == "company" and view.statuses[member.id] not in {"committed", "left"}
    )
    clues = (*others, *_of_counted_groups(companies))
    return count(independent(companies), members(member.id for member in companies), clues)


def members_without_role(view: View) -> Measurement:
    """Count the participating members that are tied to no group and have no support role."""
    clues = (
        clue(f"members/{member.id}", note=message(N_("neither contributions nor a support_role")))
        for member in view.participating
        if not member.contributions and not is_filled(member.support_role)
    )
    return violations(members(view.participating_ids), clues)


def coordinator(view: View) -> Measurement:
    """Tell (1 or 0) whether somebody coordinates."""
    found = view.cluster.record.coordinator if view.cluster.record is not None else None
    named = found is not None and bool(found.member or found.organisation)
    return count(int(named), (MINICLUSTER,), () if named else (clue(MINICLUSTER, "coordinator"),))


def steering_group(view: View) -> Measurement:
    """Count the steering groups that have a chair."""
    organs = view.organs_of("steering_group")
    chaired = [organ for organ in organs if any(seat.role == "chair" for seat in organ.members)]
    clues: list[Clue] = [
        clue(f"organs/{organ.id}", "members", note=message(N_("nobody has role: chair")))
        for organ in organs
        if organ not in chaired
    ]
    if not organs:
        clues.append(clue(MINICLUSTER, note=message(N_("no organ with kind: steering_group"))))
    return count(len(chaired), [f"organs/{organ.id}" for organ in chaired], clues)


def core_group(view: View) -> Measurement:
    """Count the participating companies in the core group."""
    addresses = [f"organs/{organ.id}" for organ in view.core_groups]
    clues = (
        [clue(address, "members", note=message(N_("too few participating companies"))) for address in addresses]
        if addresses
        else [clue(MINICLUSTER, note=message(N_("no organ with kind: core_group")))]
    )
    judged = [*addresses, *members(member.id for member in view.core_companies)]
    return count(len(view.core_companies), judged, clues)


def info_seminars(view: View) -> Measurement:
    """Count the info seminars held in this cycle with attendance recorded."""
    seminars = [event for event in view.events if event.kind == "info_seminar"]
    attended = [event for event in seminars if event.present or event.attendance]
    clues = [
        clue(f"events/{event.id}", note=message(N_("no attendance recorded")))
        for event in seminars
        if event not in attended
    ]
    if not seminars:
        clues.append(clue(MINICLUSTER, note=message(N_("no event with kind: info_seminar in this cycle"))))
    return count(len(attended), [f"events/{event.id}" for event in attended], clues)


def scope_out(view: View) -> Measurement:
    """Count what the minicluster says it leaves out."""
    record = view.cluster.record
    stated = sum(is_filled(text) for text in record.scope_out) if record is not None else 0
    return count(stated, (MINICLUSTER,), () if stated else (clue(MINICLUSTER, "scope_out"),))


def privacy_notice(view: View) -> Measurement:
    """Tell (1 or 0) whether the privacy notice is complete and dated by as-of."""
    privacy = view.project.programme.privacy if view.project.programme is not None else None
    complete = (
        privacy is not None
        and bool(privacy.controller)
        and is_filled(privacy.legal_basis)
        and is_filled(privacy.retention)
        and privacy.date <= view.as_of
    )
    return count(int(complete), ("innoenvi",), () if complete else (clue("innoenvi", "privacy"),))


def lead_companies(view: View) -> Measurement:
    """Count the participating companies with the role of a lead company."""
    leads = [member.id for member in view.companies if "lead" in member.roles]
    clues = () if leads else (clue(MINICLUSTER, note=message(N_("no company with the role lead"))),)
    return count(len(leads), members(leads), clues)


def sme_share(view: View) -> Measurement:
    """Return the share of small and medium-sized companies among the participating ones with a known size class."""
    known = [member for member in view.companies if member.size is not None and member.size.size_class is not None]
    small = [member for member in known if member.size is not None and member.size.size_class in _SME]
    clues = (
        clue(f"members/{member.id}", "size", note=message(N_("size class unknown")))
        for member in view.companies
        if member not in known
    )
    return share(len(small), len(known), members(member.id for member in known), clues)


def member_kinds(view: View) -> Measurement:
    """Count the kinds of participating members."""
    kinds = {member.kind for member in view.participating if member.kind is not None}
    return count(len(kinds), members(view.participating_ids))


def groups_without_provider(view: View) -> Measurement:
    """Count the product and service groups that no participating member contributes to."""
    record = view.cluster.record
    if record is None:
        return Measurement(None)
    provided = {part.group for member in view.participating for part in member.contributions}
    clues = (
        clue(MINICLUSTER, "product_groups", index, note=message(N_("nobody contributes to '{id}'"), id=group.id))
        for index, group in enumerate(record.product_groups)
        if group.id not in provided
    )
    return violations((MINICLUSTER, *members(view.participating_ids)), clues)


def ground_rules(view: View) -> Measurement:
    """Tell (1 or 0) whether the ground rules were accepted at a meeting."""
    rules = view.cluster.record.ground_rules if view.cluster.record is not None else None
    accepted = rules is not None and view.was_decided(rules.accepted)
    return count(int(accepted), (MINICLUSTER,), () if accepted else (clue(MINICLUSTER, "ground_rules"),))


def committed_members(view: View) -> Measurement:
    """Count the committed members of all kinds."""
    return count(len(view.committed), members(member.id for member in view.committed))


METRICS: Final = (
    Metric("product_groups", N_("product and service groups"), product_groups, {MINICLUSTER: ("product_groups.id",)}),
    Metric("markets", N_("markets"), markets, {MINICLUSTER: ("markets.id", "markets.country")}),
    Metric("segments", N_("customer segments"), segments, {MINICLUSTER: ("segments.id",)}),
    Metric(
        "segments_unserved",
        N_("segments that no group serves"),
        segments_unserved,
        {MINICLUSTER: ("segments.id", "product_groups.segments")},
    ),
    Metric("participants", N_("participating members"), participants, {"members": HISTORY}),
    Metric("participant_groups", N_("independent corporate groups"), participant_groups, {"members": _STATUS}),
    Metric("committed", N_("independent companies with a dated commitment"), committed, {"members": _STATUS}),
    Metric(
        "members_without_role",
        N_("participating members without a task"),
        members_without_role,
        {"members": (*HISTORY, "contributions.group", "contributions.kind", "support_role?")},
    ),
    Metric(
        "coordinator",
        N_("coordinator named"),
        coordinator,
        {MINICLUSTER: ("coordinator.member", "coordinator.organisation")},
    ),
    Metric(
        "steering_group",
        N_("steering groups with a chair"),
        steering_group,
        {"organs": ("kind", "members.role")},
    ),
    Metric(
        "core_group",
        N_("companies in the core group"),
        core_group,
        {"organs": ("kind", "members.member"), "members": ("kind", *HISTORY)},
    ),
    Metric(
        "info_seminars",
        N_("info seminars held with attendance recorded"),
        info_seminars,
        {"events": ("kind", "date", "present", "attendance")},
    ),
    Metric("scope_out", N_("statements of what is left out"), scope_out, {MINICLUSTER: ("scope_out?",)}),
    Metric(
        "privacy_notice",
        N_("privacy notice complete"),
        privacy_notice,
        {"innoenvi": ("privacy.controller", "privacy.legal_basis?", "privacy.retention?", "privacy.date")},
    ),
    Metric("lead_companies", N_("lead companies"), lead_companies, {"members": ("kind", "roles", *HISTORY)}),
    Metric(
        "sme_share",
        N_("share of small and medium-sized companies"),
        sme_share,
        {"members": ("kind", "size.size_class", *HISTORY)},
        is_ratio=True,
    ),
    Metric("member_kinds", N_("kinds of members"), member_kinds, {"members": ("kind", *HISTORY)}),
    Metric(
        "groups_without_provider",
        N_("groups that nobody contributes to"),
        groups_without_provider,
        {MINICLUSTER: ("product_groups.id",), "members": ("contributions.group", *HISTORY)},
    ),
    Metric(
        "ground_rules",
        N_("ground rules accepted at a meeting"),
        ground_rules,
        {MINICLUSTER: ("ground_rules.accepted",)},
    ),
    Metric("committed_members", N_("committed members"), committed_members, {"members": HISTORY}),
)
