"""Files made to hurt whoever reads them, one for every ban and limit, each nearly as large as a file may be."""

from __future__ import annotations

import os
import socket
from contextlib import chdir
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MIB = 1 << 20
SPARSE = 300 << 20


@dataclass(frozen=True)
class Hostile:
    """``write`` puts the file at a path that is free; ``first`` is ``line:column CODE`` of the first finding about it.

    ``codes`` are those of all findings about the file.
    """

    name: str
    write: Callable[[Path], object]
    first: str
    codes: frozenset[str] = field(default_factory=frozenset)

    @property
    def may_have_personal_data(self) -> bool:
        """Whether personal data is told as well, which is looked for in whatever the file is."""
        return PERSONAL in self.codes


def full(unit: str, before: str = "", after: str = "", most: int = MIB) -> bytes:
    """Return a file that ``unit`` fills up to ``most`` bytes."""
    times = (most - len(before.encode()) - len(after.encode())) // len(unit.encode())
    return f"{before}{unit * times}{after}".encode()


def _counted(line: Callable[[int], str], before: str = "", most: int = MIB) -> bytes:
    """Return ``before`` and lines for 0, 1, 2 … as far as they fit."""
    parts, size, number = [before], len(before), 0
    while size + len(line(number)) <= most:
        parts.append(line(number))
        size += len(parts[-1])
        number += 1
    return "".join(parts).encode()


def numbered(line: Callable[[int], str], before: str = "", *, times: int) -> bytes:
    """Return ``before`` and so many lines for 0, 1, 2 …; a file may have 80,000 keys, values, lists and mappings."""
    return (before + "".join(map(line, range(times)))).encode()


