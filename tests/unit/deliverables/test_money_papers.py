"""Deliverables about money: no single company's money, aid for those who may know of it, and the reason for gaps."""

from __future__ import annotations

import io
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from innoenvi_cli.deliverables.context import private_money
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.model.programme import Audience

ALONE = "Kansainvälinen rahoitushakemus monitorointihankkeesta"
"""An action of two companies."""


@cache
def made(deliverable: str, audience: Audience, minicluster: str = "vesihuolto") -> bytes:
    return made_at(samples_folder() / "innoenvi", deliverable, audience, minicluster)


def made_at(root: Path, deliverable: str, audience: Audience, minicluster: str = "vesihuolto") -> bytes:
    found = render(
        root,
        miniclusters=(minicluster,) if minicluster else (),
        deliverables=(deliverable,),
        audience=audience,
        languages=("fi",),
        output="elsewhere",
        dry_run=True,
        environ={},
    )
    (content,) = (
        change.after
        for change in found.changes
        if change.after is not None and not change.path.endswith("manifest.json")
    )
    return content


def rows(content: bytes, sheet: str) -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(content), data_only=True)
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows()]


def test_the_money_of_two_companies_is_hidden_outside_the_consultants() -> None:
    budget = {audience: rows(made("action-plan", audience), "Budjetti") for audience in ("consultants", "core_group")}
    seen = [row for row in budget["consultants"] if row[0] == ALONE and row[2] == "Kaikki vuodet"]
    assert [row[5:9] for row in seen] == [(10000, 10000, 10150, -150)]
    hidden = [row for row in budget["core_group"] if row[0] == ALONE]
    assert hidden
    assert all(row[5:9] == ("–", "–", "–", "–") for row in hidden)


def test_what_is_shown_does_not_tell_what_is_hidden() -> None:
    budget = rows(made("action-plan", "members"), "Budjetti")
    totals = [row for row in budget if row[0] == "Yhteensä"]
    by_action = [row for row in budget if row[2] == "Kaikki vuodet" and row[1] == "Kaikki tyypit"]
    shown = sum(row[5] for row in by_action if isinstance(row[5], (int, float)))
    hidden = [row for row in by_action if row[5] == "–"]
    assert len(hidden) > 1
    assert isinstance(totals[0][5], (int, float))
    assert totals[0][5] > shown
    assert all(row[3:10] == totals[0][3:10] for row in totals)


def test_the_reason_stands_below_the_tables() -> None:
    text = {str(row[0]) for row in rows(made("action-plan", "members"), "Budjetti")}
    assert any(line.startswith("– = ei näytetä: luku kertoisi") for line in text)
    assert not any(str(row[0]).startswith("– = ") for row in rows(made("action-plan", "consultants"), "Budjetti"))


@pytest.mark.parametrize(("audience", "shown"), [("consultants", True), ("core_group", True), ("members", False)])
def test_de_minimis_aid_is_for_those_who_may_know_of_it(audience: Audience, shown: bool) -> None:  # noqa: FBT001
    for content in (
        made("funding-application-data", audience).decode(),
        made("closing-report", audience, "").decode(),
        str(rows(made("action-plan", audience), "Rahoitus")),
    ):
        assert bool(re.search(r"259\W?000", content)) is shown


def test_an_application_card_says_what_a_form_asks() -> None:
    text = made("funding-application-data", "consultants", "energia").decode()
    card = text.partition("## 1. ")[2].partition("## 2. ")[0]
    for heading in ("Hakija ja osatoteuttajat", "Tarve", "Tavoite", "Toimenpiteet ja tuotokset", "Kohderyhmä"):
        assert f"### {heading}" in card
    for heading in ("Välitavoitteet", "Budjetti", "Rahoitus", "Valtiontuki", "Mittarit", "Riskit"):
        assert f"### {heading}" in card
    assert "9961010-7" in card
    assert "| Haettu" in card


def test_a_small_number_of_firms_is_hidden_with_its_progress() -> None:
    def guidance(audience: Audience) -> tuple[object, ...]:
        return next(
            row for row in rows(made("indicators", audience, ""), "Mittarit") if row[0] == "Jätehuollon miniklusteri"
        )

    assert 2 in guidance("consultants")
    members = guidance("members")
    assert 2 not in members
    assert members.count("–") == 3


def test_each_name_behind_a_number_stands_once() -> None:
    names = rows(made("indicators", "consultants", ""), "Nimet lukujen takana")[1:]
    told = [(row[0], row[1], row[2], row[5]) for row in names if row[5]]
    assert told
    assert len(set(told)) == len(told)


def test_of_very_many_actions_only_the_sums_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_money, "_MOST_CELLS", 120)
    root = tmp_path / "programme"
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=shutil.ignore_patterns("deliverables"))
    folder = root / "vesihuolto" / "actions"
    cost = "{year: 2025, cost_type: salaries, source: private, amount: 10.00}"
    for number in range(130):
        text = f"id: lisa-{number}\nname: Lisä {number}\nparticipants: [kaislavirta, harjusuodatin, purolinna-automaatio]\n"
        (folder / f"lisa-{number}.yaml").write_text(f"{text}budget:\n  - {cost}\n", encoding="utf-8")
    budget = rows(made_at(root, "action-plan", "members"), "Budjetti")
    assert [row[5] for row in budget if str(row[0]).startswith("Lisä")] == ["–"] * 260
    assert [row[5] for row in budget if row[0] == "Yhteensä"] == [119200 + 1300] * 4


def test_the_closing_report_tells_which_figures_are_missing(tmp_path: Path) -> None:
    root = tmp_path / "programme"
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=shutil.ignore_patterns("deliverables"))
    for name in ("energia", "jatehuolto"):
        shutil.rmtree(root / name / "actions")
    for action in (root / "vesihuolto" / "actions").glob("*.yaml"):
        if action.stem != "rahoitushakemus-pilotti":
            action.unlink()
    text = made_at(root, "closing-report", "members", "").decode()
    assert "| Yhteensä | – | – | – | – |" in text
    assert "– = ei näytetä: luku kertoisi" in text
    assert "10 000" not in text
