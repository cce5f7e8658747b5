"""How a single value is written in YAML: when plain text would be misread, which quotes it takes, when it is long."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Scalar: TypeAlias = "str | int | bool | Decimal | date"
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value] | None"

# What YAML 1.1 or 1.2 takes for something else than text. Ours reads text alone, but editors and other tools do not.
_MISREAD: Final = re.compile(
    r"""(?xi)
      ~ | null | y | n | yes | no | on | off | true | false | = | <<
    | [-+]? ( 0b[01_]+ | 0o?[0-7_]+ | 0x[0-9a-f_]+ | [0-9][0-9_]* ( :[0-5]?[0-9] )* )
    | [-+]? ( \.[0-9_]+ | [0-9][0-9_]* ( :[0-5]?[0-9] )* \.[0-9_]* | [0-9]+ ) ( e[-+]?[0-9]+ )?
    | [-+]? \.(inf|nan)
    """
)
_BREAKS_PLAIN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|: |:\Z| #|\A[ ]|[ ]\Z"
)
_FIRST_NEVER: Final = frozenset(",[]{}#&*!|>'\"%@`")
_FIRST_BEFORE_TEXT: Final = frozenset("-?:")
_BREAKS_FLOW: Final = re.compile(r"[,\[\]{}:]|\A[-?]")
_BREAKS_BLOCK: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\N", "\x00": "\\0"}


def text_of(value: Scalar) -> str:
    """Return the text that stands for ``value`` in a file, before any quoting."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def is_misread(text: str) -> bool:
    """Tell whether YAML takes the plain ``text`` for a number, a truth value or nothing; a date is text in 1.2."""
    return _MISREAD.fullmatch(text) is not None


def can_be_plain(text: str, *, flow: bool) -> bool:
    """Tell whether ``text`` can stand without quotes; ``flow`` inside ``[…]`` or ``{…}``."""
    if not text or _BREAKS_PLAIN.search(text) or text[0] in _FIRST_NEVER or text.startswith(("---", "...")):
        return False
    if text[0] in _FIRST_BEFORE_TEXT and (len(text) == 1 or text[1] == " "):
        return False
    return not (flow and _BREAKS_FLOW.search(text))


def can_be_block(text: str) -> bool:
    """Tell whether ``text`` can be a ``|`` block: no odd characters, no indented beginning, one newline at its end."""
    first = next((line for line in text.split("\n") if line), "")
    return not (_BREAKS_BLOCK.search(text) or first.startswith(" ") or text.endswith("\n\n") or not text.strip("\n "))


def single_quoted(text: str) -> str | None:
    """Return ``text`` in single quotes, or ``None`` where only escapes can write it."""
    if _BREAKS_BLOCK.search(text) or "\n" in text:
        return None
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Return ``text`` in double quotes on one line."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def inline(value: Scalar, *, flow: bool, style: str = "", keep_plain: bool = False) -> str:
    """Return ``value`` on one line.

    ``style`` is the quote that stood there before and is kept where it can; ``keep_plain`` leaves text plain that other
    readers take for a number, because what stood there before was so as well.
    """
    text = text_of(value)
    if style == '"':
        return double_quoted(text)
    may_be_plain = style != "'" and can_be_plain(text, flow=flow)
    if may_be_plain and (keep_plain or not isinstance(value, str) or not is_misread(text)):
        return text
    return single_quoted(text) or double_quoted(text)


def block_header(text: str) -> str:
    """Return ``|`` or ``|-`` for a text that can be a block."""
    return "|" if text.endswith("\n") else "|-"


def block_lines(text: str, indent: int) -> list[str]:
    """Return the lines of a ``|`` block, indented by ``indent`` spaces; empty lines stay empty."""
    return [" " * indent + line if line else "" for line in text.removesuffix("\n").split("\n")]


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if _BREAKS_BLOCK.match(character):
        return f"\\u{code:04X}"
    return character
