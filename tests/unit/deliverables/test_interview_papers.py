"""Summaries of interviews, and interviews in the analysis report: no further than the permissions, no small figures."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.model.programme import Audience


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    root = tmp_path / "programme"
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=shutil.ignore_patterns("deliverables"))
    return root


def made(root: Path, deliverable: str, audience: Audience, as_of: date | None = None) -> dict[str, str]:
    found = render(
        root,
        miniclusters=("vesihuolto",),
        deliverables=(deliverable,),
        audience=audience,
        languages=("en",),
        as_of=as_of,
        dry_run=True,
        environ={},
    )
    return {
        change.path.rsplit("/", 1)[1]: change.after.decode()
        for change in found.changes
        if change.after is not None and change.path.endswith(".md")
    }


def summary(root: Path, number: str, as_of: date | None = None) -> str:
    return made(root, "interview-summary", "consultants", as_of)[f"interview-summary.haastattelu-{number}.en.md"]


def test_a_summary_per_interview_held_and_none_of_a_refusal(programme: Path) -> None:
    found = made(programme, "interview-summary", "consultants")
    assert len(found) == 10
    assert "interview-summary.haastattelu-11.en.md" not in found


def test_a_summary_is_about_its_interviewee_alone(programme: Path) -> None:
    text = summary(programme, "01")
    assert "Kaislavirta Vesitekniikka Oy" in text
    for other in ("Purolinna", "Lähdevahti", "Harjusuodatin", "hlo-13", "hlo-03", "15 records"):
        assert other not in text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("01", "| Showing what was said | Yes | What you said may be shown to others in the consultant's words"),
        ("07", "| Showing what was said | No | What you said is not shown to others."),
        ("07", "**Confidentiality:** Only the consultants of the programme see what you said."),
        ("08", "**Confidentiality:** What you said may be shown to anybody, as far as you have allowed it."),
    ],
)
def test_permissions_in_plain_words(programme: Path, number: str, said: str) -> None:
    assert said in summary(programme, number)


def test_a_permission_that_was_not_asked_counts_as_a_no(programme: Path) -> None:
    path = programme / "vesihuolto" / "interviews" / "haastattelu-01.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  quote: true\n", ""), encoding="utf-8")
    assert "| Showing what was said | Not answered | We have no answer from you. Until" in summary(programme, "01")


@pytest.mark.parametrize(
    ("sent", "confirmed", "said", "form"),
    [
        (None, None, "within 14 days of receiving it.", True),
        ("2026-06-10", None, "tell what should be mended, by 24 June 2026.", True),
        ("2026-06-01", None, "As no answer came within 14 days, it is taken as confirmed.", False),
        ("2026-06-01", "2026-06-05", "sent to you on 1 June 2026, and you confirmed it on 5 June 2026.", False),
        ("2026-06-20", None, "within 14 days of receiving it.", True),
    ],
)
def test_what_happens_next(programme: Path, sent: str | None, confirmed: str | None, said: str, form: bool) -> None:  # noqa: FBT001
    path = programme / "vesihuolto" / "interviews" / "haastattelu-07.yaml"
    text = path.read_text(encoding="utf-8")
    answer = f"confirmation:\n  sent: {sent}\n" if sent else ""
    answer += f"  confirmed: {confirmed}\n" if confirmed else ""
    path.write_text(text.replace("confirmation:\n  sent: 2024-10-01\n", answer), encoding="utf-8")
    found = summary(programme, "07")
    assert said in found
    assert ("Signature and name in block letters" in found) is form


def test_a_summary_is_for_the_consultants_alone(programme: Path) -> None:
    with pytest.raises(RefusedError):
        made(programme, "interview-summary", "core_group")


# In the analysis report ----------------------------------------------------------------------------------------------


def report(root: Path, audience: Audience) -> str:
    return made(root, "analysis-report", audience)["analysis-report.en.md"]


def test_the_consultants_see_every_figure(programme: Path) -> None:
    text = report(programme, "consultants")
    assert "| Medium-sized | 2 | 1 | 1 | 0 | 50% (1/2) |" in text
    assert "| · Trust and own position | 1 | 1 | 1 |" in text
    assert "| Theme | Company (7) | Research body (1) | Public body (1) | Association (1) | All (10) |" in text
    assert "| Financing | 1 (2) | 0 | 0 | 1 (1) | 2 (3) |" in text


@pytest.mark.parametrize("audience", ["core_group", "members"])
def test_figures_of_fewer_than_three_are_left_out_for_others(programme: Path, audience: Audience) -> None:
    text = report(programme, audience)
    assert "| · Trust and own position | – | – | – |" in text
    assert "| Market | 10 | 9 | 9 |" in text
    assert "Medium-sized |" not in text
    assert "Refusals" not in text
    assert "Association (1)" not in text


def test_those_who_may_not_be_named_are_not_counted_either(programme: Path) -> None:
    told = report(programme, "members")
    assert "Held by: not named here." in told
    assert "Held by: Harjusuodatin Oy and others not named here. Not held by: Kaislavirta Vesitekniikka Oy." in told
    assert "one not named" not in told
    assert "Held by: Putkiniitty Saneeraus Oy, Harjusuodatin Oy." in report(programme, "consultants")
