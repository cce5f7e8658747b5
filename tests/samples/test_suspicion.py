"""A passed gate is suspect when what it was judged on changes, and only then; until it is reviewed or taken back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel, StringConstraints

from innoenvi_cli.errors import RefusedError
from innoenvi_cli.method.metrics import BY_NAME, METRICS
from innoenvi_cli.method.transition import Intention
from innoenvi_cli.model.base import Translated
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR, KINDS
from innoenvi_cli.usecases.review_gate import review_gate
from innoenvi_cli.usecases.undo_decision import undo_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Bench

    from innoenvi_cli.model.kinds import Kind
    from innoenvi_cli.usecases.situation import Situation

RICH = "vesihuolto"
SECTIONS = ("sections.summary.", "sections.commitments.")  # the others are read alike
READS = list(
    dict.fromkeys(
        (kind, field)
        for metric in METRICS
        for kind, fields in metric.reads.items()
        for field in fields
        if not field.startswith("sections.") or field.startswith(SECTIONS)
    )
)
# Figures of no gate, and of criteria that only inform: nothing rests on them, so nothing is kept of them.
NOT_KEPT = {"fast_targets", "committed_members", "agreement"}
# What no record of the sample holds.
NOT_FILLED = {("priorities", "pairwise")}


def suspects(bench: Bench) -> set[tuple[str, str, str]]:
    """Return gate, criterion and record of everything that `check` warns of."""
    return _warned(bench.look())


def _warned(situation: Situation) -> set[tuple[str, str, str]]:
    said = [(dict(item.message.args), item.record) for item in situation.findings if item.code == "IE501"]
    return {(str(words["gate"]), str(words["criterion"]), record) for words, record in said}


# What the criteria read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("read", READS, ids=" ".join)
def test_a_change_of_a_field_makes_suspect_what_was_judged_on_it(bench: Bench, read: tuple[str, str]) -> None:
    """For each figure that reads the field a record is changed that it was judged on."""
    kind, field = read
    waiting = {metric.name for metric in METRICS if field in metric.reads.get(kind, ())} - NOT_KEPT
    while waiting:
        kept = (item for item in _kept(bench, waiting, kind) if _change(bench, *item, kind, field))
        changed = next(kept, None)
        assert (changed is None) == (read in NOT_FILLED)
        if changed is None:
            return
        address = changed[0]
        resting = [
            (entry["gate"], criterion, name)
            for entry in bench.entries
            for criterion, answer in entry["criteria"].items()
            for name in map(_metric_of, answer.get("judged", ()))
            if f"{name}:{address}" in answer["judged"] and _touches(BY_NAME[name].reads.get(kind, ()), field)
        ]
        expected = {(gate, criterion, address) for gate, criterion, _ in resting}
        situation = bench.look()

        assert expected
        assert expected <= _warned(situation)
        others = [item for item in situation.suspicions if (item.gate, item.criterion, item.record) not in expected]
        assert all(item.answer_changed for item in others), others

        waiting -= {name for _, _, name in resting}
        bench.restore()


def _metric_of(key: str) -> str:
    return key.partition(":")[0]


def _kept(bench: Bench, metrics: set[str], kind: str) -> Iterator[tuple[str, date]]:
    """Yield the records of a kind that some of ``metrics`` were judged on, each with the day."""
    for entry in bench.entries:
        for answer in entry["criteria"].values():
            for key in answer.get("judged", ()):
                name, _, address = key.partition(":")
                if name in metrics and address.partition("/")[0] == kind:
                    yield address, date.fromisoformat(entry["date"])


def _touches(fields: tuple[str, ...], changed: str) -> bool:
    """Tell whether one of ``fields`` is the changed one, holds it or lies in it."""
    pairs = ((_steps(field), _steps(changed)) for field in fields)
    return any(one[: len(other)] == other[: len(one)] for one, other in pairs)


def _steps(field: str) -> list[str]:
    return [step.partition("@")[0] for step in field.removesuffix("?").split(".")]


def _kind(name: str) -> Kind:
    return BY_PLURAL.get(name) or BY_SINGULAR[name]


def _path(bench: Bench, address: str) -> str:
    """Return the file of a record, in the minicluster or else in the programme."""
    name, _, record = address.partition("/")
    path = f"{name}/{record}.yaml" if record else _kind(name).file_name
    return f"{RICH}/{path}" if (bench.root / RICH / path).exists() else path


def _change(bench: Bench, address: str, day: date, kind: str, field: str) -> bool:
    path = _path(bench, address)
    data = bench.data(path)
    filled_only = field.endswith("?")
    done = _change_in(_kind(kind).model, data, field.removesuffix("?").split("."), day, filled_only=filled_only)
    if done:
        bench.save(path, data)
    return done


def _change_in(model: type[BaseModel], data: Any, steps: list[str], day: date, *, filled_only: bool) -> bool:
    """Give the first value at ``steps`` another one that the type allows; tell whether there was one."""
    key, dated, by = steps[0].partition("@")
    annotation = next(info.annotation for name, info in model.model_fields.items() if (info.alias or name) == key)
    held = data.get(key)
    if len(steps) > 1:
        items = held if isinstance(held, list) else [held] if held is not None else []
        there = [item for item in items if not dated or item[by or "date"] <= day.isoformat()]
        inner = _model_in(annotation)
        return any(_change_in(inner, item, steps[1:], day, filled_only=filled_only) for item in there)
    if dated and (held is None or held > day.isoformat()):
        return False
    if filled_only:
        data[key] = [] if isinstance(held, list) else "" if held else "jotakin"
        return True
    other = ("NO" if held == "SE" else "SE") if key == "country" else _other(annotation, held)
    data[key] = other
    return other is not None


def _model_in(annotation: Any) -> type[BaseModel]:
    found = [item for item in _types_in(annotation) if isinstance(item, type) and issubclass(item, BaseModel)]
    return found[0]


def _types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            yield from _types_in(argument)


def _other(annotation: Any, held: Any) -> Any:
    """Return another value of the type, ``None`` where an empty part would have to be made up."""
    types_in = list(_types_in(annotation))
    words = next((get_args(item) for item in types_in if get_origin(item) is Literal), ())
    if isinstance(held, list):
        return held[:-1] if held else None
    if isinstance(held, dict):
        key, value = next(iter(held.items()))
        part = next((item for item in types_in if isinstance(item, type) and issubclass(item, BaseModel)), None)
        inner = part.model_fields[key].annotation if part is not None else int
        return {**held, key: _other(inner, value)}
    if words:
        return next(word for word in words if word != held)
    if bool in types_in:
        return "false" if held == "true" else "true"
    if date in types_in:
        return str(date.fromisoformat(held) - timedelta(days=1)) if held else "2024-03-02"
    if Decimal in types_in and 0 < Decimal(held or 0) < 1:
        return str(Decimal(held) / 2)
    if int in types_in or Decimal in types_in:
        return str(Decimal(held or 0) + (1 if Decimal(held or 0) < 1 or Decimal(held or 0) >= 10 else -1))
    if any(isinstance(item, type) and issubclass(item, BaseModel) for item in types_in):
        return None
    return ["toinen"] if any(get_origin(item) is tuple for item in types_in) else "toinen"


def test_a_gate_names_the_deleted_record_it_was_judged_on(bench: Bench) -> None:
    bench.delete("interviews/haastattelu-11.yaml")

    assert ("analysis", "core_coverage", "interviews/haastattelu-11") in suspects(bench)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("participants:olematon/kaislavirta", "olematon/kaislavirta"),
        ("participants:", ""),
        ("participants:members", "members"),
        ("participants:analysis/x", "analysis/x"),
        ("participants:development-paths", "development-paths"),
    ],
)
def test_an_address_that_nobody_understands_is_said_to_have_changed(bench: Bench, key: str, said: str) -> None:
    log = bench.data(bench.log)
    log["entries"][0]["criteria"]["participants"]["judged"][key] = "0123456789abcdef"
    bench.save(bench.log, log)

    assert ("definition", "participants", said) in suspects(bench)


# What they do not read -----------------------------------------------------------------------------------------------

WRITTEN = [kind for kind in KINDS if not kind.written_by_tool and kind.singular != "development-paths"]


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.plural)
def test_a_typo_mended_in_free_text_makes_nothing_suspect(bench: Bench, kind: Kind) -> None:
    name = kind.singular if kind.single else kind.plural
    read = tuple(field for metric in METRICS for field in metric.reads.get(name, ()))
    mended = 0
    for path in _paths(bench, kind):
        data = bench.data(path)
        mended += _mend(kind.model, data, (), read)
        bench.save(path, data)

    assert mended
    assert bench.findings("IE0", "IE1") == []
    assert suspects(bench) == set()


def _paths(bench: Bench, kind: Kind) -> list[str]:
    folders = (bench.root, bench.root / RICH)
    pattern = kind.file_name if kind.single else f"{kind.plural}/*.yaml"
    return [file.relative_to(bench.root).as_posix() for folder in folders for file in sorted(folder.glob(pattern))]


# Texts that say which: another document or host is another matter.
NAMES = {"document", "article", "host"}


def _mend(model: type[BaseModel], data: Any, above: tuple[str, ...], read: tuple[str, ...]) -> int:
    """Change every text of a record, and every line that no criterion rests on; return how many."""
    mended = 0
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key not in data:
            continue
        field = ".".join((*above, key))
        types_in = [*_types_in(info.annotation), *info.metadata]
        inner = [item for item in types_in if isinstance(item, type) and issubclass(item, BaseModel)]
        is_text = Translated in types_in and key not in NAMES
        if is_text or ((_is_line(types_in) or key in NAMES) and not _touches(read, field)):
            data[key] = _with_a_full_stop(data[key])
            mended += 1
        elif inner:
            parts = data[key] if isinstance(data[key], list) else [data[key]]
            mended += sum(_mend(inner[0], part, (*above, key), read) for part in parts)
    return mended


def _is_line(types_in: list[Any]) -> bool:
    return any(isinstance(item, StringConstraints) and item.pattern is None for item in types_in)


def _with_a_full_stop(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_a_full_stop(item) for item in value]
    if isinstance(value, dict):
        return {key: _with_a_full_stop(item) for key, item in value.items()}
    return value + "."


def _history(member: str, status: str, day: str) -> Callable[[Bench], None]:
    def add(bench: Bench) -> None:
        with bench.change(f"members/{member}.yaml") as data:
            data["history"].append({"status": status, "date": day})

    return add


def _copy(source: str, target: str, **changes: Any) -> Callable[[Bench], None]:
    def add(bench: Bench) -> None:
        data = {**bench.data(f"{RICH}/{source}.yaml"), "id": target.partition("/")[2], **changes}
        bench.save(f"{RICH}/{target}.yaml", data)

    return add


def _append(file: str, key: str, like: int, **changes: Any) -> Callable[[Bench], None]:
    def add(bench: Bench) -> None:
        with bench.change(file) as data:
            data[key].append({**data[key][like], **changes})

    return add


def _set(file: str, *steps: str | int, to: Any) -> Callable[[Bench], None]:
    def put(bench: Bench) -> None:
        with bench.change(file) as data:
            part = data
            for step in steps[:-1]:
                part = part[step]
            part[steps[-1]] = to

    return put


LATER: dict[str, Callable[[Bench], None]] = {
    "a member leaves": _history("lahdevahti-mittaus", "left", "2026-06-10"),
    "a prospect commits itself": _history("tuulensuu-ohjelmistot", "committed", "2026-06-10"),
    "a member joins": _copy("members/kaislavirta", "members/uusi", history=[{"status": "informed", "date": "2026-06-01"}]),
    "an interview after the analysis": _copy("interviews/haastattelu-01", "interviews/lisa", date="2025-02-03", permissions={}),
    "a summary confirmed later": _set("interviews/haastattelu-07.yaml", "confirmation", "confirmed", to="2026-06-01"),
    "a meeting later": _copy("events/johtoryhma-4", "events/johtoryhma-5", date="2026-06-11"),
    "a score sheet after the choice": _copy("scores/hlo-11", "scores/hlo-12", rater="hlo-12", date="2025-04-01", interests=[]),
    "a target of the next round": _copy("targets/puolan-nayttolaitos", "targets/uusi", proposed="2026-06-01", track="fast"),
    "one more sound action": _copy("actions/baltian-huoltokysynta", "actions/uusi"),
    "money granted that was applied for": _set("actions/baltian-huoltokysynta.yaml", "funding", 0, "state", to="applied"),
    "one more trial": _copy("trials/yllapidon-vuosikello", "trials/uusi", end="2026-06-01"),
    "an export step later": _append("export_concept.yaml", "steps", 0, date="2026-06-10"),
    "a commitment later": _append("export_concept.yaml", "commitments", 0, member="vesipolku-suunnittelu", date="2026-06-10"),
    "a rating later": _append("development_path.yaml", "ratings", 0, date="2026-06-10"),
    "a report given on a later period": _set("/innoenvi.yaml", "reporting_periods", 4, "reported", to="2026-06-12"),
    "one more reporting period": _append("/innoenvi.yaml", "reporting_periods", 5, id="jakso-7", due="2027-06-30"),
    "money written otherwise": _set("actions/baltian-huoltokysynta.yaml", "budget", 0, "amount", to="14000"),
}  # fmt: skip


@pytest.mark.parametrize("what", LATER)
def test_what_happens_later_makes_nothing_suspect(bench: Bench, what: str) -> None:
    LATER[what](bench)

    assert bench.findings("IE0", "IE1") == []
    assert suspects(bench) == set()


ADDED: dict[str, tuple[Callable[[Bench], None], tuple[str, str, str]]] = {
    "an interview in time with a permission unanswered": (
        _copy("interviews/haastattelu-01", "interviews/lisa", permissions={"record": "true"}),
        ("analysis", "permissions", "interviews/lisa"),
    ),
    "a finding without evidence": (
        _copy("findings/kielitaito-ohut", "findings/lisa", evidence=[]),
        ("analysis", "evidence", "findings/lisa"),
    ),
    "an action with too little funding": (
        _copy("actions/baltian-huoltokysynta", "actions/lisa", funding=[]),
        ("planning", "budgets", "actions/lisa"),
    ),
    "a fast-track target that nobody owns": (
        _copy("targets/puolan-nayttolaitos", "targets/lisa", track="fast", findings=["hintakilpailu"], owner=None),
        ("fast_track", "owner", "targets/lisa"),
    ),
}


@pytest.mark.parametrize("what", ADDED)
def test_an_addition_that_changes_an_answer_makes_it_suspect(bench: Bench, what: str) -> None:
    add, expected = ADDED[what]
    add(bench)

    assert expected in suspects(bench)


def test_what_only_informs_makes_nothing_suspect(bench: Bench) -> None:
    """The recommended size was not reached; with a smaller one it had been."""
    before = bench.entries[0]["criteria"]["eccp_size"]
    with bench.change("/innoenvi.yaml") as programme:
        programme["gates"] = {"definition": {"criteria": {"eccp_size": {"threshold": before["value"]}}}}

    assert bench.criterion("definition", "eccp_size", date(2026, 6, 15)).met
    assert suspects(bench) == set()


# Review --------------------------------------------------------------------------------------------------------------


def _flip_a_permission(bench: Bench) -> None:
    _set("interviews/haastattelu-02.yaml", "permissions", "quote", to="false")(bench)


def test_a_review_renews_an_open_gate(bench: Bench) -> None:
    before = bench.raw(bench.log) or b""
    _flip_a_permission(bench)
    assert suspects(bench) == {("analysis", "permissions", "interviews/haastattelu-02")}

    result = review_gate(bench.root, RICH, by="hlo-02", environ={})

    after = bench.raw(bench.log) or b""
    assert result.answer.gate == "analysis"
    assert result.files == (bench.log,)
    assert after.startswith(before)
    entry = yaml.safe_load(after)["entries"][-1]
    assert (entry["kind"], entry["gate"], entry["by"], str(entry["date"])) == (
        "review",
        "analysis",
        "hlo-02",
        "2026-06-15",
    )
    assert suspects(bench) == set()


def test_a_review_of_a_closed_gate_writes_nothing(bench: Bench) -> None:
    with bench.change("interviews/haastattelu-02.yaml") as interview:
        del interview["permissions"]["quote"]
    before = bench.tree()

    result = review_gate(bench.root, RICH, gate="analysis", by="hlo-02", environ={})

    assert [item.id for item in result.answer.unmet] == ["permissions"]
    assert result.files == ()
    assert bench.tree() == before


def test_a_review_without_a_gate_needs_one_that_waits(bench: Bench) -> None:
    with pytest.raises(RefusedError, match="no gate of 'vesihuolto' is suspect"):
        review_gate(bench.root, RICH, by="hlo-02", environ={})


def test_a_review_without_a_gate_names_the_two_that_wait(bench: Bench) -> None:
    _flip_a_permission(bench)
    _set("trials/yllapidon-vuosikello.yaml", "decision", to="adopt")(bench)

    with pytest.raises(RefusedError, match="more than one gate waits for a review: analysis, planning") as refusal:
        review_gate(bench.root, RICH, by="hlo-02", environ={})

    assert refusal.value.hint is not None
    assert refusal.value.hint.render("en") == "begin with the first: --gate analysis"


def test_gates_that_one_change_made_suspect_are_reviewed_in_their_order(bench: Bench) -> None:
    bench.history(until="selection")
    _flip_a_permission(bench)
    _set("minicluster.yaml", "coordinator", "organisation", to="Toinen Kehitys Oy")(bench)
    assert {gate for gate, _, _ in suspects(bench)} == {"definition", "analysis"}

    assert not review_gate(bench.root, RICH, gate="analysis", by="hlo-02", environ={}).answer.open
    assert review_gate(bench.root, RICH, gate="definition", by="hlo-02", environ={}).answer.open
    assert review_gate(bench.root, RICH, gate="analysis", by="hlo-02", environ={}).answer.open
    assert suspects(bench) == set()


def test_a_gate_that_was_not_passed_is_not_reviewed(bench: Bench) -> None:
    bench.history(until="selection")

    with pytest.raises(RefusedError, match="has not been passed in this cycle"):
        review_gate(bench.root, RICH, gate="selection", by="hlo-02", environ={})


@pytest.mark.usefixtures("without_deliverables")
def test_the_next_gate_stays_shut_until_the_suspect_one_is_reviewed(bench: Bench) -> None:
    bench.history(until="selection")
    _flip_a_permission(bench)
    day = bench.dates["selection"]
    condition = Intention("conditional", condition=("Tarkistetaan", "hlo-01", date(2025, 6, 1)))

    assert bench.advance(as_of=day).refused
    assert bench.advance(condition, as_of=day).refused
    assert bench.raw(bench.log) == bench.logs[2]

    review_gate(bench.root, RICH, gate="analysis", by="hlo-01", as_of=day, environ={})
    assert not bench.advance(as_of=day).refused


# Undo ----------------------------------------------------------------------------------------------------------------


def test_undo_returns_the_bytes_before_each_decision_and_the_folder_without_a_file(bench: Bench) -> None:
    for before in reversed(bench.logs[:-1]):
        undo_decision(bench.root, RICH)

        assert bench.raw(bench.log) == before

    with pytest.raises(RefusedError, match="has no decision to take back"):
        undo_decision(bench.root, RICH)


def test_undo_is_refused_when_a_judged_record_has_changed(bench: Bench) -> None:
    bench.history(passed="analysis")
    _flip_a_permission(bench)
    before = bench.tree()

    with pytest.raises(RefusedError, match="have changed since: interviews/haastattelu-02"):
        undo_decision(bench.root, RICH)

    assert bench.tree() == before


def test_undo_asks_only_for_what_the_last_decision_judged(bench: Bench) -> None:
    _flip_a_permission(bench)

    assert undo_decision(bench.root, RICH).phase == "export_concept"


def test_undo_takes_a_review_back(bench: Bench) -> None:
    before = bench.raw(bench.log)
    _flip_a_permission(bench)
    review_gate(bench.root, RICH, gate="analysis", by="hlo-02", environ={})

    assert undo_decision(bench.root, RICH).entry.kind == "review"
    assert bench.raw(bench.log) == before
    assert suspects(bench) == {("analysis", "permissions", "interviews/haastattelu-02")}
