"""Frontmatter and settings as JSON Schema (2020-12), for editors that complete and check YAML and TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from kithbook.dates import Interval
from kithbook.fields import KINDS, Field, publishable
from kithbook.settings import DEFAULT_CHANNELS, WEEKDAYS, Channel, Digest, Feed, OwnFeed, Publish, Settings, Tier
from kithbook.words import LANGUAGES

Schema = dict[str, Any]
Held = type[Settings | Feed | OwnFeed | Digest | Publish | Tier | Channel]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": "string"}
_TYPES: Mapping[type, Schema] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    tuple: {"type": "array", "items": {"enum": list(WEEKDAYS)}},
    Interval: _TEXT,
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "leap_day": ("28 Feb", "1 Mar"),
    "detail": ("full", "names", "initials", "count"),
    "overdue": ("roll", "digest", "keep"),
    "security": ("starttls", "tls", "none"),
    "holds": ("follow-ups", "occasions"),
    "handle": tuple(dict.fromkeys(channel.handle for channel in DEFAULT_CHANNELS.values())),
}
_NOT_WRITTEN = ("name", "span", "spans")


def frontmatter(kind: str) -> Schema:
    """Return the schema of one of `fields.KINDS`, made from the table of fields.

    A key of the user's own begins with `x-`; any other that is not in the table is refused, as
    `kith check` warns of it.
    """
    table = KINDS[kind].values()
    return {
        "$schema": DIALECT,
        "title": f"Frontmatter of {'an' if kind[0] in 'aeiou' else 'a'} {kind}",
        **_object({field.key: _described(field) for field in table}),
        "patternProperties": {"^x-": {}},
        "required": [field.key for field in table if field.required],
    }


def settings() -> Schema:
    """Return the schema of `kith.toml`, made from the classes that hold the settings and their defaults."""
    tables = {
        "feed": _held_by(Feed),
        "feeds": {"type": "array", "items": {**_own_feed(), "required": ["name"]}},
        "digest": _held_by(Digest),
        "publish": _held_by(Publish),
        "tiers": _by_name(_held_by(Tier)),
        "channels": _by_name(_held_by(Channel)),
        "tags": _by_name(_object({"cadence": _TEXT})),
    }
    schema = _held_by(Settings)
    schema["properties"] |= tables
    return {"$schema": DIALECT, "title": "Settings of a journal", **schema}


def _own_feed() -> Schema:
    """What is "" in the class is as for the other feeds, and is not written."""
    held = _held_by(OwnFeed, and_name=True)
    held["properties"]["secret"] = {"type": ["boolean", "string"]}
    return held


def _described(field: Field) -> Schema:
    return {"description": f"{field.meaning}\n\n{field.key}: {field.example}", **field.schema}


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _by_name(each: Schema) -> Schema:
    return {"type": "object", "additionalProperties": each}


def _held_by(
    values: type[Settings | Feed | OwnFeed | Digest | Publish | Tier | Channel], *, and_name: bool = False
) -> Schema:
    """`and_name` where the name is a key like the others, and not that of the table."""
    written = [
        field
        for field in fields(values)
        if field.init and (field.name not in _NOT_WRITTEN or (and_name and field.name == "name"))
    ]
    return _object({field.name.rstrip("_"): _setting(field.name, field.default) for field in written})


def _setting(name: str, default: object) -> Schema:
    """One setting by its default: a text where there is none (a day, a cadence)."""
    schema = {"enum": list(_CHOICES[name])} if name in _CHOICES else dict(_TYPES.get(type(default), _TEXT))
    if name == "to":
        schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    if name == "fields":
        schema = {"type": "array", "items": {"enum": list(publishable())}, "contains": {"const": "name"}}
    if default in (None, MISSING, ""):
        return schema
    shown = list(default) if isinstance(default, tuple) else default
    return {**schema, "default": str(shown) if isinstance(shown, Interval) else shown}
