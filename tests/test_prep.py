"""Promises about what one reads before a meeting, on the screen and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from needing import need
from publishing import kith, look

Write = Callable[[Mapping[str, str]], Path]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
ADA = """---
name: Ada Rossi
role: Head of purchasing
town: Milano
phone: "+39 333 5550100"
why: buys what [[bruno]] told her of
met_at: fair
referred_by: bruno
needs: [a printer]
verified: 2024-01-01
private: true
---

Call **before** nine.
- Will Pietro sign?

## Next

- [ ] 2026-02-25 email: send the catalogue
- [ ] 2026-03-30 waiting: her answer about prices
- [x] 2026-01-10 call: old and done

## Log

- 2026-02-03 call, positive: asked for the catalogue
"""
FILES = {
    "ada.md": ADA,
    "bruno.md": "---\nname: Bruno Conti\n---\n\n## Log\n\n- 2026-02-10 event: met him at the stand\n",
    "dan.md": "---\nname: Dan White\n---\n",
    "events/fair.md": "---\nname: The Fair\ndate: 2026-02-10\n---\n",
    "events/next.md": "---\nname: Next one\ndate: 2026-05-10\n---\n",
    "kith.toml": 'today = "2026-03-01"\n',
}


def test_a_briefing_has_who_they_are_the_last_words_the_promises_the_needs_and_what_to_ask(
    write_journal: Write,
) -> None:
    result = kith(write_journal(FILES), "prep", "ada")
    assert (
        result.stdout
        == """\
Ada Rossi
Head of purchasing, Milano
+39 333 5550100
The Fair, introduced by Bruno Conti
1 on the record, the last 3 weeks ago

Why
  buys what Bruno Conti told her of
  send the catalogue (promise, 4 days late)
  her answer about prices (waiting, Mon 30 Mar)

Last words
  3 Feb 2026 call, positive: asked for the catalogue

I promised
  25 Feb 2026, late: send the catalogue

They promised
  30 Mar 2026: her answer about prices

They need
  a printer

To ask
  Will Pietro sign?
  Are the number and the address still right? Nobody has asked for a year.

Notes
  Call before nine.
"""
    )


def test_an_event_stands_for_everybody_met_there_or_logged_there(write_journal: Write) -> None:
    names = [line for line in kith(write_journal(FILES), "prep", "fair").stdout.splitlines() if line in NAMES]
    assert names == ["Ada Rossi", "Bruno Conti"]


NAMES = ("Ada Rossi", "Bruno Conti", "Dan White")


def test_several_names_are_several_people_in_their_order_and_once_each(write_journal: Write) -> None:
    result = kith(write_journal(FILES), "prep", "dan", "ada", "dan")
    assert [line for line in result.stdout.splitlines() if line in NAMES] == ["Dan White", "Ada Rossi"]


def test_nobody_is_said_with_what_to_do(write_journal: Write) -> None:
    root = write_journal(FILES)
    result = kith(root, "prep", "next")
    assert (result.exit_code, "name the people themselves" in result.stderr) == (3, True)
    result = kith(root, "prep", "nobody-of-that-name")
    assert (result.exit_code, "all names: kith list" in result.stderr) == (2, True)
    result = kith(root, "prep", "ada", "--halves")
    assert (result.exit_code, "--html FILE" in result.stderr) == (2, True)


def test_what_is_written_on_a_sheet_is_text_and_the_sheet_asks_for_nothing(write_journal: Write) -> None:
    root = write_journal(
        FILES | {"eve.md": '---\nname: "<img src=x onerror=alert(1)>"\nneeds: ["</style><script>"]\n---\n'}
    )
    assert kith(root, "prep", "eve", "--html", str(root / "eve.html")).exit_code == 0
    page = look((root / "eve.html").read_text(encoding="utf-8"))
    assert not [tag for tag, _ in page.elements if tag in ("img", "script", "link", "iframe")]
    assert page.loads == page.links == []


def test_each_person_has_one_side_of_paper_however_much_is_known_and_two_share_one_when_asked(
    write_journal: Write, tmp_path: Path
) -> None:
    need(CHROMIUM is not None, "no Chromium on the PATH: apt-get install chromium")
    assert CHROMIUM is not None
    long = ADA.replace("Call", "Words and words. " * 300 + "\n\n" + "More\n\n" * 80 + "Call")
    long = long.replace(
        "- 2026-02-03",
        "".join(f"- 2026-01-{n:02} call: {'said so much ' * 60}\n" for n in range(1, 20)) + "- 2026-02-03",
    )
    root = write_journal(
        FILES | {"ada.md": long, "bea.md": long.replace("Ada", "Bea"), "dan.md": "---\nname: Dan\n---\n"}
    )
    for more, sides in (((), 3), (("--halves",), 2)):
        assert kith(root, "prep", "ada", "bea", "dan", "--html", str(tmp_path / "x.html"), *more).exit_code == 0
        assert sides_printed(tmp_path / "x.html") == sides


def sides_printed(page: Path) -> int:
    target = page.with_suffix(".pdf")
    home = f"--user-data-dir={page.parent / 'chromium'}"
    command = (str(CHROMIUM), *QUIET, home, "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())
    subprocess.run(command, check=True, capture_output=True)
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))
