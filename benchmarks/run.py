"""Times whole commands against peers, in turn, and prints the medians of the ratios as a Markdown table."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from corpus import make

RUNS = 7
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Comparison:
    """A command of ours against one of a peer; the ratio is ours by theirs."""

    what: str
    ours: list[str]
    peer: str
    theirs: list[str]
    runs: int = RUNS


def seconds(command: list[str]) -> float:
    """Return how long a whole command takes."""
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"{command}: exit {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return time.perf_counter() - begin


def ratio(comparison: Comparison) -> tuple[float, float, float]:
    """Return the median of the ratios pair by pair, and both medians in seconds."""
    seconds(comparison.ours)
    seconds(comparison.theirs)
    pairs = [(seconds(comparison.ours), seconds(comparison.theirs)) for _ in range(comparison.runs)]
    return median(a / b for a, b in pairs), median(a for a, _ in pairs), median(b for _, b in pairs)


def comparisons(small: Path, large: Path, larger: Path) -> list[Comparison]:
    """Return what is compared: start-up, checking, and how checking grows."""
    ours = [str(BIN / "innoenvi")]
    yamllint = [str(BIN / "yamllint")]
    doorstop = [str(BIN / "doorstop"), "--version"]
    return [
        Comparison("`--version`", [*ours, "--version"], "`yamllint --version`", [*yamllint, "--version"]),
        Comparison("`--help`", [*ours, "--help"], "`yamllint --version`", [*yamllint, "--version"]),
        Comparison(
            "`status` of one minicluster", [*ours, "-C", str(small), "status", "v0"], "`doorstop --version`", doorstop
        ),
        Comparison(
            "`check` of 20 miniclusters",
            [*ours, "-C", str(large), "check"],
            "`yamllint` on the same files",
            [*yamllint, "-d", "relaxed", str(large)],
            runs=3,
        ),
        Comparison(
            "`check` of 100 miniclusters",
            [*ours, "-C", str(larger), "check"],
            "`check` of 20",
            [*ours, "-C", str(large), "check"],
            runs=3,
        ),
    ]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        small, large, larger = (make(Path(folder, str(count)), count) for count in (1, 20, 100))
        print("| ours | peer | ours ÷ peer | ours s | peer s |\n|---|---|---|---|---|")
        for comparison in comparisons(small, large, larger):
            found, ours, theirs = ratio(comparison)
            print(f"| {comparison.what} | {comparison.peer} | {found:.2f} | {ours:.2f} | {theirs:.2f} |")


if __name__ == "__main__":
    main()
