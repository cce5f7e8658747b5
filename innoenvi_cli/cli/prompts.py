"""Questions, which are only asked where somebody sits: written to stderr, answered on stdin."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from innoenvi_cli.errors import QuestionUnansweredError, RefusedError
from innoenvi_cli.i18n import N_, message
from innoenvi_cli.reporting.cleaning import clean
from innoenvi_cli.text_distance import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from innoenvi_cli.cli.session import Session
    from innoenvi_cli.i18n import Message

_YES: Final = frozenset({"y", "yes", "k", "kyllä", "joo"})
_FEW: Final = 15
_NO: Final = frozenset({"", "n", "no", "e", "ei"})


class DeclinedError(RefusedError):
    """Somebody was asked and said no."""

    code = "declined"

    def __init__(self) -> None:
        super().__init__(
            message(N_("nothing was changed")), message(N_("run the command again when the answer is yes"))
        )


def require_yes(session: Session, question: Message, *, command: str) -> None:
    """Go on only when the answer to ``question`` is yes.

    Raises:
        DeclinedError: the answer was no.
        QuestionUnansweredError: nobody sits there; ``command`` is the one that needs no answer.
    """
    if not session.can_ask:
        raise QuestionUnansweredError(question, message(N_("nobody is there to ask; run {command}"), command=command))
    while True:
        answer = _read(session, message(N_("{question} [y/N] "), question=question)).lower()
        if answer in _YES:
            return
        if answer in _NO:
            raise DeclinedError
        session.screen.complain(message(N_("answer y or n")))


def choose(session: Session, question: Message, choices: Sequence[tuple[str, Message]]) -> str:
    """Return the word that is chosen, by its number or by itself."""
    words = [word for word, _ in choices]
    session.screen.complain(question, "strong")
    for number, (word, meaning) in enumerate(choices, start=1):
        said = meaning.render(session.language)
        session.screen.complain(f"  {number}  {word}" + (f"  {said}" if said and said != word else ""))
    while True:
        answer = _read(session, message(N_("choose a number or a word: ")))
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(words):
            return words[int(answer) - 1]
        if answer in words:
            return answer
        session.screen.complain(
            message(N_("there is no '{answer}'{suggestion}"), answer=answer, suggestion=did_you_mean(answer, words))
        )


def ask_text(
    session: Session,
    question: Message,
    *,
    choices: Sequence[str] = (),
    required: bool = False,
    refuse: Callable[[str], Message | None],
) -> str:
    """Return what is typed, empty where nothing is and nothing is ``required``.

    ``choices`` are shown while they are few; ``refuse`` says what is wrong with an answer, ``None`` when nothing is.
    """
    if 0 < len(choices) <= _FEW:
        session.screen.complain(message(N_("  {choices}"), choices=", ".join(choices)), "faint")
    prompt = message(N_("{question} (needed): ") if required else N_("{question}: "), question=question)
    while True:
        answer = _read(session, prompt)
        if not answer and not required:
            return ""
        problem = refuse(answer) if answer else message(N_("this is needed"))
        if problem is None:
            return answer
        session.screen.complain(problem, "error")


def _read(session: Session, prompt: Message) -> str:
    """Show ``prompt`` and return the line that is typed, asking again when it is no text.

    Raises:
        EOFError: the terminal was closed.
    """
    while True:
        session.screen.prompt(prompt)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            session.screen.complain(
                message(N_("what was typed is not {encoding}; type it again"), encoding=sys.stdin.encoding.upper())
            )
            continue
        if not line:
            session.screen.complain("")
            raise EOFError
        return clean(line).strip()
