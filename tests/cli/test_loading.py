"""What a command loads: the heavy libraries stay out where they are not needed."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Process

HEAVY = {"pandas", "jinja2", "xlsxwriter", "openpyxl", "networkx", "babel", "ruamel", "numpy", "rich", "http"}


def packages(process: Process, *arguments: str) -> set[str]:
    """Return the top-level packages that ``innoenvi`` imports for ``arguments``."""
    return {name.partition(".")[0] for name in modules(process, *arguments)}


def modules(process: Process, *arguments: str) -> set[str]:
    """Return the modules that ``innoenvi`` imports for ``arguments``."""
    program, *rest = process.command(*arguments)
    answer = subprocess.run(
        [program, "-X", "importtime", *rest],
        cwd=process.folder,
        env=process.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = (line for line in answer.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


def test_version_loads_nothing_but_itself(process: Process) -> None:
    found = packages(process, "--version")
    assert "innoenvi_cli" in found
    assert not found & {*HEAVY, "typer", "click", "pydantic", "yaml", "gettext", "pathlib", "json"}


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["nonsense"]])
def test_help_loads_no_records_and_no_libraries(process: Process, arguments: list[str]) -> None:
    found = packages(process, *arguments)
    assert "typer" in found
    assert not found & {*HEAVY, "pydantic", "yaml"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["status"],
        ["check"],
        ["gate", "vesi"],
        ["explain", "IE203"],
        ["check", "--format", "sarif"],
        ["check", "--format", "junit"],
    ],
)
def test_daily_commands_load_records_but_nothing_heavy(process: Process, arguments: list[str]) -> None:
    found = modules(process, *arguments)
    assert {"pydantic", "yaml"} <= found
    assert not {name.partition(".")[0] for name in found} & HEAVY
    rooms = ("innoenvi_cli.deliverables", "innoenvi_cli.exchange", "innoenvi_cli.method.changes")
    assert not {name for name in found if name.startswith(rooms)}
    assert not {name for name in found if name.startswith("innoenvi_cli.reporting.") and name.endswith("_view")}


def test_records_are_read_without_asking_other_packages_for_plugins(process: Process) -> None:
    (process.folder / "greedy-1.0.dist-info").mkdir()
    (process.folder / "greedy-1.0.dist-info" / "METADATA").write_text("Name: greedy\nVersion: 1.0\n", "utf-8")
    (process.folder / "greedy-1.0.dist-info" / "entry_points.txt").write_text(
        "[pydantic]\ngreedy = greedy:plugin\n", "utf-8"
    )
    (process.folder / "greedy.py").write_text("print('greedy was here')\n", "utf-8")

    packages = process.environment()["PYTHONPATH"]
    answer = process("status", PYTHONPATH=f"{packages}{os.pathsep}{process.folder}")

    assert answer.returncode == 0
    assert "greedy" not in answer.stdout
