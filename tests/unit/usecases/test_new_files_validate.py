"""What `init`, `new` and `add` write validates in an editor with the schema that its first line names."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from innoenvi_cli.usecases.add_record import NewRecord, add_record
from innoenvi_cli.usecases.create_minicluster import create_minicluster
from innoenvi_cli.usecases.create_programme import create_programme

if TYPE_CHECKING:
    from pathlib import Path

ADDED = [
    (
        "member",
        ["name=012", "country=NO", "size.year=2025", "size.headcount=12", "export.share=0.10", "lei=" + "1" * 20],
    ),
    ("member", ["name=yes", "website=https://a.fi", "history={status: informed, date: 2026-01-02}", "custom.n=1.10"]),
    ("market", ["country=NO"]),
    ("segment", ["name=Laitokset", "market=no-2", "industry.code=37.00", "industry.revision=nace-2"]),
    ("product-group", ["name={fi: Pumput, en: Pumps}", "segments=laitokset"]),
    ("organ", ["kind=core_group", "name=Ydinryhmä", "members.0.member=n-012", "members.0.role=chair"]),
    (
        "event",
        ["kind=meeting", "title=Kokous", "organ=ydinryhma", "date=2026-01-05", "agenda.0.item=1", "agenda.0.title=1.5"],
    ),
    ("guide", ["version=1.10"]),
    ("codebook", ["codes.0.id=a", "codes.0.name=A"]),
    (
        "interview",
        ["member=n-012", "date=2026-01-06", "permissions.record=false", "excerpts.0.id=e", "excerpts.0.paraphrase=x"],
    ),
    ("finding", ["statement=Pumput kuluvat", "kind=need", "evidence={interview: n-012, excerpt: e}"]),
    ("target", ["name=Pumppu", "findings=pumput-kuluvat", "indicator={name: x, baseline: 1.5, target: 3}"]),
    ("score", ["rater=hlo-1", "member=n-012", "date=2026-01-06", "scores={}", "interests=[]"]),
    ("action", ["name=Koe", "target=pumppu", "budget={year: 2026, cost_type: travel, source: private, amount: 10.50}"]),
    ("trial", ["name=Koe", "action=koe", "succeeded=true"]),
    ("process", ["name=Huolto", "trigger=Vika", "steps.0.activity=Korjaus"]),
    ("outcome", ["name=Vienti", "definition=Kaupat", "values={date: 2026-01-06, value: 2}"]),
]


def test_every_file_that_is_made_validates(tmp_path: Path) -> None:
    environ = {"SOURCE_DATE_EPOCH": "1780000000"}
    create_programme(tmp_path, language="fi")
    create_minicluster(tmp_path, "vesi", language="fi", environ=environ)
    for kind, assignments in ADDED:
        added = add_record(tmp_path, NewRecord(kind, "vesi", assignments), environ=environ)
        assert added.written, [finding.message.render("en") for finding in added.findings]
    checked = 0
    for path in sorted(tmp_path.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert named is not None
        schema = json.loads((path.parent / named.group(1)).resolve().read_text(encoding="utf-8"))
        data = json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))
        assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == [], path.name
        checked += 1
    assert checked > 15
