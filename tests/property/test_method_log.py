"""Whatever is decided: the log grows at its end, gives every decision back, and every cut gives the log before."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.model.phases import Phases
from innoenvi_cli.store.phase_log import append_entry, cut_last_entry

TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), st.sampled_from("\n\r\t")),
    max_size=12,
).filter(lambda text: "\ufeff" not in text)
NOTES = st.one_of(TEXTS, st.fixed_dictionaries({}, optional={"fi": TEXTS, "en": TEXTS}))
CODES = st.sampled_from(["hlo-01", "x-99999"])
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(str)
NAMES = st.sampled_from(["participants", "null", "on", "a_1"])
ANSWERS = st.fixed_dictionaries(
    {
        "met": st.sampled_from(["true", "false"]),
        "severity": st.sampled_from(["must", "should", "info"]),
        "compare": st.sampled_from([">=", "<=", "=="]),
        "threshold": st.sampled_from(["0", "0.6", "15"]),
    },
    optional={
        "value": st.sampled_from(["0", "0.875", "-1"]),
        "judged": st.dictionaries(
            st.sampled_from(["participants:members/a", "markets:minicluster", "x:y"]), st.just("0123456789abcdef")
        ),
    },
)
ENTRIES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["decision", "review"]),
        "cycle": st.integers(0, 99).map(str),
        "gate": st.sampled_from(["definition", "fast_track", "export_concept"]),
        "date": DAYS,
        "by": CODES,
    },
    optional={
        "to": st.just("analysis"),
        "decision": st.sampled_from(["go", "conditional", "recycle", "hold", "stop"]),
        "ending": st.sampled_from(["close", "new_cycle"]),
        "meeting": st.just({"organ": "o", "event": "e", "item": "3"}),
        "note": NOTES,
        "condition": st.fixed_dictionaries({"text": NOTES, "owner": CODES, "due": DAYS}),
        "waivers": st.lists(st.fixed_dictionaries({"criterion": NAMES, "reason": NOTES, "by": CODES}), max_size=2),
        "criteria": st.dictionaries(NAMES, ANSWERS, max_size=3),
    },
)


@given(st.lists(ENTRIES, min_size=1, max_size=4), st.sampled_from([b"\n", b"\r\n"]))
def test_the_log_only_grows_and_every_cut_gives_the_one_before(entries: list[dict[str, Any]], newline: bytes) -> None:
    log = Phases.model_validate({"entries": entries})
    states: list[bytes | None] = [None]
    for number, entry in enumerate(log.entries):
        state = append_entry(states[-1], entry)
        if number == 0:
            state = state.replace(b"\r\n", b"\n").replace(b"\n", newline)
        states.append(state)
        assert state.startswith(states[-2] or b"")
        assert state.count(newline) == state.count(b"\n")

    last = states[-1]
    assert last is not None
    assert Phases.model_validate(yaml.load(last, yaml.BaseLoader)) == log
    while states[-1] is not None:
        state = states.pop() or b""
        assert cut_last_entry(state) == states[-1]
