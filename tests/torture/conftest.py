"""``make torture`` tries every point; without it the tests try a few of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# The tests run against the installed package as well, where nothing beside them can be imported otherwise.
sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "samples"))

# Draws thousands of pictures in a browser, which only the full form needs.
collect_ignore = [] if os.environ.get("INNOENVI_TORTURE") == "1" else ["test_mermaid_drawn.py"]
