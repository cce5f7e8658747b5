"""Budget and actual costs by year as a Mermaid picture: bars for the one, a line for the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.mermaid_labels import first_fitting, mermaid_label

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.plain import Row

_MOST_YEARS: Final = 15
_LONGEST_YEAR: Final = 9
_LONGEST_LABELS: Final = (60, 40)
_WIDEST_TITLE, _WIDEST_AXIS = 58, 50
"""What the picture has room for, in widths of a digit."""
# Colours of the workbooks' charts; a site that knows no such settings draws its own.
_COLOURS: Final = '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#5BA88A, #B0413E"}}}}%%'


def year_diagram(chart: Row, title: str, axis: str) -> str:
    """Return the picture of ``{"years", "budget", "actual"}``; empty where there are more years than it can name."""
    if not chart["years"] or len(chart["years"]) > _MOST_YEARS:
        return ""
    return first_fitting(lambda longest: _draw(chart, title, axis, longest), _LONGEST_LABELS)


def _draw(chart: Row, title: str, axis: str, longest: int) -> str:
    years = ", ".join(f'"{mermaid_label(str(year), _LONGEST_YEAR)}"' for year in chart["years"])
    budget, actual = ([int(value) for value in chart[key]] for key in ("budget", "actual"))
    highest = max([*budget, *actual, 1])
    lines = [
        _COLOURS,
        "xychart-beta",
        f'  title "{mermaid_label(title, longest, widest=_WIDEST_TITLE)}"',
        f"  x-axis [{years}]",
        f'  y-axis "{mermaid_label(axis, longest, widest=_WIDEST_AXIS)}" 0 --> {highest}',
        f"  bar [{', '.join(map(str, budget))}]",
        f"  line [{', '.join(map(str, actual))}]",
    ]
    return "\n".join(lines) + "\n"
