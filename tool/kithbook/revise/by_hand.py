"""What to type where the tool will not: one sentence for each intention."""

from __future__ import annotations

from kithbook.revise.intentions import (
    AddCapture,
    AddCard,
    AddFollowUp,
    AddItem,
    AddTouch,
    Intention,
    MoveCard,
    Moving,
    RemoveField,
    RemoveItem,
    RemoveLine,
    Rename,
    ReplaceLine,
    SetAside,
    SetEntry,
    SetField,
    Tick,
)


def by_hand(asked: Intention) -> str:
    """The sentence that says how to make the change in an editor."""
    match asked:
        case AddTouch() | AddFollowUp() | AddCard():
            return f"write below ## {_TITLES[type(asked)]}: - {asked.lines[0]}"
        case SetField(key=key, value=value):
            return f"write the field by hand: {key}: {_shown(value)}"
        case RemoveField(key=key):
            return f"delete the field {key}"
        case AddItem(key=key, value=value):
            return f"add {value} to the field {key}"
        case RemoveItem(key=key, value=value):
            return f"take {value} out of the field {key}"
        case SetEntry(key=key, label=label, value=value):
            return f"write the field by hand: {key}: {{{label}: {value}}}"
        case _:
            return _about_lines(asked)


def _about_lines(asked: Tick | Moving | Rename) -> str:
    match asked:
        case RemoveLine(line=line):
            return f"delete the line {line.strip()}"
        case ReplaceLine(line=line, new=new):
            return f"write {new} in the place of {line.strip()}"
        case MoveCard(line=line, title=title):
            return f"move the line {line.strip()} below a heading ## {title}"
        case AddCapture():
            return f"write at the end: - {asked.lines[0]}"
        case SetAside(line=line):
            return f"delete the line {line.strip()}"
        case Rename(old=old, new=new):
            return f"write {new} wherever it says {old}"
        case _:
            return "put an x into the box of that line: - [x]"


_TITLES = {AddTouch: "Log", AddFollowUp: "Next", AddCard: "Cards"}


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else f"[{', '.join(value)}]"
