"""Says in the words of the method what pydantic found wrong in a record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from innoenvi_cli import rules
from innoenvi_cli.i18n import N_, message, verbatim
from innoenvi_cli.model import base
from innoenvi_cli.model.fields import choices, key_of
from innoenvi_cli.model.programme import CRITERION_PATTERN
from innoenvi_cli.store.names import FOLDER_FAULTS
from innoenvi_cli.store.slips import slip_in
from innoenvi_cli.text_distance import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from innoenvi_cli.findings import Finding, Location
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.model.project import Origin

_SHAPES = {
    "string_type": N_("a text"),
    "tuple_type": N_("a list (items that begin with '- ')"),
    "dict_type": N_("a mapping (lines of 'key: value')"),
    "model_type": N_("a mapping (lines of 'key: value')"),
    "model_attributes_type": N_("a mapping (lines of 'key: value')"),
}
_OWN = {
    "innoenvi_date": rules.NOT_A_DATE,
    "innoenvi_no_such_day": rules.NO_SUCH_DAY,
    "innoenvi_far_day": rules.FAR_DAY,
    "innoenvi_not_finite": rules.NOT_FINITE,
    "innoenvi_boolean": rules.NOT_TRUE_OR_FALSE,
    "innoenvi_country": rules.UNKNOWN_COUNTRY,
    "innoenvi_exponent": rules.EXPONENT,
}
_NUMBERS = {"innoenvi_integer": N_("a whole number"), "innoenvi_number": N_("a number")}
_WHOLE_NUMBER = N_("write digits alone, without decimals, spaces or units: 2023")
# A text stands where there should be more than one, and words that are refused for a single character.
_PARTS = frozenset({"tuple_type", "dict_type", "model_type", "model_attributes_type"})
_WORDS = frozenset(
    {"literal_error", "string_pattern_mismatch", "innoenvi_date", "innoenvi_boolean", "innoenvi_country"}
)
_CRITERION = N_("a criterion: small letters, digits and underscores")
# What a limit is called in pydantic's context, and how it is said.
_LIMITS = {
    "string_too_long": ("max_length", N_("at most {limit}")),
    "string_too_short": ("min_length", N_("at least {limit}")),
    "greater_than_equal": ("ge", N_("at least {limit}")),
    "less_than_equal": ("le", N_("at most {limit}")),
}
_TEXT_BRANCHES = frozenset({"str", "Translated"})
_SHOWN = 80


def findings_of(  # noqa: PLR0913 - what the sentences need, and whether they name keys
    error: ValidationError,
    model: type[BaseModel],
    data: object,
    origin: Origin,
    *,
    minicluster: str,
    record: str,
    names_keys: bool = False,
) -> Iterator[Finding]:
    """Yield one finding per fault of ``data`` that was read from ``origin`` as a ``model``.

    With ``names_keys`` each begins with the path of its key: for data that stands in no file to point into.
    """
    said: set[tuple[object, ...]] = set()
    for details in error.errors(include_url=False, include_context=True):
        loc, branch, is_key = _without_branches(details["loc"])
        if branch is not None and not _applies(branch, _value_at(data, loc), details):
            continue
        if (loc, details["type"]) in said:
            continue
        said.add((loc, details["type"]))
        found = _with_slip(_finding(details, loc, model, origin, minicluster, record), details, loc, is_key=is_key)
        if names_keys and loc:
            found = replace(found, message=_under_key(loc, found.message))
        yield replace(found, location=origin.key_at(*loc)) if is_key else found


def _with_slip(found: Finding, details: ErrorDetails, loc: tuple[int | str, ...], *, is_key: bool) -> Finding:
    """Return ``found`` with a way out of its own where a space that is none, or one that is missing, is the cause."""
    kind = details["type"]
    if kind == "extra_forbidden" or is_key:
        hint = slip_in(loc[-1])
    else:
        has_parts = kind in _PARTS
        hint = slip_in(details.get("input"), has_parts=has_parts) if has_parts or kind in _WORDS else None
    if hint is None:
        return found
    # What is near would look the same as what stands there.
    args = {name: "" if name == "suggestion" else value for name, value in found.message.args}
    return replace(found, message=message(found.message.text, **args), hint=hint)


def _under_key(loc: tuple[int | str, ...], fault: Message) -> Message:
    """Return ``fault`` behind the path of its key; what was probably meant stays an argument of the sentence."""
    guess = {name: value for name, value in fault.args if name == "suggestion"}
    return message(N_("{key}: {fault}"), key=".".join(map(str, loc)), fault=fault, **guess)


def _without_branches(loc: tuple[int | str, ...]) -> tuple[tuple[int | str, ...], str | None, bool]:
    """Cut the names of union branches out of a location: only texts are unions, of one string or two languages.

    The last value tells whether a key is complained of, and not the value that it has.
    """
    branch = next((str(step) for step in reversed(loc) if step in _TEXT_BRANCHES), None)
    kept = tuple(step for step in loc if step not in _TEXT_BRANCHES and step != "[key]")
    return kept, branch, "[key]" in loc


def _applies(branch: str, value: object, details: ErrorDetails) -> bool:
    """Tell which half of a text's complaint is meant: keys are complained of in a mapping, else the shape once."""
    if branch == "Translated":
        return details["type"] not in {"model_type", "model_attributes_type"}
    return not isinstance(value, dict)


