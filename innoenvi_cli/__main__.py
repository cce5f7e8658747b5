"""``python -m innoenvi_cli`` is ``innoenvi``."""

from __future__ import annotations

import sys

from innoenvi_cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
