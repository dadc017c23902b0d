"""One key of the keyboard, without Enter: nothing that was typed ahead is thrown away."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import click

try:
    import termios
    import tty
    from select import select
except ImportError:  # Windows
    HAS_TERMIOS = False
else:
    HAS_TERMIOS = True

END_OF_INPUT = "\x04"
ESCAPE = "\x1b"
_AT_ONCE = 0.03
"""The bytes of an arrow key follow each other within so many seconds."""


def read_key(ask: Callable[[], None]) -> str:
    """Call `ask`, which prints the question, and wait for a key; "" for one that is no letter.

    The terminal listens before the question stands there. Raises `EOFError` at Ctrl-D and when the terminal goes
    away; Ctrl-C raises `KeyboardInterrupt` as always.
    """
    if not HAS_TERMIOS:
        ask()
        return _checked(click.getchar())
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor, termios.TCSADRAIN)
    try:
        ask()
        sys.stdout.flush()
        return _checked(_read(descriptor))
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _checked(key: str) -> str:
    if key == END_OF_INPUT:
        raise EOFError
    return key


def _read(descriptor: int) -> str:
    """A whole letter; the rest of what an arrow or a function key sends is swallowed."""
    data = os.read(descriptor, 1)
    if not data:
        raise EOFError
    if data == ESCAPE.encode() and _follows(descriptor):
        while _follows(descriptor):
            os.read(descriptor, 1)
        return ""
    while data[0] >= 0xC0 and len(data) < 4 and not _is_whole(data):
        data += os.read(descriptor, 1)
    return data.decode("utf-8", "replace")


def _follows(descriptor: int) -> bool:
    return bool(select([descriptor], [], [], _AT_ONCE)[0])


def _is_whole(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
