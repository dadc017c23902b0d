"""A day at either end of the calendar gives an answer like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from kithbook.cli import cli

DAYS = ("0001-01-01", "2026-03-01", "9999-12-31")
JOURNAL = {
    "ada-rossi.md": """
        ---
        name: Ada Rossi
        tier: inner
        why: she knows everybody
        met: {day}
        met_at: fair
        value: 100
        referred_by: bruno-conti
        birthday: {day}
        snoozed_until: {day}
        verified: {day}
        campaigns: {{spring: {day}}}
        ---

        ## Next

        - [ ] {day} call: the price

        ## Log

        - {day} email: the list
        - {day} call, positive: yes
        """,
    "bruno-conti.md": "---\nname: Bruno Conti\n---\n\n## Log\n\n- {day} call, no answer: rang\n",
    "events/fair.md": "---\nname: Fair\ndate: {day}\npurpose: resellers\n---\n\n## Cards\n\n- Li Wei; ; tea\n",
    "campaigns/spring.md": """
        ---
        name: Spring
        channels: [email]
        starts: {day}
        ends: {day}
        steps:
          - 2 days call: thank them
        reactions:
          positive: 2 days call: answer
        ---
        """,
}
VERBS = ["due --all", "why ada", "show ada", "list", "prep ada", "stats", "referrals", "catchup", "campaign spring"]


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("written", DAYS)
def test_every_command_that_looks_answers_on_any_day(
    write_journal: Callable[[Mapping[str, str]], Path], written: str, today: str
) -> None:
    root = write_journal({path: dedent(text).lstrip().format(day=written) for path, text in JOURNAL.items()})
    for verb in [*VERBS, "event", "event fair", "inbox", "preflight spring", "due --days 3660"]:
        result = CliRunner().invoke(cli, ["-C", str(root), *verb.split(), "--today", today])
        assert result.exception is None or isinstance(result.exception, SystemExit), (verb, result.exception)
        assert result.exit_code in (0, 1), (verb, result.output)
