"""The program `sendmail`, which every mail server for Unix brings: it takes a message and does the rest."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from kithbook.words import _
from kithbook.world import JournalError

_PLACES = ("/usr/sbin", "/usr/lib", "/usr/local/sbin")
"""Where it stands on systems that keep it out of the path."""
_PATIENCE = 60
"""Seconds."""


def hand_over(message: bytes, sender: str, to: Sequence[str]) -> None:
    """Give it the message, and who it is for after the options. Raises `JournalError` when it does not take it."""
    program = shutil.which("sendmail") or shutil.which("sendmail", path=os.pathsep.join(_PLACES))
    if program is None:
        raise JournalError(
            _(
                "there is no program sendmail, and no mail server is named: write smtp under [tool.kith.digest]; "
                "nothing was sent"
            )
        )
    command = [program, "-i", "-f", sender, "--", *to]
    try:
        done = subprocess.run(command, input=message, capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise JournalError(_("sendmail did not take the digest: {reason}", reason=error)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else _("it ended with {code}", code=done.returncode)
        raise JournalError(_("sendmail did not take the digest: {reason}", reason=reason))
