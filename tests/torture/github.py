"""Markdown as GitHub reads it. The parser gives no memory back, so that a process of its own does the reading."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Final

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_EXTENSIONS: Final = ["table", "strikethrough", "autolink", "tasklist"]
_OPTIONS: Final = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_READINGS: Final = 40
"""So many times a process reads before the next one takes over."""


def html_of(documents: Sequence[str]) -> list[str]:
    """Return the HTML of each document, whatever it holds."""
    return [
        cmarkgfm.markdown_to_html_with_extensions(text, options=_OPTIONS, extensions=_EXTENSIONS) for text in documents
    ]


@pytest.fixture(scope="module")
def to_html() -> Iterator[Callable[[Sequence[str]], list[str]]]:
    """What `html_of` returns, from another process."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=_READINGS) as pool:
        yield lambda documents: pool.apply(html_of, (documents,))
