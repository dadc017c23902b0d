"""A subscription as a real client keeps it: vdirsyncer fetches the feed over loopback, twice, into a folder of files.

What it adds, changes and takes away, by UID, is what happened in the journal between the two. By default it trusts
no feed's UIDs and calls an entry by what it says; for its own tests it has a switch that lets them be, and so for ours.
"""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from icalendar import Calendar

import programs
from conftest import read_texts
from kithbook import plan
from kithbook.commands import feed, feed_serve
from kithbook.commands.session import Session
from kithbook.plan import identity
from kithbook.plan.item import Reason

PERSON = "---\nname: {name}\n{fields}---\n## Next\n\n{promises}\n## Log\n\n- 2026-02-20 call\n"
BEFORE = {
    "ada.md": ["2026-03-10 call: the catalogue", "2026-03-20 email: the photographs"],
    "bo.md": ["2026-03-12 call: the bill"],
    "cy.md": ["2026-03-14 letter: thank her"],
}
FIRST_DAY, SECOND_DAY = date(2026, 3, 1), date(2026, 3, 2)
RUN = (
    "import sys; from vdirsyncer.cli import app; from vdirsyncer.storage.http import HttpStorage\n"
    "HttpStorage._ignore_uids = sys.argv[1] != 'True'\n"
    "for verb in sys.argv[3:]: app(['--config', sys.argv[2], verb], standalone_mode=False)"
)


def texts(promises, **fields):
    """The journal with these open promises, and perhaps other fields of somebody."""
    return {
        name: PERSON.format(
            name=name[:-3].title(),
            fields=fields.get(name[:-3], ""),
            promises="".join(f"- [ ] {promise}\n" for promise in lines),
        )
        for name, lines in promises.items()
    }


def uid_of(promise, journal, today=FIRST_DAY):
    """The identity of the item about it in the plan."""
    (found,) = (item.uid for item in plan.make(journal, today).items if item.text == promise)
    return found


class Subscriber:
    """Who has subscribed with vdirsyncer: `items` are the files that it keeps, by uid, else by what they say."""

    def __init__(self, folder, url, *, trusts):
        self.trusts = trusts
        self.folder = folder / "mine"
        self.folder.mkdir()
        self._config = folder / "vdirsyncer.conf"
        self._config.write_text(
            f'[general]\nstatus_path = "{folder / "status"}"\n\n'
            '[pair mine]\na = "feed"\nb = "here"\ncollections = null\nconflict_resolution = "a wins"\n\n'
            f'[storage feed]\ntype = "http"\nurl = "{url}"\n\n'
            f'[storage here]\ntype = "filesystem"\npath = "{self.folder}"\nfileext = ".ics"\n'
        )
        self._verbs = ["discover", "sync"]

    def sync(self):
        programs.run("python", "-c", RUN, str(self.trusts), str(self._config), *self._verbs)
        self._verbs = ["sync"]
        return self.items

    @property
    def items(self):
        return {path.stem: path.read_bytes() for path in self.folder.glob("*.ics")}


@pytest.fixture
def subscribed(write_journal, tmp_path_factory):
    """A journal that is served on a day, and somebody who has subscribed to one of its feeds."""
    servers = []

    def subscribe(given, name="follow-ups", day=FIRST_DAY, *, trusts=True):
        root = write_journal(given | {"kith.toml": f"today = {day}\n"})
        shelf = feed_serve.shelf(Session(folder=root), feed.maker((), feed.Asked()))
        server = feed_serve.server(shelf, 0)
        servers.append(server)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        folder = tmp_path_factory.mktemp("subscriber")
        return Subscriber(folder, f"http://127.0.0.1:{server.server_port}/{name}.ics", trusts=trusts)

    yield subscribe
    for server in servers:
        server.shutdown()
        server.server_close()


def changes(before, after):
    """The uids that were added, changed and taken away."""
    changed = {uid for uid in before.keys() & after.keys() if before[uid] != after[uid]}
    return after.keys() - before.keys(), changed, before.keys() - after.keys()


def test_what_is_added_changed_and_taken_away_is_what_happened_in_the_journal(subscribed, write_journal):
    old = read_texts(texts(BEFORE))[0]
    subscriber = subscribed(texts(BEFORE))
    before = subscriber.sync()
    assert before.keys() == {item.uid for item in plan.make(old, FIRST_DAY).items}
    happened = BEFORE | {
        "ada.md": ["2026-03-25 call: the catalogue", "2026-03-20 email: the photographs"],
        "bo.md": [],
        "dora.md": ["2026-03-15 call: welcome her"],
    }
    write_journal(texts(happened))
    new = read_texts(texts(happened))[0]
    after = subscriber.sync()
    moved = uid_of("the catalogue", old)
    assert changes(before, after) == ({uid_of("welcome her", new)}, {moved}, {uid_of("the bill", old)})
    was, became = event(before[moved]), event(after[moved])
    assert (was["DTSTART"].dt, became["DTSTART"].dt) == (date(2026, 3, 10), date(2026, 3, 25))
    assert became["SEQUENCE"] > was["SEQUENCE"]
    assert became["LAST-MODIFIED"].dt > was["LAST-MODIFIED"].dt
    assert len(became.subcomponents) == 1


def test_the_same_day_changes_nothing_and_the_next_one_only_what_is_late(subscribed, write_journal):
    late = {**BEFORE, "bo.md": ["2026-02-25 call: the bill"]}
    subscriber = subscribed(texts(late))
    before = subscriber.sync()
    assert changes(before, subscriber.sync()) == (set(), set(), set())
    write_journal({"kith.toml": f"today = {SECOND_DAY}\n"})
    assert changes(before, subscriber.sync()) == (set(), {uid_of("the bill", read_texts(texts(late))[0])}, set())


def test_one_who_trusts_no_uids_sees_one_entry_go_and_another_come_for_each_that_changed(subscribed, write_journal):
    subscriber = subscribed(texts(BEFORE), trusts=False)
    before = subscriber.sync()
    write_journal(texts(BEFORE | {"bo.md": ["2026-03-18 call: the bill"]}))
    after = subscriber.sync()
    (came,), changed, (gone,) = changes(before, after)
    assert (event(before[gone])["SUMMARY"], event(after[came])["SUMMARY"], changed) == (*["☎ Bo: the bill"] * 2, set())


def event(data):
    (found,) = Calendar.from_ical(data).events
    return found


def test_an_archived_contact_leaves_a_corrected_birthday_changes_and_an_empty_feed_is_still_a_feed(
    subscribed, write_journal
):
    days = {"ada": "birthday: 1979-04-12\n", "bo": "birthday: --05-01\n", "cy": "birthday: --06-01\n"}
    subscriber = subscribed(texts(BEFORE, **days), "occasions")
    before = subscriber.sync()
    uids = {id: identity.uid(id, Reason.OCCASION, "birthday") for id in days}
    assert before.keys() == set(uids.values())
    later = days | {"ada": "birthday: 1979-04-13\n", "bo": "birthday: --05-01\narchived: 2026-03-01\n"}
    write_journal(texts(BEFORE, **later))
    assert changes(before, subscriber.sync()) == (set(), {uids["ada"]}, {uids["bo"]})
    write_journal(
        {name: text.replace("---\nname", "---\narchived: 2026-03-01\nname") for name, text in texts(BEFORE).items()}
    )
    (left,) = subscriber.sync().values()
    assert event(left)["SUMMARY"] == "No birthdays are written down yet"
