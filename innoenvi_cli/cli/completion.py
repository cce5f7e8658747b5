"""What a shell offers: names of miniclusters, phases, codes. Reads names of folders only, never a record.

A shell may run what it is offered (the script of zsh evaluates it), so nothing is offered but what can be an id.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import typer

from innoenvi_cli.resources import sample_names

# As SLUG_PATTERN of the records, whose module would take longer to import than a shell should wait.
_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


def complete_minicluster(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the miniclusters of the programme here that begin like ``incomplete``."""
    root = _root(ctx)
    if root is None:
        return []
    try:
        with os.scandir(root) as entries:
            return sorted(entry.name for entry in entries if entry.name.startswith(incomplete) and _holds(entry))
    except OSError:
        return []


def complete_target(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the development targets of the minicluster named before that begin like ``incomplete``."""
    folder = _folder(ctx)
    if folder is None:
        return []
    return sorted(name for name in _ids(folder / "targets") if name.startswith(incomplete))


def complete_meeting(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the events of the programme, and of a minicluster named before, that begin like ``incomplete``."""
    places = [place for place in (_root(ctx), _folder(ctx)) if place is not None]
    found = {f"events/{name}" for place in places for name in _ids(place / "events")}
    return sorted(name for name in found if name.startswith(incomplete))


def _root(ctx: typer.Context) -> Path | None:
    try:
        start = Path.cwd()
        for folder in getattr(ctx.obj, "folders", ()):
            start /= folder
        return next((place for place in (start, *start.parents) if (place / "innoenvi.yaml").is_file()), None)
    except OSError:
        return None


def _folder(ctx: typer.Context) -> Path | None:
    """Return the folder of the minicluster named before; it stays in ``args`` while an option lacks its value."""
    root = _root(ctx)
    named = ctx.params.get("minicluster") or next((word for word in ctx.args if not word.startswith("-")), None)
    if root is None or not named or named == ".." or Path(named).name != named:
        return None
    return root / named


def complete_record(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the records of the minicluster named before, kind/id, that begin like ``incomplete``; first the kinds."""
    from innoenvi_cli.model.kinds import BY_PLURAL  # noqa: PLC0415 - only completion of a record needs them

    folder = _folder(ctx)
    if folder is None:
        return []
    kind, slash, _ = incomplete.partition("/")
    if slash:
        names = (f"{kind}/{name}" for name in _ids(folder / kind)) if kind in BY_PLURAL else ()
        return sorted(name for name in names if name.startswith(incomplete))
    return sorted(f"{name}/" for name in BY_PLURAL if name.startswith(kind) and (folder / name).is_dir())


def _holds(entry: "os.DirEntry[str]") -> bool:
    if not _ID.match(entry.name) or not entry.is_dir(follow_symlinks=False):
        return False
    return (Path(entry.path) / "minicluster.yaml").is_file()


def _ids(folder: Path) -> Iterable[str]:
    """Return the ids that the names of the files in ``folder`` are."""
    return (path.stem for path in folder.glob("*.yaml") if _ID.match(path.stem))


def complete_code(incomplete: str) -> list[tuple[str, str]]:
    """Return the codes of findings that begin like ``incomplete``, with their titles."""
    from innoenvi_cli.rules import RULES  # noqa: PLC0415 - only completion of a code needs the rules

    return [(rule.code, rule.title) for rule in RULES if rule.code.startswith(incomplete.upper())]


def complete_explainable(incomplete: str) -> list[tuple[str, str]]:
    """Return codes, metrics and kinds of record that begin like ``incomplete``, with what they are."""
    from innoenvi_cli.method.metrics import METRICS  # noqa: PLC0415 - only completion of a metric needs them

    metrics = [(metric.name, metric.title) for metric in METRICS if metric.name.startswith(incomplete)]
    return [*complete_code(incomplete), *metrics, *complete_kind(incomplete)]


def complete_phase(incomplete: str) -> list[str]:
    """Return the phases that begin like ``incomplete``."""
    from innoenvi_cli.method.phases import GATE_IDS  # noqa: PLC0415 - only completion of a phase needs them

    return [phase for phase in GATE_IDS if phase.startswith(incomplete)]


def complete_sample(incomplete: str) -> list[str]:
    """Return the shipped samples that begin like ``incomplete``."""
    return [name for name in sample_names() if name.startswith(incomplete)]


def complete_deliverable(incomplete: str) -> list[str]:
    """Return the deliverables that begin like ``incomplete``."""
    from innoenvi_cli.deliverables.catalogue import IDS  # noqa: PLC0415 - only completion of a deliverable needs them

    return [name for name in IDS if name.startswith(incomplete)]


def complete_kind(incomplete: str) -> list[tuple[str, str]]:
    """Return the kinds of record that can be added and begin like ``incomplete``."""
    from innoenvi_cli.usecases.addable_kinds import ADDABLE  # noqa: PLC0415 - only completion of a kind needs them

    return [(kind.word, kind.label) for kind in ADDABLE if kind.word.startswith(incomplete)]
