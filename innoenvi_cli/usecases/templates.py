"""Which templates are used: the shipped ones, and before them the programme's own where they are trusted."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

from innoenvi_cli.deliverables.errors import TemplateFailedError
from innoenvi_cli.deliverables.spec import parse_spec
from innoenvi_cli.deliverables.templating import inside
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.resources import templates_folder
from innoenvi_cli.store.reader import decode, read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from innoenvi_cli.deliverables.spec import WorkbookSpec
    from innoenvi_cli.i18n import Message

OWN_FOLDER: Final = "templates"


class Templates:
    """The templates of one run. A programme's own run only when the user has said that they are trusted."""

    def __init__(self, root: Path, *, trusted: bool) -> None:
        self._own = root / OWN_FOLDER
        self._trusted = trusted
        self._specs: dict[str, WorkbookSpec] = {}
        shipped = (templates_folder(),)
        self.folders = (self._own, *shipped) if trusted and self._is_plain() else shipped

    def _is_plain(self) -> bool:
        try:
            return stat.S_ISDIR(self._own.lstat().st_mode)
        except OSError:
            return False

    def warnings(self, names: Iterable[str]) -> list[Message]:
        """Return a warning for each of the programme's own templates that was passed over."""
        if self._trusted or not self._is_plain():
            return []
        text = N_("{path} is the programme's own and was not used: give --trust-templates if you trust it")
        return [
            message(text, path=f"{OWN_FOLDER}/{name}") for name in sorted(names) if inside(self._own, name) is not None
        ]

    def spec(self, name: str) -> WorkbookSpec:
        """Return the workbook that the file ``name`` declares.

        Raises:
            TemplateFailedError: there is none, or it is not sound.
        """
        if name not in self._specs:
            self._specs[name] = self._read(name)
        return self._specs[name]

    def _read(self, name: str) -> WorkbookSpec:
        path = next((found for folder in self.folders if (found := inside(folder, name)) is not None), None)
        if path is None:
            raise TemplateFailedError(name, "not found")
        text, problem = decode(path.read_bytes(), name)
        document = read(text, name)
        problems = [problem] if problem is not None else document.findings
        if problems:
            raise TemplateFailedError(name, problems[0].message.render("en"), line=problems[0].location.line)
        return parse_spec(name, document.data)
