"""Pairs that may be one person, on a terminal and for programs: who, why, and what to type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kithbook.insights.doubles import Double, Reason, Sign, kept
from kithbook.model import Contact, Journal
from kithbook.views.cards import labelled, remark
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, wrap
from kithbook.words import N_, _, ngettext

_SAID: Mapping[Sign, str] = {
    Sign.PROFILE: N_("same profile {value}"),
    Sign.EMAIL: N_("same address {value}"),
    Sign.PHONE: N_("same number {value}"),
    Sign.NAME: N_("same name"),
    Sign.ORDER: N_("same name in another order"),
    Sign.SPELLING: N_("same name, spelt another way"),
    Sign.DIVIDED: N_("same name, divided another way"),
    Sign.SLIP: N_("names differ by one letter"),
    Sign.NICKNAME: N_("short for the same name"),
    Sign.LONGER: N_("same name with a word more"),
    Sign.INITIAL: N_("the initial fits"),
    Sign.BIRTHDAY: N_("same birthday"),
    Sign.ORGANISATION: N_("both at {value}"),
    Sign.TOWN: N_("both in {value}"),
}


def why(pair: Double) -> str:
    """The reasons in words, the strongest first."""
    return ", ".join(reason(each) for each in pair.reasons)


def reason(each: Reason) -> str:
    """One reason in words."""
    return _(_SAID[each.sign], value=each.value)


def merging(journal: Journal, pair: Double) -> str:
    """What to type to make one of the two."""
    stays, goes = kept(journal, pair)
    return f"kith merge {stays.id} {goes.id}"


def lines(journal: Journal, pairs: Sequence[Double], *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """How many, then each pair: the two, why, and the command."""
    if not pairs:
        yield _("Nobody seems to be here twice.")
        return
    yield ink.strong(
        ngettext("{count} pair that may be one person", "{count} pairs that may be one person", len(pairs))
    )
    for pair in pairs:
        yield ""
        yield from one(pair, journal, width=width, ink=ink)
        yield from labelled("", merging(journal, pair), width=width, ink=ink)


def one(pair: Double, journal: Journal, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """Both of a pair in a few lines each, and why they may be one."""
    for contact in (pair.one, pair.other):
        yield from (ink.strong(line) for line in wrap(clean(f"{contact.name} ({contact.id})"), width))
        about = ", ".join(filter(None, (contact.role, journal.organisation_name(contact), contact.town)))
        reached = ", ".join(each.value for each in (*contact.emails, *contact.phones, *contact.urls))
        for text in filter(None, (about, reached)):
            yield from labelled("", text, width=width, ink=ink)
    yield from remark(why(pair), width=width, ink=ink)


def as_values(journal: Journal, pairs: Sequence[Double]) -> dict[str, Any]:
    """The same for programs. Of the two, `keep` has more in it."""
    return {"pairs": [_pair(journal, pair) for pair in pairs]}


def _pair(journal: Journal, pair: Double) -> dict[str, Any]:
    return {
        "one": _who(pair.one),
        "other": _who(pair.other),
        "keep": kept(journal, pair)[0].id,
        "weight": pair.weight,
        "reasons": [{"sign": each.sign.value, "value": each.value, "other": each.other} for each in pair.reasons],
    }


def _who(contact: Contact) -> dict[str, str]:
    return {"contact": contact.id, "name": contact.name}
