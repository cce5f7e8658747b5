"""Rows of registers that are read in; no record can break these."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

NAMELESS_ROW = Rule(
    "IE601",
    Severity.ERROR,
    N_("row without a name"),
    N_("the row has no name"),
    N_("fill in the name, or empty the whole row"),
    N_(
        "A member is known by its legal name, so a row of a register that names nobody cannot become a "
        "member. Rows without anything in them are passed over.\n\n"
        "Wrong:\n"
        "nimi;maa\n"
        ";FI\n\n"
        "Right:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI"
    ),
)
NOT_A_COUNTRY_NAME = Rule(
    "IE602",
    Severity.ERROR,
    N_("not a country"),
    N_("'{value}' is neither a country code nor the name of a country{suggestion}"),
    N_("write the code (FI) or the name in Finnish or English; where there is no one country, leave the cell empty"),
    N_(
        "Countries are kept as ISO 3166-1 codes. A register may have them as codes of two or three "
        "letters, or as names in Finnish or English; areas such as Global, EU or Nordic countries are no countries.\n\n"
        "Wrong:\n"
        "Global\n\n"
        "Right:\n"
        "Norja"
    ),
)
NOT_A_WORD_OF_THE_FIELD = Rule(
    "IE603",
    Severity.ERROR,
    N_("word that the field does not know"),
    N_("'{value}' is none of: {choices}{suggestion}"),
    N_("write one of these words, or what it is called in Finnish or English, or leave the cell empty"),
    N_(
        "The field admits a few words only, because figures and gates rest on them. A register may have "
        "the words of the record format or what they are called in Finnish and English; common words of "
        "other registers, such as academia or non-profit, are understood as well.\n\n"
        "Wrong:\n"
        "laji: ystävä\n\n"
        "Right:\n"
        "laji: yhdistys"
    ),
)
FORMULA_IN_CELL = Rule(
    "IE604",
    Severity.ERROR,
    N_("formula where a value belongs"),
    N_("cell {cell} of the sheet '{sheet}' holds a formula"),
    N_("replace it by its value: copy the cell and paste the value only"),
    N_(
        "A formula is not what the sheet shows: its value was calculated by another program at another "
        "time, or never. Only values are read in.\n\n"
        "Wrong:\n"
        '=CONCAT(A2;" Oy")\n\n'
        "Right:\n"
        "Lumivirta Oy"
    ),
)
ERROR_IN_CELL = Rule(
    "IE605",
    Severity.ERROR,
    N_("error in a cell"),
    N_("cell {cell} of the sheet '{sheet}' holds the error {value}"),
    N_("mend the cell, or empty it"),
    N_(
        "The spreadsheet program could not calculate the cell, so nobody knows its value.\n\n"
        "Wrong:\n"
        "#REF!\n\n"
        "Right:\n"
        "Lumivirta Oy"
    ),
)
MEMBER_TWICE = Rule(
    "IE606",
    Severity.ERROR,
    N_("member twice in the register"),
    N_("the row names the same member as row {row}, '{name}', but says something else"),
    N_("keep one of the two rows; two organisations of one name need their business ids"),
    N_(
        "Two rows with one business id, or with one name and no business ids, are the same member. Where "
        "they differ nobody can tell which is right; the first one was taken. A row that only repeats "
        "another is passed over as unchanged.\n\n"
        "Wrong:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI\n"
        "Lumivirta Oy;SE\n\n"
        "Right:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI"
    ),
)
TWO_MEMBERS_MEANT = Rule(
    "IE607",
    Severity.ERROR,
    N_("row that means two members"),
    N_("{first} belongs to '{one}' and {second} to '{other}'"),
    N_("correct the row or the two records: one row means one member"),
    N_(
        "A row is matched with the members there are by its id, its business id and its name. Here two of "
        "these belong to different members, so that either could be changed by mistake.\n\n"
        "Wrong:\n"
        "nimi;y-tunnus\n"
        "Lumivirta Oy;<business id of another member>\n\n"
        "Right:\n"
        "the business id that Lumivirta Oy has in its record"
    ),
)
ROW_TOO_LONG = Rule(
    "IE608",
    Severity.ERROR,
    N_("row with too many cells"),
    N_("the row has {count} cells, the header only {expected}"),
    N_("put cells that hold the separator into quotes"),
    N_(
        "The row has more cells than there are columns. A text with the separator in it was probably not "
        "put into quotes, and then all cells behind it stand in the wrong column.\n\n"
        "Wrong:\n"
        "nimi,kunta\n"
        "Lumivirta, Oy,Lahti\n\n"
        "Right:\n"
        "nimi,kunta\n"
        '"Lumivirta, Oy",Lahti'
    ),
)
RECORD_NOT_EDITABLE = Rule(
    "IE609",
    Severity.ERROR,
    N_("record that cannot be changed"),
    N_("the record '{id}' cannot be changed: {reason}"),
    N_("mend the record first: innoenvi check {minicluster}"),
    N_(
        "The row belongs to a member that exists, and its file cannot be read, or is laid out so that more "
        "than the value would change. It is left as it is.\n\n"
        "Wrong:\n"
        "a member's file with an unresolved merge\n\n"
        "Right:\n"
        "the merge resolved, and the register read in again"
    ),
)
HIDDEN_IN_CELL = Rule(
    "IE610",
    Severity.ERROR,
    N_("invisible character in a cell"),
    N_("the cell holds an invisible character, U+{codepoint}"),
    N_("delete it, or type the text anew; it can make a text read otherwise than it is"),
    N_(
        "The text of the cell holds a character that nobody sees: a control character, or one that turns "
        "the direction of the text. It comes with texts that were copied from web pages, and records "
        "admit none. Line breaks and wide spaces in a cell become single spaces.\n\n"
        "Wrong:\n"
        "Lumivirta<U+200B> Oy\n\n"
        "Right:\n"
        "Lumivirta Oy"
    ),
)

MERGED_CELL = Rule(
    "IE644",
    Severity.ERROR,
    N_("cell that is merged with others"),
    N_("cell {cell} of the sheet '{sheet}' is merged with {first}, so that it has no value of its own"),
    N_("undo the merge, and write the value into every row that it belongs to"),
    N_(
        "Merged cells have one value, in their first cell. To a reader it looks as if the value belonged to all "
        "rows; a program sees empty cells. Only the first row would get it.\n\n"
        "Wrong:\n"
        "the country merged over three rows\n\n"
        "Right:\n"
        "the country in each of the three rows"
    ),
)
INEXACT_NUMBER = Rule(
    "IE645",
    Severity.ERROR,
    N_("number with more digits than a spreadsheet keeps"),
    N_("cell {cell} of the sheet '{sheet}' holds a number of more than 15 digits, of which the last are not certain"),
    N_("format the column as text, and enter the number anew"),
    N_(
        "A spreadsheet keeps 15 digits of a number and makes zeros of the rest. A long number is usually an "
        "identifier that was not entered as text, and no longer the right one.\n\n"
        "Wrong:\n"
        "12345678901234567, kept as 12345678901234500\n\n"
        "Right:\n"
        "the identifier as text: '12345678901234567"
    ),
)
NO_DAY_IN_CELL = Rule(
    "IE646",
    Severity.ERROR,
    N_("date that is none"),
    N_("cell {cell} of the sheet '{sheet}' is formatted as a date, but its number {value} is no day"),
    N_("write the date as text, for example 1899-12-31, or mend its number"),
    N_(
        "Spreadsheets count days from the beginning of 1900 or 1904 to the end of 9999. Other numbers have no "
        "day, and the first two months of 1900 are counted wrongly by some programs.\n\n"
        "Wrong:\n"
        "-5 with the format of a date\n\n"
        "Right:\n"
        "1899-12-26 as text"
    ),
)
HEADER_AGAIN = Rule(
    "IE647",
    Severity.ERROR,
    N_("header in the middle of the register"),
    N_("the row repeats the headings"),
    N_("delete the row"),
    N_(
        "The row says the same as the row of headings. It comes from registers that were put together or made "
        "for print; read as a row it would make a member that is called Name.\n\n"
        "Wrong:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI\n"
        "nimi;maa\n"
        "Hydros Oy;FI\n\n"
        "Right:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI\n"
        "Hydros Oy;FI"
    ),
)
ROW_OF_SUMS = Rule(
    "IE648",
    Severity.ERROR,
    N_("row of sums"),
    N_("'{value}' is what a row of sums is called, and no member"),
    N_("delete the row; an organisation that is called so needs its business id in the register"),
    N_(
        "The row sums up the ones above it. It comes with registers that were made for print or calculate something; "
        "read as a row it would make a member of the sum. Only a row that is called by nothing but such a word, and "
        "has neither an id nor a business id, a VAT number or a LEI, is taken for one.\n\n"
        "Wrong:\n"
        "nimi;henkilöstö\n"
        "Lumivirta Oy;12\n"
        "Yhteensä;12\n\n"
        "Right:\n"
        "nimi;henkilöstö\n"
        "Lumivirta Oy;12"
    ),
)

RULES: Final = (
    NAMELESS_ROW,
    NOT_A_COUNTRY_NAME,
    NOT_A_WORD_OF_THE_FIELD,
    FORMULA_IN_CELL,
    ERROR_IN_CELL,
    MEMBER_TWICE,
    TWO_MEMBERS_MEANT,
    ROW_TOO_LONG,
    RECORD_NOT_EDITABLE,
    HIDDEN_IN_CELL,
    MERGED_CELL,
    INEXACT_NUMBER,
    NO_DAY_IN_CELL,
    HEADER_AGAIN,
    ROW_OF_SUMS,
)
