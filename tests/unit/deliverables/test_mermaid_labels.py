"""Labels of Mermaid diagrams: nothing in them is grammar or Markdown, and a cut is seen."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.deliverables.escaping import plain
from innoenvi_cli.deliverables.mermaid_labels import LONGEST, first_fitting, mermaid_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hydros Oy", "Hydros Oy"),
        ("Vesi- ja ympäristöala, 15.6.2026 – pk-yritys…", "Vesi- ja ympäristöala, 15.6.2026 – pk-yritys…"),
        ('a"] --> b', "a#34;#93; #45;#45;#62; b"),
        ("end", "end"),
        ("", "-"),
        ("\u200b", "-"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
        ("a#b;c", "a#35;b;c"),
        ("l\nm", "l m"),
        ("style a:#b", "style a#58;#35;b"),
        ("Style: a & b", "Style: a & b"),
        ("a direction LR b", "a directio#110; LR b"),
        ("R&D (100 %), 50%% ; !", "R#38;D (100 %), 50#37;#37; ; !"),
        ("fa:fa-car", "fa#58;fa-car"),
        ("1. vaihe 2. 3) x", "1#46; vaihe 2. 3) x"),
        ("1) x", "1#41; x"),
        ("- a + b - c", "#45; a + b - c"),
        ("__a__", "#95;#95;a#95;#95;"),
        ("www.x.example", "www#46;x.example"),
    ],
)
def test_what_would_be_grammar_or_markdown_is_a_code(text: str, label: str) -> None:
    assert mermaid_label(text, 60) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Vesitekniikan yritys", "Vesitekniikan yritys"),
        ("Vesitekniikan yritykset", "Vesitekniikan…"),
        ("Ympäristöteknologiayritys", "Ympäristöteknologia…"),
        ("Oy Ympäristöteknologiayritys", "Oy Ympäristöteknolo…"),
        ("\u200b" * 30 + "Hydros", "Hydros"),
    ],
)
def test_a_long_label_is_cut_between_words_where_it_can(text: str, label: str) -> None:
    assert mermaid_label(text, 20) == label


@given(st.text(max_size=60), st.integers(min_value=2, max_value=80))
def test_a_reader_sees_the_text_or_its_beginning(text: str, longest: int) -> None:
    seen = html.unescape(re.sub(r"#(\d+);", r"&#\1;", mermaid_label(text, longest)))
    whole = plain(text) or "-"
    assert len(seen) <= longest
    assert seen == whole or (seen.endswith("…") and whole.startswith(seen[:-1]))


def test_the_longest_labels_that_every_site_draws() -> None:
    assert first_fitting(lambda longest: "x" * longest * 100, (40, 19, 5)) == "x" * 1900
    assert first_fitting(lambda longest: "\U0001f600" * longest * 100, (19, 9, 5)) == "\U0001f600" * 900
    assert first_fitting(lambda longest: "x" * (LONGEST + longest), (2, 1)) == ""
