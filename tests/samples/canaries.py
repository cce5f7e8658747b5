"""A programme in which every text carries a word of its own, and who may come across which of these words."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml
from openpyxl import load_workbook

from innoenvi_cli.deliverables.audience_fields import FIELDS
from innoenvi_cli.model.base import PERSON_PATTERN, Record, Translated
from innoenvi_cli.model.kinds import BY_PLURAL, BY_SINGULAR
from innoenvi_cli.model.shapes import fields_of
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load
from innoenvi_cli.store.shipped import shipped_path_models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from innoenvi_cli.model.project import Minicluster, Project
    from innoenvi_cli.model.shapes import FieldShape, Shape

RICH: Final = "vesihuolto"
WORD: Final = re.compile(r"kanari-?\d{5}", re.IGNORECASE)
SECRET: Final = re.compile(rb"salakan\d{3}", re.IGNORECASE)
NARROWNESS: Final = ("public", "members", "core_group", "consultants")
# Empty on purpose: filled they would say something else about the record than what they carry.
_LONGER_THAN_WORD: Final = len("kanari-00001") - len("WORD")
_LEFT_EMPTY: Final = {("Citation", "document"), ("Section", "not_applicable"), ("Aid", "article")}
UNTOUCHED: Final = frozenset(
    {
        ("Section", "not_applicable"),
        ("Programme", "private_dir"),  # a folder
        ("Guide", "version"),  # names what the interviews name
        ("Interview", "guide_version"),
        ("Threshold", "metric"),  # words of the tool
        ("CriterionChange", "metric"),
    }
)
"""Texts that carry no word, since they are names of something."""


@dataclass(frozen=True)
class Canary:
    """A word planted in a field of a record: ``chain`` leads to it, from the record's own field inwards."""

    word: str
    address: str
    chain: tuple[tuple[str, str], ...]

    @property
    def listed_for(self) -> str:
        """The widest audience that the allow-list lets come across it."""
        levels = [FIELDS[model].get(name, "consultants") for model, name in self.chain]
        return max(levels, key=NARROWNESS.index)


@dataclass
class Planting:
    """Plants words; remembers which and where."""

    canaries: dict[str, Canary] = field(default_factory=dict)
    hostile: Sequence[str] = ()
    """Texts that hold ``WORD`` for the words, in turn: what somebody might write to break a document."""
    shift: int = 0
    """Which of them comes first."""
    texts: dict[str, str] = field(default_factory=dict)
    """The hostile texts as they stand in the records, by their words."""

    def record(self, record: Record, address: str, chain: tuple[tuple[str, str], ...] = ()) -> Any:
        """Return the plain data of ``record`` with a word in every text."""
        model = type(record)
        data: dict[str, Any] = {}
        for shape, name in zip(fields_of(model), model.model_fields, strict=True):
            here = (*chain, (model.__name__, name))
            held = getattr(record, name)
            value = self._value(shape, shape.shape, held, address, here)
            if value is not None and value not in ([], {}):
                data[shape.key] = value
        return data

    def _value(
        self, about: FieldShape, shape: Shape, held: Any, address: str, chain: tuple[tuple[str, str], ...]
    ) -> Any:
        if isinstance(held, Record) and not isinstance(held, Translated):
            return self.record(held, address, chain)
        if shape.kind in {"list", "mapping"} and shape.item is not None:
            return self._several(about, shape, held, address, chain)
        if shape.kind == "anything":
            return {"x": self._word(address, chain)}
        if (
            shape.kind in {"text", "translated"}
            and not shape.reference
            and chain[-1] not in UNTOUCHED | {("Score", "rater")}
        ):
            if held is None and chain[-1] in _LEFT_EMPTY:
                return None
            return self._text(shape, held, address, chain)
        return _plain(held)

    def _several(
        self, about: FieldShape, shape: Shape, held: Any, address: str, chain: tuple[tuple[str, str], ...]
    ) -> Any:
        item = shape.item
        assert item is not None
        if shape.kind == "mapping":
            return {str(key): self._value(about, item, value, address, chain) for key, value in (held or {}).items()}
        found = list(held or ())
        if not found and item.kind in {"text", "translated"} and not item.reference and not item.choices:
            found = [None]
        return [value for one in found if (value := self._value(about, item, one, address, chain)) is not None]

    def _text(self, shape: Shape, held: Any, address: str, chain: tuple[tuple[str, str], ...]) -> Any:
        if shape.pattern == PERSON_PATTERN:
            return self._word(address, chain, person=True)
        if shape.pattern is not None and "https" in shape.pattern:
            word = self._word(address, chain)
            return self._address(word, shape.max_length) if self.hostile else f"https://{word}.example"
        if shape.pattern is not None or shape.choices:
            return held
        word = self._word(address, chain)
        if self.hostile:
            text = self.texts[word] = fitted(self._next(), shape.max_length).replace("WORD", word)
            return {"fi": text, "en": text} if isinstance(held, Translated) else text
        if isinstance(held, Translated):
            return {tongue: f"{word} {text}" for tongue in ("fi", "en") if (text := getattr(held, tongue)) is not None}
        return f"{word} {held}"[:400] if held else word

    def _next(self) -> str:
        return self.hostile[(len(self.canaries) - 1 + self.shift) % len(self.hostile)]

    def _address(self, word: str, longest: int | None) -> str:
        """An address ends in what is hostile, as far as its pattern lets it."""
        text = "".join(f"https://WORD.example/{self._next().replace('WORD', '')}".split())
        self.texts[word] = fitted(text, longest).replace("WORD", word)
        return self.texts[word]

    def _word(self, address: str, chain: tuple[tuple[str, str], ...], *, person: bool = False) -> str:
        word = f"kanari{'-' if person else ''}{len(self.canaries) + 1:05d}"
        self.canaries[word] = Canary(word, address, chain)
        return word


