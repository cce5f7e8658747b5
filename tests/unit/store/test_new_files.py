"""New files say what they were given, in the order of the model, and read back as the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from innoenvi_cli.model.kinds import BY_SINGULAR, KINDS
from innoenvi_cli.store.new_files import record_text, schema_path, starter_text, typed_values
from innoenvi_cli.store.reader import read
from innoenvi_cli.store.rendering import plain_data

if TYPE_CHECKING:
    from innoenvi_cli.model.kinds import Kind

MEMBER = BY_SINGULAR["member"]
REQUIRED = {
    "innoenvi": {"format": "1", "name": "Hanke"},
    "minicluster": {"name": "Vesi", "start": "2026-01-01"},
    "guide": {"version": "1"},
}
STARTERS = [kind for kind in KINDS if kind.single and not kind.written_by_tool and kind.singular != "development-paths"]


def test_a_new_record_by_the_types_of_its_fields() -> None:
    data = {
        "name": "NO",
        "id": "no-oy",
        "country": "NO",
        "size": {"year": "2025", "headcount": "012"},
        "export": {"share": "0.10", "countries": ["NO", "FI"]},
        "history": [{"date": "2024-01-01", "status": "prospect"}],
        "note": {"fi": "rivi\ntoinen: rivi\n", "en": "- dash"},
    }
    assert record_text(MEMBER, data, schema_path="../x.json") == (
        "# yaml-language-server: $schema=../x.json\n"
        "id: no-oy\n"
        "name: 'NO'\n"
        "country: 'NO'\n"
        "size:\n"
        "  headcount: '012'\n"
        "  year: 2025\n"
        "export:\n"
        "  share: 0.10\n"
        "  countries:\n"
        "    - 'NO'\n"
        "    - FI\n"
        "history:\n"
        "  - status: prospect\n"
        "    date: 2024-01-01\n"
        "note:\n"
        "  fi: |\n"
        "    rivi\n"
        "    toinen: rivi\n"
        "  en: '- dash'\n"
    )


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), min_size=1, max_size=30
)
long_texts = st.lists(texts | st.just(""), min_size=1, max_size=4).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(texts, long_texts, st.dictionaries(texts, long_texts, max_size=3))
def test_any_text_reads_back_as_it_was(name: str, note: str, custom: dict[str, str]) -> None:
    data = {"id": "x", "name": name, "note": note, "custom": custom}
    document = read(record_text(MEMBER, data, schema_path="x"), "-")
    assert not document.findings
    assert document.data == plain_data(typed_values(MEMBER.model, data))


def test_what_makes_no_sound_record_is_not_written() -> None:
    with pytest.raises(ValidationError):
        record_text(MEMBER, {"id": "x", "nmae": "X"}, schema_path="x")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("innoenvi.yaml", ".innoenvi/schemas/a.json"),
        ("energia/minicluster.yaml", "../.innoenvi/schemas/a.json"),
        ("energia/members/x.yaml", "../../.innoenvi/schemas/a.json"),
    ],
)
def test_the_way_to_the_schema(path: str, expected: str) -> None:
    assert schema_path(path, "a.json") == expected


@pytest.mark.parametrize("kind", STARTERS, ids=lambda kind: kind.singular)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_starter_is_a_sound_record_and_shows_every_key(kind: Kind, language: str) -> None:
    given_data = REQUIRED.get(kind.singular, {})
    text = starter_text(kind, given_data, schema_path="x", language="fi" if language == "fi" else "en")
    document = read(text, "-")
    assert not document.findings
    record = kind.model.model_validate(document.data)
    assert record == kind.model.model_validate({**document.data, **given_data})
    shown = set(re.findall(r"^(?:# )?([a-z_]+):", text, re.MULTILINE))
    assert shown == {info.alias or name for name, info in kind.model.model_fields.items()}


@pytest.mark.parametrize("kind", STARTERS, ids=lambda kind: kind.singular)
def test_a_starter_is_yaml_when_all_its_comments_are_taken_away(kind: Kind) -> None:
    text = starter_text(kind, REQUIRED.get(kind.singular, {}), schema_path="x", language="en")
    bare = re.sub(r"^# (?!yaml-language-server)", "", text, flags=re.MULTILINE)
    assert not read(bare, "-").findings
