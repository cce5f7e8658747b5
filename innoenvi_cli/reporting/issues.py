"""What a CI system is told: one place, one code, one sentence each, whatever result it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import Formatter
from typing import TYPE_CHECKING, Final, Literal

from innoenvi_cli.findings import WEIGHT, Severity
from innoenvi_cli.i18n import N_, Message, translate
from innoenvi_cli.reporting.cleaning import clean
from innoenvi_cli.rules import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoenvi_cli.findings import Finding
    from innoenvi_cli.i18n import Language
    from innoenvi_cli.reporting.screen import Screen

CiFormat = Literal["github", "gitlab", "junit", "sarif"]
CI_FORMATS: Final[tuple[CiFormat, ...]] = ("github", "gitlab", "junit", "sarif")
PLAIN_FORMATS: Final = ("text", "json")
Format = Literal["text", "json", "github", "gitlab", "junit", "sarif"]


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem in the words of one language. ``group`` bundles codes that belong together; ``path`` uses ``/``."""

    code: str
    group: str
    title: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    hint: str
    minicluster: str = ""
    record: str = ""
    guessed: bool = False

    @property
    def text(self) -> str:
        """The message with the way out, unless it has said already what was probably meant."""
        return f"{self.message} ({self.hint})" if self.hint and not self.guessed else self.message

    @property
    def line_of_text(self) -> str:
        """The issue on one line: ``path:line:column: CODE error: message (hint)``; no place where it has none."""
        return f"{self.place}: {self.code} {self.severity}: {self.text}".removeprefix(": ")

    @property
    def place(self) -> str:
        """``path:line:column``, fit to begin a line; empty for what stands in no file."""
        return "" if not self.path else startable(f"{self.path}:{self.line}:{self.column}")


def issue_of(finding: Finding, language: Language) -> Issue:
    """Return ``finding`` in the words of ``language``, cleaned."""
    rule = BY_CODE.get(finding.code)
    return Issue(
        code=finding.code,
        group=f"{finding.code[:3]}xx",
        title=translate(rule.title, language) if rule is not None else finding.code,
        severity=finding.severity,
        path=finding.location.path,
        line=max(1, finding.location.line),
        column=max(1, finding.location.column),
        message=clean(finding.message.render(language)),
        hint=clean(finding.hint.render(language)),
        minicluster=finding.minicluster,
        record=finding.record,
        guessed=_guesses(finding.message, language),
    )


def _guesses(sentence: Message, language: Language) -> bool:
    guess = dict(sentence.args).get("suggestion")
    return bool(guess.render(language) if isinstance(guess, Message) else guess)


def startable(text: str) -> str:
    """Return ``text`` so that it may begin a line of a CI log, where ``::`` and ``##`` would begin a command."""
    shown = clean(text)
    return shown if shown[:1].isalnum() or shown[:1] in {".", "_", "-"} else f"./{shown}"


_SEVERITY_WORDS: Final = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("note")}


def severity_word(severity: Severity, language: Language) -> str:
    """Return what people call ``severity``."""
    return translate(_SEVERITY_WORDS[severity], language)


def issue_line(issue: Issue, screen: Screen) -> str:
    """Return ``issue`` on one line, coloured where colours were asked for."""
    if not screen.color:
        return screen.say(issue.line_of_text)
    place = f"{screen.styled(screen.say(issue.place), 'strong')}: " if issue.place else ""
    severity = screen.styled(issue.severity.value, issue.severity.value)
    return f"{place}{screen.say(issue.code)} {severity}: {screen.say(issue.text)}"


def below(prefix: str, issues: Iterable[Issue]) -> list[Issue]:
    """Return ``issues`` with paths relative to the git root, of which the programme is the folder ``prefix``."""
    return [replace(issue, path=f"{prefix}/{issue.path}") for issue in issues] if prefix else list(issues)


def worst_first(issues: Iterable[Issue]) -> list[Issue]:
    """Return ``issues`` by weight, then place: services that cut the list cut the light ones."""
    return sorted(issues, key=lambda issue: (WEIGHT[issue.severity], issue.path, issue.line, issue.column, issue.code))


def unfilled(template: str) -> str:
    """Return the template of a message as people read it where nothing fills it: ``<name>`` for a placeholder."""
    parts = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None and name != "suggestion":
            parts.append(f"<{name}>")
    return "".join(parts)
