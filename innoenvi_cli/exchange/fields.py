"""What a register can say of a member: the fields of the record that one cell can hold, and what columns call them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from innoenvi_cli.i18n import LANGUAGES, translate
from innoenvi_cli.model.minicluster import Member
from innoenvi_cli.model.shapes import Shape, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

Path: TypeAlias = "tuple[str, ...]"

# The one list of records that a row can add an item to; everything else is one value, or values in one cell.
HISTORY: Final = "history"
# What stands above a column is told from others by so many characters.
_LONGEST_HEADING: Final = 500
_CUSTOM: Final = re.compile(r"custom\.([a-z][a-z0-9_-]{0,39})\Z")
_SCALARS: Final = frozenset({"text", "translated", "choice", "date", "integer", "number", "flag"})
# These must be asked for: a heading such as Date may mean anything.
_NEVER_GUESSED: Final = frozenset({HISTORY, "region"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its path in the record, what its value must be, and what it says of itself in English."""

    path: Path
    shape: Shape
    description: str

    @property
    def key(self) -> str:
        """The path as people write it: ``size.size_class``."""
        return ".".join(self.path)


@cache
def member_fields() -> dict[str, Field]:
    """Return the fields that a cell can hold, by their keys, in the order of the record."""
    return {field.key: field for field in _fields(Member, ())}


def field_called(key: str) -> Field | None:
    """Return the field of ``key``, also one below ``custom``; ``None`` where there is none."""
    if _CUSTOM.match(key):
        return Field(tuple(key.split(".")), Shape("text"), "")
    return member_fields().get(key)


def guessed_field(heading: str) -> Field | None:
    """Return the field that a column with ``heading`` means in Finnish or English, ``None`` where nobody can tell."""
    key = _headings().get(plain_heading(heading))
    return member_fields()[key] if key is not None else None


def plain_heading(heading: str) -> str:
    """Return ``heading`` without what varies: case, spaces, signs, the marks of letters stay."""
    folded = unicodedata.normalize("NFC", heading[:_LONGEST_HEADING]).casefold()
    return "".join(character for character in folded if character.isalnum())


def _fields(model: type[BaseModel], above: Path) -> Iterator[Field]:
    for found in fields_of(model):
        path, shape = (*above, found.key), found.shape
        if shape.kind in _SCALARS or (shape.item is not None and shape.item.kind in _SCALARS):
            yield Field(path, shape, found.description)
        elif shape.kind == "record" and shape.model is not None and not above:
            yield from _fields(shape.model, path)
        elif path == (HISTORY,) and shape.item is not None and shape.item.model is not None:
            yield from _fields(shape.item.model, path)


@cache
def _headings() -> dict[str, str]:
    """Return the key that each known heading means; where two fields are called alike the first has the name."""
    found: dict[str, str] = {}
    for key, field in member_fields().items():
        if field.path[0] in _NEVER_GUESSED:
            continue
        described = [re.split(r"[,;(]", translate(field.description, language))[0] for language in LANGUAGES]
        for heading in (key, *_ALSO_CALLED.get(key, ()), *described):
            found.setdefault(plain_heading(heading), key)
    return found


_ALSO_CALLED: Final[dict[str, tuple[str, ...]]] = {
    "id": ("tunniste", "tunnus"),
    "name": (
        "organisation", "organization", "organisation name", "organization name", "company", "company name", "actor",
        "member", "nimi", "virallinen nimi", "yritys", "yrityksen nimi", "organisaatio", "organisaation nimi",
        "toimija", "toimijan nimi", "yhteisö", "jäsen",
    ),
    "kind": (
        "type", "organisation type", "organization type", "form of organisation", "form of organization", "laji",
        "tyyppi", "toimijan laji", "toimijatyyppi", "organisaatiotyyppi",
    ),
    "business_id": ("business identity code", "company id", "y-tunnus", "yritystunnus"),
    "vat": ("vat", "vat id", "alv-tunnus", "alv-numero", "arvonlisäverotunniste"),
    "lei": ("lei", "lei code", "lei-tunnus"),
    "corporate_group": ("group of companies", "konserni"),
    "country": ("country", "country code", "maa", "maakoodi", "kotimaa"),
    "municipality": ("city", "town", "kunta", "kaupunki", "kotikunta", "kotipaikka", "sijaintikunta"),
    "website": (
        "web site", "web", "url", "homepage", "home page", "www", "verkkosivu", "verkkosivut", "verkkosivusto",
        "kotisivu", "kotisivut",
    ),
    "industry.code": ("industry code", "nace code", "tol code", "toimialakoodi", "tol-koodi", "nace-koodi"),
    "industry.revision": ("classification", "industry revision", "luokitus", "toimialaluokitus"),
    "size.size_class": ("size class", "size category", "kokoluokka"),
    "size.headcount": (
        "employees", "number of employees", "staff", "personnel", "headcount", "henkilöstö", "henkilöstömäärä",
        "henkilömäärä", "työntekijät", "työntekijöitä",
    ),
    "size.turnover": ("revenue", "turnover", "liikevaihto"),
    "size.year": ("year of the figures", "lukujen vuosi", "tilikausi", "tilivuosi"),
    "export.share": ("export share", "viennin osuus", "vientiosuus"),
    "export.countries": ("export countries", "vientimaat"),
    "roles": ("role", "rooli", "roolit"),
    "tier": ("porras",),
    "level": ("taso",),
    "company_groups": ("company group", "yritysryhmä", "yritysryhmät"),
    "subnetworks": ("subnetwork", "alaverkosto", "alaverkostot"),
    "support_role": ("support task", "support role", "tukitehtävä", "tukirooli"),
    "contacts": ("codes of the contacts", "contact codes", "yhteyshenkilöiden koodit"),
    "source": ("lähde", "tietolähde"),
    "note": ("remark", "huomautus", "huomioita"),
}  # fmt: skip
