"""Questions to the person at the terminal; without a terminal nothing is asked."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from kithbook.views.terminal import clean, columns, pad
from kithbook.words import _, pgettext


def can_ask() -> bool:
    """Whether somebody sits at a terminal and sees the question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def has_input() -> bool:
    """Whether standard input is a terminal, so that an editor can be used there."""
    return sys.stdin.isatty()


def ask(question: str) -> str:
    """One line from the terminal; "" for Enter alone. Raises `click.Abort` at Ctrl-C and Ctrl-D."""
    return _line(question)


def confirm(question: str) -> bool:
    """Yes or no; Enter is no. Raises `click.Abort` at Ctrl-C and Ctrl-D."""
    yes, no = pgettext("answer", "y"), pgettext("answer", "n")
    while True:
        answer = _line(f"{question} [{yes}/{no.upper()}]:").casefold()
        if answer in ("", no, "n", "no"):
            return False
        if answer in (yes, pgettext("answer", "yes"), "y", "yes"):
            return True
        click.echo(_("Type {yes} or {no}.", yes=yes, no=no), err=True)


def stopped() -> click.Abort:
    """What to raise when somebody would rather not: every question is asked before anything is written."""
    return click.Abort(_("stopped; nothing was written"))


def _line(question: str) -> str:
    try:
        answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
    except click.Abort:
        click.echo(err=True)
        raise stopped() from None
    return answer.strip()


def pick(question: str, choices: Mapping[str, str]) -> str:
    """One of the keys, chosen by its number; "" when nothing is chosen. The values are shown beside."""
    keys = list(choices)
    width = max(columns(clean(key)) for key in keys)
    are_numbers = keys == [str(number) for number in range(1, len(keys) + 1)]
    for number, (key, shown) in enumerate(choices.items(), 1):
        name = "" if are_numbers else f"{pad(clean(key), width)}  "
        click.echo(f"  {number:2}  {name}{clean(shown)}".rstrip(), err=True)
    while True:
        answer = ask(_("{question} (1-{last}, Enter: none)", question=question, last=len(keys)))
        if not answer:
            return ""
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(keys):
            return keys[int(answer) - 1]
        if answer in choices:
            return answer
