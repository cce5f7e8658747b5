"""A copy of the rich sample that tests change and put back, and its history up to any of its gates."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.phase_log import cut_last_entry, log_path
from innoenvi_cli.usecases.advance_phase import AdvanceRequest, advance_phase
from innoenvi_cli.usecases.situation import assess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.method.answers import CriterionResult, GateAnswer
    from innoenvi_cli.method.transition import Intention
    from innoenvi_cli.model.phases import GateId
    from innoenvi_cli.usecases.advance_phase import AdvanceResult
    from innoenvi_cli.usecases.situation import Situation

# The tests run against the installed package as well, where nothing beside them can be imported otherwise.
sys.path.insert(0, str(Path(__file__).parent))

RICH = "vesihuolto"


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the dumper asks with it
        return True


class Bench:
    """A copy of the sample programme. What a test changes through it is put back by ``restore``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = log_path(RICH)
        self._before: dict[str, bytes | None] = {}
        history = self.raw(self.log)
        logs = [history]
        while logs[0] is not None:
            logs.insert(0, cut_last_entry(logs[0]))
        self.logs: tuple[bytes | None, ...] = tuple(logs)
        self.entries = [] if history is None else yaml.load(history, yaml.CBaseLoader)["entries"]
        self.gates: tuple[GateId, ...] = tuple(entry["gate"] for entry in self.entries)
        self.dates = {entry["gate"]: date.fromisoformat(entry["date"]) for entry in self.entries}

    def raw(self, path: str) -> bytes | None:
        """Return the bytes of a file, ``None`` where there is none."""
        file = self.root / path
        return file.read_bytes() if file.exists() else None

    def put(self, path: str, content: bytes | str | None) -> None:
        """Make a file hold ``content``; ``None`` deletes it."""
        self._before.setdefault(path, self.raw(path))
        file = self.root / path
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)

    def data(self, path: str) -> Any:
        """Return a file as plain data, every scalar as text."""
        return yaml.load((self.root / path).read_bytes(), yaml.CBaseLoader)

    def save(self, path: str, data: Any) -> None:
        """Write plain data."""
        text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096)
        self.put(path, text)

    @contextmanager
    def change(self, path: str) -> Iterator[Any]:
        """Yield the data of a file of the rich minicluster, or of the programme after ``/``; write it afterwards."""
        path = path[1:] if path.startswith("/") else f"{RICH}/{path}"
        data = self.data(path)
        yield data
        self.save(path, data)

    def files(self, kind: str) -> list[str]:
        """Return the paths of the records of a kind, relative to the rich minicluster."""
        return sorted(f"{kind}/{file.name}" for file in (self.root / RICH / kind).glob("*.yaml"))

    def delete(self, path: str) -> None:
        """Delete a file of the rich minicluster."""
        self.put(f"{RICH}/{path}", None)

    def restore(self) -> None:
        """Put everything back."""
        while self._before:
            path, content = self._before.popitem()
            self.put(path, content)
            self._before.pop(path, None)

    def history(self, *, until: GateId | None = None, passed: GateId | None = None) -> None:
        """Leave the decisions before gate ``until``, or up to ``passed`` and with it, or none."""
        place = self.gates.index(until) if until else self.gates.index(passed) + 1 if passed else 0
        self.put(self.log, self.logs[place])

    def look(self, as_of: date | None = None) -> Situation:
        """Return the rich minicluster as the commands see it."""
        return assess(self.root, RICH, as_of=as_of, environ={})

    def judge(self, gate: GateId, as_of: date | None = None) -> GateAnswer:
        """Return what a gate answers, on the day it was passed unless said."""
        return self.look(as_of or self.dates[gate]).answer(gate)

    def criterion(self, gate: GateId, name: str, as_of: date | None = None) -> CriterionResult:
        """Return what one criterion of a gate answers."""
        return next(item for item in self.judge(gate, as_of).criteria if item.id == name)

    def findings(self, *codes: str, as_of: date | None = None) -> list[Finding]:
        """Return what `check` finds under codes that begin like ``codes``."""
        return [item for item in self.look(as_of).findings if item.code.startswith(codes)]

    def advance(self, intention: Intention | None = None, **options: Any) -> AdvanceResult:
        """Advance the rich minicluster."""
        if intention is not None:
            options["intention"] = intention
        return advance_phase(self.root, AdvanceRequest(RICH, **{"by": "hlo-01", **options}), environ={})

    def line(self, path: str, number: int) -> str:
        """Return a line of a file."""
        return (self.root / path).read_text(encoding="utf-8").split("\n")[number - 1]

    def tree(self) -> dict[str, bytes]:
        """Return every file with its bytes."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for file in sorted(self.root.rglob("*"))
            if file.is_file()
        }


def copy_sample(target: Path) -> Path:
    """Copy the sample programme without what was made from its records."""
    shutil.copytree(samples_folder() / "innoenvi", target, ignore=shutil.ignore_patterns("deliverables", ".innoenvi"))
    return target


@pytest.fixture(scope="module")
def shared_bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(copy_sample(tmp_path_factory.mktemp("sample") / "innoenvi"))


@pytest.fixture
def bench(shared_bench: Bench) -> Iterator[Bench]:
    shared_bench.put(shared_bench.log, shared_bench.raw(shared_bench.log))  # commands write it past the bench
    yield shared_bench
    shared_bench.restore()


@pytest.fixture
def fresh_sample(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "innoenvi")


@pytest.fixture
def without_deliverables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decisions alone: what is made after them is tested elsewhere and takes long."""
    monkeypatch.setattr("innoenvi_cli.usecases.advance_phase.render", lambda *_, **__: None)
