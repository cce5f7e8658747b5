"""Radar pictures in Mermaid (``radar-beta``): ratings against models. The table beside them says the same.

Mermaid puts the legend at three quarters of the way to the right edge and breaks no line: long names would take half of
the picture, and make the rest small. They are numbered there and stand in full under the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.escaping import plain
from innoenvi_cli.deliverables.mermaid_labels import first_fitting, mermaid_label
from innoenvi_cli.deliverables.text_width import width

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.plain import Row

FEWEST_AXES: Final = 3
"""Fewer axes enclose no area."""
MOST_CURVES: Final = 6
"""More curves cannot be told apart."""
_LONGEST_LABELS: Final = (40, 28, 20, 14)
"""Odd letters take much room in the source: labels become shorter before there is no picture."""
_WIDEST_LABEL, _WIDEST_LEGEND = 32, 17.5
"""What there is room for, in widths of a digit."""
# Room for labels beside the picture and for the legend above them, colours of the workbooks' charts; a site that knows
# no such settings leaves them.
_HEAD: Final = """\
---
config:
  radar:
    width: 420
    height: 380
    marginTop: 70
    marginBottom: 30
    marginLeft: 235
    marginRight: 350
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
      axisLabelFontSize: 13
      legendFontSize: 12
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
    return first_fitting(lambda longest: _draw(radar, longest), _LONGEST_LABELS)


def full_legend(radar: Row) -> list[str]:
    """Return the labels of the curves that the picture has no room for, numbered as there."""
    return [
        label for curve, label in zip(radar["curves"], _numbered(radar), strict=True) if label != plain(curve["label"])
    ]


def _numbered(radar: Row) -> list[str]:
    """Return the labels of the curves, with a number where they are shortened in the picture."""
    labels = [plain(curve["label"]) for curve in radar["curves"]]
    return [
        label if width(label) <= _WIDEST_LEGEND else f"{number}: {label}"
        for number, label in enumerate(labels, start=1)
    ]


def _draw(radar: Row, longest: int) -> str:
    axes, curves = radar["axes"], radar["curves"]
    lines = [
        f'  axis a{index}["{mermaid_label(label, longest, widest=_WIDEST_LABEL)}"]\n'
        for index, label in enumerate(axes, start=1)
    ]
    for index, (curve, name) in enumerate(zip(curves, _numbered(radar), strict=True), start=1):
        label = mermaid_label(name, longest, widest=_WIDEST_LEGEND)
        values = ", ".join(f"{value:g}" for value in curve["values"])
        lines.append(f'  curve c{index}["{label}"]{{{values}}}\n')
    return f"{_HEAD}{''.join(lines)}  min 0\n  max 5\n  ticks 5\n  graticule polygon\n"
