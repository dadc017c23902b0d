"""`kith why`: the story of a contact's due dates."""

from __future__ import annotations

from dataclasses import replace

import click

from kithbook.commands.arguments import choose, who
from kithbook.commands.matching import known_about
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.plan.story import story
from kithbook.views import machine
from kithbook.views import story as view
from kithbook.views.links import unlinked


@click.command(name="why")
@who
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Tell the story of a due date.

    The touch that counts, the rule that won, those that lost, every shift: each with the file and
    the line where it is written. WHO is an id, an alias, a name or a part of one.

    \b
    kith why ada-rossi
    kith why Ada Rossi
    """
    contact = choose(session, words)
    journal, today = session.loaded.journal, session.today
    chapters = story(journal, session.plan, contact)
    if as_json:
        click.echo(machine.story_as_json(contact, chapters, session.plan))
    else:
        told = [replace(chapter, text=unlinked(journal, chapter.text)) for chapter in chapters]
        state = known_about(session, contact).state
        show(view.render(contact.name, state, told, today=today, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)
