"""A programme's own templates: what keeps one from making a document."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

TEMPLATE_SYNTAX = Rule(
    "IE701",
    Severity.ERROR,
    N_("template not written correctly"),
    N_("the template is not written correctly: {problem}"),
    N_("look at the braces and the tags here and before; innoenvi explain IE701 shows how they are written"),
    N_(
        "The template, or an expression in the spec of a workbook, cannot be taken apart. The usual causes are a tag "
        "or a pair of braces that is never closed, an {% if %} or {% for %} without its end, and a tag that there is "
        "not. check says so without running anything.\n\n"
        "Wrong:\n"
        "{% if members %}{{ name }\n\n"
        "Right:\n"
        "{% if members %}{{ name }}{% endif %}"
    ),
)
UNKNOWN_FILTER = Rule(
    "IE702",
    Severity.ERROR,
    N_("unknown filter"),
    N_("there is no filter or test '{name}'{suggestion}"),
    N_("the shipped templates show the filters that there are"),
    N_(
        "What stands behind | in a template is a filter, and what stands behind 'is' a test. Templates have those of "
        "innoenvi (table, bullets, prose and the diagrams) and the harmless ones of Jinja; filters that escape for "
        "other kinds of documents, choose at random or reach into objects are left out.\n\n"
        "Wrong:\n"
        "{{ members | tabel({'name': 'Name'}) }}\n\n"
        "Right:\n"
        "{{ members | table({'name': 'Name'}) }}"
    ),
)
UNKNOWN_NAME = Rule(
    "IE703",
    Severity.ERROR,
    N_("unknown name in a template"),
    N_("nothing here is called '{name}'{suggestion}"),
    N_("correct the name; the shipped template of the same name shows what there is"),
    N_(
        "A template asks for something that its document does not have. That is an error and not a gap: a letter to "
        "the members with a hole in it would go out unnoticed. Only the audience's own data is there, so that a "
        "field may be missing for one audience and not for another.\n\n"
        "Wrong:\n"
        "{{ head.titel }}\n\n"
        "Right:\n"
        "{{ head.title }}"
    ),
)
OUT_OF_BOUNDS = Rule(
    "IE704",
    Severity.ERROR,
    N_("out of bounds for a template"),
    N_("a template may not use '{name}'"),
    N_("take it out: a template shows the data that it gets, and reaches nothing else"),
    N_(
        "Templates run in a sandbox. They show the data that they get and cannot change it; names that begin with an "
        "underscore, methods that change a list, and everything that leads into the program or the computer are "
        "refused, whoever wrote the template.\n\n"
        "Wrong:\n"
        "{{ name.__class__ }}\n\n"
        "Right:\n"
        "{{ name }}"
    ),
)
MISSING_TEMPLATE = Rule(
    "IE705",
    Severity.ERROR,
    N_("template not found"),
    N_("there is no template '{name}'{suggestion}"),
    N_("write its name from the folder templates on, for example markdown/parts/head.md.j2"),
    N_(
        "A template includes or imports another that is neither among the programme's own nor among the shipped "
        "ones. Names begin in the folder templates, whichever folder the including template stands in, and capitals "
        "count.\n\n"
        "Wrong:\n"
        '{% include "head.md.j2" %}\n\n'
        "Right:\n"
        '{% include "markdown/parts/head.md.j2" %}'
    ),
)
UNSAFE_TEMPLATE = Rule(
    "IE706",
    Severity.ERROR,
    N_("template outside its folder"),
    N_("'{name}' leads out of the folder of templates, goes through a link, or is no plain file"),
    N_("put a plain file into the folder templates of the programme"),
    N_(
        "Templates are plain files in the folder templates of the programme. Symbolic links are not followed, not to "
        "a file, not to a folder and not for the folder itself; names with .., a backslash, a colon or a slash at "
        "the beginning are refused, and so are pipes and devices. Otherwise a programme from elsewhere could bring "
        "any file of your computer into a document.\n\n"
        "Wrong:\n"
        '{% include "../private/people.yaml" %}\n\n'
        "Right:\n"
        '{% include "markdown/parts/head.md.j2" %}'
    ),
)
ENDLESS_TEMPLATE = Rule(
    "IE707",
    Severity.ERROR,
    N_("template without an end"),
    N_("the template includes or calls itself without an end"),
    N_("take out the include or the call that leads back to the template itself"),
    N_(
        "A template that includes itself, directly or through others, or a macro that calls itself, never comes to "
        "an end unless a condition stops it.\n\n"
        "Wrong:\n"
        'in markdown/parts/foot.md.j2: {% include "markdown/parts/foot.md.j2" %}\n\n'
        "Right:\n"
        'in markdown/minutes.md.j2: {% include "markdown/parts/foot.md.j2" %}'
    ),
)
TEMPLATE_TOO_LARGE = Rule(
    "IE708",
    Severity.ERROR,
    N_("template too large"),
    N_("the template has more than {limit}"),
    N_("split it into parts that it includes, or look whether it is a template at all"),
    N_(
        "A template may have 131,072 bytes; the largest shipped one has a tenth of that. A larger file is most often "
        "something else under the wrong name.\n\n"
        "Wrong:\n"
        "markdown/minutes.md.j2 of 300 megabytes\n\n"
        "Right:\n"
        "markdown/minutes.md.j2 that includes markdown/parts/agenda.md.j2"
    ),
)
TEMPLATE_TOO_SLOW = Rule(
    "IE709",
    Severity.ERROR,
    N_("template takes too long"),
    N_("the template takes more than {seconds} seconds"),
    N_("look for loops inside loops, and for figures that grow without an end"),
    N_(
        "A programme's own template may compute for five seconds; the shipped ones take hundredths of one. It runs "
        "in a process of its own, which is ended then; nothing of the document is written. On Windows nothing can "
        "end it but Ctrl-C.\n\n"
        "Wrong:\n"
        "{% for a in rows %}{% for b in rows %}{% for c in rows %}{% for d in rows %}…\n\n"
        "Right:\n"
        "{% for row in rows %}…{% endfor %}"
    ),
)
TEMPLATE_TOO_MUCH_MEMORY = Rule(
    "IE710",
    Severity.ERROR,
    N_("template takes too much memory"),
    N_("the template takes more memory than it may ({limit})"),
    N_("look for texts that are repeated or padded, and for large figures"),
    N_(
        "A programme's own template may take 192 mebibytes on top of what innoenvi itself needs, and no figure or "
        "text in it may become larger than a megabyte by a single operation. It runs in a process of its own, which is "
        "ended then; nothing of the document is written. On Windows and macOS the system does not hold it to all of "
        "this.\n\n"
        "Wrong:\n"
        "{{ 'x' * 1000000000 }}\n\n"
        "Right:\n"
        "{{ 'x' * 10 }}"
    ),
)
DOCUMENT_TOO_LARGE = Rule(
    "IE711",
    Severity.ERROR,
    N_("document too large"),
    N_("what the template makes is larger than {limit}"),
    N_("look for loops inside loops"),
    N_(
        "A document of a programme's own template may have eight mebibytes, which is some thousand pages. Nothing of "
        "a larger one is written.\n\n"
        "Wrong:\n"
        "{% for a in rows %}{% for b in rows %}{{ a.name }}{% endfor %}{% endfor %}\n\n"
        "Right:\n"
        "{% for row in rows %}{{ row.name }}{% endfor %}"
    ),
)
CANNOT_COMPUTE = Rule(
    "IE712",
    Severity.ERROR,
    N_("cannot be computed"),
    N_("this cannot be computed or shown: {problem}"),
    N_("look at the values: a default or a condition helps where one may be missing"),
    N_(
        "A template divides by zero, adds a text to a figure, or shows a whole list where a text belongs. The place "
        "is that of the line where it happened.\n\n"
        "Wrong:\n"
        "{{ members }}\n\n"
        "Right:\n"
        "{{ members | map(attribute='name') | join(', ') }}"
    ),
)
COLUMN_WITHOUT_VALUE = Rule(
    "IE713",
    Severity.ERROR,
    N_("column without a value"),
    N_("the column '{column}' has neither field: nor value:"),
    N_("add field: with the path of the value in the row, or value: with an expression"),
    N_(
        "A column of a workbook shows a field of its rows or what an expression comes to.\n\n"
        "Wrong:\n"
        "{id: name, title: Name}\n\n"
        "Right:\n"
        "{id: name, title: Name, field: name}"
    ),
)
UNKNOWN_FIELD = Rule(
    "IE714",
    Severity.ERROR,
    N_("unknown field of a row"),
    N_("the rows have no '{field}'{suggestion}"),
    N_("correct field:; the shipped workbook of the same name shows what the rows have"),
    N_(
        "field: names a value in the rows of the table by the keys of the record's file, with a full stop before a "
        "key of a part. The rows of this table have no such key.\n\n"
        "Wrong:\n"
        "{id: town, title: Town, field: twon}\n\n"
        "Right:\n"
        "{id: town, title: Town, field: town}"
    ),
)
UNKNOWN_ROWS = Rule(
    "IE715",
    Severity.ERROR,
    N_("unknown list"),
    N_("there is no list '{name}' for this workbook{suggestion}"),
    N_("the shipped workbook of the same name shows which lists there are"),
    N_(
        "rows: names the list that a table shows, each: the list that gives a column for every item, and names: the "
        "names that stand for ids. The data of this workbook has no such list.\n\n"
        "Wrong:\n"
        "rows: membres\n\n"
        "Right:\n"
        "rows: members"
    ),
)
HEADINGS_ALIKE = Rule(
    "IE716",
    Severity.ERROR,
    N_("headings empty or alike"),
    N_("the headings of '{rows}' are empty or not all different: {headings}"),
    N_("give every column a title of its own, in both languages"),
    N_(
        "The columns of a table in a spreadsheet are known by their headings; two that are alike, or one that is "
        "empty, would make Excel repair the file when it is opened.\n\n"
        "Wrong:\n"
        "{id: start, title: Date, field: start}, {id: end, title: Date, field: end}\n\n"
        "Right:\n"
        "{id: start, title: Start, field: start}, {id: end, title: End, field: end}"
    ),
)
SHEET_NAME = Rule(
    "IE717",
    Severity.ERROR,
    N_("name of a sheet"),
    N_("'{name}' cannot be the name of a sheet"),
    N_("use at most 31 characters, none of [ ] : * ? / \\, and no name twice; the cover has one already"),
    N_(
        "Spreadsheets allow 31 characters in the name of a sheet, none of the seven signs that mean something in "
        "formulas, no apostrophe at either end, and no two names that differ in capitals alone. The first sheet is "
        "the cover.\n\n"
        "Wrong:\n"
        "name: 'Costs 2026/2027'\n\n"
        "Right:\n"
        "name: Costs 2026–2027"
    ),
)
TABLE_TWICE = Rule(
    "IE718",
    Severity.ERROR,
    N_("table shown twice"),
    N_("two tables of the sheet '{sheet}' show '{rows}' under the same name"),
    N_("give each of them a part: of its own"),
    N_(
        "Every table of a workbook has a name, made of its sheet, its rows and its part. Where two tables of a sheet "
        "show the same rows, part: tells them apart.\n\n"
        "Wrong:\n"
        "tables: [{rows: costs, …}, {rows: costs, …}]\n\n"
        "Right:\n"
        "tables: [{rows: costs, part: plan, …}, {rows: costs, part: actual, …}]"
    ),
)
CHART_COLUMN = Rule(
    "IE719",
    Severity.ERROR,
    N_("chart without its column"),
    N_("the chart draws '{name}', which its sheet does not have{suggestion}"),
    N_("name a table of the sheet and columns of that table"),
    N_(
        "A chart draws columns of a table of its own sheet: table: names the rows, categories: and series: the ids of "
        "columns. A scatter needs two series, a Gantt chart the start and the days.\n\n"
        "Wrong:\n"
        "{kind: bar, title: Costs, table: costs, categories: year, series: [som]}\n\n"
        "Right:\n"
        "{kind: bar, title: Costs, table: costs, categories: year, series: [sum]}"
    ),
)
UNKNOWN_VOCABULARY = Rule(
    "IE720",
    Severity.ERROR,
    N_("unknown vocabulary"),
    N_("there is no vocabulary '{name}'{suggestion}"),
    N_("the shipped workbooks show the vocabularies there are, such as action_state"),
    N_(
        "labels: names the vocabulary whose words stand in a column, so that readers see their labels.\n\n"
        "Wrong:\n"
        "{id: state, title: State, field: state, labels: action_stat}\n\n"
        "Right:\n"
        "{id: state, title: State, field: state, labels: action_state}"
    ),
)
UNSAFE_FORMULA = Rule(
    "IE721",
    Severity.ERROR,
    N_("formula that workbooks may not have"),
    N_("a formula may not use '{name}'"),
    N_("keep to sums, ranks and conditions over the cells that ref names"),
    N_(
        "formula: makes live formulas of the cells that ref names. Formulas that reach other workbooks, programs or "
        "the network are refused, and so are texts in quotes: a record could put words of its own into them.\n\n"
        "Wrong:\n"
        "formula: \"'=HYPERLINK(' ~ row.website ~ ')'\"\n\n"
        "Right:\n"
        "formula: \"'=SUM(' ~ ref.this.amounts ~ ')'\""
    ),
)
UNUSED_TEMPLATE = Rule(
    "IE722",
    Severity.WARNING,
    N_("template that nothing uses"),
    N_("no document is made with '{name}'{suggestion}"),
    N_("name it like the shipped template that it replaces, or include it in one of your own"),
    N_(
        "A template of the programme replaces the shipped one of the same name, or is included by one that does. This "
        "one is neither: its name is misspelt, or it does not lie in the folder markdown or workbooks; the shipped "
        "template would be used without a word.\n\n"
        "Wrong:\n"
        "templates/markdown/steering-breif.md.j2\n"
        "templates/steering-brief.md.j2\n\n"
        "Right:\n"
        "templates/markdown/steering-brief.md.j2"
    ),
)

RULES: Final = (
    TEMPLATE_SYNTAX,
    UNKNOWN_FILTER,
    UNKNOWN_NAME,
    OUT_OF_BOUNDS,
    MISSING_TEMPLATE,
    UNSAFE_TEMPLATE,
    ENDLESS_TEMPLATE,
    TEMPLATE_TOO_LARGE,
    TEMPLATE_TOO_SLOW,
    TEMPLATE_TOO_MUCH_MEMORY,
    DOCUMENT_TOO_LARGE,
    CANNOT_COMPUTE,
    COLUMN_WITHOUT_VALUE,
    UNKNOWN_FIELD,
    UNKNOWN_ROWS,
    HEADINGS_ALIKE,
    SHEET_NAME,
    TABLE_TWICE,
    CHART_COLUMN,
    UNKNOWN_VOCABULARY,
    UNSAFE_FORMULA,
    UNUSED_TEMPLATE,
)
