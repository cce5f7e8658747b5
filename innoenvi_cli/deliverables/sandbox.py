"""The sandbox that templates and expressions run in: plain data, chosen filters, nothing that grows without bounds.

Undefined is an error that knows what was meant. Functions are objects without anything behind them: what Python itself
hangs on a function leads out of every sandbox.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import wraps
from string import Formatter
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, Undefined
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.meta import find_referenced_templates
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as DEFAULT_TESTS

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.template_files import LARGEST, UnsafeTemplateError, entries
from innoenvi_cli.errors import reason_of
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message, translate, translate_plural
from innoenvi_cli.rules import NOT_UTF8, UNREADABLE
from innoenvi_cli.rules.templates import TEMPLATE_TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2 import Environment
    from jinja2.runtime import Context

    from innoenvi_cli.deliverables.template_files import TemplateFolder
    from innoenvi_cli.i18n import Language, Message

# Left out: what escapes for other kinds of documents (e, escape, forceescape, safe, striptags, tojson, urlencode,
# urlize, xmlattr), what comes out otherwise each time (random), and what looks into objects (attr, pprint).
FILTERS: Final = (
    "abs", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "first", "float", "format",
    "groupby", "indent", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort", "string", "sum", "title",
    "trim", "truncate", "unique", "upper", "wordcount", "wordwrap",
)  # fmt: skip
TESTS: Final = tuple(sorted(set(DEFAULT_TESTS) - {"callable", "escaped", "filter", "test"}))
LARGEST_VALUE: Final = 1 << 20
"""Characters, items or bits that one operation of a template may make."""
_PLAIN: Final = (str, int, float, bool, type(None))


class _Method:
    """A method of a value. It shows as its name: Python would show where in the memory the value lies."""

    __slots__ = ("_call", "_name")

    def __init__(self, call: Callable[..., Any], name: str) -> None:
        self._call, self._name = call, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(*args, **kwargs)

    def __repr__(self) -> str:
        return self._name


def _named(value: Any, name: object) -> Any:
    return _Method(value, str(name)) if callable(value) and not isinstance(value, (_Saying, Undefined)) else value


def _listing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that gives lists where it gave what can be gone through once and shows as a place in memory."""

    @wraps(function)
    def listing(*args: Any, **kwargs: Any) -> Any:
        found = function(*args, **kwargs)
        return list(found) if isinstance(found, Iterator) else found

    return listing


class TooLargeError(Exception):
    """One sign of a template would make something larger than it may."""


class NotTextError(TypeError):
    """What is shown is no text and no figure; ``problem`` says what it is."""

    def __init__(self, value: object) -> None:
        other = N_("something is shown that is no text and no figure")
        kinds: dict[type, str] = {list: N_("a list is shown as a text"), dict: N_("a mapping is shown as a text")}
        self.problem: Message = message(kinds.get(type(value), other))
        super().__init__(self.problem.text)


class MissingName(str):
    """The sentence of an undefined value, which knows the name that was asked for and those that there were."""

    __slots__ = ("choices", "name")

    name: str
    choices: tuple[str, ...]


