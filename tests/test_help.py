"""`kith help`: the manual in the terminal and in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kithbook.cli import COMMANDS, cli
from kithbook.rules import RULES
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.manual import headings, render, section, title

MANUAL = Path(__file__).parents[1] / "tool" / "kithbook" / "manual"
TOPICS = sorted(path.stem for path in MANUAL.glob("*.md"))


def kith_help(*words: str) -> Result:
    return CliRunner().invoke(cli, ["help", *words], env={"NO_COLOR": "1"})


def test_without_a_topic_every_page_is_listed_with_its_title() -> None:
    listed = kith_help().stdout
    assert all(f"  {topic} " in listed for topic in TOPICS)
    assert "What kith check says" in listed


@pytest.mark.parametrize("topic", ["format", "cadence", "diagnostics", "feed", "site", "settings", "queries"])
def test_in_a_pipe_a_page_is_its_source(topic: str) -> None:
    assert kith_help(topic).stdout == (MANUAL / f"{topic}.md").read_text(encoding="utf-8")


def test_a_page_has_a_title() -> None:
    assert [topic for topic in TOPICS if not title((MANUAL / f"{topic}.md").read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("code", RULES)
def test_every_code_has_its_paragraph(code: str) -> None:
    result = kith_help(code)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"### {code}\n\n")
    assert result.stdout.count("\n### ") == 0


@pytest.mark.parametrize("verb", [verb for verb in COMMANDS if verb not in TOPICS])
def test_a_command_is_a_topic_too(verb: str) -> None:
    assert kith_help(verb).stdout.startswith(f"Usage: kith {verb} ")


def test_an_unknown_topic_is_wrong_usage_and_suggests_near_ones() -> None:
    result = kith_help("unknown-teir")
    assert result.exit_code == 2
    assert 'the manual has no page "unknown-teir": did you mean unknown-tier' in result.stderr
    assert "type kith help for the list" in kith_help("qqqq").stderr


PAGE = """\
# Cadence and `tiers`

How often to be in **close touch**; see [the
settings](settings.md) and [the law](https://law.example/).

## Two

- a `code span` in a list item that is long enough to be wrapped
- next

| a | b |
| - | - |

    kith due   # kept as it is

```text
# no heading
```
"""


def test_a_page_is_rendered_lightly() -> None:
    assert (
        render(PAGE, PLAIN, 40)
        == """\
Cadence and tiers

How often to be in close touch; see
the settings and the law
(https://law.example/).

Two

- a code span in a list item that is
  long enough to be wrapped
- next

| a | b |
| - | - |

    kith due   # kept as it is

    # no heading
"""
    )


def test_headings_are_bold_and_code_is_dim() -> None:
    assert render("# One\n\nsay `two`\n\n    three\n", Ink(in_colour=True), 80) == (
        "\x1b[1mOne\x1b[0m\n\nsay \x1b[2mtwo\x1b[0m\n\n    \x1b[2mthree\x1b[0m\n"
    )


def test_a_section_ends_at_the_next_heading_of_its_rank() -> None:
    assert section("# A\n\n## `b`\n\none\n\n### c\n\n```\n## d\n```\n\n## e\n", "b") == (
        "## `b`\n\none\n\n### c\n\n```\n## d\n```\n"
    )
    assert section(PAGE, "nothing") == ""


def test_what_stands_in_code_is_no_heading() -> None:
    assert headings(PAGE) == ["Cadence and `tiers", "Two"]


def test_a_long_page_goes_through_the_pager() -> None:
    controller, terminal = pty.openpty()
    environment = os.environ | {"PAGER": "head -n 1", "TERM": "xterm", "LINES": "10", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    code = "from kithbook.cli import main; main(['help', 'diagnostics'])"
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=terminal, stdin=terminal) as process:
        assert process.wait() == 0
    os.close(terminal)
    shown = os.read(controller, 10_000).decode()
    os.close(controller)
    assert shown.splitlines() == ["\x1b[1mWhat kith check says\x1b[0m"]
