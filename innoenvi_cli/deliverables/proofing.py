"""Reads templates and specs without running them, and says what is wrong with them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from innoenvi_cli.deliverables.audience_fields import FIELDS
from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.markdown_filters import MARKDOWN_FILTERS
from innoenvi_cli.deliverables.record_keys import missing_step
from innoenvi_cli.deliverables.sandbox import Sandbox, template_text
from innoenvi_cli.deliverables.table_writer import table_name
from innoenvi_cli.deliverables.template_faults import fault_of, pointed
from innoenvi_cli.deliverables.template_files import UnsafeTemplateError, parts_of
from innoenvi_cli.deliverables.workbook import can_name_sheet
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import LANGUAGES, N_, message
from innoenvi_cli.model.base import in_language
from innoenvi_cli.model.vocabulary import VOCABULARIES
from innoenvi_cli.rules import NOT_A_CHOICE
from innoenvi_cli.rules.templates import (
    CHART_COLUMN,
    COLUMN_WITHOUT_VALUE,
    HEADINGS_ALIKE,
    MISSING_TEMPLATE,
    OUT_OF_BOUNDS,
    SHEET_NAME,
    TABLE_TWICE,
    UNKNOWN_FIELD,
    UNKNOWN_FILTER,
    UNKNOWN_VOCABULARY,
    UNSAFE_TEMPLATE,
)
from innoenvi_cli.text_distance import did_you_mean, nearest, suggested

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from innoenvi_cli.deliverables.spec import Chart, Column, Sheet, Table, WorkbookSpec
    from innoenvi_cli.findings import Finding

_MOST: Final = 50
_WRONG: Final = (TemplateSyntaxError, RecursionError, ValueError, OverflowError, MemoryError)
_PAIR: Final = 2


def template_faults(raw: bytes, path: str, known: Collection[str]) -> tuple[list[Finding], frozenset[str]]:
    """Return what is wrong with the template ``path`` and the names that it includes, of those that are ``known``."""
    try:
        text = template_text(raw, path)
    except TemplateFailedError as error:
        return [error.finding], frozenset()
    env = Sandbox(trim_blocks=True, lstrip_blocks=True)
    env.filters.update(MARKDOWN_FILTERS)
    texts = {path: text}
    try:
        tree = env.parse(text, filename=path)
        faults = _faults_in(tree, env, known, lambda line, name: pointed(Location(path, line), name, texts))
        found = list(islice(faults, _MOST))
        included = frozenset(_names_in(tree))
    except _WRONG as error:
        return [fault_of(error, Location(path), texts)], frozenset()
    return found, included


def spec_faults(spec: WorkbookSpec) -> list[Finding]:
    """Return what is wrong with a workbook whatever its data."""
    return list(islice(_spec_faults(spec), _MOST))


def _spec_faults(spec: WorkbookSpec) -> Iterator[Finding]:
    yield from _sheet_names(spec)
    env, tables = Sandbox(), set[str]()
    for sheet in spec.sheets:
        for table in sheet.tables:
            name = table_name(sheet.id, table)
            if name in tables:
                yield TABLE_TWICE.at(table.place("rows"), sheet=sheet.id, rows=table.rows)
            tables.add(name)
            yield from _headings(table)
            if table.record is not None and table.record not in FIELDS:
                guess = did_you_mean(table.record, FIELDS)
                place, choices = table.place("record"), ", ".join(sorted(FIELDS))
                yield NOT_A_CHOICE.at(place, value=table.record, choices=choices, suggestion=guess)
            for column in table.columns:
                yield from _column_faults(column, env)
                yield from _field_faults(column, table.record)
        for chart in sheet.charts:
            yield from _chart_faults(chart, sheet)


def _faults_in(
    tree: nodes.Node, env: Sandbox, known: Collection[str], place: Callable[[int, str], Location]
) -> Iterator[Finding]:
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        held = env.filters if isinstance(node, nodes.Filter) else env.tests
        if node.name not in held:
            suggestion = did_you_mean(node.name, held)
            yield UNKNOWN_FILTER.at(place(node.lineno, node.name), name=node.name, suggestion=suggestion)
    for attribute in tree.find_all(nodes.Getattr):
        if attribute.attr.startswith("_"):
            yield OUT_OF_BOUNDS.at(place(attribute.lineno, attribute.attr), name=attribute.attr)
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and str(item.arg.value).startswith("__"):
            yield OUT_OF_BOUNDS.at(place(item.lineno, item.arg.value), name=item.arg.value)
    for line, name, needed in _references(tree):
        try:
            parts_of(name)
        except UnsafeTemplateError:
            yield UNSAFE_TEMPLATE.at(place(line, name), name=name)
            continue
        if needed and name not in known:
            yield MISSING_TEMPLATE.at(place(line, name), name=name, suggestion=did_you_mean(name, known))


def _references(tree: nodes.Node) -> Iterator[tuple[int, str, bool]]:
    """Yield the line and name of every template that another names outright, and whether it must be there."""
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        named: nodes.Expr = node.template  # type: ignore[attr-defined] # each of the four has it
        several = isinstance(named, (nodes.List, nodes.Tuple))
        for item in named.items if isinstance(named, (nodes.List, nodes.Tuple)) else [named]:
            if isinstance(item, nodes.Const) and isinstance(item.value, str):
                yield node.lineno, item.value, not (several or getattr(node, "ignore_missing", False))


def _names_in(tree: nodes.Node) -> Iterator[str]:
    for _, name, _ in _references(tree):
        yield name


# Workbooks -----------------------------------------------------------------------------------------------------------


def _sheet_names(spec: WorkbookSpec) -> Iterator[Finding]:
    for language in LANGUAGES:
        taken = {message(N_("Cover")).render(language).casefold()}
        for sheet in spec.sheets:
            name = in_language(sheet.name, language)
            if not can_name_sheet(name) or name.casefold() in taken:
                yield SHEET_NAME.at(sheet.place("name"), name=name)
                return
            taken.add(name.casefold())


def _headings(table: Table) -> Iterator[Finding]:
    for language in LANGUAGES:
        titles = [in_language(column.title, language) for column in table.columns if column.each is None]
        folded = {title.casefold() for title in titles}
        if not all(titles) or len(folded) < len(titles):
            yield HEADINGS_ALIKE.at(table.place("columns"), rows=table.rows, headings=", ".join(titles))
            return


def _column_faults(column: Column, env: Sandbox) -> Iterator[Finding]:
    if column.field is None and column.value is None:
        yield COLUMN_WITHOUT_VALUE.at(column.place("id"), column=column.id)
    if column.labels is not None and column.labels not in VOCABULARIES:
        suggestion = did_you_mean(column.labels, VOCABULARIES)
        yield UNKNOWN_VOCABULARY.at(column.place("labels"), name=column.labels, suggestion=suggestion)
    for key in ("value", "formula", "entered"):
        expression = getattr(column, key)
        if expression is not None:
            yield from _expression_faults(env, expression, column.place(key))


def _field_faults(column: Column, record: str | None) -> Iterator[Finding]:
    """A key that the record does not have is nobody's to see, so that its column would be left out without a word."""
    missing = missing_step(record or "", column.field or "")
    if missing is None or column.field is None:
        return
    step, keys = missing
    near, hint = nearest(step, keys), None
    if near is None:
        hint = message(
            N_("field: takes keys of the record; what the rows have besides is shown by value: row.{path}"),
            path=column.field,
        )
    yield UNKNOWN_FIELD.at(column.place("field"), field=step, suggestion=suggested(near), hint=hint)


def _expression_faults(env: Sandbox, expression: str, start: Location) -> Iterator[Finding]:
    try:
        parser = Parser(env, expression, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            parser.fail(f"unexpected '{parser.stream.current.value}'")
        yield from _faults_in(tree, env, (), lambda *_: start)
    except _WRONG as error:
        yield fault_of(error, start, {})


def _chart_faults(chart: Chart, sheet: Sheet) -> Iterator[Finding]:
    tables = [table for table in sheet.tables if table.rows == chart.table]
    if not tables:
        suggestion = did_you_mean(chart.table, [table.rows for table in sheet.tables])
        yield CHART_COLUMN.at(chart.place("table"), name=chart.table, suggestion=suggestion)
        return
    ids = [column.id for table in tables for column in table.columns]
    wanted = [(chart.place("categories"), chart.categories)]
    wanted += [(chart.place("series", index), name) for index, name in enumerate(chart.series)]
    for place, name in wanted:
        if name not in ids:
            yield CHART_COLUMN.at(place, name=name, suggestion=did_you_mean(name, ids))
    if chart.kind in {"scatter", "gantt"} and len(chart.series) < _PAIR:
        yield CHART_COLUMN.at(chart.place("series"), name="-", suggestion=did_you_mean("", ()))
