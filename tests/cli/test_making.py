"""``innoenvi init``, ``new``, ``add`` and ``schema``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


@pytest.fixture
def empty(innoenvi: CommandLine, tmp_path: Path) -> Path:
    innoenvi.folder = tmp_path / "tyhjä kansio"
    innoenvi.folder.mkdir()
    return innoenvi.folder


def test_from_nothing_to_a_checked_minicluster(innoenvi: CommandLine, empty: Path) -> None:
    made = innoenvi("init", "hanke", "--name", "Ympäristöklusteri")
    assert made.code == 0
    assert made.out.splitlines()[0] == "made — a programme in hanke"
    assert "written: innoenvi.yaml" in made.out
    assert made.err == "→ next: innoenvi -C hanke new MINICLUSTER\n"
    innoenvi.folder = empty / "hanke"
    assert innoenvi("new", "vesi", "--name", "Vesihuolto").out.startswith("made — vesi: Vesihuolto\n")
    assert innoenvi("check", "--strict").code == 0
    assert innoenvi("gate", "vesi").code == 1


def test_init_here(innoenvi: CommandLine, empty: Path) -> None:
    assert innoenvi("init").code == 0
    assert (empty / ".gitignore").read_text(encoding="utf-8").splitlines().count("private/") == 1
    again = innoenvi("init")
    assert (again.code, again.err.splitlines()[0]) == (4, "innoenvi: innoenvi.yaml exists already")


def test_init_with_a_sample(innoenvi: CommandLine, empty: Path) -> None:
    answer = innoenvi("init", "koe", "--sample", "minimal", "--format", "json")
    assert (answer.code, answer.kind) == (0, "init")
    assert answer.data["sample"] == "minimal"
    assert "innoenvi.yaml" in answer.data["written"]
    innoenvi.folder = empty / "koe"
    assert innoenvi("check").code == 0
    assert innoenvi("init", "x", "--sample", "minmal").code == 4


@pytest.mark.parametrize(
    ("folder", "hint"),
    [("energia", "for a minicluster of it: innoenvi new energia;"), ("docs/koe", "give a folder outside of it")],
)
def test_no_programme_is_made_in_another(innoenvi: CommandLine, empty: Path, folder: str, hint: str) -> None:
    innoenvi("init")
    before = sorted(empty.rglob("*"))
    for command in (["init", folder], ["init", folder, "-n"], ["init", str(empty / folder), "--sample", "minimal"]):
        answer = innoenvi(*command)
        assert (answer.code, answer.out) == (4, "")
        assert answer.err.startswith(
            f"innoenvi: {folder} lies in a programme: tyhjä kansio/innoenvi.yaml is above it\n"
        )
        assert hint in answer.err
    assert innoenvi("init", folder, "--format", "json").data["code"] == "inside-programme"
    demo = innoenvi("demo", "--keep", folder)
    assert (demo.code, demo.out) == (4, "")
    assert "give --keep a folder outside of it" in demo.err
    assert sorted(empty.rglob("*")) == before


def test_a_folder_beside_a_programme_is_none_in_it(innoenvi: CommandLine, empty: Path) -> None:
    (empty / "hanke").mkdir()
    innoenvi.folder = empty / "hanke"
    innoenvi("init")
    assert innoenvi("init", "../toinen").code == 0, "although the way there begins in the programme"
    (empty / "linkki").symlink_to("hanke")
    innoenvi.folder = empty
    assert innoenvi("init", "linkki/energia").code == 4, "although the way there does not look like it"


def test_dry_runs_write_nothing(innoenvi: CommandLine, empty: Path) -> None:
    assert innoenvi("init", "-n").code == 0
    assert list(empty.iterdir()) == []


def test_a_programme_without_miniclusters_names_none(innoenvi: CommandLine, empty: Path) -> None:
    assert innoenvi("init").code == 0
    assert list(empty.iterdir()) != []
    answer = innoenvi("gate", "vesi")
    hint = "there is none yet: innoenvi new MINICLUSTER makes one"
    assert (answer.code, answer.err) == (4, f"innoenvi: no minicluster 'vesi'\n  → {hint}\n")


def test_new_refuses_what_is_there_or_cannot_be(innoenvi: CommandLine) -> None:
    assert innoenvi("new", "vesi").code == 4
    answer = innoenvi("new", "Vesi huolto")
    assert answer.code == 4
    assert "cannot be an id" in answer.err
    assert innoenvi("new", "../vesi").code == 4


def test_new_as_json(innoenvi: CommandLine) -> None:
    answer = innoenvi("new", "ilma", "--start", "2026-03-01", "--format", "json")
    assert answer.kind == "new"
    assert (answer.data["minicluster"], answer.data["start"]) == ("ilma", "2026-03-01")
    assert "ilma/minicluster.yaml" in answer.data["written"]


def test_add_with_values(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "member", "vesi", "--set", "name=Hydros Oy", "--set", "kind=company")
    assert (answer.code, answer.out) == (0, "members/hydros-oy added: vesi/members/hydros-oy.yaml\n")
    assert innoenvi("check").code == 0


def test_add_refuses_a_record_that_would_not_be_sound(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "member", "vesi", "--set", "name=A", "--set", "kind=compny")
    assert answer.code == 1
    assert "IE109 error: kind: 'compny' is not one of" in answer.out
    assert answer.err == "✗ members/a was not added; nothing was changed\n"
    assert not (innoenvi.folder / "vesi/members").exists()


def test_what_is_wrong_with_a_value_given_names_its_key(innoenvi: CommandLine) -> None:
    given = ("member=hydros-oy", "date=2026-01-10", "permissions.record=ei", "permissions.quote=true")
    answer = innoenvi("add", "interview", "vesi", *(word for text in given for word in ("--set", text)))
    assert answer.code == 1
    assert "error: permissions.record: 'ei' is not true or false" in answer.out
    finnish = innoenvi("--lang", "fi", "add", "member", "vesi", "--set", "name=A", "--set", "kind=compny")
    assert " kind: 'compny' " in finnish.out


def test_add_from_standard_input(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "member", "vesi", "-", "--format", "json", stdin="name: Hydros Oy\nkind: company\n")
    assert (answer.code, answer.kind, answer.data["written"]) == (0, "add", True)
    assert answer.data["path"] == "vesi/members/hydros-oy.yaml"
    broken = innoenvi("add", "member", "vesi", "-", stdin="name: [\n")
    assert broken.code == 1
    assert broken.out.startswith("-:1:7: IE004 error:")


def test_add_without_an_id_names_no_file_that_is_not_there(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "member", "vesi", "--set", "nme=x")
    assert answer.code == 1
    assert answer.out.splitlines() == [
        "IE102 error: id: the key 'id' is missing (add 'id:' with a value)",
        "IE102 error: name: the key 'name' is missing (add 'name:' with a value)",
        "IE101 error: nme: unknown key 'nme' (did you mean 'name'?)",
    ]
    assert answer.err == "✗ member was not added; nothing was changed\n"
    shown = innoenvi("add", "member", "vesi", "--set", "nme=x", terminal=True).out
    assert "id: the key 'id' is missing" in shown
    assert "1:1" not in shown
    named = innoenvi("add", "member", "vesi", "--set", "id=a", "--set", "nme=x", "--format", "json")
    assert {finding["file"] for finding in named.data["findings"]} == {""}
    assert (named.data["record"], named.data["path"]) == ("members/a", "vesi/members/a.yaml")
    part = innoenvi("add", "segment", "vesi", "--set", "nme=x")
    assert part.out.startswith("vesi/minicluster.yaml:1:1: IE102 error: id:")


def test_add_tells_a_document_from_a_text(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "member", "vesi", "-", stdin="%PDF-1.7\n1 0 obj\n")
    assert (answer.code, answer.out.split(" (")[0]) == (1, "-:1:1: IE029 error: this is a PDF file, and no text file")
    glued = innoenvi("add", "member", "vesi", "-", stdin="name:Hydros\nkind:company\n")
    assert glued.out.endswith("(a space belongs behind the colon of a key: 'name: …')\n")


def test_add_a_dry_run_shows_the_file(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "member", "vesi", "--set", "name=Hydros Oy", "-n")
    assert answer.code == 0
    assert "+++ b/vesi/members/hydros-oy.yaml" in answer.out
    assert "+name: Hydros Oy" in answer.out
    assert not (innoenvi.folder / "vesi/members").exists()


def test_add_without_anybody_to_ask(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "event", "vesi", "--format", "json")
    assert (answer.code, answer.data["code"]) == (4, "question-unanswered")
    assert answer.data["hint"] == (
        "nobody is there to ask; run innoenvi add event vesi --set kind=… --set title=… --set date=…"
    )
    typed = innoenvi("add", "event", "vesi", "--no-input", terminal=True, stdin="")
    assert typed.code == 4


def test_add_asks_field_by_field(innoenvi: CommandLine) -> None:
    innoenvi.write(vesi__members__a="name: A\n", vesi__organs__ydin="kind: core_group\nname: Ydinryhmä\n")
    typed = ["metting", "meeting", "Kokous 1", "2026-02-30", "2026-02-03", "", "ydinn", "ydin", "1", "", "", "", "a"]
    answer = innoenvi("add", "event", "vesi", terminal=True, stdin="\n".join(typed) + "\n" * 20)
    assert answer.code == 0, answer.err
    assert "there is no 'metting': did you mean 'meeting'?" in answer.err
    assert "write year-month-day, for example 2026-03-09" in answer.err
    assert "there is no 'ydinn': did you mean 'ydin'?" in answer.err
    text = (innoenvi.folder / "vesi/events/kokous-1.yaml").read_text(encoding="utf-8")
    assert "organ: ydin\n" in text
    assert "date: 2026-02-03\n" in text


def test_answers_that_make_no_sound_record_are_not_lost(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "member", "vesi", terminal=True, stdin="Hydros Oy\n\ncompany\n1234567-8\n" + "\n" * 20)
    assert answer.code == 1
    assert answer.err.endswith(
        "→ correct it and run: innoenvi add member vesi --set 'name=Hydros Oy' --set kind=company"
        " --set business_id=1234567-8\n"
    )


def test_a_part_of_the_definition_is_called_by_its_own_name(innoenvi: CommandLine) -> None:
    added = innoenvi("add", "market", "vesi", "--set", "id=viro", "--set", "country=EE")
    assert (added.code, added.out) == (0, "market/viro added: vesi/minicluster.yaml\n")
    refused = innoenvi("add", "segment", "vesi", "--set", "name=Kunnat", "--set", "market=viiro")
    assert (refused.code, refused.err) == (1, "✗ segment/kunnat was not added; nothing was changed\n")
    assert "unknown market 'viiro' (did you mean 'viro'?)" in refused.out
    unlike = innoenvi("add", "segment", "vesi", "--set", "name=Kunnat", "--set", "market=kanada")
    assert "(correct the id, or add the record: innoenvi add market vesi)" in unlike.out
    nameless = innoenvi("add", "member", "vesi", "-", stdin="")
    assert nameless.err == "✗ member was not added; nothing was changed\n"


def test_a_question_that_is_cut_off_changes_nothing(innoenvi: CommandLine) -> None:
    answer = innoenvi("add", "member", "vesi", terminal=True, stdin="Hydros")
    assert answer.code == 4
    assert "a question was left unanswered; nothing was changed" in answer.err
    assert not (innoenvi.folder / "vesi/members").exists()


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["add", "membr", "vesi"], "did you mean 'member'?"),
        (["add", "member", "vesy"], "did you mean 'vesi'?"),
    ],
)
def test_add_knows_kinds_and_miniclusters(innoenvi: CommandLine, arguments: list[str], text: str) -> None:
    answer = innoenvi(*arguments)
    assert answer.code == 4
    assert text in answer.err


def test_schemas(innoenvi: CommandLine) -> None:
    before = innoenvi("schema")
    assert before.code == 0
    assert "out of date: .innoenvi/schemas/member.schema.json" in before.out
    assert innoenvi("schema", "--write").code == 0
    after = innoenvi("schema", "--format", "json")
    assert (after.kind, after.data["written"]) == ("schema", [])
    assert ".innoenvi/schemas/member.schema.json" in after.data["unchanged"]
