"""Every rule has a smallest programme that breaks it and one that does not; both are the base programme, changed.

A case is ``<CODE>/<good|bad>/<name>.yaml``:

    shows     what the case shows, in one sentence
    changes   in files of the base: ``path: {from: text that stands there once, to: text}``
    files     whole files: ``path: text``, or ``path: {hex: …}``, ``{symlink: target}``, ``{fifo: true}``, ``{socket: true}``,
              ``{repeat: [text, times], before: text, after: text}``
    modes     permissions of files and folders of the base: ``path: "000"``
    remove    files of the base that are not there
    git       files that git tracks
    skipped   files that git tracks and leaves out, as a sparse checkout does
    unmerged  files that git could not join: ``path: [the stages it has of it]``, 1 base, 2 ours, 3 theirs
    as_of     the day of the check, 2026-06-15 unless said
    expect    every finding: ``path:line:column CODE``; left out when there is none
    report    deliverables to make with the programme's own templates, which nothing runs before
    refused   the finding that the making ends with; left out when it comes to its end
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from rich.cells import cell_len

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.findings import Location
from innoenvi_cli.reporting.findings_view import show_findings
from innoenvi_cli.reporting.screen import Screen
from innoenvi_cli.rules import IMPORT_RULES, MISSING_KEY, RULES
from innoenvi_cli.usecases.check_records import check_records, source_lines
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.findings import Finding, Rule

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("IE*/*/*.yaml"))
NOBODY = 65534
MOST_SHOWN = 5
LINE_END = re.compile("\r\n|\r|\n")
# Of these the whole file is no text, or the line is nobody's business.
NOT_TEXT = frozenset({"IE001", "IE020", "IE029"})
PERSONAL = frozenset({"IE054", "IE062", "IE063", "IE111", "IE310"})

# A fault in another minicluster: whatever a case breaks, this must still be found.
CANARY = {
    "kanarialintu/minicluster.yaml": "name: Kanarialintu\nstart: 2026-01-12\n",
    "kanarialintu/members/laulaja.yaml": "id: laulaja\nname: Laulaja Oy\ncontributions:\n  - {group: laulu, kind: produce}\n",
}
CANARY_FINDING = "kanarialintu/members/laulaja.yaml:4:13 IE203"


def _name(path: Path) -> str:
    return path.relative_to(HERE).with_suffix("").as_posix()


@pytest.mark.parametrize("path", CASES, ids=_name)
def test_a_case_yields_the_findings_it_states(path: Path) -> None:
    code, kind = path.parts[-3:-1]
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = case.get("expect", [])
    stated = [*expected, case.get("refused", "")]
    assert any(line.endswith(code) for line in stated) == (kind == "bad")

    with _programme(case) as root:
        found = _findings(root, case)
        refused = _refused(root, case)

    assert found == sorted([*expected, CANARY_FINDING])
    assert refused == case.get("refused")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in IMPORT_RULES], ids=lambda rule: rule.code)
def test_every_rule_of_records_has_a_good_and_a_bad_case(rule: Rule) -> None:
    assert list((HERE / rule.code).glob("good/*.yaml"))
    assert list((HERE / rule.code).glob("bad/*.yaml"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule: Rule) -> None:
    golden = (HERE / rule.code / "explain.txt").read_text(encoding="utf-8")
    assert golden == f"{rule.title}\n\n{rule.explanation}\n"
    assert "\n\nWrong:\n" in golden
    assert "\n\nRight:\n" in golden


def test_every_case_belongs_to_a_rule() -> None:
    codes = {rule.code for rule in RULES}
    assert [_name(path) for path in CASES if path.parts[-3] not in codes] == []


def test_the_base_programme_is_sound(tmp_path: Path) -> None:
    shutil.copytree(HERE / "base", tmp_path / "base")
    assert check_records(tmp_path / "base", as_of=date(2026, 6, 15)).findings == ()


def _findings(root: Path, case: dict[str, Any]) -> list[str]:
    result = check_records(root, as_of=case.get("as_of", date(2026, 6, 15)), environ={})
    for finding in result.findings:
        # Every message and hint must find the words it asks for.
        assert finding.message.render("en")
        assert finding.hint.render("en")
    for finding in result.findings[:MOST_SHOWN]:
        _see_where(root, finding)
    return sorted(f"{finding.location} {finding.code}" for finding in result.findings)


def _see_where(root: Path, finding: Finding) -> None:
    """Look at the finding on a terminal: below the line of the file a caret stands under the very character."""
    place = finding.location
    path = root / place.path
    is_text = path.is_file() and not path.is_symlink() and finding.code not in {*NOT_TEXT, *PERSONAL}
    lines = LINE_END.split(path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")) if is_text else []
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    screen = Screen(io.StringIO(), io.StringIO(), "en", terminal=True)
    show_findings([finding], screen, source_lines(root, [(finding.code, place)]))
    shown = screen.out.getvalue().splitlines()  # type: ignore[attr-defined]  # it is the one made above
    assert max(map(cell_len, shown)) <= screen.width, shown
    carets = [index for index, text in enumerate(shown) if text.strip() == "^"]
    assert bool(carets) == bool(line.strip(" ")), (str(finding.location), shown)
    if carets:
        cells = cell_len(shown[carets[0]]) - 1
        below = next((text for text in _ends(shown[carets[0] - 1]) if cell_len(text) == cells), "")
        behind = shown[carets[0] - 1][len(below) :]
        assert below or not cells, shown
        # What is hidden or a tab is shown by a sign in its stead.
        wanted = line[place.column - 1 : place.column]
        assert not wanted or not wanted.isprintable() or behind.startswith((wanted, "\ufffd")), (str(place), shown)


def _ends(text: str) -> Iterator[str]:
    for end in range(len(text) + 1):
        yield text[:end]


def _refused(root: Path, case: dict[str, Any]) -> str | None:
    """Return the finding that the making of the case's deliverables ends with; nothing is written whatever happens."""
    if "report" not in case:
        return None
    before = sorted(root.rglob("*"))
    asked: dict[str, Any] = {"deliverables": tuple(case["report"]), "everything": True, "trust_templates": True}
    refused = None
    try:
        render(root, miniclusters=("puu",), as_of=date(2026, 6, 15), dry_run=True, environ={}, **asked)
    except TemplateFailedError as error:
        refused = f"{error.finding.location} {error.rule}"
    assert sorted(root.rglob("*")) == before
    return refused


