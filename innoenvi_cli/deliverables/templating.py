"""The door of jinja2: an immutable sandbox where undefined is an error and whatever comes out is escaped once.

Templates get plain data and the functions and filters of `sandbox` and `markdown_filters`. Text of a record is data,
never a template.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateError, Undefined

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.markdown_filters import MARKDOWN_FILTERS, finalize
from innoenvi_cli.deliverables.sandbox import Loader, NotTextError, Sandbox, TooLargeError, is_plain, sayings
from innoenvi_cli.deliverables.template_faults import fault_of, where
from innoenvi_cli.deliverables.template_files import UnsafeTemplateError
from innoenvi_cli.findings import Location
from innoenvi_cli.rules.templates import DOCUMENT_TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.deliverables.template_files import TemplateFolder
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language

LARGEST_DOCUMENT: Final = 8 << 20
"""Characters of Markdown, bytes of a workbook."""
DOCUMENT_LIMIT: Final = "8 MiB"
_OBJECT: Final = re.compile(r" at 0x[0-9a-f]{6,16}(?:>|&gt;)")
"""How Python shows what has no text of its own: where it lies in the memory, which is another place each time."""
_WRONG: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TemplateError,
    TooLargeError,
    TypeError,
    UnsafeTemplateError,
    ValueError,
)
"""What a template that does not work raises."""


class _GrownTooLargeError(Exception):
    """The document is larger than it may be."""


class MarkdownTemplates:
    """The templates of ``folders``, the first that has one, in ``language``."""

    def __init__(self, folders: Sequence[TemplateFolder], language: Language) -> None:
        self._loader = Loader(folders)
        self._env = Sandbox(
            loader=self._loader,
            finalize=finalize,  # autoescape is for HTML: this escapes everything
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._env.globals.update(sayings(language))
        self._env.filters.update(MARKDOWN_FILTERS)

    def render(self, name: str, context: Row, *, largest: int | None = None) -> str:
        """Return the Markdown of template ``name``, of ``largest`` characters at most.

        Raises:
            TemplateFailedError: it is missing, wrong, leaves the sandbox, or asks for something undefined.
        """
        try:
            text = self._written(name, context, largest)
            if largest is not None and _OBJECT.search(text):
                raise NotTextError(self)
        except _WRONG as error:
            raise TemplateFailedError(self.fault_of(error, name, context)) from error
        return _tidy(text)

    def fault_of(self, error: BaseException, name: str, context: Row) -> Finding:
        """Return the finding for what was raised while ``name`` was rendered."""
        names = (*context, *self._env.globals)
        return fault_of(error, Location(self.shown(name)), self._loader.texts, names, self._loader.names())

    def touches_own(self, name: str) -> bool:
        """Tell whether ``name`` is a template of the programme's own or includes one.

        Raises:
            TemplateFailedError: it leads out of the folders, or a shipped one does not work.
        """
        try:
            return self._loader.touches_own(self._env, name)
        except _WRONG as error:
            raise TemplateFailedError(self.fault_of(error, name, {})) from error

    def shown(self, name: str) -> str:
        """Return the path by which the template ``name`` is shown."""
        return self._loader.shown(name)

    def _written(self, name: str, context: Row, largest: int | None) -> str:
        pieces, length = list[str](), 0
        stream: Any = self._env.get_template(name).generate(context)
        for piece in stream:
            pieces.append(piece)
            length += len(piece)
            if largest is not None and length > largest:
                try:
                    stream.throw(_GrownTooLargeError)  # so that the traceback knows the line
                except _GrownTooLargeError as error:
                    place, _ = where(error, Location(self.shown(name)))
                    raise TemplateFailedError(DOCUMENT_TOO_LARGE.at(place, limit=DOCUMENT_LIMIT)) from error
        return "".join(pieces)


class Expressions:
    """The computed columns of a workbook: expressions over plain data, compiled once, undefined being an error."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._env = Sandbox()
        self._compiled: dict[str, Callable[..., Any]] = {}

    def value(self, expression: str, variables: Mapping[str, Any], place: Callable[[], Location] | None = None) -> Any:
        """Return what ``expression``, which stands at ``place``, comes to.

        Raises:
            TemplateFailedError: it is wrong, leaves the sandbox, or asks for something undefined.
        """
        try:
            if expression not in self._compiled:
                self._compiled[expression] = self._env.compile_expression(expression, undefined_to_none=False)
            found = self._compiled[expression](**variables)
            if isinstance(found, Undefined):
                str(found)  # raises, with the name of what is missing
            if not (is_plain(found) or (isinstance(found, list) and all(is_plain(item) for item in found))):
                raise NotTextError(found)
        except _WRONG as error:
            start = place() if place is not None else Location(self._name)
            raise TemplateFailedError(fault_of(error, start, {}, variables)) from error
        return found


def _tidy(text: str) -> str:
    """Leave one blank line where conditions left several, and one newline at the end."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).rstrip("\n") + "\n"
