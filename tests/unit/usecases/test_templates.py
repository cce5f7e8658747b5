"""Which templates are used: the programme's own where they are trusted, each beside the shipped ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.proofing import spec_faults, template_faults
from innoenvi_cli.deliverables.template_files import entries
from innoenvi_cli.resources import templates_folder
from innoenvi_cli.usecases import templates
from innoenvi_cli.usecases.check_records import own_templates
from innoenvi_cli.usecases.check_templates import check_templates
from innoenvi_cli.usecases.render_deliverables import render
from innoenvi_cli.usecases.specs import read_spec
from innoenvi_cli.usecases.templates import Templates

BASE = Path(__file__).parents[2] / "cases" / "base"
BRIEF, REGISTER = "markdown/steering-brief.md.j2", "workbooks/member-register.yaml"
SPEC = "sheets: [{id: a, name: Oma, about: x, tables: [{rows: members, columns: [{id: n, title: N, field: name}]}]}]\n"


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    root = tmp_path / "hanke"
    shutil.copytree(BASE, root)
    return root


def own(root: Path, name: str, text: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def made(root: Path, *, trust: bool = True, **more: Any) -> dict[str, bytes]:
    """Return the files of a dry run by their names, manifests left out."""
    asked: dict[str, Any] = {"languages": ("fi",), "everything": True, "dry_run": True, "environ": {}, **more}
    result = render(root, miniclusters=("puu",), trust_templates=trust, **asked)
    return {change.path: change.after or b"" for change in result.changes if not change.path.endswith(".json")}


def test_copies_of_the_shipped_templates_make_the_same_documents(programme: Path) -> None:
    before = made(programme)
    shutil.copytree(templates_folder(), programme / "templates")
    assert made(programme) == before
    assert check_templates(programme) == []


def test_the_shipped_templates_are_sound() -> None:
    folder = templates_folder()
    known = frozenset(entry.name for entry in entries(folder))
    for name in known:
        raw = (folder / name).read_bytes()
        if name.endswith(".yaml"):
            spec, found = read_spec(raw, name)
            assert spec is not None
            assert found == spec_faults(spec) == []
        else:
            assert template_faults(raw, name, known)[0] == []


@pytest.mark.parametrize(("name", "text"), [(BRIEF, "# Oma\n"), (REGISTER, SPEC)])
def test_one_of_them_alone_is_replaced(name: str, text: str, programme: Path) -> None:
    before = made(programme)
    own(programme, name, text)
    after = made(programme)
    changed = [path for path in before if after[path] != before[path]]
    assert [Path(path).name.partition(".")[0] for path in changed] == [Path(name).name.partition(".")[0]]
    assert made(programme, trust=False) == before


def test_a_part_of_ones_own_stands_in_every_document_that_includes_it(programme: Path) -> None:
    before = made(programme)
    own(programme, "markdown/parts/foot.md.j2", "OMA ALAOSA\n")
    after = made(programme)
    changed = {path for path in before if after[path] != before[path]}
    assert all(after[path].endswith(b"OMA ALAOSA\n") for path in changed)
    assert len(changed) > 5
    own(programme, BRIEF, '{% include "markdown/parts/foot.md.j2" %}{% include "markdown/parts/head.md.j2" %}')
    brief = next(raw for path, raw in made(programme).items() if "steering-brief" in path)
    assert brief.startswith(b"OMA ALAOSA\n# ")


def test_what_was_passed_over_is_named(programme: Path) -> None:
    own(programme, BRIEF, "x")
    own(programme, "markdown/parts/foot.md.j2", "x")
    own(programme, "markdown/minutes.md.j2", "x")
    own(programme, "README.md", "x")
    found = Templates(programme, trusted=False).warnings({BRIEF})
    assert [warning.render("en").partition(" ")[0] for warning in found] == [
        "templates/markdown/parts/foot.md.j2",
        f"templates/{BRIEF}",
    ]
    assert Templates(programme, trusted=True).warnings({BRIEF}) == []


def test_a_system_without_limits_says_so(programme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "CONFINES", False)
    assert Templates(programme, trusted=True).warnings({BRIEF}) == []
    own(programme, BRIEF, "x")
    (warning,) = Templates(programme, trusted=True).warnings({BRIEF})
    assert "Ctrl-C" in warning.render("en")


def test_an_error_quotes_the_line_of_ones_own_template(programme: Path) -> None:
    own(programme, BRIEF, "# Oma\n\n{{ head.titel }}\n")
    with pytest.raises(TemplateFailedError) as caught:
        made(programme)
    assert caught.value.source == "{{ head.titel }}"
    assert caught.value.place == {"file": f"templates/{BRIEF}", "line": 3, "column": 9}


def test_a_check_of_what_was_made_uses_the_same_templates(programme: Path) -> None:
    own(programme, BRIEF, "# Oma {{ head.title }}\n")
    asked: dict[str, Any] = {"miniclusters": ("puu",), "deliverables": ("steering-brief",), "environ": {}}
    render(programme, everything=True, trust_templates=True, **asked)
    trusted = render(programme, check=True, trust_templates=True, **asked)
    assert (trusted.stale, trusted.warnings) == ((), ())
    without = render(programme, check=True, **asked)
    assert len(without.stale) == 2
    assert [warning.render("en").partition(" ")[0] for warning in without.warnings] == [f"templates/{BRIEF}"]


def test_a_template_that_cannot_be_read_is_said(programme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own(programme, BRIEF, "x")
    opened = os.open

    def failing(path: Any, *arguments: Any, **more: Any) -> int:
        if str(path).endswith("steering-brief.md.j2") and "dir_fd" in more:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **more)

    monkeypatch.setattr(os, "open", failing)
    with pytest.raises(TemplateFailedError) as caught:
        made(programme)
    assert caught.value.rule == "IE001"
    assert "IE001" in [found.code for found in check_templates(programme)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("markdown/steering-breif.md.j2", "markdown/steering-brief.md.j2"),
        ("fast-track.md.j2", "markdown/fast-track.md.j2"),
        ("Markdown/Minutes.md.j2", "markdown/minutes.md.j2"),
        ("head.md.j2", "markdown/parts/head.md.j2"),
        ("member-register.yml", "workbooks/member-register.yaml"),
        ("portfolio.yaml", "workbooks/portfolio.yaml"),
        ("portfolio.md.j2", "markdown/portfolio.md.j2"),
        ("markdown/oma.md.j2", None),
    ],
)
def test_what_nothing_uses_is_named_with_what_it_was_meant_to_replace(
    name: str, meant: str | None, programme: Path
) -> None:
    own(programme, name, "sheets: []\n" if name.endswith("l") else "# Oma\n")
    found = [each.message.render("en") for each in check_templates(programme) if each.code == "IE722"]
    asked = f" (did you mean '{meant}'?)" if meant else ""
    assert found == [f"no document is made with '{name}'{asked}"]


def test_a_folder_with_a_capital_letter_is_named_with_the_way_out(programme: Path) -> None:
    (programme / "TEMPLATES").mkdir()
    (found,) = own_templates(programme)
    assert (found.message.render("en"), found.hint.render("en")) == (
        "no document is made with 'TEMPLATES' (did you mean 'templates'?)",
        "call it templates: capitals count",
    )
