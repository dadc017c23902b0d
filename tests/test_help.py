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
from kithbook.views.terminal import columns

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

a  b

    kith due   # kept as it is

    # no heading
"""
    )


TABLE = """\
Before.
| key | default | what it does |
| --- | :-----: | --- |
| `per_day` | 5 | how many touches one day may carry; see [settings](settings.md) |
| **url** | `a\\|b` | |
| 田中 | none |

After.
"""


def test_a_table_stands_in_columns_in_which_long_cells_wrap() -> None:
    assert render(TABLE, PLAIN, 50) == (
        "Before.\n"
        "key      default  what it does\n"
        "per_day  5        how many touches one day may\n"
        "                  carry; see settings\n"
        "url      a|b\n"
        "田中     none\n"
        "\n"
        "After.\n"
    )


def test_a_table_too_wide_for_the_screen_stands_cell_below_cell() -> None:
    assert render(TABLE, PLAIN, 22) == (
        "Before.\n"
        "key\n    default\n    what it does\n"
        "per_day\n    5\n    how many touches\n    one day may carry;\n    see settings\n"
        "url\n    a|b\n"
        "田中\n    none\n"
        "\n"
        "After.\n"
    )


def test_the_head_of_a_table_is_bold() -> None:
    assert render("| a | b |\n| - | - |\n| `c` | d |\n", Ink(in_colour=True), 80) == "\x1b[1ma  b\x1b[0m\nc  d\n"


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("topic", TOPICS)
def test_outside_code_no_page_is_wider_than_the_screen(topic: str, width: int) -> None:
    lines = render((MANUAL / f"{topic}.md").read_text(encoding="utf-8"), PLAIN, width).splitlines()
    assert [line for line in lines if not line.startswith("    ") and columns(line) > width] == []


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