def fitted(text: str, longest: int | None) -> str:
    """Return ``text`` with its beginning, its word and its end where it may be no longer than that."""
    if longest is None or len(text) + _LONGER_THAN_WORD <= longest:
        return text
    most = (longest - 2 * _LONGER_THAN_WORD) // 4
    before, word, after = text.partition("WORD")
    return word.join(part if len(part) <= 2 * most else part[:most] + part[-most:] for part in (before, after))


def _plain(held: Any) -> Any:
    if held is None or isinstance(held, str):
        return held
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, (tuple, list)):
        return [_plain(item) for item in held]
    if isinstance(held, dict):
        return {str(key): _plain(value) for key, value in held.items()}
    return str(held)


@dataclass(frozen=True)
class Aviary:
    """The planted programme on disk."""

    root: Path
    canaries: dict[str, Canary]
    project: Project

    @property
    def cluster(self) -> Minicluster:
        return self.project.miniclusters[RICH]

    def words_of(self, *field_: str) -> dict[str, Canary]:
        """Return what was planted in a field, given as ``("Member", "name")``."""
        return {word: canary for word, canary in self.canaries.items() if canary.chain[-1] == field_}


def build(root: Path) -> Aviary:
    """Write the planted programme to ``root``: the rich minicluster of the sample, with narrow permissions."""
    planting = Planting()
    for folder, address, record in prepare(root):
        _save(folder, address, planting.record(record, address))
    _private(root / "private", [word for word in planting.canaries if "-" in word])
    return Aviary(root, planting.canaries, load(root, None).project)


def prepare(root: Path) -> list[tuple[Path, str, Record]]:
    """Write the programme that words are planted in to ``root``, and return its records with their folders."""
    ignored = shutil.ignore_patterns("deliverables", ".innoenvi", "private")
    shutil.copytree(samples_folder() / "innoenvi", root, ignore=ignored)
    for folder in [found.parent for found in root.glob("*/minicluster.yaml") if found.parent.name != RICH]:
        shutil.rmtree(folder)
    _narrow(root / RICH / "interviews")
    _change_a_gate(root)
    project = load(root, None).project
    inside = [(root / RICH, address, record) for address, record in project.miniclusters[RICH].records()]
    return [*inside, *((root, address, record) for address, record in _of_programme(project))]


