"""Make a new programme: its own record, what keeps personal data out of git, and what editors need."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import AlreadyExistsError, RefusedError, UnknownNameError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.kinds import BY_SINGULAR
from innoenvi_cli.resources import sample_names, samples_folder
from innoenvi_cli.store.changes import Change
from innoenvi_cli.store.files import PROGRAMME_FILE
from innoenvi_cli.store.names import minicluster_name_fault, printable
from innoenvi_cli.store.new_files import schema_path, starter_text
from innoenvi_cli.store.outputs import read_output
from innoenvi_cli.store.presence import is_surely_there, is_there
from innoenvi_cli.store.schemas import editor_globs, schema_texts
from innoenvi_cli.store.writer import apply_changes, locked, made, new_file, unified_diff
from innoenvi_cli.text_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innoenvi_cli.i18n import Language, Message

_IGNORED: Final = """\
# Personal data: names, mail, verbatim interview material. It never belongs into git.
private/
# Left behind when a write was killed; the next one removes it.
.innoenvi-*.tmp
"""
_ATTRIBUTES: Final = """\
# Records and deliverables have the same bytes on every computer.
*.yaml text eol=lf
*.md text eol=lf
*.json text eol=lf
*.xlsx binary
# Made from the records: not joined line by line but made anew, with innoenvi report.
**/deliverables/** linguist-generated -merge
"""
_EDITORCONFIG: Final = """\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true

[*.yaml]
indent_style = space
indent_size = 2
"""
_NAME_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class ProgrammeCreated:
    """What was made: paths relative to ``root``; ``kept`` stood there already and was left as it was."""

    root: Path
    sample: str | None
    written: tuple[str, ...]
    kept: tuple[str, ...]
    dry_run: bool
    diff: str


class InsideProgrammeError(RefusedError):
    """The folder of a new programme lies in one that there is already, which would read it as its own."""

    code = "inside-programme"

    def __init__(self, folder: str, above: str, hint: Message) -> None:
        text = message(N_("{folder} lies in a programme: {above} is above it"), folder=folder, above=above)
        super().__init__(text, hint)


def create_programme(
    root: Path, *, language: Language = "en", name: str | None = None, sample: str | None = None, dry_run: bool = False
) -> ProgrammeCreated:
    """Make a programme in the folder ``root``, which is made where it is missing; ``sample`` names one to copy.

    Raises:
        UnknownNameError: there is no such sample.
        AlreadyExistsError: there is a programme, or a file of the sample, already.
        InsideProgrammeError: the folder lies in a programme.
        CannotWriteError: the folder cannot be made.
        RefusedError: the folder is a symbolic link.
    """
    names = sample_names()
    if sample is not None and sample not in names:
        raise UnknownNameError(message(N_("sample")), sample, names, nearest(sample, names))
    refuse_inside(root)
    contents = _of_sample(sample) if sample is not None else {PROGRAMME_FILE: _programme(root, name, language)}
    schemas = {path: text.encode() for path, text in schema_texts().items() if path not in contents}
    if dry_run:
        changes, kept = _plan(root, contents, schemas)
    else:
        with made(root), locked(root):
            changes, kept = _plan(root, contents, schemas)
            apply_changes(root, changes)
    return ProgrammeCreated(
        root=root,
        sample=sample,
        written=tuple(change.path for change in changes if change.before != change.after),
        kept=tuple(kept),
        dry_run=dry_run,
        diff=unified_diff(changes),
    )


def refuse_inside(root: Path, hint: Message | None = None) -> None:
    """Refuse to make a programme in a folder of another; ``hint`` says what to do instead.

    Raises:
        InsideProgrammeError: a folder above ``root``, as the disk has it, holds ``innoenvi.yaml``.
    """
    real = Path(os.path.realpath(root))
    above = next((folder for folder in real.parents if is_surely_there(folder / PROGRAMME_FILE)), None)
    if above is None:
        return
    inside = real.relative_to(above).as_posix()
    if hint is None and minicluster_name_fault(inside) is None:
        text = N_("for a minicluster of it: innoenvi new {name}; for a programme, a folder outside")
        hint = message(text, name=inside)
    shown = (above / PROGRAMME_FILE).relative_to(above.parent).as_posix()
    raise InsideProgrammeError(printable(inside), printable(shown), hint or message(N_("give a folder outside of it")))


def _plan(root: Path, contents: Mapping[str, bytes], schemas: Mapping[str, bytes]) -> tuple[list[Change], list[str]]:
    if root.is_symlink():
        raise RefusedError(
            message(N_("{path} is a symbolic link"), path=root.name),
            message(N_("give the folder that it leads to; nothing was changed")),
        )
    if is_there(root / PROGRAMME_FILE):
        raise AlreadyExistsError(PROGRAMME_FILE)
    changes = [new_file(root, path, content) for path, content in contents.items() if path != PROGRAMME_FILE]
    kept: list[str] = []
    for path, lines in ((".gitignore", _IGNORED), (".gitattributes", _ATTRIBUTES)):
        if path not in contents:
            changes.append(_with_lines(root, path, lines))
    for path, text in ((".editorconfig", _EDITORCONFIG), (".vscode/settings.json", _editor_settings())):
        if path in contents or is_there(root / path):
            kept += [path] * (path not in contents)
        else:
            changes.append(Change(path, None, text.encode()))
    changes += [Change(path, read_output(root, path), text) for path, text in schemas.items()]
    # Last of all: a programme is there when its record is.
    return [*changes, Change(PROGRAMME_FILE, None, contents[PROGRAMME_FILE])], kept


def _programme(root: Path, name: str | None, language: Language) -> bytes:
    wanted = name if name is not None else root.absolute().name
    shown = "".join(character for character in wanted if character.isprintable())[:_NAME_LIMIT].strip()
    kind = BY_SINGULAR["innoenvi"]
    data = {"format": "1", "name": shown or "Innoenvi"}
    way = schema_path(PROGRAMME_FILE, kind.schema_name)
    return starter_text(kind, data, schema_path=way, language=language).encode()


def _of_sample(name: str) -> dict[str, bytes]:
    folder = samples_folder() / name
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _with_lines(root: Path, path: str, lines: str) -> Change:
    """Return the change that adds those of ``lines`` that the file at ``path`` does not have yet."""
    before = read_output(root, path)
    if before is None:
        return Change(path, None, lines.encode())
    present = {line.strip() for line in before.decode("utf-8", "replace").splitlines()}
    missing = [line for line in lines.splitlines() if line not in present and not line.startswith("#")]
    if not missing:
        return Change(path, before, before)
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before or before.endswith(b"\n") else newline
    return Change(path, before, before + gap + b"".join(line.encode() + newline for line in missing))


def _editor_settings() -> str:
    schemas = {f"./{path}": globs for path, globs in editor_globs().items()}
    return json.dumps({"yaml.schemas": schemas}, indent=2) + "\n"
