"""The user's own index after a commit that was made beside it: it follows for the files that were committed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kithbook import store
from kithbook.history.repository import Repository
from kithbook.history.trees import Blob, blobs, put
from kithbook.history.weaving import replay

_TRIES = 20
_LOCKED = "index.lock"


def follow(place: Repository, paths: Iterable[str], before: Mapping[str, Blob], after: Mapping[str, Blob]) -> bool:
    """Give these files in the index what was committed, and keep what the user had staged in them besides.

    When another git holds the index for longer than a few tries take, it is left as it is, and the answer is False:
    the commit stands, and the next one repairs what `git status` shows meanwhile.
    """
    for _ in range(_TRIES):
        staged = _staged(place, paths)
        lines = "".join(_line(place, path, staged, before, after) for path in paths)
        answer = place.ask("update-index", "-z", "--index-info", stdin=lines)
        if answer.code == 0 or _LOCKED not in answer.complaint:
            return answer.code == 0
    return False


def _staged(place: Repository, paths: Iterable[str]) -> dict[str, Blob | None]:
    """What the index has of each path; None for one with an unsettled merge."""
    found: dict[str, Blob | None] = {}
    for record in place.ask("ls-files", "--stage", "-z", "--", *paths).records:
        head, _, path = record.partition("\t")
        mode, name, stage = head.split()
        found[path] = Blob(mode, name) if stage == "0" else None
    return found


def _line(
    place: Repository,
    path: str,
    staged: Mapping[str, Blob | None],
    before: Mapping[str, Blob],
    after: Mapping[str, Blob],
) -> str:
    """What `update-index --index-info` is to be told about a path; "" when it can stay."""
    old, new, here = before.get(path), after.get(path), staged.get(path)
    if here == new or (path in staged and here is None):
        return ""
    if new is None:
        return f"0 {'0' * len(here.name)}\t{path}\0" if here else ""
    if here is not None and here != old and not _is_left_behind(place, path, here):
        new = _with_staged(place, path, old, here, new)
    return f"{new.mode} {new.name}\t{path}\0"


def _is_left_behind(place: Repository, path: str, here: Blob) -> bool:
    """Whether the index only missed our own commits: it has what one of the last of them replaced."""
    records = place.ask(
        "log", "-n", "50", "--raw", "--no-abbrev", "--no-renames", "-z", "--format=", "--grep=^Kith-Command: ",
        "--", path,
    ).records  # fmt: skip
    return any(here.name in record.split()[2:3] for record in records if record.lstrip("\n").startswith(":"))


def _with_staged(place: Repository, path: str, old: Blob | None, here: Blob, new: Blob) -> Blob:
    """The user's staged version with our change in it; the whole file when the two do not go together."""
    known = blobs(place, [blob.name for blob in (old, here, new) if blob is not None])
    before, staged, after = (known.get(blob.name, b"") if blob else b"" for blob in (old, here, new))
    woven = replay(path, (_text(before), _text(after)), staged)
    content = woven if woven is not None else store.read_output(place.top / path)
    return new if content is None else Blob(new.mode, put(place, path, content))


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")
