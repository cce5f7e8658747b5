"""Find every problem in the records, all at once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from innoenvi_cli.checks import run_checks
from innoenvi_cli.errors import CannotReadError, UnknownNameError, UnsafePathError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.method.suspicion import all_suspicions
from innoenvi_cli.rules import BAD_PERSON_CODE, BY_CODE, PERSONAL_DATA, TRACKED_PRIVATE
from innoenvi_cli.rules.privacy import NAMES_ELSEWHERE, PRIVATE_ELSEWHERE
from innoenvi_cli.store.plain_files import read_plain
from innoenvi_cli.store.presence import may_be_there
from innoenvi_cli.store.reader import lines_of
from innoenvi_cli.store.registers import REGISTER_MEBIBYTES
from innoenvi_cli.text_distance import nearest
from innoenvi_cli.usecases.as_of import resolve_as_of
from innoenvi_cli.usecases.loading import last_decision, load_chosen
from innoenvi_cli.usecases.personal_findings import personal_findings
from innoenvi_cli.usecases.private_folder import private_findings
from innoenvi_cli.usecases.undecided import undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from innoenvi_cli.findings import Finding, Location, Severity

_NOT_SHOWN: Final = frozenset(
    rule.code for rule in (TRACKED_PRIVATE, PRIVATE_ELSEWHERE, NAMES_ELSEWHERE, PERSONAL_DATA, BAD_PERSON_CODE)
)


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
    loaded = load_chosen(root, miniclusters, suspicious=True)
    environment = os.environ if environ is None else environ
    day = resolve_as_of(as_of, loaded.project, last=last_decision(loaded.project), environ=environment)
    suspicions = all_suspicions(loaded.project)
    findings = [
        *loaded.findings,
        *run_checks(loaded.project, day, suspicions),
        *personal_findings(loaded),
        *private_findings(root, loaded.project),
        *undecided(root, loaded.project),
        *own_templates(root),
    ]
    kept = [finding for finding in findings if _is_wanted(finding.code, select, ignore)]
    return CheckResult(
        root=root,
        as_of=day,
        findings=tuple(sorted(kept, key=lambda finding: finding.sort_key())),
        files=loaded.files,
        miniclusters=miniclusters or loaded.miniclusters,
    )


def own_templates(root: Path) -> list[Finding]:
    """IE7xx: what is wrong with the programme's own templates, if it has any. They are read and not run."""
    misnamed = _called_alike(root, "templates")
    is_there = may_be_there(root / "templates")
    if not is_there and not misnamed:
        return []
    # jinja2 costs as much as everything else that a check loads, and few programmes have templates of their own.
    from innoenvi_cli.usecases.check_templates import check_templates, misnamed_folder  # noqa: PLC0415 - as said

    return [*map(misnamed_folder, misnamed), *(check_templates(root) if is_there else ())]


def _called_alike(root: Path, folder: str) -> list[str]:
    """Return the folders at ``root`` that are called ``folder`` but for capitals; one system takes them for it."""
    try:
        with os.scandir(root) as found:
            alike = [entry for entry in found if entry.name != folder and entry.name.casefold() == folder]
            return sorted(entry.name for entry in alike if entry.is_dir(follow_symlinks=False))
    except OSError:  # said where the records are read
        return []


def source_lines(root: Path, places: Iterable[tuple[str, Location]]) -> dict[Location, str]:
    """Return the line of the file that each place names, for ``(code, place)``; nothing for files that do not open.

    A finding on a file that names people is about the file, never about what stands in it; and where a line holds
    personal data its place is enough: a terminal may be a log of CI, or on the wall of a meeting.
    """
    texts: dict[str, list[str]] = {}
    found: dict[Location, str] = {}
    for code, place in places:
        if code in _NOT_SHOWN:
            continue
        if place.path not in texts:
            texts[place.path] = _lines(root, place.path)
        lines = texts[place.path]
        if 0 < place.line <= len(lines):
            found[place] = lines[place.line - 1]
    return found


def _lines(root: Path, path: str) -> list[str]:
    try:
        return lines_of(read_plain(root, path, mebibytes=REGISTER_MEBIBYTES))
    except (CannotReadError, UnsafePathError):
        return []


def _know(code: str) -> None:
    if not any(known.startswith(code) for known in BY_CODE):
        groups = tuple(dict.fromkeys(f"{known[:3]}xx" for known in BY_CODE))
        raise UnknownNameError(message(N_("code")), code, groups, nearest(code.upper(), BY_CODE))


def _is_wanted(code: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    return (not select or code.startswith(select)) and not (ignore and code.startswith(ignore))
