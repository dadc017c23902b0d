"""`kith archive`: no more planning; the file stays."""

from __future__ import annotations

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Alter, Order, answer, carry_out, writes
from kithbook.commands.completing import complete_who
from kithbook.commands.people import contact_of, day_said, person, split
from kithbook.commands.session import Session
from kithbook.revise import RemoveField, SetField
from kithbook.revise.wording import one_line
from kithbook.words import _, ngettext


@click.command(name="archive")
@click.argument("words", nargs=-1, required=True, metavar="WHO [REASON]", shell_complete=complete_who)
@click.option("--date", "day", metavar="DAY", help="Since when; today if not said.")
@click.option("--off", is_flag=True, help="Take somebody back into the plan.")
@writes
def command(session: Session, order: Order, words: tuple[str, ...], day: str | None, off: bool) -> None:
    """Stop planning for somebody; the file stays.

    \b
    kith archive ada "moved to another firm"
    kith archive ada --off
    """
    if off and day:
        raise WrongUsage(_("--off writes no day; leave --date out"))
    if off:
        whom = person(session, " ".join(words))
        change = Alter(path=whom.source.path, intentions=(RemoveField(key="archived"),))
        done = carry_out(session, [change], subject=_("Take {name} back into the plan", name=whom.name), order=order)
        was = any(each.before != each.after for each in done.files)
        told = (
            _("{name} is planned for again.", name=whom.name) if was else _("{name} was not archived.", name=whom.name)
        )
        answer(session, done, [told], order=order, about=[whom.id])
        return
    whom, reason = split(session, words, one_line, "")
    value = f"{day_said(session, day) or session.today} {reason}".strip()
    change = Alter(path=whom.source.path, intentions=(SetField(key="archived", value=value),))
    open_steps = sum(not step.done for step in contact_of(session, whom).follow_ups)
    done = carry_out(session, [change], subject=_("Archive {name}", name=whom.name), order=order)
    said = [
        _("{name} is archived: nothing falls due any more, the file stays ({path}).", name=whom.name, path=change.path)
    ]
    if open_steps:
        said.append(
            ngettext(
                "{count} follow-up stays open there; tick or delete it: {command}",
                "{count} follow-ups stay open there; tick or delete them: {command}",
                open_steps,
                command=f"kith edit {whom.id}",
            )
        )
    answer(session, done, said, order=order)
