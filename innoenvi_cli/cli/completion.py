"""What a shell offers: names of miniclusters, phases, codes. Reads names of folders only, never a record."""

import os
from pathlib import Path

import typer


def complete_minicluster(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the miniclusters of the programme here that begin like ``incomplete``."""
    start = Path.cwd()
    for folder in getattr(ctx.obj, "folders", ()):
        start /= folder
    root = next((place for place in (start, *start.parents) if (place / "innoenvi.yaml").is_file()), None)
    if root is None:
        return []
    with os.scandir(root) as entries:
        return sorted(entry.name for entry in entries if entry.name.startswith(incomplete) and _holds(entry))


def _holds(entry: "os.DirEntry[str]") -> bool:
    return entry.is_dir(follow_symlinks=False) and (Path(entry.path) / "minicluster.yaml").is_file()


def complete_code(incomplete: str) -> list[tuple[str, str]]:
    """Return the codes of findings that begin like ``incomplete``, with their titles."""
    from innoenvi_cli.rules import RULES  # noqa: PLC0415 - only completion of a code needs the rules

    return [(rule.code, rule.title) for rule in RULES if rule.code.startswith(incomplete.upper())]


def complete_explainable(incomplete: str) -> list[tuple[str, str]]:
    """Return codes and metrics that begin like ``incomplete``, with what they are."""
    from innoenvi_cli.method.metrics import METRICS  # noqa: PLC0415 - only completion of a metric needs them

    metrics = [(metric.name, metric.title) for metric in METRICS if metric.name.startswith(incomplete)]
    return [*complete_code(incomplete), *metrics]


def complete_phase(incomplete: str) -> list[str]:
    """Return the phases that begin like ``incomplete``."""
    phases = ("definition", "analysis", "fast_track", "selection", "planning", "export_concept")
    return [phase for phase in phases if phase.startswith(incomplete)]
