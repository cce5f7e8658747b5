"""What every deliverable says about itself: whose it is, as of when, for whom, and which records it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, counted, message
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from innoenvi_cli.deliverables.material import Material, ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.model.base import Text
    from innoenvi_cli.model.project import Minicluster, Project

# The word for several records of a kind; a kind that there is one of keeps its own label.
_PLURALS = {
    "members": N_("members"),
    "organs": N_("organs"),
    "events": N_("events"),
    "interviews": N_("interviews"),
    "findings": N_("findings"),
    "targets": N_("development targets"),
    "scores": N_("score sheets"),
    "actions": N_("actions"),
    "trials": N_("trials"),
    "processes": N_("processes"),
    "outcomes": N_("outcomes"),
    "phases": N_("log of decisions"),
}


def head(material: Material, title: str, kinds: Sequence[str], *, one_of: str = "") -> Row:
    """Return the head of a deliverable of a minicluster; the digest is added when everything else is known.

    ``one_of`` is the kind of the record that it is made of, where there is one deliverable for each.
    """
    project = material.facts.project
    counts = ({one_of: 1} if one_of else {}) | _counts([material.shown], project, kinds)
    provenance = material.record.provenance if material.record is not None else None
    found = _head(material, title, material.name, counts, provenance or _provenance(project))
    return found | {"problems": _problems(material.facts.findings, material)}


def programme_head(material: ProgrammeMaterial, title: str, kinds: Sequence[str]) -> Row:
    """Return the head of a deliverable of the whole programme."""
    counts = _counts([each.shown for each in material.clusters], material.project, kinds)
    problems = {finding for each in material.clusters for finding in each.facts.findings}
    found = _head(material, title, "", counts, _provenance(material.project))
    return found | {"problems": _problems(problems, material)}


def _problems(findings: Iterable[Finding], material: Material | ProgrammeMaterial) -> str:
    """Say that the records hold errors: what is made from them may lack something."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if not errors:
        return ""
    return material.words.say(
        counted(
            "The records hold one error, so something may be missing here.",
            "The records hold {count} errors, so something may be missing here.",
            errors,
        )
    )


def _provenance(project: Project) -> Text | None:
    return project.programme.provenance if project.programme is not None else None


def _head(
    material: Material | ProgrammeMaterial, title: str, cluster: str, counts: Mapping[str, int], provenance: Text | None
) -> Row:
    words = material.words
    programme = material.programme
    name = words.text(programme.name) if programme is not None else ""
    organisation = programme.deliverables.organisation if programme is not None else None
    records = ", ".join(f"{_kind(kind, material)} {count}" for kind, count in counts.items() if count)
    total = sum(counts.values())
    audience = words.label("audience", material.audience)
    made = words.say(N_("Made by innoenvi from the records of the programme"))
    found: Row = {
        "title": words.say(title),
        "programme": name,
        "minicluster": cluster,
        "about": f"{cluster} · {name}" if cluster else name,
        "as_of": words.day(material.as_of),
        "as_of_iso": material.as_of.isoformat(),
        "audience": audience,
        "records": words.say(
            counted("one record ({kinds})", "{count} records ({kinds})", total, kinds=records)
            if total
            else message(N_("no record yet"))
        ),
        "provenance": words.text(provenance),
        "organisation": organisation or name,
        "made_by": made,
        "digest": "",
        "personal": "",
    }
    return found


def undated(found: Row) -> Row:
    """Return the head without the day that the deliverable is as of."""
    return {key: value for key, value in found.items() if key not in {"as_of", "as_of_iso"}}


def with_names(found: Row, material: Material | ProgrammeMaterial) -> Row:
    """Return the head of an edition that holds names."""
    return {
        **found,
        "personal": material.words.say(N_("Holds names: for the private folder only, not to be passed on.")),
    }


def with_digest(found: Row, digest: str, material: Material | ProgrammeMaterial) -> Row:
    """Return the head with the digest, and its lines as a cover lists them."""
    say = material.words.say
    lines = [
        (N_("Programme"), found["programme"]),
        (N_("Minicluster"), found["minicluster"]),
        (N_("As of"), found["as_of"]),
        (N_("Audience"), capitalised(found["audience"])),
        (N_("Records"), found["records"]),
        (N_("Digest"), digest),
        (N_("Origin"), found["provenance"]),
        (N_("Made by"), found["made_by"]),
        (N_("Note"), found["problems"]),
        (N_("Personal data"), found["personal"]),
    ]
    shown = [{"label": say(label), "text": text} for label, text in lines if text]
    return {**found, "digest": digest, "lines": shown}


def _counts(clusters: Sequence[Minicluster], project: Project, kinds: Sequence[str]) -> dict[str, int]:
    """Count the records as the audience sees them: others would be told by their number."""
    counts: dict[str, int] = {}
    for kind in kinds:
        if kind == "innoenvi":
            counts[kind] = int(project.programme is not None)
        else:
            counts[kind] = sum(
                1 for cluster in clusters for address, _ in cluster.records() if address.split("/", 1)[0] == kind
            )
    return counts


def _kind(kind: str, material: Material | ProgrammeMaterial) -> str:
    if kind in _PLURALS:
        return material.words.say(_PLURALS[kind])
    known = BY_SINGULAR.get(kind) or BY_PLURAL.get(kind)
    return material.words.say(known.label) if known is not None else kind
