"""Flowcharts of operating processes in Mermaid: trigger, steps with who does them, what one step hands to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.mermaid_labels import first_fitting, mermaid_label

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
    return first_fitting(lambda longest: _draw(process, longest), _LONGEST_LABELS)


def _draw(process: Row, longest: int) -> str:
    steps = process["steps"]
    lines = [f'  t(["{mermaid_label(process["trigger"], longest)}"])\n']
    for index, step in enumerate(steps, start=1):
        # Of two lines: a tag in a label would make Mermaid take the escapes out of it, and read what comes out.
        actor, activity = mermaid_label(f"{step['actor']}:", longest), mermaid_label(step["activity"], longest)
        lines.append(f'  s{index}["{actor}\n{activity}"]\n')
    lines.append("  t --> s1\n")
    for index, step in enumerate(steps[:-1], start=1):
        handed = f'|"{mermaid_label(step["output"], longest)}"|' if step["output"] else ""
        lines.append(f"  s{index} -->{handed} s{index + 1}\n")
    last = steps[-1]["output"]
    if last:
        lines += [f'  e(["{mermaid_label(last, longest)}"])\n', f"  s{len(steps)} --> e\n"]
    undone = [f"s{index}" for index, step in enumerate(steps, start=1) if step["open"]]
    if undone:
        lines += ["  classDef open stroke-dasharray: 5 4\n", f"  class {','.join(undone)} open\n"]
    return _HEAD + "".join(lines)
