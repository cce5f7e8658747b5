"""Every field that names another record is followed by a trace, or left out for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel

from innoenvi_cli.method.link_kinds import LINK_KINDS
from innoenvi_cli.method.links import links_of, parts_of
from innoenvi_cli.model.base import Citation, Decided, Reference
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR, KINDS
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoenvi_cli.method.links import Link
    from innoenvi_cli.model.project import Minicluster, Project

DEFINITION = "what the minicluster is made of, not why something was done"
CODING = "how material is sorted, not what rests on it"
ATTENDANCE = "who was asked is no reason; who was present is followed"
WEIGHING = "how targets are compared: prioritise shows it"
MONEY = "who got how much: the action plan shows it"

LEFT_OUT = {
    "AidRecipient.member": MONEY,
    "Code.parent": CODING,
    "Contribution.group": DEFINITION,
    "Cost.period": MONEY,
    "Event.excused": ATTENDANCE,
    "Event.invited": ATTENDANCE,
    "Event.miniclusters": ATTENDANCE,
    "Excerpt.codes": CODING,
    "ExportStep.market": DEFINITION,
    "FindingRecord.theme": CODING,
    "Judgement.less": WEIGHING,
    "Judgement.more": WEIGHING,
    "MarketAnalysis.market": DEFINITION,
    "MarketChoice.chosen": DEFINITION,
    "MarketScore.market": DEFINITION,
    "Member.company_groups": DEFINITION,
    "Member.level": DEFINITION,
    "Member.subnetworks": DEFINITION,
    "Offering.group": DEFINITION,
    "PathDimension.ideal": DEFINITION,
    "PathRating.company_group": DEFINITION,
    "PathRating.dimension": DEFINITION,
    "Placement.company_group": DEFINITION,
    "Placement.path": DEFINITION,
    "ProductGroup.segments": DEFINITION,
    "Segment.market": DEFINITION,
}
# Followed where there is one; no record of the sample holds it.
NOT_IN_THE_SAMPLE = {"Trial.target"}


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for info in model.model_fields.values():
        for inner in _types_in(info.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from _models(inner, seen)


def _types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in get_args(annotation):
        yield from _types_in(argument)


def _naming(model: type[BaseModel]) -> Iterator[str]:
    """Yield the fields that name something themselves: by an id, or as a citation or a decision."""
    for name, info in model.model_fields.items():
        parts = [*info.metadata, *_types_in(info.annotation)]
        if any(isinstance(part, Reference) or part in (Citation, Decided) for part in parts):
            yield f"{model.__name__}.{name}"


def _fields() -> set[str]:
    seen: set[type[BaseModel]] = {Citation, Decided}
    return {field for kind in KINDS for model in _models(kind.model, seen) for field in _naming(model)}


def _sample() -> Project:
    return load(samples_folder() / "innoenvi", None).project


def _crossed(link: Link) -> str:
    """Return the field that says a link: the last one on its path that names something."""
    kind = link.holder.partition("/")[0]
    model: Any = (BY_PLURAL.get(kind) or BY_SINGULAR[kind]).model
    said = ""
    for step in link.path:
        if isinstance(step, str) and step in (keys := _keys(model)):
            said = f"{model.__name__}.{keys[step]}"
            inner = [item for item in _types_in(model.model_fields[keys[step]].annotation) if isinstance(item, type)]
            model = next((item for item in inner if issubclass(item, BaseModel)), model)
    return said


def _keys(model: type[BaseModel]) -> dict[str, str]:
    return {info.alias or name: name for name, info in model.model_fields.items()}


def _links() -> Iterator[Link]:
    project = _sample()
    for cluster in project.miniclusters.values():
        yield from links_of(cluster, project)


def test_every_field_that_names_a_record_is_followed_or_left_out_for_a_reason() -> None:
    followed = {_crossed(link) for link in _links()}

    assert _fields() - followed - NOT_IN_THE_SAMPLE == set(LEFT_OUT)
    assert not NOT_IN_THE_SAMPLE & followed


def test_every_link_says_where_it_is_written_and_every_end_has_a_place() -> None:
    project = _sample()
    for cluster in project.miniclusters.values():
        parts = {address for address, _, _ in parts_of(cluster, project)}
        known = parts | {address for held in (project, cluster) for address, _ in held.records()}
        for link in links_of(cluster, project):
            assert {link.cause, link.effect, link.holder} <= known, link
            assert _line(project, cluster, link) > 1


def _line(project: Project, cluster: Minicluster, link: Link) -> int:
    owner = cluster if link.holder in cluster.origins else project
    return owner.origin(link.holder).at(*link.path).line


@pytest.mark.parametrize("word", ["id", "back", "forth"])
def test_a_kind_of_link_is_told_from_the_others_by_its_words(word: str) -> None:
    words = [getattr(kind, word) for kind in LINK_KINDS]
    assert len(set(words)) == len(words)
