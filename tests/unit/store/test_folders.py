"""The one way to read below a folder: by the handles of the folders on the way, along no link, and never out of it."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import CannotReadError, InnoenviError, UnsafePathError
from innoenvi_cli.store import folders as module
from innoenvi_cli.store.folders import Folder, Folders, check_path
from innoenvi_cli.store.outputs import read_output
from innoenvi_cli.store.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = b"nobody's business"
MOST = 1 << 20
ELSEWHERE = (
    "../secret.yaml", "puu/../../secret.yaml", "puu/members/../../../secret.yaml", "leads-out/secret.yaml",
    "leads-out/hanke/puu/members/saha.yaml", "puu/members/link.yaml", "puu/members/inside.yaml",
    "puu/members/nowhere.yaml", "puu/members/folder.yaml", "puu/members/pipe.yaml", "puu/members/saha.yaml/x",
    "/etc/hostname", "//etc/hostname", "puu//members/saha.yaml", "./puu/members/saha.yaml", "puu/./members", "",
    ".", "..", "puu/", "puu/members/saha.yaml/", "puu/members/..", "puu\\members\\saha.yaml", "C:secret.yaml",
    "saha.yaml:stream", "puu/members/saha.yaml\0", "\0", "puu/\0/x", "puu/\ud800.yaml", "\udcff/x.yaml",
    ".git/config", "puu/.GIT/config", "puu/.git",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A programme beside a file that it must not read; a link, a pipe and a folder stand where files should."""
    members = tmp_path / "hanke" / "puu" / "members"
    members.mkdir(parents=True)
    (members / "saha.yaml").write_bytes(b"name: Saha\n")
    (tmp_path / "secret.yaml").write_bytes(SECRET)
    (tmp_path / "hanke" / "leads-out").symlink_to(tmp_path)
    (members / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (members / "inside.yaml").symlink_to("saha.yaml")
    (members / "nowhere.yaml").symlink_to("nothing")
    (members / "folder.yaml").mkdir()
    os.mkfifo(members / "pipe.yaml")
    return tmp_path / "hanke"


@pytest.fixture(params=["by handle", "by path"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of walking: by handle, and by path as on Windows, which knows no flag against links either."""
    if request.param == "by path":
        monkeypatch.setattr(module, "_BY_HANDLE", False)
        monkeypatch.setattr(module, "_NO_LINK", 0)
        monkeypatch.setattr(module, "_READ", module._READ & ~os.O_NOFOLLOW)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_path_that_leads_elsewhere_is_refused_by_its_name(root: Path) -> None:
    for path in ELSEWHERE:
        for read in (read_plain, read_output):
            with pytest.raises(UnsafePathError) as refused:
                read(root, path)
            assert str(refused.value).startswith(f"{path} lies outside the programme"), path


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("path", ["a" * 300, f"puu/{'ä' * 200}.yaml", f"{'a' * 300}/x.yaml", "a/" * 3_000 + "x"])
def test_a_name_that_no_disk_takes_is_refused_or_not_there(root: Path, path: str) -> None:
    with pytest.raises(CannotReadError) as refused:
        read_plain(root, path)
    assert refused.value.path == path
    with contextlib.suppress(CannotReadError):  # the first step of the long way is missing, which says enough
        assert read_output(root, path) is None


@pytest.mark.usefixtures("way")
def test_a_plain_file_is_read_and_a_missing_one_is_told(root: Path) -> None:
    assert read_plain(root, "puu/members/saha.yaml") == b"name: Saha\n"
    assert read_output(root, "puu/members/saha.yaml") == b"name: Saha\n"
    for path in ("puu/members/uusi.yaml", "uusi/members/saha.yaml", "x"):
        assert read_output(root, path) is None
        with pytest.raises(CannotReadError, match=f"{path} cannot be read: No such file or directory"):
            read_plain(root, path)
    assert read_output(root / "nothing", "x") is None
    with pytest.raises(UnsafePathError):
        read_output(root / "puu" / "members" / "saha.yaml", "x")


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    "act",
    [
        lambda folder, name: folder.enter(name),
        lambda folder, name: folder.look(name),
        lambda folder, name: folder.read(name, MOST),
        lambda folder, name: folder.allows_writing(name),
        lambda folder, name: folder.create(name, b"", mode=0o600, like=None),
        lambda folder, name: folder.remove(name),
        lambda folder, name: folder.make(name),
        lambda folder, name: folder.unmake(name),
        lambda folder, name: folder.replace("saha.yaml", name),
        lambda folder, name: folder.name_new(name, "uusi.yaml"),
    ],
    ids=["enter", "look", "read", "allows", "create", "remove", "make", "unmake", "replace", "name"],
)
def test_a_folder_knows_names_and_no_paths(root: Path, act: Callable[[Folder, str], object]) -> None:
    with Folder.at(root / "puu" / "members") as folder:
        before = sorted(found for found, _ in folder.entries())
        for name in ("", ".", "..", "../secret.yaml", "members/saha.yaml", "/", "a\0", "\ud800"):
            with pytest.raises(UnsafePathError):
                act(folder, name)
        assert sorted(found for found, _ in folder.entries()) == before


def test_a_name_of_bytes_that_are_no_text_can_be_entered(root: Path) -> None:
    (root / "\udcff").mkdir()
    with Folder.at(root) as folder, folder.enter("\udcff") as inner:
        assert inner.scan() == []


def test_a_folder_swapped_for_a_link_after_it_was_listed_is_not_followed(root: Path) -> None:
    with Folders(root) as folders:
        assert folders.read("puu/members/saha.yaml", MOST) == b"name: Saha\n"
        (root / "puu").rename(root / "moved")
        (root / "puu").symlink_to(root.parent)
        (root.parent / "members").mkdir()
        (root.parent / "members" / "saha.yaml").write_bytes(SECRET)
        assert folders.read("puu/members/saha.yaml", MOST) == b"name: Saha\n"
    with pytest.raises(UnsafePathError):
        read_plain(root, "puu/members/saha.yaml")


def test_each_folder_is_opened_once_for_the_files_that_follow_each_other(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("aims", "members"):
        (root / "puu" / kind).mkdir(exist_ok=True)
        for number in range(20):
            (root / "puu" / kind / f"nro-{number}.yaml").write_bytes(b"x")
    opened: list[str] = []
    real = os.open

    def counted(path: str | Path, flags: int, *rest: int, **named: int) -> int:
        opened.append(os.fspath(path).rpartition("/")[2])
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", counted)
    with Folders(root) as folders:
        for kind in ("aims", "members"):
            for number in range(20):
                assert folders.read(f"puu/{kind}/nro-{number}.yaml", MOST) == b"x"
    assert [name for name in opened if not name.startswith("nro-")] == ["hanke", "puu", "aims", "members"]


def test_no_handle_stays_open_whatever_was_asked_for(root: Path) -> None:
    def handles() -> int:
        return len(list(Path("/dev/fd").iterdir()))

    before = handles()
    with Folders(root) as folders:
        for path in ("puu/members/saha.yaml", "puu/x/y", "leads-out/x", "x/y/z", "puu/members/pipe.yaml", "puu/../x"):
            with contextlib.suppress(InnoenviError):
                folders.read(path, MOST)
    assert handles() == before


@pytest.mark.usefixtures("way")
def test_where_the_way_ends_the_next_one_begins_anew(root: Path) -> None:
    with Folders(root) as folders:
        assert folders.at("puu/uusi/syvin") is None
        assert folders.read("puu/members/saha.yaml", MOST) == b"name: Saha\n"
        with pytest.raises(UnsafePathError):
            folders.at("puu/members/link.yaml")
        assert folders.read("puu/members/saha.yaml", 4) == b"name"
        (root / "puu" / "uusi" / "syvin").mkdir(parents=True)
        assert folders.at("puu/uusi/syvin") is not None
        assert folders.at("") is not None
        assert folders.read("puu/members/saha.yaml", MOST) == b"name: Saha\n"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENFILE, errno.ESTALE])
def test_what_the_system_refuses_is_told_with_the_path(
    root: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refusing(path: str, flags: int, *rest: int, **named: int) -> int:
        if path in {"saha.yaml", "aims"}:
            raise OSError(number, os.strerror(number))
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refusing)
    for path in ("puu/members/saha.yaml", "puu/aims/x.yaml"):
        for read in (read_plain, read_output):
            with pytest.raises(CannotReadError) as refused:
                read(root, path)
            assert str(refused.value) == f"{path} cannot be read: {os.strerror(number)}"


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "puu" / "members" / "saha.yaml"
    real = os.read
    grown: list[int] = []

    def growing(handle: int, most: int) -> bytes:
        part = real(handle, most)
        if not grown:
            grown.append(path.write_bytes(path.read_bytes() + b"x" * 5_000))
        return part

    monkeypatch.setattr(os, "read", growing)
    assert read_plain(root, "puu/members/saha.yaml") == b"name: Saha\n" + b"x" * 5_000


@pytest.mark.parametrize("path", ["puu/members/saha.yaml", ".gitignore", ".github/x.yml", "a..b/c", ".gitx/y", "ä/ö"])
def test_a_plain_path_is_let_through(path: str) -> None:
    check_path(path)


def test_a_close_that_fails_loses_neither_the_way_nor_the_work(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close = os.close
    failed: list[int] = []

    def failing(handle: int) -> None:
        close(handle)
        if not failed:
            failed.append(handle)
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Folders(root) as folders:
        folders.at("puu/members")
        monkeypatch.setattr(os, "close", failing)
        folders.at("puu")
        members = folders.at("puu/members")
        assert failed
        assert members is not None
        assert members.read("saha.yaml", MOST) == b"name: Saha\n"
