"""One hostile file in the place of a good one: told within a second and 200 MB, and nothing about the others hidden."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from effort import FULL, at_most, note
from hostile_files import MIB, MUCH, UNKNOWN, UNREADABLE, Hostile, full, numbered

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_NO, EXIT_OK

BASE = Path(__file__).parent.parent / "cases" / "base"
CATALOGUE = (*UNREADABLE, *UNKNOWN)
# A record, a register in one file, the programme's own file, a minicluster's own file, and the decisions.
PLACES = (
    "puu/members/talotehdas.yaml",
    "puu/outcomes.yaml",
    "innoenvi.yaml",
    "puu/minicluster.yaml",
    "puu/phases.yaml",
)
CANARY = {
    "kanarialintu/minicluster.yaml": "name: Kanarialintu\nstart: 2026-01-12\n",
    "kanarialintu/members/laulaja.yaml": "id: laulaja\nname: Laulaja Oy\ncontributions:\n  - {group: laulu, kind: produce}\n",
}
CANARY_FINDING = ("kanarialintu/members/laulaja.yaml", "4:13 IE203")
CHECK = ("check", "--as-of", "2026-06-15", "--format", "json")
GATE = ("gate", "puu", "--phase", "definition", "--as-of", "2026-06-15", "--format", "json")
SECONDS = at_most(1.0)
KILOBYTES = 200 * 1024
TRACEBACK = 99


@dataclass(frozen=True)
class Answer:
    """What a command said, and what it took: seconds of the processor, kilobytes on top of what it began with."""

    code: int
    out: str
    err: str
    seconds: float
    kilobytes: int

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)["data"]
        return found

    def told(self) -> list[tuple[str, str]]:
        """Return ``(file, "line:column CODE")`` for every finding, in the order in which they stand."""
        return [(item["file"], f"{item['line']}:{item['column']} {item['code']}") for item in self.data["findings"]]


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Load here what the commands load, so that the children begin with it."""
    for arguments in (CHECK, GATE):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run(["-C", str(BASE), *arguments]) in {EXIT_OK, EXIT_NO}


def ask(root: Path, *arguments: str) -> Answer:
    """Run a command in a child of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as stream:
            json.dump(_answer(root, arguments), stream)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        code, out, err, grown = json.loads(stream.read() or '[98, "", "died", 0]')
    _, _, used = os.wait4(child, 0)
    return Answer(code, out, err, used.ru_utime + used.ru_stime, grown)


def _answer(root: Path, arguments: tuple[str, ...]) -> tuple[int, str, str, int]:
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    held, out, err = _kilobytes("VmRSS"), io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["-C", str(root), *arguments])
    except BaseException:  # noqa: BLE001 - nothing may leave a command
        return TRACEBACK, "", traceback.format_exc(), 0
    return code, out.getvalue(), err.getvalue(), _kilobytes("VmHWM") - held


def _kilobytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def programme(folder: Path, place: str, hostile: Hostile) -> Path:
    """Return the base programme and the canary, with the hostile file in its place."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BASE, folder)
    for path, text in CANARY.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / place).unlink(missing_ok=True)
    hostile.write(folder / place)
    return folder


def state(root: Path) -> dict[str, tuple[int, int, int]]:
    """Return what can be seen of every file without opening it."""
    seen = {path: path.lstat() for path in sorted(root.rglob("*"))}
    return {str(path): (found.st_mode, found.st_size, found.st_mtime_ns) for path, found in seen.items()}


def checked(root: Path, what: object) -> Answer:
    """Run ``check``, twice if it took long: something else may have taken the time."""
    before = state(root)
    answer = ask(root, *CHECK)
    if answer.seconds >= SECONDS:
        answer = min(answer, ask(root, *CHECK), key=lambda found: found.seconds)
    assert answer.code in {EXIT_OK, EXIT_NO}, (what, answer.code, answer.out[:500], answer.err[-2000:])
    assert state(root) == before, what
    assert answer.seconds < SECONDS, (what, answer.seconds)
    assert answer.kilobytes < KILOBYTES, (what, answer.kilobytes)
    return answer


@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_file_is_told_and_hides_nothing(place: str, tmp_path: Path) -> None:
    # Without the full effort each file stands in one of the places.
    tried = CATALOGUE if FULL else CATALOGUE[PLACES.index(place) :: len(PLACES)]
    answers = []
    for hostile in tried:
        root = programme(tmp_path / "hanke", place, hostile)
        answer = checked(root, hostile.name)
        answers.append(answer)
        told = answer.told()
        own = [finding for file, finding in told if file == place]
        assert answer.code == EXIT_NO, hostile.name
        assert hostile.first in own, (hostile.name, own[:3])
        if hostile in UNREADABLE:
            assert own[0] == hostile.first or hostile.may_have_personal_data, (hostile.name, own[:3])
        assert {finding.split()[1] for finding in own} <= hostile.codes, (hostile.name, own)
        assert [found for found in told if found[0] != place] == [CANARY_FINDING], hostile.name
        if FULL or hostile is tried[0]:
            _gate_is_shut(root, hostile.name)
    note(
        f"hostile file as {place}",
        files=len(tried),
        told=len(tried),
        worst_seconds=round(max(answer.seconds for answer in answers), 2),
        worst_mib=max(answer.kilobytes for answer in answers) // 1024,
    )


