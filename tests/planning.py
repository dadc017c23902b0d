"""What the tests of the plan share: a journal from indented text, its plan, and the one item asked for."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from conftest import TODAY, read_texts
from kithbook import plan
from kithbook.model import Journal
from kithbook.plan import Item, Plan, Reason


def read(*, settings: str = "", **texts: str) -> Journal:
    """A journal from indented texts: `ada_rossi` is the file contacts/ada-rossi.md."""
    files = {f"{name.replace('_', '-')}.md": dedent(text).lstrip("\n") for name, text in texts.items()}
    return read_texts(files | {"kith.toml": dedent(settings)})[0]


def planned(text: str, *, today: date = TODAY, settings: str = "", **others: str) -> Plan:
    """The plan of a journal that holds contacts/ada-rossi.md with this text, and the others."""
    return plan.make(read(settings=settings, ada_rossi=text, **others), today)


def only(found: Plan, reason: Reason = Reason.CADENCE) -> Item:
    """The one item of this reason."""
    (item,) = (item for item in found.items if reason in item.reasons)
    return item


def reasons(found: Plan) -> list[Reason]:
    """The reasons of all items, in the plan's order."""
    return [reason for item in found.items for reason in item.reasons]
