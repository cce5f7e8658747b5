"""Personal data in the files of the records: what is found, what is missed, what is taken for it and is not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from effort import FULL, note, some

from innoenvi_cli.checks.personal_data import (
    IDENTITY_CODE,
    MAIL_ADDRESS,
    TELEPHONE_NUMBER,
    looks_personal,
    may_hold_personal_data,
    personal_spots,
)
from innoenvi_cli.cli.boundary import run
from innoenvi_cli.reporting.issues import CI_FORMATS
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.check_records import check_records

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS: Final[dict[str, list[str]]] = yaml.load(
    Path(__file__).with_name("personal_corpus.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader
)
KINDS: Final = {"identity": IDENTITY_CODE, "mail": MAIL_ADDRESS, "telephone": TELEPHONE_NUMBER}
HELD: Final = [(KINDS[kind], text) for kind in KINDS for text in CORPUS[kind]]
NAME: Final = "member"


def test_the_corpus() -> None:
    missed = [text for what, text in HELD if looks_personal(text) != what]
    taken = [(text, personal_spots(text)) for text in CORPUS["nothing"] if looks_personal(text) is not None]
    note(
        "texts with and without personal data",
        with_it=len(HELD),
        found=len(HELD) - len(missed),
        missed=len(missed),
        without=len(CORPUS["nothing"]),
        false=len(taken),
    )
    assert missed == []
    assert taken == []


@pytest.mark.parametrize(("what", "text"), HELD[:: 1 if FULL else 9])
def test_a_spot_is_the_thing_itself(what: str, text: str) -> None:
    around = f"Ensimmäinen rivi.\n  {text} ja muuta"
    spot = personal_spots(around)[0]
    assert spot.what == what
    found = around[spot.start : spot.end]
    assert found in text
    assert len(re.sub(r"\W", "", found)) >= 6


# Where it may stand --------------------------------------------------------------------------------------------------


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\\t", " ")


# A member with the text in one place of its file; the line is that of the text, from 1.
PLACES: Final[dict[str, tuple[Callable[[str], str], int]]] = {
    "text": (lambda text: f"name: A Oy\nnote: {_quoted(text)}\n", 2),
    "translated": (lambda text: f"name: A Oy\nnote:\n  fi: Alku\n  en: {_quoted(text)}\n", 4),
    "block": (lambda text: f"name: A Oy\nnote: |\n  Alku.\n  {_plain(text)}\n  Loppu.\n", 4),
    "folded": (lambda text: f"name: A Oy\nnote: >-\n  Alku,\n  {_plain(text)}\n  loppu.\n", 4),
    "line": (lambda text: f"name: A Oy\nsource: {_quoted(text)}\n", 2),
    "name": (lambda text: f"name: {_quoted(text)}\n", 1),
    "list": (lambda text: f"name: A Oy\ncompetences:\n  - name: {_quoted(text)}\n    state: have\n", 3),
    "own value": (lambda text: f"name: A Oy\ncustom: {{x: [1, {_quoted(text)}]}}\n", 2),
    "own key": (lambda text: f"name: A Oy\ncustom:\n  {_quoted(text)}: 1\n", 3),
    "comment": (lambda text: f"name: A Oy\n# {_plain(text)}\n", 2),
    "comment behind": (lambda text: f"name: A Oy # {_plain(text)}\n", 1),
    "unknown key": (lambda text: f"name: A Oy\nmuuta: {_quoted(text)}\n", 2),
    "broken file": (lambda text: f"name: A Oy\n  broken: {_quoted(text)}\n", 2),
}


def _plain(text: str) -> str:
    return text.replace("\t", " ")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("x") / "hanke"
    shutil.copytree(samples_folder() / "minimal", folder)
    return folder


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_stands_its_line_is_told(place: str, root: Path) -> None:
    make, line = PLACES[place]
    path = root / f"esimerkki/members/{NAME}.yaml"
    wrong: list[Any] = []
    tried = some(HELD, 8)
    for what, text in tried:
        path.write_text(f"{make(text)}kind: company\n", encoding="utf-8")
        found = check_records(root, select=("IE310",), environ={}).findings
        if (
            not found
            or {finding.location.line for finding in found} != {line}
            or found[0].message.render("en") != f"this looks like {what}"
        ):
            wrong.append((text, found))
    note(f"personal data in a {place}", texts=len(tried), missed=len(wrong))
    path.unlink()
    assert wrong == []


@pytest.mark.parametrize("text", some(CORPUS["nothing"], 10))
def test_what_is_none_is_none_in_a_file(text: str, root: Path) -> None:
    path = root / f"esimerkki/members/{NAME}.yaml"
    for make in (PLACES["text"][0], PLACES["block"][0], PLACES["comment"][0]):
        path.write_text(f"{make(text)}kind: company\n", encoding="utf-8")
        assert check_records(root, select=("IE310",), environ={}).findings == ()
    path.unlink()


def test_the_value_is_repeated_nowhere(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = root / f"esimerkki/members/{NAME}.yaml"
    code, mail, number, person = "131052-308T", "aino.aalto@firma.example", "040 123 4567", "Aino Aalto"
    path.write_text(
        f"name: A Oy\nkind: company\ncontacts: [{person}]\nnote: {code}\nsource: {mail}\n# {number}\n", encoding="utf-8"
    )
    for form in ("text", "json", *CI_FORMATS):
        for language in ("fi", "en"):
            run(["-C", str(root), "--lang", language, "--debug", "check", "--format", form])
            told = capsys.readouterr()
            assert "IE310" in told.out
            assert "IE111" in told.out
            for secret in (code, mail, number, person):
                assert secret not in told.out + told.err, (form, secret)
    assert not list(tmp_path.rglob("*.log"))
    path.unlink()


def test_nothing_that_is_found_is_passed_over_unread() -> None:
    """The quick look at the bytes of a file never says that there is nothing where there is something."""
    passed = [
        text
        for _, text in HELD
        for around in ("{}", "nimi{}nimi", "ä{}ä", "\n{}\n", "{},{}")
        if personal_spots(around.replace("{}", text))
        and not may_hold_personal_data(around.replace("{}", text).encode())
    ]
    assert passed == []
