"""Free texts: in every language of the programme, and without personal data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.checks.parts import texts
from innoenvi_cli.checks.scopes import few, scopes
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoenvi_cli.checks.scopes import Scope
    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.base import Record, Translated
    from innoenvi_cli.model.fields import Path
    from innoenvi_cli.model.project import Project

_LANGUAGE: Final = {"fi": N_("Finnish"), "en": N_("English")}

_MAIL: Final = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# Boxes of an office, which belong to nobody in particular.
_OFFICES: Final = frozenset(
    {
        "asiakaspalvelu", "contact", "etunimi.sukunimi", "firstname.lastname", "info", "kirjaamo", "laskut", "myynti",
        "office", "posti", "privacy", "registry", "sales", "support", "tietosuoja", "toimisto", "tuki", "viestinta",
    }
)  # fmt: skip
_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-Y](?![0-9A-Za-z])")
# +358 40 123 4567, 0401234567, (09) 123 456: an international number, a Finnish mobile, an area code set apart.
_TELEPHONE: Final = re.compile(
    r"(?<![\w.,/+-])(?<![0-9] )(?:"
    r"\+[1-9](?:[ -]?\(?[0-9]\)?){8,13}"
    r"|\(?0(?:4[0-9]|50)\)?(?:[ -]?[0-9]){6,8}"
    r"|\(?0[1-9][0-9]?\)?[ -](?:[ -]?[0-9]){5,9}"
    r")(?![\w/-])"
)
# Most texts have neither an @ nor six digits close together, and this says so in a fraction of the time.
_SUSPICIOUS: Final = re.compile(r"@|[0-9](?:[ ()+-]*[0-9]){5}")
_IDENTITY_CODE: Final = N_("a personal identity code")
_MAIL_ADDRESS: Final = N_("somebody's e-mail address")
_TELEPHONE_NUMBER: Final = N_("a telephone number")


def free_texts(project: Project, as_of: date) -> Iterator[Finding]:
    """IE309, IE310: one language of the programme is missing; a text holds what belongs into the private folder."""
    programme = project.programme
    wanted: tuple[Language, ...] = programme.languages if programme is not None else ()
    for scope in scopes(project):
        for address, record in scope.records():
            yield from few(_texts(scope, address, record, wanted))


def looks_personal(text: str) -> str | None:
    """Say what personal data ``text`` seems to hold, or return ``None``."""
    if not _SUSPICIOUS.search(text):
        return None
    if "@" in text and any(match.group(1).lower() not in _OFFICES for match in _MAIL.finditer(text)):
        return _MAIL_ADDRESS
    if any(_is_identity_code(match.group()) for match in _IDENTITY.finditer(text)):
        return _IDENTITY_CODE
    return _TELEPHONE_NUMBER if _TELEPHONE.search(text) else None


def _texts(scope: Scope, address: str, record: Record, wanted: tuple[Language, ...]) -> Iterator[Finding]:
    for path, text in texts(record):
        if isinstance(text, str):
            yield from _personal(scope, address, path, text)
            continue
        yield from _missing(scope, address, path, text, wanted)
        for language, half in (("fi", text.fi), ("en", text.en)):
            if half is not None:
                yield from _personal(scope, address, (*path, language), half)


def _personal(scope: Scope, address: str, path: Path, text: str) -> Iterator[Finding]:
    what = looks_personal(text)
    if what is not None:
        yield scope.finding(rules.PERSONAL_DATA, address, path, what=message(what))


def _is_identity_code(text: str) -> bool:
    from stdnum.fi import hetu  # noqa: PLC0415 - 27 ms that only a text with such a pattern should cost

    return bool(hetu.is_valid(text, allow_temporary=True))


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
