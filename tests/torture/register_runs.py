"""Runs `import members` as a user would, in a child that is measured, and looks at what became of rows and records."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from effort import FULL, note

from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, EXIT_REFUSED
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.torture.register_packages import book
else:
    from register_packages import book

MINICLUSTER = "esimerkki"
# Of a whole process: interpreter, command, pandas or openpyxl, and what the file takes.
SECONDS = 2.0
MEBIBYTES = 300


@dataclass
class Figures:
    """What a test tried and what came of it."""

    files: int = 0
    refused: int = 0
    read: int = 0
    lost: int = 0
    wrong_letters: int = 0
    worst_seconds: float = 0.0
    worst_mib: int = 0

    def tell(self, what: str) -> None:
        assert self.files
        note(
            what, files=self.files, refused=self.refused, read=self.read, lost=self.lost, wrong_letters=self.wrong_letters,
            worst_seconds=round(self.worst_seconds, 2), worst_mib=self.worst_mib,
        )  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a run said, and what it took."""

    code: int
    data: dict[str, Any]
    said: str
    seconds: float
    mib: int

    @property
    def rule(self) -> str:
        return str(self.data.get("rule") or self.data.get("code", "")) if self.code == EXIT_REFUSED else ""

    @property
    def fates(self) -> tuple[int, int, int, int]:
        data = self.data
        return len(data["created"]), len(data["updated"]), data["unchanged"], len(data["rejected"])

    @property
    def rejected(self) -> dict[int, str]:
        return {row["row"]: row["code"] for row in self.data["rejected"]}


@dataclass
class Bench:
    """A programme, and files read into it; every accepted file leaves its members, which are taken away again."""

    folder: Path
    figures: Figures = field(default_factory=Figures)
    case: str = ""

    def __post_init__(self) -> None:
        self.root = self.folder / "hanke"
        shutil.copytree(samples_folder() / "minimal", self.root)
        self.untouched = picture(self.root)
        _warm(self.root, self.folder)

    def answer(self, name: str, content: bytes, *options: str) -> Answer:
        """Read a file in, as a rehearsal and in earnest; whatever holds for every file is asserted here."""
        file = self.folder / name
        file.write_bytes(content)
        rehearsal = self.measured(file, ("-n", *options)) if FULL or self.figures.files % 8 == 0 else None
        assert picture(self.root) == self.untouched, self.case or name
        answer = self.measured(file, options)
        if rehearsal is not None:
            assert (answer.code, answer.rule) == (rehearsal.code, rehearsal.rule), (self.case or name, answer.said)
        assert file.read_bytes() == content
        self.figures.files += 1
        if answer.code == EXIT_REFUSED:
            self.figures.refused += 1
            assert answer.data.keys() >= {"code", "message", "hint"}
            assert picture(self.root) == self.untouched, self.case or name
        else:
            self.figures.read += 1
            assert rehearsal is None or answer.fates == rehearsal.fates
            assert sum(answer.fates) == answer.data["rows"], (self.case or name, answer.data)
        file.unlink()
        return answer

    def names(self, answer: Answer) -> list[str]:
        """Return the names in the records that were made, in the order of their ids, and take the records away."""
        folder = self.root / MINICLUSTER / "members"
        found = [
            yaml.safe_load((folder / f"{member_id}.yaml").read_text(encoding="utf-8"))["name"]
            for member_id in answer.data.get("created", ())
        ]
        for member_id in answer.data.get("created", ()):
            (folder / f"{member_id}.yaml").unlink()
        with contextlib.suppress(OSError):
            folder.rmdir()
        assert picture(self.root) == self.untouched
        return found

    def refused(self, name: str, content: bytes, rules: Iterable[str], *options: str) -> Answer:
        answer = self.answer(name, content, *options)
        assert answer.code == EXIT_REFUSED, (self.case or name, answer.data)
        assert answer.rule in rules, (self.case or name, answer.rule, answer.said)
        return answer

    def read(
        self, name: str, content: bytes, names: Iterable[str], rejected: dict[int, str], *options: str, also: int = 0
    ) -> Answer:
        """Read a file of which it is known what becomes of every row; ``also`` are rows that repeat others."""
        wanted = list(names)
        answer = self.answer(name, content, *options)
        assert answer.code in {EXIT_OK, EXIT_NO}, (self.case or name, answer.said)
        found = self.names(answer)
        self.figures.lost += abs(answer.data["rows"] - len(wanted) - len(rejected) - also)
        self.figures.wrong_letters += len(set(found) ^ set(wanted))
        assert sorted(found) == sorted(wanted), self.case or name
        assert answer.rejected == rejected, self.case or name
        assert answer.data["rows"] == len(wanted) + len(rejected) + also, self.case or name
        return answer

    def measured(self, file: Path, options: tuple[str, ...]) -> Answer:
        arguments = ("-C", str(self.root), "import", "members", str(file), MINICLUSTER, *options, "--format", "json")
        seconds, mib = smallest(file.suffix)
        alone = in_child(arguments, self.folder / "said")
        answer = replace(alone, seconds=alone.seconds + seconds, mib=alone.mib + mib)
        self.figures.worst_seconds = max(self.figures.worst_seconds, answer.seconds)
        self.figures.worst_mib = max(self.figures.worst_mib, answer.mib)
        assert answer.code in {EXIT_OK, EXIT_NO, EXIT_REFUSED}, (self.case or file.name, answer.code, answer.said)
        assert answer.seconds < SECONDS, (self.case or file.name, answer.seconds)
        assert answer.mib < MEBIBYTES, (self.case or file.name, answer.mib)
        return answer


