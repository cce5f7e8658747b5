"""Summary of one interview, for the interviewee to confirm: nothing in it is about anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_
from innoenvi_cli.method.interviews import tree
from innoenvi_cli.method.metrics.analysis import UNANSWERED_AFTER

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.material import Material
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.model.analysis import Excerpt, Interview

_ALLOWED = {
    "record": N_(
        "You allowed the interview to be recorded. A recording is kept in the private folder of the consultants."
    ),
    "quote": N_("What you said may be shown to others in the consultant's words, within the confidentiality below."),
    "name": N_("Your organisation may be named beside what you said, within the confidentiality below."),
}
_REFUSED = {
    "record": N_("You did not allow the interview to be recorded."),
    "quote": N_("What you said is not shown to others. It may stand behind a finding that does not tell who holds it."),
    "name": N_("Your organisation is not named beside what you said."),
}
_UNANSWERED = N_("We have no answer from you. Until we have one, it counts as a no.")
_TITLES = {
    "record": N_("Recording"),
    "quote": N_("Showing what was said"),
    "name": N_("Naming the organisation"),
}
_REACH = {
    "consultants": N_("Only the consultants of the programme see what you said."),
    "core_group": N_("The consultants and the core group may see what you said, as far as you have allowed it."),
    "members": N_("The members of the minicluster may see what you said, as far as you have allowed it."),
    "public": N_("What you said may be shown to anybody, as far as you have allowed it."),
}


def records(material: Material) -> tuple[str, ...]:
    """Return the interviews that have been held: a refusal leaves nothing to confirm."""
    return tuple(interview.id for interview in material.view.interviews)


def context(material: Material, record: str) -> Row:
    """Return what the summary of the interview ``record`` shows."""
    interview = material.shown.interviews[record]
    return {
        "organisation": material.member(interview.member),
        "about": _about(interview, material),
        "themes": _themes(interview, material),
        "themes_empty": material.gap(N_("what was said in the interview"), "Interview.excerpts"),
        "permissions": _permissions(interview, material),
        "confidentiality": material.words.say(_REACH[interview.confidentiality]),
        "next": _next(interview, material),
        "privacy": _privacy(material),
        "privacy_empty": material.gap(N_("controller and legal basis"), "Programme.privacy"),
    }


def _about(interview: Interview, material: Material) -> list[Row]:
    words, guide = material.words, material.shown.guide
    version = interview.guide_version or ""
    if guide is not None and guide.version == version and guide.date is not None:
        version = words.say(N_("{version} ({day})"), version=version, day=words.day(guide.date))
    lines = [
        (N_("Organisation interviewed"), material.member(interview.member)),
        (N_("Interviewee"), capitalised(words.text(interview.role))),
        (N_("Code of the interviewee"), interview.person or ""),
        (N_("Date"), words.day(interview.date)),
        (N_("Mode"), words.heading("interview_mode", interview.mode)),
        (N_("Language"), _language(interview, material)),
        (N_("Interviewer"), interview.interviewer or ""),
        (N_("Version of the interview guide"), version),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]


def _language(interview: Interview, material: Material) -> str:
    return material.words.heading("language", interview.language)


def _themes(interview: Interview, material: Material) -> list[Row]:
    """Put each excerpt under its first code, so that nothing is read twice; the numbers run through all themes."""
    codebook = material.shown.codebook
    order = [place.code.id for place in tree(codebook.codes if codebook is not None else ())]
    held: dict[str, list[Excerpt]] = {}
    for excerpt in interview.excerpts:
        code = next((code for code in excerpt.codes if code in order), "")
        held.setdefault(code, []).append(excerpt)
    rows: list[Row] = []
    number = 0
    for code in sorted(held, key=lambda code: order.index(code) if code in order else len(order)):
        lines = []
        for excerpt in held[code]:
            number += 1
            lines.append({"number": str(number), "text": material.text(excerpt.paraphrase)})
        name = capitalised(material.code(code)) or material.words.say(N_("Other matters"))
        rows.append({"name": name, "lines": lines})
    return rows


def _permissions(interview: Interview, material: Material) -> list[Row]:
    words = material.words
    rows: list[Row] = []
    for name, title in _TITLES.items():
        answer: bool | None = getattr(interview.permissions, name)
        meaning = _UNANSWERED if answer is None else _ALLOWED[name] if answer else _REFUSED[name]
        rows.append(
            {"title": words.say(title), "answer": capitalised(words.yes_no(answer)), "meaning": words.say(meaning)}
        )
    return rows


def _next(interview: Interview, material: Material) -> Row:
    """Say how it stands with the confirmation; ``open`` while there is still something to fill in."""
    words = material.words
    days = UNANSWERED_AFTER.days
    found = interview.confirmation
    if found is None or found.sent > material.as_of:
        text = words.say(
            N_(
                "Please confirm this summary, or tell what should be mended, within {days} days of receiving it."
                " Without an answer by then it is taken as confirmed."
            ),
            days=days,
        )
        return {"text": text, "open": True}
    sent, last = words.day(found.sent), found.sent + UNANSWERED_AFTER
    if found.confirmed is not None and found.confirmed <= material.as_of:
        told = N_("This summary was sent to you on {sent}, and you confirmed it on {day}.")
        return {"text": words.say(told, sent=sent, day=words.day(found.confirmed)), "open": False}
    if last <= material.as_of:
        told = N_(
            "This summary was sent to you on {sent}. As no answer came within {days} days, it is taken as confirmed."
            " You may still tell what should be mended."
        )
        return {"text": words.say(told, sent=sent, days=days), "open": False}
    told = N_(
        "This summary was sent to you on {sent}. Please confirm it, or tell what should be mended, by {last}."
        " Without an answer by then it is taken as confirmed."
    )
    return {"text": words.say(told, sent=sent, last=words.day(last)), "open": True}


def _privacy(material: Material) -> list[Row]:
    privacy = material.programme.privacy if material.programme is not None else None
    if privacy is None:
        return []
    words = material.words
    lines = [
        (N_("Controller"), privacy.controller or ""),
        (N_("Legal basis"), words.text(privacy.legal_basis)),
        (N_("How long the material is kept"), words.text(privacy.retention)),
        (N_("Privacy notice"), ", ".join(part for part in (words.day(privacy.date), privacy.url or "") if part)),
    ]
    return [{"label": words.say(label), "text": text} for label, text in lines if text]
