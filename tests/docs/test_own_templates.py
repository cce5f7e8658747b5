"""What the how-to shows of templates makes documents as it stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from innoenvi_cli.deliverables import confinement
from innoenvi_cli.deliverables.sandbox import LARGEST_VALUE
from innoenvi_cli.deliverables.template_faults import MOST_MEMORY
from innoenvi_cli.deliverables.template_files import LARGEST
from innoenvi_cli.deliverables.templating import LARGEST_DOCUMENT
from innoenvi_cli.resources import samples_folder
from innoenvi_cli.usecases.check_records import check_records
from innoenvi_cli.usecases.render_deliverables import render

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-template.md"
NAMES = {"jinja": "markdown/steering-brief.md.j2", "yaml": "workbooks/member-register.yaml"}


def test_the_examples_work(tmp_path: Path) -> None:
    root = tmp_path / "hanke"
    shutil.copytree(samples_folder() / "innoenvi", root)
    blocks = re.findall(r"```(jinja|yaml)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert [kind for kind, _ in blocks] == ["jinja", "yaml"]
    for kind, text in blocks:
        path = root / "templates" / NAMES[kind]
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    assert [found for found in check_records(root, environ={}).findings if found.code.startswith("IE7")] == []
    asked = ("steering-brief", "member-register")
    render(root, miniclusters=("vesihuolto",), deliverables=asked, trust_templates=True, environ={})
    brief = (root / "vesihuolto/deliverables/members/steering-brief.fi.md").read_text(encoding="utf-8")
    assert "## Kirjattu\n" in brief


def test_the_limits_are_those_of_the_program() -> None:
    text = PAGE.read_text(encoding="utf-8")
    limits = (
        f"| time | {confinement.MOST_SECONDS} seconds of the processor (IE709) |",
        f"| memory | {MOST_MEMORY} MiB on top",
        f"more than {LARGEST_VALUE >> 20} MiB |",
        f"| document | {LARGEST_DOCUMENT >> 20} MiB (IE711) |",
        f"| template | {LARGEST:,} bytes (IE708)",
    )
    assert [limit for limit in limits if limit not in text] == []
