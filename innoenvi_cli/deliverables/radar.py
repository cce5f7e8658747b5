"""Radar pictures in Mermaid (``radar-beta``): ratings against models. The table beside them says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.mermaid_labels import first_fitting, mermaid_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoenvi_cli.deliverables.plain import Row

FEWEST_AXES: Final = 3
"""Fewer axes enclose no area."""
MOST_CURVES: Final = 6
"""More curves cannot be told apart."""
_LONGEST_LABELS: Final = (40, 28, 20, 14)
"""Odd letters take much room in the source: labels become shorter before there is no picture."""
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
    return first_fitting(lambda longest: _draw(axes, curves, longest), _LONGEST_LABELS)


def _draw(axes: Sequence[str], curves: Sequence[Row], longest: int) -> str:
    lines = [f'  axis a{index}["{mermaid_label(label, longest)}"]\n' for index, label in enumerate(axes, start=1)]
    for index, curve in enumerate(curves, start=1):
        legend = mermaid_label(curve["label"], min(longest, _LONGEST_LEGEND))
        values = ", ".join(f"{value:g}" for value in curve["values"])
        lines.append(f'  curve c{index}["{legend}"]{{{values}}}\n')
    return f"{_HEAD}{''.join(lines)}  min 0\n  max 5\n  ticks 5\n  graticule polygon\n"
