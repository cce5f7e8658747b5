"""What git has of the private folder is found however it came there, and no repository makes git run anything."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import time
import unicodedata
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from effort import note
from private_watch import watch

import innoenvi_cli
from innoenvi_cli.errors import EXIT_BUG, EXIT_OK, RefusedError
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.repository import ask_git, tracked_files
from innoenvi_cli.usecases.check_records import check_records
from innoenvi_cli.usecases.examine_system import examine_system
from innoenvi_cli.usecases.names import private_shelf
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from collections.abc import Callable

CLUSTER: Final = "esimerkki"
PEOPLE: Final = "people:\n  hlo-01:\n    name: Aino Aalto\n"
ENTRIES: Final = 100_000
PACKAGE: Final = Path(innoenvi_cli.__file__).parent


def git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    named = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "protocol.file.allow=always")
    return subprocess.run(
        ["git", *named, *arguments], cwd=root, check=True, capture_output=True, input=given or b""
    ).stdout  # fmt: skip


@pytest.fixture(autouse=True)
def _plain_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))


def sample(root: Path, private_dir: str = "") -> Path:
    shutil.copytree(samples_folder() / "minimal", root)
    settings = root / "innoenvi.yaml"
    text = settings.read_text(encoding="utf-8").replace("invented: true\n", "")
    settings.write_text(text + (f"private_dir: {private_dir}\n" if private_dir else ""), encoding="utf-8")
    (root / ".gitignore").write_text("private/\n", encoding="utf-8")
    return root


def repository(root: Path, private_dir: str = "") -> Path:
    sample(root, private_dir)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "x")
    return root


def people(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return folder


def codes(root: Path) -> list[str]:
    found = check_records(root, select=("IE05", "IE06"), environ={}).findings
    return [f"{finding.location.path} {finding.code}" for finding in found]


# However it came into git --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """A way in which a file of the private folder is tracked: makes the programme and returns it with its findings."""

    name: str
    make: Callable[[Path], tuple[Path, list[str]]]


TRACKED: Final = ["private/people.yaml IE054"]


def staged(folder: Path) -> tuple[Path, list[str]]:
    root = repository(folder / "hanke")
    people(root / "private")
    git(root, "add", "-f", "private")
    return root, TRACKED


def ignored_later(folder: Path) -> tuple[Path, list[str]]:
    root = sample(folder / "hanke")
    (root / ".gitignore").unlink()
    people(root / "private")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    (root / ".gitignore").write_text("private/\n", encoding="utf-8")
    return root, TRACKED


def gone_from_the_disk(folder: Path) -> tuple[Path, list[str]]:
    root, expected = ignored_later(folder)
    shutil.rmtree(root / "private")
    return root, expected


def skipped(folder: Path) -> tuple[Path, list[str]]:
    root, expected = ignored_later(folder)
    git(root, "update-index", "--skip-worktree", "private/people.yaml")
    return root, expected


def intended(folder: Path) -> tuple[Path, list[str]]:
    root = repository(folder / "hanke")
    people(root / "private")
    git(root, "add", "-f", "-N", "private/people.yaml")
    return root, TRACKED


def below_the_root(folder: Path) -> tuple[Path, list[str]]:
    root = sample(folder / "top/hankkeet/hanke å")
    people(root / "private")
    git(folder / "top", "init", "-q")
    git(folder / "top", "add", "-f", "-A")
    return root, TRACKED


def beside_the_programme(folder: Path) -> tuple[Path, list[str]]:
    root = sample(folder / "top/hanke", str(folder / "top/salaiset"))
    people(folder / "top/salaiset")
    git(folder / "top", "init", "-q")
    git(folder / "top", "add", "-f", "-A")
    return root, ["../salaiset/people.yaml IE054"]


def absolute_inside(folder: Path) -> tuple[Path, list[str]]:
    root = sample(folder / "hanke", str(folder / "hanke/kansio/x"))
    people(root / "kansio/x")
    git(root, "init", "-q")
    git(root, "add", "-f", "-A")
    return root, ["kansio/x/people.yaml IE054"]


def in_a_worktree(folder: Path) -> tuple[Path, list[str]]:
    root, expected = ignored_later(folder)
    git(root, "worktree", "add", "-q", str(folder / "toinen"))
    return folder / "toinen", expected


def in_a_submodule(folder: Path) -> tuple[Path, list[str]]:
    root, expected = ignored_later(folder / "a")
    (folder / "top").mkdir()
    git(folder / "top", "init", "-q")
    git(folder / "top", "submodule", "add", "-q", str(root), "hanke")
    return folder / "top/hanke", expected


def as_a_submodule(folder: Path) -> tuple[Path, list[str]]:
    root = repository(folder / "hanke")
    other = folder / "henkilot"
    people(other)
    git(other, "init", "-q")
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "x")
    git(root, "submodule", "add", "-q", "-f", str(other), "private")
    return root, ["private IE054"]


def other_case(folder: Path) -> tuple[Path, list[str]]:
    root = repository(folder / "hanke")
    people(root / "PRIVATE")
    git(root, "add", "-f", "-A")
    return root, ["PRIVATE/people.yaml IE054"]


def composed_otherwise(folder: Path) -> tuple[Path, list[str]]:
    root = repository(folder / "hanke", "henkilöt")
    name = unicodedata.normalize("NFD", "Henkilöt")
    people(root / name)
    git(root, "-c", "core.precomposeUnicode=false", "add", "-f", "-A")
    return root, [f"{name}/people.yaml IE054"]


def odd_names(folder: Path) -> tuple[Path, list[str]]:
    root = repository(folder / "hanke")
    folder = people(root / "private") / "a b"
    folder.mkdir()
    for name in (b'"q"\n.yaml', b"\xff.txt", b"-n", b"--"):
        (folder / os.fsdecode(name)).write_bytes(b"x")
    git(root, "add", "-f", "private")
    # What is no text of one line is shown by question marks.
    return root, [f"private/{name} IE054" for name in ('a b/"q"?.yaml', "a b/--", "a b/-n", "a b/?.txt", "people.yaml")]


def conflict(folder: Path) -> tuple[Path, list[str]]:
    root, expected = ignored_later(folder)
    git(root, "checkout", "-q", "-b", "toinen")
    for branch in ("toinen", "-"):
        git(root, "checkout", "-q", branch)
        (root / "private/people.yaml").write_text(f"{PEOPLE}# {branch}\n", encoding="utf-8")
        git(root, "commit", "-q", "-a", "-m", branch)
    subprocess.run(["git", "merge", "-q", "toinen"], cwd=root, capture_output=True, check=False)
    return root, expected


def old_index(version: int) -> Callable[[Path], tuple[Path, list[str]]]:
    def make(folder: Path) -> tuple[Path, list[str]]:
        root, expected = ignored_later(folder)
        git(root, "update-index", "--index-version", str(version))
        return root, expected

    make.__name__ = f"index_v{version}"
    return make


def split_index(folder: Path) -> tuple[Path, list[str]]:
    root, expected = ignored_later(folder)
    git(root, "update-index", "--split-index")
    return root, expected


def sparse_index(folder: Path) -> tuple[Path, list[str]]:
    root, expected = ignored_later(folder)
    git(root, "sparse-checkout", "set", "--cone", "--sparse-index", CLUSTER)
    return root, expected


def with_its_files_elsewhere(folder: Path) -> tuple[Path, list[str]]:
    root, expected = staged(folder)
    (folder / "muualla").mkdir()
    git(root, "config", "core.worktree", str(folder / "muualla"))
    return root, expected


WAYS: Final = tuple(
    Way(make.__name__, make)
    for make in (
        staged, ignored_later, gone_from_the_disk, skipped, intended, below_the_root, beside_the_programme,
        absolute_inside, in_a_worktree, in_a_submodule, as_a_submodule, other_case, composed_otherwise, odd_names,
        conflict, old_index(2), old_index(3), old_index(4), split_index, sparse_index,
        with_its_files_elsewhere,
    )
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_tracked_file_is_refused(way: Way, tmp_path: Path) -> None:
    root, expected = way.make(tmp_path)
    assert codes(root) == expected
    note(f"tracked: {way.name}", found=len(expected), missed=0)
    with pytest.raises(RefusedError, match="would be committed"):
        render(root, names=True, environ={})


def test_nothing_is_refused_where_git_has_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path / "hanke")
    people(root / "private")
    (root / "private-not.yaml").write_text("x", encoding="utf-8")
    git(root, "add", "-f", "private-not.yaml")
    assert [code for code in codes(root) if not code.endswith("IE050")] == []
    git(people(root / "private"), "init", "-q")  # a repository of its own, which the programme's does not know
    git(root / "private", "add", "-A")
    assert [code for code in codes(root) if not code.endswith("IE050")] == []
    assert render(root, names=True, languages=("fi",), environ={}).written


def test_a_hundred_thousand_files_are_no_matter(tmp_path: Path) -> None:
    """An index of that many entries, written here, is looked through in the time that git takes to read it."""
    root = repository(tmp_path / "hanke")
    blob = git(root, "hash-object", "-w", "--stdin", given=b"x").strip()
    lines = b"".join(b"100644 %s 0\ta%06d/x.txt\n" % (blob, number) for number in range(ENTRIES))
    lines += b"100644 %s 0\tPrivate/x\n" % blob
    git(root, "update-index", "--index-info", given=lines)
    began = time.perf_counter()
    assert tracked_files(root, root / "private") == ("Private/x",)
    ascii_seconds = time.perf_counter() - began
    began = time.perf_counter()
    assert tracked_files(root, root / "yksityinen-ä") == ()
    note(
        "index of a hundred thousand",
        entries=ENTRIES,
        seconds=round(ascii_seconds, 2),
        seconds_beyond_ascii=round(time.perf_counter() - began, 2),
    )


# Git that says nothing -----------------------------------------------------------------------------------------------


def _no_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))


def _git_of_the_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap(root / "git", root / "sprung")
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", os.pathsep.join((".", "")))


def _broken_index(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".git/index").write_bytes(b"DIRC" + b"\xff" * 40)


def _bad_checksum(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = struct.pack(">4sII", b"DIRC", 9, 0)  # a version that is not yet
    (root / ".git/index").write_bytes(raw + sha1(raw, usedforsecurity=False).digest())


def _of_somebody_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        os.chown(root, 12345, 12345)
        os.chown(root / ".git", 12345, 12345)
    else:
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


def _empty(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / ".git")
    (root / ".git").mkdir()


def _leads_nowhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / ".git")
    (root / ".git").write_text("gitdir: /nowhere\n", encoding="utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        _no_git,
        _git_of_the_folder,
        _broken_index,
        _bad_checksum,
        _of_somebody_else,
        _empty,
        _leads_nowhere,
    ],
)
def test_where_git_says_nothing_nobody_believes_that_all_is_well(
    spoil: Callable[[Path, pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "hanke")
    people(root / "private")
    git(root, "add", "-f", "-A")
    spoil(root, monkeypatch)
    assert codes(root) == ["innoenvi.yaml IE061"]
    with pytest.raises(RefusedError, match="git does not"):
        render(root, names=True, environ={})
    assert not (root / "sprung").exists()


# A repository that somebody sent -------------------------------------------------------------------------------------


def trap(path: Path, mark: Path) -> str:
    """Write a program that leaves a mark when it is run, and behaves like most things that git starts."""
    path.write_text(f"#!/bin/sh\necho sprung >> '{mark}'\ncat\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


# Every setting by which git starts a program that the repository names.
SETTINGS: Final = (
    "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy",
    "core.alternateRefsCommand", "sequence.editor", "diff.external", "diff.x.command", "diff.x.textconv", "filter.x.clean",
    "filter.x.smudge", "filter.x.process", "merge.x.driver", "merge.tool", "mergetool.x.cmd", "difftool.x.cmd",
    "gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand", "credential.helper", "uploadpack.packObjectsHook",
    "remote.origin.uploadpack", "remote.origin.receivepack", "remote.origin.vcs", "web.browser", "browser.x.cmd",
    "interactive.diffFilter", "pager.ls-files", "pager.rev-list", "pager.cat-file", "pager.check-ignore",
    "pager.rev-parse", "pager.ls-tree", "sendemail.sendmailCmd", "trailer.x.command", "instaweb.httpd",
    "receive.procReceiveRefs", "core.virtualFilesystem", "core.untrackedCacheHook",
)  # fmt: skip
ALIASES: Final = ("ls-files", "check-ignore", "rev-parse", "rev-list", "cat-file", "ls-tree")
HOOKS: Final = (
    "post-index-change", "fsmonitor-watchman", "query-watchman", "pre-auto-gc", "post-checkout", "reference-transaction",
    "virtual-filesystem", "pre-command", "post-command", "read-object", "pre-commit",
)  # fmt: skip
COMMANDS: Final = [
    ["check"], ["doctor"], ["diff", "--since", "HEAD~1"], ["diff", "--since", "main", "--until", "HEAD"],
    ["diff", "--since", "2026-01-01"], ["diff", "--since", "--help"], ["diff", "--since", "--output=x"],
    ["diff", "--since", "-Sx"], ["diff", "--since", "@{upstream}"], ["diff", "--since", ":/x"],
    ["diff", "--since", "HEAD:innoenvi.yaml"], ["diff", "--since", "nonsense"],
    ["report", "--names", "--deliverable", "definition-sheet", "--lang-is-no-option"],
    ["report", CLUSTER, "--names", "--deliverable", "definition-sheet"],
    ["advance", CLUSTER, "--dry-run", "--diff", "--by", "hlo-01", "--decision", "hold"], ["status"],
    ["report", "--check"], ["gate", CLUSTER],
]  # fmt: skip


def hostile(folder: Path) -> tuple[Path, Path]:
    """Return a programme whose repository tries all that is known to make git run something, and the mark."""
    root, mark = repository(folder / "hanke"), folder / "sprung"
    program = trap(folder / "trap", mark)
    (root / ".gitattributes").write_text("* diff=x filter=x merge=x\n", encoding="utf-8")
    people(root / "private")
    member = next((root / CLUSTER / "members").glob("*.yaml"))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "y")
    member.write_text(member.read_text(encoding="utf-8") + "# z\n", encoding="utf-8")
    lines = [f'[alias]\n\t{name} = "!{program}"\n' for name in ALIASES]
    for setting in SETTINGS:
        section, _, key = setting.rpartition(".")
        first, _, rest = section.partition(".")
        lines.append(f'[{first}{f" {chr(34)}{rest}{chr(34)}" if rest else ""}]\n\t{key} = "{program}"\n')
    lines += [
        f"[core]\n\thooksPath = {root}/krouk\n\tuntrackedCache = true\n[index]\n\tsplit = true\n",
        '[remote "origin"]\n\turl = ext::' + program + "\n\tpromisor = true\n\tpartialclonefilter = blob:none\n",
        "[extensions]\n\tpartialClone = origin\n[log]\n\tshowSignature = true\n[diff]\n\tnoprefix = true\n",
        '[protocol]\n\tallow = always\n[protocol "ext"]\n\tallow = always\n[safe]\n\tbareRepository = all\n',
        '[hook "x"]\n\tcommand = ' + program + "\n\tevent = post-index-change\n",
    ]
    with (root / ".git/config").open("a", encoding="utf-8") as stream:
        stream.write("".join(lines).replace("[core]\n\trepositoryformatversion = 0", ""))
    git_config = (root / ".git/config").read_text(encoding="utf-8")
    (root / ".git/config").write_text(
        git_config.replace("repositoryformatversion = 0", "repositoryformatversion = 1"), encoding="utf-8"
    )
    for place in (root / ".git/hooks", root / "krouk"):
        place.mkdir(exist_ok=True)
        for name in HOOKS:
            trap(place / name, mark)
    return root, mark


def test_no_repository_makes_git_run_anything(tmp_path: Path) -> None:
    root, mark = hostile(tmp_path)
    # The trap works: without care git does run it.
    subprocess.run(["git", "status"], cwd=root, capture_output=True, check=False, env={**os.environ, "GIT_TRACE": "0"})
    assert mark.exists(), "nothing was ever run, so that nothing is shown"
    mark.unlink()
    environ = {**os.environ, "HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": os.devnull}
    found = watch(root, [], COMMANDS, folder=tmp_path / "w", traced=False, environ=environ)
    assert not mark.exists()
    assert EXIT_BUG not in {code for code, _, _ in found.results}
    assert found.results[0][0] == EXIT_OK, found.results[0]
    assert found.results[2][0] == EXIT_OK, found.results[2]
    assert not (root / "x").exists()
    note(
        "hostile repository",
        settings=len(SETTINGS) + len(ALIASES),
        hooks=2 * len(HOOKS),
        commands=len(COMMANDS),
        programs_run=0,
    )


def test_what_a_partial_clone_lacks_is_not_fetched(tmp_path: Path) -> None:
    root, mark = hostile(tmp_path)
    commit = git(root, "-c", "core.fsmonitor=false", "rev-parse", "HEAD~1").decode().strip()
    tree = git(root, "-c", "core.fsmonitor=false", "ls-tree", "-r", commit).decode().splitlines()
    blobs = {line.split()[2] for line in tree if line.endswith(".yaml")}
    for blob in blobs:
        (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    mark.unlink(missing_ok=True)
    environ = {**os.environ, "HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": os.devnull}
    found = watch(root, [], [["diff", "--since", "HEAD~1"]], folder=tmp_path / "w", traced=False, environ=environ)
    assert not mark.exists()
    assert found.results[0][0] != EXIT_BUG


def test_files_that_look_like_a_repository_are_none(tmp_path: Path) -> None:
    """A clone may hold the files of a bare repository with a configuration of its own, in the programme's very folder."""
    root, mark = repository(tmp_path / "hanke"), tmp_path / "sprung"
    program = trap(tmp_path / "trap", mark)
    inner = root / "sisalla"
    sample(inner)
    git(root, "init", "-q", "--bare", "../bare")
    for path in (tmp_path / "bare").iterdir():
        shutil.move(path, inner)
    with (inner / "config").open("a", encoding="utf-8") as stream:
        stream.write(f'[core]\n\tbare = false\n\tworktree = {inner}\n\tfsmonitor = "{program}"\n')
    assert codes(inner) == ["innoenvi.yaml IE061"]
    assert not mark.exists()


