"""What a record says is what the reader of the Markdown sees, and nothing of it is markup."""

from __future__ import annotations

import html
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from innoenvi_cli.deliverables.escaping import markdown_prose, markdown_text, plain

HOSTILE = [
    "| broken | row |",
    "a\n\nb",
    "<script>alert(1)</script>",
    "[link](javascript:alert(1))",
    "![image](https://example.invalid/x.png)",
    "https://example.invalid",
    "www.example.invalid",
    "mail me: somebody@example.invalid",
    "`code` **bold** _em_ ~~gone~~ $x$ #1",
    "- list",
    "1. list",
    "1) list",
    "---",
    "=====",
    "# heading",
    "> quote",
    "&amp; &#35; &copy;",
    "\\",
    "\\|",
    "{{ 7*7 }} {% raw %}",
    "[^1]: note",
    ":smile:",
    "a  ",
    "\u202egnirts",
    "Åkerö & Söner",
    "=1+1",
    "[x]: https://example.invalid",
]


def rendered(markdown: str) -> str:
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return str(cmarkgfm.markdown_to_html_with_extensions(markdown, options=options, extensions=extensions))


def shown(fragment: str) -> str:
    return html.unescape(re.sub(r"</?span>", "", fragment)).strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_holds_the_text_and_nothing_else(text: str) -> None:
    table = rendered(f"| a | b |\n| --- | --- |\n| {markdown_text(text)} | x |\n")
    cells = re.findall(r"<td>(.*?)</td>", table, re.DOTALL)
    assert len(cells) == 2
    assert not re.search(r"<(?!/?span>)", cells[0])
    assert shown(cells[0]) == plain(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_stays_a_paragraph(text: str) -> None:
    page = rendered(f"{markdown_text(text)}\n").strip()
    assert page.startswith("<p>")
    assert page.endswith("</p>")
    assert not re.search(r"<(?!/?(span|p)>)", page)
    assert shown(page[3:-4]) == plain(text)


@given(st.text(max_size=60))
def test_any_text_survives(text: str) -> None:
    shape = rendered(f"| a | b |\n| --- | --- |\n| {markdown_text(text)} | x |\n")
    cells = re.findall(r"<td>(.*?)</td>", shape, re.DOTALL)
    assert len(cells) == 2
    assert shown(cells[0]) == plain(text).strip()


@given(st.text(alphabet="<>[]()!|`*_~-+=#.:/@w1 \n\\&;\"'", max_size=40))
def test_any_mix_of_marks_survives_as_a_paragraph(text: str) -> None:
    page = rendered(f"x\n\n{markdown_text(text)}\n\ny\n")
    assert not re.search(r"<(?!/?(span|p)>)", page)
    assert shown(re.sub(r"</?p>", "", page)).split("\n")[1:-1] == ([plain(text)] if plain(text) else [])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("a@b.fi", "a<span>@</span>b.fi"),
        ("#12", "<span>#</span>12"),
        ("!12", "<span>!</span>12"),
        (":smile: :+1:", "<span>:</span>smile: <span>:</span>+1:"),
        ("https://x.fi", "https<span>:</span>//x.fi"),
        ('%12 %v1 %"v 1"', '<span>%</span>12 <span>%</span>v1 <span>%</span>"v 1"'),
        ('~bug ~"a b"', '<span>\\~</span>bug <span>\\~</span>"a b"'),
        ("$12 &12", "<span>\\$</span>12 <span>&amp;</span>12"),
        ("GH-12 gh-1 YGH-12", "GH<span>-</span>12 gh<span>-</span>1 YGH-12"),
        ("45 % ~ R&D 5 $", "45 % \\~ R&amp;D 5 \\$"),
        ("12:30:45", "12:30:45"),
        ("Hei! # 1", "Hei! \\# 1"),
    ],
)
def test_what_sites_make_links_and_pictures_of_stands_apart(text: str, source: str) -> None:
    assert markdown_text(text) == source


def test_joiners_belong_to_what_is_written() -> None:
    family = "\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \ufffd"
    assert markdown_text(family) == family


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003"])
def test_spaces_at_the_ends_do_not_undo_emphasis(space: str) -> None:
    assert rendered(f"**{markdown_text(f'{space}a{space}')}**") == "<p><strong>a</strong></p>\n"


def test_figures_keep_their_no_break_space() -> None:
    assert markdown_text("12\u00a0500\u00a0€") == "12\u00a0500\u00a0€"


def test_ordinary_text_stays_readable_in_the_source() -> None:
    sentence = "Huolto (24 h) – 3,5 M€; ks. liite 2. Työ alkaa 15.6.2026!"
    assert markdown_text(sentence) == sentence
    assert markdown_text("15.6.2026") == "15.6.2026"
    assert markdown_text("-3") == "-3"


def test_prose_keeps_paragraphs_and_lists() -> None:
    text = "First *one*\ncontinues.\n\n- a\n- b | c\n\n<b>Last</b>"
    assert markdown_prose(text) == "First \\*one\\* continues.\n\n- a\n- b \\| c\n\n&lt;b&gt;Last&lt;/b&gt;"
