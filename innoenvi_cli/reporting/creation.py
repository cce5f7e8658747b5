"""Shows what was made: programmes, miniclusters, records, schemas."""

from __future__ import annotations

from posixpath import commonpath
from typing import TYPE_CHECKING, Any, Final

from innoenvi_cli.i18n import N_, message
from innoenvi_cli.reporting.check import finding_data
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.issues import issue_line, issue_of
from innoenvi_cli.reporting.sheet import row, show_sheet

if TYPE_CHECKING:
    from innoenvi_cli.i18n import Message
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.usecases.add_record import RecordAdded
    from innoenvi_cli.usecases.create_minicluster import MiniclusterCreated
    from innoenvi_cli.usecases.create_programme import ProgrammeCreated
    from innoenvi_cli.usecases.write_schemas import SchemasWritten

_FEW: Final = 3


def report_programme(result: ProgrammeCreated, screen: Screen, form: Format, *, place: str) -> None:
    """Write ``result``; ``place`` is the folder as the user named it."""
    if form == "json":
        data = _files(result.written, result.diff, dry_run=result.dry_run)
        screen.machine(envelope("init", {**data, "sample": result.sample, "kept": list(result.kept)}))
        return
    inside = "" if place in {"", "."} else f"-C {place} "
    show_sheet(
        screen,
        _title(message(N_("a programme in {place}"), place=place or "."), result.dry_run),
        [row(message(N_("written")), *_folded(result.written, screen)), row(message(N_("kept")), *result.kept)],
    )
    command = f"innoenvi {inside}status" if result.sample else f"innoenvi {inside}new MINICLUSTER"
    screen.talk(message(N_("→ next: {command}"), command=command), "faint")


def report_minicluster(result: MiniclusterCreated, screen: Screen, form: Format) -> None:
    """Write ``result``."""
    if form == "json":
        data = _files(result.written, result.diff, dry_run=result.dry_run)
        facts = {"minicluster": result.minicluster, "name": result.name, "start": result.start.isoformat()}
        screen.machine(envelope("new", {**data, **facts}))
        return
    made = message(N_("{minicluster}: {name}"), minicluster=result.minicluster, name=result.name)
    show_sheet(screen, _title(made, result.dry_run), [row(message(N_("written")), *result.written)])
    for command in (f"innoenvi add member {result.minicluster}", f"innoenvi gate {result.minicluster}"):
        screen.talk(message(N_("→ next: {command}"), command=command), "faint")


def report_record(result: RecordAdded, screen: Screen, form: Format) -> None:
    """Write ``result``: where the record is, or why it was not written."""
    if form == "json":
        data = {
            "kind": result.kind,
            "minicluster": result.minicluster,
            "record": result.record,
            "id": result.id,
            "path": result.path,
            "written": result.written,
            "dry_run": result.dry_run,
            "diff": result.diff,
            "findings": [finding_data(finding, screen.language) for finding in result.findings],
        }
        screen.machine(envelope("add", data))
        return
    if screen.terminal and result.findings:
        from innoenvi_cli.reporting.findings_view import show_findings  # noqa: PLC0415 - rich is for terminals

        show_findings(result.findings, screen, {})
    else:
        for finding in result.findings:
            screen.line(issue_line(issue_of(finding, screen.language), screen))
    if result.written:
        screen.line(screen.say(message(N_("{record} added: {path}"), record=_named(result), path=result.path)))
        keys = f"innoenvi explain {result.kind}"
        screen.talk(
            message(
                N_("→ fill in the rest there ({command} shows the keys); innoenvi check looks at it"), command=keys
            ),
            "faint",
        )
    elif result.dry_run and result.diff:
        show_diff(result.diff, screen)
        screen.talk(message(N_("nothing was written (--dry-run)")), "faint")
    else:
        screen.complain(message(N_("✗ {record} was not added; nothing was changed"), record=_named(result)), "error")


def _named(result: RecordAdded) -> str:
    """Name what was added: a record by its address, a part of a minicluster's file by its own kind and id."""
    if result.record == "minicluster":
        return f"{result.kind}/{result.id}" if result.id else result.kind
    return result.record or result.kind


def report_schemas(result: SchemasWritten, screen: Screen, form: Format) -> None:
    """Write ``result``."""
    if form == "json":
        data = _files(result.written, result.diff, dry_run=result.dry_run)
        screen.machine(envelope("schema", {**data, "unchanged": list(result.unchanged)}))
        return
    label = message(N_("out of date")) if result.dry_run else message(N_("written"))
    unchanged = _folded(result.unchanged, screen)
    show_sheet(screen, "", [row(label, *result.written), row(message(N_("up to date")), *unchanged)])
    if result.dry_run and result.written:
        command = "innoenvi schema --write"
        screen.talk(message(N_("→ next: {command}"), command=command), "faint")


def show_diff(diff: str, screen: Screen) -> None:
    """Write a unified diff, what goes in red and what comes in green."""
    for line in diff.removesuffix("\n").split("\n") if diff else ():  # other line ends are text of a record
        style = "good" if line.startswith("+") else "error" if line.startswith("-") else ""
        screen.line(screen.styled(screen.say(line), style))


def _folded(paths: tuple[str, ...], screen: Screen) -> list[Message | str]:
    """Return ``paths``, those of a folder with many files as one line, unless everything was asked for."""
    if screen.verbose:
        return list(paths)
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(path.partition("/")[0] if "/" in path else "", []).append(path)
    shown: list[Message | str] = list(folders.pop("", []))
    for held in folders.values():
        common = commonpath([path.rpartition("/")[0] for path in held])
        if len(held) > _FEW:
            shown.append(message(N_("{folder}/ ({count} files)"), folder=common, count=len(held)))
        else:
            shown.extend(held)
    return shown


def _title(made: Message, dry_run: bool) -> Message:  # noqa: FBT001 - one of two words
    return message(N_("would be made — {made}"), made=made) if dry_run else message(N_("made — {made}"), made=made)


def _files(written: tuple[str, ...], diff: str, *, dry_run: bool) -> dict[str, Any]:
    return {"written": list(written), "dry_run": dry_run, "diff": diff if dry_run else ""}
