"""Words that Monica's export writes as keys, in the journal's language: who is what to whom, what became of a gift."""

from __future__ import annotations

from collections.abc import Mapping

from kithbook.exchange.incoming import tidy
from kithbook.exchange.wording import noted
from kithbook.words import N_

_RELATIONS: Mapping[str, str] = {
    "partner": N_("partner"), "spouse": N_("spouse"), "date": N_("dating"), "lover": N_("lover"),
    "inlovewith": N_("in love with"), "lovedby": N_("loved by"), "ex": N_("former partner"),
    "ex_husband": N_("former spouse"), "parent": N_("parent"), "child": N_("child"), "sibling": N_("sibling"),
    "grandparent": N_("grandparent"), "grandchild": N_("grandchild"), "uncle": N_("uncle or aunt"),
    "nephew": N_("nephew or niece"), "cousin": N_("cousin"), "godfather": N_("godparent"), "godson": N_("godchild"),
    "stepparent": N_("step-parent"), "stepchild": N_("stepchild"), "friend": N_("friend"),
    "bestfriend": N_("best friend"), "colleague": N_("colleague"), "boss": N_("boss"),
    "subordinate": N_("subordinate"), "mentor": N_("mentor"), "protege": N_("protégé"),
}  # fmt: skip
_WORDS: Mapping[str, str] = {
    "idea": N_("an idea"), "offered": N_("given"), "received": N_("received"), "inprogress": N_("not settled"),
    "complete": N_("settled"), "dog": N_("dog"), "cat": N_("cat"), "bird": N_("bird"), "fish": N_("fish"),
    "hamster": N_("hamster"), "horse": N_("horse"), "rabbit": N_("rabbit"), "rat": N_("rat"),
    "reptile": N_("reptile"), "small animal": N_("small animal"), "other": N_("another animal"),
}  # fmt: skip


def relation(key: str) -> str:
    """What somebody is to somebody; a word that is not known here as it comes."""
    plain = tidy(key, 40).casefold()
    found = _RELATIONS.get(plain) or _RELATIONS.get(plain.replace(" ", "").replace("_", ""))
    return noted(found) if found else tidy(key, 40).replace("_", " ") or noted(N_("related"))


def word(key: str) -> str:
    """What became of a gift or a debt, or what animal it is; a word that is not known here as it comes."""
    found = _WORDS.get(tidy(key, 40).casefold().replace("_", " "))
    return noted(found) if found else key
