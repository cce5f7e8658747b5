"""phases.yaml: what is there stays byte for byte, whatever is appended to it or cut off its end."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.model.phases import PhaseEntry
from innoenvi_cli.store.phase_log import append_entry, cut_last_entry, log_path


def entry(**changes: Any) -> PhaseEntry:
    plain = {"kind": "decision", "cycle": "1", "gate": "definition", "to": "analysis", "decision": "go"}
    return PhaseEntry.model_validate({**plain, "date": "2024-06-14", "by": "hlo-01", **changes})


WHOLE = entry(
    decision="conditional",
    meeting={"organ": "johtoryhma", "event": "johtoryhma-1", "item": "4"},
    note={"fi": 'Sanottiin: "ehkä" # ei vielä', "en": "They said 'perhaps'"},
    condition={"text": "Kirjataan\nluvat", "owner": "hlo-09", "due": "2024-09-01"},
    waivers=[{"criterion": "committed", "reason": "yes", "by": "hlo-01"}],
    criteria={
        "participants": {
            "met": "true",
            "severity": "must",
            "value": "9",
            "compare": ">=",
            "threshold": "5",
            "judged": {"participants:members/b": "0123456789abcdef", "participants:members/a": "1111111111111111"},
        },
        "committed": {"met": "false", "severity": "must", "compare": ">=", "threshold": "3"},
    },
)

WRITTEN = b"""\
# yaml-language-server: $schema=../.innoenvi/schemas/phases.schema.json
# Written by innoenvi advance, review and undo alone; if it was changed by hand, restore it from git.
entries:
  - kind: decision
    cycle: 1
    gate: definition
    to: analysis
    decision: conditional
    date: 2024-06-14
    by: hlo-01
    meeting:
      organ: johtoryhma
      event: johtoryhma-1
      item: 4
    note: {fi: "Sanottiin: \\"ehk\xc3\xa4\\" # ei viel\xc3\xa4", en: "They said 'perhaps'"}
    condition:
      text: "Kirjataan\\nluvat"
      owner: hlo-09
      due: 2024-09-01
    waivers:
      - criterion: committed
        reason: "yes"
        by: hlo-01
    criteria:
      participants:
        met: true
        severity: must
        value: 9
        compare: ">="
        threshold: 5
        judged:
          participants:members/a: "1111111111111111"
          participants:members/b: "0123456789abcdef"
      committed:
        met: false
        severity: must
        compare: ">="
        threshold: 3
"""


def test_the_log_of_a_minicluster_lies_in_its_folder() -> None:
    assert log_path("energia") == "energia/phases.yaml"


def test_a_new_log_says_who_writes_it_and_holds_the_entry() -> None:
    assert append_entry(None, WHOLE) == WRITTEN


@pytest.mark.parametrize(
    "before",
    [
        WRITTEN,
        WRITTEN.replace(b"\n", b"\r\n"),
        WRITTEN.rstrip(b"\n"),
        b"\xef\xbb\xbf" + WRITTEN,
        WRITTEN + b"\n# a remark\n\n",
        WRITTEN.replace(b"    cycle: 1\n", b"    cycle:   '1'   # the first\n"),
    ],
    ids=["lf", "crlf", "no newline at the end", "bom", "remark", "other spelling"],
)
def test_what_was_there_stays_byte_for_byte(before: bytes) -> None:
    after = append_entry(before, entry(note="jatkuu"))

    assert after.startswith(before)
    added = after.removeprefix(before)
    assert b'note: "jatkuu"' in added
    assert (b"\r\n" in added) == (b"\r\n" in before)
    if before.endswith(b"\n"):
        assert cut_last_entry(after) == before


def test_a_cut_gives_every_earlier_state_back() -> None:
    states: list[bytes | None] = [None]
    for number in range(4):
        states.append(append_entry(states[-1], entry(note=f"n:o {number}")))

    for before, after in reversed(list(pairwise(states))):
        assert after is not None
        assert cut_last_entry(after) == before


FOREIGN = {
    "in one line": b"entries: [{kind: review, cycle: 1, gate: definition, date: 2024-06-14, by: hlo-01}]\n",
    "not indented": b"entries:\n- kind: review\n  cycle: 1\n  gate: definition\n  date: 2024-06-14\n  by: hlo-01\n",
    "a key after the entries": WRITTEN + b"more: 1\n",
    "cut in the middle": WRITTEN[:-30],
    "broken": b"entries: [\n",
    "empty": b"",
    "no entries": b"# nothing\n",
    "no list": b"entries:\n",
    "a list": b"- kind: decision\n",
    "two documents": WRITTEN + b"---\n" + WRITTEN,
    "an anchor": WRITTEN.replace(b"entries:", b"entries: &a"),
    "an unknown word": WRITTEN.replace(b"conditional", b"perhaps"),
    "not UTF-8": WRITTEN.replace("ä".encode(), "ä".encode("latin-1")),
    "a conflict": b"<<<<<<< HEAD\n" + WRITTEN + b"=======\n>>>>>>> b\n",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_log_that_is_not_ours_is_refused(what: str) -> None:
    with pytest.raises(RefusedError, match=r"phases\.yaml is not as innoenvi left it"):
        append_entry(FOREIGN[what], entry())


@pytest.mark.parametrize("what", [name for name in FOREIGN if name not in {"in one line", "not indented"}])
def test_nothing_is_cut_off_a_log_that_is_not_ours(what: str) -> None:
    with pytest.raises(RefusedError):
        cut_last_entry(FOREIGN[what])


@pytest.mark.parametrize("remark", [b"# note\n", b"    # note\n", b"\n  # note"])
def test_a_comment_below_the_last_entry_is_not_cut_off_with_it(remark: bytes) -> None:
    for log in (WRITTEN, append_entry(WRITTEN, entry())):
        with pytest.raises(RefusedError):
            cut_last_entry(log + remark)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "012",
        "null",
        "~",
        "a: b",
        "- x",
        "{x}",
        "[",
        "# no",
        "two\nlines",
        "  padded  ",
        "\t",
        "\\",
        '"',
        "ä😀",
        "%",
        "",
    ],
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    twice = append_entry(append_entry(None, entry(note=text)), entry(note={"fi": text, "en": text}))

    assert cut_last_entry(twice) == append_entry(None, entry(note=text))


@pytest.mark.parametrize(
    "text", ["\x00", "\x07", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\ud800", "\uffff"]
)
def test_characters_that_no_file_may_hold_are_refused(text: str) -> None:
    for given in (
        {"note": f"a{text}b"},
        {"condition": {"text": text, "owner": "hlo-01", "due": "2025-01-01"}},
        {"waivers": [{"criterion": "x", "reason": text, "by": "hlo-01"}]},
    ):
        with pytest.raises(RefusedError, match="character"):
            append_entry(WRITTEN, entry(**given))
