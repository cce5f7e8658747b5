"""Which templates are used: the shipped ones, and before them the programme's own where they are trusted."""

from __future__ import annotations

import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.confinement import CONFINES
from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.template_files import LARGEST, TemplateFolder, UnsafeTemplateError, entries
from innoenvi_cli.errors import reason_of
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.resources import templates_folder
from innoenvi_cli.rules import UNREADABLE
from innoenvi_cli.rules.templates import MISSING_TEMPLATE, UNSAFE_TEMPLATE
from innoenvi_cli.store.reader import MAX_BYTES
from innoenvi_cli.text_distance import suggested
from innoenvi_cli.usecases.specs import read_spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from innoenvi_cli.deliverables.spec import WorkbookSpec
    from innoenvi_cli.i18n import Message

OWN_FOLDER: Final = "templates"


class Templates:
    """The templates of one run. A programme's own run only when the user has said that they are trusted.

    Raises:
        TemplateFailedError: they are trusted, and their folder is a link or no folder.
    """

    def __init__(self, root: Path, *, trusted: bool) -> None:
        self._own = TemplateFolder(root / OWN_FOLDER, f"{OWN_FOLDER}/", own=True)
        self._trusted = trusted
        self._specs: dict[str, WorkbookSpec] = {}
        self._mode = _mode_of(self._own.path)
        self.folders: tuple[TemplateFolder, ...] = (TemplateFolder(templates_folder()),)
        if trusted and self._mode is not None:
            if not stat.S_ISDIR(self._mode):
                raise TemplateFailedError(UNSAFE_TEMPLATE.at(Location(OWN_FOLDER), name=OWN_FOLDER))
            self.folders = (self._own, *self.folders)

    def warnings(self, names: Iterable[str]) -> list[Message]:
        """Return a warning for each of the programme's own templates that was passed over, ``names`` being used.

        They are known by their names; nothing of them is opened.
        """
        if self._mode is None or not stat.S_ISDIR(self._mode):
            return []
        own = set[str]()
        with suppress(OSError):
            own = {entry.name for entry in entries(self._own.path)}
        wanted = set(names)
        if self._trusted:
            text = N_("this system holds no template to limits of time and memory: Ctrl-C ends one that does not end")
            return [message(text)] if own and not CONFINES else []
        parts = {entry.name for entry in entries(templates_folder()) if "/parts/" in entry.name} if own else set()
        text = N_("{path} is the programme's own and was not used: give --trust-templates if you trust it")
        return [message(text, path=self._own.shown + name) for name in sorted(own & (wanted | parts))]

    def spec(self, name: str) -> WorkbookSpec:
        """Return the workbook that the file ``name`` declares.

        Raises:
            TemplateFailedError: there is none, or it is not sound.
        """
        if name not in self._specs:
            self._specs[name] = self._read(name)
        return self._specs[name]

    def _read(self, name: str) -> WorkbookSpec:
        for folder in self.folders:
            shown = folder.shown + name
            try:
                raw = folder.read(name, MAX_BYTES)
            except UnsafeTemplateError:
                raise TemplateFailedError(UNSAFE_TEMPLATE.at(Location(shown), name=name)) from None
            except OSError as error:
                raise TemplateFailedError(UNREADABLE.at(Location(shown), reason=reason_of(error))) from error
            if raw is None:
                continue
            spec, problems = read_spec(raw, shown)
            if spec is None or problems:
                raise TemplateFailedError(problems[0])
            return spec
        raise TemplateFailedError(MISSING_TEMPLATE.at(Location(name), name=name, suggestion=suggested(None)))

    @contextmanager
    def quoting(self) -> Iterator[None]:
        """Let an error of a template of the programme's own quote the line that it is about."""
        try:
            yield
        except TemplateFailedError as error:
            raise TemplateFailedError(error.finding, source=self._line(error.finding.location)) from error

    def _line(self, place: Location) -> str:
        name = place.path.removeprefix(self._own.shown)
        if name == place.path:
            return ""
        with suppress(OSError, UnsafeTemplateError):
            lines = (self._own.read(name, LARGEST) or b"").decode("utf-8", "replace").split("\n")
            return lines[place.line - 1] if 0 < place.line <= len(lines) else ""
        return ""


def _mode_of(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except OSError:
        return None
