"""What looks like personal data in a text: identity codes, e-mail addresses, telephone numbers, and where each begins.

Finnish identity codes are told by their check character, so that no other number passes for one. Addresses of an office
(info@) belong to nobody. Telephone numbers are told by how people write them: an international prefix, a mobile
operator, an area code set apart from the rest, or a word such as "puh." before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from innoenvi_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

IDENTITY_CODE: Final = N_("a personal identity code")
MAIL_ADDRESS: Final = N_("somebody's e-mail address")
TELEPHONE_NUMBER: Final = N_("a telephone number")


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a text that looks like personal data; ``what`` is a msgid, ``start`` and ``end`` offsets."""

    start: int
    end: int
    what: str


# Is there anything at all? -------------------------------------------------------------------------------------------

# Digits become 0, what writers put into numbers goes, and what else may stand in one becomes a hyphen: of all texts of
# a programme few are left with six digits close together, and finding them takes a thousandth of reading the records.
_SHAPE: Final = bytes(
    ord("0") if chr(code) in "0123456789" else ord("-") if chr(code) in "-+ABCDEFUVWXYabcdefuvwxy" else code
    for code in range(256)
)
_DROPPED: Final = b" ()/" + bytes((*range(0x09, 0x0E), *range(0x1C, 0x20), *range(0x80, 0x100)))
_CLUES: Final = (b"0000000", b"000000-", b"-000000", b"000-000")
_MAIL_CLUES: Final = (b"@", b"at)", b"at]", b"at )", b"AT", b"(\xc3\xa4t", b"(miu")


def may_hold_personal_data(raw: bytes) -> bool:
    """Tell whether looking through the text ``raw`` in UTF-8 is worth while; never false where something is found."""
    shape = raw.translate(_SHAPE, _DROPPED)
    return any(clue in shape for clue in _CLUES) or any(clue in raw for clue in _MAIL_CLUES)


_DASH: Final = "-+\u2010\u2011\u2012\u2013\u2014\u2212"
# Six digits close together: the patterns below are held against what is around them, which costs a tenth of holding
# them against every letter. Days, years, business ids and amounts are passed by: records are full of them.
_CLUSTER: Final = re.compile(
    # Nothing is given back ("+"): to remember where it could be takes a hundred times the text itself.
    # A day is passed by at its first digit, and none of its others begins a number.
    r"[0-9](?<![0-9]{2})(?![0-9]{3}-[0-9]{2}-[0-9]{2}[,}\]\s])"
    r"(?:[\s()/+\u2010-\u2014\u2212-]{0,12}+[0-9]){5,}+(?:[A-FU-Ya-fu-y][0-9]{3})?(?![0-9])"
)
_COMMON: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{7}-[0-9]|[0-9]{4}[-\u2013][0-9]{2,4}|[1-9][0-9]{5,6}")
_WORD: Final = r"(?:puh|puhelin(?:numero)?|p|tel|telefon|phone|gsm|mob|matkapuh(?:elin)?|soita)\b[.:]{0,2}\s{0,2}"
_WORDS: Final = ("puh", "p.", "p ", "p:", "tel", "phone", "gsm", "mob", "soita")
_AFTER_A_WORD: Final = re.compile(rf"{_WORD}\Z", re.IGNORECASE)
_BEFORE, _AFTER = 24, 28
Window: TypeAlias = tuple[int, int]
# A text with more that looks like an address or a number is made of them, and told of long before the last.
_MOST: Final = 5_000


def _windows(text: str) -> Iterator[Window]:
    """Yield where in ``text`` there may be numbers of people, as far as these would reach."""
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        begin = max(0, start - _BEFORE)
        if _COMMON.fullmatch(text, start, end) and not _may_go_on(text, begin, start, end):
            continue
        if text[start - 8 : start].isalnum() and text[end : end + 8].isalnum():
            continue  # in the middle of a digest
        yield begin, end + _AFTER


def _may_go_on(text: str, begin: int, start: int, end: int) -> bool:
    """Tell whether what looks common is the beginning of a code, or stands behind "puh." or a plus."""
    follower = text[end : end + 1]
    return (
        follower.isalpha()
        or (follower != "" and follower in _DASH)
        or text[start - 1 : start] == "+"
        or _AFTER_A_WORD.search(text, begin, start) is not None
    )