def _bytes(make: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(make())


def _file(name: str, make: Callable[[], bytes], first: str, others: str = "") -> Hostile:
    return Hostile(name, _bytes(make), first, frozenset({*first.split()[1:], *others.split()}))


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(SPARSE)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, chdir(path.parent):
        server.bind(path.name)  # the whole path may be too long for one


def _ladder() -> bytes:
    return "\n".join(" " * depth + "a:" for depth in range(1_440)).encode()


def _aliases(line: str) -> bytes:
    """Return nine steps of nine aliases each: 387 million values when they are written out."""
    steps = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    steps += [line.format(step=step, below=", ".join([f"*a{step - 1}"] * 9)) for step in range(1, 10)]
    return "\n".join(steps).encode()


def _in_block(line: str) -> bytes:
    return full(f"  {line}\n", "note: |\n  text\n")


PERSONAL = "IE310"
NO_KEY = "IE101 IE102"
HALF = b"\xed\xa0\xbd"

# Refused by the reader: with the same words wherever the file stands.
UNREADABLE: tuple[Hostile, ...] = (
    # depth
    _file("brackets", lambda: full("["), "1:21 IE005"),
    _file("brackets in a key", lambda: full("[", "? "), "1:3 IE019"),
    _file("braces", lambda: full("{"), "1:2 IE019"),
    _file("mappings in one line", lambda: full("{a: ", "a: "), "1:80 IE005"),
    _file("hyphens", lambda: full("- "), "1:41 IE005"),
    _file("question marks", lambda: full("? "), "1:3 IE019"),
    _file("colons", lambda: full("a: "), "1:5 IE004"),
    _file("no-break spaces", lambda: full("\u00a0", "a: 1\n"), "2:1 IE004"),
    _file("keys without a space", lambda: full("a:1\n", "b: ", "\nc: 1\n"), "2:3 IE004"),
    _file("a ladder of indents", _ladder, "21:21 IE005"),
    _file("closing brackets", lambda: full("]"), "1:1 IE004"),
    _file("a list never closed", lambda: full("x,", "a: ["), "1:159993 IE021"),
    _file("deep flow in a key", lambda: full("[", "{", ": 1}"), "1:2 IE019"),
    # anchors, aliases, merge keys, tags, directives, documents
    _file("anchors", lambda: full("- &a x\n"), "1:3 IE022"),
    _file("one long anchor", lambda: full("a", "a: &", " x\n"), "1:4 IE022"),
    _file("an alias bomb", lambda: _aliases("a{step}: &a{step} [{below}]"), "1:5 IE022", "IE006"),
    _file("a merge bomb", lambda: _aliases("a{step}: &a{step} {{<<: [{below}]}}"), "1:5 IE022", "IE006 IE015"),
    _file("aliases", lambda: full("- *a\n"), "1:3 IE006"),
    _file("a list that holds itself", lambda: b"a: &a [*a]\n", "1:4 IE022", "IE006"),
    _file("merge keys", lambda: full("- <<: x\n"), "1:3 IE015"),
    _file("tags", lambda: full("- !!python/object/apply:os.system [x]\n"), "1:3 IE007"),
    _file("one long tag", lambda: full("a", "a: !", " x\n"), "1:4 IE007"),
    _file("directives", lambda: full("%YAML 1.1\n"), "1:1 IE008"),
    _file("tag directives", lambda: _counted(lambda n: f"%TAG !a{n}! x\n"), "1:1 IE008"),
    _file("directives behind a document", lambda: _counted(lambda n: f"%TAG !a{n}! x\n", "a: 1\n...\n"), "3:1 IE008"),
    _file("an unknown directive", lambda: full("x", "%"), "1:1 IE008"),
    _file("documents", lambda: full("---\n"), "2:1 IE009"),
    _file("documents with keys", lambda: full("---\na: 1\n"), "3:1 IE009"),
    # keys
    _file("the same key", lambda: full("a: 1\n"), "2:1 IE010"),
    _file("twins by case", lambda: _counted(lambda n: f"k{n}:\nK{n}:\n"), "2:1 IE011"),
    _file("twins by composition", lambda: _counted(lambda n: f"ä{n}:\na\u0308{n}:\n", most=800_000), "2:1 IE028"),
    _file("keys without end", lambda: _counted(lambda n: f"k{n}:\n"), "39999:1 IE021"),
    # merges
    _file("conflict markers", lambda: full("<<<<<<< HEAD\n=======\n>>>>>>> spring\n"), "1:1 IE012"),
    _file("conflict markers in a block", lambda: _in_block("<<<<<<< HEAD"), "3:3 IE012"),
    _file("half of a conflict", lambda: full("=======\n", "a: 1\n", ">>>>>>> x\n"), "2:1 IE012"),
    _file("nearly conflicts", lambda: full("<<<<<<<x\n", "a: |\n", "\t"), "116509:1 IE013"),
    # characters
    _file("tabs", lambda: full("\t"), "1:1 IE013"),
    _file("tabs on every line", lambda: full("\t\n"), "1:1 IE013"),
    _file("a tab at the very end", lambda: full("a", "a: ", "\t"), "1:1048576 IE013"),
    _file("control characters", lambda: full("\x01"), "1:1 IE014"),
    _file("zeros", lambda: full("\0"), "1:1 IE014"),
    _file("escapes of control characters", lambda: full("\\e", 'a: "', '"'), "1:5 IE014"),
    _file("old line ends", lambda: full("\x85"), "1:1 IE014"),
    _file("turned text", lambda: full("\u202e"), "1:1 IE023"),
    _file("turned text on every line", lambda: full("a\u202e\n"), "1:2 IE023"),
    _file("escapes of turned text", lambda: full("\\u202E", 'a: "', '"'), "1:5 IE023"),
    _file("halves of characters", lambda: full("\\uD83D", 'a: "', '"'), "1:5 IE024"),
    _file("halves as bytes", lambda: b"a: " + HALF * 300_000, "1:4 IE024"),
    _file("no width", lambda: full("\u200b"), "1:1 IE025"),
    _file("marks of the beginning", lambda: full("\ufeff"), "1:1 IE025"),
    _file("line separators", lambda: full("a\u2028"), "1:2 IE025"),
    _file("no characters", lambda: full("\U0010ffff"), "1:1 IE026"),
    # encodings and sizes
    _file("UTF-16", lambda: ("a: 1\n" * 100_000).encode("utf-16"), "1:1 IE020"),
    _file("UTF-32", lambda: ("a: 1\n" * 50_000).encode("utf-32-be"), "1:1 IE020"),
    _file("Latin-1", lambda: ("a: ä" * 250_000).encode("latin-1"), "1:4 IE002"),
    _file("one wrong byte at the end", lambda: full("ä", "a: ") [:-2] + b"\xff", "1:524289 IE002"),
    _file("random bytes", lambda: bytes((index * 193 + index // 7) % 256 for index in range(MIB)), "1:2 IE002"),
    _file("a byte too many", lambda: full("a", "a: ", most=MIB + 1), "1:1 IE003"),
    Hostile("a sparse file", _sparse, "1:1 IE003", frozenset({"IE003"})),
    # nothing in it
    _file("a comment", lambda: full("x", "# "), "1:1 IE018"),
    _file("comments", lambda: full("#\n"), "1:1 IE018"),
    _file("empty lines", lambda: full("\n"), "1:1 IE018"),
    _file("spaces", lambda: full(" "), "1:1 IE018"),
    _file("one word", lambda: full("x"), "1:1 IE016"),
    _file("a list", lambda: full("- x\n", most=200_000), "1:1 IE016"),
    _file("quotes", lambda: full("'"), "1:1 IE016"),
    _file("a quote never closed", lambda: full("x\n", "a: '"), "1:4 IE004"),
    _file("a block head", lambda: full("|"), "1:2 IE004"),
    _file("commas", lambda: full(","), "1:1 IE004"),
    _file("at signs", lambda: full("@"), "1:1 IE004"),
    _file("at signs between letters", lambda: full("a@"), "1:1 IE016", PERSONAL),
    _file("addresses", lambda: full("a@b.fi "), "1:1 IE016", PERSONAL),
    _file("digits far apart", lambda: full("0 "), "1:1 IE016", PERSONAL),
    _file("numbers of telephones", lambda: full("puh. 040 123 4567 "), "1:1 IE016", PERSONAL),
    _file("beginnings of such numbers", lambda: full("+358 0"), "1:1 IE016", PERSONAL),
    _file("identity codes", lambda: full("010190-000A "), "1:1 IE016", PERSONAL),
    _file("returns", lambda: full("\r"), "1:1 IE018"),
    # no files
    Hostile("a link to zeros", lambda path: path.symlink_to("/dev/zero"), "1:1 IE017", frozenset({"IE017"})),
    Hostile("a link to secrets", lambda path: path.symlink_to("/etc/passwd"), "1:1 IE017", frozenset({"IE017"})),
    Hostile("a link to itself", lambda path: path.symlink_to(path.name), "1:1 IE017", frozenset({"IE017"})),
    Hostile("a pipe", os.mkfifo, "1:1 IE027", frozenset({"IE027"})),
    Hostile("a socket", _socket, "1:1 IE027", frozenset({"IE027"})),
    Hostile("a folder", lambda path: path.mkdir(), "1:1 IE027", frozenset({"IE027"})),
)  # fmt: skip

# Sound YAML below a key that no kind of record has.
UNKNOWN: tuple[Hostile, ...] = (
    _file("one word of a mebibyte", lambda: full("x", "vieras: "), "1:1 IE101", NO_KEY),
    _file("very many words", lambda: full(" x", "vieras:"), "1:1 IE101", NO_KEY),
    _file("very many lines", lambda: full("\n x", "vieras:"), "1:1 IE101", NO_KEY),
    _file("single quotes", lambda: full("''", "vieras: '", "'"), "1:1 IE101", NO_KEY),
    _file("double quotes", lambda: full("\\n", 'vieras: "', '"'), "1:1 IE101", NO_KEY),
    _file("escapes of emoji", lambda: full("\\U0001F3E0", 'vieras: "', '"'), "1:1 IE101", NO_KEY),
    _file("a folded text", lambda: full("  x\n\n", "vieras: >\n"), "1:1 IE101", NO_KEY),
    _file("a block text", lambda: full("  x\n", "vieras: |\n"), "1:1 IE101", NO_KEY),
    _file("digits", lambda: full("9", "vieras: "), "1:1 IE101", NO_KEY),
    _file("a comment behind", lambda: full("#", "vieras: 1 "), "1:1 IE101", NO_KEY),
    _file("very many values", lambda: full("x,", "vieras: [", "]", most=158_000), "1:1 IE101", NO_KEY),
    _file("very many empty lists", lambda: full("[],", "vieras: [", "]", most=118_000), "1:1 IE101", NO_KEY),
    _file("very many keys", lambda: _counted(lambda n: f" {n}:\n", "vieras:\n", 270_000), "1:1 IE101", NO_KEY),
    _file("very many unknown keys", lambda: numbered(lambda n: f"k{n}: 1\n", times=39_000), "1:1 IE101", NO_KEY),
    _file("one long key", lambda: full("k", "? ", "\n: 1\n"), "1:3 IE101", NO_KEY),
    _file("many long keys", lambda: _counted(lambda n: f"{n}{'k' * 1_000}: 1\n"), "1:1 IE101", NO_KEY),
    _file("nineteen levels, very often",
          lambda: full(f"{'[' * 18}{']' * 18},", "vieras: [", "]", most=80_000), "1:1 IE101", NO_KEY),
    _file("bare hyphens", lambda: full("-\n", "vieras:\n", most=150_000), "1:1 IE101", NO_KEY),
)  # fmt: skip

# Sound in form, and very much of it: (place, file). What is wrong with these is for the checks to find, all of it.
MUCH: tuple[tuple[str, Hostile], ...] = tuple(
    (place, _file(name, make, first, others))
    for place, name, make, first, others in (
        ("puu/outcomes.yaml", "a hundred thousand records", lambda: full("- {}\n", "outcomes:\n"), "39999:3 IE021", ""),
        ("puu/outcomes.yaml", "records that are nothing", lambda: full("-\n", "outcomes:\n", most=150_000), "2:2 IE116", ""),
        ("puu/outcomes.yaml", "one id for all", lambda: full("- {id: a, name: A, definition: A}\n", "outcomes:\n", most=300_000), "3:8 IE201", ""),
        ("puu/outcomes.yaml", "targets that nobody knows",
         lambda: numbered(lambda n: f"- {{id: a{n}, name: A, definition: A, development_target: kuivaam{n}}}\n", "outcomes:\n", times=78_000 // 10), "", "IE203"),
        ("puu/outcomes.yaml", "actions that nobody knows",
         lambda: full("selvityz,", "outcomes:\n- id: a\n  name: A\n  definition: A\n  actions: [", "]\n", 600_000), "", "IE203"),
        ("puu/targets.yaml", "very many targets", lambda: numbered(lambda n: f"- {{id: a{n}, name: A}}\n", "targets:\n", times=78_000 // 6), "", ""),
        ("puu/members.yaml", "very many members", lambda: numbered(lambda n: f"- {{id: a{n}, name: A Oy}}\n", "members:\n", times=78_000 // 8), "", "IE209"),
        ("puu/members.yaml", "members with the same code",
         lambda: numbered(lambda n: f"- {{id: a{n}, name: A Oy, business_id: 9900002-6}}\n", "members:\n", times=78_000 // 8), "", "IE209"),
        ("puu/members.yaml", "members that give to unknown groups",
         lambda: numbered(lambda n: f"- {{id: a{n}, name: A Oy, contributions: [{{group: talo{n}, kind: produce}}]}}\n", "members:\n", times=78_000 // 16), "", "IE203 IE209"),
        ("puu/members/talotehdas.yaml", "contributions to unknown groups",
         lambda: numbered(lambda n: f"  - {{group: talo{n}, kind: produce}}\n", "name: T Oy\ncontributions:\n", times=78_000 // 6), "", "IE203"),
        ("puu/members/talotehdas.yaml", "a long history",
         lambda: full("  - {status: informed, date: 2026-01-20}\n", "name: T Oy\nhistory:\n", most=500_000), "", ""),
        ("puu/members/talotehdas.yaml", "very many contacts", lambda: numbered(lambda n: f"hlo-{n},", "name: T Oy\ncontacts: [", times=78_000 // 1) + b"]", "", ""),
        ("puu/actions.yaml", "actions that wait for each other in a row",
         lambda: numbered(lambda n: f"- {{id: a{n}, name: A, type: training, depends_on: [a{n + 1}]}}\n", "actions:\n", times=78_000 // 13), "", "IE203"),
        ("puu/actions.yaml", "actions that wait for all",
         lambda: b"actions:\n" + b"".join(b"- {id: a%d, name: A, type: training, depends_on: [%s]}\n" % (n, b",".join(b"a%d" % m for m in range(250) if m != n)) for n in range(250)), "", "IE204"),
        ("puu/codebook.yaml", "a long chain of codes",
         lambda: numbered(lambda n: f"  - {{id: a{n}, name: A, parent: a{n + 1}}}\n", "codes:\n", times=78_000 // 8), "", "IE203"),
        ("puu/minicluster.yaml", "very many groups",
         lambda: numbered(lambda n: f"  - {{id: a{n}, name: A, segments: [b{n}]}}\n", "name: P\nstart: 2026-01-12\nproduct_groups:\n", times=78_000 // 11), "", "IE203"),
        ("puu/minicluster.yaml", "one group very often", lambda: full("  - {id: a, name: A}\n", "name: P\nstart: 2026-01-12\nproduct_groups:\n", most=250_000), "", "IE201"),
        ("innoenvi.yaml", "very many criteria",
         lambda: numbered(lambda n: f"    a{n}: {{metric: m{n}, compare: '>=', threshold: 1, label: x, hint: x}}\n", "format: 1\nname: X\ngates:\n  definition:\n   criteria:\n", times=78_000 // 13), "", "IE505"),
        ("innoenvi.yaml", "very many criteria changed",
         lambda: numbered(lambda n: f"    a{n}: {{severity: should}}\n", "format: 1\nname: X\ngates:\n  definition:\n   criteria:\n", times=78_000 // 5), "", "IE505"),
        ("innoenvi.yaml", "very many periods", lambda: numbered(lambda n: f"  - {{id: a{n}, start: 2026-01-01, end: 2026-02-01, due: 2026-03-01}}\n", "format: 1\nname: X\nreporting_periods:\n", times=78_000 // 10), "", ""),
        ("innoenvi.yaml", "languages", lambda: full("fi,", "format: 1\nname: X\nlanguages: [", "]", 230_000), "", ""),
        ("puu/phases.yaml", "very many decisions",
         lambda: full("  - {kind: decision, cycle: 1, gate: definition, to: analysis, decision: go, date: 2026-02-01, by: hlo-1}\n", "entries:\n", most=480_000), "", "IE503"),
        ("puu/interviews/h-01.yaml", "very many excerpts",
         lambda: numbered(lambda n: f"  - {{id: e{n}, paraphrase: x, codes: [k{n}]}}\n", "member: sahayhtio\ndate: 2026-02-10\nexcerpts:\n", times=78_000 // 11), "", "IE203"),
        ("puu/events/kokous-1.yaml", "very many present", lambda: full("sahayhtioo,", "kind: meeting\ntitle: K\ndate: 2026-05-01\norgan: ydinryhma\npresent: [", "]", 600_000), "", "IE203"),
        ("puu/scores/hlo-01.yaml", "very many scores",
         lambda: numbered(lambda n: f"  kuivaam{n}: {{k: 1}}\n", "rater: hlo-01\nmember: sahayhtio\ndate: 2026-05-01\nscores:\n", times=78_000 // 5), "", "IE203"),
        ("puu/analysis.yaml", "very many", lambda: numbered(lambda n: f"k{n}: 1\n", times=78_000 // 2), "", "IE101"),
    )
)  # fmt: skip
