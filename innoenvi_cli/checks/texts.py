"""Free texts: in every language of the programme, and each of them under its own key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.parts import texts
from innoenvi_cli.checks.scopes import few, scopes
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.base import Translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.checks.scopes import Scope
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.base import Record
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.project import Project

# Lines of 'fi:' and 'en:' without a space behind the colon are one long text to YAML.
_GLUED: Final = re.compile(r"(fi|en):(?=[^\s/])")
_LANGUAGE: Final = {"fi": N_("Finnish"), "en": N_("English")}


def free_texts(project: Project, as_of: date) -> Iterator[Finding]:
    """IE309: a text is missing in one language of the programme. IE103: its languages ran together into one text."""
    programme = project.programme
    wanted: tuple[Language, ...] = programme.languages if programme is not None else ()
    for scope in scopes(project):
        for address, record in scope.records():
            yield from few(_texts(scope, address, record, wanted))


def _texts(scope: Scope, address: str, record: Record, wanted: tuple[Language, ...]) -> Iterator[Finding]:
    for path, text in texts(record):
        if isinstance(text, Translated):
            yield from _missing(scope, address, path, text, wanted)
        elif (glued := _GLUED.match(text)) is not None:
            yield _run_together(scope, address, path, glued.group(1))


def _run_together(scope: Scope, address: str, path: Path, language: str) -> Finding:
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "-")
    expected = message(N_("a text, or texts under fi: and en:"))
    hint = message(N_("a space belongs behind the colon of a key: '{key}: …'"), key=language)
    return scope.finding(rules.WRONG_SHAPE, address, path, key=key, expected=expected, hint=hint)


def _missing(
    scope: Scope, address: str, path: Path, text: Translated, wanted: tuple[Language, ...]
) -> Iterator[Finding]:
    has = {"fi": bool(text.fi and text.fi.strip()), "en": bool(text.en and text.en.strip())}
    if not any(has.values()):
        return
    for language, other in (("fi", "en"), ("en", "fi")):
        if language in wanted and not has[language]:
            yield scope.finding(
                rules.MISSING_LANGUAGE,
                address,
                path,
                given=message(_LANGUAGE[other]),
                missing=message(_LANGUAGE[language]),
            )
