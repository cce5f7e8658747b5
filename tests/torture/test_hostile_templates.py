"""Templates of a programme's own that try to get out or to take everything: nothing runs, leaks, is written, or hangs."""

from __future__ import annotations

import contextlib
import html
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from effort import FULL, note, some
from template_payloads import BOMBS, CRUCIAL, ESCAPES, EXPRESSIONS, FORMULAS

import innoenvi_cli
from innoenvi_cli.cli.boundary import run
from innoenvi_cli.deliverables import confinement, templating
from innoenvi_cli.deliverables.plain import refuse_objects
from innoenvi_cli.errors import EXIT_NO, EXIT_OK, EXIT_REFUSED
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.rules.templates import RULES
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = Path(__file__).parent.parent / "cases" / "base"
BRIEF = "templates/markdown/steering-brief.md.j2"
SPEC = "templates/workbooks/member-register.yaml"
SECRET, VARIABLE = "SALAISUUS-4711", "YMPARISTO-4712"
CODES = {rule.code for rule in RULES}
PACKAGE = str(Path(innoenvi_cli.__file__).parent)
LEAKS = re.compile(
    rf" at 0x[0-9a-f]{{6}}|<(class|function|module|built-in|bound|generator|method|jinja2|innoenvi)"
    rf"|{SECRET}|{VARIABLE}|root:x?:|uid=|{re.escape(PACKAGE)}|site-packages"
)
# What a template would have to do to reach the system; opening for reading is how templates and libraries are loaded.
REACHING = re.compile(
    r"os\.(system|exec|posix_spawn|spawn|fork|kill|putenv|remove|rename|mkdir|rmdir|symlink|link|chmod)"
)
REACHING_MORE = re.compile(r"subprocess|socket\.|ctypes|shutil|urllib|pty|webbrowser")
MIB = 1024
MOST_MIB = 286
"""The 300 MB of the promise, for the whole command."""
BATCHES = 8 if FULL else 2
SHARES = [list(ESCAPES[number::BATCHES]) for number in range(BATCHES)]
SECONDS = confinement.MOST_SECONDS if FULL else 2
SOONER = f"""\
import sys
from innoenvi_cli.cli.boundary import run
from innoenvi_cli.deliverables import confinement
confinement.MOST_SECONDS = {SECONDS}
sys.exit(run(sys.argv[1:]))
"""
# A program begins with the memory of the process that starts it on its account: here a small one does, as a shell is.
MEASURED = """\
import json, resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([ended.returncode, ended.stdout, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
TEXT = """\
sheets:
  - id: one
    name: One
    about: About
    tables:
      - rows: members
        columns:
          - {id: name, title: Name, field: name}
