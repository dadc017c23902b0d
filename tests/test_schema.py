"""`kith schema`: valid JSON Schema that accepts what people write and refuses what is a slip."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from kithbook import settings_file
from kithbook.cli import cli
from kithbook.commands.schema import KINDS as SCHEMAS
from kithbook.fields import FOLDERS, KINDS
from kithbook.settings import Channel, Feed, Settings, Tier

NO_YAML = ("reactions",)  # a line with two colons, which we read and YAML does not
ROOT = Path(__file__).parents[1]


class PlainLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is a text."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(cli, ["schema", *arguments])
    assert result.exit_code == 0
    return json.loads(result.stdout)


def problems(kind: str, text: str) -> list[str]:
    found = Draft202012Validator(schema(kind)).iter_errors(yaml.load(text, PlainLoader))  # noqa: S506 (PlainLoader makes strings only)
    return [error.message for error in found]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_schema_is_valid(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))


def test_the_contact_is_what_one_gets_without_asking() -> None:
    assert schema() == schema("contact")


def test_another_kind_is_wrong_usage() -> None:
    assert CliRunner().invoke(cli, ["schema", "friend"]).exit_code == 2


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_in_the_schema_with_what_it_means(kind: str) -> None:
    properties = schema(kind)["properties"]
    assert list(properties) == list(KINDS[kind])
    assert all(properties[key]["description"].startswith(field.meaning) for key, field in KINDS[kind].items())


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_field_is_accepted(kind: str) -> None:
    readable = {key: field for key, field in KINDS[kind].items() if key not in NO_YAML}
    lines = {key: f"{key}: {field.example}\n" for key, field in readable.items()}
    assert {key: problems(kind, f"name: x\n{line}" if key != "name" else line) for key, line in lines.items()} == {
        key: [] for key in lines
    }


@pytest.mark.parametrize(
    "text",
    ["name: Ada", "name: Ada\nx-colour: green", "name: Ada\nbirthday: 1979", "name: Ada\nphone: {mobile: '+39 333'}"],
)
def test_what_people_write_is_accepted(text: str) -> None:
    assert problems("contact", text) == []


@pytest.mark.parametrize(
    "text", ["role: buyer", "name: Ada\nemial: x", "name: Ada\nmet: 3 March", "name: Ada\nprivate: yess"]
)
def test_a_slip_is_refused(text: str) -> None:
    assert len(problems("contact", text)) == 1


def test_the_sample_is_accepted() -> None:
    refused = {}
    for path in sorted((ROOT / "contacts").rglob("*.md")):
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        kind = FOLDERS.get(path.relative_to(ROOT / "contacts").parts[0], "contact")
        if text.startswith("---\n") and kind != "campaign":
            refused[path.name] = problems(kind, text.split("\n---\n")[0])
    assert len(refused) > 30
    assert {name: found for name, found in refused.items() if found} == {}


def test_every_setting_that_is_read_is_in_the_schema() -> None:
    properties = schema("settings")["properties"]
    assert properties.keys() == {*settings_file.PLAIN, *settings_file.TABLES}
    assert properties["feed"]["properties"].keys() == settings_file.FEED.keys()
    assert properties["tiers"]["additionalProperties"]["properties"].keys() == settings_file.TIER.keys()
    assert properties["channels"]["additionalProperties"]["properties"].keys() == settings_file.CHANNEL.keys()
    assert properties["tags"]["additionalProperties"]["properties"].keys() == settings_file.TAG.keys()


@pytest.mark.parametrize(
    ("holder", "place"),
    [
        (Settings, ("properties",)),
        (Feed, ("properties", "feed", "properties")),
        (Tier, ("properties", "tiers", "additionalProperties", "properties")),
        (Channel, ("properties", "channels", "additionalProperties", "properties")),
    ],
)
def test_defaults_are_those_of_the_settings(holder: type, place: tuple[str, ...]) -> None:
    shown: Any = schema("settings")
    for step in place:
        shown = shown[step]
    defaults = {field.name: field.default for field in fields(holder)}
    stated = {name: setting["default"] for name, setting in shown.items() if "default" in setting}
    assert stated
    assert {name: str(value) for name, value in stated.items() if not isinstance(value, list)} == {
        name: str(defaults[name]) for name, value in stated.items() if not isinstance(value, list)
    }


def test_the_samples_settings_are_accepted() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["kith"]
    assert [error.message for error in Draft202012Validator(schema("settings")).iter_errors(settings)] == []
