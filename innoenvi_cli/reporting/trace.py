"""Shows where a record comes from and what came of it, or the chains of all targets and what hangs outside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import LANGUAGES, N_, InBoth, counted, day_in_both, message
from innoenvi_cli.method.chains import ORPHANS
from innoenvi_cli.method.record_names import as_written, member_name, record_name
from innoenvi_cli.model.base import in_both, in_language, is_filled
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.cleaning import whole
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.figures import fixed
from innoenvi_cli.reporting.sheet import row, show_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.chains import Chain, ChoiceStory, Orphan, Said
    from innoenvi_cli.method.tracing import Traced
    from innoenvi_cli.model.base import Decided
    from innoenvi_cli.model.selection import Veto
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.reporting.sheet import Row
    from innoenvi_cli.usecases.trace_record import TraceResult

WHY = N_("Why it is there")
CAME_OF_IT = N_("What came of it")
NO_REASON = N_("nothing in the records leads to it")
NO_EFFECT = N_("nothing in the records has come of it yet")
NO_RECORD = N_("there is no such record")
ELSEWHERE = N_("followed elsewhere in the tree")
LOOSE = N_("Outside the chain")
NONE_LOOSE = N_("Nothing hangs outside the chain.")
_SHORT = 110


def report_trace(result: TraceResult, screen: Screen, form: Format) -> None:
    """Write ``result`` in ``form``."""
    if form == "json":
        screen.machine(envelope("trace", trace_data(result, screen.language)))
        return
    if screen.terminal:
        from innoenvi_cli.reporting.trace_view import show_trace_view  # noqa: PLC0415 - rich is for terminals

        show_trace_view(result, screen)
    elif result.record:
        _show_record(result, screen)
    else:
        _show_chains(result, screen)
    if result.errors:
        screen.talk(message(N_("the records hold errors, so links may be missing: innoenvi check")), "warning")
    for command in result.next_commands:
        sentence = N_("→ who spoke for it and against it: {command}") if result.record else N_("→ next: {command}")
        screen.talk(message(sentence, command=command), "faint")


def _show_record(result: TraceResult, screen: Screen) -> None:
    """Write a line for every link: as far in as it lies from the record, with its place at the end."""
    place = result.graph.location(result.record)
    screen.line(screen.say(f"{result.record}: {name_of(result, result.record).render(screen.language)} ({place})"))
    if result.story is not None:
        show_sheet(screen, "", story_rows(result))
    for heading, traced, none, forwards in trees(result):
        screen.line(screen.styled(screen.say(message(heading)), "strong"))
        for item in traced:
            screen.line(
                "  " * item.depth + screen.say(f"{branch(item, result, screen, forwards=forwards)} ({item.location})")
            )
        if not traced:
            screen.line(f"  {screen.say(message(none))}")
    for orphan in result.orphans:
        screen.line(_orphan_line(orphan, result, screen))


def _show_chains(result: TraceResult, screen: Screen) -> None:
    for chain in result.chains:
        figures = ", ".join(screen.say(words) for words, _ in figures_of(chain))
        name = in_language(chain.target.name, screen.language)
        state = state_of(chain).render(screen.language)
        screen.line(screen.say(f"targets/{chain.target.id}: {name} ({state}): {figures}"))
    if not result.chains:
        screen.line(screen.say(message(N_("There are no development targets yet."))))
    for orphan in result.orphans:
        screen.line(_orphan_line(orphan, result, screen))
    if result.chains and not result.orphans:
        screen.line(screen.say(message(NONE_LOOSE)))


def _orphan_line(orphan: Orphan, result: TraceResult, screen: Screen) -> str:
    title, hint = (message(text).render(screen.language) for text in ORPHANS[orphan.kind])
    name = short(name_of(result, orphan.record).render(screen.language))
    return screen.say(f"{result.graph.location(orphan.record)}: {title}: {orphan.record} {name} ({hint})")


def name_of(result: TraceResult, address: str) -> Message:
    """Return what a record is called."""
    return record_name(result.view.project, result.view.cluster, address)


def trees(result: TraceResult) -> tuple[tuple[str, tuple[Traced, ...], str, bool], ...]:
    """Return both directions: the heading, the trace, what to say where it is empty, whether it goes forwards."""
    return ((WHY, result.backward, NO_REASON, False), (CAME_OF_IT, result.forward, NO_EFFECT, True))


def branch(item: Traced, result: TraceResult, screen: Screen, *, forwards: bool) -> str:
    """Return a link and the record at its end in words."""
    say = screen.say
    phrase = say(message(item.via.forth if forwards else item.via.back))
    name = name_of(result, item.record).render(screen.language)
    shown = say(name if screen.verbose else short(name))
    if not item.known:
        return f"{phrase}: {item.record} ({say(message(NO_RECORD))})"
    said = f"{phrase}: {shown} [{item.record}]"
    return f"{said} ({say(message(ELSEWHERE))})" if item.again else said


def short(text: str) -> str:
    """Return ``text`` cut behind a word where it is long."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rpartition(' ')[0]} …"


