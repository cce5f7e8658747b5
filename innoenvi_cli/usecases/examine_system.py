"""Look at the installation and the programme for what could stand in the way."""

from __future__ import annotations

import importlib.util
import os
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from innoenvi_cli import __version__
from innoenvi_cli.errors import InnoenviError
from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, counted, message, verbatim
from innoenvi_cli.installation import PACKAGES, installed_version
from innoenvi_cli.resources import samples_folder, templates_folder
from innoenvi_cli.rules import TRACKED_PRIVATE
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.locking import release_lock, take_lock
from innoenvi_cli.store.repository import git_version, in_repository
from innoenvi_cli.usecases.private_folder import place_of, private_findings, taken_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.model.project import Project

State = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing that was looked at: what there is, and the way out where it is not well."""

    id: str
    label: Message
    state: State
    text: Message
    hint: Message | None = None


def examine_system(root: Path | None, *, language: Language = "en", encoding: str = "utf-8") -> tuple[Examination, ...]:
    """Examine the installation, and the programme at ``root`` where there is one. Changes nothing.

    ``language`` is that of messages, ``encoding`` that of standard output.
    """
    return (*_installation(language, encoding), *(_programme(root) if root is not None else _no_programme()))


def _installation(language: Language, encoding: str) -> Iterator[Examination]:
    yield _ok("innoenvi", N_("innoenvi"), f"{__version__}, Python {platform.python_version()}, {platform.system()}")
    versions = {name: installed_version(name) for name in PACKAGES}
    missing = [name for name, version in versions.items() if version is None]
    listed = ", ".join(f"{name} {version}" for name, version in versions.items() if version is not None)
    yield Examination(
        "packages",
        message(N_("packages")),
        "error" if missing else "ok",
        message(N_("missing: {names}"), names=tuple(missing)) if missing else verbatim(listed),
        message(N_("install innoenvi again")) if missing else None,
    )
    fast = importlib.util.find_spec("yaml._yaml") is not None
    yield Examination(
        "libyaml",
        message(N_("YAML reader")),
        "ok" if fast else "error",
        message(N_("with libyaml")) if fast else message(N_("PyYAML was built without libyaml")),
        None if fast else message(N_("install PyYAML from a wheel: pip install --force-reinstall pyyaml")),
    )
    yield _git()
    unicode = encoding.replace("-", "").lower() == "utf8"
    yield Examination(
        "output",
        message(N_("output")),
        "ok" if unicode else "warning",
        message(N_("encoding {encoding}, messages in {language}"), encoding=encoding, language=language),
        None if unicode else message(N_("set PYTHONIOENCODING=utf-8, or names show question marks on the terminal")),
    )
    shipped = templates_folder().is_dir() and samples_folder().is_dir()
    yield Examination(
        "shipped",
        message(N_("templates and samples")),
        "ok" if shipped else "error",
        message(N_("found")) if shipped else message(N_("missing")),
        None if shipped else message(N_("install innoenvi again")),
    )


def _git() -> Examination:
    version = git_version()
    if version is not None:
        return _ok("git", N_("git"), version)
    return Examination(
        "git",
        message(N_("git")),
        "warning",
        message(N_("not found")),
        message(N_("install git: the programme is kept in it, and check asks it about the private folder")),
    )


def _no_programme() -> Iterator[Examination]:
    yield Examination(
        "programme",
        message(N_("programme")),
        "warning",
        message(N_("none here")),
        message(N_("go to one, or make one: innoenvi init DIR")),
    )


def _programme(root: Path) -> Iterator[Examination]:
    loaded = load(root)
    errors = sum(finding.severity is Severity.ERROR for finding in loaded.findings)
    yield Examination(
        "programme",
        message(N_("programme")),
        "error" if errors else "ok",
        message(
            N_("{files}, {miniclusters}, {errors}"),
            files=counted("{count} file", "{count} files", loaded.files),
            miniclusters=counted("{count} minicluster", "{count} miniclusters", len(loaded.miniclusters)),
            errors=counted("{count} error of reading", "{count} errors of reading", errors),
        ),
        message(N_("see innoenvi check")) if errors else None,
    )
    yield _private(root, loaded.project)
    yield _lock(root)


def _private(root: Path, project: Project) -> Examination:
    place = place_of(root, project)
    label, folder = message(N_("private folder")), place.named.rstrip("/")
    if not in_repository(root):
        hint = message(N_("git init, so that changes can be followed"))
        return Examination("private", label, "warning", message(N_("the programme is not in git")), hint)
    taken = taken_folder(place, project)
    if taken is None:
        text = message(N_("git does not answer, so nobody can tell whether it takes {folder}/"), folder=folder)
        return Examination("private", label, "warning", text, message(N_("see what git status says here")))
    if taken:
        text = message(N_("git does not ignore {folder}/"), folder=taken)
        return Examination("private", label, "error", text, message(N_("add {folder}/ to .gitignore"), folder=taken))
    if any(finding.code == TRACKED_PRIVATE.code for finding in private_findings(root, project)):
        text = message(N_("git tracks files that belong into {folder}/"), folder=folder)
        return Examination("private", label, "error", text, message(N_("see innoenvi check --select IE054")))
    return Examination("private", label, "ok", message(N_("{folder}/ stays out of git"), folder=folder))


def _lock(root: Path) -> Examination:
    label = message(N_("writing"))
    if not os.access(root, os.W_OK):
        text = message(N_("the folder cannot be written to"))
        return Examination("lock", label, "warning", text, message(N_("reading works; ask for the right to write")))
    try:
        release_lock(take_lock(root))
        return Examination("lock", label, "ok", message(N_("nobody else is writing")))
    except (InnoenviError, OSError) as error:
        text = error.text if isinstance(error, InnoenviError) else message(N_("the folder cannot be locked"))
        return Examination("lock", label, "warning", text, message(N_("wait, or move the programme to a local disk")))


def _ok(name: str, label: str, text: str) -> Examination:
    return Examination(name, message(label), "ok", verbatim(text))
