"""Hostile texts in the records, in arguments, names and answers: a terminal obeys none, and shows all that is seen."""

from __future__ import annotations

import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyte
import pytest
from canaries import prepare
from effort import FULL, note, some
from listeners import commands, said, seen, sequences
from planting import HOSTILE, Programme
from showing import READING, WITH_DIFF, met, undecided, warm
from strings import STRINGS

from innoenvi_cli.cli.commands import status
from innoenvi_cli.errors import EXIT_BUG, EXIT_NO, EXIT_OK, EXIT_REFUSED, EXIT_UNFINISHED, EXIT_USAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from listeners import Said

BASE = Path(__file__).parent.parent / "cases" / "base"
ROUNDS = 12 if FULL else 1
LOOKS: Final[tuple[dict[str, str], ...]] = ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"})
ARGUABLE: Final = tuple(text for text in STRINGS if "\0" not in text and not re.search("[\ud800-\udfff]", text))
"""What the system takes as an argument."""


class Listener:
    """Takes down what a terminal is told to do."""

    def __init__(self) -> None:
        self.told: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: self.told.add(name)


def told(text: str) -> set[str]:
    """Return what a terminal is told by ``text`` but to write, to begin a line, and to use a colour."""
    listener = Listener()
    screen: Any = listener
    pyte.Stream(screen, strict=False).feed(text)
    return listener.told - {"draw", "linefeed", "select_graphic_rendition"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = str(tmp_path_factory.mktemp("home"))
    return {"HOME": folder, "XDG_STATE_HOME": folder, "GITHUB_ACTIONS": "true"}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    root = tmp_path_factory.mktemp("hostile") / "innoenvi"
    found = Programme(root, prepare(root))
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "\x1b]0;x\x07 ::error::x"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x.example", *arguments], cwd=root, check=True)
    warm(root, [*some(READING, 6), WITH_DIFF[1]])
    return found


@pytest.mark.parametrize("number", range(ROUNDS))
def test_records(number: int, planted: Programme, home: dict[str, str]) -> None:
    texts = planted.plant(HOSTILE, number * len(HOSTILE) // 12)
    shown: set[str] = set()
    outputs = runs = 0
    for place, arguments in enumerate(READING if FULL else [*some(READING, 8), ("diff", "--since", "HEAD")]):
        spoken = ["-C", str(planted.root), "--no-input", "--lang", "fi" if (number + place) % 2 else "en", *arguments]
        piped = said(spoken, environ=home)
        _is_harmless(piped, spoken)
        meeting = met(piped.both.split("\n"), texts)
        assert not meeting.lost, (spoken, meeting.lost[:3])
        shown |= meeting.met
        for look in [{}, LOOKS[1 + place % 2]] if FULL and arguments[0] != "diff" else [LOOKS[place % 3]]:
            on_terminal = said(spoken, terminal=True, environ=home | look)
            _is_harmless(on_terminal, spoken, colored=not look)
            meeting = met(on_terminal.both.split("\n"), texts, folded=True)
            assert not meeting.lost, (spoken, look, meeting.lost[:3])
            shown |= meeting.met
            runs += 1
        outputs += 1
    assert len(shown) > len(HOSTILE), "most of the texts are met somewhere"
    note(
        "hostile terminal, records",
        rounds=1,
        strings=len(HOSTILE),
        texts=len(texts),
        met=len(shown),
        outputs=outputs + runs,
        sequences=0,
        commands=0,
        lost=0,
    )


@pytest.mark.parametrize("arguments", WITH_DIFF if FULL else WITH_DIFF[:2], ids=lambda found: " ".join(found)[:20])
def test_differences(arguments: tuple[str, ...], planted: Programme, home: dict[str, str]) -> None:
    """Their lines begin with a sign or a space, which a runner trims; what a file holds is theirs to show, so no loss."""
    rounds = 4 if FULL else 1
    for number in range(rounds):
        planted.plant(HOSTILE, number * len(HOSTILE) // 4)
        undecided(planted.root)
        for terminal in (False, True):
            spoken = ["-C", str(planted.root), "--no-input", *arguments]
            found = said(spoken, terminal=terminal, environ=home)
            assert found.code == EXIT_OK
            assert "+++ " in found.text
            _is_harmless(found, spoken, colored=terminal)
    note("hostile terminal, differences", outputs=2 * rounds, sequences=0, commands=0)


def test_a_name_that_begins_a_line_keeps_its_letters(home: dict[str, str], tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "hanke")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x.example", *arguments], cwd=root, check=True)
    member = root / "puu" / "members" / "talotehdas.yaml"
    text = member.read_text(encoding="utf-8").replace("Talotehdas Oy", "iTALO Oy")
    member.write_text(text + "  - {status: committed, date: 2026-03-02, document: SIT-9}\n", encoding="utf-8")
    found = said(["diff", "--since", "HEAD"], terminal=True, environ=home, folder=root)
    assert " iTALO Oy joined as a member" in found.text
    assert " Member Talotehdas Oy, name: " in found.text


CODES: Final = {EXIT_OK, EXIT_NO, EXIT_USAGE, EXIT_REFUSED, EXIT_UNFINISHED}


def _is_harmless(found: Said, arguments: list[str], *, colored: bool = False) -> None:
    assert found.code in CODES, (arguments, found.code, found.err[-2000:])
    out, err = found.text, found.err.decode("utf-8")
    assert not sequences(out, colored=colored), (arguments, sequences(out, colored=colored)[:5])
    assert not sequences(err, colored=colored, bar=colored), (arguments, sequences(err, colored=colored)[:5])
    assert not commands(f"{out}\n{err}"), (arguments, commands(f"{out}\n{err}")[:5])
    assert colored or "\x1b" not in f"{out}{err}"
    assert told(out) <= {"tab"}, arguments
    assert not re.search(r'^  File ".*", line \d', err, re.MULTILINE)


# What is written on the command line: {} is the hostile text.
WRITTEN: Final = (
    ("check", "{}"),
    ("gate", "{}"),
    ("status", "{}"),
    ("gate", "puu", "--phase", "{}"),
    ("add", "{}", "puu"),
    ("add", "member", "puu", "--set", "{}"),
    ("add", "member", "puu", "--set", "{}=x", "-n"),
    ("add", "member", "puu", "--set", "kind={}", "--set", "name={}", "-n"),
    ("add", "member", "puu", "--set", "name={}", "--set", "kind=company", "-n"),
    ("trace", "puu", "{}"),
    ("trace", "puu", "members/{}"),
    ("explain", "{}"),
    ("diff", "--since", "{}"),
    ("report", "--deliverable", "{}"),
    ("report", "--as-of", "{}"),
    ("report", "--audience", "{}"),
    ("check", "--select", "{}"),
    ("network", "puu", "--competence", "{}"),
    ("interviews", "puu", "--code", "{}"),
    ("prioritise", "puu", "--target", "{}"),
    ("import", "{}", "a.csv", "puu"),
    ("import", "members", "{}", "puu"),
    ("import", "members", "a.csv", "puu", "-n", "--map", "{}"),
    ("import", "members", "a.csv", "puu", "-n", "--map", "{}=name"),
    ("import", "members", "a.csv", "puu", "-n", "--sheet", "{}"),
    ("new", "{}"),
    ("new", "uusi", "--name", "{}", "-n"),
    ("init", "{}", "--sample", "{}"),
    ("advance", "puu", "-y", "-n", "--by", "{}", "--waive", "{}", "--reason", "{}"),
    ("review", "puu", "--gate", "{}", "--by", "hlo-01"),
    ("--lang", "{}", "status"),
    ("-C", "{}", "status"),
    ("--{}", "status"),
    ("{}",),
)
NAMED_FIRST: Final = frozenset({("add", "member", "puu", "--set", "{}"), ("--{}", "status")})
"""Where what stands before a sign of equality is a name, and what stands behind it its value."""


@pytest.mark.parametrize("batch", range(8 if FULL else 1))
def test_arguments(batch: int, home: dict[str, str], tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "hanke")
    (root / "a.csv").write_text("name,kind\nx,company\n", encoding="utf-8")
    warm(root, [("explain", "member"), ("add", "member", "puu", "--set", "name=x", "-n"), ("diff", "--since", "x")])
    texts = ARGUABLE[batch::8] if FULL else some(ARGUABLE, len(WRITTEN) + 4)
    runs, echoed = 0, 0
    for place, text in enumerate(texts):
        chosen = [WRITTEN[(place + step * 11) % len(WRITTEN)] for step in range(3 if FULL else 1)]
        for form in chosen:
            arguments = [part.replace("{}", text.replace("WORD", "kanari00001")) for part in form]
            terminal = (place + runs) % 3 == 0
            found = said(["--no-input", *arguments], terminal=terminal, environ=home, folder=root)
            _is_harmless(found, arguments, colored=terminal)
            runs += 1
            lines = [line for line in found.both.split("\n") if "kanari00001" in line]
            echoed += bool(lines)
            if not terminal and "-n" not in form and len(text) < 300 and not {"import", "-C"} & set(form):
                name, sign, value = text.replace("WORD", "kanari00001").partition("=")
                # Of an option or a key that there is not, nobody says the value.
                whole = seen(name if sign and form in NAMED_FIRST and "kanari00001" in name else f"{name}{sign}{value}")
                assert not lines or any(whole in seen(line) for line in lines), (arguments, lines)
    assert echoed > runs / 3
    note("hostile terminal, arguments", strings=len(texts), runs=runs, echoed=echoed, sequences=0, commands=0, lost=0)


@pytest.mark.parametrize("batch", range(4 if FULL else 1))
def test_names_of_folders_and_what_the_environment_says(batch: int, home: dict[str, str], tmp_path: Path) -> None:
    warm(BASE, [("status",), ("doctor",), ("check",)])
    named = [text for text in ARGUABLE if "/" not in text and len(text.encode()) < 200]
    plain = ("status", "doctor", "check", "report --check", "init uusi", "new toinen -n", "diff --since x")
    runs = 0
    for place, text in enumerate(named[batch::4] if FULL else some(named, 6)):
        root = tmp_path / text
        if not root.exists():
            shutil.copytree(BASE, root)
        strange = dict.fromkeys(("LANG", "SOURCE_DATE_EPOCH", "COLUMNS", "TERM", "NO_COLOR", "TZ", "LINES"), text)
        strange = {name: strange[name] for name in some(sorted(strange), 3)} | {"XDG_STATE_HOME": str(root / "tila")}
        words = plain[place % len(plain)].split()
        for environ, folder in ((home, root), (home | strange, tmp_path)):
            for terminal in (False, True):
                found = said(["--no-input", "-C", str(root), *words], terminal=terminal, environ=environ, folder=folder)
                _is_harmless(found, [repr(text), *words], colored=terminal)
                runs += 1
    note("hostile terminal, folders and environment", runs=runs, sequences=0, commands=0)


def test_answers(home: dict[str, str], tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "hanke")
    warm(root, [("add", "member", "puu", "--set", "name=x", "-n")])
    texts = some([text for text in ARGUABLE if not set("\n\r") & set(text) and len(text) < 400], 8)
    for text in texts:
        typed = [text.replace("WORD", "kanari00001"), text, "uusi", text, "company", *[""] * 20]
        found = said(
            ["add", "member", "puu", "-n"], terminal=True, environ=home, folder=root, stdin="\n".join(typed).encode()
        )
        assert found.code in {EXIT_OK, EXIT_NO}, (text, found)
        _is_harmless(found, [text], colored=True)
    note("hostile terminal, answers", strings=len(texts), sequences=0)


def test_an_answer_that_is_no_text_is_asked_for_again(home: dict[str, str], tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "hanke")
    typed = b"\xe4lykk\xe4\n" + "Äly Oy\n\ncompany\n".encode() + b"\n" * 20
    found = said(["add", "member", "puu", "-n"], terminal=True, environ=home, folder=root, stdin=typed)
    assert found.code == EXIT_OK
    assert "what was typed is not UTF-8" in found.err.decode()
    assert "name: Äly Oy" in found.text


def test_what_a_shell_completes(home: dict[str, str], tmp_path: Path) -> None:
    """The script of zsh evaluates what it is given, so nothing is offered that is no id."""
    root = shutil.copytree(BASE, tmp_path / "hanke")
    names = [text for text in ARGUABLE if "/" not in text and len(text.encode()) < 200]
    for text in names:
        (root / text).mkdir(exist_ok=True)
        (root / text / "minicluster.yaml").write_text("name: x\n", encoding="utf-8")
        for kind in ("targets", "events"):
            (root / "puu" / kind / f"{text}.yaml").write_text("id: x\n", encoding="utf-8")
    lines = ("gate ", "check p", "prioritise puu --target ", "trace puu targets/", "diff --since events/")
    runs = 0
    for shell, line in itertools.product(("bash", "zsh", "fish", "powershell"), lines):
        words = f"innoenvi {line}"
        environ = {
            "_INNOENVI_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(line.split(" "))),
            "_TYPER_COMPLETE_ARGS": words,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2],
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        found = said([], environ=home | environ, folder=root)
        assert found.code == EXIT_OK, (shell, line, found)
        assert "WORD" not in found.both
        assert found.text.strip(), (shell, line)
        assert not sequences(found.text)
        runs += 1
    note("hostile terminal, completion", strings=len(names), runs=runs, offered=0)


@pytest.mark.parametrize("batch", range(2 if FULL else 1))
def test_a_bug_in_the_tool_quotes_nothing(batch: int, home: dict[str, str], tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "hanke")
    warm(root, [("status",)])
    texts = ARGUABLE[batch::6] if FULL else some(ARGUABLE, 6)
    for text in texts:
        word = text.replace("WORD", "kanari00001")
        found = said(["--debug", "status", "-v"], environ=home, folder=root, before=_broken(word))
        assert found.code == EXIT_BUG, (text, found)
        refused = said(["--debug", "gate", word, f"--{word}"], environ=home, folder=root)
        assert refused.code in {EXIT_USAGE, EXIT_REFUSED}
        unknown = said(["--debug", "trace", "puu", word], environ=home, folder=root)
        assert unknown.code == (EXIT_USAGE if word.startswith("-") else EXIT_REFUSED)
        logs = list(Path(home["XDG_STATE_HOME"]).rglob("*.log"))
        assert logs
        for log in logs:
            assert "kanari00001" not in log.read_text(encoding="utf-8"), text
            log.unlink()
        assert "kanari00001" not in found.both
        assert not sequences(found.both + refused.both + unknown.both)
    note("hostile terminal, crash logs", strings=len(texts), quoted=0)


def _broken(text: str) -> Callable[[], None]:
    """Return what breaks the command ``status``, in a child."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(text) from ValueError({text: text})

    return lambda: setattr(status, "show_status", fail)


@dataclass(frozen=True)
class Stream:
    """A way to start a command: what the environment says, the line of the shell, the exit code where it is another."""

    line: str
    environ: dict[str, str] = field(default_factory=dict)
    code: int | None = None


STREAMS: Final = {
    "cp1252": Stream("{}", {"PYTHONIOENCODING": "cp1252:strict"}),
    "latin-1": Stream("{}", {"PYTHONIOENCODING": "latin-1:strict"}),
    "ascii": Stream("{}", {"PYTHONIOENCODING": "ascii:strict"}),
    "LANG=C": Stream("{}", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "no stdout": Stream("{} >&-"),
    "no stdin": Stream("{} <&-"),
    "no stderr": Stream("{} 2>&-"),
    "no streams": Stream("{} <&- >&- 2>&-"),
    "head": Stream("{} | head -1"),
    "gone": Stream("{} | true"),
    "full": Stream("{} >/dev/full", code=EXIT_UNFINISHED),
    "stderr full": Stream("{} 2>/dev/full"),
    "both full": Stream("{} >/dev/full 2>&1", code=EXIT_UNFINISHED),
}
COMMANDS: Final = (
    ("check --lang fi", EXIT_NO),
    ("gate puu --phase selection --lang fi", None),
    ("--version", EXIT_OK),
    ("--help --lang fi", EXIT_OK),
    ("check --format json", EXIT_NO),
    ("check --format sarif", EXIT_NO),
    ("check --format junit", EXIT_NO),
    ("status --lang fi", EXIT_OK),
    ("explain member --lang fi", EXIT_OK),
    ("gate ääkkösiä --format json", EXIT_REFUSED),
    ("report -n --diff --lang fi", EXIT_OK),
    ("trace puu --lang fi", EXIT_OK),
    ("diff --since ääkkösiä", EXIT_REFUSED),
    ("nonsense-ääkkösiä", EXIT_USAGE),
    ("", EXIT_USAGE),
)


@pytest.mark.parametrize("name", STREAMS)
def test_streams(name: str, home: dict[str, str], tmp_path: Path) -> None:
    """New interpreters with the streams that shells and services give them."""
    root = shutil.copytree(BASE, tmp_path / "hanke")
    member = root / "puu" / "members" / "talotehdas.yaml"
    member.write_text(member.read_text(encoding="utf-8") + "\u00e4\u00e4\u2713\u20ac: x\n", encoding="utf-8")
    stream = STREAMS[name]
    for command, code in some(COMMANDS, 2) if FULL else [COMMANDS[0], COMMANDS[2]]:
        line = stream.line.format(f"{shlex.quote(sys.executable)} -m innoenvi_cli {command}")
        environ = {**os.environ, "LANG": "C.UTF-8", **home, **stream.environ}
        environ["PYTHONPATH"] = os.pathsep.join(sys.path)
        found = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line}"], cwd=root, env=environ, capture_output=True, check=False
        )
        both = (found.stdout + found.stderr).decode("utf-8", "replace")
        nothing_out = command.startswith(("nonsense", "diff")) or not command
        wanted = code if stream.code is None or nothing_out else stream.code
        assert wanted is None or found.returncode == wanted, (command, found)
        assert found.returncode in CODES, (command, found)
        assert "Traceback" not in both, (command, both)
        assert "Exception ignored" not in both, (command, both)
        # Documents for machines are UTF-8 whatever the locale says.
        written = "utf-8" if "--format" in command or name not in {"cp1252", "latin-1"} else name
        assert not sequences(found.stdout.decode(written)), (command, found)
    note("hostile terminal, streams", runs=len(COMMANDS) if FULL else 2)
