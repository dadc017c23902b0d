"""What to type where the tool will not: one sentence for each intention."""

from __future__ import annotations

from kithbook.revise import intentions
from kithbook.words import _


def by_hand(asked: intentions.Intention) -> str:
    """The sentence that says how to make the change in an editor."""
    match asked:
        case intentions.AddTouch() | intentions.AddTouches() | intentions.AddFollowUp() | intentions.AddCard():
            return _("write below {heading}: {line}", heading=f"## {_TITLES[type(asked)]}", line=f"- {asked.lines[0]}")
        case intentions.SetField(key=key, value=value):
            return _("write the field by hand: {line}", line=f"{key}: {_shown(value)}")
        case intentions.RemoveField(key=key):
            return _("delete the field {key}", key=key)
        case intentions.AddItem(key=key, value=value):
            return _("add {value} to the field {key}", value=value, key=key)
        case intentions.RemoveItem(key=key, value=value):
            return _("take {value} out of the field {key}", value=value, key=key)
        case intentions.SetEntry(key=key, label=label, value=value):
            return _("write the field by hand: {line}", line=f"{key}: {{{label}: {value}}}")
        case intentions.RemoveEntry(key=key, label=label, value=value):
            return _("take {value} out of the field {key}", value=f"{label}: {value}", key=key)
        case _:
            return _about_lines(asked)


def _about_lines(asked: intentions.Tick | intentions.Moving | intentions.Rename) -> str:
    match asked:
        case intentions.RemoveLine(line=line):
            return _("delete the line {line}", line=line.strip())
        case intentions.ReplaceLine(line=line, new=new):
            return _("write {new} in the place of {line}", new=new, line=line.strip())
        case intentions.MoveCard(line=line, title=title):
            return _("move the line {line} below a heading {heading}", line=line.strip(), heading=f"## {title}")
        case intentions.AddCapture():
            return _("write at the end: {line}", line=f"- {asked.lines[0]}")
        case intentions.SetAside(line=line):
            return _("delete the line {line}", line=line.strip())
        case intentions.Rename(old=old, new=new):
            return _("write {new} wherever it says {old}", new=new, old=old)
        case _:
            return _("put an x into the box of that line: - [x]")


_TITLES = {
    intentions.AddTouch: "Log",
    intentions.AddTouches: "Log",
    intentions.AddFollowUp: "Next",
    intentions.AddCard: "Cards",
}


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else f"[{', '.join(value)}]"
