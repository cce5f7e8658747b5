"""What an audience is not shown of a workbook, said once on the cover instead of on a sheet of its own each time.

The public sees little of most workbooks: tables that would only say so are left out, and the sheets that hold nothing
else with them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.unshown import not_shown
from innoenvi_cli.deliverables.words import capitalised
from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.spec import Sheet, Table, WorkbookSpec
    from innoenvi_cli.deliverables.words import Words
    from innoenvi_cli.model.programme import Audience

_BETWEEN: Final = "; "


def gather_sheets(spec: WorkbookSpec, data: Row, audience: Audience, words: Words) -> tuple[WorkbookSpec, Row]:
    """Return the workbook without the tables that are not shown, and its data with what they are on the cover."""
    before, _, after = not_shown("\0", audience, words).partition("\0")
    sentence = re.compile(f"{re.escape(before)}(.*?){re.escape(after)}", re.DOTALL)
    found: list[str] = []
    notes: dict[str, list[str]] = {}
    for table in (table for sheet in spec.sheets for table in sheet.tables):
        held: list[str] = data.get("notes", {}).get(table.rows, [])
        told = [match[1] for note in held if (match := sentence.fullmatch(note)) is not None]
        found += told
        notes[table.rows] = [note for note in held if sentence.fullmatch(note) is None]
        if told and not notes[table.rows] and (not data[table.rows] or _names_alone(table, data)):
            del notes[table.rows]
    if not found:
        return spec, data
    sheets = tuple(kept for sheet in spec.sheets if (kept := _kept(sheet, notes)).tables)
    line = {"label": words.say(N_("Not shown")), "text": capitalised(_BETWEEN.join(dict.fromkeys(found)))}
    head = {**data["head"], "lines": [*data["head"]["lines"], line]}
    return (
        spec.model_copy(update={"sheets": sheets, "legend": spec.legend if sheets else ()}),
        {**data, "head": head, "notes": {**data["notes"], **notes}},
    )


def _names_alone(table: Table, data: Row) -> bool:
    """Tell whether all but the first column is hidden: then the names are left, and they stand elsewhere."""
    hidden = data["hidden_columns"].get(table.rows, ())
    return len(table.columns) > 1 and all(column.id in hidden for column in table.columns[1:])


def _kept(sheet: Sheet, notes: dict[str, list[str]]) -> Sheet:
    tables = tuple(table for table in sheet.tables if table.rows in notes)
    charts = tuple(chart for chart in sheet.charts if chart.table in notes)
    return sheet.model_copy(update={"tables": tables, "charts": charts})
