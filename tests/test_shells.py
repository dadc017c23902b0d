"""Pages filled into shells are byte for byte the pages that MkDocs renders one by one, and so is the search index."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import contact
from kithbook.sites.shell import quoted
from publishing import contents

ROOT = Path(__file__).parents[1]
CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
PEOPLE = 40
NOTES = (
    'Knows [[{friend}]] & her "sister"; see <https://x.example/?a=1&b=2>.\n\n> quoted\n\n1. one\n2. two\n\n`a  b`\n',
    "KITHxBODYxMARK is only a word, $& and \\1 too.\n\n# A heading\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    "שלום, mañana & 東京 😀\n\n```\n<script>alert(1)</script>\n\n\n  three\n```\n",
    "<b>bold</b> [link](javascript:alert(1)) ![picture](../photos/x.png) %} {% if x %}\n",
)
NAMES = ("Zoë <b>O''Neill</b>", "Ὀδυσσεύς & Sons", "KITHxPLACExMARK", 'The "Grocer"', "山田 太郎", "محمد")
OTHERS = {
    "events/fair.md": "---\nname: Fair & more\nstarts: 2026-02-20\n---\n\n## Cards\n\n- Li; Acme; seeds\n",
    "organisations/firm.md": "---\nname: Firm 3\ncadence: 5 weeks\n---\n\n# Terms\n\nThirty days.\n",
    "campaigns/spring.md": "---\nname: Spring\naudience: tag:group3\nsteps:\n  - 2 days email: write\n---\n\nShort.\n",
    "a-page.md": "# A page of mine\n\n## Its heading\n\nwords\n",
}


def generated(seed: int) -> dict[str, str]:
    """A journal of contacts from anywhere in the benchmark's; some have to do with each other, or odd names."""
    chosen = random.Random(seed)  # noqa: S311  (the same choices for the same seed)
    numbers = chosen.sample(range(100_000), PEOPLE)
    texts = {f"person-{number}": contact(number) for number in numbers}
    for id, friend in zip([*texts][::3], [*texts][1::3], strict=False):
        note = chosen.choice(NOTES).replace("{friend}", friend)
        line = (
            f"- 2026-02-{chosen.randint(10, 28)} coffee with [[{friend}]], gave: told [[{friend}|her]] of it\n  more\n"
        )
        text = texts[id].replace("---\n\n", f"referred_by: {friend}\nmet_at: fair\nneeds: [seeds & bulbs]\n---\n\n", 1)
        texts[id] = text.replace("## Next", f"{note}\n## Next").replace("## Log\n\n", f"## Log\n\n{line}")
    for id, name in zip(chosen.sample([*texts], len(NAMES)), NAMES, strict=True):
        texts[id] = re.sub("^name: .*$", f"name: '{name}'", texts[id], count=1, flags=re.MULTILINE)
    return {f"{id}.md": text for id, text in texts.items()} | OTHERS


def mkdocs(root: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", *arguments]
    environment = {"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=environment)
    assert result.returncode == 0, result.stderr


def both_ways(root: Path) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """The whole site with shells, and page by page."""
    config = CONFIG.replace("plugins:", "site_url: https://x.example/\nedit_uri_template: 'edit://{path}'\nplugins:")
    config = config.replace("features: [", "features: [content.action.edit, ")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    (root / "each.yml").write_text(config.replace("- kith\n", "- kith: {each_page: true}\n"), encoding="utf-8")
    mkdocs(root, "-d", "filled")
    mkdocs(root, "-d", "each", "-f", "each.yml")
    return contents(root / "filled"), contents(root / "each")


def different(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_the_sample_is_the_same_site_filled_in_and_page_by_page(tmp_path: Path) -> None:
    for name in ("contacts", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    filled, each = both_ways(tmp_path)
    assert b"edit://clients/tanaka-sakura.md" in filled["people/tanaka-sakura/index.html"]
    assert b"help/format/index.html#" in filled["search/search_index.json"]
    assert different(filled, each) == []


@pytest.mark.parametrize("seed", [1, 20260301])
def test_a_generated_journal_is_the_same_site_filled_in_and_page_by_page(tmp_path: Path, seed: int) -> None:
    for path, text in generated(seed).items():
        (tmp_path / "contacts" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "contacts" / path).write_text(text, encoding="utf-8")
    (tmp_path / "kith.toml").write_text('today = "2026-03-01"\n', encoding="utf-8")
    filled, each = both_ways(tmp_path)
    assert len([path for path in filled if re.fullmatch("people/.+/index.html", path)]) == PEOPLE
    assert different(filled, each) == []


@given(path=st.text("aZ0-_.~/ %é?#\n"))
def test_a_path_is_quoted_in_a_shell_as_the_library_quotes_it(path: str) -> None:
    assert quoted(path) == quote(path)