# Identity codes ------------------------------------------------------------------------------------------------------

# Word processors turn the hyphen into a dash, and people set it apart.
_IDENTITY: Final = re.compile(
    rf"(?<![0-9])[0-3][0-9][01][0-9]{{3}}(?:[A-FU-Ya-fu-y]|\s?[{_DASH}]\s?)[0-9]{{3}}[0-9A-Ya-y](?![0-9])"
)
_DASHES: Final = re.compile(rf"\s?[{_DASH[0]}{_DASH[2:]}]\s?")
_SPACES: Final = re.compile(r"\s")
# Longer runs of letters and digits are digests and keys of some kind.
_LONGEST: Final = 20


def _identity_codes(text: str, window: Window) -> Iterator[Spot]:
    for match in islice(_IDENTITY.finditer(text, *window), _MOST):
        if _is_identity_code(match.group()) and _run_around(text, match) <= _LONGEST:
            yield Spot(match.start(), match.end(), IDENTITY_CODE)


def _is_identity_code(text: str) -> bool:
    from stdnum.fi import hetu  # noqa: PLC0415 - 27 ms that only a text with such a pattern should cost

    return bool(hetu.is_valid(_SPACES.sub("", _DASHES.sub("-", text)), allow_temporary=True))


def _run_around(text: str, match: re.Match[str]) -> int:
    start, end = match.span()
    while start > 0 and end - start <= _LONGEST and text[start - 1].isascii() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and end - start <= _LONGEST and text[end].isascii() and text[end].isalnum():
        end += 1
    return end - start


# E-mail addresses ----------------------------------------------------------------------------------------------------

# The last part has letters alone: package@1.2.3 is no address. "(at)" and its like keep robots off, not readers.
_MAIL: Final = re.compile(
    r"(?<![\w.+%'-])([\w.+%'-]{1,64})(?:@|\s?[(\[]\s?(?:at|AT|ät|miukumauku)\s?[)\]]\s?)"
    r"[\w-]{1,63}(?:(?:\.|\s?[(\[]\s?(?:dot|piste)\s?[)\]]\s?)[\w-]{1,63}){0,8}"
    r"(?:\.|\s?[(\[]\s?(?:dot|piste)\s?[)\]]\s?)[^\W\d_]{2,24}(?![\w@])"
)
_AT: Final = re.compile(r"@|[(\[]\s?(?:at|AT|ät|miukumauku)\s?[)\]]")
_SIGNS: Final = tuple(clue.decode() for clue in _MAIL_CLUES)
_LONGEST_NAME, _LONGEST_HOST = 66, 256
_OFFICES: Final = frozenset(
    {
        "admin", "asiakaspalvelu", "billing", "contact", "git", "hallinto", "helpdesk", "info", "invoice", "invoices",
        "kirjaamo", "lasku", "laskut", "laskutus", "mailbox", "markkinointi", "myynti", "neuvonta", "noreply", "office",
        "palaute", "posti", "postmaster", "privacy", "registry", "rekry", "sales", "security",
        "support", "talous", "tietosuoja", "tilaukset", "toimisto", "tuki", "varaukset", "viestinta", "webmaster",
    }
)  # fmt: skip
_NOBODY: Final = frozenset({"no-reply", "no_reply", "do-not-reply", "etunimi.sukunimi", "firstname.lastname"})


def _mail_addresses(text: str) -> Iterator[Spot]:
    if not any(sign in text for sign in _SIGNS):
        return
    reached, in_vain = 0, 0
    for sign in _AT.finditer(text):
        if in_vain > _MOST:
            return
        match = _MAIL.search(text, max(reached, sign.start() - _LONGEST_NAME), sign.end() + _LONGEST_HOST)
        in_vain += match is None
        if match is not None:
            reached = match.end()
            if not _is_office(match[1]):
                yield Spot(match.start(1), match.end(), MAIL_ADDRESS)


def _is_office(name: str) -> bool:
    """Tell whether the part before the @ names no person: info, info.turku, no-reply, etunimi.sukunimi."""
    return re.split(r"[._+-]", name.lower())[0] in _OFFICES or name.lower() in _NOBODY