def _gate_is_shut(root: Path, what: str) -> None:
    """Whatever else a gate asks, the criterion that the records are without errors is not met."""
    answer = ask(root, *GATE)
    assert answer.code == EXIT_NO, (what, answer.code, answer.out[:500], answer.err[-2000:])
    assert not answer.data["open"], what
    met = {criterion["id"]: criterion["met"] for criterion in answer.data["criteria"]}
    assert not met.get("records"), (what, met)  # where the programme cannot be read there are no criteria at all


def test_without_a_hostile_file_the_records_are_in_order(tmp_path: Path) -> None:
    """Otherwise the gates above would prove nothing."""
    root = programme(tmp_path / "hanke", "puu/muistio.txt", UNREADABLE[0])
    answer = ask(root, *GATE)
    assert {criterion["id"]: criterion["met"] for criterion in answer.data["criteria"]}["records"] is True


@pytest.mark.parametrize("part", range(4))
def test_very_much_of_what_is_sound_in_form_takes_no_longer(part: int, tmp_path: Path) -> None:
    answers = []
    for place, hostile in MUCH[part::4] if FULL else MUCH[part::4][:2]:
        root = programme(tmp_path / "hanke", place, hostile)
        answer = checked(root, hostile.name)
        answers.append(answer)
        own = [finding for file, finding in answer.told() if file == place]
        assert {finding.split()[1] for finding in own} == hostile.codes, (hostile.name, own[:3])
        assert CANARY_FINDING in answer.told(), hostile.name
    note(
        "very much in one file",
        files=len(answers),
        worst_seconds=round(max(answer.seconds for answer in answers), 2),
        worst_mib=max(answer.kilobytes for answer in answers) // 1024,
    )


LARGE = "format: 1\nname: Hanke\nregister_mib: 4\n"


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("a text", lambda: full("x", "outcomes: []\nvieras: ", most=4 * MIB), "2:1 IE101"),
        ("a comment", lambda: full("#\n", "outcomes: []\n", most=4 * MIB), ""),
        ("values", lambda: full("x,", "vieras: [", "]\n", most=630_000), "1:1 IE101"),
        ("too many values", lambda: full("x,", "vieras: [", "]\n", most=4 * MIB), "1:639998 IE021"),
        ("a byte too many", lambda: full("x", "vieras: ", most=4 * MIB + 1), "1:1 IE003"),
        ("records", lambda: numbered(lambda n: f"- {{id: a{n}}}\n", "outcomes:\n", times=70_000), "2:3 IE102"),
    ],
)
def test_the_largest_register_that_a_programme_may_allow(name: str, raw: Any, expected: str, tmp_path: Path) -> None:
    """It may take four times as long as other files: whoever asks for it gets it."""
    root = programme(tmp_path / "hanke", "puu/outcomes.yaml", Hostile(name, lambda path: path.write_bytes(raw()), ""))
    text = (root / "innoenvi.yaml").read_text(encoding="utf-8")
    (root / "innoenvi.yaml").write_text(f"{text}register_mib: 4\n", encoding="utf-8")

    answer = ask(root, *CHECK)

    own = [finding for file, finding in answer.told() if file == "puu/outcomes.yaml"]
    assert own[:1] == ([expected] if expected else [])
    assert CANARY_FINDING in answer.told()
    assert answer.seconds < 4 * SECONDS
    assert answer.kilobytes < KILOBYTES
    note(
        "a register of four mebibytes",
        files=1,
        worst_seconds=round(answer.seconds, 2),
        worst_mib=answer.kilobytes // 1024,
    )


@pytest.mark.parametrize("wish", ["5", "400", "0", "-1", "4.5", "1e3", "[4]", "4 MiB", "999999999999999999999"])
def test_a_hostile_setting_raises_no_limit(wish: str, tmp_path: Path) -> None:
    root = programme(
        tmp_path / "hanke",
        "puu/outcomes.yaml",
        Hostile("", lambda path: path.write_bytes(full("#\n", most=MIB + 2)), ""),
    )
    text = (root / "innoenvi.yaml").read_text(encoding="utf-8")
    (root / "innoenvi.yaml").write_text(f"{text}register_mib: {wish}\n", encoding="utf-8")

    told = ask(root, *CHECK).told()

    assert ("puu/outcomes.yaml", "1:1 IE003") in told
    assert [file for file, _ in told].count("innoenvi.yaml") == 1
