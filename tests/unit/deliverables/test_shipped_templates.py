"""The shipped templates and specs hold what a client expects, in the order of the method, in both languages."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING, get_args

import pytest
from openpyxl import load_workbook
from pydantic import BaseModel

from innoenvi_cli.deliverables.catalogue import DELIVERABLES, IDS, PROGRAMME_DELIVERABLES
from innoenvi_cli.i18n import LANGUAGES
from innoenvi_cli.method.phases import ALWAYS, PHASES
from innoenvi_cli.model.base import Translated
from innoenvi_cli.model.export_concept import Commitment
from innoenvi_cli.model.meetings import Event
from innoenvi_cli.model.minicluster import Competence, Contribution, Member
from innoenvi_cli.model.vocabulary import VOCABULARIES
from innoenvi_cli.resources import samples_folder, templates_folder
from innoenvi_cli.usecases.render_deliverables import render
from innoenvi_cli.usecases.templates import Templates

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Language

WORKBOOKS = sorted({found.template for found in DELIVERABLES if found.form == "xlsx"} | {"workbooks/portfolio.yaml"})
RECORDS: dict[str, type[BaseModel]] = {
    "Member": Member,
    "Contribution": Contribution,
    "Competence": Competence,
    "Commitment": Commitment,
    "Event": Event,
}
SECTIONS: dict[tuple[str, Language], list[str]] = {
    ("definition-sheet", "fi"): [
        "Tiivistelmä", "Tuote- ja palveluryhmät", "Markkinat ja asiakassegmentit", "Toimijat ja roolit",
        "Verkoston rakenne", "Rajaus", "Organisointi", "Aikataulu ja rahoitus", "Avoimet asiat",
    ],
    ("definition-sheet", "en"): [
        "Summary", "Products and services", "Markets and segments", "Actors and roles", "Network structure", "Scope",
        "Organisation", "Schedule and funding", "Open issues",
    ],
    ("analysis-report", "fi"): [
        "Johtopäätökset", "Aineisto ja kattavuus", "Markkinat", "Havainnot teemoittain", "Eriävät näkemykset",
        "Osaamiset ja puutteet", "Arvoverkosto", "SWOT", "Strategialuonnos", "Kehityskohde-ehdotukset",
        "Erilliskohteet", "Menetelmä",
    ],
    ("analysis-report", "en"): [
        "Conclusions", "Data and coverage", "Markets", "Findings by theme", "Dissenting views", "Competences and gaps",
        "Value network", "SWOT", "Draft strategy", "Candidate targets", "Fast-track targets", "Method",
    ],
    ("development-programme", "fi"): [
        "Tiivistelmä", "Strategialinja", "Käsittely ydinryhmässä", "Hyöty ja toteutettavuus", "Valitut kehityskohteet",
        "Myöhemmäksi siirretyt ja hylätyt kohteet", "Yksimielisyys ja erimielisyydet", "Aikataulu",
    ],
    ("development-programme", "en"): [
        "Summary", "Strategy line", "Handling in the core group", "Benefit and feasibility",
        "Chosen development targets", "Parked and rejected targets", "Agreement and dissent", "Timetable",
    ],
    ("export-concept", "fi"): [
        "Tiivistelmä", "Yhteinen tarjooma", "Asiakashyöty", "Kohdemarkkinat", "Asiakkaat ja ostoprosessi",
        "Vaatimukset", "Markkinoilletulo ja kanavat", "Hinnoittelu", "Toimitus ja jälkipalvelut",
        "Organisointi ja sopimukset", "Resurssit ja budjetti", "Toteutus", "Riskit", "Mittarit", "Sitoumukset",
    ],
    ("export-concept", "en"): [
        "Summary", "Joint offering", "Customer value", "Target markets", "Customers and buying", "Requirements",
        "Entry and channels", "Pricing", "Delivery and after-sales", "Organisation and agreements",
        "Resources and budget", "Implementation", "Risks", "Measures", "Commitments",
    ],
}  # fmt: skip
SHEETS: dict[tuple[str, Language], dict[str, list[str] | None]] = {
    ("priorities", "fi"): {
        "Yhteenveto": ["Sija", "Kohde", "Pisteet", "Mediaani", "Hajonta", "Päätös", "Perustelu"],
        "Painot": ["Kriteeri", "Määritelmä", "Paino"],
        "Arviot": ["Kohde", "Kriteeri", "Arvioijakoodi", "Arvio"],
        "Erimielisyydet": None,
        "Herkkyys": None,
        "Esteellisyydet ja vetot": None,
        "Hyöty ja toteutettavuus": None,
    },
    ("priorities", "en"): {
        "Summary": ["Rank", "Target", "Score", "Median", "Spread", "Decision", "Reason"],
        "Weights": ["Criterion", "Definition", "Weight"],
        "Scores": ["Target", "Criterion", "Rater code", "Score"],
        "Disagreement": None,
        "Sensitivity": None,
        "Interests and vetoes": None,
        "Benefit and feasibility": None,
    },
    ("action-plan", "fi"): {
        "Toimenpiteet": [
            "Nro", "Kohde", "Toimenpide", "Tyyppi", "Vastuu", "Osallistujat", "Alku", "Loppu", "Tila", "Tuotos",
        ],
        "Aikataulu": None,
        "Budjetti": [
            "Toimenpide", "Kustannuslaji", "Vuosi", "EU+valtio", "Kunta", "Yksityinen", "Budjetti", "Toteuma", "Ero",
        ],
        "Rahoitus": ["Rahoittaja", "Haku", "Tukiperuste", "Tila", "Päätöspäivä"],
        "Kokeilut": None,
        "Riskit": None,
    },
    ("action-plan", "en"): {
        "Actions": None, "Gantt": None, "Budget": None, "Funding": None, "Trials": None, "Risks": None,
    },
}  # fmt: skip


@cache
def made(minicluster: str, language: Language) -> dict[str, bytes]:
    found = render(
        samples_folder() / "innoenvi",
        miniclusters=(minicluster,),
        languages=(language,),
        output="elsewhere",
        everything=True,
        dry_run=True,
        environ={},
    )
    return {change.path.rsplit("/", 1)[1].split(".")[0]: change.after or b"" for change in found.changes}


@pytest.mark.parametrize("minicluster", ["vesihuolto", "ekotieto", "kaivannaisala"])
@pytest.mark.parametrize(("name", "language"), SECTIONS)
def test_sections_stand_in_order_and_none_is_empty(name: str, language: Language, minicluster: str) -> None:
    text = made(minicluster, language)[name].decode()
    parts = re.split(r"^## (.*)$", text, flags=re.MULTILINE)
    assert parts[1::2] == SECTIONS[name, language]
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        assert body.strip(), title


@pytest.mark.parametrize(("name", "language"), SHEETS)
def test_sheets_and_headings(name: str, language: Language) -> None:
    book = load_workbook(io.BytesIO(made("vesihuolto", language)[name]))
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][1:]
    expected = SHEETS[name, language]
    assert [sheet.title for sheet in sheets] == list(expected)
    for sheet in sheets:
        headings = [cell.value for cell in sheet[1] if cell.value is not None]
        assert headings == (expected[sheet.title] or headings)
        assert sheet.tables


@pytest.mark.parametrize("name", sorted({found.template for found in (*DELIVERABLES,)}))
def test_every_deliverable_has_its_template(name: str) -> None:
    assert (templates_folder() / name).is_file()


def test_no_template_is_left_over() -> None:
    shipped = {str(path.relative_to(templates_folder())) for path in templates_folder().glob("*/*.*")}
    used = {found.template for found in DELIVERABLES} | {found.template for found in PROGRAMME_DELIVERABLES}
    assert shipped == used


def test_the_phases_name_deliverables_that_there_are() -> None:
    named = {found for phase in PHASES for found in phase.deliverables} | set(ALWAYS)
    assert named == set(IDS) - {found.id for found in PROGRAMME_DELIVERABLES}


def texts(value: object) -> list[Translated]:
    if isinstance(value, Translated):
        return [value]
    if isinstance(value, BaseModel):
        return [text for name in type(value).model_fields for text in texts(getattr(value, name))]
    return [text for item in value for text in texts(item)] if isinstance(value, tuple) else []


@pytest.mark.parametrize("name", WORKBOOKS)
def test_specs_speak_both_languages(name: str) -> None:
    spec = Templates(samples_folder(), trusted=False).spec(name)
    found = texts(spec)
    assert len(found) > 5
    assert all(text.fi and text.en for text in found)
    for language in LANGUAGES:
        names = [getattr(sheet.name, language) for sheet in spec.sheets]
        assert len(set(names)) == len(names)
        assert all(len(sheet) <= 31 for sheet in names)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_columns_name_vocabularies_and_fields_that_there_are(name: str) -> None:
    for _, table, column in Templates(samples_folder(), trusted=False).spec(name).columns():
        assert column.labels is None or column.labels in VOCABULARIES
        assert (column.field is None) != (column.value is None), column.id
        if table.record is None or column.field is None:
            continue
        model: object = RECORDS[table.record]
        for step in column.field.split("."):
            assert isinstance(model, type)
            assert issubclass(model, BaseModel)
            assert step in model.model_fields, column.field
            annotation = model.model_fields[step].annotation
            model = next((part for part in (annotation, *get_args(annotation)) if is_model(part)), None)


def is_model(part: object) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)
