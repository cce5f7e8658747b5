"""Making deliverables: what is written, what stays, what is refused, and who may read it."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.errors import RefusedError, UnknownNameError, UnsafePathError
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.render_deliverables import render

if TYPE_CHECKING:
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.usecases.made_files import RenderedFile

RICH = "vesihuolto"
BRIEF = f"{RICH}/deliverables/members/steering-brief.fi.md"


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    root = tmp_path / "programme"
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=shutil.ignore_patterns("deliverables"))
    return root


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def paths(found: tuple[RenderedFile, ...]) -> list[str]:
    return [item.path for item in found]


def content(path: Path) -> str:
    """Return everything a file says, whatever its form."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_the_second_time_nothing_is_written(programme: Path) -> None:
    first = render(programme, environ={})
    before = files(programme)
    second = render(programme, environ={})
    assert files(programme) == before
    assert (second.written, second.changes) == ((), ())
    assert paths(second.unchanged) == paths(first.written)
    assert f"{RICH}/deliverables/members/definition-sheet.en.md" in before
    assert "deliverables/members/portfolio.fi.xlsx" in before
    assert not any(path.startswith("ekotieto/deliverables/members/analysis-report") for path in before), "not reached"


def test_one_minicluster_and_one_deliverable(programme: Path) -> None:
    result = render(programme, miniclusters=(RICH,), deliverables=("steering-brief",), languages=("fi",), environ={})
    assert paths(result.written) == [BRIEF]
    assert [change.path for change in result.changes] == [BRIEF, f"{RICH}/deliverables/manifest.json"]


def test_everything_makes_also_what_has_not_been_reached(programme: Path) -> None:
    result = render(programme, miniclusters=("ekotieto",), everything=True, environ={})
    assert {item.deliverable for item in result.written} >= {"export-concept", "fast-track", "priorities"}


def test_a_dry_run_writes_nothing(programme: Path) -> None:
    before = files(programme)
    result = render(programme, dry_run=True, environ={})
    assert files(programme) == before
    assert len(result.changes) > len(result.written) > 0


def test_a_file_edited_by_hand_is_kept_until_forced(programme: Path) -> None:
    render(programme, miniclusters=(RICH,), environ={})
    path = programme / BRIEF
    path.write_text("mine", encoding="utf-8")
    assert paths(render(programme, miniclusters=(RICH,), environ={}).kept) == [BRIEF]
    assert path.read_text(encoding="utf-8") == "mine"
    assert paths(render(programme, miniclusters=(RICH,), force=True, environ={}).written) == [BRIEF]
    assert path.read_text(encoding="utf-8") != "mine"


def test_a_file_that_is_not_ours_is_kept(programme: Path) -> None:
    path = programme / BRIEF
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    assert paths(render(programme, miniclusters=(RICH,), environ={}).kept) == [BRIEF]
    assert path.read_text(encoding="utf-8") == "mine"


def test_check_finds_what_the_records_have_overtaken(programme: Path) -> None:
    render(programme, audience="core_group", as_of=date(2026, 6, 20), environ={})
    assert render(programme, check=True, environ={}).stale == ()
    record = programme / RICH / "minicluster.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("en: Maintainable water", "en: Lasting water"))
    before = files(programme)
    result = render(programme, check=True, environ={})
    assert f"{RICH}/deliverables/core_group/definition-sheet.en.md" in paths(result.stale)
    assert f"{RICH}/deliverables/core_group/definition-sheet.fi.md" in paths(result.unchanged)
    assert files(programme) == before
    assert {item.audience for item in (*result.stale, *result.unchanged)} == {"core_group"}


def test_check_tells_a_missing_file_and_an_edited_one_apart(programme: Path) -> None:
    render(programme, miniclusters=(RICH,), languages=("fi",), environ={})
    (programme / BRIEF).unlink()
    edited = programme / RICH / "deliverables/members/definition-sheet.fi.md"
    edited.write_text("mine", encoding="utf-8")
    result = render(programme, check=True, environ={})
    assert paths(result.stale) == [BRIEF]
    assert paths(result.kept) == [f"{RICH}/deliverables/members/definition-sheet.fi.md"]


