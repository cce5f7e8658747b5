"""A small programme built in the test, and the command line run on it, in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import innoenvi_cli
from innoenvi_cli.cli.boundary import run
from innoenvi_cli.resources import samples_folder

PROGRAMME = """\
format: 1
name: {fi: Koehanke, en: Trial programme}
as_of: 2026-06-15
contact: hlo-01
"""
MINICLUSTER = """\
name: {fi: Vesihuolto, en: Water supply}
start: 2026-01-01
"""


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Answer:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The data of the JSON envelope, whose shape is looked at on the way."""
        envelope = json.loads(self.out)
        assert set(envelope) == {"schema_version", "kind", "data"}
        assert envelope["schema_version"] == 1
        assert self.out == json.dumps(envelope, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        return envelope["data"]

    @property
    def kind(self) -> str:
        return str(json.loads(self.out)["kind"])


@dataclass
class CommandLine:
    """Runs ``innoenvi`` in a folder."""

    monkeypatch: pytest.MonkeyPatch
    folder: Path

    def __call__(
        self, *arguments: str, terminal: bool = False, encoding: str = "utf-8", stdin: str | None = None
    ) -> Answer:
        kind = Terminal if terminal else io.TextIOWrapper
        out, err = kind(io.BytesIO(), encoding=encoding), kind(io.BytesIO(), encoding=encoding)
        typed = (Terminal if stdin is not None else io.TextIOWrapper)(io.BytesIO((stdin or "").encode()), "utf-8")
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", typed)
            patch.chdir(self.folder)
            code = run(list(arguments))
        return Answer(code, _text(out, encoding), _text(err, encoding))

    def write(self, **files: str) -> None:
        """Write files of the programme."""
        write(self.folder, **files)


def _text(stream: io.TextIOWrapper, encoding: str) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode(encoding)


def write(root: Path, **files: str) -> None:
    """Write ``files`` below ``root``; in their names ``__`` stands for ``/``, and ``.yaml`` is left out."""
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@dataclass
class Process:
    """Runs ``innoenvi`` as the shell does."""

    folder: Path

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "innoenvi_cli", *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        # Where the package under test comes from: the checkout, or the place a wheel was installed to.
        return {**os.environ, "PYTHONPATH": str(Path(innoenvi_cli.__file__).parent.parent), **more}

    def __call__(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(**environ),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in English, in 80 columns, with a home of its own."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "SOURCE_DATE_EPOCH", "TERM", "_INNOENVI_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A programme with one minicluster, ``vesi``, that holds nothing but its name."""
    folder = tmp_path / "ohjelma"
    folder.mkdir()
    write(folder, innoenvi=PROGRAMME, vesi__minicluster=MINICLUSTER)
    return folder


@pytest.fixture
def passing(tmp_path: Path) -> Path:
    """The smallest sample: its minicluster ``esimerkki`` passes gate 1."""
    return Path(shutil.copytree(samples_folder() / "minimal", tmp_path / "minimal"))


@pytest.fixture
def innoenvi(monkeypatch: pytest.MonkeyPatch, root: Path) -> CommandLine:
    """The command line in ``root``."""
    return CommandLine(monkeypatch, root)


@pytest.fixture
def process(root: Path) -> Process:
    """The command line in a process of its own, in ``root``."""
    return Process(root)
