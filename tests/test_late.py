"""A pattern that is compiled late is a pattern; and what lets texts pass without one is right about every character."""

from __future__ import annotations

import re
import subprocess
import sys

from kithbook.late import pattern
from kithbook.revise import wording
from kithbook.revise.wording import text_lines
from kithbook.views.visible import visible


def test_it_answers_as_a_pattern_that_was_compiled_at_once() -> None:
    late, early = pattern(r"(?P<day>\d+) (may)", re.IGNORECASE), re.compile(r"(?P<day>\d+) (may)", re.IGNORECASE)
    for text in ("on 7 May", "7 may", "may 7", ""):
        assert [found.groups() for found in late.finditer(text)] == [found.groups() for found in early.finditer(text)]
        assert late.sub("x", text) == early.sub("x", text)
        assert (late.fullmatch(text) is None) == (early.fullmatch(text) is None)
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)


def test_it_is_compiled_when_it_is_first_needed() -> None:
    program = (
        "import re\n"
        "from kithbook.late import pattern\n"
        "made = []\n"
        "compiling, re.compile = re.compile, lambda *given: made.append(given) or compiling(*given)\n"
        "word = pattern('a+')\n"
        "print(len(made), bool(word.match('aa')), bool(word.match('b')), len(made))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "0 True False 1\n"


def test_no_printable_character_acts_hides_or_breaks_a_line() -> None:
    printable = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isprintable()]
    assert len(printable) > 100_000
    together = "".join(printable) + "\x1b"  # and so the quick way out is not taken
    assert visible(together) == together[:-1] + "\\x1b"
    assert wording._CONTROL.sub("", together) == together[:-1]
    assert text_lines(" Ada \t") == ["Ada"] == text_lines(" Ada ")