def _value_at(data: object, loc: tuple[int | str, ...]) -> object:
    for step in loc:
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return data
    return data


def _finding(  # noqa: PLR0911 - one branch per fault that pydantic knows
    details: ErrorDetails,
    loc: tuple[int | str, ...],
    model: type[BaseModel],
    origin: Origin,
    minicluster: str,
    record: str,
) -> Finding:
    kind, value = details["type"], details.get("input")
    context: dict[str, Any] = details.get("ctx") or {}
    key = next((str(step) for step in reversed(loc) if isinstance(step, str)), "-")
    shown = _shown(value)
    where: dict[str, Any] = {"minicluster": minicluster, "record": record}
    place = origin.at(*loc)
    if kind == "extra_forbidden":
        known = _keys_at(model, loc[:-1])
        return rules.UNKNOWN_KEY.at(origin.key_at(*loc), key=_shown(key), suggestion=did_you_mean(key, known), **where)
    if kind == "missing":
        return rules.MISSING_KEY.at(origin.key_at(*loc), key=key, **where)
    if value is None and isinstance(loc[-1] if loc else None, int):
        return rules.EMPTY_ITEM.at(place, **where)
    if kind == "string_type" and _is_text(model, loc):
        return rules.WRONG_SHAPE.at(
            place,
            key=key,
            expected=message(N_("a text, or texts under fi: and en:")),
            **where,
        )
    if kind in _SHAPES:
        return rules.WRONG_SHAPE.at(place, key=key, expected=message(_SHAPES[kind]), **where)
    if kind == "literal_error":
        if key == "format" and record == "innoenvi":
            return rules.UNKNOWN_FORMAT.at(place, value=shown, **where)
        words = _choices_at(model, loc)
        near = did_you_mean(shown, words)
        return rules.NOT_A_CHOICE.at(place, value=shown, choices=", ".join(words), suggestion=near, **where)
    if kind == "string_pattern_mismatch" or (kind == "string_too_long" and context.get("max_length") == base.SLUG_MAX):
        return _pattern(context, value, key, place, where)
    if kind == "too_short":
        return rules.WRONG_SHAPE.at(place, key=key, expected=message(N_("a list with at least one item")), **where)
    if kind in _LIMITS:
        name, template = _LIMITS[kind]
        expected = message(template, limit=context.get(name, 0))
        if isinstance(value, str) and name in {"max_length", "min_length"}:
            return rules.TOO_LONG.at(place, length=len(value), expected=expected, **where)
        return rules.OUT_OF_RANGE.at(place, value=shown, expected=expected, **where)
    return _own(kind, value if isinstance(value, str) else shown, key, place, where)


