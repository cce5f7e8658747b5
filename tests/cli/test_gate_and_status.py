"""``innoenvi gate`` and ``innoenvi status``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_a_closed_gate(innoenvi: CommandLine) -> None:
    answer = innoenvi("gate", "vesi")
    assert answer.code == 1
    first, *rest = answer.out.splitlines()
    assert first.startswith("vesi: gate 1 (definition) is closed, ")
    assert first.endswith("cycle 1, as of 2026-06-15")
    assert (
        "vesi/minicluster.yaml:1:1: product_groups error: Product and service groups are named "
        "(product and service groups: 0, needed ≥ 1)"
    ) in "\n".join(rest)
    assert rest[-1].startswith("✓ ")


def test_an_open_gate_says_what_comes_next(innoenvi: CommandLine, passing: Path) -> None:
    innoenvi.folder = passing
    answer = innoenvi("gate", "esimerkki")
    assert answer.code == 0
    assert " is open, " in answer.out
    assert answer.err == "→ next: innoenvi advance esimerkki --by CODE\n"
    assert innoenvi("gate", "esimerkki", "-q").err == ""


def test_where_the_programme_has_a_contact_the_next_command_need_not_ask_who_decides(
    innoenvi: CommandLine, passing: Path
) -> None:
    innoenvi.folder = passing
    with (passing / "innoenvi.yaml").open("a", encoding="utf-8") as stream:
        stream.write("contact: hlo-01\n")
    assert innoenvi("gate", "esimerkki").err == "→ next: innoenvi advance esimerkki\n"
    assert innoenvi("status").out.endswith(" → innoenvi advance esimerkki\n")


def test_the_hints_of_a_gate_name_commands_for_the_minicluster(innoenvi: CommandLine) -> None:
    hints = {item["id"]: item["hint"] for item in innoenvi("gate", "vesi", "--format", "json").data["criteria"]}
    assert hints["suspects"].endswith("innoenvi review vesi --by CODE.")
    for criterion, part in (("segments", "segment"), ("steering_group", "organ"), ("core_group", "organ")):
        assert f"innoenvi add {part} vesi" in hints[criterion]
    assert "innoenvi add event vesi" in hints["info_seminar"]


def test_gate_as_json(innoenvi: CommandLine) -> None:
    answer = innoenvi("gate", "vesi", "--format", "json")
    assert (answer.code, answer.kind, answer.err) == (1, "gate", "")
    data = answer.data
    assert (data["minicluster"], data["phase"], data["open"]) == ("vesi", "definition", False)
    scope = next(item for item in data["criteria"] if item["id"] == "scope_out")
    assert {key: scope[key] for key in ("severity", "met", "waived", "value", "threshold", "message")} == {
        "severity": "must",
        "met": False,
        "waived": False,
        "value": 0,
        "threshold": 1,
        "message": "The scope is stated",
    }
    assert scope["evidence"][0]["file"] == "vesi/minicluster.yaml"
    assert {"file", "line", "record"} <= set(scope["evidence"][0])
    assert scope["hint"].startswith("Say under scope_out")


def test_the_gate_of_another_phase(innoenvi: CommandLine) -> None:
    assert innoenvi("gate", "vesi", "--phase", "analysis", "--format", "json").data["phase"] == "analysis"
    answer = innoenvi("gate", "vesi", "--phase", "analyis")
    assert answer.code == 4
    assert "did you mean 'analysis'?" in answer.err


def test_errors_in_the_records_keep_the_gate_shut_and_are_named(innoenvi: CommandLine, passing: Path) -> None:
    innoenvi.folder = passing
    with (passing / "esimerkki/minicluster.yaml").open("a", encoding="utf-8") as stream:
        stream.write("vision: {sv: Vatten}\n")
    answer = innoenvi("gate", "esimerkki")
    assert answer.code == 1
    assert "records error: The records hold no errors" in answer.out
    assert "unknown key 'sv'" in answer.out


def test_gate_in_ci_formats(innoenvi: CommandLine) -> None:
    results = json.loads(innoenvi("gate", "vesi", "--format", "sarif").out)["runs"][0]["results"]
    assert {item["level"] for item in results} == {"error", "warning", "note"}
    github = innoenvi("gate", "vesi", "--format", "github")
    assert github.code == 1
    assert github.out.startswith("::error file=")
    assert "title=scope_out The scope is stated" in github.out


def test_gate_on_a_terminal_puts_what_is_to_be_done_first(innoenvi: CommandLine) -> None:
    answer = innoenvi("gate", "vesi", "--color", "never", terminal=True)
    assert answer.out.splitlines()[0].startswith("╭─ vesi · 1 starting the cooperation")
    assert "CLOSED" in answer.out.splitlines()[1]
    assert answer.out.index("To do:") < answer.out.index("Should be looked at") < answer.out.index("Met")
    assert max(map(len, answer.out.splitlines())) <= 80


def test_gate_where_the_terminal_knows_only_ascii(innoenvi: CommandLine) -> None:
    answer = innoenvi("gate", "vesi", "--color", "never", terminal=True, encoding="ascii")
    assert answer.code == 1
    assert "x The scope is stated" in answer.out
    assert "?" not in answer.out


def test_status_line(innoenvi: CommandLine, passing: Path) -> None:
    innoenvi.folder = passing
    answer = innoenvi("status")
    assert answer.code == 0
    assert answer.out.startswith("esimerkki: phase 1 definition, cycle 1, active, gate ")
    assert answer.out.endswith("missing -, suspect - → innoenvi advance esimerkki --by CODE\n")


def test_status_as_json(innoenvi: CommandLine) -> None:
    answer = innoenvi("status", "--format", "json")
    assert (answer.code, answer.kind) == (0, "status")
    (only,) = answer.data["miniclusters"]
    assert {key: only[key] for key in ("id", "name", "cycle", "phase", "state", "members", "interviews")} == {
        "id": "vesi",
        "name": "Water supply",
        "cycle": 1,
        "phase": "definition",
        "state": "active",
        "members": 0,
        "interviews": 0,
    }
    assert set(only["gate"]) == {"open", "met", "total", "missing"}
    assert "scope_out" in only["gate"]["missing"]
    assert only["gate"]["total"] - only["gate"]["met"] == len(only["gate"]["missing"])
    assert only["fast_track"] == {"open": 0, "closed": 0}
    assert only["suspect"] == []
    assert answer.data["totals"] == {"miniclusters": 1, "members": 0}


def test_status_on_a_terminal(innoenvi: CommandLine) -> None:
    innoenvi.write(ilma__minicluster="name: Ilma\nstart: 2026-01-01\n", ilma__members__a="nme: A\n")
    answer = innoenvi("status", "--color", "never", terminal=True)
    assert answer.out.splitlines()[0] == "Trial programme · as of 15 June 2026"
    assert "next       innoenvi gate vesi" in answer.out
    assert "errors     2" in answer.out
    assert "next       innoenvi check ilma" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_status_of_one_minicluster(innoenvi: CommandLine) -> None:
    innoenvi.write(ilma__minicluster="name: Ilma\nstart: 2026-01-01\n")
    assert innoenvi("status", "ilma").out.startswith("ilma: ")
    assert [item["id"] for item in innoenvi("status", "--format", "json").data["miniclusters"]] == ["ilma", "vesi"]


def test_status_of_an_empty_programme(innoenvi: CommandLine, tmp_path: Path) -> None:
    innoenvi.folder = tmp_path / "tyhja"
    innoenvi.folder.mkdir()
    innoenvi.write(innoenvi="format: 1\nname: Tyhjä\n")
    answer = innoenvi("status")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.endswith("→ next: innoenvi new MINICLUSTER\n")


def test_a_gate_that_nobody_can_read_is_closed_and_says_why(innoenvi: CommandLine) -> None:
    innoenvi.write(innoenvi="format: 1\nname: [x\n")
    answer = innoenvi("gate", "vesi")
    assert answer.code == 1
    assert "innoenvi.yaml:1:1: gates error: innoenvi.yaml cannot be read" in answer.out
    assert "it stays closed" in innoenvi("gate", "vesi", "--color", "never", terminal=True).out.replace("\n", " ")
    assert innoenvi("advance", "vesi", "-y", "--by", "hlo-01").code == 1
    assert innoenvi("status").out.endswith("→ innoenvi check vesi\n")


def test_days_at_the_ends_of_the_calendar_are_judged_like_others(innoenvi: CommandLine) -> None:
    innoenvi.write(
        vesi__members__a="name: A Oy\nkind: company\n",
        vesi__interviews__i1="member: a\ndate: 2026-02-01\ninterviewer: hlo-1\nconfirmation: {sent: 9999-12-31}\n",
        vesi__targets__t1="name: T\ntrack: fast\n",
        vesi__actions__x1="name: X\ntype: seminar\ntarget: t1\nstart: 9999-09-01\nend: 9999-12-31\n",
    )
    assert innoenvi("gate", "vesi", "--phase", "analysis").code == 1
    assert innoenvi("gate", "vesi", "--phase", "fast_track").code == 1
