"""Hostile texts in records, files and registers: no CI service takes them for a command, and every one gets them whole."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from canaries import WORD, prepare
from ci_readers import READERS
from effort import FULL, note, some
from listeners import commands, said, seen, sequences
from planting import HOSTILE, Programme
from showing import IN_CI, READING, met, warm
from strings import STRINGS

from innoenvi_cli.errors import EXIT_NO, EXIT_OK, EXIT_REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listeners import Said

BASE = Path(__file__).parent.parent / "cases" / "base"
ROUNDS = 12 if FULL else 1
FORMS: Final = ("json", *READERS)
AS_SIGNS: Final = "?\ue000\U000f0000"
"""A name of a file has a question mark for what cannot be shown, and for letters of nobody's."""
BARE: Final = (3, 4)
"""The ways in which a text stands in YAML without quotes."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = str(tmp_path_factory.mktemp("home"))
    return {"HOME": folder, "XDG_STATE_HOME": folder, "GITHUB_ACTIONS": "true", "CI": "true"}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    root = tmp_path_factory.mktemp("hostile") / "innoenvi"
    found = Programme(root, prepare(root))
    warm(root, [("check", "--format", form) for form in FORMS])
    warm(root, [(*arguments, "--format", "json") for arguments in some(READING, 4)])
    return found


def strings_in(value: Any) -> Iterator[str]:
    """Give every text of plain data, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from strings_in(held)
    elif isinstance(value, list):
        for held in value:
            yield from strings_in(held)


def is_quiet(found: Said, what: object, *, own: str = "") -> None:
    out, err = found.text, found.err.decode("utf-8")
    assert not sequences(out.replace("\ufffd", "")), (what, sequences(out)[:5])
    assert not sequences(err), (what, sequences(err)[:5])
    assert not commands(out, own=own), (what, commands(out, own=own)[:5])
    assert not commands(err), (what, commands(err)[:5])


