"""Where the private folder lies, told from texts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.store.files import list_files
from innoenvi_cli.store.private_place import outside_private, private_dir_in, private_place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("named", "path", "covered"),
    [
        ("private", "private", True),
        ("private", "private/a/b.yaml", True),
        ("private", "Private/a.yaml", True),
        ("private", "private-not/a.yaml", False),
        ("private", "vesi/private/a.yaml", False),
        ("private", ".", False),
        ("kansio/x", "kansio", False),
        ("kansio/x", "kansio/x/y", True),
        ("kansio/x", "kansio/xy", False),
        ("kansio/x", "private/y", True),
        ("./kansio//x/", "kansio/y/../x", True),
        ("Henkilöt", "henkilo\u0308t/x", True),
        ("/muualla", "muualla", False),
        (".", "vesi/members/a.yaml", False),
        ("..", "vesi/members/a.yaml", False),
    ],
)
def test_what_belongs_to_it(named: str, path: str, covered: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert private_place(tmp_path, named).covers(path) is covered


@pytest.mark.parametrize("named", ["{root}/kansio/x", "{link}/kansio/x", "kansio/x"])
def test_a_place_inside_is_known_however_it_is_named(named: str, tmp_path: Path) -> None:
    root, link = tmp_path / "hanke", tmp_path / "oikotie"
    root.mkdir()
    link.symlink_to(root)
    for start in (root, link):
        found = private_place(start, named.format(root=root, link=start))
        assert found.inside == "kansio/x"
        assert not found.holds_records


@pytest.mark.parametrize("named", [".", "..", "{root}", "{root}/..", "/"])
def test_a_place_that_holds_the_programme(named: str, tmp_path: Path) -> None:
    assert private_place(tmp_path, named.format(root=tmp_path)).holds_records


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("format: 1\n", "private"),
        ("private_dir: kansio/x\n", "kansio/x"),
        ('"private_dir": "kansio/x"\n', "kansio/x"),
        ("{private_dir: kansio/x, format: 1}\n", "kansio/x"),
        ("private_dir: kansio/x # siellä\nname: [\n", "kansio/x"),
        ("private_dir: kansio/x\nprivate_dir: y\n", "kansio/x"),
        ("private_dir:\n", "private"),
        ("private_dir: [a]\n", "[a]"),
        ("# private_dir: x\n", "private"),
        ("name: private_dir\n", "private"),
    ],
)
def test_what_the_record_names_even_where_it_is_broken(text: str, named: str) -> None:
    assert private_dir_in(text.encode()) == named


def test_the_walk_passes_it_by(tmp_path: Path) -> None:
    for path in ("vesi/minicluster.yaml", "salaiset/minicluster.yaml", "vesi/members/x.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("name: A\n", encoding="utf-8")
    listing = list_files(tmp_path, closed=private_place(tmp_path, "salaiset").covers)
    assert listing.miniclusters == ["vesi"]
    assert ("", "miniclusters/salaiset") in listing.refused, "so that IE055 can tell of it"
    listing = list_files(tmp_path, closed=private_place(tmp_path, "vesi/members").covers)
    assert [file.path for file in listing.files if "vesi" in file.path] == ["vesi/minicluster.yaml"]


def test_a_programme_in_a_private_folder_is_none(tmp_path: Path) -> None:
    inside = tmp_path / "kansio/x/y"
    inside.mkdir(parents=True)
    for folder in (tmp_path, inside):
        (folder / "innoenvi.yaml").write_text("private_dir: kansio/x\n", encoding="utf-8")
    assert outside_private(inside) == tmp_path
    assert outside_private(tmp_path) == tmp_path
    (tmp_path / "innoenvi.yaml").write_text("format: 1\n", encoding="utf-8")
    assert outside_private(inside) == inside
