"""Shows the value network: figures first, then who is who in it, what is missing, who gives what and who knows what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.network_words import NetworkWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.competences import Held
    from innoenvi_cli.method.network import Link
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.map_network import CompetenceAnswer, NetworkResult


def report_network(result: NetworkResult, screen: Screen, form: Format) -> None:
    """Write ``result`` in ``form``."""
    if form == "json":
        screen.machine(envelope("network", network_data(result, screen.language)))
        return
    if screen.terminal:
        from innoenvi_cli.reporting.network_view import show_network_view  # noqa: PLC0415 - rich is for terminals

        show_network_view(result, screen)
    else:
        for line in _lines(result, screen.language):
            screen.line(screen.say(line))
    if result.errors:
        screen.talk(message(N_("the records hold errors, so the figures may lack something")))
    screen.talk(message(N_("→ next: {command}"), command=result.next_command), "faint")


def network_data(result: NetworkResult, language: Language) -> dict[str, Any]:
    """Return what ``network --format json`` holds."""
    words = NetworkWords(result, language)
    found = result.network
    return {
        "minicluster": result.cluster.id,
        "as_of": result.as_of.isoformat(),
        "narrowed": {
            "level": result.narrowing.level,
            "tier": result.narrowing.tier,
            "subnetwork": result.narrowing.subnetwork,
            "company_group": result.narrowing.company_group,
        },
        "projection": found.projection,
        "nodes": [
            {
                "id": node.id,
                "name": words.member(node.id),
                "degree": node.degree,
                "in_degree": node.in_degree,
                "out_degree": node.out_degree,
                "betweenness": node.betweenness,
                "component": node.component,
                "subnetworks": list(node.subnetworks),
            }
            for node in found.nodes
        ],
        "links": [_link_data(link, language) for link in found.links],
        "density": found.density,
        "components": found.components,
        "isolated": list(found.isolated),
        "brokers": list(found.brokers),
        "missing": [_link_data(link, language) for link in found.missing],
        "outward": result.outward,
        "parts": [
            {
                "kind": part.kind,
                "id": part.id,
                "name": words.part(part),
                "members": list(part.members),
                "inside": part.inside,
                "outward": part.outward,
                "density": part.density,
                "missing": part.missing,
            }
            for part in result.parts
        ],
        "unplaced": {kind: list(members) for kind, members in result.unplaced.items()},
        "groups": [
            {
                "id": group.group,
                "name": words.group(group.group),
                **{
                    kind: [{"member": giver.member, "essential": giver.essential} for giver in givers]
                    for kind, givers in group.givers.items()
                },
                "lacking": list(group.lacking),
            }
            for group in result.groups
        ],
        "competences": [_held_data(held, words) for held in result.competences],
        "competence": _answer_data(result.competence, words) if result.competence is not None else None,
        "errors": result.errors,
    }


def _link_data(link: Link, language: Language) -> dict[str, Any]:
    return {
        "from": link.source,
        "to": link.target,
        "count": link.count,
        "deliverables": [in_language(text, language) for text in link.deliverables],
        "strength": link.strength,
    }


def _held_data(held: Held, words: NetworkWords) -> dict[str, Any]:
    return {
        "name": in_language(held.name, words.language),
        "have": list(held.have),
        "want": list(held.want),
        "matches": [
            {"from": giver, "to": taker, "link": words.link_state(giver, taker)} for giver, taker in held.matches
        ],
        "gap": held.is_gap,
    }


def _answer_data(answer: CompetenceAnswer, words: NetworkWords) -> dict[str, Any]:
    return {
        "text": answer.text,
        "found": [_held_data(held, words) for held in answer.found],
        "register": [
            {"member": member, "status": status, "competence": in_language(held.name, words.language)}
            for member, status, held in answer.register
        ],
    }


def _lines(result: NetworkResult, language: Language) -> Iterator[Message]:
    """Yield the result as plain lines, each beginning with what it tells of."""
    words = NetworkWords(result, language)
    if result.competence is not None:
        yield from _answer_lines(result.competence, words)
        return
    yield words.headline()
    if not result.network.nodes and not result.narrowing.is_given:
        yield message(N_("Nobody takes part yet."))
    yield from _actor_lines(result, words)
    for link in result.network.missing:
        yield message(N_("missing: {link}"), link=words.link(link))
    if not result.narrowing.is_given:
        for part in result.parts:
            yield message(
                N_("{kind}: {name}: {figures}"),
                kind=words.part_kind(part.kind),
                name=words.part(part),
                figures=words.part_figures(part),
            )
    for group in result.groups:
        for kind, givers in group.givers.items():
            yield message(
                N_("{contribution}: {group}: {members}"),
                contribution=label("contribution", kind),
                group=words.group(group.group),
                members=words.givers(givers),
            )
    yield from _competence_lines(result.competences, words)


def _actor_lines(result: NetworkResult, words: NetworkWords) -> Iterator[Message]:
    for node in words.by_weight():
        yield message(
            N_(
                "actor: {name}: {neighbours}, delivers to {given}, receives from {taken}, betweenness {between},"
                " part {part}"
            ),
            name=words.member(node.id),
            neighbours=counted("one neighbour", "{count} neighbours", node.degree),
            given=node.out_degree,
            taken=node.in_degree,
            between=words.decimal(node.betweenness),
            part=node.component,
        )
    for member in result.network.brokers:
        yield message(N_("broker: {name}"), name=words.member(member))
    for member in result.network.isolated:
        yield message(N_("isolated: {name}"), name=words.member(member))


def _competence_lines(held: tuple[Held, ...], words: NetworkWords) -> Iterator[Message]:
    for competence in held:
        for giver, taker in competence.matches:
            yield message(
                N_("match: {competence}: {giver} has it, {taker} wants it ({link})"),
                competence=words.text(competence.name),
                giver=words.member(giver),
                taker=words.member(taker),
                link=words.link_words(giver, taker),
            )
    for competence in held:
        if competence.is_gap:
            yield message(
                N_("gap: {competence}: wanted by {members}"),
                competence=words.text(competence.name),
                members=words.members(competence.want),
            )


def _answer_lines(answer: CompetenceAnswer, words: NetworkWords) -> Iterator[Message]:
    for held in answer.found:
        name = words.text(held.name)
        if held.have:
            yield message(N_("have: {competence}: {members}"), competence=name, members=words.members(held.have))
        if held.want:
            yield message(N_("want: {competence}: {members}"), competence=name, members=words.members(held.want))
    yield from _competence_lines(answer.found, words)
    for member, status, held in answer.register:
        yield message(
            N_("takes no part ({status}), but has it: {competence}: {name}"),
            status=label("member_status", status),
            competence=words.text(held.name),
            name=words.member(member),
        )
    if not answer.found and not answer.register:
        yield words.nothing_found(answer)