def test_what_a_shell_has_set_does_not_lead_git_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, _ = staged(tmp_path)
    other = repository(tmp_path / "muu")
    for name, value in {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(other / ".git/index"),
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OBJECT_DIRECTORY": str(other / ".git/objects"),
        "GIT_PREFIX": "x/",
        "GIT_NAMESPACE": "x",
    }.items():
        monkeypatch.setenv(name, value)
    assert codes(root) == TRACKED


def test_a_hook_is_told_of_what_is_about_to_be_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git hands the index of ``git commit FILE`` to its hooks by a variable."""
    root, _ = staged(tmp_path)
    shutil.copy(root / ".git/index", root / ".git/next-index-1.lock")
    git(root, "rm", "-q", "--cached", "private/people.yaml")
    assert codes(root) == []
    monkeypatch.setenv("GIT_INDEX_FILE", str(root / ".git/next-index-1.lock"))
    assert codes(root) == TRACKED


@pytest.mark.parametrize("make", [staged, in_a_worktree, in_a_submodule])
def test_a_hook_judges_what_this_very_commit_takes(
    make: Callable[[Path], tuple[Path, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where ``git commit FILE`` leaves a staged file out, the hook is not told of it; git itself runs the hook here."""
    root, _ = make(tmp_path)
    git(root, "rm", "-q", "-r", "--cached", "private")
    git(root, "commit", "-q", "--allow-empty", "-m", "y")
    people(root / "private")
    git(root, "add", "-f", "private")
    (root / "uusi.txt").write_text("x", encoding="utf-8")
    git(root, "add", "uusi.txt")
    hooks, told = tmp_path / "hooks", tmp_path / "told"
    hooks.mkdir()
    (hooks / "pre-commit").write_text(
        f"#!/bin/sh\n'{sys.executable}' -m innoenvi_cli check --select IE054 >'{told}' 2>&1\n", encoding="utf-8"
    )
    (hooks / "pre-commit").chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(PACKAGE.parent))
    how = ["git", "-c", f"core.hooksPath={hooks}", "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit"]
    for words, taken in ((["-m", "x", "uusi.txt"], False), (["-m", "x"], True)):
        done = subprocess.run([*how, "-q", *words], cwd=root, capture_output=True, check=False)
        assert (b"IE054" in told.read_bytes()) is taken, told.read_text(encoding="utf-8")
        assert (done.returncode != 0) is taken