# Telephone numbers ---------------------------------------------------------------------------------------------------

_GAP: Final = r"[ \u00a0\u2009-]"
# Block texts are wrapped: a number may go on in the next line.
_SEP: Final = rf"(?:{_GAP}|{_GAP}?\n[ ]+)?"
_TELEPHONE: Final = re.compile(
    rf"(?<![\w.,/+-])(?<![0-9] )(?:"
    # +358 40 123 4567, +44 (0)20 7946 0958, 00358 40 123 4567
    rf"(?:\+|00)[1-9](?:{_SEP}\(?[0-9]\)?){{8,13}}"
    # 040 123 4567, 040/123 4567, (050) 123456
    rf"|\(?0(?:4[0-9]|50)\)?/?(?:{_SEP}[0-9]){{6,8}}"
    # (09) 123 456, 09-1234567, 016/123 456: an area code set apart, then groups of three digits and more
    rf"|\(0[1-9][0-9]?\){_SEP}[0-9](?:{_SEP}[0-9]){{4,8}}"
    rf"|(?P<area>0[1-9][0-9]?)(?:{_GAP}|/)(?!(?:19|20)[0-9]{{2}}\b)[0-9]{{3,8}}(?:{_SEP}[0-9]{{2,4}}){{0,3}}"
    rf")(?!\w|/[0-9]|-\w)"
)
_AFTER_WORD: Final = re.compile(rf"(?<![^\W\d_]){_WORD}([0-9](?:{_SEP}[0-9]){{6,10}})(?!\w|/[0-9]|-\w)", re.IGNORECASE)
_UNIT: Final = re.compile(
    r"\s?(?:€|\$|£|EUR\b|SEK\b|USD\b|eur|kpl\b|pcs\b|[kMG]?Wh\b|t\b|tonn|kg\b|m[23²³]?\b|%|m(?:ilj|rd))"
)
_FEWEST_AFTER_AREA: Final = 5
_MOST_DIGITS: Final = 15
_LONGEST_URL: Final = 200


def _telephone_numbers(text: str, window: Window) -> Iterator[Spot]:
    for match in islice(_TELEPHONE.finditer(text, *window), _MOST):
        if _is_telephone_number(match, text):
            yield Spot(match.start(), match.end(), TELEPHONE_NUMBER)
    before = text[window[0] : window[1]].lower()
    if any(word in before for word in _WORDS):
        for match in islice(_AFTER_WORD.finditer(text, *window), _MOST):
            yield Spot(match.start(1), match.end(), TELEPHONE_NUMBER)


def _is_telephone_number(match: re.Match[str], text: str) -> bool:
    """Leave out amounts (+120 000 000, or with a currency or a unit), numbers of cases (016/2026), parts of URLs."""
    found, area = match.group(), match["area"]
    digits = sum(character.isdigit() for character in found)
    if area is not None and digits - len(area) < _FEWEST_AFTER_AREA + ("/" in found):
        return False
    is_amount = found.startswith("+") and found.endswith(" 000")
    if digits > _MOST_DIGITS or is_amount or _UNIT.match(text, match.end()):
        return False
    return "://" not in re.split(r"\s", text[max(0, match.start() - _LONGEST_URL) : match.start()])[-1]


# All of them ---------------------------------------------------------------------------------------------------------


def personal_spots(text: str) -> tuple[Spot, ...]:
    """Return what in ``text`` looks like personal data, in its order; of two that overlap the first."""
    found = list(_mail_addresses(text))
    for window in islice(_windows(text), 2 * _MOST):
        found.extend((*_identity_codes(text, window), *_telephone_numbers(text, window)))
    spots: list[Spot] = []
    for spot in sorted(found, key=lambda spot: (spot.start, -spot.end)):
        if not spots or spot.start >= spots[-1].end:
            spots.append(spot)
    return tuple(spots)


def looks_personal(text: str) -> str | None:
    """Say what personal data ``text`` seems to hold first, or return ``None``."""
    if not may_hold_personal_data(text.encode("utf-8", "replace")):
        return None
    return next((spot.what for spot in personal_spots(text)), None)
