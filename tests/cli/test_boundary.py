"""Whatever happens: a fixed exit code, a sentence, and no traceback."""

from __future__ import annotations

import contextlib
import errno
import importlib
import json
import os
import pkgutil
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

import innoenvi_cli
from innoenvi_cli import errors
from innoenvi_cli.store import loader

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import CommandLine, Process

DOCUMENT = Path(__file__).parents[2] / "docs/reference/exit-codes.md"


def raiser(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def test_the_table_of_exit_codes_is_that_of_the_code() -> None:
    rows = [line.split("|") for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| **")]
    documented = {int(row[1].strip(" *")) for row in rows}
    assert documented == {value for name, value in vars(errors).items() if name.startswith("EXIT_")}


def test_every_code_of_an_error_is_in_the_table() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for module in pkgutil.walk_packages(innoenvi_cli.__path__, "innoenvi_cli."):
        if module.name != "innoenvi_cli.__main__":
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)

    def below(kind: type[errors.InnoenviError]) -> set[type[errors.InnoenviError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    for kind in below(errors.InnoenviError):
        row = next(line for line in text.splitlines() if line.startswith(f"| **{kind.exit_code}**"))
        assert f"`{kind.code}`" in row, kind


def test_0_and_1(innoenvi: CommandLine) -> None:
    assert innoenvi("check").code == errors.EXIT_OK
    innoenvi.write(vesi__members__a="id: a\n")
    assert innoenvi("check").code == errors.EXIT_NO


def test_2(innoenvi: CommandLine) -> None:
    assert innoenvi("check", "--what").code == errors.EXIT_USAGE


def test_3_leaves_a_log_without_records(innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(loader, "list_files", raiser(KeyError("Matti Meikäläinen, 040 123")))
    answer = innoenvi("check", "vesi", "--as-of", "2026-05-05")
    assert answer.code == errors.EXIT_BUG
    assert answer.out == ""
    assert "Traceback" not in answer.err
    assert "this is a bug in innoenvi (KeyError, innoenvi_cli/store/loader.py:" in answer.err
    (log,) = (tmp_path / "state/innoenvi").iterdir()
    text = log.read_text(encoding="utf-8")
    assert str(log) in answer.err
    assert "builtins.KeyError" in text
    assert "innoenvi_cli/store/loader.py" in text
    assert "options --as-of" in text
    for secret in ("Meikäläinen", "2026-05-05", str(tmp_path), str(Path.home()), "vesi"):
        assert secret not in text


def test_3_as_json(innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "list_files", raiser(RecursionError()))
    answer = innoenvi("status", "--format", "json")
    assert (answer.code, answer.data["code"]) == (3, "bug")


def test_3_where_no_log_can_be_written(innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file"))
    monkeypatch.setattr(loader, "list_files", raiser(ValueError()))
    answer = innoenvi("check")
    assert answer.code == 3
    assert "no log could be written" in answer.err


def test_4(innoenvi: CommandLine) -> None:
    assert innoenvi("status", "nobody").code == errors.EXIT_REFUSED


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_5_when_the_system_refuses(innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(loader, "list_files", raiser(OSError(number, os.strerror(number))))
    answer = innoenvi("check")
    assert answer.code == errors.EXIT_UNFINISHED
    assert answer.err.startswith(f"innoenvi: the system refused: {os.strerror(number)}\n")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "levy on täynnä"),
        (errno.EDQUOT, "levykiintiö on täynnä"),
        (errno.EPERM, "käyttöoikeus puuttuu"),
        (errno.EROFS, "levylle ei voi kirjoittaa"),
        (errno.EIO, "levyvirhe"),
        (errno.EMFILE, "liian monta tiedostoa on auki"),
    ],
)
def test_what_the_system_says_is_said_in_finnish(
    innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    monkeypatch.setattr(loader, "list_files", raiser(OSError(number, os.strerror(number))))
    answer = innoenvi("--lang", "fi", "check")
    assert answer.err.startswith(f"innoenvi: järjestelmä ei sallinut toimintoa: {said}\n")


def test_130(innoenvi: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "list_files", raiser(KeyboardInterrupt()))
    answer = innoenvi("check")
    assert (answer.code, answer.out, answer.err) == (errors.EXIT_INTERRUPTED, "", "interrupted\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_130_in_a_process_of_its_own(process: Process) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED],
        cwd=process.folder,
        env=process.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in err


_INTERRUPTED = """
import sys, time
from innoenvi_cli.store import loader
def wait(*_, **__):
    print("ready", flush=True)
    time.sleep(30)
loader.list_files = wait
sys.argv = ["innoenvi", "check"]
from innoenvi_cli.entry import main
sys.exit(main())
"""


def test_debug_logs_a_refusal_too(innoenvi: CommandLine, tmp_path: Path) -> None:
    answer = innoenvi("--debug", "status", "nobody")
    assert answer.code == 4
    (log,) = (tmp_path / "state/innoenvi").iterdir()
    assert answer.err.splitlines()[-1] == f"details: {log}"
    text = log.read_text(encoding="utf-8")
    assert "innoenvi_cli.errors.UnknownNameError" in text
    assert "nobody" not in text


def test_a_reader_that_leaves_changes_nothing(process: Process) -> None:
    for number in range(400):
        (process.folder / f"vesi/m{number}.yaml").write_text("x: 1\n", encoding="utf-8")
    command = shlex.join(process.command("check")) + " | head -n 1"
    answer = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=process.folder,
        env=process.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stdout.startswith("vesi/m0.yaml:1:1: IE050 error:")
    assert "Traceback" not in answer.stderr
    assert "BrokenPipe" not in answer.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]])
def test_nobody_reads_at_all(process: Process, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        answer = subprocess.run(
            process.command(*arguments),
            cwd=process.folder,
            env=process.environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full device")
@pytest.mark.parametrize("form", ["text", "json"])
def test_an_output_that_is_full(process: Process, form: str) -> None:
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            process.command("status", "--format", form),
            cwd=process.folder,
            env=process.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert answer.returncode == 5
    assert answer.stderr.startswith("innoenvi: the result could not be written out: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full device")
def test_an_output_that_is_full_in_finnish(process: Process) -> None:
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            process.command("--lang", "fi", "status"),
            cwd=process.folder,
            env=process.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert answer.stderr.startswith("innoenvi: tulosta ei voitu kirjoittaa: levy on täynnä\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full device")
def test_help_that_nobody_can_read_is_no_failure_of_its_own(process: Process) -> None:
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            process.command(),
            cwd=process.folder,
            env=process.environment(),
            stderr=full,
            timeout=60,
            check=False,
        )
    assert answer.returncode == 2


def test_json_is_utf8_whatever_the_locale_says(process: Process) -> None:
    answer = process("status", "--format", "json", "--lang", "en", PYTHONIOENCODING="latin-1")
    assert json.loads(answer.stdout)["data"]["name"] == "Trial programme"


@pytest.mark.parametrize(
    ("arguments", "code"), [("--version", 0), ("--help", 0), ("status", 0), ("status nobody", 4), ("check --what", 2)]
)
def test_closed_streams(process: Process, arguments: str, code: int) -> None:
    for closing in (">&-", "2>&-", ">&- 2>&- <&-"):
        answer = subprocess.run(
            ["bash", "-c", f"{shlex.join(process.command(*arguments.split()))} {closing}"],
            cwd=process.folder,
            env=process.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert answer.returncode == code
        assert "Traceback" not in answer.stdout + answer.stderr
