"""Characters that no record may hold, wherever it is read from."""

from __future__ import annotations

import re
from typing import Final

# Joiners (U+200C, U+200D) and variation selectors belong to the writing of languages and of emoji.
_NONE: Final = "\ufdd0-\ufdef\ufffe\uffff"
_NONE_BEYOND: Final = "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_TURNING: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ud800-\udfff\ufeff"
    f"\ufff9-\ufffb{_TURNING}{_NONE}"
)
HIDDEN: Final = re.compile(f"[{_HIDDEN}\U000e0000-\U000e007f{_NONE_BEYOND}]")
# Many ranges beyond U+FFFF are slow to look through for every letter: first whatever lies there, then which it is.
SUSPECT: Final = re.compile(f"[{_HIDDEN}\U00010000-\U0010ffff]")
TURNS: Final = re.compile(f"[{_TURNING}]")
NO_CHARACTER: Final = re.compile(f"[{_NONE}{_NONE_BEYOND}]")
