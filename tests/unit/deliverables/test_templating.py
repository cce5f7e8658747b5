"""Templates run in a sandbox, get plain data, and cannot reach outside their folder."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.plain import digest_of, refuse_objects
from innoenvi_cli.deliverables.template_files import TemplateFolder
from innoenvi_cli.deliverables.templating import Expressions, MarkdownTemplates

if TYPE_CHECKING:
    from pathlib import Path

ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ name.__class__ }}",
    "{{ _.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ name|attr('__class__') }}",
    "{{ '%s'|format(name.__class__) }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ rows.append(1) }}",
    "{{ lipsum.__globals__ }}",
    "{{ config }}",
    "{{ nothing_of_the_kind }}",
    "{{ name.nothing }}",
    "{% include '../outside.j2' %}",
    "{% include '/etc/passwd' %}",
    "{% include 'link.j2' %}",
    "{% include 'page.j2' %}",
    "{% include 'missing.j2' %}",
    "{{ 1 / 0 }}",
    "{{ rows | table({'nothing': 'x'}) }}",
    "{% if %}",
]


def render(folder: Path, template: str, **context: object) -> str:
    (folder / "page.j2").write_text(template, encoding="utf-8")
    return MarkdownTemplates((TemplateFolder(folder),), "en").render("page.j2", dict(context))


@pytest.mark.parametrize("template", ESCAPES)
def test_nothing_escapes(template: str, tmp_path: Path) -> None:
    (tmp_path.parent / "outside.j2").write_text("TOPSECRET", encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "link.j2").symlink_to(tmp_path.parent / "outside.j2")
    shown = ""
    with suppress(TemplateFailedError):
        shown = render(folder, template, name="Hydros", rows=[{"a": "b"}])
    assert not any(leak in shown for leak in ("TOPSECRET", "class", "root:", "uid=", "object at"))


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% include 'x' %}", "${7*7}", "#{7*7}", "{{ name.__class__ }}"])
def test_data_is_never_a_template(text: str, tmp_path: Path) -> None:
    shown = render(tmp_path, "{{ name }}", name=text)
    assert shown.replace("\\", "") == text + "\n"


def test_everything_that_comes_out_is_escaped_once(tmp_path: Path) -> None:
    template = "{{ name }} {{ _('{who} & Co', who=name) }} {{ name ~ '*' }}\n\n{{ rows | table({'a': _('A*')}) }}"
    shown = render(tmp_path, template, name="a|b", rows=[{"a": "<x>"}, {"a": None}, {"a": ["p", "q|"]}])
    assert shown == "a\\|b a\\|b &amp; Co a\\|b\\*\n\n| A\\* |\n| --- |\n| &lt;x&gt; |\n| – |\n| p; q\\| |\n"


def test_conditions_leave_no_gaps(tmp_path: Path) -> None:
    assert render(tmp_path, "# a\n\n{% if 0 %}x{% endif %}\n\n\n\nb  \n\n\n") == "# a\n\nb\n"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, text in ((own, "own"), (shipped, "shipped")):
        folder.mkdir()
        (folder / "a.j2").write_text(text, encoding="utf-8")
    (shipped / "b.j2").write_text("{% include 'a.j2' %}", encoding="utf-8")
    folders = (TemplateFolder(own, own=True), TemplateFolder(shipped))
    assert MarkdownTemplates(folders, "en").render("b.j2", {}) == "own\n"


@pytest.mark.parametrize(
    ("expression", "value"),
    [("row.a + 1", 3), ("row.b or none", None), ("item.name if item else number", 7)],
)
def test_expressions(expression: str, value: object) -> None:
    variables = {"row": {"a": 2, "b": ""}, "number": 7, "item": None, "data": {}}
    assert Expressions("x.yaml").value(expression, variables) == value


@pytest.mark.parametrize(
    "expression", ["row.missing", "nothing", "row.a.__class__", "row.a / 0", "row.", "row.a + none"]
)
def test_expressions_that_do_not_work_are_errors(expression: str) -> None:
    with pytest.raises(TemplateFailedError, match=r"x\.yaml"):
        Expressions("x.yaml").value(expression, {"row": {"a": 2}})


def test_only_plain_data_goes_into_a_template() -> None:
    refuse_objects({"a": [1, "b", None, {"c": 1.5}], "d": True})
    for bad in ({"a": object()}, {"a": [("tuple",)]}, {1: "a"}, {"a": {"b": {1}}}):
        with pytest.raises(TypeError):
            refuse_objects(bad)


def test_the_digest_hangs_on_content_and_not_on_order() -> None:
    assert digest_of({"a": 1, "b": "ä"}) == digest_of({"b": "ä", "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": "1"})
    assert len(digest_of({})) == 32


OWN = {
    "base.j2": "{% block a %}x{% endblock %}",
    "page.j2": "{% extends 'base.j2' %}{% block a %}{{ super ~ '' }}{% endblock %}",
}


def test_what_python_shows_of_an_object_never_stands_in_a_document_of_ones_own(tmp_path: Path) -> None:
    for name, text in OWN.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    templates = MarkdownTemplates((TemplateFolder(tmp_path, own=True),), "en")
    with pytest.raises(TemplateFailedError) as caught:
        templates.render("page.j2", {}, largest=1000)
    assert caught.value.rule == "IE712"


def test_filters_give_lists_that_can_be_gone_through_twice(tmp_path: Path) -> None:
    template = "{% set names = rows | map(attribute='a') %}{{ names | join('+') }} {{ names | join('-') }}"
    assert render(tmp_path, template, rows=[{"a": "x"}, {"a": "y"}]) == "x+y x-y\n"


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("a\n{{ nam }}", "page.j2:2:4 IE703"),
        ("a\n\n{{ rows[0].b }}", "page.j2:3:12 IE703"),
        ("{% if name %}\n{% if name %}{% endif %}\nx", "page.j2:1:4 IE701"),
        ("a\n{{ name }", "page.j2:2:9 IE701"),
        ("a\n  {{ name | uppr }}", "page.j2:2:13 IE702"),
        ("{% include 'markdown/parts/hed.j2' %}", "page.j2:1:13 IE705"),
        ("x {{ 1 / 0 }}", "page.j2:1:3 IE712"),
    ],
)
def test_a_fault_has_its_place(template: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateFailedError) as caught:
        render(tmp_path, template, name="x", rows=[{"a": 1}])
    assert f"{caught.value.finding.location} {caught.value.rule}" == place


def test_what_was_meant_is_guessed(tmp_path: Path) -> None:
    for template, guess in [("{{ nmae }}", "name"), ("{{ rows[0].ab }}", "abc"), ("{{ name|tabel }}", "table")]:
        with pytest.raises(TemplateFailedError, match=f"did you mean '{guess}'"):
            render(tmp_path, template, name="x", rows=[{"abc": 1}])
