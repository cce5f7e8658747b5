"""The private folder is opened, listed and looked into by nothing but ``report --names``, and no answer depends on it.

Shown in two ways. Every command runs under two watches (`private_watch`), with the folder where programmes may have it.
And every command runs with the folder in whatever state a folder can be: the same words, the same bytes.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from effort import FULL, note, some
from private_watch import STRACE, watch

import innoenvi_cli
from innoenvi_cli.cli.application import COMMANDS
from innoenvi_cli.cli.boundary import run
from innoenvi_cli.errors import EXIT_BUG, EXIT_OK
from innoenvi_cli.resources import samples_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from private_watch import Watched

SECRET: Final = "salakan"
PEOPLE: Final = (
    f"people:\n  hlo-01:\n    name: {SECRET} Aino\n    email: {SECRET}@aalto.example\n  hlo-1:\n    name: {SECRET}\n"
)
REGISTER: Final = "nimi;laji;maa\nEnsimmäinen Oy;yritys;FI\nToinen Oy;yritys;NO\n"
FEW_COMMANDS, FEW_STATES = 12, 2
SAMPLE, CLUSTER = ("innoenvi", "vesihuolto") if FULL else ("minimal", "esimerkki")

READING: Final = [
    ["check"], ["check", "--strict", CLUSTER], ["check", "--select", "IE3"], ["check", "--as-of", "2026-07-01"],
    *(["check", "--format", form] for form in ("json", "github", "gitlab", "junit", "sarif")),
    ["--lang", "fi", "--verbose", "--debug", "check"], ["--color", "always", "check"],
    ["status"], ["status", CLUSTER, "--format", "json"],
    ["gate", CLUSTER], ["gate", CLUSTER, "--phase", "analysis", "--format", "json"], ["gate", CLUSTER, "--format", "sarif"],
    ["explain", "IE054"], ["explain", "member"], ["doctor"], ["doctor", "--format", "json"],
    ["prioritise", CLUSTER], ["network", CLUSTER], ["interviews", CLUSTER], ["money"], ["money", "--de-minimis"],
    ["path"], ["path", CLUSTER, "--over-time"], ["trace", CLUSTER], ["trace", CLUSTER, "members/x"],
    ["diff", "--since", "HEAD~1"], ["diff", CLUSTER, "--since", "HEAD~1", "--until", "HEAD", "--format", "json"],
    ["diff", "--since", "2026-01-01"], ["schema"], ["schema", "--format", "json"],
    ["report", "--all", "--dry-run", "--diff"], ["report", "--check"], ["report", "--check", "--format", "junit"],
    ["advance", CLUSTER, "--dry-run", "--diff", "--by", "hlo-01", "--decision", "hold", "--note", "x"],
    ["new", "uusi", "--dry-run"], ["add", "member", CLUSTER, "--set", "name=A Oy", "--set", "kind=company", "--dry-run"],
    ["import", "members", "../toimijat.csv", CLUSTER, "--dry-run", "--diff"],
]  # fmt: skip
WRITING: Final = [
    ["report"], *(["report", "--all", "--audience", who] for who in ("consultants", "core_group", "members", "public")),
    ["--trust-templates", "report", CLUSTER, "--force"], ["report", "--output", "kansio/julki"], ["report", "--check"],
    ["report", "--output", "private"], ["report", "--output", "kansio/x/y"], ["schema", "--write"],
    ["add", "member", CLUSTER, "--set", "name=A Oy", "--set", "kind=company"],
    ["add", "event", CLUSTER, "--set", "title=Tapaaminen", "--set", "date=2026-06-01", "--set", "kind=network_meeting"],
    ["import", "members", "../toimijat.csv", CLUSTER], ["new", "uusi", "--name", "Uusi"],
    ["advance", CLUSTER, "--yes", "--by", "hlo-01", "--decision", "hold", "--note", "x"],
    ["review", CLUSTER, "--by", "hlo-01"], ["review", CLUSTER, "--gate", "definition", "--by", "hlo-01"],
    ["undo", CLUSTER], ["undo", CLUSTER], ["init", "../toinen"], ["init"], ["report", "--check", "--format", "json"],
    *([["demo", "--keep", "../demo"]] if FULL else []),
]  # fmt: skip
EVERY: Final = [*READING, *WRITING]


def chosen() -> list[list[str]]:
    """All commands, or some reading and some writing ones, and those that ask git."""
    reading = list(some(READING, FEW_COMMANDS - 7))
    asking = [command for command in (["diff", "--since", "HEAD~1"], ["doctor"]) if command not in reading]
    return [*reading, *asking, *some(WRITING, 5)]


# The programme -------------------------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> None:
    named = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *named, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme in git; its first commit held the private folder, its working tree has none."""
    root = tmp_path_factory.mktemp("base") / "hanke"
    shutil.copytree(samples_folder() / SAMPLE, root, ignore=shutil.ignore_patterns("private", "deliverables"))
    for folder in [found.parent for found in root.glob("*/minicluster.yaml") if found.parent.name != CLUSTER]:
        shutil.rmtree(folder)
    settings = root / "innoenvi.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"^(invented|private_dir): .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    fill(root / "private")
    (root / "kansio").mkdir()
    (root / "kansio" / "muuta.txt").write_text("x", encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    shutil.rmtree(root / "private")
    (root / ".gitignore").write_text("private/\nkansio/x/\n", encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "y")
    (root.parent / "toimijat.csv").write_text(REGISTER, encoding="utf-8")
    return root


def fill(folder: Path) -> None:
    """Lay out what a private folder holds, and what looks like records in it."""
    files = {
        "people.yaml": PEOPLE,
        "innoenvi.yaml": f"format: 1\nname: {SECRET}\n",
        "members/x.yaml": f"name: {SECRET}\n",
        "minicluster.yaml": f"name: {SECRET}\n",
        ".innoenvi-0123456789abcdef.tmp": SECRET,
        f"{CLUSTER}/minicluster.yaml": f"name: {SECRET}\n",
        "templates/markdown/minutes.md.j2": SECRET,
        "deliverables/core_group/manifest.json": SECRET,
        ".gitattributes": "* diff=x\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Placement:
    """Where the private folder is: what ``private_dir`` says, and how it is laid out."""

    name: str
    named: str
    lay: Callable[[Path], list[Path]]


def _plain(root: Path) -> list[Path]:
    fill(root / "private")
    return [root / "private"]


def _deep(root: Path) -> list[Path]:
    fill(root / "kansio/x")
    (root / "kansio/x/minicluster.yaml").unlink()
    return [root / "kansio/x"]


def _elsewhere(root: Path) -> list[Path]:
    fill(root.parent / "levy")
    return [root.parent / "levy"]


def _absolute_inside(root: Path) -> list[Path]:
    return _deep(root)


def _link(root: Path) -> list[Path]:
    fill(root.parent / "levy")
    (root / "private").symlink_to(root.parent / "levy")
    (root / "oikotie").symlink_to(root / "private" / CLUSTER)
    return [root / "private", root.parent / "levy"]


PLACEMENTS: Final = (
    Placement("default", "", _plain),
    Placement("deep", "kansio/x", _deep),
    Placement("elsewhere", "{parent}/levy", _elsewhere),
    Placement("absolute", "{root}/kansio/x", _absolute_inside),
    Placement("link", "", _link),
)


def programme(base: Path, folder: Path, placement: Placement | None = None) -> Path:
    """Copy the programme into ``folder``, with ``private_dir`` as ``placement`` has it."""
    for held in folder.iterdir() if folder.exists() else ():
        shutil.rmtree(held) if held.is_dir() and not held.is_symlink() else held.unlink()
    folder.mkdir(exist_ok=True)
    root = shutil.copytree(base, folder / "hanke", symlinks=True)
    shutil.copy(base.parent / "toimijat.csv", folder)
    if placement is not None and placement.named:
        named = placement.named.format(parent=folder, root=root)
        with (root / "innoenvi.yaml").open("a", encoding="utf-8") as stream:
            stream.write(f"private_dir: {named}\n")
    return root


def environment(folder: Path) -> dict[str, str]:
    home = {
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
        "COLUMNS": "200",
        "SOURCE_DATE_EPOCH": "1781481600",
    }
    return {**os.environ, **home, "GIT_CONFIG_GLOBAL": "/dev/null", "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def warm(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load here what the commands load, so that the children begin with it."""
    root = programme(base, tmp_path_factory.mktemp("warm") / "home")
    for arguments in (
        ["report", "--all", "--dry-run"],
        ["import", "members", str(root.parent / "toimijat.csv"), CLUSTER],
    ):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run(["-C", str(root), "--no-input", *arguments]) == EXIT_OK


def told(watched: Watched) -> str:
    return "".join(out + err for _, out, err in watched.results)


# Opened --------------------------------------------------------------------------------------------------------------


def require_strace() -> None:
    allowed = STRACE is not None and subprocess.run(
        [STRACE, "-qq", "-e", "trace=none", "true"], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    if not allowed and os.environ.get("INNOENVI_REQUIRE_PROGRAMS") == "1":
        pytest.fail("strace is missing, or not allowed to trace")
    if not allowed:
        pytest.skip("strace is missing, or not allowed to trace")


@pytest.mark.parametrize("placement", PLACEMENTS if FULL else PLACEMENTS[:2], ids=lambda placement: placement.name)
def test_no_command_opens_the_private_folder(placement: Placement, base: Path, tmp_path: Path) -> None:
    require_strace()
    root = programme(base, tmp_path / "home", placement)
    private = [str(path) for path in placement.lay(root)]
    commands = chosen()
    found = watch(root, private, commands, folder=tmp_path / "w", traced=True, environ=environment(tmp_path))
    # The demo lays out a programme of its own; of the two watches only strace knows in which folder a bare name is meant.
    opened = [
        (commands[number], what, path)
        for number, what, path in (*found.traced, *found.audited)
        if commands[number][0] != "demo" or "/" in path
    ]
    note(
        f"private folder watched, {placement.name}",
        commands=len(commands),
        calls=found.calls,
        asked_whether_it_is_there=found.asked,
        opened=len(opened),
    )
    assert opened == []
    assert found.calls > 1000
    assert EXIT_BUG not in {code for code, _, _ in found.results}
    assert SECRET not in told(found)


@pytest.mark.parametrize("traced", [False, True], ids=["audit", "strace"])
def test_the_watches_see_who_looks_in(traced: bool, base: Path, tmp_path: Path) -> None:  # noqa: FBT001
    """Editions with names do; whatever the watches would miss here, they would miss everywhere."""
    if traced:
        require_strace()
    root = programme(base, tmp_path / "home")
    fill(root / "private")
    commands = [["report", CLUSTER, "--names", "--deliverable", "definition-sheet"]]
    found = watch(
        root, [str(root / "private")], commands, folder=tmp_path / "w", traced=traced, environ=environment(tmp_path)
    )
    assert found.results[0][0] == EXIT_OK, found.results
    seen = found.traced if traced else found.audited
    assert any(path.endswith("private/people.yaml") for _, _, path in seen)


def test_every_command_is_among_those_that_are_watched() -> None:
    tried = {next(word for word in command if word in {entry.name for entry in COMMANDS}) for command in EVERY}
    assert {entry.name for entry in COMMANDS} - tried == (set() if FULL else {"demo"})


# The same whatever is in it ------------------------------------------------------------------------------------------


def _nothing(root: Path) -> None:
    pass


def _empty(root: Path) -> None:
    (root / "private").mkdir()


def _full(root: Path) -> None:
    fill(root / "private")


def _closed(root: Path) -> None:
    fill(root / "private")
    (root / "private").chmod(0)


def _dangling(root: Path) -> None:
    (root / "private").symlink_to("../nowhere")  # in the repository it would be one that git does not ignore


def _linked(root: Path) -> None:
    fill(root.parent / "levy")
    (root / "private").symlink_to("../levy")


def _pipe(root: Path) -> None:
    os.mkfifo(root / "private")


def _pipes(root: Path) -> None:
    (root / "private").mkdir()
    for name in ("people.yaml", "innoenvi.yaml", "minicluster.yaml"):
        os.mkfifo(root / "private" / name)


def _sparse(root: Path) -> None:
    (root / "private").mkdir()
    with (root / "private" / "people.yaml").open("wb") as stream:
        stream.truncate(10 << 30)


def _file(root: Path) -> None:
    (root / "private").write_text(PEOPLE, encoding="utf-8")


STATES: Final = (_full, _file, _closed, _linked, _empty, _dangling, _pipe, _sparse, _pipes)
# In full each holds a third of the states against a programme without the folder.
GROUPS: Final = [STATES[first::3] for first in range(3)] if FULL else [some(STATES, FEW_STATES)]


def picture(root: Path) -> dict[str, bytes]:
    """Return every file but those of the private folder and of git, by path."""
    found: dict[str, bytes] = {}
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in {"private", ".git", "state", "levy"}]
        for name in sorted(files):
            path = Path(folder, name)
            if name != "private" and path.is_file():
                found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: "-".join(lay.__name__.strip("_") for lay in group))
def test_whatever_the_private_folder_holds_all_answers_and_files_are_the_same(
    group: Sequence[Callable[[Path], None]], base: Path, tmp_path: Path
) -> None:
    commands, home = [command for command in chosen() if command[0] != "demo"], tmp_path / "home"
    differences: list[object] = []
    expected: tuple[list[object], dict[str, bytes]] | None = None
    states = (_nothing, *group)
    for lay in states:
        root = programme(base, home)
        lay(root)
        found = watch(
            root, [str(root / "private")], commands, folder=tmp_path / "w", traced=False, environ=environment(home)
        )
        if (root / "private").is_dir() and not (root / "private").is_symlink():
            (root / "private").chmod(0o755)
        assert found.audited == [], lay.__name__
        assert SECRET not in told(found)
        got: tuple[list[object], dict[str, bytes]] = (list(found.results), picture(home))
        expected = expected or got
        differences += [
            (lay.__name__, command, one, other)
            for command, one, other in zip(commands, expected[0], got[0], strict=True)
            if one != other
        ]
        differences += [
            (lay.__name__, path)
            for path in expected[1].keys() | got[1].keys()
            if expected[1].get(path) != got[1].get(path)
        ]
    assert expected is not None
    note(
        "states of the private folder",
        states=len(states),
        commands=len(commands),
        files_compared=len(expected[1]),
        differences=len(differences),
    )
    assert differences == []
    assert not any(SECRET.encode() in content for content in expected[1].values())


def test_from_inside_the_private_folder_the_programme_is_the_one_above(base: Path, tmp_path: Path) -> None:
    root = programme(base, tmp_path / "home", PLACEMENTS[1])
    (inside,) = PLACEMENTS[1].lay(root)
    commands = [
        ["-C", str(folder), "status", "--format", "json"] for folder in (root, inside, inside / CLUSTER)
    ]  # fmt: skip
    found = watch(root, [], commands, folder=tmp_path / "w", traced=False, environ=environment(tmp_path))
    assert [code for code, _, _ in found.results] == [EXIT_OK] * 3
    assert len({out for _, out, _ in found.results}) == 1
    assert SECRET not in told(found)


# By reading the code -------------------------------------------------------------------------------------------------

PACKAGE: Final = Path(innoenvi_cli.__file__).parent
# Who may know where the private folder is, and what for.
KNOWING: Final = {
    "checks/private_folder.py": "IE055: compares its name with those of records",
    "model/field_labels.py": "what the setting is called",
    "model/programme.py": "the setting",
    "store/private_place.py": "tells what belongs to it, so that others keep out",
    "usecases/private_folder.py": "asks git about it, and the disk whether it is there",
}


def test_no_other_module_knows_where_the_private_folder_is() -> None:
    knowing = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        if "private_dir" not in code and "read_people" not in code:
            continue
        tree = ast.parse(code)
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        if "private_dir" in names | texts or "private_dir" in {
            n.arg for n in ast.walk(tree) if isinstance(n, ast.keyword)
        }:
            knowing.add(path.relative_to(PACKAGE).as_posix())
        if "read_people" in imported:
            assert path.name == "names.py"
    assert knowing | {"model/programme.py"} == KNOWING.keys()