def _pattern(context: dict[str, Any], value: object, key: str, place: Location, where: dict[str, Any]) -> Finding:
    if "max_length" in context:
        return rules.LONG_SLUG.at(place, length=len(str(value)), limit=base.SLUG_MAX, **where)
    pattern, shown = context.get("pattern"), _shown(value)
    if pattern == base.SLUG_PATTERN:
        return rules.BAD_SLUG.at(place, value=shown, **where)
    if pattern == base.PERSON_PATTERN:
        return rules.BAD_PERSON_CODE.at(place, value=shown, **where)
    if key in {"country", "countries"}:
        return rules.UNKNOWN_COUNTRY.at(place, value=shown, **where)
    form = message(_CRITERION) if pattern == CRITERION_PATTERN else _form(key)
    return rules.BAD_PATTERN.at(place, value=shown, expected=form, **where)


def _form(key: str) -> Message:
    forms = {
        "website": N_("a web address (https://…)"),
        "scheme": N_("iso-3166-2, nuts or national"),
        "revision": N_("nace-2, nace-2.1, tol-2008 or tol-2025"),
        "currency": N_("three capitals such as EUR"),
        "code": N_("an industry code such as 37.00"),
        "language": N_("two small letters such as fi"),
        "lei": N_("a legal entity identifier of 20 characters"),
    }
    return message(forms[key]) if key in forms else verbatim(key)


def _own(kind: str, value: str, key: str, place: Location, where: dict[str, Any]) -> Finding:
    shown = _shown(value)
    rule = _OWN.get(kind)
    if rule is not None:
        return rule.at(place, value=shown, **where)
    if kind in _NUMBERS:
        hint = message(_WHOLE_NUMBER) if kind == "innoenvi_integer" else None
        return rules.NOT_A_NUMBER.at(place, value=shown, expected=message(_NUMBERS[kind]), hint=hint, **where)
    if kind == "innoenvi_huge_number":
        return rules.HUGE_NUMBER.at(place, digits=_digits(value.partition(".")[0]), **where)
    if kind == "innoenvi_too_fine":
        return rules.TOO_FINE.at(place, digits=_digits(value.partition(".")[2]), limit=base.DECIMALS, **where)
    if kind in FOLDER_FAULTS:
        return rules.UNSAFE_FOLDER.at(place, value=shown, reason=message(FOLDER_FAULTS[kind]), **where)
    expected = {
        "date_type": N_("a date"),
        "date_from_datetime_parsing": N_("a date"),
        "bool_type": N_("true or false"),
    }
    shape = message(expected.get(kind, N_("a number")))
    return rules.WRONG_SHAPE.at(place, key=key, expected=shape, **where)


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, dict):
        return "{…}"
    text = "-" if value is None else str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _annotation_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> object:
    """Return the annotation of the field at ``loc``, through lists, mappings and unions; ``None`` where it ends."""
    current: object = model
    for step in loc:
        current = _model_in(current) if not _is_container(current, step) else current
        if isinstance(current, type) and issubclass(current, BaseModel):
            name = next(
                (name for name in current.model_fields if key_of(current, name) == step),
                None,
            )
            if name is None:
                return None
            current = current.model_fields[name].annotation
        else:
            current = _inside(current)
    return current


def _is_container(annotation: object, step: int | str) -> bool:
    if isinstance(step, int):
        return True
    return _find(annotation, dict) is not None


def _inside(annotation: object) -> object:
    for container in (tuple, dict):
        found = _find(annotation, container)
        if found is not None:
            arguments = get_args(found)
            return arguments[0] if container is tuple else arguments[1]
    return None


def _find(annotation: object, container: type) -> object | None:
    if get_origin(annotation) is container:
        return annotation
    if isinstance(annotation, type):
        return None
    return next(
        (found for item in get_args(annotation) if (found := _find(item, container)) is not None),
        None,
    )


def _model_in(annotation: object) -> object | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, dict}:
        return None
    return next(
        (found for item in get_args(annotation) if (found := _model_in(item)) is not None),
        None,
    )


def _keys_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    found = _model_in(_annotation_at(model, loc))
    if isinstance(found, type) and issubclass(found, BaseModel):
        return tuple(key_of(found, name) for name in found.model_fields)
    return ()


def _choices_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    return choices(_annotation_at(model, loc))


def _is_text(model: type[BaseModel], loc: tuple[int | str, ...]) -> bool:
    return _model_in(_annotation_at(model, loc)) is base.Translated
