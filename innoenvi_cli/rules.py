"""The closed list of what can be wrong in the records: one rule per code. ``explain`` prints it, the docs hold it."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# Reading a file ------------------------------------------------------------------------------------------------------

UNREADABLE = Rule(
    "IE001",
    _E,
    N_("file cannot be read"),
    N_("the file cannot be read: {reason}"),
    N_("make it readable, or take it away"),
)
NOT_UTF8 = Rule(
    "IE002",
    _E,
    N_("not UTF-8"),
    N_("the file is not UTF-8 text (byte {offset})"),
    N_("save it as UTF-8; editors offer this under 'encoding'"),
)
TOO_LARGE = Rule(
    "IE003",
    _E,
    N_("file too large"),
    N_("the file has more than {limit} bytes"),
    N_("split it: one file per record"),
)
SYNTAX = Rule(
    "IE004",
    _E,
    N_("not YAML"),
    N_("this is not YAML: {problem}"),
    N_("look at the quotes, colons and indents here and on the line before"),
)
TOO_DEEP = Rule(
    "IE005",
    _E,
    N_("nested too deeply"),
    N_("nested deeper than {limit} levels"),
    N_("records are flat: take the extra levels away"),
)
ALIAS = Rule(
    "IE006",
    _E,
    N_("alias or anchor"),
    N_("aliases and anchors ('{text}') are not allowed"),
    N_("write the value out where it belongs, or quote it if it is text that begins with & or *"),
)
TAG = Rule(
    "IE007",
    _E,
    N_("tag"),
    N_("tags ('{text}') are not allowed"),
    N_("take the tag away, or quote the value if it is text that begins with !"),
)
DIRECTIVE = Rule(
    "IE008",
    _E,
    N_("directive"),
    N_("directives (a line that begins with %) are not allowed"),
    N_("take the line away"),
)
SECOND_DOCUMENT = Rule(
    "IE009",
    _E,
    N_("second document"),
    N_("a second document begins here"),
    N_("one file holds one document: move the rest to a file of its own"),
)
DUPLICATE_KEY = Rule(
    "IE010",
    _E,
    N_("key twice"),
    N_("the key '{key}' stands here for the second time, first on line {line}"),
    N_("keep one of the two; neither value was used"),
)
TWIN_KEY = Rule(
    "IE011",
    _E,
    N_("keys that look alike"),
    N_("the key '{key}' differs from '{other}' on line {line} only in case or composition"),
    N_("keep one spelling"),
)
CONFLICT = Rule(
    "IE012",
    _E,
    N_("unresolved merge"),
    N_("an unresolved merge: conflict marker '{marker}'"),
    N_("choose what stays, take the three marker lines away, then git add the file"),
)
TAB = Rule(
    "IE013",
    _E,
    N_("tab character"),
    N_("a tab character"),
    N_("use spaces; most editors can convert tabs"),
)
CONTROL_CHARACTER = Rule(
    "IE014",
    _E,
    N_("invisible character"),
    N_("an invisible character, U+{codepoint}: {kind}"),
    N_("delete it; it can make a text read otherwise than it is"),
)
MERGE_KEY = Rule(
    "IE015",
    _E,
    N_("merge key"),
    N_("merge keys (<<) are not allowed"),
    N_("write the keys out"),
)
NOT_A_MAPPING = Rule(
    "IE016",
    _E,
    N_("no keys at the top"),
    N_("a file of records begins with keys such as 'id:'"),
    N_("see innoenvi explain IE016, or make the record anew with innoenvi add"),
)
SYMLINK = Rule(
    "IE017",
    _E,
    N_("symbolic link"),
    N_("a symbolic link, or not a plain file: it is not followed"),
    N_("put the file itself into the programme"),
)
EMPTY_FILE = Rule(
    "IE018",
    _E,
    N_("empty file"),
    N_("the file holds no record"),
    N_("fill it or delete it"),
)
KEY_NOT_TEXT = Rule(
    "IE019",
    _E,
    N_("key is not a word"),
    N_("a key must be a word, not a list or a mapping"),
    N_("write 'key: value'"),
)
WRONG_ENCODING = Rule(
    "IE020",
    _E,
    N_("UTF-16 or UTF-32"),
    N_("the file is UTF-16 or UTF-32"),
    N_("save it as UTF-8; editors offer this under 'encoding'"),
)

# Files and names -----------------------------------------------------------------------------------------------------

UNKNOWN_FILE = Rule(
    "IE050",
    _E,
    N_("file of no known kind"),
    N_("no kind of record is called '{name}'"),
    N_("did you mean '{suggestion}'? See innoenvi schema for the kinds there are"),
)
WRONG_STEM = Rule(
    "IE051",
    _E,
    N_("id and file name differ"),
    N_("the id '{id}' is not the name of the file, '{stem}'"),
    N_("rename the file to {id}.yaml or write id: {stem}; an id that others refer to should stay"),
)
BAD_NAME = Rule(
    "IE052",
    _E,
    N_("name that cannot be used"),
    N_("'{name}' cannot be an id: {reason}"),
    N_("use small letters a-z, digits and single hyphens, beginning with a letter, at most 40 characters"),
)
MISSING_FILE = Rule(
    "IE053",
    _E,
    N_("file missing"),
    N_("there is no {name}"),
    N_("make it with innoenvi new or innoenvi add"),
)
TRACKED_PRIVATE = Rule(
    "IE054",
    _E,
    N_("personal data in git"),
    N_("a file of the private folder is tracked by git"),
    N_("git rm --cached {path}, check .gitignore, and remove it from the history if it was pushed"),
)

# Keys and values -----------------------------------------------------------------------------------------------------

UNKNOWN_KEY = Rule(
    "IE101",
    _E,
    N_("unknown key"),
    N_("unknown key '{key}'{suggestion}"),
    N_("correct it, take it away, or keep it under custom:"),
)
MISSING_KEY = Rule(
    "IE102",
    _E,
    N_("key missing"),
    N_("the key '{key}' is missing"),
    N_("add '{key}:' with a value"),
)
WRONG_SHAPE = Rule(
    "IE103",
    _E,
    N_("wrong shape"),
    N_("'{key}' must be {expected}"),
    N_("see the comment in a file made by innoenvi add, or innoenvi schema"),
)
NOT_A_DATE = Rule(
    "IE104",
    _E,
    N_("not a date"),
    N_("'{value}' is not a date"),
    N_("write year-month-day, for example 2026-03-09"),
)
NO_SUCH_DAY = Rule(
    "IE105",
    _E,
    N_("day that does not exist"),
    N_("there is no day {value} in the calendar"),
    N_("correct the date"),
)
NOT_A_NUMBER = Rule(
    "IE106",
    _E,
    N_("not a number"),
    N_("'{value}' is not {expected}"),
    N_("write digits with a full stop for decimals, without spaces or units: 12500.50"),
)
NOT_FINITE = Rule(
    "IE107",
    _E,
    N_("no finite number"),
    N_("'{value}' is no number one can calculate with"),
    N_("write a number, or take the key away"),
)
HUGE_NUMBER = Rule(
    "IE108",
    _E,
    N_("number too large"),
    N_("the number has {digits} digits, at most 15 are read"),
    N_("correct it; write ids and telephone numbers as text in a field for text"),
)
NOT_A_CHOICE = Rule(
    "IE109",
    _E,
    N_("not one of the words"),
    N_("'{value}' is not one of: {choices}{suggestion}"),
    N_("choose one of them"),
)
BAD_SLUG = Rule(
    "IE110",
    _E,
    N_("not an id"),
    N_("'{value}' is not an id"),
    N_("use small letters a-z, digits and single hyphens, beginning with a letter, at most 40 characters"),
)
BAD_PERSON_CODE = Rule(
    "IE111",
    _E,
    N_("not a person code"),
    N_("'{value}' is not a person code"),
    N_("write a code such as hlo-07; the name belongs to the code in the private folder alone"),
)
BAD_PATTERN = Rule(
    "IE112",
    _E,
    N_("wrong form"),
    N_("'{value}' does not have the form of {expected}"),
    N_("correct it; the form is described in innoenvi schema"),
)
OUT_OF_RANGE = Rule(
    "IE113",
    _E,
    N_("out of range"),
    N_("{value} is not {expected}"),
    N_("correct the figure"),
)
TOO_LONG = Rule(
    "IE114",
    _E,
    N_("too long or empty"),
    N_("a text of {length} characters where {expected} are allowed"),
    N_("shorten or fill it; long texts belong into a note or a description"),
)
NOT_TRUE_OR_FALSE = Rule(
    "IE115",
    _E,
    N_("not true or false"),
    N_("'{value}' is not true or false"),
    N_("write true or false, without quotes"),
)
EMPTY_ITEM = Rule(
    "IE116",
    _E,
    N_("empty item"),
    N_("an item of the list is empty"),
    N_("fill it or take the '-' away"),
)
UNKNOWN_FORMAT = Rule(
    "IE117",
    _E,
    N_("unknown format"),
    N_("format '{value}' is not known to this version of innoenvi"),
    N_("write format: 1, or use the version of innoenvi that the programme was made with"),
)
UNKNOWN_COUNTRY = Rule(
    "IE118",
    _E,
    N_("unknown country"),
    N_("'{value}' is not a country code"),
    N_("write two capitals as in ISO 3166-1, for example FI, EE or PL"),
)

# Ids and references --------------------------------------------------------------------------------------------------

ID_TWICE = Rule(
    "IE201",
    _E,
    N_("id twice"),
    N_("the id '{id}' stands here and in {other}"),
    N_("give one of the two another id and correct what refers to it"),
)
ID_IN_BOTH_SCOPES = Rule(
    "IE202",
    _E,
    N_("id in the programme and the minicluster"),
    N_("the {kind} '{id}' exists in the programme and in the minicluster ({other})"),
    N_("rename the minicluster's own, so that a reference means one thing"),
)
UNKNOWN_REFERENCE = Rule(
    "IE203",
    _E,
    N_("refers to nothing"),
    N_("unknown {kind} '{id}'{suggestion}"),
    N_("correct the id, or add the record: innoenvi add"),
)
CIRCLE = Rule(
    "IE204",
    _E,
    N_("circle"),
    N_("a circle: {circle}"),
    N_("take one of these links away"),
)
UNKNOWN_EXCERPT = Rule(
    "IE205",
    _E,
    N_("no such excerpt"),
    N_("interview '{interview}' has no excerpt '{excerpt}'{suggestion}"),
    N_("correct the id of the excerpt"),
)
UNKNOWN_ITEM = Rule(
    "IE206",
    _E,
    N_("no such item"),
    N_("the agenda of '{event}' has no item {item}"),
    N_("correct the number, or add the item to the event"),
)
BAD_CITATION = Rule(
    "IE207",
    _E,
    N_("citation is incomplete"),
    N_("a citation names one of: interview with excerpt, event, document"),
    N_("write interview: with excerpt:, or event: (with item:), or document: with title and page"),
)
WRONG_ORGAN = Rule(
    "IE208",
    _E,
    N_("not that organ's meeting"),
    N_("'{event}' is not a meeting of '{organ}' but of {actual}"),
    N_("correct the organ or the event of the decision"),
)

# Values against each other -------------------------------------------------------------------------------------------

DATES_OUT_OF_ORDER = Rule(
    "IE301",
    _E,
    N_("dates out of order"),
    N_("{later_name} {later} is before {earlier_name} {earlier}"),
    N_("correct one of the two dates"),
)
BAD_BUSINESS_ID = Rule(
    "IE302",
    _E,
    N_("business id is wrong"),
    N_("'{value}' is not a business id: {reason}"),
    N_("copy it again from the register (ytj.fi); a digit is probably wrong"),
)
INDUSTRY_WITHOUT_REVISION = Rule(
    "IE303",
    _E,
    N_("industry code without revision"),
    N_("industry code {value} without its revision"),
    N_("add revision: nace-2, nace-2.1, tol-2008 or tol-2025; codes change meaning between them"),
)
UNKNOWN_INDUSTRY = Rule(
    "IE304",
    _E,
    N_("no such industry code"),
    N_("{revision} has no code {value}"),
    N_("look the code up in that revision"),
)
BUDGET_SUM = Rule(
    "IE305",
    _E,
    N_("budget does not add up"),
    N_("budget_total is {total}, the lines add up to {sum}"),
    N_("correct the total or the lines"),
)
SHARES_SUM = Rule(
    "IE306",
    _E,
    N_("shares do not add up"),
    N_("the funding shares add up to {sum}, not to 1"),
    N_("correct the shares"),
)
COUNTRY_AND_REGION = Rule(
    "IE307",
    _W,
    N_("region code of another scheme"),
    N_("'{code}' does not look like a code of the scheme {scheme}"),
    N_("the schemes give the same digits to different regions: check the code or the scheme"),
)
SIZE_WITHOUT_YEAR = Rule(
    "IE308",
    _W,
    N_("figures without a year"),
    N_("the size has figures but no year"),
    N_("add year:, the figures age"),
)
MISSING_LANGUAGE = Rule(
    "IE309",
    _W,
    N_("text missing in one language"),
    N_("the text is given in {given} but not in {missing}"),
    N_("add it, or the deliverable in {missing} shows the other language"),
)
PERSONAL_DATA = Rule(
    "IE310",
    _W,
    N_("personal data in a record"),
    N_("this looks like {what}"),
    N_("move it to the private folder and write a person code here"),
)

# The method, where it does not wait for a gate -----------------------------------------------------------------------

WEIGHTS_SUM = Rule(
    "IE401",
    _E,
    N_("weights do not add up"),
    N_("the weights add up to {sum}, not to 1"),
    N_("correct them, or weigh the criteria pairwise"),
)
SCORE_OUT_OF_SCALE = Rule(
    "IE402",
    _E,
    N_("score outside the scale"),
    N_("the score {value} is not between {low} and {high}"),
    N_("correct the score or the scale in priorities.yaml"),
)
INTERESTED_RATER = Rule(
    "IE403",
    _E,
    N_("interested rater scored"),
    N_("the rater has declared an interest in '{target}' and has scored it"),
    N_("take the scores away and add the target to abstentions"),
)
SCORED_FAST_TRACK = Rule(
    "IE404",
    _W,
    N_("fast-track target scored"),
    N_("'{target}' is on the fast track and is not prioritised"),
    N_("take the scores away, or set track: cycle"),
)
RATER_TWICE = Rule(
    "IE405",
    _E,
    N_("rater twice"),
    N_("the rater '{rater}' stands here and in {other}"),
    N_("keep one sheet per rater"),
)
BOTH_SIDES = Rule(
    "IE406",
    _E,
    N_("member for and against"),
    N_("the member '{member}' is both for and against"),
    N_("leave it on one side; write the reservation under dissent"),
)
COMMITMENT_WITHOUT_DOCUMENT = Rule(
    "IE407",
    _W,
    N_("commitment without a document"),
    N_("the commitment of {date} names no document"),
    N_("add document: with the reference of the signed paper"),
)
EVENT_OF_THE_FUTURE = Rule(
    "IE408",
    _W,
    N_("date in the future"),
    N_("{what}: {date} is after the day of the check, {as_of}"),
    N_("correct the date; until that day it counts for nothing"),
)
OVERDUE_TASK = Rule(
    "IE409",
    _W,
    N_("task overdue"),
    N_("item {item} was due on {due}"),
    N_("enter done: with the date, or agree on a new date at the next meeting"),
)
PAIRWISE_INCOMPLETE = Rule(
    "IE410",
    _E,
    N_("pairwise judgements incomplete"),
    N_("the pair {pair} is judged {count} times instead of once"),
    N_("each pair of criteria is judged once by each rater"),
)

SELF_JUDGEMENT = Rule(
    "IE411",
    _E,
    N_("criterion against itself"),
    N_("the criterion '{criterion}' is judged against itself"),
    N_("name two different criteria, or take the judgement away"),
)

# Gates and phases ----------------------------------------------------------------------------------------------------

SUSPECT_GATE = Rule(
    "IE501",
    _W,
    N_("gate is suspect"),
    N_("gate {gate} was passed on {date}, and criterion {criterion} no longer rests on the same: {record}"),
    N_("look at the change, then judge again: innoenvi review {minicluster} --gate {gate} --by CODE"),
)
OVERDUE_CONDITION = Rule(
    "IE502",
    _E,
    N_("condition overdue"),
    N_("the condition of gate {gate} was due on {due}: {text}"),
    N_("meet it and judge again: innoenvi review {minicluster} --gate {gate} --by CODE"),
)
PHASES_INCONSISTENT = Rule(
    "IE503",
    _E,
    N_("phases out of order"),
    N_("the decision does not follow from the one before: {reason}"),
    N_("phases.yaml is written by innoenvi alone: restore it from git"),
)
UNKNOWN_METRIC = Rule(
    "IE504",
    _E,
    N_("unknown metric"),
    N_("unknown metric '{metric}'{suggestion}"),
    N_("criteria rest on the metrics that innoenvi knows: innoenvi explain metrics"),
)
INCOMPLETE_CRITERION = Rule(
    "IE505",
    _E,
    N_("incomplete criterion"),
    N_("the new criterion '{criterion}' lacks: {missing}"),
    N_("a criterion of your own needs metric, compare, threshold, severity, label and hint"),
)
FIXED_CRITERION = Rule(
    "IE506",
    _E,
    N_("criterion cannot be changed"),
    N_("'{criterion}' stands in every gate and cannot be changed or switched off"),
    N_("take the change away; without it a gate could pass on broken records"),
)

RULES: Final[tuple[Rule, ...]] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
BY_CODE: Final = {rule.code: rule for rule in RULES}
