"""What templates do with their data: the filters of Markdown documents, and what becomes of every value shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import Undefined

from innoenvi_cli.deliverables.escaping import Escaped, markdown_prose, markdown_text
from innoenvi_cli.deliverables.mermaid import network_diagrams
from innoenvi_cli.deliverables.process_diagrams import process_diagram
from innoenvi_cli.deliverables.quadrants import quadrant_chart
from innoenvi_cli.deliverables.radar import full_legend, radar_diagram
from innoenvi_cli.deliverables.sandbox import NotTextError, is_plain
from innoenvi_cli.deliverables.year_chart import year_diagram

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from innoenvi_cli.deliverables.plain import Row

NOTHING: Final = "–"


def finalize(value: object) -> str:
    """Return ``value`` as Markdown: escaped, unless it is Markdown already.

    Raises:
        UndefinedError: it is undefined.
        NotTextError: it is no text and no figure.
    """
    if isinstance(value, Undefined):
        return str(value)  # raises, with the name of what is missing
    if isinstance(value, Escaped):
        return value
    if value is None:
        return ""
    if not is_plain(value):
        raise NotTextError(value)
    return markdown_text(str(value))


def _prose(text: str) -> Escaped:
    return markdown_prose(text)


def _bullets(items: Sequence[str]) -> Escaped:
    return Escaped("\n".join(f"- {finalize(item)}" for item in items))


def _diagrams(network: Row) -> Escaped:
    return Escaped("\n\n".join(f"```mermaid\n{diagram}```" for diagram in network_diagrams(network)))


def _quadrants(chart: Row) -> Escaped:
    return _drawn(quadrant_chart(chart))


def _radar(radar: Row) -> Escaped:
    diagram = radar_diagram(radar)
    full = " · ".join(markdown_text(label) for label in full_legend(radar)) if diagram else ""
    return Escaped("\n\n".join(part for part in (_drawn(diagram), full) if part))


def _process(process: Row) -> Escaped:
    return _drawn(process_diagram(process))


def _years_chart(chart: Row, title: str, axis: str) -> Escaped:
    return _drawn(year_diagram(chart, title, axis))


def _drawn(diagram: str) -> Escaped:
    """A picture that would be too large is left out: the table beside it says the same."""
    return Escaped(f"```mermaid\n{diagram}```" if diagram else "")


def _table(
    rows: Sequence[Row], columns: Mapping[str, str], right: Sequence[str] = (), optional: Sequence[str] = ()
) -> Escaped:
    """Return a table of ``rows``; ``columns`` maps keys to headings, those in ``right`` are set to the right.

    An ``optional`` column is left out where no row has anything in it.
    """
    keys = [key for key in columns if key not in optional or any(row[key] for row in rows)]
    head = [finalize(columns[key]) for key in keys]
    rule = ["---:" if key in right else "---" for key in keys]
    body = [[_cell(row[key]) for key in keys] for row in rows]
    return Escaped("\n".join(f"| {' | '.join(line)} |" for line in [head, rule, *body]))


def _cell(value: object) -> str:
    """A list is parted by semicolons, or after a full stop by nothing: a line break would be a tag."""
    if isinstance(value, list):
        items = [finalize(item) for item in value]
        return (
            "".join(f"{item}{' ' if item.endswith('.') else '; '}" for item in items[:-1]) + "".join(items[-1:])
            or NOTHING
        )
    return finalize(value) or NOTHING


MARKDOWN_FILTERS: Final[Mapping[str, Callable[..., Escaped]]] = {
    "prose": _prose,
    "bullets": _bullets,
    "table": _table,
    "network_diagrams": _diagrams,
    "process_diagram": _process,
    "radar": _radar,
    "quadrant_chart": _quadrants,
    "years_chart": _years_chart,
}
