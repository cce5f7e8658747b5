"""What a workbook consists of, as declared in ``templates/workbooks/<id>.yaml``: sheets, tables, columns, charts.

A column shows a ``field`` (the path of a value in the row, by the keys of the record's file) or a ``value`` (a Jinja
expression over ``row``, ``number``, ``item`` and ``data``). Texts stand in both languages in the spec itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, PrivateAttr

from innoenvi_cli.findings import Location
from innoenvi_cli.model.base import Flag, Integer, Line, Number, Record, Slug, Text
from innoenvi_cli.model.project import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.model.project import Step

Format = Literal["text", "id", "date", "integer", "number", "quantity", "money", "percent"]
Style = Literal["good", "warn", "bad", "muted", "accent"]


class Part(Record):
    """A part of a spec, which knows where it stands in the file."""

    _origin: Origin | None = PrivateAttr(default=None)
    _steps: tuple[str | int, ...] = PrivateAttr(default=())

    def put(self, origin: Origin, *steps: Step) -> None:
        """Remember that this part stands at ``steps`` of the file."""
        self._origin, self._steps = origin, steps

    def place(self, *steps: Step) -> Location:
        """Return where this part stands, or what is at ``steps`` in it."""
        return self._origin.at(*self._steps, *steps) if self._origin is not None else Location("")


class Column(Part):
    """A column of a table, or with ``each`` one column for every item of a list."""

    id: Slug = Field(description="id of the column in its table")
    title: Text | None = Field(default=None, description="heading; the item's name where there is none")
    field: Line | None = Field(default=None, description="path of the value in the row")
    value: Line | None = Field(default=None, description="expression that computes the value")
    formula: Line | None = Field(default=None, description="expression of a live formula, value being what it shows")
    each: Line | None = Field(default=None, description="list of {id, name}: one column for each item")
    format: Format = Field(default="text", description="text, id, date, integer, number, quantity, money or percent")
    width: Integer = Field(default=16, ge=3, le=120, description="width in characters")
    labels: Line | None = Field(default=None, description="vocabulary whose labels are shown for the words")
    names: Line | None = Field(default=None, description="list of names that are shown for the ids")
    many: Flag = Field(default=False, description="true if a cell holds several values")
    between: tuple[Number, ...] = Field(default=(), description="lowest and highest figure that may be entered")
    entered: Line | None = Field(default=None, description="expression that tells whether the reader may change a cell")
    highlight: Literal["scale", "scale-risk", "bars"] | None = Field(
        default=None, description="colour scale or data bars"
    )
    styles: dict[Line, Style] = Field(default={}, description="words and the style of their cells")
    total: Flag = Field(default=False, description="true if the sum stands below the table")
    audience: Literal["consultants", "core_group", "members", "public"] = Field(
        default="public", description="the widest audience that sees the column"
    )


class Table(Part):
    """A table of rows; the first of a sheet begins in its first row."""

    rows: Line = Field(description="the list of rows in the data")
    part: Slug | None = Field(default=None, description="id of the table where several show the same rows")
    title: Text | None = Field(default=None, description="line above the table, unless it is the first of its sheet")
    record: Line | None = Field(default=None, description="type of record in the rows, for the audiences' allow-list")
    columns: tuple[Column, ...] = Field(min_length=1, description="the columns")


class Chart(Part):
    """A chart below the tables of its sheet."""

    kind: Literal["bar", "column", "stacked_column", "stacked_bar", "gantt", "scatter", "radar"] = Field(
        description="kind of chart"
    )
    title: Text = Field(description="title of the chart")
    table: Line = Field(description="the rows of the table that it draws")
    categories: Slug = Field(description="column of the categories")
    series: tuple[Slug, ...] = Field(
        min_length=1,
        description="columns of the figures; gantt: start and days; scatter: across and upwards, radar: from 1 to 5",
    )
    group: Slug | None = Field(default=None, description="scatter: column whose words colour the points, by its styles")


class Sheet(Part):
    """A sheet of the workbook."""

    id: Slug = Field(description="id of the sheet")
    name: Text = Field(description="name of the sheet")
    about: Text = Field(description="what the sheet shows, for the cover")
    tables: tuple[Table, ...] = Field(min_length=1, description="its tables")
    charts: tuple[Chart, ...] = Field(default=(), description="its charts")
    freeze: Integer = Field(default=1, ge=0, le=5, description="columns that stay when one scrolls")


class WorkbookSpec(Part):
    """A workbook."""

    sheets: tuple[Sheet, ...] = Field(min_length=1, description="its sheets")
    legend: tuple[Text, ...] = Field(default=(), description="lines of the legend on the cover")

    def columns(self) -> Iterator[tuple[Sheet, Table, Column]]:
        """Yield every column with where it stands."""
        for sheet in self.sheets:
            for table in sheet.tables:
                for column in table.columns:
                    yield sheet, table, column


def parse_spec(name: str, data: Any, origin: Origin | None = None) -> WorkbookSpec:
    """Return the workbook that the plain ``data`` of the file ``name`` declares; ``origin`` is where its parts stand.

    Raises:
        pydantic.ValidationError: it does not declare one.
    """
    spec = WorkbookSpec.model_validate(data)
    origin = origin if origin is not None else Origin(name, 1, 1, None)
    spec.put(origin)
    for number, sheet in enumerate(spec.sheets):
        sheet.put(origin, "sheets", number)
        for index, table in enumerate(sheet.tables):
            table.put(origin, "sheets", number, "tables", index)
            for column, declared in enumerate(table.columns):
                declared.put(origin, "sheets", number, "tables", index, "columns", column)
        for index, chart in enumerate(sheet.charts):
            chart.put(origin, "sheets", number, "charts", index)
    return spec
