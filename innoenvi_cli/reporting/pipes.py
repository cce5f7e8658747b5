"""What to do with a stream that nobody reads any more."""

from __future__ import annotations

import os
from typing import TextIO


def detach(stream: TextIO) -> None:
    """Send what is still buffered in ``stream`` nowhere, so that the interpreter's last flush does not complain."""
    try:
        handle = os.open(os.devnull, os.O_WRONLY)
        os.dup2(handle, stream.fileno())
        os.close(handle)
    except (OSError, ValueError):
        return
