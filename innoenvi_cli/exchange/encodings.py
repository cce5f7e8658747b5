"""Tells how the letters of a text file are written, or refuses it: a guess would spoil names without a word."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from innoenvi_cli import rules
from innoenvi_cli.exchange.tables import TableRefusedError
from innoenvi_cli.i18n import N_, message

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BOM: Final = "\ufeff"
_LOOKED_AT: Final = 4096
_NORDIC: Final = frozenset("äöåÄÖÅ")
# What the same bytes would mean: where these give more of our letters, Windows-1252 is not what it is.
_RIVALS: Final = (("mac_roman", "Mac OS Roman"), ("cp850", "MS-DOS 850"))
# Signs of Windows-1252 that stand inside no word, letters of a case that does not follow the other, and longer runs
# of letters beyond A to Z than any language has that is written so.
_NO_WORD: Final = re.compile(
    r"[A-Za-z][\x80-\x84\x86-\x90\x93-\x95\x98-\x9f\xa1-\xb3\xb5\xb6\xb8-\xbf†‡ˆ‰‹ƒ„™˜›¤¦¨¸¼½¾¹»¿ªº¬][A-Za-z]"
    r"|[a-zà-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]"
    r"|(?![äöåÄÖÅ]{4})[À-ÖØ-öø-ÿ]{4}"
)
_UTF7: Final = re.compile(r"\+([A-Za-z0-9/]{3,})-?")
_TWICE: Final = re.compile("Ã[\x80-\xbf\u201a-\u2122]|Ã[¤¶¥©„–…]")


def decoded(raw: bytes, file: str) -> tuple[str, tuple[Message, ...]]:
    """Return the text that ``raw`` holds without byte order marks, and what the user should look at.

    Raises:
        TableRefusedError: it is no text, or nobody can tell its encoding.
    """
    marked = next(((mark, codec, name) for mark, codec, name in _MARKS if raw.startswith(mark)), None)
    if marked is None:
        _refuse_zeros(raw, file)
        text, notes = _unmarked(raw, file)
    else:
        mark, codec, name = marked
        try:
            text, notes = raw[len(mark) :].decode(codec), ()
        except UnicodeDecodeError as error:
            offset = len(mark) + error.start
            raise _unreadable(
                file,
                message(N_("it is not the {encoding} text that it says (byte {offset})"), encoding=name, offset=offset),
            ) from None
    text = text.lstrip(_BOM)
    if "\x00" in text:
        raise TableRefusedError(file, rules.NOT_A_TEXT, offset=raw.find(b"\x00"))
    return text, notes or _encoded_twice(text)


def _unmarked(raw: bytes, file: str) -> tuple[str, tuple[Message, ...]]:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return _windows(raw, error.start, file)
    for found in _UTF7.finditer(text):
        if _is_utf7(found.group()):
            raise _looks_like(file, "UTF-7", found.start())
    return text, ()


def _refuse_zeros(raw: bytes, file: str) -> None:
    offset = raw.find(b"\x00")
    if offset < 0:
        return
    beginning = raw[:_LOOKED_AT]
    zeros = [beginning[place::4].count(0) for place in range(4)]
    if len(beginning) > 1 and sum(zeros) > len(beginning) * 0.4:
        raise _looks_like(file, "UTF-32" if sum(zeros) > len(beginning) * 0.6 else "UTF-16", offset)
    raise TableRefusedError(file, rules.NOT_A_TEXT, offset=offset)


def _windows(raw: bytes, offset: int, file: str) -> tuple[str, tuple[Message, ...]]:
    """Read ``raw`` as Windows-1252 if all that is beyond ASCII makes words then; ``offset`` is where UTF-8 ends."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        reason = message(N_("it is neither UTF-8 nor Windows-1252 text (byte {offset})"), offset=offset)
        raise _unreadable(file, reason) from None
    beyond = bytes(byte for byte in raw if byte > 0x7F)  # noqa: PLR2004 - ASCII
    ours = _nordic(beyond, "cp1252")
    for codec, name in _RIVALS:
        if _nordic(beyond, codec) > ours:
            raise _looks_like(file, name, offset)
    odd = _NO_WORD.search(text)
    if odd is not None:
        reason = message(
            N_("read as Windows-1252 it has no words: {sample} (byte {offset})"),
            sample=_sample(text, odd.start()),
            offset=odd.start(),
        )
        raise _unreadable(file, reason)
    note = message(
        N_("the file is not UTF-8 (byte {offset}) and was read as Windows-1252: look whether ä, ö and å are right"),
        offset=offset,
    )
    return text, (note,)


def _nordic(beyond: bytes, codec: str) -> int:
    return sum(character in _NORDIC for character in beyond.decode(codec, errors="replace"))


def _is_utf7(found: str) -> bool:
    """Tell whether ``found`` is letters beyond ASCII in UTF-7, and of the Latin alphabet."""
    try:
        letters = found.encode("ascii").decode("utf-7")
    except UnicodeError:
        return False
    return all("\xc0" <= letter <= "\u024f" for letter in letters)


def _encoded_twice(text: str) -> tuple[Message, ...]:
    found = _TWICE.search(text)
    if found is None:
        return ()
    return (
        message(
            N_("the text '{sample}' looks as if its letters had been spoilt before: look whether ä, ö and å are right"),
            sample=_sample(text, found.start()),
        ),
    )


def _sample(text: str, place: int) -> str:
    around = re.split(r"[\r\n;,\t]", text[max(place - 12, 0) : place + 12])
    longest = max(around, key=len)
    return "".join(character if character.isprintable() else "?" for character in longest)


def _looks_like(file: str, encoding: str, offset: int) -> TableRefusedError:
    reason = message(
        N_("it looks like {encoding}, but does not say so (byte {offset})"), encoding=encoding, offset=offset
    )
    return _unreadable(file, reason)


def _unreadable(file: str, reason: Message) -> TableRefusedError:
    return TableRefusedError(file, rules.UNREADABLE_ENCODING, reason=reason)
