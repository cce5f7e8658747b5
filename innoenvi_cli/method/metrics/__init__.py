"""The named metrics: the only thing that criteria can rest on."""

from __future__ import annotations

from typing import Final

from innoenvi_cli.method.metrics import analysis, definition, export_concept, fast_track, planning, records, selection
from innoenvi_cli.method.metrics.base import Metric

METRICS: Final[tuple[Metric, ...]] = (
    *records.METRICS,
    *definition.METRICS,
    *analysis.METRICS,
    *fast_track.METRICS,
    *selection.METRICS,
    *planning.METRICS,
    *export_concept.METRICS,
)
BY_NAME: Final = {metric.name: metric for metric in METRICS}

__all__ = ["BY_NAME", "METRICS", "Metric"]
