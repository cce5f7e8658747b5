"""What is asked of somebody who adds a record at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import UnknownNameError
from innoenvi_cli.usecases.ask_for_record import ask_for_record

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.usecases.ask_for_record import Question


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in {
        "innoenvi.yaml": "format: 1\nname: Koe\n",
        "vesi/minicluster.yaml": "name: Vesi\nstart: 2026-01-01\nmarkets: [{id: suomi, country: FI}]\n",
        "vesi/members/b.yaml": "name: B\n",
        "vesi/members/a.yaml": "name: A\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def question(root: Path, kind: str, key: str) -> Question:
    return next(item for item in ask_for_record(root, kind, "vesi") if item.key == key)


def test_what_is_needed_comes_first_and_parts_are_not_asked(root: Path) -> None:
    asked = ask_for_record(root, "event", "vesi")
    assert [item.key for item in asked if item.required] == ["kind", "title", "date"]
    assert [item.key for item in asked[:3]] == ["kind", "title", "date"]
    assert not {"agenda", "approved", "custom", "note"} & {item.key for item in asked}


def test_choices_are_words_and_the_ids_there_are(root: Path) -> None:
    assert question(root, "event", "present").choices == ("a", "b")
    assert question(root, "segment", "market").choices == ("suomi",)
    assert "core_group" in question(root, "organ", "kind").choices


@pytest.mark.parametrize(
    ("kind", "key", "answer", "problem"),
    [
        ("event", "date", "2026-02-28", None),
        ("event", "date", "2026-02-30", "write year-month-day, for example 2026-03-09"),
        ("event", "date", "28.2.2026", "write year-month-day, for example 2026-03-09"),
        ("event", "number", "4", None),
        ("event", "number", "four", "write a whole number"),
        ("event", "present", "a, b", None),
        ("event", "present", "a,c", "there is no 'c'"),
        ("event", "kind", "semnar", "there is no 'semnar': did you mean 'seminar'?"),
        ("member", "contacts", "hlo-01", None),
        ("member", "contacts", "Matti", "write a code such as hlo-07; the name belongs to the private folder alone"),
    ],
)
def test_answers_are_looked_at_when_they_are_given(
    root: Path, kind: str, key: str, answer: str, problem: str | None
) -> None:
    found = question(root, kind, key).problem(answer)
    assert (found.render("en") if found is not None else None) == problem


def test_a_list_is_typed_with_commas(root: Path) -> None:
    assert question(root, "event", "present").assignments("a, b,") == ("present=a", "present=b")
    assert question(root, "event", "title").assignments("Yksi, kaksi") == ("title=Yksi, kaksi",)


def test_the_programme_has_events_of_its_own(root: Path) -> None:
    asked = {item.key: item for item in ask_for_record(root, "event", "programme")}
    assert asked["miniclusters"].choices == ("vesi",)
    assert asked["present"].choices == ("a", "b")


def test_unknown_names(root: Path) -> None:
    with pytest.raises(UnknownNameError):
        ask_for_record(root, "evnt", "vesi")
    with pytest.raises(UnknownNameError):
        ask_for_record(root, "event", "vesy")
    with pytest.raises(UnknownNameError):
        ask_for_record(root, "member", "programme")