def state_of(chain: Chain) -> Message:
    """Return what was decided on a target, with its rank: the choice, the fast track, or nothing yet."""
    if chain.target.track == "fast":
        return label("track", "fast")
    choice = label("choice", chain.choice) if chain.choice is not None else message(N_("not decided on"))
    return message(N_("{choice}, rank {rank}"), choice=choice, rank=chain.rank) if chain.rank is not None else choice


def figures_of(chain: Chain) -> tuple[tuple[Message, int], ...]:
    """Return what a chain is made of: the count in words, in the order of the chain, and the figure itself."""
    excerpts, findings, members = len(chain.excerpts), len(chain.findings), len(chain.members)
    decisions, actions, trials = len(chain.decided_in), len(chain.actions), len(chain.trials)
    sections, outcomes = len(chain.sections), len(chain.outcomes)
    return (
        (counted("one excerpt", "{count} excerpts", excerpts), excerpts),
        (counted("one finding", "{count} findings", findings), findings),
        (counted("one member behind them", "{count} members behind them", members), members),
        (counted("one decision", "{count} decisions", decisions), decisions),
        (counted("one action", "{count} actions", actions), actions),
        (counted("one trial", "{count} trials", trials), trials),
        (counted("one section of the concept", "{count} sections of the concept", sections), sections),
        (counted("one outcome", "{count} outcomes", outcomes), outcomes),
    )


def story_rows(result: TraceResult) -> list[Row]:
    """Return why a target was chosen, parked or rejected, row by row."""
    story = result.story
    if story is None:
        return []
    reason = story.choice.reason
    return [
        row(message(N_("choice")), label("choice", story.choice.choice), style="strong"),
        row(message(N_("reason")), *([as_written(reason)] if is_filled(reason) else [])),
        row(message(N_("decided")), place_of(result, story.decision)),
        row(message(N_("decision")), *([as_written(story.text)] if story.text else [])),
        row(message(N_("ranking")), *_ranking(story)),
        row(message(N_("interests")), *(_said(result, item) for item in story.interests)),
        row(message(N_("abstentions")), *(_said(result, item) for item in story.abstentions)),
        row(message(N_("vetoes")), *(text for said, veto in story.vetoes for text in _veto(result, said, veto))),
    ]


def _ranking(story: ChoiceStory) -> Iterator[Message]:
    place = story.place
    if place is None or place.rank is None or place.score is None:
        yield message(N_("no rank: no rater scored every target"))
        return
    yield counted(
        "rank {rank} of {ranked}, score {score} by one rater",
        "rank {rank} of {ranked}, mean score {score} by {count} raters",
        story.raters,
        rank=place.rank,
        ranked=story.ranked,
        score=InBoth(*(fixed(place.score, language) for language in LANGUAGES)),
    )
    if story.departs:
        yield message(N_("the choice departs from the ranking"))


def _said(result: TraceResult, said: Said) -> Message:
    return message(
        N_("{rater} ({member}): {reason}"),
        rater=said.rater,
        member=member_name(result.view.cluster, said.member),
        reason=in_both(said.reason) if is_filled(said.reason) else message(N_("no reason recorded")),
    )


def _veto(result: TraceResult, said: Said, veto: Veto) -> Iterator[Message | str]:
    yield _said(result, said)
    if veto.resolved is None or veto.resolved.date > result.view.as_of:
        yield message(N_("not resolved"))
        return
    yield message(
        N_("resolved on {date}: {text}"), date=day_in_both(veto.resolved.date), text=in_both(veto.resolved.text)
    )
    if veto.resolved.decision is not None:
        yield place_of(result, veto.resolved.decision)


def place_of(result: TraceResult, decided: Decided | None) -> Message | str:
    """Return where something was decided: organ, meeting, day, item with its title."""
    if decided is None:
        return ""
    event = result.view.event(decided.event)
    organ = name_of(result, f"organs/{decided.organ}")
    item = next((part for part in event.agenda if part.item == decided.item), None) if event is not None else None
    if event is None or item is None:
        return message(N_("{organ}: {event}, item {item}"), organ=organ, event=decided.event, item=decided.item)
    return message(
        N_("{organ}: {event}, {date}, item {item}: {title}"),
        organ=organ,
        event=in_both(event.title),
        date=day_in_both(event.date),
        item=decided.item,
        title=in_both(item.title),
    )


