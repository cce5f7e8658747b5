"""Bytes and characters: what makes a file no text that everybody reads alike."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

NOT_UTF8 = Rule(
    "IE002",
    Severity.ERROR,
    N_("not UTF-8"),
    N_("the file is not UTF-8 text (byte {offset})"),
    N_("save it as UTF-8; editors offer this under 'encoding'"),
    N_(
        "Records are text in UTF-8, on every computer alike. An editor that saves in an older encoding "
        "writes ä and ö as bytes that mean nothing in UTF-8, and guessing would spoil names. The "
        "position is that of the first such byte.\n\n"
        "Wrong:\n"
        "name: H\\xe4meen Sahat Oy      (saved as Latin-1)\n\n"
        "Right:\n"
        "name: Hämeen Sahat Oy         (saved as UTF-8)"
    ),
)
CONTROL_CHARACTER = Rule(
    "IE014",
    Severity.ERROR,
    N_("control character"),
    N_("a control character, U+{codepoint}"),
    N_("delete it; terminals and printers obey such characters"),
    N_(
        "Control characters are commands from the time of teleprinters: ring the bell, go back, begin a colour, "
        "end the text. They come along when text is copied out of a terminal or an old program. A terminal "
        "obeys them, and Excel and Word refuse files that hold them.\n\n"
        "Wrong:\n"
        "name: Hydros<U+001B>[31m Oy\n\n"
        "Right:\n"
        "name: Hydros Oy"
    ),
)
DIRECTION = Rule(
    "IE023",
    Severity.ERROR,
    N_("character that turns the text"),
    N_("an invisible character that changes the direction of the text, U+{codepoint}"),
    N_("delete it; with it a text reads otherwise than it is stored"),
    N_(
        "Arabic and Hebrew run from right to left, and invisible characters switch between the directions. In "
        "other texts they let a line look different from what it says: an amount, a name or a whole sentence "
        "can be shown backwards, and a reviewer approves what is not there.\n\n"
        "Wrong:\n"
        "name: Hydros<U+202E>yO\n\n"
        "Right:\n"
        "name: Hydros Oy"
    ),
)
HALF_CHARACTER = Rule(
    "IE024",
    Severity.ERROR,
    N_("half of a character"),
    N_("half of a character: U+{codepoint} stands for nothing on its own"),
    N_("write the character itself, for example the emoji; a file in UTF-8 needs no \\u for it"),
    N_(
        "Some programs write characters beyond the first 65,536, emoji above all, as two codes (surrogates). "
        "In UTF-8 neither of them is a character, and a text that holds one cannot be written anywhere.\n\n"
        "Wrong:\n"
        'name: "Talo \\uD83C\\uDFE0 Oy"\n\n'
        "Right:\n"
        'name: "Talo \\U0001F3E0 Oy"'
    ),
)
INVISIBLE = Rule(
    "IE025",
    Severity.ERROR,
    N_("invisible character"),
    N_("a character that nobody sees, U+{codepoint}: {kind}"),
    N_("delete it; with it the same word is found in one place and not in another"),
    N_(
        "The file holds a character without width: it comes along when text is copied from a web page or a "
        "PDF, or when two files that begin with a byte order mark are joined. Two names that look the same "
        "then differ, so that searches and references fail.\n\n"
        "Wrong:\n"
        "name: Hydros<U+200B> Oy\n\n"
        "Right:\n"
        "name: Hydros Oy"
    ),
)
NO_CHARACTER = Rule(
    "IE026",
    Severity.ERROR,
    N_("code that stands for no character"),
    N_("U+{codepoint} stands for no character and never will"),
    N_("delete it, or write the character that was meant"),
    N_(
        "Unicode keeps some codes free for ever, so that programs can use them for themselves. In a text they "
        "are left over from a faulty conversion, and other programs refuse the text or cut it there.\n\n"
        "Wrong:\n"
        "name: Hydros<U+FFFE> Oy\n\n"
        "Right:\n"
        "name: Hydros Oy"
    ),
)
WRONG_ENCODING = Rule(
    "IE020",
    Severity.ERROR,
    N_("UTF-16 or UTF-32"),
    N_("the file is UTF-16 or UTF-32"),
    N_("save it as UTF-8; editors offer this under 'encoding'"),
    N_(
        "The file is saved as UTF-16 or UTF-32, as some Windows programs do when they say Unicode. "
        "Records are UTF-8: half of the bytes would be lost on other computers.\n\n"
        "Wrong:\n"
        "saved as 'Unicode' or 'UTF-16'\n\n"
        "Right:\n"
        "saved as 'UTF-8'"
    ),
)
NO_TEXT_FILE = Rule(
    "IE029",
    Severity.ERROR,
    N_("file of another program"),
    N_("this is {kind}, and no text file"),
    N_("open it in its own program and copy the text into a text file that ends in .yaml"),
    N_(
        "Records are plain text. A document of Word, Excel or another office program, or a PDF, stays what it is "
        "when its name ends in .yaml: it holds packed data that no other program reads as text. Open it where it "
        "was made, copy the text into a text editor such as Notepad or VS Code, and save that as UTF-8. Members in "
        "an Excel file come in with innoenvi import members.\n\n"
        "Wrong:\n"
        "hydros-oy.docx, renamed to hydros-oy.yaml\n\n"
        "Right:\n"
        "hydros-oy.yaml, written in a text editor"
    ),
)

RULES: Final = (
    NOT_UTF8,
    CONTROL_CHARACTER,
    DIRECTION,
    HALF_CHARACTER,
    INVISIBLE,
    NO_CHARACTER,
    WRONG_ENCODING,
    NO_TEXT_FILE,
)
