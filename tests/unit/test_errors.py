"""Why the system refused: in the reader's language where it is one of the usual reasons."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from innoenvi_cli.errors import CannotWriteError, reason_of


@pytest.mark.parametrize(
    ("number", "finnish"),
    [
        (errno.ENOSPC, "levy on täynnä"),
        (errno.EFBIG, "tiedosto kasvaisi liian suureksi"),
        (errno.EACCES, "käyttöoikeus puuttuu"),
        (errno.ENOENT, "tiedostoa tai kansiota ei ole"),
        (errno.ENOTDIR, "se ei ole kansio"),
        (errno.EISDIR, "se on kansio"),
        (errno.ENAMETOOLONG, "nimi on liian pitkä"),
    ],
)
def test_a_usual_reason_is_said_in_both_languages(number: int, finnish: str) -> None:
    error = CannotWriteError("a.yaml", reason_of(OSError(number, "whatever this system calls it")))
    assert error.text.render("fi") == f"kohteeseen a.yaml ei voi kirjoittaa: {finnish}"
    if sys.platform == "linux":
        assert error.text.render("en") == f"a.yaml cannot be written: {os.strerror(number)}"


@pytest.mark.parametrize(
    ("error", "told"),
    [(OSError(errno.ENOTTY, "no {terminal}"), "no {terminal}"), (OSError("something"), "OSError")],
)
def test_any_other_reason_is_the_systems_own(error: OSError, told: str) -> None:
    assert [reason_of(error).render("fi"), reason_of(error).render("en")] == [told, told]
