"""The part of a feed's name that nobody guesses, as the environment has it: for a service that keeps secrets."""

from __future__ import annotations

import os

from kithbook.setting_values import is_secret
from kithbook.settings import Settings
from kithbook.views.calendar.offer import Offer, offers
from kithbook.words import _
from kithbook.world import JournalError

VARIABLE = "KITH_FEED_SECRET"


def offered(settings: Settings) -> tuple[Offer, ...]:
    """The feeds that the journal offers, named as environment and settings say.

    Raises `JournalError` when the variable is there and is no secret: then rather no feed than one that anybody finds.
    """
    given = os.environ.get(VARIABLE)
    if given is not None and not is_secret(given.strip()):
        raise JournalError(
            _(
                "{variable} is no secret of 32 hexadecimal digits, and nothing was written: "
                "let this print one: openssl rand -hex 16",
                variable=VARIABLE,
            )
        )
    return offers(settings, (given or "").strip().lower())
