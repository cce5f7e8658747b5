"""``innoenvi demo``."""

import os
import shlex
import stat
import tempfile
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from innoenvi_cli.cli.options import PlainForm
from innoenvi_cli.cli.public_commands import PublicCommands, advance_arguments
from innoenvi_cli.cli.session import Session, open_session
from innoenvi_cli.errors import EXIT_OK, AlreadyExistsError, CannotWriteError, UnfinishedError, reason_of
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.model.vocabulary import label
from innoenvi_cli.reporting.demo import count_by_folder, show_command, show_facts, show_gate
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.store.phase_log import log_path
from innoenvi_cli.usecases.create_programme import refuse_inside
from innoenvi_cli.usecases.replay_history import History, set_history_aside

EXAMPLES: Final = ("innoenvi demo", "innoenvi demo --keep kokeilu")
SAMPLE: Final = "innoenvi"
MINICLUSTER: Final = "vesihuolto"
_WORTH_A_LOOK: Final = (
    "vesihuolto/deliverables/members/definition-sheet.en.md",
    "vesihuolto/deliverables/members/development-programme.en.md",
    "vesihuolto/deliverables/members/action-plan.fi.xlsx",
    "deliverables/members/portfolio.fi.xlsx",
)
_WORTH_A_TRY: Final = (
    ("gate", "jatehuolto"),
    ("prioritise", MINICLUSTER),
    ("trace", MINICLUSTER, "targets/yhteinen-etavalvonta"),
)


class HistoryDiffersError(UnfinishedError):
    """The same records gave another history than the shipped one."""

    code = "history-differs"

    def __init__(self, path: str) -> None:
        super().__init__(
            message(N_("{path} came out otherwise than in the sample"), path=path),
            message(N_("install innoenvi again; if that does not help, tell its makers")),
        )


def run(
    ctx: typer.Context,
    *,
    keep: Annotated[
        str | None, typer.Option(metavar="DIR", help=N_("the folder to make, else a temporary one; it stays"))
    ] = None,
    form: PlainForm = "text",
) -> int:
    """Show the whole method on the sample programme."""
    session = open_session(ctx)
    folder = _folder(keep)
    demo = _Demo(session, folder, quiet=form == "json")
    data = demo.play()
    if form == "json":
        session.screen.machine(envelope("demo", data))
    else:
        demo.say_what_next(keep or str(folder))
    return EXIT_OK


def _folder(keep: str | None) -> Path:
    if keep is None:
        return Path(tempfile.mkdtemp(prefix="innoenvi-demo-"))
    folder = Path(keep)
    refuse_inside(folder, message(N_("give --keep a folder outside of it, or leave it out")))
    try:
        mode = os.lstat(folder).st_mode
    except FileNotFoundError:
        return folder
    except OSError as error:  # too long a name, a file where a folder belongs
        raise CannotWriteError(keep, reason_of(error)) from None
    if not stat.S_ISDIR(mode) or any(folder.iterdir()):
        raise AlreadyExistsError(keep)
    return folder


class _Demo:
    """One run of the demo."""

    def __init__(self, session: Session, folder: Path, *, quiet: bool) -> None:
        self._screen = session.screen
        self._quiet = quiet
        self._root = folder
        language = ("--lang", session.language)
        self._here = PublicCommands(".", language)
        self._commands = PublicCommands(str(folder), language)
        # Deliverables follow --lang too: without it they are made in all languages of the programme.
        self._plain = PublicCommands(str(folder))

    def play(self) -> dict[str, Any]:
        """Run everything and return what came of it."""
        self._say("init", str(self._root), "--sample", SAMPLE)
        self._here.data("init", str(self._root), "--sample", SAMPLE)
        history = set_history_aside(self._root, MINICLUSTER)
        self._facts(message(N_("the decisions about {name} are taken out, to be made again"), name=MINICLUSTER))
        if not self._quiet:
            self._screen.line(f"$ cd {shlex.quote(str(self._root))}")
        self._say("check")
        summary = self._commands.data("check")["summary"]
        self._facts(
            message(
                N_("{files} files, {miniclusters} miniclusters, {errors} errors"),
                files=summary["files"],
                miniclusters=summary["miniclusters"],
                errors=summary["errors"],
            )
        )
        gates = [self._decide(history, index) for index in range(len(history.requests))]
        if (self._root / log_path(MINICLUSTER)).read_bytes() != history.expected:
            raise HistoryDiffersError(log_path(MINICLUSTER))
        return {
            "folder": str(self._root),
            "minicluster": MINICLUSTER,
            "gates": gates,
            "deliverables": self._report(),
            "totals": self._status(),
        }

    def _decide(self, history: History, index: int) -> dict[str, Any]:
        request = history.requests[index]
        day = request.as_of.isoformat() if request.as_of is not None else ""
        question = ("gate", MINICLUSTER, "--phase", str(request.from_phase), "--as-of", day)
        self._say(*question)
        gate = self._commands.data(*question)
        if not self._quiet:
            show_gate(self._screen, gate)
        decision = advance_arguments(request)
        self._say(*decision)
        made = self._plain.data(*decision)
        self._facts(
            message(
                N_("{before} → {after}, {count} deliverables made"),
                before=label("phase", made["from"]),
                after=label("ending", made["ending"]) if made["ending"] else label("phase", made["to"]),
                count=len(made["deliverables"]),
            )
        )
        return gate

    def _report(self) -> list[str]:
        self._say("report", "--all")
        self._plain.data("report", "--all")
        paths = sorted(
            path.relative_to(self._root).as_posix()
            for path in self._root.rglob("deliverables/**/*")
            if path.is_file() and path.name != "manifest.json"
        )
        self._facts(*count_by_folder(paths))
        return paths

    def _status(self) -> dict[str, Any]:
        self._say("status")
        status = self._commands.data("status")
        for item in status["miniclusters"]:
            gate = item["gate"]
            self._facts(
                message(
                    N_("{name}: {phase}, {state}, {met} of {total} musts"),
                    name=item["id"],
                    phase=label("phase", item["phase"]),
                    state=label("state", item["state"]),
                    met=gate["met"],
                    total=gate["total"],
                )
            )
        totals: dict[str, Any] = status["totals"]
        return totals

    def say_what_next(self, place: str) -> None:
        """Say where everything lies and what to try."""
        screen = self._screen
        screen.line()
        screen.line(screen.styled(screen.say(message(N_("✓ everything lies in {place}"), place=place)), "good"))
        for path in _WORTH_A_LOOK:
            screen.line(screen.say(message(N_("  → look at {path}"), path=path)))
        for arguments in _WORTH_A_TRY:
            command = shlex.join(["innoenvi", "-C", place, *arguments])
            screen.line(screen.say(message(N_("  → try {command}"), command=command)))

    def _say(self, *arguments: str) -> None:
        if not self._quiet:
            show_command(self._screen, arguments)

    def _facts(self, *facts: Any) -> None:
        if not self._quiet:
            show_facts(self._screen, *(self._screen.say(fact) for fact in facts))
