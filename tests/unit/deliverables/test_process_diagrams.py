"""Flowcharts of processes: every step with who does it, and never larger than every site draws."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.deliverables.mermaid_labels import LONGEST
from innoenvi_cli.deliverables.process_diagrams import process_diagram


def process(*steps: tuple[str, str, str], trigger: str = "Pyyntö") -> dict[str, Any]:
    return {
        "trigger": trigger,
        "steps": [
            {"actor": actor or "?", "open": not actor, "activity": activity, "output": output}
            for actor, activity, output in steps
        ],
    }


def test_what_one_step_hands_to_the_next() -> None:
    assert process_diagram(process(("Hydros Oy", "Mitoittaa", "mitoitus"), ("Aqua Oy", "Tarjoaa", "tarjous"))) == (
        "flowchart TB\n"
        '  t(["Pyyntö"])\n'
        '  s1["Hydros Oy:\nMitoittaa"]\n'
        '  s2["Aqua Oy:\nTarjoaa"]\n'
        "  t --> s1\n"
        '  s1 -->|"mitoitus"| s2\n'
        '  e(["tarjous"])\n'
        "  s2 --> e\n"
    )


def test_a_step_that_nobody_does_yet_is_drawn_broken() -> None:
    drawn = process_diagram(process(("Hydros Oy", "Mitoittaa", ""), ("", "Tarjoaa", "")))
    assert drawn.endswith("  classDef open stroke-dasharray: 5 4\n  class s2 open\n")
    assert "  s1 --> s2\n" in drawn


def test_long_labels_are_cut_between_words() -> None:
    drawn = process_diagram(process(("Hydros Oy", "Tarkastaa, kirjaa tulokset " * 12, "")))
    assert 'kirjaa tulokset Tarkastaa, kirjaa tulokset…"]\n' in drawn


def test_without_steps_there_is_no_picture() -> None:
    assert process_diagram(process()) == ""


def test_a_long_process_gets_shorter_labels_before_it_is_left_to_the_table() -> None:
    step = ("Ympäristötekniikan yhteistyö Oy", "Tarkastaa laitoksen ja kirjaa tulokset " * 4, "pöytäkirja " * 9)
    some, many = (process_diagram(process(*([step] * number))) for number in (9, 40))
    assert some.count("…") == 18
    assert len(some) <= LONGEST
    assert many == ""


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=200), st.text(max_size=80)), max_size=6), st.text())
def test_no_text_becomes_part_of_the_grammar(steps: list[tuple[str, str, str]], trigger: str) -> None:
    drawn = process_diagram(process(*steps, trigger=trigger))
    assert len(drawn) <= LONGEST
    text = r'[^"\[\]{}|<>`\\\n]+'
    shapes = [
        rf'  t\(\["{text}"\]\)', rf'  e\(\["{text}"\]\)', rf'  s\d+\["({text})?[:…]\n{text}"\]', r"  (t|s\d+) --> (s\d+|e)",
        rf'  s\d+ -->\|"{text}"\| s\d+', r"  classDef open stroke-dasharray: 5 4", r"  class s\d+(,s\d+)* open",
    ]  # fmt: skip
    assert re.fullmatch(rf"(flowchart TB\n(({'|'.join(shapes)})\n)+)?", drawn), drawn