"""


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """Return a programme with a folder of templates that leads everywhere."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md.j2").write_text(SECRET, encoding="utf-8")
    root = tmp_path / "hanke"
    shutil.copytree(BASE, root)
    folder = root / "templates"
    for name in ("markdown", "workbooks"):
        (folder / name).mkdir(parents=True)
    (folder / "link.md.j2").symlink_to(outside / "secret.md.j2")
    (folder / "linked").symlink_to(outside)
    (folder / "dangling.md.j2").symlink_to(outside / "nothing")
    os.mkfifo(folder / "pipe.md.j2")
    with contextlib.suppress(PermissionError):
        os.mknod(folder / "device.md.j2", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    return root


def in_child(work: Callable[[], Any]) -> Any:
    """Return what ``work`` returns in a process of its own, so that nothing it does stays."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.environ["INNOENVI_KANARIA"] = VARIABLE
            answer = json.dumps(work())
        except BaseException as error:  # noqa: BLE001 - the parent must hear of it
            answer = json.dumps({"failed": repr(error)})
        with os.fdopen(writing, "w") as stream:
            stream.write(answer)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    found = json.loads(answer)
    assert not (isinstance(found, dict) and "failed" in found), found
    return found


def command(root: Path, *arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["-C", str(root), *arguments])
    return code, out.getvalue(), err.getvalue()


def report(root: Path, deliverable: str) -> tuple[int, dict[str, Any], str]:
    """Make a deliverable with the programme's own templates; return the exit code, the data, and all that was said."""
    options = ("--trust-templates", "report", "puu", "--all", "--deliverable", deliverable, "--force")
    code, out, err = command(root, *options, "--lang", "en", "--format", "json")
    return code, json.loads(out)["data"], out + err


def content(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink() and "templates" not in path.parts
    }


def watched() -> int:
    """Begin to note what reaches the system, in this process and those it makes; return where it can be read."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    worker = os.getpid()

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if os.getpid() == worker:
            return
        opens = event == "open" and any(sign in str(args[1] or "") for sign in "wax+") and not isinstance(args[0], int)
        if REACHING.match(event) or REACHING_MORE.match(event) or opens:
            os.write(writing, f"{event} {args!r}\n"[:200].encode())

    sys.addaudithook(hook)
    return reading


def noted(reading: int) -> str:
    with contextlib.suppress(BlockingIOError):
        return os.read(reading, 1 << 16).decode(errors="replace")
    return ""


def shown(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace")).replace("\\", "")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_template_gets_out(batch: int, programme: Path) -> None:
    payloads = [*CRUCIAL[batch::BATCHES], *some(SHARES[batch], 16)]
    mark = programme.parent / "tehty"

    def work() -> list[str]:
        reading = watched()
        faults = []
        for payload in payloads:
            text = payload.replace("MARK", str(mark))
            (programme / BRIEF).write_text(f"# Oma\n\n{text}\n", encoding="utf-8")
            before = content(programme)
            code, data, said = report(programme, "steering-brief")
            after = content(programme)
            if code not in {EXIT_OK, EXIT_REFUSED} or mark.exists():
                faults.append(f"{payload}: {code} {said}")
            if code == EXIT_REFUSED and (data["rule"] not in CODES or after != before):
                faults.append(f"{payload}: {data}")
            made = "".join(shown(raw) for name, raw in after.items() if before.get(name) != raw)
            if LEAKS.search(said) or LEAKS.search(made) or str(programme.parent) in made:
                faults.append(f"{payload}: {said} {made}")
            if reached := noted(reading):
                faults.append(f"{payload}: {reached}")
        return faults

    began = time.monotonic()
    assert in_child(work) == []
    note(
        "escapes from templates",
        payloads=len(payloads),
        ran=0,
        leaked=0,
        written_though_refused=0,
        elapsed=round(time.monotonic() - began),
    )


LISTS = {"[1]|map('string')"}
"""What comes to a list of texts, which a cell may hold."""


def test_no_expression_of_a_workbook_gets_out(programme: Path) -> None:
    mark = programme.parent / "tehty"
    tried = [
        *(("value", text) for text in some(EXPRESSIONS, 16)),
        *(("entered", text) for text in some(EXPRESSIONS[:24], 4)),
        *(("formula", text) for text in some(FORMULAS, 8)),
    ]

    def work() -> list[str]:
        reading = watched()
        confinement.MOST_SECONDS = SECONDS  # type: ignore[misc] # sooner, to be quick
        faults = []
        for key, payload in tried:
            column = {"id": "a", "title": "A", "value": "1", key: payload.replace("MARK", str(mark))}
            spec = f"{TEXT}          - {json.dumps(column)}\n"
            (programme / SPEC).write_text(spec, encoding="utf-8")
            before = content(programme)
            code, data, said = report(programme, "member-register")
            if code == EXIT_OK and payload in LISTS:
                continue
            if code != EXIT_REFUSED or data["rule"] not in CODES or content(programme) != before or mark.exists():
                faults.append(f"{key}: {payload}: {code} {data}")
            if data.get("place", {}).get("line") != 9:
                faults.append(f"{key}: {payload}: {data}")
            if LEAKS.search(said) or (reached := noted(reading)):
                faults.append(f"{key}: {payload}: {said} {reached}")
        return faults

    assert in_child(work) == []
    note("escapes from expressions of workbooks", payloads=len(tried), ran=0, leaked=0, written_though_refused=0)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_template_takes_everything(batch: int, programme: Path) -> None:
    bombs = some(BOMBS[batch::BATCHES], 7)
    worst_seconds, worst_mib = 0.0, 0

    def work(bomb: str) -> dict[str, Any]:
        (programme / BRIEF).write_text(bomb, encoding="utf-8")
        before = content(programme)
        options = (
            "-C",
            str(programme),
            "--trust-templates",
            "report",
            "puu",
            "--all",
            "--deliverable",
            "steering-brief",
        )
        program = [sys.executable, "-c", SOONER, *options, "--force", "--lang", "en", "--format", "json"]
        measured = subprocess.run([sys.executable, "-c", MEASURED, *program], capture_output=True, check=True)
        code, said, seconds, kibibytes = json.loads(measured.stdout)
        data = json.loads(said)["data"]
        return {
            "code": code,
            "rule": data.get("rule", ""),
            "line": data.get("place", {}).get("line", 1),
            "seconds": seconds,
            "mib": kibibytes // MIB,
            "changed": content(programme) != before,
        }

    for bomb, codes in bombs:
        found = work(bomb)
        assert found["code"] == (EXIT_REFUSED if found["rule"] else EXIT_OK), (bomb, found)
        assert found["rule"] in (codes.split() or [""]), (bomb[:200], found)
        assert found["changed"] == (not found["rule"]), (bomb, found)
        assert found["seconds"] < SECONDS + 3, (bomb, found)
        assert found["mib"] <= MOST_MIB, (bomb, found)
        worst_seconds, worst_mib = max(worst_seconds, found["seconds"]), max(worst_mib, found["mib"])
    note(
        "templates that grow",
        payloads=len(bombs),
        written=0,
        hung=0,
        worst_seconds=round(worst_seconds, 2),
        worst_mib=worst_mib,
    )


# Data ---------------------------------------------------------------------------------------------------------------

WORD = "{{ 7919*7927 }}{% include 'link.md.j2' %}{# x #}{{ ''.__class__ }}${7919*7927}#{7919*7927}"
SUM = str(7919 * 7927)


def test_texts_of_records_are_no_templates(programme: Path) -> None:
    """The names of a member and of the minicluster, a summary, a label and a heading of a workbook."""
    for path in programme.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r"^(name|title|summary|statement): .*$", rf"\g<1>: {json.dumps('Nimi ' + WORD)}", text, flags=re.MULTILINE
        )
        path.write_text(text, encoding="utf-8")
    (programme / BRIEF).write_text("# {{ head.minicluster }}\n\n{{ _(head.minicluster) }}\n", encoding="utf-8")
    assert command(programme, "check")[0] == EXIT_NO  # the links in the folder of templates alone
    shutil.rmtree(programme / "templates" / "linked", ignore_errors=True)
    before = content(programme)
    options = ("--trust-templates", "report", "--all", "--format", "json", *(() if FULL else ("--lang", "fi", "puu")))
    code, out, err = command(programme, *options)
    assert code == EXIT_OK, out + err
    made = {name: raw for name, raw in content(programme).items() if before.get(name) != raw}
    held = 0
    for name, raw in made.items():
        text = shown(raw) if name.endswith(".md") else "".join(_strings(raw)) if name.endswith(".xlsx") else ""
        assert SUM not in text, name
        assert SECRET not in text, name
        held += WORD in re.sub(r"<span>|</span>", "", text)
    assert held > 10
    note("template language in records", documents=len(made), literal_in=held, computed_in=0)


def _strings(raw: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        found = (archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
        return [html.unescape(text) for text in found]


def test_templates_get_plain_data_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every document for every audience: what reaches a template or an expression is text, figure, list or mapping."""
    contexts, variables = [0], [0]
    value = templating.Expressions.value

    def refused(context: object) -> None:
        contexts[0] += 1
        refuse_objects(context)

    def valued(self: templating.Expressions, expression: str, given: dict[str, Any], *place: Any) -> Any:
        variables[0] += 1
        refuse_objects(dict(given) if FULL else {**given, "data": {}})
        return value(self, expression, given, *place)

    monkeypatch.setattr("innoenvi_cli.deliverables.rendering.refuse_objects", refused)
    monkeypatch.setattr(templating.Expressions, "value", valued)
    root = samples_folder() / "innoenvi"
    for audience in ("consultants", "core_group", "members", "public") if FULL else ("consultants", "public"):
        language = ("fi", "en") if FULL else ("fi",)
        asked: Any = {"audience": audience, "languages": language, "everything": True}
        render(root, miniclusters=() if FULL else ("vesihuolto",), dry_run=True, environ={}, **asked)
    assert contexts[0] > 40
    assert variables[0] > 200
    note("what templates get", documents=contexts[0], expressions=variables[0], objects=0)


# Trust --------------------------------------------------------------------------------------------------------------


def _opened_below(root: Path, *arguments: str) -> tuple[list[str], str]:
    """Run a command in a process of its own; return the files below the folder of templates that were opened."""

    def work() -> tuple[list[str], str]:
        found: list[str] = []
        folder = str(root / "templates")

        def hook(event: str, args: tuple[Any, ...]) -> None:
            if event == "open" and str(args[0]).startswith(folder):
                found.append(str(args[0]))

        sys.addaudithook(hook)
        return found, "".join(map(str, command(root, *arguments)))

    found, said = in_child(work)
    return found, said


ASKED = ("--deliverable", "steering-brief", "--deliverable", "member-register", "--lang", "en")
TRUSTLESS = [("report", "puu", "--all", *ASKED), ("report", "--check"), ("advance", "puu", "-n"), ("status",)]


@pytest.mark.parametrize("arguments", TRUSTLESS)
def test_without_trust_nothing_of_the_folder_is_opened(arguments: tuple[str, ...], programme: Path) -> None:
    (programme / BRIEF).write_text(SECRET, encoding="utf-8")
    (programme / SPEC).write_text(SECRET, encoding="utf-8")
    command(programme, "report", "puu", "--all", *ASKED)
    opened, said = _opened_below(programme, *arguments)
    assert opened == []
    assert SECRET not in said
    for name in (BRIEF, SPEC) if arguments[0] == "report" else ():
        assert f"{name} is the programme's own and was not used" in said
    assert not any(SECRET.encode() in raw for raw in content(programme).values())


def test_no_variable_gives_trust(programme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("INNOENVI_TRUST_TEMPLATES", "TRUST_TEMPLATES", "INNOENVI_REPORT_TRUST_TEMPLATES"):
        monkeypatch.setenv(variable, "1")
    (programme / BRIEF).write_text(SECRET, encoding="utf-8")
    code, _, err = command(programme, "report", "puu", "--all", "--deliverable", "steering-brief")
    assert code == EXIT_OK
    assert "was not used" in err
    assert not any(SECRET.encode() in raw for raw in content(programme).values())


def _replace(path: Path, what: str) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    outside = path.parent / "elsewhere"
    if what == "link":
        path.symlink_to("/etc/passwd")
    elif what == "dangling":
        path.symlink_to("nothing")
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what == "linked folder":
        shutil.rmtree(path.parent)
        outside = path.parents[1] / "there"
        outside.mkdir()
        (outside / path.name).write_text(SECRET, encoding="utf-8")
        path.parent.symlink_to(outside)
    else:
        with path.open("wb") as stream:
            stream.truncate(300 << 20)


@pytest.mark.parametrize(
    ("what", "rule"),
    [
        ("link", "IE706"),
        ("dangling", "IE706"),
        ("pipe", "IE706"),
        ("folder", "IE706"),
        ("linked folder", "IE706"),
        ("300 MB", "IE708"),
    ],
)
@pytest.mark.parametrize("place", [BRIEF, SPEC])
def test_a_template_that_is_no_plain_file_is_refused(what: str, rule: str, place: str, programme: Path) -> None:
    if what == "300 MB" and place == SPEC:
        rule = "IE003"  # YAML has a limit of its own
    (programme / place).parent.mkdir(exist_ok=True)
    _replace(programme / place, what)
    before = content(programme)
    deliverable = "steering-brief" if place == BRIEF else "member-register"
    began = time.process_time()
    code, data, said = in_child(lambda: report(programme, deliverable))
    assert (code, data["rule"], data["place"]["file"]) == (EXIT_REFUSED, rule, place)
    assert content(programme) == before
    assert SECRET not in said
    assert "root:" not in said
    code, out, _ = command(programme, "check", "--format", "json")
    assert code == EXIT_NO
    findings = [(found["code"], found["file"]) for found in json.loads(out)["data"]["findings"]]
    assert (rule, place if what != "linked folder" else place.rpartition("/")[0]) in findings or what == "folder"
    assert time.process_time() - began < 5