def trace_data(result: TraceResult, language: Language) -> dict[str, Any]:
    """Return what ``trace --format json`` holds."""
    data: dict[str, Any] = {
        "minicluster": result.minicluster,
        "as_of": result.view.as_of.isoformat(),
        "record": result.record or None,
        "backward": [_traced_data(item, result, language, forwards=False) for item in result.backward],
        "forward": [_traced_data(item, result, language, forwards=True) for item in result.forward],
        "orphans": [_orphan_data(item, result, language) for item in result.orphans],
    }
    if not result.record:
        return {**data, "matrix": [_chain_data(chain, language) for chain in result.chains]}
    data |= {"name": name_of(result, result.record).render(language), **_place(result, result.record)}
    return data | {"choice": _story_data(result, language)}


def _place(result: TraceResult, address: str) -> dict[str, Any]:
    place = result.graph.location(address)
    return {"file": whole(place.path), "line": place.line}


def _traced_data(item: Traced, result: TraceResult, language: Language, *, forwards: bool) -> dict[str, Any]:
    stands = _place(result, item.record) if item.known else {"file": None, "line": None}
    return {
        "record": item.record,
        "via": item.via.id,
        "text": message(item.via.forth if forwards else item.via.back).render(language),
        "name": name_of(result, item.record).render(language),
        "from": item.origin,
        "depth": item.depth,
        "again": item.again,
        "known": item.known,
        "file": whole(item.location.path),
        "line": item.location.line,
        "record_file": stands["file"],
        "record_line": stands["line"],
    }


def _orphan_data(orphan: Orphan, result: TraceResult, language: Language) -> dict[str, Any]:
    title, hint = (message(text).render(language) for text in ORPHANS[orphan.kind])
    name = name_of(result, orphan.record).render(language)
    found = {"kind": orphan.kind, "record": orphan.record, "name": name, "message": title, "hint": hint}
    return found | _place(result, orphan.record)


def _chain_data(chain: Chain, language: Language) -> dict[str, Any]:
    return {
        "target": f"targets/{chain.target.id}",
        "name": in_language(chain.target.name, language),
        "track": chain.target.track,
        "choice": chain.choice,
        "rank": chain.rank,
        "score": round(chain.score, 4) if chain.score is not None else None,
        "findings": list(chain.findings),
        "members": list(chain.members),
        "excerpts": list(chain.excerpts),
        "decided_in": list(chain.decided_in),
        "actions": list(chain.actions),
        "trials": list(chain.trials),
        "trial_exemption": in_language(chain.target.trial_exemption, language) or None,
        "sections": list(chain.sections),
        "outcomes": list(chain.outcomes),
    }


def _story_data(result: TraceResult, language: Language) -> dict[str, Any] | None:
    story = result.story
    if story is None:
        return None
    decided, place = story.decision, story.place
    found: dict[str, Any] = {
        "choice": story.choice.choice,
        "reason": in_language(story.choice.reason, language) or None,
        "decision": in_language(story.text, language) or None,
        "rank": place.rank if place is not None else None,
        "score": round(place.score, 4) if place is not None and place.score is not None else None,
        "ranked": story.ranked,
        "raters": story.raters,
        "departs": story.departs,
        "organ": decided.organ if decided is not None else None,
        "event": decided.event if decided is not None else None,
        "item": decided.item if decided is not None else None,
        "interests": [_said_data(item, language) for item in story.interests],
        "abstentions": [_said_data(item, language) for item in story.abstentions],
    }
    event = result.view.event(decided.event) if decided is not None else None
    found["date"] = event.date.isoformat() if event is not None else None
    found["vetoes"] = [_veto_data(said, veto, language) for said, veto in story.vetoes]
    return found


def _said_data(said: Said, language: Language) -> dict[str, Any]:
    reason = in_language(said.reason, language) or None
    return {"record": said.sheet, "rater": said.rater, "member": said.member, "reason": reason}


def _veto_data(said: Said, veto: Veto, language: Language) -> dict[str, Any]:
    resolved = veto.resolved
    return _said_data(said, language) | {
        "resolved": resolved.date.isoformat() if resolved is not None else None,
        "resolution": in_language(resolved.text, language) if resolved is not None else None,
    }
