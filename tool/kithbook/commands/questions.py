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
    """One line from the terminal; "" for Enter alone."""
    answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()


def confirm(question: str) -> bool:
    """Yes or no; Enter is no."""
    yes, no = pgettext("answer", "y"), pgettext("answer", "n")
    while True:
        typed: str = click.prompt(f"{question} [{yes}/{no.upper()}]", default="", show_default=False, err=True)
        answer = typed.strip().casefold()
        if answer in ("", no, "n", "no"):
            return False
        if answer in (yes, pgettext("answer", "yes"), "y", "yes"):
            return True
        click.echo(_("Type {yes} or {no}.", yes=yes, no=no), err=True)


def pick(question: str, choices: Mapping[str, str]) -> str:
    """One of the keys, chosen by its number; "" when nothing is chosen. The values are shown beside."""
    width = max(columns(clean(key)) for key in choices)
    for number, (key, shown) in enumerate(choices.items(), 1):
        click.echo(f"  {number:2}  {pad(clean(key), width)}  {clean(shown)}".rstrip(), err=True)
    keys = list(choices)
    while True:
        answer = ask(_("{question} (1-{last}, Enter: none)", question=question, last=len(keys)))
        if not answer:
            return ""
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(keys):
            return keys[int(answer) - 1]
        if answer in choices:
            return answer
