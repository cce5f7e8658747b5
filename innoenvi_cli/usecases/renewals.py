"""The fewest words that make anew what is stale, and nothing that nobody has asked for yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal

from innoenvi_cli.deliverables.catalogue import PROGRAMME_DELIVERABLES
from innoenvi_cli.errors import RefusedError
from innoenvi_cli.usecases.editions import Asked, editions_of, editions_of_programme
from innoenvi_cli.usecases.loading import last_decision
from innoenvi_cli.usecases.made_files import made_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from innoenvi_cli.i18n import Language
    from innoenvi_cli.model.programme import Audience
    from innoenvi_cli.usecases.made_files import RenderedFile, ReportResult, Shelf
    from innoenvi_cli.usecases.press import Press

_Word = Literal["minicluster", "deliverable", "audience", "language"]
_Key = tuple[str, str, str, str]
_WORDS: Final[tuple[_Word, ...]] = ("minicluster", "deliverable", "audience", "language")
# What a command may name, the least first. An edited file is named by all that tells it from others.
_LEVELS: Final = tuple(words for count in range(len(_WORDS) + 1) for words in combinations(_WORDS, count))
_FORCED_LEVELS: Final = (_WORDS[:3], _WORDS)


@dataclass(frozen=True, slots=True)
class Renewal:
    """A ``report`` to run; ``force`` where it is for files that somebody edited by hand as well."""

    miniclusters: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    audience: Audience | None = None
    language: Language | None = None
    force: bool = False

    @property
    def length(self) -> int:
        """How many words it has."""
        options = len(self.deliverables) + (self.audience is not None) + (self.language is not None)
        return len(self.miniclusters) + 2 * options


def renewal_of(file: RenderedFile) -> Renewal:
    """Return the command for one stale file; for an edited one in its language alone."""
    clusters = (file.minicluster,) if file.minicluster else ()
    edited = file.state == "edited"
    return Renewal(clusters, (file.deliverable,), file.audience, file.language if edited else None, force=edited)


@dataclass(frozen=True, slots=True)
class Ways:
    """What a check looked at: ``miniclusters`` and ``asked`` are the words of the user, which stay in every command."""

    shelf: Shelf
    press: Press
    miniclusters: tuple[str, ...]
    asked: Asked


def renewals(result: ReportResult, ways: Ways) -> tuple[Renewal, ...]:
    """Return the commands after which nothing of what a check found stale is stale.

    Of all that name enough, they are the fewest, and of those the shortest. They make no document that the manifests do
    not list, and force none that was edited but is not stale.
    """
    if not result.stale:
        return ()
    names = (*ways.press.project.miniclusters, "")
    everything = Asked((), None, (), None, ways.asked.environ)
    listed = list(made_before(ways.shelf, names, everything))
    last = last_decision(ways.press.project)
    day = max([*(edition.as_of for edition in listed), *([last] if last is not None else [])])
    known = {(item.minicluster, item.deliverable.id, item.audience, item.language) for item in listed}
    ways = replace(ways, asked=replace(ways.asked, as_of=day))
    plain = [file for file in result.stale if file.state != "edited"]
    forced = [file for file in result.stale if file.state == "edited"]
    kept = {_key(file) for file in result.kept}
    return (
        *_shortest(plain, _LEVELS, ways, lambda way: _makes(way, ways) <= known),
        *_shortest(
            forced,
            _FORCED_LEVELS,
            ways,
            lambda way: _makes(way, ways) <= known and not any(_names(way, key) for key in kept),
        ),
    )


def _shortest(
    files: Sequence[RenderedFile],
    levels: Iterable[tuple[_Word, ...]],
    ways: Ways,
    holds: Callable[[Renewal], bool],
) -> tuple[Renewal, ...]:
    if not files:
        return ()
    # One for each file is always right, and the longest.
    best = tuple(dict.fromkeys(replace(renewal_of(file), language=file.language) for file in files))
    for level in levels:
        found = tuple(_group(group, level, ways) for group in _groups(files, level))
        if _size(found) < _size(best) and all(holds(way) for way in found):
            best = found
    return best


def _size(ways: Sequence[Renewal]) -> tuple[int, int]:
    return len(ways), sum(way.length for way in ways)


def _groups(files: Iterable[RenderedFile], level: tuple[_Word, ...]) -> list[list[RenderedFile]]:
    """Part the files that one command cannot name together: it has one audience, and one language or all."""
    groups: dict[tuple[bool, str, str], list[RenderedFile]] = {}
    for file in files:
        own = "minicluster" in level and not file.minicluster
        audience = file.audience if "audience" in level else ""
        language = file.language if "language" in level else ""
        groups.setdefault((own, audience, language), []).append(file)
    return list(groups.values())


def _group(files: Sequence[RenderedFile], level: tuple[_Word, ...], ways: Ways) -> Renewal:
    first, asked = files[0], ways.asked
    clusters = tuple(dict.fromkeys(file.minicluster for file in files if file.minicluster))
    ids = tuple(dict.fromkeys(file.deliverable for file in files))
    # What belongs to the whole programme has no minicluster to be named by.
    own = "minicluster" in level and not clusters
    language = first.language if "language" in level else None
    return Renewal(
        clusters if "minicluster" in level else ways.miniclusters,
        ids if "deliverable" in level or own else tuple(asked.deliverables),
        first.audience if "audience" in level else asked.audience,
        language or (asked.languages[0] if len(asked.languages) == 1 else None),
        force=first.state == "edited",
    )


def _makes(way: Renewal, ways: Ways) -> set[_Key]:
    """Return what the command makes whether or not it has been made before; something unknown where it is refused."""
    project, languages = ways.press.project, (way.language,) if way.language is not None else ways.asked.languages
    asked = replace(
        ways.asked, deliverables=way.deliverables, audience=way.audience, languages=languages, everything=False
    )
    names = way.miniclusters or tuple(project.miniclusters)
    try:
        found = [item for name in names for item in editions_of(project, name, asked, ways.press.records)]
        if not way.miniclusters or any(made.id in way.deliverables for made in PROGRAMME_DELIVERABLES):
            found.extend(editions_of_programme(project, asked))
    except RefusedError:
        return {("", "", "", "")}
    return {(item.minicluster, item.deliverable.id, item.audience, item.language) for item in found}


def _key(file: RenderedFile) -> _Key:
    return file.minicluster, file.deliverable, file.audience, file.language


def _names(way: Renewal, key: _Key) -> bool:
    minicluster, deliverable, audience, language = key
    return (
        (not way.miniclusters or minicluster in way.miniclusters)
        and (not way.deliverables or deliverable in way.deliverables)
        and way.audience in {None, audience}
        and way.language in {None, language}
    )
