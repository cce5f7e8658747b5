"""What registers of others call the words of the record format, beside their labels in Finnish and English.

And what they call a row that sums up the others.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_OTHER_WORDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "member_kind": {
        "company": (
            "for profit", "forprofit", "business", "firm", "enterprise", "corporation", "sme", "startup", "start up",
            "private company", "limited company", "yhtiö", "osakeyhtiö", "oy", "oyj", "toiminimi", "pk yritys",
        ),
        "research": (
            "academia", "academic", "research institute", "research organisation", "research organization",
            "research centre", "research center", "tutkimus", "tutkimuslaitos", "tutkimuskeskus",
            "tutkimusorganisaatio",
        ),
        "education": (
            "university", "college", "school", "polytechnic", "university of applied sciences", "yliopisto",
            "korkeakoulu", "ammattikorkeakoulu", "amk", "ammattioppilaitos", "oppilaitos", "koulutus",
        ),
        "public": (
            "government agency", "government", "governmental", "agency", "authority", "public authority",
            "public sector", "municipality", "city", "region", "ministry", "julkinen", "julkinen sektori",
            "julkinen toimija", "kunta", "kaupunki", "kuntayhtymä", "viranomainen", "virasto", "ministeriö", "valtio",
        ),
        "association": (
            "non profit", "nonprofit", "not for profit", "ngo", "foundation", "cooperative", "ry", "järjestö",
            "kansalaisjärjestö", "säätiö", "liitto", "osuuskunta",
        ),
        "financier": ("bank", "investor", "fund", "funder", "pankki", "sijoittaja", "rahasto"),
        "other": ("community", "collaboration", "network", "muu", "verkosto", "yhteisö", "yhteenliittymä"),
    },
    "size_class": {
        "micro": ("micro enterprise", "microenterprise", "mikroyritys"),
        "small": ("small enterprise", "pienyritys"),
        "medium": ("medium sized enterprise", "keskisuuri yritys"),
        "large": ("large enterprise", "suuryritys"),
    },
    "member_role": {"lead": ("lead",), "core": ("core",)},
}  # fmt: skip

_SUMS: Final = frozenset({
    "yhteensä", "yht", "kaikki yhteensä", "yhteensä kaikki", "summa", "summa yhteensä", "loppusumma", "välisumma",
    "kokonaissumma", "yhteissumma", "jäseniä yhteensä", "toimijoita yhteensä", "yrityksiä yhteensä",
    "organisaatioita yhteensä", "total", "totals", "grand total", "grand totals", "sub total", "sub totals",
    "subtotal", "subtotals", "sum", "sums", "sum total", "total sum", "overall total", "totalt", "sammanlagt",
    "delsumma", "slutsumma",
})  # fmt: skip
_MARKS: Final = re.compile(r"[^\w\s]")


def names_a_sum(text: str) -> bool:
    """Tell whether ``text`` is what a row of sums is called, and nothing more: marks such as a colon do not count."""
    plain = _MARKS.sub(" ", unicodedata.normalize("NFC", text).casefold())
    return " ".join(plain.split()) in _SUMS


@cache
def other_words(vocabulary: str) -> dict[str, str]:
    """Return the word of ``vocabulary`` that each other word means; other words are folded, with spaces for hyphens."""
    return {other: word for word, others in _OTHER_WORDS.get(vocabulary, {}).items() for other in others}
