"""Promises about the page of one contact: everything that is known is on it, and only what may be."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

from publishing import MKDOCS, kith, look, made

Write = Callable[[Mapping[str, str]], Path]
FILES = {
    "ada.md": """---
name: Ada Rossi
phone: {mobile: "+39 333 5550100"}
email: ada@rossi.example
prefers: message
tier: inner
met: 2025-10-03
referred_by: bruno
needs: [a printer]
offers: [a van]
---

## Next

- [ ] 2026-03-25 email: send the catalogue
- [x] 2026-02-03 call: ask how it went

## Log

- 2026-02-03 call, gave: introduced her to Li
- 2024-01-05 coffee, got: a tip
""",
    "bruno.md": "---\nname: Bruno Conti\nphone: 02 555\n---\n",
    "li.md": "---\nname: Li Wei\nreferred_by: ada\n---\n\n[[ada]] made it happen.\n",
    "mei.md": "---\nname: Mei Tan\nreferred_by: li\n---\n",
    "zelda.md": "---\nname: Zelda Quill\nreferred_by: ada\nprivate: true\n---\n\nOf [[ada]] I know more.\n",
    "organisations/acme.md": "---\nname: Acme\n---\n\nAsk [[ada|her]].\n",
}


def page(id: str = "ada") -> str:
    return made(FILES)[f"people/{id}.md"].html


def words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def section(html: str, id: str) -> str:
    start = html.index(f'aria-labelledby="kb-{id}"')
    return words(html[html.index(">", start) + 1 : html.index("</section>", start)])


def test_the_card_lies_beside_the_page_to_be_downloaded_and_is_a_code_to_be_scanned() -> None:
    ada = made(FILES)["people/ada.md"]
    assert ada.beside["people/ada.vcf"].startswith(b"BEGIN:VCARD\r\n")
    assert 'href="../ada.vcf" download' in ada.html
    assert 'src="data:image/png;base64,' in ada.html
    assert "kb-qr" not in page("li")


def test_whatsapp_is_offered_for_a_number_with_its_country_code_only() -> None:
    assert 'href="https://wa.me/393335550100"' in page()
    assert "wa.me" not in page("bruno")
    assert re.search(r'is-main" href="sms:\+393335550100"', page())


def test_next_steps_have_a_box_that_says_whether_it_is_ticked() -> None:
    boxes = [given["aria-label"] for _, given in look(page()).elements if "kb-box" in given.get("class", "")]
    assert boxes == ["open", "done"]


def test_the_strip_counts_the_touches_of_two_years_in_words() -> None:
    assert 'aria-label="1 touch in the last two years"' in page()


def test_needs_offers_and_what_was_given_and_got_stand_on_cards() -> None:
    assert section(page(), "needs") == "Needs and offers Needs a printer Offers a van"
    assert section(page(), "exchange").startswith("Given and got gave 1 got 1 gave: introduced her to Li")


def test_the_tree_goes_up_to_who_introduced_us_and_down_to_those_who_came_by_others() -> None:
    tree = section(page(), "introductions")
    names = [name for name in ("Bruno Conti", "Ada Rossi", "Li Wei", "Mei Tan") if name in tree]
    assert sorted(names, key=tree.index) == ["Bruno Conti", "Ada Rossi", "Li Wei", "Mei Tan"]
    assert "is-below-2" in page()


def test_a_page_says_where_it_is_mentioned_and_nobody_private_is_in_it() -> None:
    assert section(page(), "mentions") == "Mentioned in Acme Li Wei"
    assert "Zelda" not in page()


def test_what_git_knows_is_told_in_words_without_what_stood_there_before(write_journal: Write) -> None:
    root = write_journal({"kith.toml": 'today = "2026-03-01"\n', **FILES})
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    path = root / "contacts/ada.md"

    def commit(who: str, day: str) -> None:
        name = ("-c", f"user.name={who}", "-c", "user.email=x@x.example")
        for arguments in (("add", "-A", "contacts"), ("commit", "-m", "x", "--date", f"{day}T10:00:00")):
            subprocess.run(("git", *name, *arguments), cwd=root, check=True, capture_output=True)

    subprocess.run(("git", "init"), cwd=root, check=True, capture_output=True)
    path.write_text("---\nname: Ada Rossi\nprivate: true\nphone: 1\n---\n", encoding="utf-8")
    commit("Ida", "2026-02-01")
    path.write_text("---\nname: Ada Rossi\nphone: 1\n---\n", encoding="utf-8")
    commit("Ida", "2026-02-02")
    path.write_text("---\nname: Ada Rossi\nphone: 22\ntier: inner\n---\n", encoding="utf-8")
    commit("Ida", "2026-02-03")
    path.rename(root / "contacts/rossi.md")
    path = root / "contacts/rossi.md"
    path.write_text(f"{path.read_text()}\n## Log\n\n- 2026-02-20 call: hello\n", encoding="utf-8")
    commit("Zelda Quill", "2026-02-20")
    assert kith(root, "build").exit_code == 0
    html = (root / "site/people/rossi/index.html").read_text(encoding="utf-8")
    assert section(html, "past") == (
        "File history renamed; logged 1 touch 2026-02-20 changed phone, tier 2026-02-03 , Ida"
    )


def test_a_page_has_no_blank_line_whatever_a_field_says() -> None:
    text = '---\nname: Ada Rossi\naddress: "Via Roma 1\\n \\n\\t\\nMilano"\n---\n\nA\n\n    b\n\n    c\n'
    html = made({"ada.md": text})["people/ada.md"].html
    assert "Via Roma 1\nMilano" in html
    assert not re.search(r"\n[ \t]*\n", html)
