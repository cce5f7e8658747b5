"""All that is written into a programme goes through the one writer, all that is read comes through the one reader.

No other module has a way to write there; those that open files name their reason.
"""

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

READS = {"open", "read_bytes", "read_text", "scandir", "walk", "fwalk", "fdopen", "open_code", "FileIO"}
READERS = {
    "store/folders.py": "the one reader",
    "store/locking.py": "opens the folder of the programme to lock it",
    "store/history.py": "lays older states out in a temporary folder",
    "store/shipped.py": "reads what comes with the tool",
    "usecases/create_programme.py": "reads the samples that come with the tool",
    "usecases/check_records.py": "looks how the folder of templates is called",
    "deliverables/template_files.py": "walks the templates by handles of its own: no link, no path that leads out",
    "deliverables/confinement.py": "asks the system how much memory it takes",
    "exchange/files.py": "reads the register that the user names",
    "exchange/archive_guard.py": "reads the parts of a workbook that lies in memory",
    "cli/completion.py": "lists names for the shell, and opens none",
    "cli/commands/demo.py": "reads the programme that it has made itself",
    "cli/crash_log.py": "writes the log of a failure outside the programme",
    "reporting/pipes.py": "opens the null device",
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


def readers(tree: ast.AST) -> list[str]:
    """Return what may open files: calls by their names, and such names taken from os and io."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in {"os", "io"}:
            found += [name.name for name in node.names if name.name in READS]
        elif isinstance(node, ast.Call) and name_of(node.func) in READS and not is_of_ast(node.func):
            found.append(name_of(node.func))
    return found


def name_of(target: ast.expr) -> str:
    return target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""


def is_of_ast(target: ast.expr) -> bool:
    """Tell whether it is ``ast.walk``, which walks through a text and not through a disk."""
    return isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "ast"


def test_nothing_but_the_reader_reads() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): readers(ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    assert {name: what for name, what in found.items() if what and name not in READERS} == {}
    assert [name for name in READERS if not found[name]] == []


def test_the_search_finds_what_reads() -> None:
    for text in (
        "import os\nos.open('a', 0)",
        "with open('a') as stream: pass",
        "path.read_bytes()",
        "(root / name).open('rb')",
        "from os import scandir",
        "from io import open_code as f",
    ):
        assert readers(ast.parse(text)), text
    assert readers(ast.parse("folders.read('a', 1)\nast.walk(tree)\nis_open()")) == []