@pytest.mark.parametrize("broken", [b"[" * 10_000, b"null\n", b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> haara\n"])
def test_a_check_does_not_pass_over_a_broken_manifest(broken: bytes, programme: Path) -> None:
    render(programme, miniclusters=(RICH,), deliverables=("steering-brief",), environ={})
    (programme / RICH / "deliverables/manifest.json").write_bytes(broken)
    with pytest.raises(RefusedError, match=f"{RICH}/deliverables/manifest.json is broken"):
        render(programme, miniclusters=(RICH,), check=True, environ={})


def test_a_broken_manifest_is_made_again_and_overwrites_nothing(programme: Path) -> None:
    render(programme, miniclusters=(RICH,), environ={})
    manifest = programme / RICH / "deliverables/manifest.json"
    before = manifest.read_bytes()
    manifest.write_bytes(b"[" * 10_000)
    result = render(programme, miniclusters=(RICH,), environ={})
    assert (result.written, result.kept) == ((), ())
    assert manifest.read_bytes() == before


def test_a_broken_manifest_stays_while_files_differ_and_is_made_again_by_force(programme: Path) -> None:
    render(programme, miniclusters=(RICH,), environ={})
    manifest, sheet = (
        programme / RICH / "deliverables/manifest.json",
        f"{RICH}/deliverables/members/definition-sheet.fi.md",
    )
    before, made = manifest.read_bytes(), (programme / sheet).read_bytes()
    manifest.write_bytes(conflict := b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> haara\n")
    (programme / sheet).write_bytes(made + b"<<<<<<< HEAD\n")

    result = render(programme, miniclusters=(RICH,), environ={})
    assert paths(result.kept) == [sheet]
    assert manifest.read_bytes() == conflict
    assert "innoenvi report --force" in result.warnings[0].render("en")

    result = render(programme, miniclusters=(RICH,), force=True, environ={})
    assert (manifest.read_bytes(), (programme / sheet).read_bytes(), result.warnings) == (before, made, ())


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("../elsewhere", "outside the programme"),
        ("/tmp/elsewhere", "outside the programme"),
        ("link/x", "symbolic link"),
        (".git", "git keeps its own files there"),
    ],
)
def test_nothing_is_written_outside(output: str, said: str, programme: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (programme / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(RefusedError, match=said):
        render(programme, miniclusters=(RICH,), output=output, environ={})
    assert list((tmp_path / "outside").iterdir()) == []
    assert not (tmp_path / "elsewhere").exists()


def test_output_goes_to_a_folder_of_the_programme(programme: Path) -> None:
    result = render(
        programme, miniclusters=(RICH,), deliverables=("steering-brief",), output=programme / "out", environ={}
    )
    assert paths(result.written)[0] == f"out/{BRIEF}"
    assert (programme / "out" / BRIEF).is_file()


def test_a_link_in_the_place_of_a_deliverable_is_refused(programme: Path) -> None:
    (programme / BRIEF).parent.mkdir(parents=True)
    (programme / BRIEF).symlink_to(programme / "innoenvi.yaml")
    before = (programme / "innoenvi.yaml").read_bytes()
    with pytest.raises(UnsafePathError):
        render(programme, miniclusters=(RICH,), force=True, environ={})
    assert (programme / "innoenvi.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "asked",
    [{"miniclusters": ("vesihuolta",)}, {"deliverables": ("steering-breif",)}, {"audience": "everybody"}],
)
def test_unknown_names_are_refused_with_the_nearest(asked: dict[str, object], programme: Path) -> None:
    with pytest.raises(UnknownNameError):
        render(programme, environ={}, **asked)  # type: ignore[arg-type] # wrong on purpose


def test_a_day_before_the_last_decision_is_refused(programme: Path) -> None:
    with pytest.raises(RefusedError, match="before the last decision"):
        render(programme, miniclusters=(RICH,), as_of=date(2024, 1, 1), environ={})


# Templates of one's own ----------------------------------------------------------------------------------------------


def own_template(root: Path, name: str, text: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_own_templates_run_only_when_they_are_trusted(programme: Path) -> None:
    own_template(programme, "markdown/steering-brief.md.j2", "# Oma: {{ head.minicluster }}\n")
    asked = {"miniclusters": (RICH,), "deliverables": ("steering-brief",), "languages": ("fi",)}
    result = render(programme, environ={}, **asked)  # type: ignore[arg-type] # named above
    (warning,) = result.warnings
    assert warning.render("en").startswith("templates/markdown/steering-brief.md.j2 is the programme's own")
    assert not (programme / BRIEF).read_text(encoding="utf-8").startswith("# Oma")
    result = render(programme, environ={}, trust_templates=True, **asked)  # type: ignore[arg-type] # as above
    assert result.warnings == ()
    expected = "# Oma: Ylläpidettävä vesihuolto pienille ja keskisuurille laitoksille\n"
    assert (programme / BRIEF).read_text(encoding="utf-8") == expected


def test_an_own_workbook(programme: Path) -> None:
    spec = (
        "sheets: [{id: a, name: Oma, about: x, tables: [{rows: members, columns: [{id: n, title: N, field: name}]}]}]\n"
    )
    own_template(programme, "workbooks/member-register.yaml", spec)
    render(programme, miniclusters=(RICH,), deliverables=("member-register",), trust_templates=True, environ={})
    assert 'name="Oma"' in content(programme / RICH / "deliverables/members/member-register.fi.xlsx")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("markdown/steering-brief.md.j2", "{{ nothing }}"),
        ("markdown/steering-brief.md.j2", "{{ ''.__class__.__mro__ }}"),
        ("markdown/steering-brief.md.j2", "{% include 'markdown/steering-brief.md.j2' %}"),
        ("workbooks/member-register.yaml", "sheets: []"),
        ("workbooks/member-register.yaml", "a: &b 1"),
        ("workbooks/member-register.yaml", "- 1"),
    ],
)
def test_an_own_template_that_does_not_work_changes_nothing(name: str, text: str, programme: Path) -> None:
    own_template(programme, name, text)
    before = files(programme)
    with pytest.raises(TemplateFailedError, match=re.escape(name)):
        render(programme, miniclusters=(RICH,), trust_templates=True, environ={})
    assert files(programme) == before


def test_a_folder_of_templates_that_is_a_link_is_not_followed(programme: Path, tmp_path: Path) -> None:
    (tmp_path / "t" / "markdown").mkdir(parents=True)
    (tmp_path / "t" / "markdown" / "steering-brief.md.j2").write_text("elsewhere")
    (programme / "templates").symlink_to(tmp_path / "t")
    before = files(programme)
    with pytest.raises(TemplateFailedError, match="leads out of the folder"):
        render(programme, miniclusters=(RICH,), trust_templates=True, environ={})
    assert files(programme) == before
    render(programme, miniclusters=(RICH,), environ={})
    assert "elsewhere" not in (programme / BRIEF).read_text(encoding="utf-8")


# People --------------------------------------------------------------------------------------------------------------


def planted(root: Path) -> None:
    """Turn every person code into one that is easy to find, and put tokens where only consultants may look."""
    for path in root.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\bhlo-(\d+)\b", r"kanari-\1", text)
        if path.parent.name in {"members", "interviews", "findings", "targets", "actions", "trials", "events"}:
            text += "note: KANARI-NOTE\n" if "\nnote:" not in text else ""
        path.write_text(text, encoding="utf-8")
        if path.stem.startswith("hlo-"):
            path.rename(path.with_stem(path.stem.replace("hlo-", "kanari-")))
    (root / "private" / "people.yaml").write_text("people: KANARI-PRIVATE\n")


@pytest.mark.parametrize("audience", ["consultants", "core_group", "members", "public"])
def test_personal_data_goes_no_further_than_the_list_allows(audience: Audience, programme: Path) -> None:
    planted(programme)
    result = render(programme, audience=audience, everything=True, environ={})
    said = "\n".join(content(programme / item.path) for item in result.written)
    assert "KANARI-PRIVATE" not in said
    assert "KANARI-NOTE" not in said
    assert ("kanari-" in said) == (audience in {"consultants", "core_group"})


def test_interview_material_goes_no_further_than_its_permissions(programme: Path) -> None:
    for path in (programme / RICH / "interviews").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"quote: \w+", "quote: false", text)
        path.write_text(re.sub(r"(    paraphrase:\n      fi: )", r"\1KANARI ", text), encoding="utf-8")
    report = ("analysis-report",)
    for audience in ("core_group", "members", "public"):
        (found,) = render(
            programme, miniclusters=(RICH,), deliverables=report, audience=audience, languages=("fi",), environ={}
        ).written
        assert "KANARI" not in content(programme / found.path)
    (found,) = render(
        programme, miniclusters=(RICH,), deliverables=report, audience="consultants", languages=("fi",), environ={}
    ).written
    assert "KANARI" in content(programme / found.path)


def test_names_stand_beside_statements_only_where_allowed(programme: Path) -> None:
    for path in (programme / RICH / "interviews").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\n  name: \w+", "\n  name: false", text), encoding="utf-8")
    render(programme, miniclusters=(RICH,), deliverables=("analysis-report",), languages=("en",), environ={})
    said = content(programme / RICH / "deliverables/members/analysis-report.en.md")
    themes = said.split("## Findings by theme")[1].split("## Dissenting views")[0]
    assert "an interviewee" in themes
    assert "Salmenkylän Vesi" not in themes
    dissent = said.split("## Dissenting views")[1].split("## Competences")[0]
    assert "Vesipolku" not in dissent


def test_economic_figures_of_members_are_not_for_the_public(programme: Path) -> None:
    member = programme / RICH / "members" / "kaislavirta.yaml"
    text = re.sub(r"turnover: .*", "turnover: 98765 KANARI", member.read_text(encoding="utf-8"))
    member.write_text(text, encoding="utf-8")
    expected: tuple[tuple[Audience, bool], ...] = (("members", True), ("public", False))
    for audience, shown in expected:
        result = render(
            programme, miniclusters=(RICH,), deliverables=("member-register",), audience=audience, environ={}
        )
        said = "".join(content(programme / item.path) for item in result.written)
        assert ("98765 KANARI" in said) is shown


# Hostile records and bytes -------------------------------------------------------------------------------------------


def test_hostile_names_break_nothing(programme: Path) -> None:
    name = '"=HYPERLINK(1) | [x](y) <script> {{ 7*7 }} `a` # https://example.invalid @a"'
    for path in (programme / RICH / "members").glob("*.yaml"):
        path.write_text(re.sub(r"\nname: .*", f"\nname: {name}", path.read_text(encoding="utf-8")), encoding="utf-8")
    result = render(programme, miniclusters=(RICH,), everything=True, environ={})
    for item in result.written:
        said = content(programme / item.path)
        if item.path.endswith(".md"):
            plain = re.sub(r"```mermaid.*?```", "", said, flags=re.DOTALL)
            assert "<script" not in plain
            assert not re.search(r"(?<!\\)\]\(", plain)
            assert "https://example" not in plain
        else:
            assert not re.search(r"<f>[^<]*HYPERLINK", said)


RENDER = """
import sys, pathlib
from innoenvi_cli.usecases.render_deliverables import render
render(pathlib.Path(sys.argv[1]), miniclusters=("vesihuolto",), environ={})
"""


@pytest.mark.parametrize(
    "environ",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "UTC", "LC_ALL": "fi_FI.UTF-8", "PYTHONHASHSEED": "2"},
    ],
)
def test_same_bytes_elsewhere(environ: dict[str, str], programme: Path, tmp_path: Path) -> None:
    other = tmp_path / "somewhere" / "else"
    shutil.copytree(programme, other)
    render(programme, miniclusters=(RICH,), environ={})
    package = str(Path(__file__).parents[3])
    env = {**os.environ, "PYTHONPATH": package, **environ}
    subprocess.run([sys.executable, "-c", RENDER, str(other)], env=env, cwd=tmp_path, check=True)
    assert files(other) == files(programme)


