"""A day at either end of the calendar gives an answer like any other."""

from __future__ import annotations

import json
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


ADDRESS = "BEGIN:VCARD\nVERSION:3.0\nFN:Li Wei\nEMAIL:li@wei.example\nBDAY:{day}\nEND:VCARD\n"
TALK = {"messages": [{"properties": {"written_by_me": False, "content": "hello?"}}], "happened_at": "{day}"}
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:{short}
SUMMARY:Tea
RRULE:FREQ={often}
ATTENDEE:mailto:ada@rossi.example
END:VEVENT
END:VCALENDAR
"""


def monica(day: str) -> str:
    ada = {
        "uuid": "a",
        "properties": {"first_name": "Ada"},
        "data": [{"type": "conversation", "values": [{"properties": {**TALK, "happened_at": day}}]}],
    }
    return json.dumps({"version": 1, "app_version": 4, "account": {"data": [{"type": "contact", "values": [ada]}]}})


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("day", DAYS)
def test_every_import_answers_on_any_day(
    write_journal: Callable[[Mapping[str, str]], Path], day: str, today: str
) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nemail: ada@rossi.example\n---\n", "kith.toml": ""})
    often = ("DAILY;BYMONTH=2;BYMONTHDAY=30", "WEEKLY;COUNT=3", "MONTHLY;COUNT=3", "DAILY;INTERVAL=99999")
    files = {
        "card.vcf": ADDRESS.format(day=day),
        "monica.json": monica(day),
        "friends.md": f"### Activities:\n- {day}: Called **Ada**\n\n### Friends:\n- Ada\n",
        **{
            f"calendar {n}.ics": CALENDAR.format(short=day.replace("-", ""), often=each) for n, each in enumerate(often)
        },
        "mail.mbox": "From x Thu Jan  1 00:00:00 1970\nFrom: ada@rossi.example\nTo: me@x.example\n"
        f"Date: 1 Jan {day[:4]} 00:00 +1400\n\nx\n",
    }
    for name, text in files.items():
        (root / name).write_text(text)
        kind = {"ics": ["calendar", "--me", "me@x.example"], "mbox": ["mail", "--me", "me@x.example"]}
        verb = ["import", *kind.get(name.rpartition(".")[2], []), str(root / name), "--today", today, "--yes"]
        result = CliRunner().invoke(cli, ["-C", str(root), *verb])
        assert result.exception is None or isinstance(result.exception, SystemExit), (verb, result.exception)
        assert result.exit_code == 0, (verb, result.output)