def _narrow(folder: Path) -> None:
    """The first interviews may not be quoted, named, or heard of by many."""
    changes: list[dict[str, Any]] = [
        {"permissions": {"record": "true", "quote": "false", "name": "true"}},
        {"permissions": {"record": "true", "quote": "true", "name": "false"}},
        {"confidentiality": "core_group"},
        {"confidentiality": "consultants"},
        {"permissions": {"record": "false", "quote": "false", "name": "false"}},
    ]
    for path, change in zip(sorted(folder.glob("*.yaml")), changes, strict=False):
        with _edited(path) as interview:
            interview.update(change)


def _change_a_gate(root: Path) -> None:
    """A criterion of the programme's own, asked at the gate and waived, and a condition that is still open."""
    own = {"metric": "committed_members", "compare": ">=", "threshold": "90", "severity": "must"}
    own |= {"label": "Sitoutuneita on paljon", "hint": "Pyydä sitoumukset"}
    with _edited(root / "innoenvi.yaml") as programme:
        programme["gates"] = {
            gate: {"criteria": {"many_committed": dict(own)}} for gate in ("analysis", "planning", "export_concept")
        }
    with _edited(root / RICH / "phases.yaml") as log:
        log["entries"][-1]["waivers"] = [{"criterion": "many_committed", "reason": "Alussa", "by": "hlo-01"}]
        log["entries"][-1]["decision"] = "conditional"
        log["entries"][-1]["condition"] = {"text": "Sitoumukset", "owner": "hlo-02", "due": "2026-12-31"}


@contextmanager
def _edited(path: Path) -> Iterator[Any]:
    data = yaml.load(path.read_bytes(), yaml.CBaseLoader)
    yield data
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _of_programme(project: Project) -> Iterator[tuple[str, Record]]:
    assert project.programme is not None
    yield "innoenvi", project.programme
    yield "development-paths", shipped_path_models()
    for plural, held in (("organs", project.organs), ("events", project.events)):
        for key, record in held.items():
            yield f"{plural}/{key}", record


def _save(folder: Path, address: str, data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=4096)
    place_of(folder, address).write_text(text, encoding="utf-8")


def place_of(folder: Path, address: str) -> Path:
    """Return the file of the record ``address`` below ``folder``."""
    plural, _, key = address.partition("/")
    return folder / plural / f"{key}.yaml" if plural in BY_PLURAL else folder / BY_SINGULAR[plural].file_name


def _private(folder: Path, codes: list[str]) -> None:
    """People and verbatim material, as text, in an archive and as bytes, under names that tell as well."""
    (folder / "haastattelut").mkdir(parents=True)
    person = {"name": "salakan001", "email": "salakan002@example.org", "phone": "salakan003", "title": "salakan004"}
    person |= {"organisation": "salakan005", "consent": "salakan006", "note": "salakan007"}
    people: dict[str, Any] = {code: {**person, "custom": {"x": "salakan008"}} for code in codes}
    erased = [{"code": "hlo-99", "date": "2026-01-01", "what": "salakan009"}]
    (folder / "people.yaml").write_text(yaml.safe_dump({"people": people, "erased": erased}), encoding="utf-8")
    (folder / "haastattelut" / "haastattelu-01.md").write_text("salakan010 sanoi: salakan011", encoding="utf-8")
    (folder / "haastattelut" / "haastattelu-01.yaml").write_text("puhe: salakan012\n", encoding="utf-8")
    (folder / "haastattelut" / "salakan013.mp3").write_bytes(b"\xff\xfb\x00salakan014\x00\xff")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<p>salakan015</p>")
    (folder / "haastattelut" / "litterointi.docx").write_bytes(packed.getvalue())


def read_all(path: Path) -> str:
    """Return all that can be read out of a file, every part of a workbook with it, hidden or not."""
    raw = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return raw.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join([*archive.namelist(), *parts])


def lines_of(path: Path) -> list[str]:
    """Return what stands together in a file: the lines of a document, the rows of the sheets of a workbook."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8").split("\n")
    book = load_workbook(path, read_only=True)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    book.close()
    return [" | ".join(str(cell) for cell in row if cell is not None) for row in rows]
