"""`kith help`: the manual in the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping

import click
from click.shell_completion import CompletionItem

from kithbook.commands.screen import ink
from kithbook.commands.session import width
from kithbook.manual import pages as topics
from kithbook.views import manual
from kithbook.words import _


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The pages and commands that begin so; where none does, the codes of the diagnostics."""
    from kithbook.cli import COMMANDS

    pages = topics()
    helps = {**COMMANDS, **{topic: manual.title(text) for topic, text in pages.items()}}
    found = [CompletionItem(word, help=helps[word]) for word in dict.fromkeys([*pages, *COMMANDS])]
    codes = [CompletionItem(code) for code in manual.headings(pages.get("diagnostics", "")) if "-" in code]
    begun = [each for each in found if each.value.startswith(incomplete)]
    return begun or [each for each in codes if each.value.startswith(incomplete)]


@click.command(name="help")
@click.argument("topic", default="", shell_complete=_complete)
@click.pass_context
def command(ctx: click.Context, topic: str) -> None:
    """Show a page of the manual.

    TOPIC is a page, a command, or the code of a diagnostic; without one the pages are listed.

    \b
    kith help cadence
    kith help unknown-tier
    """
    pages = topics()
    word = topic.casefold().removesuffix(".md")
    if not word:
        click.echo(_table(pages), nl=False)
    elif text := pages.get(word) or manual.section(pages.get("diagnostics", ""), word):
        _show(text)
    elif not _show_verb(ctx, word):
        raise click.UsageError(_unknown(topic, word, pages), ctx)


def _table(pages: Mapping[str, str]) -> str:
    longest = max(map(len, pages), default=0)
    rows = "".join(f"  {topic:<{longest}}  {manual.title(text)}\n" for topic, text in pages.items())
    heading = _("Pages of the manual:")
    hint = _("Type: kith help TOPIC, or the name of a command, or the code of a diagnostic.")
    return f"{heading}\n\n{rows}\n{hint}\n"


def _show(markdown: str) -> None:
    """Render for a terminal, through a pager when it is longer than the screen; the source in a pipe."""
    style, markdown = ink(), manual.spoken(markdown)
    if not (sys.stdout.isatty() or style.in_colour):
        click.echo(markdown, nl=False)
        return
    text = manual.render(markdown, style, width())
    if sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        os.environ.setdefault("LESS", "-R")
        click.echo_via_pager(text, color=style.in_colour)
    else:
        click.echo(text, nl=False, color=True)


def _show_verb(ctx: click.Context, word: str) -> bool:
    """Print a command's own help; False when there is no such command."""
    from kithbook.cli import cli

    verb = cli.get_command(ctx, word)
    if verb is None:
        return False
    click.echo(verb.get_help(click.Context(verb, info_name=word, parent=ctx.parent)))
    return True


def _unknown(topic: str, word: str, pages: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    from kithbook.cli import COMMANDS

    known = dict.fromkeys([*pages, *COMMANDS, *manual.headings(pages.get("diagnostics", ""))])
    near = get_close_matches(word, known, n=3, cutoff=0.6)
    hint = _("did you mean {name}?", name=_(" or ").join(near)) if near else _("type kith help for the list")
    return _('the manual has no page "{topic}"', topic=topic) + f": {hint}"
