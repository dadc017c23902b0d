"""The manual is complete: every field, setting, key, reason and command has its place, every link leads somewhere."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from keyword import iskeyword
from pathlib import Path

import click
import pytest
from markdown.extensions.toc import slugify

from conftest import TODAY
from kithbook import manual, settings_file
from kithbook.campaigns.drafting import FIELDS as TEMPLATE_FIELDS
from kithbook.campaigns.finding import Kind
from kithbook.cli import COMMANDS, cli
from kithbook.dates import Interval
from kithbook.fields import KINDS, Field
from kithbook.load import load
from kithbook.plan import Reason, make
from kithbook.query import FIELDS, KEYS, STATES, Query, parse
from kithbook.settings import DEFAULT_CHANNELS, DEFAULT_TIERS, Channel, Digest, Feed, Publish, Settings, Tier
from kithbook.text import Source
from kithbook.views import schema
from kithbook.views.machine import DUE_COLUMNS, item_as_json
from kithbook.views.manual import headings, section
from kithbook.what_if import changes
from manual_text import LINK, PAGES, PATHS, ROOT, blocks, code, prose, rows, words_in_code

ADDRESS = re.compile(r"[a-z]+://([\w.-]*\w)")
SERVERS = {"caldav.icloud.com", "contacts.icloud.com", "caldav.fastmail.com", "carddav.fastmail.com"}
"""What the recipes have people connect their own accounts to."""
OWN_HOST = re.compile(r"(^|\.)example(\.org)?$|^127\.0\.0\.1$")
PLACES = {
    "contact": "A contact",
    "event": "An event and its cards",
    "organisation": "An organisation",
    "campaign": "A campaign",
}


def command_of(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def options(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in option.opts}


def choices(command: click.Command) -> set[str]:
    kinds = (parameter.type for parameter in command.params)
    return {str(choice) for kind in kinds if isinstance(kind, click.Choice) for choice in kind.choices}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_with_every_option_and_choice_has_its_place(name: str) -> None:
    told = section(PAGES["commands"], name)
    command = command_of(name)
    assert told.startswith(f"## {name}\n")
    assert (options(command) | choices(command)) - words_in_code(told) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_told_that_does_not_exist(name: str) -> None:
    items = re.findall(r"^- (`--.*?):?(?: |$)", section(PAGES["commands"], name), re.MULTILINE)
    told = {word for item in items for word in re.findall(r"--[\w-]+", item)}
    assert told - options(command_of(name)) == set()


def test_the_options_before_a_command_are_told() -> None:
    assert options(cli) - words_in_code(prose(PAGES["commands"])) == set()


def field_row(field: Field) -> list[str]:
    return [code(field.key), code(field.example), field.meaning]


@pytest.mark.parametrize("kind", KINDS)
def test_the_tables_of_fields_are_those_that_are_read(kind: str) -> None:
    assert rows(section(PAGES["format"], PLACES[kind])) == [field_row(field) for field in KINDS[kind].values()]


def written(value: object) -> str:
    """A default as one would type it."""
    if value is None:
        return "none"
    if isinstance(value, Interval):
        return code(f'"{value}"')
    return code(json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False))


def defaults(of: object, keys: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(code(key), written(getattr(of, f"{key}_" if iskeyword(key) else key))) for key in keys]


TOLD_OF_OWN = {
    "name": "none",
    "query": code('""'),
    "holds": code('"follow-ups"'),
    "title": "the `name`",
    "colour": "as the others",
}
"""What a feed of one's own has without being told, where it is not what the others have."""


def told_defaults(heading: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows(section(PAGES["settings"], heading)) if len(row) == 3]


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        ("The journal", defaults(Settings(), settings_file.PLAIN)),
        ("Tiers", defaults(Tier(name=""), settings_file.TIER)),
        ("Channels", defaults(Channel(name=""), settings_file.CHANNEL)),
        ("Tags", [(code(key), "none") for key in settings_file.TAG]),
        ("The feed", defaults(Feed(), settings_file.FEED)),
        ("Feeds of your own", [(code(key), TOLD_OF_OWN.get(key, "as in `[feed]`")) for key in settings_file.OWN_FEED]),
        ("The digest", defaults(Digest(), settings_file.DIGEST)),
        ("Publishing", defaults(Publish(), settings_file.PUBLISH)),
    ],
)
def test_every_setting_is_told_with_its_default(heading: str, table: list[tuple[str, str]]) -> None:
    assert told_defaults(heading) == table


def test_the_default_tiers_are_told() -> None:
    told = [row for row in rows(section(PAGES["settings"], "Tiers")) if len(row) == 4]
    assert told == [
        [code(tier.name), code(str(tier.cadence)), str(tier.weight), str(tier.limit or "none")]
        for tier in DEFAULT_TIERS.values()
    ]


def test_the_default_channels_are_told() -> None:
    told = [row for row in rows(section(PAGES["settings"], "Channels")) if len(row) == 6]
    assert told == [
        [code(one.name), one.handle or "none", one.sign, str(one.weight), str(one.answer_within), str(one.patience)]
        for one in DEFAULT_CHANNELS.values()
    ]


def test_the_channels_on_which_a_reply_is_awaited_or_both_are_there_are_told() -> None:
    told = re.findall(r"^- `(\w+)`: (.*)\.$", section(PAGES["settings"], "Channels"), re.MULTILINE)
    assert told == [
        (key, ", ".join(one.name for one in DEFAULT_CHANNELS.values() if getattr(one, key)))
        for key in ("awaits_reply", "together")
    ]


