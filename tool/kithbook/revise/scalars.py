"""A value as YAML that every program reads as exactly this text. YAML itself is asked; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.fields import DATE, DATES, FLAG, NUMBER, PARTIAL, Field

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def written(value: str, field: Field | None = None, *, flow: bool = False, like: str = "") -> str:
    """The value as it is put into the file.

    Without quotes where YAML reads that as the same text, in a block or, with `flow`, between brackets. `like`
    is what stood there before: its quotes are kept when they hold the value. In a field for text, what other
    programs would take for a number or for yes and no is quoted.
    """
    if like.startswith('"'):
        return double_quoted(value)
    if like.startswith("'") and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    from kithbook.composing import is_text_to_yaml, plain_is_safe  # YAML takes long to load, and a log does without

    may_be_plain = plain_is_safe(value, flow=flow) and (_is_loose(field) or is_text_to_yaml(value))
    return value if may_be_plain else double_quoted(value)


def double_quoted(value: str) -> str:
    """The value in double quotes."""
    return f'"{value.translate(_ESCAPES)}"'


def written_list(values: Iterable[str], field: Field | None = None) -> str:
    """The values as a list on one line."""
    return f"[{', '.join(written(value, field, flow=True) for value in values)}]"


def _is_loose(field: Field | None) -> bool:
    """Dates, numbers and switches stand without quotes, whatever YAML calls them."""
    return field is not None and any(field.schema is schema for schema in (DATE, PARTIAL, NUMBER, FLAG, DATES))