@contextmanager
def _programme(case: dict[str, Any]) -> Iterator[Path]:
    """Build the programme of a case; where permissions matter, give up those of a superuser while it is read."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = Path(folder) / "programme"
        shutil.copytree(HERE / "base", root)
        for path, content in {**CANARY, **case.get("files", {})}.items():
            _write(root / path, content)
        for path, change in case.get("changes", {}).items():
            text = (root / path).read_text(encoding="utf-8")
            assert text.count(change["from"]) == 1, (path, change["from"])
            (root / path).write_text(text.replace(change["from"], change["to"]), encoding="utf-8", newline="")
        for path in case.get("remove", []):
            (root / path).unlink()
        if case.get("git"):
            subprocess.run(["git", "init", "-q"], cwd=root, check=True)
            subprocess.run(["git", "add", "-f", *case["git"]], cwd=root, check=True)
        if case.get("skipped"):
            _leave_out(root, case["skipped"])
        if case.get("unmerged"):
            _leave_unmerged(root, case["unmerged"])
        modes = {path: int(mode, 8) for path, mode in case.get("modes", {}).items()}
        for path, mode in modes.items():
            (root / path).chmod(mode)
        try:
            with _without_privileges() if modes else _as_is():
                yield root
        finally:
            for path in modes:
                (root / path).chmod(0o755)


def _leave_out(root: Path, files: list[str]) -> None:
    for command in (["init", "-q"], ["add", "-f", *files], ["update-index", "--skip-worktree", *files]):
        subprocess.run(["git", *command], cwd=root, check=True)
    for path in files:
        (root / path).unlink()
        with contextlib.suppress(OSError):  # empty folders go as well
            os.removedirs((root / path).parent)


def _leave_unmerged(root: Path, files: dict[str, list[int]]) -> None:
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    hashing = ["git", "hash-object", "-w", "--stdin"]
    blob = subprocess.run(hashing, cwd=root, input="x", text=True, capture_output=True, check=True).stdout.strip()
    entries = "".join(f"100644 {blob} {stage}\t{path}\n" for path, stages in files.items() for stage in stages)
    subprocess.run(["git", "update-index", "--index-info"], cwd=root, input=entries, text=True, check=True)


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8", newline="")
    elif "hex" in content:
        path.write_bytes(bytes.fromhex(content["hex"]))
    elif "symlink" in content:
        path.symlink_to(content["symlink"])
    elif "fifo" in content:
        os.mkfifo(path)
    elif "socket" in content:
        with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(path.parent):
            server.bind(path.name)  # the whole path may be too long for one
    else:
        text, times = content["repeat"]
        path.write_text(
            content.get("before", "") + text * times + content.get("after", ""), encoding="utf-8", newline=""
        )


@contextmanager
def _as_is() -> Iterator[None]:
    yield


@contextmanager
def _without_privileges() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    # Whatever is imported late must be there already: nobody may not be allowed to read the standard library.
    check_records(HERE / "base", as_of=date(2026, 6, 15), environ={})
    _see_where(HERE / "base", MISSING_KEY.at(Location("innoenvi.yaml", 1, 1), key="name", suggestion=""))
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
