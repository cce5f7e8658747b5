"""The door of jinja2: an immutable sandbox where undefined is an error and whatever comes out is escaped once.

Templates get plain data and the functions and filters below. Text of a record is data, never a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateNotFound, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.escaping import Escaped, markdown_prose, markdown_text
from innoenvi_cli.deliverables.mermaid import network_diagrams
from innoenvi_cli.deliverables.process_diagrams import process_diagram
from innoenvi_cli.deliverables.quadrants import quadrant_chart
from innoenvi_cli.deliverables.radar import radar_diagram
from innoenvi_cli.deliverables.year_chart import year_diagram
from innoenvi_cli.i18n import translate, translate_plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from innoenvi_cli.deliverables.plain import Row
    from innoenvi_cli.i18n import Language

NOTHING: Final = "–"
_LARGEST_TEMPLATE: Final = 1 << 18


class FolderLoader(BaseLoader):
    """Loads templates from folders, the first that has it; nothing outside them and nothing through a link."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of ``template``."""
        del environment
        for folder in self._folders:
            path = inside(folder, template)
            if path is not None:
                text = path.read_text(encoding="utf-8")
                if len(text) > _LARGEST_TEMPLATE:
                    raise TemplateNotFound(template)
                return text, template, None
        raise TemplateNotFound(template)


def inside(folder: Path, name: str) -> Path | None:
    """Return the plain file ``name`` below ``folder``, or ``None`` where there is none or it leads elsewhere."""
    parts = name.split("/")
    if not name or any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts):
        return None
    path = folder.joinpath(*parts)
    if not path.is_file() or path.resolve() != folder.resolve().joinpath(*parts):
        return None
    return path


def environment(folders: Sequence[Path], language: Language) -> ImmutableSandboxedEnvironment:
    """Return the environment of the Markdown templates in ``folders``, in ``language``."""
    env = ImmutableSandboxedEnvironment(
        loader=FolderLoader(folders),
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=False,  # HTML escaping is not what Markdown needs: finalize escapes everything
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.globals.clear()
    env.globals.update(_translators(language))
    env.filters.update(
        {
            "prose": _prose,
            "bullets": _bullets,
            "table": _table,
            "network_diagrams": _diagrams,
            "process_diagram": _process,
            "radar": _radar,
            "quadrant_chart": _quadrants,
            "years_chart": _years_chart,
        }
    )
    return env


def render_markdown(env: ImmutableSandboxedEnvironment, name: str, context: Row) -> str:
    """Return the Markdown of template ``name``.

    Raises:
        TemplateFailedError: it is missing, wrong, leaves the sandbox, or asks for something undefined.
    """
    try:
        text = env.get_template(name).render(context)
    except TemplateNotFound as error:
        raise TemplateFailedError(name, f"template not found: {error.name}") from error
    except SecurityError as error:
        raise TemplateFailedError(name, str(error)) from error
    except TemplateError as error:
        raise TemplateFailedError(name, str(error), line=getattr(error, "lineno", None)) from error
    except RecursionError as error:
        raise TemplateFailedError(name, "it includes itself") from error
    except (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError) as error:
        raise TemplateFailedError(name, f"{type(error).__name__}: {error}") from error
    return _tidy(text)


class Expressions:
    """The computed columns of a workbook: expressions over plain data, compiled once, undefined being an error."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
        self._env.globals.clear()
        self._compiled: dict[str, Callable[..., Any]] = {}

    def value(self, expression: str, variables: Mapping[str, Any]) -> Any:
        """Return what ``expression`` comes to.

        Raises:
            TemplateFailedError: it is wrong, or asks for something undefined.
        """
        try:
            if expression not in self._compiled:
                self._compiled[expression] = self._env.compile_expression(expression, undefined_to_none=False)
            found = self._compiled[expression](**variables)
            if isinstance(found, Undefined):
                found.__str__()  # raises, with the name of what is missing
        except TemplateError as error:
            raise TemplateFailedError(self._name, f"{expression}: {error}") from error
        except (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError) as error:
            raise TemplateFailedError(self._name, f"{expression}: {type(error).__name__}: {error}") from error
        return found


def _translators(language: Language) -> dict[str, Callable[..., str]]:
    def gettext(text: str, /, **args: object) -> str:
        return translate(text, language).format(**args) if args else translate(text, language)

    def ngettext(singular: str, plural: str, count: int, /, **args: object) -> str:
        return translate_plural(singular, plural, count, language).format(count=count, **args)

    def pgettext(context: str, text: str, /, **args: object) -> str:
        return translate(text, language, context=context).format(**args)

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext}


def _finalize(value: object) -> str:
    if isinstance(value, Undefined):
        return str(value)  # raises, with the name of what is missing
    if isinstance(value, Escaped):
        return value
    if value is None:
        return ""
    return markdown_text(str(value))


def _prose(text: str) -> Escaped:
    return markdown_prose(text)


def _bullets(items: Sequence[str]) -> Escaped:
    return Escaped("\n".join(f"- {_finalize(item)}" for item in items))


def _diagrams(network: Row) -> Escaped:
    return Escaped("\n\n".join(f"```mermaid\n{diagram}```" for diagram in network_diagrams(network)))


def _quadrants(chart: Row) -> Escaped:
    return _drawn(quadrant_chart(chart))


def _radar(radar: Row) -> Escaped:
    return _drawn(radar_diagram(radar))


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
    head = [_finalize(columns[key]) for key in keys]
    rule = ["---:" if key in right else "---" for key in keys]
    body = [[_cell(row[key]) for key in keys] for row in rows]
    return Escaped("\n".join(f"| {' | '.join(line)} |" for line in [head, rule, *body]))


def _cell(value: object) -> str:
    """A list is parted by semicolons, or after a full stop by nothing: a line break would be a tag."""
    if isinstance(value, list):
        items = [_finalize(item) for item in value]
        return (
            "".join(f"{item}{' ' if item.endswith('.') else '; '}" for item in items[:-1]) + "".join(items[-1:])
            or NOTHING
        )
    return _finalize(value) or NOTHING


def _tidy(text: str) -> str:
    """Leave one blank line where conditions left several, and one newline at the end."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).rstrip("\n") + "\n"
