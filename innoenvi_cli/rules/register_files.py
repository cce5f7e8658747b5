"""Files that are not read in at all: what each ban and each limit is for; no record can break these."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.findings import Rule, Severity
from innoenvi_cli.i18n import N_

_SAVE_AS: Final = N_("open it in a spreadsheet program, save it as .xlsx or .csv, and run the command again")

OTHER_KIND_OF_FILE = Rule(
    "IE620",
    Severity.ERROR,
    N_("file of a kind that is not read"),
    N_("only .xlsx, .csv, .tsv and .txt files are read"),
    _SAVE_AS,
    N_(
        "Registers are read from Excel workbooks (.xlsx) and from text with separators (.csv, .tsv, .txt). "
        "Workbooks with macros, of Excel before 2007, of other programs and documents for print are not: "
        "they can carry programs, or no table at all.\n\n"
        "Wrong:\n"
        "register.xlsm\n"
        "register.ods\n\n"
        "Right:\n"
        "register.xlsx\n"
        "register.csv"
    ),
)
OTHER_FORMAT_INSIDE = Rule(
    "IE621",
    Severity.ERROR,
    N_("file that is not what its name says"),
    N_("by its name it is {named}, inside it is {found}"),
    _SAVE_AS,
    N_(
        "What a file is shows in its first bytes. Programs and web services often give a page or a text the "
        "name of a workbook; a spreadsheet program opens it with a warning, and guesses what the values are. "
        "Nothing is guessed here.\n\n"
        "Wrong:\n"
        "a web page under the name register.xlsx\n\n"
        "Right:\n"
        "the register opened in a spreadsheet program and saved as an Excel workbook (.xlsx)"
    ),
)
ENCRYPTED_WORKBOOK = Rule(
    "IE622",
    Severity.ERROR,
    N_("workbook with a password"),
    N_("it is encrypted with a password"),
    N_("save a copy without the password, and run the command again"),
    N_(
        "What is encrypted cannot be read, and no password is asked for. Protection of a sheet against "
        "changes is something else, and does no harm.\n\n"
        "Wrong:\n"
        "register.xlsx that asks for a password when it is opened\n\n"
        "Right:\n"
        "a copy without the password; in Excel: File, Info, Protect Workbook, Encrypt with Password, and "
        "empty the password"
    ),
)
DAMAGED_WORKBOOK = Rule(
    "IE623",
    Severity.ERROR,
    N_("damaged workbook"),
    N_("it is damaged, or was not fully copied ({part})"),
    N_("fetch it again; or open it in a spreadsheet program, let it repair the file, and save it as .xlsx"),
    N_(
        "A workbook is an archive of several parts. The archive is cut off, a part is missing, or what a "
        "part holds is not what it should be. Nothing is read from such a file, because nobody could tell "
        "whether rows are missing. The message names the part, or the archive as a whole.\n\n"
        "Wrong:\n"
        "a workbook whose download broke off\n\n"
        "Right:\n"
        "the same workbook, fetched again"
    ),
)
MACROS = Rule(
    "IE624",
    Severity.ERROR,
    N_("workbook with macros"),
    N_("it holds macros, programs or old macro sheets ({part})"),
    N_("save it as an Excel workbook without macros (.xlsx), and run the command again"),
    N_(
        "A register is values. A workbook with programs in it is not opened, whatever its name says: "
        "macros, controls, embedded objects and macro sheets of old versions.\n\n"
        "Wrong:\n"
        "a workbook with macros, renamed to register.xlsx\n\n"
        "Right:\n"
        "saved anew as Excel workbook (.xlsx), which leaves the macros out"
    ),
)
EXTERNAL_DATA = Rule(
    "IE625",
    Severity.ERROR,
    N_("workbook that takes values from elsewhere"),
    N_("it takes values from other files or from the network ({part})"),
    N_("copy the sheet with the register, and paste it into a new workbook as values only"),
    N_(
        "The workbook has links to other workbooks, queries to databases or web pages, or connections to "
        "other programs. What its cells show depends on them, and a file that calls others can tell them "
        "who reads it. Nothing outside is ever opened. Links that a person clicks, in a column of web "
        "addresses, are no harm.\n\n"
        "Wrong:\n"
        "='[prices.xlsx]Sheet1'!A1\n\n"
        "Right:\n"
        "the values pasted into a new workbook"
    ),
)
XML_ENTITIES = Rule(
    "IE626",
    Severity.ERROR,
    N_("workbook with XML entities or an unusual encoding"),
    N_("its part {part} declares XML entities, or is written in another encoding than UTF-8"),
    _SAVE_AS,
    N_(
        "The parts of a workbook are XML. No spreadsheet program writes document types and entities into "
        "them; they are a known way to fill the memory of a computer or to read its files.\n\n"
        "Wrong:\n"
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>\n\n'
        "Right:\n"
        "a workbook as a spreadsheet program saves it"
    ),
)
PACKED_TOO_TIGHTLY = Rule(
    "IE627",
    Severity.ERROR,
    N_("workbook packed too tightly"),
    N_("its part {part} unpacks to more than {limit} times its size"),
    N_("delete empty rows and formats behind the register, save it again, and run the command again"),
    N_(
        "A part of more than a megabyte that is packed this tightly holds next to nothing, a million times "
        "over. It is either made to fill the memory of a computer, or it has formats down to the last row.\n\n"
        "Wrong:\n"
        "5 GB of zeros in a file of 5 MB\n\n"
        "Right:\n"
        "only the rows of the register, copied into a new workbook"
    ),
)
UNPACKS_TOO_LARGE = Rule(
    "IE628",
    Severity.ERROR,
    N_("workbook that is too large unpacked"),
    N_("unpacked it has more than {limit} MB, or too many elements in one part"),
    N_("take pictures, other sheets and unneeded columns away, or split it"),
    N_(
        "A workbook is packed; what counts is how much there is to read. A register within the limits of rows "
        "and columns stays far below this.\n\n"
        "Wrong:\n"
        "a workbook with ten sheets of measurements, of which one is the register\n\n"
        "Right:\n"
        "the sheet with the register, copied into a workbook of its own"
    ),
)
TOO_MANY_PARTS = Rule(
    "IE629",
    Severity.ERROR,
    N_("workbook of too many parts"),
    N_("it holds more than {limit} parts"),
    N_("copy the sheet with the register into a workbook of its own"),
    N_(
        "Every sheet, picture and drawing is a part of the archive that a workbook is. A register needs "
        "about a dozen.\n\n"
        "Wrong:\n"
        "a workbook with a logo in every row\n\n"
        "Right:\n"
        "the sheet with the register in a workbook of its own"
    ),
)
UNSAFE_PARTS = Rule(
    "IE630",
    Severity.ERROR,
    N_("workbook whose parts are not clear"),
    N_("its part {part} stands there twice, overlaps another, or has a name that leads out of the file"),
    _SAVE_AS,
    N_(
        "Where an archive holds a part twice, or says two things about one part, programs differ in which "
        "they show: you would see one register, and another would be read in. Names such as ../x are meant "
        "to write outside. Spreadsheet programs do neither.\n\n"
        "Wrong:\n"
        "xl/worksheets/sheet1.xml and XL/worksheets/Sheet1.xml\n\n"
        "Right:\n"
        "a workbook as a spreadsheet program saves it"
    ),
)
TOO_LARGE_FILE = Rule(
    "IE631",
    Severity.ERROR,
    N_("file that is too large"),
    N_("it has more than {limit} MB"),
    N_("take pictures and unneeded columns away, or split it and read the parts in one after the other"),
    N_(
        "A register of members within the limits has less than a megabyte. A larger file is usually not the "
        "register, or has pictures in it.\n\n"
        "Wrong:\n"
        "a dump of a database\n\n"
        "Right:\n"
        "the rows and columns that the register needs"
    ),
)
TOO_MANY_ROWS = Rule(
    "IE632",
    Severity.ERROR,
    N_("register with too many rows"),
    N_("row {row} is further down than the {limit} rows that are read"),
    N_("split it, and read the parts in one after the other"),
    N_(
        "A minicluster has members by the dozen. Every row may become a file, and all of them are judged "
        "together, so that a register is read in up to a limit, and beyond it not at all: half a register "
        "would look like a whole one. Rows above the headings do not count.\n\n"
        "Wrong:\n"
        "all companies of a country\n\n"
        "Right:\n"
        "those that the minicluster is about"
    ),
)
TOO_MANY_COLUMNS = Rule(
    "IE633",
    Severity.ERROR,
    N_("register with too many columns"),
    N_("row {row} has more than {limit} columns"),
    N_("take the columns away that the register does not need"),
    N_(
        "A register has a few dozen columns at most. A row with more is usually a text with separators that "
        "is not in quotation marks, or a stray value far to the right.\n\n"
        "Wrong:\n"
        "a value in column XFD\n\n"
        "Right:\n"
        "the columns with names, kinds, countries and what else the register says"
    ),
)
SHEET_TOO_FAR = Rule(
    "IE634",
    Severity.ERROR,
    N_("sheet that reaches too far"),
    N_("the sheet '{sheet}' has hundreds of thousands of rows and cells, nearly all of them empty (seen up to {cell})"),
    N_("delete the empty rows and columns behind the register, or copy it into a new workbook"),
    N_(
        "Empty cells with a format, down to the last row or out to the last column, are cells to be looked "
        "through all the same.\n\n"
        "Wrong:\n"
        "1,048,576 empty rows with a border\n\n"
        "Right:\n"
        "the rows of the register, copied into a new workbook"
    ),
)
NO_VISIBLE_SHEET = Rule(
    "IE635",
    Severity.ERROR,
    N_("workbook without a visible sheet"),
    N_("it has no visible sheet with cells"),
    N_("show the sheet in the spreadsheet program, or name it: --sheet NAME"),
    N_(
        "Hidden sheets are not read by themselves: they hold lists and notes that nobody means to pass on. "
        "Charts are no sheets of cells.\n\n"
        "Wrong:\n"
        "a workbook with one hidden sheet\n\n"
        "Right:\n"
        "the sheet shown, or named with --sheet"
    ),
)
SHEETS_OF_TEXT = Rule(
    "IE636",
    Severity.ERROR,
    N_("sheet asked for where there are none"),
    N_("a text file has no sheets, so '{sheet}' cannot be read"),
    N_("leave --sheet away"),
    N_(
        "CSV is one table. Only workbooks have sheets.\n\n"
        "Wrong:\n"
        "innoenvi import members register.csv vesihuolto --sheet Taul1\n\n"
        "Right:\n"
        "innoenvi import members register.csv vesihuolto"
    ),
)
UNREADABLE_ENCODING = Rule(
    "IE637",
    Severity.ERROR,
    N_("text in an encoding that cannot be told"),
    N_("{reason}"),
    N_("save it as 'CSV UTF-8', and look whether ä, ö and å are right"),
    N_(
        "A text file does not say how its letters are written. UTF-8 shows by itself, as do UTF-16 and UTF-32 "
        "with the mark that programs put first; Windows-1252 is assumed where the letters beyond A to Z are "
        "all those of Finnish, Swedish, Estonian and the like. Anything else would be a guess, and "
        "Mäkelä would become M„kel„ in every document.\n\n"
        "Wrong:\n"
        "CSV as MS-DOS or an old Macintosh wrote it\n\n"
        "Right:\n"
        "saved as CSV UTF-8"
    ),
)
NOT_A_TEXT = Rule(
    "IE638",
    Severity.ERROR,
    N_("file that is no text"),
    N_("it is no text: byte {offset} is one that no text holds"),
    _SAVE_AS,
    N_(
        "The file holds bytes that no text has, such as zeros. It is a file of another kind under the name "
        "of a text, or was damaged.\n\n"
        "Wrong:\n"
        "a picture under the name register.csv\n\n"
        "Right:\n"
        "the register, saved as CSV UTF-8"
    ),
)
UNCLOSED_QUOTE = Rule(
    "IE639",
    Severity.ERROR,
    N_("quotation mark that is never closed"),
    N_("a quotation mark that is opened in row {row} is never closed"),
    N_('write the missing mark; a mark inside a text is doubled: "Oy ""Vesi"""'),
    N_(
        "A cell that begins with a quotation mark goes on to the next single one, over line ends. Without it "
        "all rows behind would be one cell, and their members lost.\n\n"
        "Wrong:\n"
        "nimi;maa\n"
        '"Lumivirta Oy;FI\n'
        "Hydros Oy;FI\n\n"
        "Right:\n"
        "nimi;maa\n"
        '"Lumivirta Oy";FI\n'
        "Hydros Oy;FI"
    ),
)
EMPTY_REGISTER = Rule(
    "IE640",
    Severity.ERROR,
    N_("register without a row"),
    N_("it holds no row"),
    N_("give the file with the register; a workbook may have it on another sheet: --sheet NAME"),
    N_(
        "The file or the sheet is empty. Nothing can be read in, and that is probably not what was meant.\n\n"
        "Wrong:\n"
        "an empty file\n\n"
        "Right:\n"
        "nimi;maa\n"
        "Lumivirta Oy;FI"
    ),
)
NO_NAMES = Rule(
    "IE641",
    Severity.ERROR,
    N_("register without a column of names"),
    N_("no column holds the names of the members"),
    N_("say which: --map COLUMN=name. There are: {columns}"),
    N_(
        "The row with the headings is looked for among the first rows: it is the one that has a heading such "
        "as name, nimi, company or organisaatio. Where the register calls it otherwise, say so.\n\n"
        "Wrong:\n"
        "tekijä;maa\n"
        "Lumivirta Oy;FI\n\n"
        "Right:\n"
        "the same with --map tekijä=name"
    ),
)
NOT_A_PLAIN_FILE = Rule(
    "IE642",
    Severity.ERROR,
    N_("not a plain file"),
    N_("it is not a plain file"),
    N_("give the path of a .csv or .xlsx file, as seen from here"),
    N_(
        "A folder, a device or a pipe is not read: it has no end, or none that stays the same.\n\n"
        "Wrong:\n"
        "innoenvi import members /dev/zero vesihuolto\n\n"
        "Right:\n"
        "innoenvi import members register.csv vesihuolto"
    ),
)
MIXED_UP_CELLS = Rule(
    "IE643",
    Severity.ERROR,
    N_("sheet whose cells stand twice or out of order"),
    N_("on the sheet '{sheet}' the cell {cell} stands twice, or behind cells that come after it"),
    _SAVE_AS,
    N_(
        "Every cell of a sheet has its place, and stands there once, row by row. Where a file says otherwise "
        "programs differ in what they show, and a row could be lost without a word.\n\n"
        "Wrong:\n"
        "two values for the cell A2\n\n"
        "Right:\n"
        "a workbook as a spreadsheet program saves it"
    ),
)

RULES: Final = (
    OTHER_KIND_OF_FILE,
    OTHER_FORMAT_INSIDE,
    ENCRYPTED_WORKBOOK,
    DAMAGED_WORKBOOK,
    MACROS,
    EXTERNAL_DATA,
    XML_ENTITIES,
    PACKED_TOO_TIGHTLY,
    UNPACKS_TOO_LARGE,
    TOO_MANY_PARTS,
    UNSAFE_PARTS,
    TOO_LARGE_FILE,
    TOO_MANY_ROWS,
    TOO_MANY_COLUMNS,
    SHEET_TOO_FAR,
    NO_VISIBLE_SHEET,
    SHEETS_OF_TEXT,
    UNREADABLE_ENCODING,
    NOT_A_TEXT,
    UNCLOSED_QUOTE,
    EMPTY_REGISTER,
    NO_NAMES,
    NOT_A_PLAIN_FILE,
    MIXED_UP_CELLS,
)
