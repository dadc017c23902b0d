"""The balance of help with a contact, in words."""

from __future__ import annotations

from kithbook.insights.balance import Balance
from kithbook.model import Contact
from kithbook.views.amounts import in_words
from kithbook.views.terminal import clean
from kithbook.words import _


def exchange(contact: Contact, balance: Balance) -> str:
    """What was given and got, and who owes whom how many ("you owe Ada two"); nothing when no help was exchanged."""
    if not balance.gave and not balance.got:
        return ""
    if balance.owed > 0:
        standing = _("you owe {name} {count}", name=called(contact), count=in_words(balance.owed))
    elif balance.owed < 0:
        standing = _("{name} owes you {count}", name=called(contact), count=in_words(-balance.owed))
    else:
        standing = _("you are even")
    gave, got = in_words(balance.gave), in_words(balance.got)
    return _("You gave {gave} and got {got}: {standing}.", gave=gave, got=got, standing=standing)


def called(contact: Contact) -> str:
    """What one calls her: the first alias, else the first word of the name, or the name where that is a title."""
    names = [*map(clean, contact.aliases), clean(contact.name)]
    first = next(filter(None, names), contact.id)
    if contact.aliases:
        return first
    word = first.partition(" ")[0]
    return first if word.endswith(".") else word
