from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest

from innoenvi_cli.checks import CHECKS, run_checks
from innoenvi_cli.method.suspicion import all_suspicions
from innoenvi_cli.store.loader import load

SAMPLES = Path(__file__).parents[3] / "sample_projects"


def test_every_check_is_in_the_list_once() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
    in_modules = {
        function
        for check in CHECKS
        for name, function in inspect.getmembers(inspect.getmodule(check), inspect.isgeneratorfunction)
        if not name.startswith("_") and list(inspect.signature(function).parameters) == ["project", "as_of"]
    }
    assert in_modules == set(CHECKS)


@pytest.mark.parametrize("sample", ["minimal", "innoenvi"])
def test_findings_come_in_the_order_of_the_files_and_always_the_same(sample: str) -> None:
    project = load(SAMPLES / sample).project

    # On a day in the middle of the sample much lies in the future.
    found = run_checks(project, date(2025, 1, 1), all_suspicions(project))

    assert found == sorted(found, key=lambda finding: finding.sort_key())
    assert found == run_checks(project, date(2025, 1, 1), all_suspicions(project))
