"""Safe fixes become texts: nothing else changes, and no text gets worse."""

from __future__ import annotations

from kithbook import rules
from kithbook.diagnostic import Diagnostic, Fix
from kithbook.mend import mend
from kithbook.settings import Settings
from kithbook.text import Edit, Source
from kithbook.views.diff import harmless, unified

ADA = Source(path="contacts/ada-rossi.md", text="---\r\nname: Ada\r\nmet: 2026/03/01\r\n---\r\n")
KITH = Source(path="kith.toml", text="per_day = 5\n")


def finding(source: Source, *edits: tuple[int, int, str], safe: bool = True) -> Diagnostic:
    fix = Fix(
        title="write it", edits=tuple(Edit(start=start, end=end, text=text) for start, end, text in edits), safe=safe
    )
    return Diagnostic(rule=rules.DATE_FORM, span=source.span(0, 1), message="no", fix=fix)


def mended(*diagnostics: Diagnostic) -> list[tuple[str, str, int]]:
    return [(each.source.path, each.text, each.count) for each in mend(diagnostics, Settings())]


def test_all_fixes_of_a_file_are_applied_at_once() -> None:
    assert mended(finding(ADA, (21, 31, "2026-03-01")), finding(ADA, (11, 14, "Ada Rossi"))) == [
        ("contacts/ada-rossi.md", "---\r\nname: Ada Rossi\r\nmet: 2026-03-01\r\n---\r\n", 2)
    ]


def test_of_two_fixes_for_one_place_the_first_wins() -> None:
    first, second = finding(ADA, (11, 14, "Ada Rossi")), finding(ADA, (11, 14, "Ada Bianchi"))
    assert mended(first, second) == [
        ("contacts/ada-rossi.md", "---\r\nname: Ada Rossi\r\nmet: 2026/03/01\r\n---\r\n", 1)
    ]


def test_one_fix_for_two_findings_is_applied_once() -> None:
    twice = finding(ADA, (21, 31, "2026-03-01"))
    assert mended(twice, twice) == [("contacts/ada-rossi.md", "---\r\nname: Ada\r\nmet: 2026-03-01\r\n---\r\n", 1)]


def test_unsafe_fixes_and_findings_without_one_change_nothing() -> None:
    plain = Diagnostic(rule=rules.EMAIL, span=ADA.span(0, 1), message="no")
    assert mended(finding(ADA, (11, 14, "Ada Rossi"), safe=False), plain) == []


def test_a_text_that_would_read_worse_is_left_alone() -> None:
    assert mended(finding(ADA, (11, 14, "[Ada"))) == []


def test_settings_are_read_again_as_settings() -> None:
    assert mended(finding(KITH, (10, 11, "0"))) == []
    assert mended(finding(KITH, (10, 11, "6"))) == [("kith.toml", "per_day = 6\n", 1)]


def test_a_diff_of_equal_texts_is_empty() -> None:
    assert unified("contacts/ada-rossi.md", ADA.text, ADA.text) == ""


def test_a_file_outside_the_journal_is_named_as_it_is() -> None:
    assert unified("/home/me/tasks/a.ics", "", "x\n").splitlines()[:2] == [
        "--- /home/me/tasks/a.ics",
        "+++ /home/me/tasks/a.ics",
    ]


def test_on_a_terminal_a_diff_drives_nothing() -> None:
    diff = unified("contacts/a\nb.md", "one\n", "\x1b]0;two\x07\n")
    assert harmless(diff) == (
        "--- a/contacts/a\\nb.md\n+++ b/contacts/a\\nb.md\n@@ -1 +1 @@\n-one\n+\\x1b]0;two\\x07\n"
    )