@pytest.mark.parametrize("number", range(ROUNDS))
def test_records(number: int, planted: Programme, home: dict[str, str]) -> None:
    texts = planted.plant(HOSTILE, number * len(HOSTILE) // 12)
    shown: set[str] = set()
    exact = outputs = 0
    where = ["-C", str(planted.root), "--no-input"]
    for place, arguments in enumerate(found for found in some(READING, 9) if found[0] != "diff"):
        spoken = [*where, "--lang", "fi" if (number + place) % 2 else "en", *arguments, "--format", "json"]
        found = said(spoken, environ=home)
        assert found.code in {EXIT_OK, EXIT_NO, EXIT_REFUSED}, (spoken, found)
        is_quiet(found, spoken)
        held = list(strings_in(json.loads(found.out)))
        meeting = met((text.replace("\n", " ") for text in held), texts)
        assert not meeting.lost, (spoken, meeting.lost[:3])
        shown |= meeting.met
        exact += sum(text in texts.values() for text in held)
        outputs += 1
    for place, arguments in enumerate(IN_CI if FULL else IN_CI[:2]):
        for form, reader in READERS.items():
            spoken = [*where, "--lang", "fi" if (number + place) % 2 else "en", *arguments, "--format", form]
            found = said(spoken, environ=home)
            is_quiet(found, spoken, own="::" if form == "github" else "")
            meeting = met((told.text for told in reader(found.text)), texts)
            assert not meeting.lost, (spoken, meeting.lost[:3])
            shown |= meeting.met
            outputs += 1
    assert exact > 20, "texts of records stand in JSON as they are, letter by letter"
    note(
        "hostile CI, records",
        rounds=1, strings=len(HOSTILE), texts=len(texts), met=len(shown), exact=exact, outputs=outputs, commands=0, lost=0,
    )  # fmt: skip


def spoilt(root: Path, texts: Sequence[str], turn: int) -> dict[str, str]:
    """Put ``texts`` where findings quote them: names of files and folders, keys, values, references, broken YAML.

    Each comes to another place in each of six turns. Returns the texts by their words.
    """
    planted = {}
    members = root / "puu" / "members"
    for number, text in enumerate(texts):
        word = f"kanari{number:05d}"
        whole = text.replace("WORD", word)
        way = (number + turn) % 6
        if way not in BARE or ("#" not in whole and whole[:1] not in {'"', "'"}):  # a comment, and marks of YAML's own
            planted[word] = whole
        quoted = json.dumps(whole, ensure_ascii=bool(number % 2))
        keys = f"  - {{group: {quoted}, kind: {quoted}}}"
        parts = (
            f"id: m{number}\nname: x\nkind: {quoted}\ncountry: {quoted}\n{quoted}: x\nlevel: {quoted}\n",
            f"id: m{number}\nname: {quoted}\nkind: company\nbusiness_id: {quoted}\ncompany_groups: [{quoted}]\n",
            f"id: {quoted}\nname: x\nkind: company\ncontributions:\n{keys}\nhistory:\n  - {{status: {quoted}}}\n",
            f"id: m{number}\nname: [{whole}\nkind: company\n",
            f"id: m{number}\nname: {whole}\n? {whole}\n: x\n",
            f"id: m{number}\nname: x\nkind: company\nhistory: {{{quoted}: x, date: {quoted}}}\n",
        )
        name = members / f"m{number}.yaml"
        if (
            number % 5 == turn % 5
            and "/" not in whole
            and "\0" not in whole
            and len(whole) < 80
            and "\ud83d" not in whole
        ):
            name = members / f"{whole.encode('utf-8', 'replace').decode()}.yaml"
            (root / name.stem).mkdir(exist_ok=True)
            (root / "templates" / "markdown").mkdir(parents=True, exist_ok=True)
            template = f"{{{{ x {quoted}\n".encode("utf-8", "surrogatepass")
            (root / "templates" / "markdown" / f"{name.stem}.md.j2").write_bytes(template)
            shutil.copy(root / "puu" / "minicluster.yaml", root / name.stem)
        name.write_bytes(parts[way].encode("utf-8", "surrogatepass"))
    for odd in (b"\xff\x1b]0;x\x07.yaml", b"\xe4::error::x.yaml", b"##[group]\x9b31m.yaml"):
        Path(os.fsdecode(os.fsencode(members) + b"/" + odd)).write_bytes(b"id: x\n")
    return planted


@pytest.mark.parametrize("turn", range(6 if FULL else 1))
def test_findings(turn: int, home: dict[str, str], tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "hanke")
    texts = some(STRINGS, 60)
    planted = spoilt(root, texts, turn)
    warm(root, [("check", "--format", form) for form in FORMS])
    where = ["-C", str(root), "check", "--lang", "fi" if turn % 2 else "en"]
    asked = said([*where, "--format", "json"], environ=home)
    is_quiet(asked, where)
    findings = json.loads(asked.out)["data"]["findings"]
    assert len({finding["code"] for finding in findings}) > 10
    meeting = met((text.replace("\n", " ") for text in strings_in(findings)), planted, without=AS_SIGNS)
    assert not meeting.lost, meeting.lost[:5]
    assert len(meeting.met) > len(texts) / 3
    piped = said(where, environ=home)
    is_quiet(piped, where)
    lines = piped.text.removesuffix("\n").split("\n")
    assert len(lines) == len(findings), "one finding, one line"
    assert all(re.match(r".*:\d+:\d+: IE\d+ (?:error|warning|info): ", line) for line in lines)
    assert not met(lines, planted, without=AS_SIGNS).lost, met(lines, planted, without=AS_SIGNS).lost[:3]
    for look in ({}, {"NO_COLOR": "1"}):
        seen_there = said(where, terminal=True, environ=home | look)
        assert not sequences(seen_there.text, colored=not look)
        assert not commands(seen_there.text)
    words = {seen(finding["message"]) for finding in findings}
    words |= {seen(f"{finding['message']} ({finding['hint']})") for finding in findings}
    for form, reader in READERS.items():
        found = said([*where, "--format", form], environ=home)
        is_quiet(found, form, own="::" if form == "github" else "")
        told = reader(found.text)
        assert len(told) == len(findings), form
        ends = [seen(item.text).partition("error:" if form == "junit" else "\0")[2] or seen(item.text) for item in told]
        if form != "junit":
            assert not [text for text in ends if text not in words], form
        assert met((item.text for item in told), planted).met == met(lines, planted).met
        assert not met((item.text for item in told), planted, without=AS_SIGNS).lost
    note(
        "hostile CI, findings",
        strings=len(texts), findings=len(findings), met=len(meeting.met), outputs=4 + len(READERS), commands=0, lost=0,
    )  # fmt: skip


@pytest.mark.parametrize("batch", range(4 if FULL else 1))
def test_a_register(batch: int, home: dict[str, str], tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "hanke")
    texts = [text for text in STRINGS if not re.search("[\0\ud800-\udfff]", text)]
    texts = texts[batch::4] if FULL else list(some(texts, 40))
    buffer = io.StringIO()
    written = csv.writer(buffer)
    headings = [text.replace("WORD", f"kanari{place:05d}") for place, text in enumerate(texts[:20]) if len(text) < 300]
    written.writerow(["name", "kind", "country", "business_id", *headings])
    planted = {}
    for number, text in enumerate(texts):
        word = f"kanari{number + 100:05d}"
        planted[word] = text.replace("WORD", word)
        cells = [
            planted[word] if number % 4 == place else value for place, value in enumerate(("Oy", "company", "FI", ""))
        ]
        written.writerow([*cells, *[""] * len(headings)])
    register = tmp_path / "kanari ::error::a.csv"
    register.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    warm(root, [("import", "members", str(register), "puu", "-n")])
    runs = 0
    for form, terminal in (("json", False), ("text", False), ("text", True)):
        arguments = ["-C", str(root), "import", "members", str(register), "puu", "-n", "--format", form]
        found = said(arguments, environ=home, terminal=terminal)
        assert found.code in {EXIT_OK, EXIT_NO, EXIT_REFUSED}, found
        assert not sequences(found.text, colored=terminal), sequences(found.text)[:3]
        assert not commands(found.both)
        if form == "json":
            data = json.loads(found.out)["data"]
            refused = list(strings_in(data.get("rejected", [])))
            assert refused or found.code == EXIT_REFUSED, data
            meeting = met((text.replace("\n", " ") for text in refused), planted)
            assert not meeting.lost, meeting.lost[:3]
        elif not terminal:
            lines = [line for line in found.both.split("\n") if " error: " in line]
            assert not met(lines, planted).lost, met(lines, planted).lost[:3]
        runs += 1
    note("hostile CI, registers", strings=len(texts), outputs=runs, commands=0, lost=0)


def test_what_ci_services_obey_is_known() -> None:
    """The scanner of these tests sees what the runners would obey."""
    for line in (
        "::error::x",
        "  ::error::x",
        "\u00a0::set-output name=x::y",
        "a ##[add-mask]b",
        "##vso[task.complete]",
    ):
        assert commands(line) == [line]
    for line in ("+::error::x", "\\::error::x", "##\\[group]", "# [x]", "a ::error::x", "::error::x"[1:]):
        assert not commands(line)
    assert WORD.search("kanari00001")
