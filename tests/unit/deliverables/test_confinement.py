"""What is made in a process of its own: held to its limits, without the environment, and nothing of it stays."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.deliverables import confinement
from innoenvi_cli.deliverables.confinement import NoProcessError, confined
from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.template_faults import fault_of
from innoenvi_cli.errors import EXIT_REFUSED
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import message
from innoenvi_cli.rules.templates import TEMPLATE_SYNTAX

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoenvi_cli.findings import Finding

START = Location("templates/a.j2", 1, 1)


def fault(error: BaseException) -> Finding:
    return fault_of(error, START, {})


def refused(make: Callable[[], bytes]) -> str:
    with pytest.raises(TemplateFailedError) as caught:
        confined(make, START, fault)
    assert caught.value.exit_code == EXIT_REFUSED
    return caught.value.rule


def test_bytes_come_back_as_they_were() -> None:
    content = bytes(range(256)) * 5000
    assert confined(lambda: content, START, fault) == content


def test_what_goes_wrong_comes_back_with_its_place_and_words() -> None:
    def wrong() -> bytes:
        problem = message("'{found}' is never closed", found="if ä")
        raise TemplateFailedError(TEMPLATE_SYNTAX.at(Location("templates/b.j2", 7, 3), problem=problem))

    with pytest.raises(TemplateFailedError) as caught:
        confined(wrong, START, fault)
    assert str(caught.value.finding.location) == "templates/b.j2:7:3"
    assert caught.value.finding.message.render("fi") == "mallipohja on kirjoitettu väärin: 'if ä' jää sulkematta"


def test_an_exception_that_nobody_thought_of_is_the_templates_fault() -> None:
    def wrong() -> bytes:
        raise AssertionError

    assert refused(wrong) == "IE712"


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "MOST_SECONDS", 1)

    def endless() -> bytes:
        while True:
            pass

    def stubborn() -> bytes:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        return endless()

    assert refused(endless) == "IE709"
    assert refused(stubborn) == "IE709"


def _ended() -> bytes:
    os.kill(os.getpid(), signal.SIGTERM)
    return b""


def test_memory_is_limited() -> None:
    assert refused(lambda: b"x" * (400 << 20)) == "IE710"
    assert refused(_ended) == "IE710", "however it was ended"


def test_the_size_of_the_document_is_limited() -> None:
    assert refused(lambda: b"x" * (9 << 20)) == "IE711"


def test_nothing_can_be_written_and_nothing_of_the_environment_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOENVI_KANARIA", "secret")

    def writing() -> bytes:
        (tmp_path / "made").write_bytes(b"x")
        return b""

    assert refused(writing) == "IE712"
    assert (tmp_path / "made").read_bytes() == b"", "nothing can be written into a file"
    assert confined(lambda: repr(dict(os.environ)).encode(), START, fault) == b"{}"
    assert os.environ["INNOENVI_KANARIA"] == "secret"


def test_a_system_that_gives_no_process_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", failing)
    with pytest.raises(NoProcessError, match="process of its own"):
        confined(lambda: b"", START, fault)


def test_without_fork_the_document_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "CONFINES", False)
    here = os.getpid()
    assert confined(lambda: str(os.getpid()).encode(), START, fault) == str(here).encode()
    assert refused(lambda: b"x" * (9 << 20)) == "IE711"


def test_an_interrupt_ends_the_child_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    number = tmp_path / "number"
    inner = os.fdopen

    def interrupted(*arguments: object, **more: object) -> object:
        if arguments[1] == "rb":
            raise KeyboardInterrupt
        return inner(*arguments, **more)  # type: ignore[call-overload] # as it was called

    fork = os.fork

    def forked() -> int:
        child = fork()
        if child:
            number.write_text(str(child))
        return child

    monkeypatch.setattr(os, "fork", forked)
    monkeypatch.setattr(os, "fdopen", interrupted)

    def endless() -> bytes:
        while True:
            pass

    with pytest.raises(KeyboardInterrupt):
        confined(endless, START, fault)
    assert not Path(f"/proc/{number.read_text()}").exists()