@pytest.mark.parametrize("revision", ["--help", "-h", "--output=/tmp/x", "--upload-pack=x", "", "\0", "a\nb"])
def test_a_revision_is_never_an_option(revision: str, tmp_path: Path) -> None:
    root = repository(tmp_path / "hanke")
    assert ask_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}") is None


MANIFESTS: Final = "private/deliverables"
IN_CLUSTER: Final = f"private/{CLUSTER}/deliverables"


@pytest.mark.parametrize(
    ("patterns", "open_folder"),
    [
        (("/private",), ""),
        (("pri*/",), ""),
        (("private/*",), ""),
        (("private/**",), ""),
        (("private/", f"!private/{CLUSTER}/"), ""),  # git never looks into what is left out as a whole
        (("",), "private"),
        (("*.yaml",), "private"),
        (("private/people.yaml",), "private"),
        (("private/*", f"!private/{CLUSTER}/"), IN_CLUSTER),
        (("private/*", "!private/deliverables"), MANIFESTS),
        (("private/**", "!private/**/", "!private/**/*.xlsx"), f"{MANIFESTS}/core_group"),
        (("private/**", "!private/**/", "!manifest.json"), MANIFESTS),
        (("private/**", "!private/**/", "!private/*/*/consultants/*.md"), f"{IN_CLUSTER}/consultants"),
        (("private/*", f"!private/{CLUSTER}/", "private/"), ""),
    ],
)
def test_one_line_of_a_pull_request_opens_no_folder_unseen(
    patterns: tuple[str, ...], open_folder: str, tmp_path: Path
) -> None:
    """What git says of the folder as a whole it need not say of all that comes to stand in it."""
    root = repository(tmp_path / "hanke")
    people(root / "private")
    (root / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    found = [item for item in check_records(root, select=("IE06",), environ={}).findings if item.code == "IE060"]
    assert [dict(item.message.args)["folder"] for item in found] == ([open_folder] if open_folder else [])
    note("rules that open a folder", rules=1, missed=0)
    if open_folder:
        with pytest.raises(RefusedError, match=f"git does not ignore {open_folder}/"):
            render(root, names=True, environ={})
        assert not any(path.is_file() for path in (root / "private").rglob("*.md"))
    else:
        assert render(root, names=True, languages=("fi",), environ={}).written
    assert b"deliverables" not in git(root, "status", "--porcelain", "-uall")


def test_the_very_files_are_asked_about_before_they_are_written(tmp_path: Path) -> None:
    """A rule for one document opens none of the folders, and nothing of it is seen until the documents are planned."""
    root = repository(tmp_path / "hanke")
    people(root / "private")
    (root / ".gitignore").write_text("private/**\n!private/**/\n!definition-sheet.*\n", encoding="utf-8")
    assert codes(root) == []
    with pytest.raises(RefusedError, match=rf"git does not ignore {IN_CLUSTER}/\w+/definition-sheet\.\w+\.md"):
        render(root, names=True, environ={})
    assert [path.name for path in (root / "private").rglob("*") if path.is_file()] == ["people.yaml"]
    note("rules that open a folder", rules=1, missed=0)


def test_what_a_killed_run_would_leave_is_asked_about_as_well(tmp_path: Path) -> None:
    root = repository(tmp_path / "hanke")
    people(root / "private")
    (root / ".gitignore").write_text("private/**\n!private/**/\n!*.tmp\n", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"\.innoenvi-0+\.tmp"):
        render(root, names=True, environ={})


def test_a_link_is_named_by_the_place_that_git_has_to_ignore(tmp_path: Path) -> None:
    root = repository(tmp_path / "hanke")
    people(root / "yksityinen")
    (root / "private").symlink_to("yksityinen")
    (root / ".gitignore").write_text("private\nprivate/\n", encoding="utf-8")
    found = [item for item in check_records(root, select=("IE06",), environ={}).findings if item.code == "IE060"]
    assert [item.hint.render("en") for item in found] == ["add yksityinen/ to .gitignore"]
    (doctors,) = [item for item in examine_system(root) if item.id == "private"]
    assert doctors.hint is not None
    assert doctors.hint.render("en") == "add yksityinen/ to .gitignore"


# Where the folder really lies ----------------------------------------------------------------------------------------


def other_repository(top: Path, *, ignoring: str = "") -> Path:
    """Make another repository, in which nobody thinks of this programme."""
    top.mkdir(parents=True)
    git(top, "init", "-q")
    (top / ".gitignore").write_text(f"{ignoring}\n", encoding="utf-8")
    return top


def through_a_link_into_its_own(folder: Path) -> tuple[Path, Path]:
    root = repository(folder / "hanke", f"{folder}/linkki/yksityinen")
    (folder / "linkki").symlink_to(root)
    return root, root / "yksityinen"


def a_link_into_its_own(folder: Path) -> tuple[Path, Path]:
    root = repository(folder / "hanke", f"{folder}/linkki")
    (folder / "linkki").symlink_to(root / "yksityinen")
    return root, root / "yksityinen"


def a_link_into_another(folder: Path) -> tuple[Path, Path]:
    other_repository(folder / "muu")
    (folder / "linkki").symlink_to(folder / "muu/yksityinen")
    return repository(folder / "hanke", f"{folder}/linkki"), folder / "muu/yksityinen"


def in_another(folder: Path) -> tuple[Path, Path]:
    other_repository(folder / "muu")
    return repository(folder / "hanke", f"{folder}/muu/yksityinen"), folder / "muu/yksityinen"


def deep_in_another(folder: Path) -> tuple[Path, Path]:
    other_repository(folder / "muu", ignoring="private/")
    return repository(folder / "hanke", f"{folder}/muu/a/b/yksityinen"), folder / "muu/a/b/yksityinen"


def in_one_within_its_own(folder: Path) -> tuple[Path, Path]:
    root = repository(folder / "hanke", f"{folder}/hanke/sisalla/yksityinen")
    (root / ".gitignore").write_text("/sisalla/\n", encoding="utf-8")
    other_repository(root / "sisalla")
    return root, root / "sisalla/yksityinen"


def reached_by_a_link(folder: Path) -> tuple[Path, Path]:
    """The programme itself is named by a link that lies in no repository."""
    top = folder / "top"
    sample(top / "hanke", "yksityinen")
    git(top, "init", "-q")
    (folder / "linkki").symlink_to(top / "hanke")
    return folder / "linkki", top / "hanke/yksityinen"


@pytest.mark.parametrize(
    "place",
    [
        through_a_link_into_its_own, a_link_into_its_own, a_link_into_another, in_another, deep_in_another,
        in_one_within_its_own, reached_by_a_link,
    ],
)  # fmt: skip
def test_the_repository_that_the_folder_really_lies_in_is_asked(
    place: Callable[[Path], tuple[Path, Path]], tmp_path: Path
) -> None:
    def told(root: Path) -> list[str]:
        # That names lie in the programme where no setting says so is told as well: the link leads there unsaid.
        return [code for code in codes(root) if not code.endswith("IE063")]

    root, real = place(tmp_path)
    people(real)
    assert told(root) == ["innoenvi.yaml IE060"]
    with pytest.raises(RefusedError, match="git does not ignore"):
        render(root, names=True, environ={})
    top = next(above for above in real.parents if (above / ".git").exists())
    git(top, "add", "-f", str(real))
    found, shown = told(root), os.path.relpath(real / "people.yaml", root.resolve())
    assert [code for code in found if not code.endswith("IE060")] == [f"{shown} IE054"]
    with pytest.raises(RefusedError, match="git tracks files of"):
        render(root, names=True, environ={})
    git(top, "rm", "-q", "-r", "--cached", str(real))
    with (top / ".gitignore").open("a", encoding="utf-8") as stream:
        stream.write("yksityinen/\n")
    assert told(root) == []
    assert render(root, names=True, languages=("fi",), environ={}).written
    assert b"yksityinen" not in git(top, "status", "--porcelain", "-uall")
    note(f"really lies: {place.__name__}", found=2, missed=0)


@pytest.mark.parametrize(
    "named",
    [
        "../muu/private",
        "~/private",
        "../private",
        "x/../../private",
        "\\\\palvelin\\x/../private",
        ".git/x",
        "C:private",
    ],
)
def test_what_can_be_read_of_a_broken_record_is_written_nowhere(named: str, tmp_path: Path) -> None:
    root = repository(tmp_path / "hanke", f"'{named}'")
    git(other_repository(tmp_path / "muu"), "status")
    for folder in (tmp_path / "muu/private", tmp_path / "private", root / "private"):
        people(folder)
    before = {path for path in tmp_path.rglob("*") if ".git" not in path.parts}
    with pytest.raises(RefusedError, match="nobody knows"):
        render(root, names=True, environ={})
    with pytest.raises(RefusedError, match="nobody can say where names belong"):
        private_shelf(root, load(root).project)
    assert {path for path in tmp_path.rglob("*") if ".git" not in path.parts} == before


@pytest.mark.parametrize(
    "named",
    ["p" * 300, "a/" + "p" * 300 + "/x", "ä" * 128, "/" + "p" * 300, '"a\\0b"', '"a/b\\0/c"', '"\\uD800"', "/" * 5000],
)
def test_no_name_of_a_folder_is_too_much(named: str, tmp_path: Path) -> None:
    root = repository(tmp_path / "hanke", named)
    assert "IE" in " ".join(codes(root)) or check_records(root, environ={}).findings
    with pytest.raises(RefusedError, match="nobody knows"):
        render(root, names=True, environ={})
    with pytest.raises(RefusedError, match="nobody can say where names belong"):
        private_shelf(root, load(root).project)
    assert examine_system(root)