def in_child(arguments: tuple[str, ...], log: Path) -> Answer:
    """Run a command in a child; what the child began with is its parent's, so that only what comes on top is its own."""
    log.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        os._exit(_outcome(arguments, log))
    _, status, used = os.wait4(child, 0)
    seconds, code = used.ru_utime + used.ru_stime, os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="surrogateescape") if log.exists() else ""
    grown, _, rest = said.partition("\n")
    data = json.loads(rest)["data"] if code in {EXIT_OK, EXIT_NO, EXIT_REFUSED} else {}
    return Answer(code, data, rest[-2000:], seconds, int(grown or 0) // 1024)


def _outcome(arguments: tuple[str, ...], log: Path) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    out, err = io.StringIO(), io.StringIO()
    held = _kilobytes("VmRSS")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(arguments)
    except BaseException:  # noqa: BLE001 - nothing may leave a command
        out.write(traceback.format_exc())
        code = 91
    grown = _kilobytes("VmHWM") - held
    log.write_text(f"{grown}\n{out.getvalue() or err.getvalue()}", encoding="utf-8", errors="surrogateescape")
    return code


def _kilobytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


# A process that says itself what it took: what the system says of a child counts what its parent had before.
_MEASURED = """
import sys
from innoenvi_cli.cli.boundary import run
run(sys.argv[1:])
import re, time
print(time.process_time(), re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


def _small(ending: str) -> bytes:
    return book() if ending == ".xlsx" else b"nimi\nLumivirta Oy\n"


@cache
def smallest(ending: str) -> tuple[float, int]:
    """Return the seconds and the mebibytes that a process of its own takes for a register of one member."""
    with tempfile.TemporaryDirectory() as name:
        root, file = Path(name) / "hanke", Path(name) / f"r{ending}"
        shutil.copytree(samples_folder() / "minimal", root)
        file.write_bytes(_small(ending))
        command = [sys.executable, "-c", _MEASURED, "-C", str(root), "import", "members", str(file), MINICLUSTER, "-n"]
        used = []
        for _ in range(3):
            answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
            seconds, kilobytes = answer.stdout.split()[-2:]
            used.append((float(seconds), int(kilobytes) // 1024))
    return min(used)


def _warm(root: Path, folder: Path) -> None:
    """Load here what every import loads, so that the children begin with it."""
    for ending in (".csv", ".xlsx"):
        file = folder / f"lämmin{ending}"
        file.write_bytes(_small(ending))
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run(["-C", str(root), "import", "members", str(file), MINICLUSTER, "-n"]) == EXIT_OK
        file.unlink()


def picture(root: Path) -> dict[str, bytes]:
    """Return all there is, byte by byte."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(root.rglob("*"))
        if path.name != ".innoenvi"
    }
