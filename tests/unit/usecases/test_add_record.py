"""One record in the right place, nothing else touched, and nothing that `check` would call an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.errors import AlreadyExistsError, RefusedError, UnknownNameError, UsageError
from innoenvi_cli.model.kinds import KINDS
from innoenvi_cli.usecases.add_record import NewRecord, add_record
from innoenvi_cli.usecases.addable_kinds import ADDABLE
from innoenvi_cli.usecases.check_records import check_records
from innoenvi_cli.usecases.create_minicluster import create_minicluster
from innoenvi_cli.usecases.create_programme import create_programme

if TYPE_CHECKING:
    from pathlib import Path

    from innoenvi_cli.usecases.add_record import RecordAdded

ENVIRON = {"SOURCE_DATE_EPOCH": "1780000000"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_programme(tmp_path / "p")
    create_minicluster(tmp_path / "p", "vesi", environ=ENVIRON)
    return tmp_path / "p"


def add(root: Path, kind: str, *assignments: str, minicluster: str = "vesi", dry_run: bool = False) -> RecordAdded:
    return add_record(root, NewRecord(kind, minicluster, assignments), dry_run=dry_run, environ=ENVIRON)


def add_text(root: Path, kind: str, text: str) -> RecordAdded:
    return add_record(root, NewRecord(kind, "vesi", text=text), environ=ENVIRON)


def codes(added: RecordAdded) -> list[str]:
    return [finding.code for finding in added.findings]


def bytes_below(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_member_gets_a_file_and_an_id_of_its_name(root: Path) -> None:
    before = bytes_below(root)
    added = add(root, "member", "name=Öljy & Vesi Oy", "kind=company", "size.year=2025", "size.headcount=10-49")
    assert (added.written, added.record, added.path) == (True, "members/oljy-vesi-oy", "vesi/members/oljy-vesi-oy.yaml")
    assert (root / added.path).read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../.innoenvi/schemas/member.schema.json\n"
        "id: oljy-vesi-oy\n"
        "name: Öljy & Vesi Oy\n"
        "kind: company\n"
        "size:\n"
        "  headcount: 10-49\n"
        "  year: 2025\n"
    )
    after = bytes_below(root)
    del after[added.path]
    assert after == before
    assert check_records(root, environ=ENVIRON).findings == ()


def test_the_same_name_again_gets_the_next_id(root: Path) -> None:
    found = [add(root, "member", "name=Vesi Oy", f"municipality={place}").id for place in ("Pori", "Oulu", "Kemi")]
    assert found == ["vesi-oy", "vesi-oy-2", "vesi-oy-3"]


@pytest.mark.parametrize(
    ("kind", "given"),
    [("member", ["name=Vesi Oy", "kind=company"]), ("product-group", ["name=Vesihuolto"])],
)
def test_what_is_there_word_for_word_is_not_added_again(kind: str, given: list[str], root: Path) -> None:
    add(root, kind, *given)
    before = bytes_below(root)
    with pytest.raises(AlreadyExistsError):
        add(root, kind, *given)
    assert bytes_below(root) == before


def test_an_id_that_is_there_is_refused(root: Path) -> None:
    add(root, "member", "name=Vesi Oy")
    before = bytes_below(root)
    with pytest.raises(AlreadyExistsError, match="vesi/members: vesi-oy exists already"):
        add(root, "member", "id=vesi-oy", "name=Toinen")
    assert bytes_below(root) == before


def test_an_id_of_a_file_that_cannot_be_read_is_taken(root: Path) -> None:
    (root / "vesi" / "members").mkdir()
    (root / "vesi" / "members" / "vesi-oy.yaml").write_bytes(b"name: [broken")
    assert add(root, "member", "name=Vesi Oy").id == "vesi-oy-2"


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        (["name=X", "kidn=company"], ["IE101"]),
        (["kind=company"], ["IE102", "IE102"]),
        (["name=X", "kind=firm"], ["IE109"]),
        (["name=X", "size.year=MMXX"], ["IE106"]),
        (["name=X", "id=Vesi"], ["IE110"]),
        (["name=X", "id=con"], ["IE057"]),
        (["name=X", "country=XX"], ["IE118"]),
        (["name=X", "company_groups=ei-ole"], ["IE203"]),
        (["name=X", "business_id=1234567-8"], ["IE302"]),
        (["name=a\u202eb"], ["IE023"]),
    ],
)
def test_what_check_would_call_an_error_is_said_and_not_written(
    root: Path, assignments: list[str], expected: list[str]
) -> None:
    before = bytes_below(root)
    added = add(root, "member", *assignments)
    assert (codes(added), added.written, added.refused) == (expected, False, True)
    assert bytes_below(root) == before


def test_a_warning_does_not_hinder(root: Path) -> None:
    added = add(root, "member", "name=X", "size.headcount=10-49")
    assert (codes(added), added.written) == (["IE308"], True)


def test_yaml_is_taken_as_well_and_its_faults_are_placed_in_it(root: Path) -> None:
    added = add_text(
        root, "member", "name: Vesi Oy\nroles: [core]\nhistory:\n  - {status: prospect, date: 2026-01-02}\n"
    )
    assert added.written
    assert "    date: 2026-01-02\n" in (root / added.path).read_text(encoding="utf-8")
    faulty = add_text(root, "member", "name: Toinen\nroles: [core]\nkind: firm\n")
    assert [str(finding.location) for finding in faulty.findings] == ["-:3:7"]
    assert codes(add_text(root, "member", "name: &a x")) == ["IE022"]
    assert codes(add_text(root, "member", "- a list")) == ["IE016"]
    assert codes(add_text(root, "member", "")) == ["IE018"]


def test_a_list_file_that_stands_alone_gets_the_record(root: Path) -> None:
    text = "# all of them\r\nmembers:\r\n- id: a # first\r\n  name: A\r\n# end\r\n"
    (root / "vesi" / "members.yaml").write_bytes(text.encode())
    added = add(root, "member", "name=Vesi Oy", "roles=core")
    assert added.path == "vesi/members.yaml"
    assert (root / added.path).read_bytes().decode() == text.replace(
        "  name: A\r\n", "  name: A\r\n- id: vesi-oy\r\n  name: Vesi Oy\r\n  roles:\r\n    - core\r\n"
    )
    assert codes(add(root, "member", "name=X", "company_groups=ei-ole")) == ["IE203"]


def test_a_folder_beside_the_list_file_gets_it_otherwise(root: Path) -> None:
    (root / "vesi" / "members.yaml").write_bytes(b"members:\n  - id: vesi-oy\n    name: A\n")
    (root / "vesi" / "members").mkdir()
    assert add(root, "member", "name=Vesi Oy").path == "vesi/members/vesi-oy-2.yaml"


def test_a_broken_list_file_is_mended_first(root: Path) -> None:
    (root / "vesi" / "members.yaml").write_bytes(b"members: {")
    with pytest.raises(RefusedError, match=r"vesi/members\.yaml has errors"):
        add(root, "member", "name=Vesi Oy")
    (root / "vesi" / "members").mkdir()  # an id in the broken file could be the new one's
    with pytest.raises(RefusedError, match=r"vesi/members\.yaml has errors"):
        add(root, "member", "name=Vesi Oy")


def test_an_id_of_a_broken_item_in_a_list_file_is_taken(root: Path) -> None:
    (root / "vesi" / "members.yaml").write_bytes(b"members:\n  - id: vesi-oy\n    kind: firm\n")
    assert add(root, "member", "name=Vesi Oy").id == "vesi-oy-2"


def test_errors_that_were_there_before_do_not_hinder(root: Path) -> None:
    (root / "vesi" / "members").mkdir()
    (root / "vesi" / "members" / "a.yaml").write_bytes(b"name: A\ncompany_groups: [ei-ole]\n")
    added = add(root, "member", "name=Vesi Oy")
    assert (codes(added), added.written) == ([], True)


def test_parts_go_into_the_file_of_the_minicluster(root: Path) -> None:
    path = root / "vesi" / "minicluster.yaml"
    before = path.read_text(encoding="utf-8")
    assert add(root, "market", "country=EE").id == "ee"
    assert add(root, "segment", "name={fi: Vesilaitokset, en: Water works}", "market=ee").id == "vesilaitokset"
    assert add(root, "product-group", "name=Pumput", "segments=vesilaitokset").written
    assert add(root, "company-group", "name=Pienet").written
    assert add(root, "subnetwork", "name=Huolto").written
    after = path.read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in before.splitlines() if line.startswith("#")
    ]
    assert "segments:\n  - id: vesilaitokset\n    name:\n      fi: Vesilaitokset\n" in after
    assert check_records(root, environ=ENVIRON).findings == ()
    assert codes(add(root, "segment", "name=X", "market=ei-ole")) == ["IE203"]
    with pytest.raises(AlreadyExistsError):
        add(root, "market", "id=ee", "country=EE")


def test_a_single_file_is_made_or_filled_but_not_overwritten(root: Path) -> None:
    made = add(root, "guide", "version=1", "themes.0.id=vienti", "themes.0.name=Vienti")
    assert (made.path, made.written) == ("vesi/guide.yaml", True)
    filled = add(root, "codebook", "codes.0.id=vienti", "codes.0.name=Vienti")
    assert (filled.path, filled.written) == ("vesi/codebook.yaml", True)
    text = (root / "vesi" / "codebook.yaml").read_text(encoding="utf-8")
    assert "codes:\n  - id: vienti\n    name: Vienti\n" in text
    assert "# note:" in text
    with pytest.raises(AlreadyExistsError, match=r"codebook\.yaml: codes"):
        add(root, "codebook", "codes.0.id=toinen", "codes.0.name=Toinen")
    with pytest.raises(AlreadyExistsError, match=r"guide\.yaml: version"):
        add(root, "guide", "version=2")


def test_the_programme_has_organs_and_events_of_its_own(root: Path) -> None:
    added = add(
        root,
        "event",
        "kind=seminar",
        "title=Syysseminaari",
        "date=2026-01-05",
        "miniclusters=vesi",
        minicluster="programme",
    )
    assert (added.path, added.written) == ("events/syysseminaari.yaml", True)
    other = add(root, "event", "kind=seminar", "title=Syysseminaari", "date=2026-01-05")
    assert other.path == "vesi/events/syysseminaari-2.yaml"
    with pytest.raises(UnknownNameError):
        add(root, "member", "name=X", minicluster="programme")


def test_references_are_checked_against_the_programme_as_it_is(root: Path) -> None:
    assert codes(add(root, "interview", "member=vesi-oy", "date=2026-01-02")) == ["IE203"]
    add(root, "member", "name=Vesi Oy")
    added = add(root, "interview", "member=vesi-oy", "date=2026-01-02")
    assert (added.id, added.written) == ("vesi-oy", True)


@pytest.mark.parametrize(
    ("kind", "minicluster", "hint"),
    [
        ("memebr", "vesi", "did you mean 'member'"),
        ("member", "vsei", "did you mean 'vesi'"),
        ("member", "", "there are: vesi"),
        ("codebook", "", "there are: vesi"),
        ("phases", "vesi", "there are"),
    ],
)
def test_unknown_names_are_said_with_those_there_are(root: Path, kind: str, minicluster: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        add(root, kind, "name=X", minicluster=minicluster)
    assert hint in caught.value.hint.render("en")


def test_a_name_without_latin_letters_asks_for_an_id(root: Path) -> None:
    with pytest.raises(RefusedError, match="no id can be made of '日本'"):
        add(root, "member", "name=日本")
    assert add(root, "member", "name=日本", "id=nippon").written


def test_usage_faults_are_usage_faults(root: Path) -> None:
    with pytest.raises(UsageError):
        add(root, "member", "name")


def test_a_dry_run_shows_and_writes_nothing(root: Path) -> None:
    before = bytes_below(root)
    added = add(root, "member", "name=Vesi Oy", dry_run=True)
    assert "+name: Vesi Oy" in added.diff
    assert (added.written, added.dry_run) == (False, True)
    assert bytes_below(root) == before


def test_every_kind_but_those_with_commands_of_their_own_can_be_added() -> None:
    words = {choice.word for choice in ADDABLE}
    assert {kind.singular for kind in KINDS} - words == {"innoenvi", "development-paths", "minicluster", "phases"}


def test_a_register_may_be_as_large_as_the_programme_allows(root: Path) -> None:
    register, settings = root / "vesi" / "outcomes.yaml", root / "innoenvi.yaml"
    lines = "# a comment that somebody pasted again and again\n" * 25_000
    register.write_text(f"outcomes:\n  - {{id: a, name: A, definition: A}}\n{lines}", encoding="utf-8")
    with pytest.raises(RefusedError, match="has errors"):
        add(root, "outcome", "name=B", "definition=B")

    settings.write_text(settings.read_text(encoding="utf-8") + "register_mib: 2\n", encoding="utf-8")
    assert add(root, "outcome", "name=B", "definition=B").written
    assert not [found for found in check_records(root, environ=ENVIRON).findings if found.severity == "error"]

    full = register.read_text(encoding="utf-8")
    register.write_text(full + "#" * ((2 << 20) - len(full.encode()) - 10) + "\n", encoding="utf-8")
    assert codes(add(root, "outcome", "name=C", "definition=C")) == ["IE003"]
