"""Find every problem in the records, all at once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from innoenvi_cli.checks import run_checks
from innoenvi_cli.errors import UnknownNameError, UnsafePathError
from innoenvi_cli.findings import Location
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.suspicion import all_suspicions
from innoenvi_cli.rules import BY_CODE, TRACKED_PRIVATE
from innoenvi_cli.store.files import read_plain
from innoenvi_cli.store.reader import decode
from innoenvi_cli.store.repository import tracked_files
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.loading import last_decision, load_chosen
from innoenvi_cli.usecases.undecided import undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from innoenvi_cli.findings import Finding, Severity
    from innoenvi_cli.model.project import Project


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Every finding that was asked for, by place; ``files`` counts the files of records that were read."""

    root: Path
    as_of: date
    findings: tuple[Finding, ...]
    files: int
    miniclusters: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh ``severity``."""
        return sum(finding.severity is severity for finding in self.findings)


def check_records(
    root: Path,
    *,
    miniclusters: tuple[str, ...] = (),
    as_of: date | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    environ: Mapping[str, str] | None = None,
) -> CheckResult:
    """Read and check the programme at ``root``.

    ``miniclusters`` names the ones to check, all when empty; ``select`` and ``ignore`` are codes or their beginnings.

    Raises:
        UnknownNameError: there is no such minicluster or code.
    """
    for code in (*select, *ignore):
        _know(code)
    loaded = load_chosen(root, miniclusters)
    environment = os.environ if environ is None else environ
    day = resolve_as_of(as_of, loaded.project, last=last_decision(loaded.project), environ=environment)
    suspicions = all_suspicions(loaded.project)
    findings = [
        *loaded.findings,
        *run_checks(loaded.project, day, suspicions),
        *tracked_private(root, loaded.project),
        *undecided(root, loaded.project),
    ]
    kept = [finding for finding in findings if _is_wanted(finding.code, select, ignore)]
    return CheckResult(
        root=root,
        as_of=day,
        findings=tuple(sorted(kept, key=lambda finding: finding.sort_key())),
        files=loaded.files,
        miniclusters=miniclusters or loaded.miniclusters,
    )


def tracked_private(root: Path, project: Project) -> list[Finding]:
    """IE054: files of the private folder that git tracks. Their names are read from git, the files never."""
    if project.programme is not None and project.programme.invented:
        return []
    folder = project.programme.private_dir if project.programme is not None else "private"
    if Path(folder).is_absolute() or ".." in Path(folder).parts:
        return []
    return [TRACKED_PRIVATE.at(Location(path), path=path) for path in tracked_files(root, folder)]


def source_lines(root: Path, places: Iterable[tuple[str, Location]]) -> dict[Location, str]:
    """Return the line of the file that each place names, for ``(code, place)``; nothing for files that do not open.

    A finding on a file of the private folder is about the file, never about what stands in it.
    """
    texts: dict[str, list[str]] = {}
    found: dict[Location, str] = {}
    for code, place in places:
        if code == TRACKED_PRIVATE.code:
            continue
        if place.path not in texts:
            texts[place.path] = _lines(root, place.path)
        lines = texts[place.path]
        if 0 < place.line <= len(lines):
            found[place] = lines[place.line - 1]
    return found


def _lines(root: Path, path: str) -> list[str]:
    try:
        text, problem = decode(read_plain(root, path), path)
    except (OSError, UnsafePathError):
        return []
    return [] if problem else text.split("\n")


def _know(code: str) -> None:
    if not any(known.startswith(code) for known in BY_CODE):
        groups = tuple(dict.fromkeys(f"{known[:3]}xx" for known in BY_CODE))
        raise UnknownNameError(message(N_("code")), code, groups, nearest(code.upper(), BY_CODE))


def _is_wanted(code: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    return (not select or code.startswith(select)) and not (ignore and code.startswith(ignore))
