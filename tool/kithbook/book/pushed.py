"""What shall lie in the folder: which cards are written, changed and taken away, and which are left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kithbook.book import card
from kithbook.book.memory import Known
from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal
from kithbook.views import vcard
from kithbook.views.address_book import organisation_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A contact's card as we want it."""

    contact: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A card as it lies in the folder."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One card: what its file holds before and after; None where there is none.

    `before` and `after` are to be remembered around the exchange; None is nothing. One that `is_theirs` was changed by
    somebody else and is left alone.
    """

    uid: str
    file: str
    contact: str
    name: str
    old: bytes | None
    new: bytes | None
    before: Known | None
    after: Known | None
    is_theirs: bool = False

    @property
    def is_change(self) -> bool:
        """Whether anything on the disk changes."""
        return self.old != self.new


def wanted(journal: Journal, contacts: Iterable[Contact], *, with_private: bool) -> Mapping[str, Wanted]:
    """The cards of these contacts by uid."""
    found = {}
    for contact in contacts:
        data = vcard.card(contact, organisation_shown(journal, contact, with_private=with_private))
        found[card.uid_of(data)] = Wanted(contact=contact.id, name=contact.name, data=data)
    return found


def steps(
    asked: Mapping[str, Wanted],
    known: Mapping[str, Known],
    lying: Mapping[str, Lying],
    taken: Iterable[str],
    *,
    over: bool,
) -> Iterator[Step]:
    """One for each card that we know or want. `taken` are the file names that somebody has; `over` writes over all."""
    names = {*taken}
    for uid in sorted({*asked, *known}):
        if uid in asked:
            yield _wanted(uid, asked[uid], known.get(uid), lying.get(uid), names, over=over)
        else:
            yield _unwanted(uid, known[uid], lying.get(uid), over=over)


def _wanted(uid: str, each: Wanted, known: Known | None, found: Lying | None, names: set[str], *, over: bool) -> Step:
    ours = card.digest(each.data)
    file = found.file if found else _free(uid, names)
    after = Known(file=file, name=each.name, digests=(ours,))
    if found is None:
        return _step(uid, each, file, None, each.data, after, after)
    theirs = card.digest(found.data)
    digests = known.digests if known else ()
    if theirs != ours and theirs not in digests and not over:
        left = Known(file=file, name=each.name, digests=digests or (ours,))
        return _step(uid, each, file, found.data, found.data, left, left, is_theirs=True)
    new = found.data if theirs == ours else card.renewed(found.data, each.data)
    before = Known(file=file, name=each.name, digests=tuple(dict.fromkeys((*digests, theirs, ours))))
    return _step(uid, each, file, found.data, new, before, after)


def _step(
    uid: str,
    each: Wanted,
    file: str,
    old: bytes | None,
    new: bytes,
    before: Known,
    after: Known,
    *,
    is_theirs: bool = False,
) -> Step:
    return Step(
        uid=uid,
        file=file,
        contact=each.contact,
        name=each.name,
        old=old,
        new=new,
        before=before,
        after=after,
        is_theirs=is_theirs,
    )


def _unwanted(uid: str, known: Known, found: Lying | None, *, over: bool) -> Step:
    """A card of somebody who is gone, put away or hidden: it goes, unless somebody else wrote into it."""
    if found is None:
        return Step(uid=uid, file=known.file, contact="", name=known.name, old=None, new=None, before=known, after=None)
    if card.digest(found.data) in known.digests or over:
        return Step(
            uid=uid, file=found.file, contact="", name=known.name, old=found.data, new=None, before=known, after=None
        )
    return Step(
        uid=uid,
        file=found.file,
        contact="",
        name=known.name,
        old=found.data,
        new=found.data,
        before=known,
        after=known,
        is_theirs=True,
    )


def _free(uid: str, names: set[str]) -> str:
    """A file name that nobody has: the uid's, else that with a number."""
    number, file = 1, f"{uid}.vcf"
    while file in names:
        number, file = number + 1, f"{uid}-{number + 1}.vcf"
    names.add(file)
    return file