def test_the_minutes_of_the_channels_are_told() -> None:
    told = [row for row in rows(section(PAGES["settings"], "Channels")) if len(row) == 2]
    assert told == [[code(one.name), str(one.minutes)] for one in DEFAULT_CHANNELS.values()]


def test_the_fields_of_a_template_are_told() -> None:
    told = rows(section(PAGES["campaigns"], "Fields of a template"))
    assert told == [[code(name), field.meaning] for name, field in TEMPLATE_FIELDS.items()]


def test_the_findings_before_a_send_are_told() -> None:
    told = rows(section(PAGES["campaigns"], "Before a send"))
    assert [(kind, stops) for kind, stops, _ in told] == [(code(kind), "yes" if kind.stops else "no") for kind in Kind]


def test_what_can_be_tried_is_told_with_an_example_that_can_be_tried() -> None:
    told = rows(section(PAGES["catching-up"], "Another pace, tried beforehand"))
    known = [*changes.SETTINGS, *(f"{group}.NAME.{key}" for group, keys in changes.GROUPS.items() for key in keys)]
    assert [key for key, _ in told] == [*map(code, known), *(code(f"ID.{key}") for key in changes.OF_CONTACT)]
    assert {type(changes.read([example.split("`")[1]])) for _, example in told} == {tuple}


def test_the_settings_that_are_shown_are_read_without_a_finding() -> None:
    [shown] = blocks(PAGES["settings"], "toml")
    settings, findings = settings_file.read(Source(path="kith.toml", text=shown))
    assert findings == ()
    assert settings.channels["sauna"].sign == tomllib.loads(shown)["channels"]["sauna"]["sign"]


@pytest.mark.parametrize("key", ["detail", "overdue"])
def test_every_way_to_write_the_feed_is_explained(key: str) -> None:
    feed = schema.settings()["properties"]["feed"]["properties"]
    assert {f'"{choice}"' for choice in feed[key]["enum"]} <= words_in_code(PAGES["feed"])


def test_every_key_of_a_query_is_told_with_an_example_that_can_be_read() -> None:
    told = rows(section(PAGES["queries"], "Keys"))
    assert [key for key, _, _ in told] == [code(f"{key}:") for key in KEYS]
    assert [key for key, example, _ in told if not example.startswith(key.removesuffix("`"))] == []
    assert {type(parse(example.strip("`"))) for _, example, _ in told} == {Query}


def test_every_way_to_join_words_can_be_read() -> None:
    told = rows(section(PAGES["queries"], "How words are joined"))
    assert {type(parse(example.strip("`"))) for example, _ in told} == {Query}


def test_every_state_and_field_of_a_query_is_told() -> None:
    fields = section(PAGES["queries"], "Fields").split("\n\n")[1]
    assert set(STATES) <= words_in_code(section(PAGES["queries"], "States"))
    assert words_in_code(fields) - {"has:", "no:"} == set(FIELDS)


def reasons() -> list[Reason]:
    """Those that the engine knows."""
    return list(Reason)


def test_the_reasons_that_are_explained_are_those_of_this_version() -> None:
    told = rows(section(PAGES["cadence"], "The reasons"))
    assert [reason for reason, _, _ in told] == [code(reason) for reason in reasons()]
    assert [keeps == "yes" for _, _, keeps in told] == [reason.is_hard for reason in reasons()]


def test_the_promised_json_is_told_key_by_key() -> None:
    promised = section(PAGES["commands"], "JSON that is promised")
    item = item_as_json(make(load(ROOT).journal, TODAY).items[0], TODAY)
    assert [key for key, _ in rows(promised)] == [code(key) for key in ("today", "items", *item)]
    assert {code(reason) for reason in reasons()} <= set(re.findall(r"`[\w-]+`", promised))
    assert set(DUE_COLUMNS) - {"path", "line"} == set(item) - {"cause"}


def headings_by_address() -> set[str]:
    return {f"{stem}.md#{slugify(heading, '-')}" for stem, text in PAGES.items() for heading in headings(text)}


@pytest.mark.parametrize("stem", PAGES)
def test_every_link_of_the_manual_leads_to_a_page_and_a_heading(stem: str) -> None:
    targets = [
        f"{stem}.md{target}" if target.startswith("#") else target for target in LINK.findall(prose(PAGES[stem]))
    ]
    known = {f"{page}.md" for page in PAGES} | headings_by_address()
    assert set(targets) - known == set()


@pytest.mark.parametrize("path", [*PATHS.values(), ROOT / "CHANGELOG.md"], ids=lambda path: path.stem)
def test_no_address_belongs_to_anybody(path: Path) -> None:
    hosts = ADDRESS.findall(path.read_text(encoding="utf-8"))
    assert [host for host in hosts if not OWN_HOST.search(host) and host not in SERVERS] == []


def test_the_pages_have_one_title_each_and_those_named_first_exist() -> None:
    titles = {stem: re.findall(r"^# (.+)$", prose(text), re.MULTILINE) for stem, text in PAGES.items()}
    assert [stem for stem, found in titles.items() if len(found) != 1] == []
    assert len({found[0] for found in titles.values()}) == len(PAGES)
    assert set(manual.FIRST) <= set(PAGES)
