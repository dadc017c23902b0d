"""Putting one command's change on top of another state of the same file."""

from __future__ import annotations

from kithbook.history.repository import NoHistory


def replay(path: str, edit: tuple[str, str], onto: bytes) -> bytes | None:
    """What `onto` becomes when the edit (before, after) is made in it; None when the two contradict each other.

    Mostly nobody else has changed the file and there is nothing to merge, so that is imported when it is needed.
    """
    before, after = edit
    known = {before.encode("utf-8", "surrogateescape"): after, after.encode("utf-8", "surrogateescape"): after}
    if onto in known:
        return after.encode("utf-8", "surrogateescape")
    from kithbook.history.plain_merge import by_git
    from kithbook.merge import merge

    try:
        merged = merge(before, onto.decode("utf-8", "surrogateescape"), after, path=path, merge_text=by_git())
    except NoHistory:
        return None
    return None if merged.conflicts else merged.text.encode("utf-8", "surrogateescape")
