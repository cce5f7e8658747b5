"""Flowcharts of operating processes in Mermaid: trigger, steps with who does them, what one step hands to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.escaping import mermaid_label
from innoenvi_cli.deliverables.mermaid import LONGEST

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.plain import Row

_HEAD: Final = "flowchart TB\n"
_LONGEST_LABELS: Final = (140, 90, 60, 36)
"""Long processes get shorter labels before they get no picture: the table below says everything."""


def process_diagram(process: Row) -> str:
    """Return the flowchart of ``{"trigger", "measure", "steps": [{"actor", "activity", "output", "open"}]}``.

    A step whose actor is ``open`` is drawn with a broken edge. Empty where there are no steps, or too many for a
    picture that every site draws.
    """
    if not process["steps"]:
        return ""
    for longest in _LONGEST_LABELS:
        diagram = _draw(process, longest)
        if len(diagram) <= LONGEST:
            return diagram
    return ""


def _draw(process: Row, longest: int) -> str:
    steps = process["steps"]
    lines = [f'  t(["{_label(process["trigger"], longest)}"])\n']
    for index, step in enumerate(steps, start=1):
        label = f"<b>{_label(step['actor'], longest)}</b><br>{_label(step['activity'], longest)}"
        lines.append(f'  s{index}["{label}"]\n')
    lines.append("  t --> s1\n")
    for index, step in enumerate(steps[:-1], start=1):
        handed = f'|"{_label(step["output"], longest)}"|' if step["output"] else ""
        lines.append(f"  s{index} -->{handed} s{index + 1}\n")
    last = steps[-1]["output"]
    if last:
        lines += [f'  e(["{_label(last, longest)}"])\n', f"  s{len(steps)} --> e\n"]
    undone = [f"s{index}" for index, step in enumerate(steps, start=1) if step["open"]]
    if undone:
        lines += ["  classDef open stroke-dasharray: 5 4\n", f"  class {','.join(undone)} open\n"]
    return _HEAD + "".join(lines)


def _label(text: str, longest: int) -> str:
    if len(text) <= longest:
        return mermaid_label(text)
    cut = text[:longest]
    whole = cut.rsplit(" ", 1)[0] if " " in cut else cut[:-1]
    return mermaid_label(whole.rstrip(" ,;:") + "…")
