"""A label for every word of the record format: ``company`` is *company* to an English reader and *yritys* to a Finn.

The words themselves stay English in the files; only labels are shown. Labels are lower case, as inside a sentence.
Extraction tools know ``NC_`` as ``NC_:1c,2``: the name of the vocabulary is the context of the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.i18n import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


def NC_(context: str, text: str) -> Message:  # noqa: N802 - the name that extraction tools know
    """Return ``text`` as a message that ``context`` tells apart from equal English words."""
    return Message(text, context=context)


_AUDIENCE: Final = {
    "consultants": NC_("audience", "consultants"),
    "core_group": NC_("audience", "core group"),
    "members": NC_("audience", "members"),
    "public": NC_("audience", "public"),
}
_MONEY_SOURCE: Final = {
    "eu_state": NC_("money_source", "EU and state"),
    "municipal": NC_("money_source", "municipal"),
    "private": NC_("money_source", "private"),
    "in_kind": NC_("money_source", "in kind"),
}
_PHASE: Final = {
    "definition": NC_("phase", "definition"),
    "analysis": NC_("phase", "analysis"),
    "fast_track": NC_("phase", "fast-track targets"),
    "selection": NC_("phase", "choice of targets"),
    "planning": NC_("phase", "planning and trials"),
    "export_concept": NC_("phase", "export concept"),
}

VOCABULARIES: Final[Mapping[str, Mapping[str, Message]]] = {
    "member_kind": {
        "company": NC_("member_kind", "company"),
        "research": NC_("member_kind", "research body"),
        "education": NC_("member_kind", "educational institution"),
        "public": NC_("member_kind", "public body"),
        "association": NC_("member_kind", "association"),
        "financier": NC_("member_kind", "financier"),
        "other": NC_("member_kind", "other actor"),
    },
    "member_status": {
        "prospect": NC_("member_status", "prospect"),
        "informed": NC_("member_status", "informed"),
        "interviewed": NC_("member_status", "interviewed"),
        "committed": NC_("member_status", "committed"),
        "left": NC_("member_status", "left"),
    },
    "member_role": {
        "lead": NC_("member_role", "lead company"),
        "core": NC_("member_role", "core company"),
        "supplier": NC_("member_role", "supplier"),
        "customer": NC_("member_role", "customer"),
        "expert": NC_("member_role", "expert"),
        "support": NC_("member_role", "support"),
        "authority": NC_("member_role", "authority"),
        "financier": NC_("member_role", "financier"),
    },
    "size_class": {
        "micro": NC_("size_class", "micro"),
        "small": NC_("size_class", "small"),
        "medium": NC_("size_class", "medium-sized"),
        "large": NC_("size_class", "large"),
    },
    "contribution": {
        "produce": NC_("contribution", "producing"),
        "deliver": NC_("contribution", "delivering"),
        "maintain": NC_("contribution", "maintaining"),
    },
    "dimension": {
        "regional": NC_("dimension", "regional"),
        "national": NC_("dimension", "national"),
        "international": NC_("dimension", "international"),
    },
    "competence": {
        "have": NC_("competence", "has"),
        "want": NC_("competence", "wants"),
    },
    "implementer": {
        "lead": NC_("implementer", "lead implementer"),
        "part": NC_("implementer", "part implementer"),
    },
    "audience": _AUDIENCE,
    "gate_severity": {
        "must": NC_("gate_severity", "must"),
        "should": NC_("gate_severity", "should"),
        "info": NC_("gate_severity", "for information"),
    },
    "comparison": {
        ">=": NC_("comparison", "at least"),
        "<=": NC_("comparison", "at most"),
        "==": NC_("comparison", "exactly"),
    },
    "language": {
        "fi": NC_("language", "Finnish"),
        "en": NC_("language", "English"),
    },
    "format": {
        "1": NC_("format", "1"),
    },
    "organ_kind": {
        "core_group": NC_("organ_kind", "core group"),
        "steering_group": NC_("organ_kind", "steering group"),
        "working_group": NC_("organ_kind", "working group"),
        "funders_steering_group": NC_("organ_kind", "funder's steering group"),
        "other": NC_("organ_kind", "other organ"),
    },
    "organ_role": {
        "chair": NC_("organ_role", "chair"),
        "vice_chair": NC_("organ_role", "vice-chair"),
        "secretary": NC_("organ_role", "secretary"),
        "member": NC_("organ_role", "member"),
    },
    "event_kind": {
        "info_seminar": NC_("event_kind", "info seminar"),
        "network_meeting": NC_("event_kind", "network meeting"),
        "development_forum": NC_("event_kind", "development forum"),
        "seminar": NC_("event_kind", "seminar"),
        "meeting": NC_("event_kind", "meeting"),
    },
    "interview_mode": {
        "visit": NC_("interview_mode", "visit"),
        "remote": NC_("interview_mode", "remote"),
        "telephone": NC_("interview_mode", "telephone"),
        "group": NC_("interview_mode", "group interview"),
        "written": NC_("interview_mode", "in writing"),
    },
    "finding_kind": {
        "strength": NC_("finding_kind", "strength"),
        "weakness": NC_("finding_kind", "weakness"),
        "opportunity": NC_("finding_kind", "opportunity"),
        "threat": NC_("finding_kind", "threat"),
        "need": NC_("finding_kind", "need"),
        "barrier": NC_("finding_kind", "barrier"),
        "idea": NC_("finding_kind", "idea"),
    },
    "link_kind": {
        "tangible": NC_("link_kind", "tangible"),
        "intangible": NC_("link_kind", "intangible"),
    },
    "link_state": {
        "now": NC_("link_state", "now"),
        "needed": NC_("link_state", "needed"),
    },
    "track": {
        "cycle": NC_("track", "development cycle"),
        "fast": NC_("track", "fast track"),
    },
    "choice": {
        "chosen": NC_("choice", "chosen"),
        "parked": NC_("choice", "parked"),
        "rejected": NC_("choice", "rejected"),
    },
    "closure": {
        "done": NC_("closure", "carried out"),
        "transferred": NC_("closure", "transferred to the action plan"),
    },
    "action_type": {
        "market_survey": NC_("action_type", "market survey"),
        "joint_export_effort": NC_("action_type", "joint export effort"),
        "funding_application": NC_("action_type", "funding application"),
        "project_plan": NC_("action_type", "project plan"),
        "product_development": NC_("action_type", "product development project"),
        "training": NC_("action_type", "training event"),
        "seminar": NC_("action_type", "seminar"),
        "other": NC_("action_type", "other action"),
    },
    "action_state": {
        "planned": NC_("action_state", "planned"),
        "running": NC_("action_state", "running"),
        "done": NC_("action_state", "done"),
        "dropped": NC_("action_state", "dropped"),
    },
    "cost_type": {
        "salaries": NC_("cost_type", "salaries"),
        "purchased_services": NC_("cost_type", "purchased services"),
        "travel": NC_("cost_type", "travel"),
        "flat_rate": NC_("cost_type", "flat rate"),
        "other": NC_("cost_type", "other costs"),
    },
    "money_source": _MONEY_SOURCE,
    "counted": {
        "members": NC_("counted", "members"),
        "companies": NC_("counted", "companies"),
        "corporate_groups": NC_("counted", "corporate groups"),
        "actions": NC_("counted", "actions"),
    },
    "funding_state": {
        "planned": NC_("funding_state", "planned"),
        "applied": NC_("funding_state", "applied for"),
        "granted": NC_("funding_state", "granted"),
        "rejected": NC_("funding_state", "rejected"),
        "self_financed": NC_("funding_state", "self-financed"),
    },
    "aid_basis": {
        "none": NC_("aid_basis", "not state aid"),
        "de_minimis": NC_("aid_basis", "de minimis aid"),
        "exemption": NC_("aid_basis", "block exemption"),
    },
    "export_step": {
        "offer": NC_("export_step", "offer"),
        "visit": NC_("export_step", "visit"),
        "fair": NC_("export_step", "trade fair"),
        "pilot_delivery": NC_("export_step", "pilot delivery"),
        "other": NC_("export_step", "other step"),
    },
    "trial_decision": {
        "adopt": NC_("trial_decision", "adopt"),
        "adapt": NC_("trial_decision", "adapt"),
        "drop": NC_("trial_decision", "drop"),
    },
    "phase": _PHASE,
    "decision": {
        "go": NC_("decision", "go"),
        "conditional": NC_("decision", "go with a condition"),
        "recycle": NC_("decision", "recycle"),
        "hold": NC_("decision", "hold"),
        "stop": NC_("decision", "stop"),
    },
    "entry_kind": {
        "decision": NC_("entry_kind", "decision"),
        "review": NC_("entry_kind", "review"),
    },
    "ending": {
        "close": NC_("ending", "the cycle is closed"),
        "new_cycle": NC_("ending", "a new cycle begins"),
    },
    "state": {
        "active": NC_("state", "active"),
        "on_hold": NC_("state", "on hold"),
        "stopped": NC_("state", "stopped"),
        "completed": NC_("state", "completed"),
    },
    "region_scheme": {
        "iso-3166-2": NC_("region_scheme", "ISO 3166-2"),
        "nuts": NC_("region_scheme", "NUTS"),
        "national": NC_("region_scheme", "national code"),
    },
    "industry_revision": {
        "nace-2": NC_("industry_revision", "NACE Rev. 2"),
        "nace-2.1": NC_("industry_revision", "NACE Rev. 2.1"),
        "tol-2008": NC_("industry_revision", "TOL 2008"),
        "tol-2025": NC_("industry_revision", "TOL 2025"),
    },
    "provenance": {
        "reconstruction": NC_("provenance", "reconstruction"),
    },
}


def label(vocabulary: str, word: str) -> Message:
    """Return what ``word`` of ``vocabulary`` is called; a word that it does not hold is shown as it is.

    Raises:
        KeyError: there is no such vocabulary.
    """
    return VOCABULARIES[vocabulary].get(word) or Message("{text}", (("text", word),))


def words(vocabulary: str) -> tuple[str, ...]:
    """Return the words of ``vocabulary``, in the order in which they are offered."""
    return tuple(VOCABULARIES[vocabulary])
