"""The manifest beside the deliverables: what each file was made from, so that a stale or an edited one can be told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.model.days import is_of_our_time

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEMA_VERSION: Final = 1
_KEYS: Final = ("deliverable", "language", "audience", "as_of", "digest", "sha256", "tool")
_SUBSTANCE: Final = "substance"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: ``digest`` is that of what was rendered, ``sha256`` that of the bytes written, ``tool`` the version.

    ``substance`` is the digest of what was rendered but for the day it is as of; empty where an older version made it.
    """

    deliverable: str
    language: str
    audience: str
    as_of: date
    digest: str
    sha256: str
    tool: str
    substance: str = ""


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal digits."""
    return sha256(content).hexdigest()


def parse_manifest(raw: bytes) -> dict[str, Entry] | None:
    """Return the entries by path below the manifest's folder, or ``None`` where it is no manifest of ours."""
    try:
        data = json.loads(raw)
        files: dict[str, Any] = data["files"]
        if data["schema_version"] != _SCHEMA_VERSION:
            return None
        entries = {str(path): _entry(found) for path, found in files.items()}
        manifest_bytes(entries)  # half a character, which JSON can bring, could be kept and never written again
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entries


def _entry(found: Mapping[str, Any]) -> Entry:
    values = {key: str(found[key]) for key in _KEYS} | {_SUBSTANCE: str(found.get(_SUBSTANCE, ""))}
    day = date.fromisoformat(values["as_of"])
    if not is_of_our_time(day):
        raise ValueError(day)
    return Entry(**{**values, "as_of": day})  # type: ignore[arg-type]  # by name


def manifest_bytes(entries: Mapping[str, Entry]) -> bytes:
    """Return the manifest of ``entries``: sorted, so that the same files give the same bytes."""
    files = {
        path: {key: str(getattr(entry, key)) for key in (*_KEYS, _SUBSTANCE)} for path, entry in sorted(entries.items())
    }
    data = {"schema_version": _SCHEMA_VERSION, "files": files}
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
