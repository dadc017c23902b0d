"""Values for other programs: JSON whose shape is promised stable, and CSV that no spreadsheet executes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kithbook.exchange.cells import defused
from kithbook.model import Contact
from kithbook.plan.chapter import Chapter
from kithbook.plan.item import Item, Plan
from kithbook.text import Span
from kithbook.views.terminal import clean

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")

DUE_COLUMNS = (
    "contact", "name", "reasons", "due", "latest", "state", "text", "channel", "handle", "path", "line", "uid",
    "entry",
)  # fmt: skip


def as_json(value: Any) -> str:
    """JSON with an indent of two; dates as ISO 8601, letters as they are, and all that acts on a terminal escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A header and one line per row (RFC 4180 with LF); text that a spreadsheet would execute gets a ' in front."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return stream.getvalue().removesuffix("\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return _cell(" ".join(map(str, value)))
    if isinstance(value, (int, float)):
        return str(value)
    return defused(clean(str(value)))


def item_as_json(item: Item, today: date) -> dict[str, Any]:
    """One item of the plan, with exactly these keys in this order."""
    return {
        "contact": item.contact,
        "name": item.name,
        "reasons": [reason.value for reason in item.reasons],
        "due": item.due.isoformat(),
        "latest": item.latest.isoformat(),
        "state": item.state(today),
        "text": item.text,
        "channel": item.channel,
        "handle": item.handle,
        "cause": place(item.cause),
        "uid": item.uid,
        "entry": item.entry,
    }


def place(span: Span | None) -> dict[str, Any] | None:
    """Where something is written; None when it is written nowhere."""
    return None if span is None else {"path": span.path, "line": span.line}


def due_as_json(items: Iterable[Item], today: date) -> str:
    """What `kith due --json` promises."""
    return as_json({"today": today.isoformat(), "items": [item_as_json(item, today) for item in items]})


def due_as_csv(items: Iterable[Item], today: date) -> str:
    """The same flat: the reasons joined by spaces, the cause as path and line."""
    return as_csv(DUE_COLUMNS, (_flat(item_as_json(item, today)) for item in items))


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, **(row["cause"] or {})}


def story_as_json(contact: Contact, chapters: Iterable[Chapter], plan: Plan) -> str:
    """What `kith why --json` promises: the contact's items as `kith due` has them, and the sentences behind them."""
    return as_json(
        {
            "today": plan.today.isoformat(),
            "contact": contact.id,
            "name": contact.name,
            "items": [item_as_json(item, plan.today) for item in plan.of(contact.id)],
            "story": [_chapter(chapter) for chapter in chapters],
        }
    )


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "kind": chapter.kind.value,
        "reason": chapter.reason.value if chapter.reason else None,
        "day": chapter.day.isoformat() if chapter.day else None,
        "text": chapter.text,
        "cause": place(chapter.span),
    }
