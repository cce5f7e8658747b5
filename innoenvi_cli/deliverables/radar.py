"""Radar pictures in Mermaid (``radar-beta``): ratings against models. The table beside them says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.escaping import mermaid_label
from innoenvi_cli.deliverables.mermaid import LONGEST

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.plain import Row

FEWEST_AXES: Final = 3
"""Fewer axes enclose no area."""
MOST_CURVES: Final = 6
"""More curves cannot be told apart."""
_LONGEST_LABEL: Final = 40
_LONGEST_LEGEND: Final = 28
# Room for labels beside the picture, colours of the workbooks' charts; a site that knows no such settings leaves them.
_HEAD: Final = """\
---
config:
  radar:
    width: 420
    height: 380
    marginTop: 30
    marginBottom: 30
    marginLeft: 230
    marginRight: 420
  theme: base
  themeVariables:
    cScale0: "#E0A33A"
    cScale1: "#1E6B52"
    cScale2: "#3D6FA8"
    cScale3: "#B0413E"
    cScale4: "#7A5BA8"
    cScale5: "#5F6B76"
    radar:
      curveOpacity: 0.12
      legendFontSize: 11
---
radar-beta
"""


def radar_diagram(radar: Row) -> str:
    """Return the diagram of ``{"axes": [label], "curves": [{"label", "values": [1 to 5, one per axis]}]}``.

    It is empty where the picture would tell nothing or become too large: then the table stands alone.
    """
    axes, curves = radar["axes"], radar["curves"]
    if len(axes) < FEWEST_AXES or not curves or len(curves) > MOST_CURVES:
        return ""
    lines = [f'  axis a{index}["{_label(label, _LONGEST_LABEL)}"]\n' for index, label in enumerate(axes, start=1)]
    for index, curve in enumerate(curves, start=1):
        values = ", ".join(f"{value:g}" for value in curve["values"])
        lines.append(f'  curve c{index}["{_label(curve["label"], _LONGEST_LEGEND)}"]{{{values}}}\n')
    diagram = f"{_HEAD}{''.join(lines)}  min 0\n  max 5\n  ticks 5\n  graticule polygon\n"
    return diagram if len(diagram) <= LONGEST else ""


def _label(text: str, longest: int) -> str:
    """Return a label short enough for the margin."""
    short = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    return mermaid_label(short)
