"""What records are called, in both languages, from the names and texts in them."""

from __future__ import annotations

import pytest

from innoenvi_cli.i18n import LANGUAGES
from innoenvi_cli.method.links import parts_of
from innoenvi_cli.method.record_names import record_name
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.store.loader import load

PROJECT = load(samples_folder() / "innoenvi", None).project
RICH = PROJECT.miniclusters["vesihuolto"]


@pytest.mark.parametrize(
    ("address", "finnish", "english"),
    [
        ("members/kaislavirta", "Kaislavirta Vesitekniikka Oy", "Kaislavirta Vesitekniikka Oy"),
        ("organs/ydinryhma", "Vesihuollon ydinryhmä", "Core group of water supply"),
        ("organs/ohjausryhma", "Rahoittajan ohjausryhmä", "Funder's steering group"),
        ("events/ydinryhma-5", "Ydinryhmän 5. kokous 14.3.2025", "5th meeting of the core group, 14 March 2025"),
        (
            "events/ydinryhma-5/3",
            "Ydinryhmän 5. kokous 14.3.2025, kohta 3: Kehityskohteiden valinta",
            "5th meeting of the core group, 14 March 2025, item 3: Choice of the development targets",
        ),
        ("interviews/haastattelu-08", "haastattelu 19.9.2024: Salmenkylän Vesi", "interview of Salmenkylän Vesi, 19 September 2024"),
        ("priorities/yllapitosopimus", "Yhden vastuun ylläpitosopimus: valittu", "Maintenance contract with one responsible party: chosen"),
        ("scores/hlo-13", "arviot: hlo-13 (Purolinna Automaatio Oy)", "scores of hlo-13 (Purolinna Automaatio Oy)"),
        ("export-concept/joint_offering", "yhteinen tarjooma", "joint offering"),
        ("export-concept", "vientikonsepti", "export concept"),
        ("minicluster", "Ylläpidettävä vesihuolto pienille ja keskisuurille laitoksille", "Maintainable water supply for small and medium-sized utilities"),
        ("phases/2", "päätösportti: analyysi, edetään 13.12.2024", "gate: analysis, go, 13 December 2024"),
        ("targets/olematon", "targets/olematon", "targets/olematon"),
        ("events/ydinryhma-5/99", "events/ydinryhma-5/99", "events/ydinryhma-5/99"),
        ("analysis/links/999", "analysis/links/999", "analysis/links/999"),
        ("hattu/hattu", "hattu/hattu", "hattu/hattu"),
    ],
)  # fmt: skip
def test_a_record_is_called_by_what_it_says(address: str, finnish: str, english: str) -> None:
    name = record_name(PROJECT, RICH, address)
    assert (name.render("fi"), name.render("en")) == (finnish, english)


def test_everything_that_can_be_traced_has_a_name_that_is_no_address() -> None:
    for cluster in PROJECT.miniclusters.values():
        records = [address for held in (PROJECT, cluster) for address, _ in held.records()]
        for address in (*records, *(part for part, _, _ in parts_of(cluster, PROJECT))):
            for name in (record_name(PROJECT, cluster, address).render(language) for language in LANGUAGES):
                assert name, address
                assert name != address or address in {"analysis", "codebook", "minicluster", "priorities"}, address
