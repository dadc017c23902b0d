"""What to type where the tool will not: one sentence for each intention."""

from __future__ import annotations

from kithbook.revise import intentions


def by_hand(asked: intentions.Intention) -> str:
    """The sentence that says how to make the change in an editor."""
    match asked:
        case intentions.AddTouch() | intentions.AddFollowUp() | intentions.AddCard():
            return f"write below ## {_TITLES[type(asked)]}: - {asked.lines[0]}"
        case intentions.SetField(key=key, value=value):
            return f"write the field by hand: {key}: {_shown(value)}"
        case intentions.RemoveField(key=key):
            return f"delete the field {key}"
        case intentions.AddItem(key=key, value=value):
            return f"add {value} to the field {key}"
        case intentions.RemoveItem(key=key, value=value):
            return f"take {value} out of the field {key}"
        case intentions.SetEntry(key=key, label=label, value=value):
            return f"write the field by hand: {key}: {{{label}: {value}}}"
        case intentions.RemoveEntry(key=key, label=label, value=value):
            return f"take {label}: {value} out of the field {key}"
        case _:
            return _about_lines(asked)


def _about_lines(asked: intentions.Tick | intentions.Moving | intentions.Rename) -> str:
    match asked:
        case intentions.RemoveLine(line=line):
            return f"delete the line {line.strip()}"
        case intentions.ReplaceLine(line=line, new=new):
            return f"write {new} in the place of {line.strip()}"
        case intentions.MoveCard(line=line, title=title):
            return f"move the line {line.strip()} below a heading ## {title}"
        case intentions.AddCapture():
            return f"write at the end: - {asked.lines[0]}"
        case intentions.SetAside(line=line):
            return f"delete the line {line.strip()}"
        case intentions.Rename(old=old, new=new):
            return f"write {new} wherever it says {old}"
        case _:
            return "put an x into the box of that line: - [x]"


_TITLES = {intentions.AddTouch: "Log", intentions.AddFollowUp: "Next", intentions.AddCard: "Cards"}


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else f"[{', '.join(value)}]"