def test_nothing_is_made_while_a_record_cannot_be_read(programme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def failing(path: str | Path, flags: int, *rest: int, **named: int) -> int:
        if path == "kaislavirta.yaml":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", failing)
    with pytest.raises(RefusedError, match=r"kaislavirta\.yaml cannot be read"):
        render(programme, miniclusters=(RICH,), environ={})
    assert not (programme / RICH / "deliverables").exists()


def test_minutes_are_made_anew_when_they_say_something_else_and_not_for_another_day(programme: Path) -> None:
    chosen = {"miniclusters": (RICH,), "deliverables": ("minutes",), "languages": ("fi",), "environ": {}}
    first = render(programme, as_of=date(2026, 6, 15), **chosen)  # type: ignore[arg-type]  # by name
    before = files(programme)
    later = render(programme, as_of=date(2026, 6, 16), **chosen)  # type: ignore[arg-type]  # by name
    assert (paths(later.written), files(programme)) == ([], before)
    assert len(later.unchanged) == len(first.written)
    assert not render(programme, check=True, environ={}).stale

    meeting = programme / RICH / "events" / "johtoryhma-4.yaml"
    text = meeting.read_text(encoding="utf-8")
    meeting.write_text(text.replace("hlo-24", "hlo-21", 1), encoding="utf-8")
    changed = render(programme, as_of=date(2026, 6, 16), audience="core_group", **chosen)  # type: ignore[arg-type]
    assert f"{RICH}/deliverables/core_group/minutes.johtoryhma-4.fi.md" in paths(changed.written)
    due = render(programme, as_of=date(2026, 9, 1), **chosen)  # type: ignore[arg-type]  # a task of 31 August is late
    assert f"{RICH}/deliverables/members/minutes.ydinryhma-7.fi.md" in paths(due.written)
    assert f"{RICH}/deliverables/members/minutes.ydinryhma-5.fi.md" not in paths(due.written)
