"""All that is written into a programme goes through the one writer: no other module has a way to write there."""

from __future__ import annotations

import ast
from pathlib import Path

import innoenvi_cli

PACKAGE = Path(innoenvi_cli.__file__).parent
# What writes, wherever it comes from: methods of Path, functions and flags of os, whole modules.
METHODS = {"write_text", "write_bytes", "mkdir", "rmdir", "unlink", "touch", "rename", "symlink_to", "hardlink_to"}
METHODS |= {"chmod", "lchmod", "makedirs", "removedirs", "renames", "symlink", "ftruncate", "mknod", "mkfifo", "chown"}
METHODS |= {"fchown", "fchmod", "utime", "copy_file_range", "sendfile", "pwrite", "writev"}
OF_OS = {"replace", "remove", "link", "truncate", "system"}
FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_TMPFILE"}
MODULES = {"shutil", "tempfile", "mmap", "sqlite3", "shelve", "dbm", "tarfile", "ctypes"}
ALLOWED = {
    "store/folders.py": "the hands of the writer",
    "store/writer.py": "the writer",
    "store/locking.py": "opens the folder of the programme to lock it; on Windows by ctypes",
    "store/history.py": "lays older states out in a temporary folder",
    "store/repository.py": "looks for git",
    "cli/crash_log.py": "writes the log of a failure outside the programme",
    "cli/commands/demo.py": "makes the temporary folder that the demo plays in",
    "reporting/pipes.py": "opens the null device",
    "reporting/screen.py": "asks for the width of the terminal",
    "entry.py": "opens the null device",
}


def suspects(tree: ast.AST) -> list[str]:
    """Return what may write: calls by their names, modules that are imported."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if name.name.split(".")[0] in MODULES]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module] if node.module.split(".")[0] in MODULES else []
            found += [f"os.{name.name}" for name in node.names if node.module == "os" and name.name in METHODS | OF_OS]
        elif isinstance(node, ast.Attribute) and node.attr in FLAGS:
            found.append(node.attr)
        elif isinstance(node, ast.Call):
            found += called(node)
    return found


def called(node: ast.Call) -> list[str]:
    target = node.func
    if isinstance(target, ast.Attribute):
        is_os = isinstance(target.value, ast.Name) and target.value.id == "os"
        if target.attr in METHODS or (is_os and target.attr in OF_OS):
            return [target.attr]
    name = target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""
    return ["open"] if name == "open" and any(writes(word) for word in modes(node)) else []


def modes(node: ast.Call) -> list[object]:
    """Return the texts among the arguments that may be the mode of a stream."""
    given = [*node.args, *(word.value for word in node.keywords if word.arg in {"mode", None})]
    return [word.value if isinstance(word, ast.Constant) else "" for word in given]


def writes(mode: object) -> bool:
    return isinstance(mode, str) and 0 < len(mode) < 4 and bool(set(mode) & set("wax+"))


def test_nothing_but_the_writer_writes() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): suspects(ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    assert {name: what for name, what in found.items() if what and name not in ALLOWED} == {}


def test_the_search_finds_what_writes() -> None:
    for text in (
        "from pathlib import Path\nPath('a').write_text('x')",
        "import os\nos.replace('a', 'b')",
        "from os import replace",
        "import shutil",
        "with open('a', 'w') as stream: pass",
        "path.open(mode='ab')",
        "path.parent.mkdir()",
    ):
        assert suspects(ast.parse(text)), text
    assert suspects(ast.parse("text.replace('a', 'b')\npath.open()\nzip_.open(member)")) == []
