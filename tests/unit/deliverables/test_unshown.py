"""What the public is not shown is said once, at the end."""

from __future__ import annotations

from innoenvi_cli.deliverables.unshown import gather_unshown, not_shown
from innoenvi_cli.deliverables.words import Words

WORDS = Words("en")


def hidden(what: str) -> str:
    return not_shown(what, "public", WORDS)


def gathered(*lines: str) -> list[str]:
    text = gather_unshown("\n".join([*lines, "", "---", "", "*Made*", ""]), "public", WORDS)
    return [line for line in text.split("\n") if line]


def test_sections_that_hold_nothing_else_are_left_out_and_listed_at_the_end() -> None:
    assert gathered(
        "# Report", "", "## Conclusions", "", hidden("conclusions"), "", "## Data", "", "Ten.", "", hidden("codes")
    ) == ["# Report", "## Data", "Ten.", hidden("conclusions; codes"), "---", "*Made*"]


def test_a_heading_goes_with_all_that_is_below_it() -> None:
    assert gathered("# R", "## SWOT", "### Strengths", hidden("strengths"), "### Threats", hidden("threats")) == [
        "# R",
        hidden("strengths; threats"),
        "---",
        "*Made*",
    ]
    assert gathered("# R", "## SWOT", "### Strengths", hidden("strengths"), "### Threats", "Many.") == [
        "# R",
        "## SWOT",
        "### Threats",
        "Many.",
        hidden("strengths"),
        "---",
        "*Made*",
    ]


def test_labels_in_bold_go_with_what_they_introduce() -> None:
    found = gathered("## Money", "Text.", "**Funding**", "", hidden("funding"), f"- **State:** {hidden('state')}")
    assert found == ["## Money", "Text.", hidden("funding; state"), "---", "*Made*"]


def test_in_a_table_the_sign_stands_for_it() -> None:
    assert gathered("## T", "| a | b |", f"| x | {hidden('state')} |", f"| y | {hidden('state')} |") == [
        "## T",
        "| a | b |",
        "| x | – |",
        "| y | – |",
        hidden("state"),
        "---",
        "*Made*",
    ]


def test_what_is_shown_in_full_stays_as_it_is() -> None:
    text = "# R\n\n## Empty\n\n## Code\n\n```text\n## no heading\n```\n\n---\n\n*Made*\n"
    assert gather_unshown(text, "public", WORDS) == text


def test_a_heading_that_was_empty_all_along_stays() -> None:
    assert gathered("## Empty", "", "## Other", hidden("x"), "## Last", "Text.")[:3] == ["## Empty", "## Last", "Text."]
