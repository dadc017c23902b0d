"""The disk: find, read and write. Only this package opens the journal's files.

A write is wholly done or not at all, and what was reported as written is on the disk. Several commands at once
lose nothing (`change`); a file that an editor saved meanwhile is never overwritten.
"""

from kithbook.store.around import around
from kithbook.store.changing import change, discard, move, read, remove, write
from kithbook.store.finding import LARGEST, SETTINGS_FILES, Found, find_root, read_all, settings_source
from kithbook.store.foreign import CALENDAR, LARGEST_FOREIGN, PICTURE, REPORTS, is_same, read_foreign
from kithbook.store.given import is_text, read_given, settings_of
from kithbook.store.mailbox import Head, heads
from kithbook.store.making import create, prove_writable, read_output, write_output
from kithbook.store.places import lies_in
from kithbook.store.replacing import ChangedUnderneath

__all__ = [
    "CALENDAR", "LARGEST", "LARGEST_FOREIGN", "PICTURE", "REPORTS", "SETTINGS_FILES", "ChangedUnderneath", "Found",
    "Head", "around", "change", "create", "discard", "find_root", "heads", "is_same", "is_text", "lies_in", "move",
    "prove_writable", "read", "read_all", "read_foreign", "read_given", "read_output", "remove", "settings_of",
    "settings_source", "write", "write_output",
]  # fmt: skip
