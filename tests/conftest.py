"""Property tests try the same examples in every run; ``INNOENVI_EXPLORE=1`` (make explore) tries new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("explore" if os.environ.get("INNOENVI_EXPLORE") else "same")
