"""From facts to the bytes of a deliverable: context, head, digest, then Markdown or a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from innoenvi_cli.deliverables.audiences import may_see, reaches
from innoenvi_cli.deliverables.confinement import confined
from innoenvi_cli.deliverables.head import head, programme_head, undated, with_digest, with_names
from innoenvi_cli.deliverables.material import Material
from innoenvi_cli.deliverables.person_codes import prefixes, with_people, without_codes
from innoenvi_cli.deliverables.plain import digest_of, refuse_objects
from innoenvi_cli.deliverables.record_keys import field_of
from innoenvi_cli.deliverables.template_faults import fault_of
from innoenvi_cli.deliverables.templating import LARGEST_DOCUMENT, MarkdownTemplates
from innoenvi_cli.deliverables.unshown import gather_unshown
from innoenvi_cli.deliverables.unshown_sheets import gather_sheets
from innoenvi_cli.deliverables.workbook import write_workbook
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_
from innoenvi_cli.model.programme import SEES_CODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from innoenvi_cli.deliverables.catalogue import AnyDeliverable, Deliverable, ProgrammeDeliverable, RecordDeliverable
    from innoenvi_cli.deliverables.material import ProgrammeMaterial
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import WorkbookSpec
    from innoenvi_cli.deliverables.template_files import TemplateFolder
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.people import Person
    from innoenvi_cli.model.programme import Audience


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a deliverable, the digest of what was rendered, and that of what it says whatever its day."""

    content: bytes
    digest: str
    substance: str


@dataclass(slots=True)
class Renderer:
    """Renders deliverables by the templates in ``folders``; ``spec`` reads the spec of a workbook by its name.

    What a template of the programme's own has a part in is made in a process of its own, held to limits. With
    ``people`` names stand in the place of person codes: such an edition belongs to the private folder.
    """

    folders: tuple[TemplateFolder, ...]
    spec: Callable[[str], WorkbookSpec]
    people: Mapping[str, Person] = field(default_factory=dict)
    _templates: dict[Language, MarkdownTemplates] = field(default_factory=dict)
    _prefixes: frozenset[str] | None = None

    def minicluster(self, deliverable: Deliverable, material: Material) -> Rendered:
        """Return a deliverable of a minicluster.

        Raises:
            TemplateFailedError: its template or spec does not work.
        """
        context = deliverable.context(material)
        top = head(material, deliverable.title, deliverable.kinds)
        return self._render(deliverable, context, top, material)

    def record(self, deliverable: RecordDeliverable, material: Material, record: str) -> Rendered:
        """Return the deliverable that is made of one record, named by its id.

        Raises:
            TemplateFailedError: its template or spec does not work.
        """
        context = deliverable.context(material, record)
        top = head(material, deliverable.title, deliverable.kinds, one_of=deliverable.kind)
        return self._render(deliverable, context, top, material)

    def programme(self, deliverable: ProgrammeDeliverable, material: ProgrammeMaterial) -> Rendered:
        """Return a deliverable of the whole programme.

        Raises:
            TemplateFailedError: its template or spec does not work.
        """
        context = deliverable.context(material)
        top = programme_head(material, deliverable.title, deliverable.kinds)
        return self._render(deliverable, context, top, material)

    def _render(
        self,
        deliverable: AnyDeliverable,
        context: Row,
        top: Row,
        material: Material | ProgrammeMaterial,
    ) -> Rendered:
        if material.audience not in SEES_CODES:
            context = without_codes(context, self._known_codes(material), material.words.say(N_("(a person)")))
        if self.people:
            context, top = with_people(context, self.people), with_names(top, material)
        digest = digest_of({**context, "head": top})
        substance = digest_of({**context, "head": undated(top)})
        context["head"] = with_digest(top, digest, material)
        refuse_objects(context)
        make = self._markdown if deliverable.form == "md" else self._workbook
        return Rendered(make(deliverable.template, context, material), digest, substance)

    def _markdown(self, name: str, context: Row, material: Material | ProgrammeMaterial) -> bytes:
        templates = self._templates_in(material.words.language)

        def made(largest: int | None = None) -> bytes:
            text = templates.render(name, context, largest=largest)
            if material.audience == "public":
                text = gather_unshown(text, material.audience, material.words)
            return text.encode()

        if not templates.touches_own(name):
            return made()

        def fault(error: BaseException) -> Finding:
            return templates.fault_of(error, name, context)

        return confined(partial(made, LARGEST_DOCUMENT), Location(templates.shown(name)), fault)

    def _workbook(self, name: str, context: Row, material: Material | ProgrammeMaterial) -> bytes:
        spec = self.spec(name)
        context["hidden_columns"] = hidden_columns(spec, material.audience)
        if material.audience == "public":
            spec, context = gather_sheets(spec, context, material.audience, material.words)
        make = partial(write_workbook, name, spec, context, material.words)
        if not any(folder.own and folder.holds(name) for folder in self.folders):
            return make()
        start = spec.place()

        def fault(error: BaseException) -> Finding:
            return fault_of(error, start, {})

        return confined(make, start, fault)

    def _known_codes(self, material: Material | ProgrammeMaterial) -> frozenset[str]:
        if self._prefixes is None:
            project = material.facts.project if isinstance(material, Material) else material.project
            self._prefixes = prefixes(project)
        return self._prefixes

    def _templates_in(self, language: Language) -> MarkdownTemplates:
        if language not in self._templates:
            self._templates[language] = MarkdownTemplates(self.folders, language)
        return self._templates[language]


def hidden_columns(spec: WorkbookSpec, audience: Audience) -> dict[str, list[str]]:
    """Return per table the columns that ``audience`` does not see: not even their headings are left."""
    hidden: dict[str, list[str]] = {}
    for _, table, column in spec.columns():
        listed = (
            may_see(audience, table.record, field_of(table.record, column.field.split(".", 1)[0]))
            if table.record is not None and column.field is not None
            else True
        )
        if not listed or not reaches(audience, column.audience):
            hidden.setdefault(table.rows, []).append(column.id)
    return hidden