class Missing(StrictUndefined):
    """Undefined, and an error however it is used."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        told = MissingName(self._undefined_hint or name)
        told.name = name
        keys = self._undefined_obj if isinstance(self._undefined_obj, dict) else ()
        told.choices = tuple(key for key in keys if isinstance(key, str))
        return told


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of templates and expressions."""

    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"*", "**"})  # type: ignore[misc] # it is one there

    def __init__(self, **settings: Any) -> None:
        super().__init__(undefined=Missing, autoescape=False, **settings)
        self.globals.clear()
        self.filters = {name: _listing(DEFAULT_FILTERS[name]) for name in FILTERS}
        self.tests = {name: DEFAULT_TESTS[name] for name in TESTS}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply, or raise to a power, what stays small enough."""
        if _size(operator, left, right) > LARGEST_VALUE:
            raise TooLargeError(operator)
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; a method comes as a name that can be called, so that it shows as one."""
        return _named(super().getattr(obj, attribute), attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item, or the attribute of that name."""
        return _named(super().getitem(obj, argument), argument)

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Leave the traceback as it is: the place in the template is found in it without running anything."""
        del source
        error = sys.exc_info()[1]
        assert error is not None
        raise error


def _size(operator: str, left: object, right: object) -> int:
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length()
        return bits * max(right, 1) if operator == "**" else bits + right.bit_length()
    for many, times in ((left, right), (right, left)):
        if operator == "*" and isinstance(many, (str, bytes, list, tuple)) and isinstance(times, int):
            return len(many) * times
    return 0


def is_plain(value: object) -> bool:
    """Tell whether ``value`` can stand in a cell or a text as it is."""
    return isinstance(value, _PLAIN)


class Loader(BaseLoader):
    """Loads templates from folders, the first that has it; nothing outside them and nothing through a link."""

    def __init__(self, folders: Sequence[TemplateFolder]) -> None:
        self._folders = tuple(folders)
        self._own: dict[str, bool] = {}
        self.texts: dict[str, str] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """Return the text of ``template`` and the path by which it is shown.

        Raises:
            TemplateNotFound: there is none.
            UnsafeTemplateError: the name leads elsewhere.
            TemplateFailedError: it cannot be read, is too large, or is no text.
        """
        del environment
        for folder in self._folders:
            shown = folder.shown + template
            try:
                raw = folder.read(template)
            except OSError as error:
                raise TemplateFailedError(UNREADABLE.at(Location(shown), reason=reason_of(error))) from error
            if raw is not None:
                self.texts[shown] = template_text(raw, shown)
                return self.texts[shown], shown, None
        raise TemplateNotFound(template)

    def shown(self, name: str) -> str:
        """Return the path by which ``name`` is shown, whether it is there or not."""
        with suppress(UnsafeTemplateError):
            return next((folder.shown + name for folder in self._folders if folder.holds(name)), name)
        return name

    def names(self) -> list[str]:
        """Return the names of the templates that there are."""
        found: set[str] = set()
        for folder in self._folders:
            with suppress(OSError):
                found.update(entry.name for entry in entries(folder.path) if entry.plain)
        return sorted(found)

    def touches_own(self, environment: Environment, name: str) -> bool:
        """Tell whether ``name`` is a template of the programme's own, or a shipped one that includes any."""
        if name not in self._own:
            self._own[name] = False
            self._own[name] = self._looks_own(environment, name)
        return self._own[name]

    def _looks_own(self, environment: Environment, name: str) -> bool:
        own = [folder for folder in self._folders if folder.own]
        if not own:
            return False
        if any(folder.holds(name) for folder in own):
            return True
        text = self.get_source(environment, name)[0]
        inner = find_referenced_templates(environment.parse(text))
        return any(part is None or self.touches_own(environment, part) for part in inner)


def template_text(raw: bytes, shown: str) -> str:
    """Return the text of a template.

    Raises:
        TemplateFailedError: it is too large or no text.
    """
    if len(raw) > LARGEST:
        limit = message(N_("{count} bytes"), count=LARGEST)
        raise TemplateFailedError(TEMPLATE_TOO_LARGE.at(Location(shown), limit=limit))
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        place = Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise TemplateFailedError(NOT_UTF8.at(place, offset=error.start)) from error


# What templates say -------------------------------------------------------------------------------------------------


class _Saying:
    """A function of templates. It shows as its name, and nothing hangs on it."""

    __slots__ = ("_language",)
    _name = "_"

    def __init__(self, language: Language) -> None:
        self._language = language

    def __repr__(self) -> str:
        return self._name


class _Gettext(_Saying):
    __slots__ = ()

    def __call__(self, text: str, /, **args: object) -> str:
        return _filled(translate(_sentence(text), self._language), args)


class _Ngettext(_Saying):
    __slots__ = ()
    _name = "ngettext"

    def __call__(self, singular: str, plural: str, count: int, /, **args: object) -> str:
        found = translate_plural(_sentence(singular), _sentence(plural), count, self._language)
        return _filled(found, {**args, "count": count})


class _Pgettext(_Saying):
    __slots__ = ()
    _name = "pgettext"

    def __call__(self, context: str, text: str, /, **args: object) -> str:
        return _filled(translate(_sentence(text), self._language, context=_sentence(context)), args)


def sayings(language: Language) -> dict[str, Callable[..., str]]:
    """Return the functions by which templates say what the catalogue of messages holds in ``language``."""
    gettext = _Gettext(language)
    return {"_": gettext, "gettext": gettext, "ngettext": _Ngettext(language), "pgettext": _Pgettext(language)}


def _sentence(text: object) -> str:
    if not isinstance(text, str):
        raise NotTextError(text)
    return str(text)


def _filled(text: str, args: Mapping[str, object]) -> str:
    """Fill the plain names in braces: format's own language looks into objects and pads without bounds."""
    if not args:
        return text
    parts = []
    for literal, name, spec, conversion in Formatter().parse(text):
        parts.append(literal)
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(name)
        value = args[name]
        if isinstance(value, StrictUndefined) or not is_plain(value):
            raise NotTextError(str(value) if isinstance(value, StrictUndefined) else value)
        parts.append(str(value))
    return "".join(parts)
