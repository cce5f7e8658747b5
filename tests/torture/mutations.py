"""Spoils programmes: their structure (keys, values, whole records, files) and their bytes."""

from __future__ import annotations

import copy
import os
import shutil
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

SCALARS: tuple[Any, ...] = (
    "", " ", "~", "null", "true", "yes", "no", "NO", "0", "-1", "1e999", ".nan", ".inf", "012", "0x1F", "1_000", "12:30",
    "9" * 400, "-" + "9" * 400, "1." + "0" * 4000, "2024-02-30", "0001-01-01", "9999-12-31", "2024-13-01", "24.12.2024",
    "2024-01-01T00:00:00Z", "a", "ä", "Å" * 200, "x" * 100_000, "../../etc/passwd", "/etc/passwd", "C:\\x", "con", "nul",
    "=1+1", "@SUM(A1)", "{{ 7*7 }}", "{% for x in y %}", "${x}", "%s%n", "'; --", "<script>alert(1)</script>",
    "[x](javascript:x)", "![](http://x)", "| a | b |", "```", "# x", "\u202eabc", "\u200b", "\ufeff", "e\u0301", "☃",
    "\U0001f600", "a\nb", "\ta", "a: b", "- a", "? a", "& a", "* a", "!!python/object:os.system", "<<", "hydros-oy",
    "kokous-1", "hlo-1", "hlo-99999", "FI", "XX", "EUR", "innoenvi", "minicluster", "definition", "id", "custom",
    0, -1, 10**30, 1.5, True, None, [], {}, [[]], [{}], {"fi": "x"}, {"fi": {"fi": "x"}}, {"id": "x"}, ["x"] * 50,
)  # fmt: skip
SNIPPETS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\r", b"\t", b"\x1b[31m", b"\x85", b"\xe2\x80\xa8",
    b"&a ", b"*a ", b"!!binary ", b"!tag ", b"<<: ", b"---\n", b"...\n", b"%YAML 1.1\n", b"<<<<<<< ours\n",
    b"=======\n", b">>>>>>> theirs\n", b"[" * 2000, b"{" * 2000, b"- " * 2000, b"? ", b"|\n", b">\n", b"'", b'"', b"#",
    b": ", b"\n\n", b"id: x\n", b"\xf0\x9f\x98\x80", b"\xe2\x80\xae", b"- - - -\n", b"a" * 5000,
)  # fmt: skip


def spoil(root: Path, random: Random) -> list[str]:
    """Spoil the programme at ``root`` in one to four ways; return what was done."""
    return [_WAYS[random.randrange(len(_WAYS))](root, random) for _ in range(random.choice((1, 1, 1, 2, 4)))]


def _pick(root: Path, random: Random) -> Path:
    found = sorted(path for path in root.rglob("*.yaml") if path.is_file() and not path.is_symlink())
    return random.choice(found) if found else root / "innoenvi.yaml"


def _data(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError):
        return None


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Return every (container, key) in ``data``."""
    found: list[tuple[Any, Any]] = []
    waiting = [data]
    while waiting:
        held = waiting.pop()
        items = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
        for key, value in items:
            found.append((held, key))
            waiting.append(value)
    return found


def _write(path: Path, data: Any) -> None:
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def _structure(root: Path, random: Random, change: Callable[[Any, Any, Random, Path], None]) -> str:
    path = _pick(root, random)
    data = _data(path)
    places = _places(data)
    if not places:
        return "nothing"
    held, key = random.choice(places)
    change(held, key, random, root)
    _write(path, data)
    return f"{change.__name__} {path.name} {key}"


def _replace(held: Any, key: Any, random: Random, _: Path) -> None:
    held[key] = copy.deepcopy(random.choice(SCALARS))


def _remove(held: Any, key: Any, _random: Random, _: Path) -> None:
    del held[key]


def _double(held: Any, key: Any, _random: Random, _: Path) -> None:
    if isinstance(held, list):
        held.append(copy.deepcopy(held[key]))
    else:
        held[f"{key}2"] = copy.deepcopy(held[key])


def _rename(held: Any, key: Any, random: Random, _: Path) -> None:
    if isinstance(held, dict):
        held[random.choice((key.upper(), f"{key} ", key[::-1], "id", "custom", "name"))] = held.pop(key)


def _transplant(held: Any, key: Any, random: Random, root: Path) -> None:
    """Put a part of another record here: right in itself, wrong in its place."""
    other = _data(_pick(root, random))
    places = _places(other)
    if places:
        container, where = random.choice(places)
        held[key] = copy.deepcopy(container[where])


def _bury(held: Any, key: Any, random: Random, _: Path) -> None:
    for _depth in range(random.choice((1, 2, 25))):
        held[key] = [held[key]] if random.random() < 0.5 else {"fi": held[key]}


def _bytes(root: Path, random: Random) -> str:
    path = _pick(root, random)
    raw = path.read_bytes() if path.is_file() else b""
    at = random.randrange(len(raw) + 1)
    way = random.randrange(6)
    if way == 0:
        raw = raw[:at] + random.choice(SNIPPETS) + raw[at:]
    elif way == 1:
        raw = raw[:at]
    elif way == 2 and raw:
        at = min(at, len(raw) - 1)
        raw = raw[:at] + bytes([raw[at] ^ (1 << random.randrange(8))]) + raw[at + 1 :]
    elif way == 3:
        lines = raw.split(b"\n")
        lines.insert(random.randrange(len(lines) + 1), random.choice(lines))
        raw = b"\n".join(lines)
    elif way == 4:
        lines = raw.split(b"\n")
        random.shuffle(lines)
        raw = b"\n".join(lines)
    else:
        raw = raw + raw
    path.write_bytes(raw)
    return f"bytes {way} {path.name}"


def _file(root: Path, random: Random) -> str:
    path = _pick(root, random)
    way = random.randrange(7)
    if not path.is_file():
        return "nothing"
    if way == 0:
        path.unlink()
    elif way == 1:
        path.rename(path.with_name(random.choice(("x.yaml", "CON.yaml", "ä.yaml", "a b.yaml", "-.yaml", "x.yml"))))
    elif way == 2:
        path.unlink()
        path.symlink_to(random.choice(("/etc/passwd", "innoenvi.yaml", ".", "nowhere")))
    elif way == 3:
        path.unlink()
        path.mkdir()
    elif way == 4:
        shutil.copy(path, _pick(root, random).with_name(f"copy-{path.name}"))
    elif way == 5:
        path.unlink()
        os.mkfifo(path)
    else:
        other = _pick(root, random)
        one, two = path.read_bytes(), other.read_bytes()
        path.write_bytes(two)
        other.write_bytes(one)
    return f"file {way} {path.name}"


def _way(change: Callable[[Any, Any, Random, Path], None]) -> Callable[[Path, Random], str]:
    return lambda root, random: _structure(root, random, change)


_WAYS: tuple[Callable[[Path, Random], str], ...] = (
    *(_way(change) for change in (_replace, _replace, _replace, _remove, _double, _rename, _transplant, _transplant)),
    _way(_bury), _bytes, _bytes, _bytes, _file,
)  # fmt: skip
