"""The shapes of JSON that the manual promises, held to the letter: no key too few, and none that is not told."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from kithbook.views.manual import section
from manual_text import PAGES, blocks

PAGE = PAGES["programs"]


def promised(name: str) -> dict[str, Any]:
    """The schema under a heading of the manual, with the parts that it needs."""
    [own] = shown(name)
    [parts] = shown("Parts")
    return {**own, "$defs": {**parts["$defs"], **own.get("$defs", {})}}


def shown(heading: str) -> list[dict[str, Any]]:
    return [json.loads(block) for block in blocks(section(PAGE, heading), "json")]


def exact(schema: Any) -> Any:
    """The same schema, refusing keys that it does not tell: to a reader they may join, to a test they are untold."""
    if isinstance(schema, list):
        return [exact(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "required" in schema and isinstance(schema["required"], list) else {}
    return {**{key: exact(value) for key, value in schema.items()}, **closed}


def broken(name: str, text: str) -> list[str]:
    """What an answer does not keep of its promise."""
    validator = Draft202012Validator(exact(promised(name)), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(text))]
