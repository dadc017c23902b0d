"""Tick off on the phone with the programs that people have: Radicale, vdirsyncer, todoman, and a client over CalDAV."""

from __future__ import annotations

import json
from itertools import count

import pytest
from icalendar import Calendar

import programs
from phone import Phone

ADA = """---
name: Ada Rossi
phone: +39 055 5550101
cadence: 3 weeks
---

## Next

- [ ] 2026-03-02 email: send the catalogue, and the price; before noon

## Log

- 2026-01-20 call: hello
"""
LI = "---\nname: 李伟\nphone: +39 055 5550102\ncadence: 3 weeks\n---\n\n## Log\n\n- 2026-02-01 call: hello\n"
ZOE = "---\nname: Zoë Bianchi\nphone: +39 055 5550103\ncadence: 3 weeks\n---\n\n## Log\n\n- 2026-02-01 call: hello\n"
JOURNAL = {"ada.md": ADA, "li.md": LI, "zoe.md": ZOE}
MILK = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VTODO\r\nUID:milk\r\nDTSTAMP:20260301T000000Z\r\n"
    "SUMMARY:Milk\r\nRRULE:FREQ=WEEKLY\r\nDUE;VALUE=DATE:20260302\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
)
numbers = count()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with programs.radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


class Away(Phone):
    """A phone that has only the server: what it does arrives through vdirsyncer."""

    def __init__(self, root, folder, server):
        super().__init__(root, folder)
        self.server, self.path = server, f"me/tasks{next(numbers)}/"
        server.make_calendar(self.path)
        self.config = programs.pair_of(server, self.path, folder)

    def round(self):
        """What cron does every quarter of an hour."""
        programs.vdirsyncer(self.config, "sync")
        answer = self.sync()
        programs.vdirsyncer(self.config, "sync")
        return answer

    def on_server(self):
        """Title to name and text."""
        found = self.server.items(self.path).items()
        return {str(Calendar.from_ical(text).walk("VTODO")[0]["SUMMARY"]): (name, text) for name, text in found}

    def change(self, title, change):
        """Read a task, change it and write it back, as an app does."""
        [(name, text)] = [found for said, found in self.on_server().items() if title in said]
        calendar = Calendar.from_ical(text)
        [task] = calendar.walk("VTODO")
        change(task)
        self.server.put(self.path + name, calendar.to_ical().decode())

    def remove(self, title):
        [(name, _text)] = [found for said, found in self.on_server().items() if title in said]
        self.server.delete(self.path + name)


@pytest.fixture
def away(write_journal, tmp_path, server):
    made = Away(write_journal(JOURNAL), tmp_path / "tasks", server)
    made.sync()
    programs.vdirsyncer(made.config, "sync")
    return made


def text(phone, name):
    return (phone.root / "contacts" / name).read_text()


def complete(words=""):
    def change(task):
        task["STATUS"] = "COMPLETED"
        task.add("PERCENT-COMPLETE", 100)
        task["COMPLETED"] = "20260301T101500Z"
        if words:
            task["DESCRIPTION"] = f"{task['DESCRIPTION']}\n{words}"

    return change


def due(day):
    def change(task):
        task["DUE"] = day

    return change


def test_what_is_open_arrives_on_the_server_letter_for_letter_and_a_second_round_moves_nothing(away):
    there = away.on_server()
    assert {title.partition(":")[0] for title in there} == {"✉ Ada Rossi", "☎ Ada Rossi", "☎ 李伟", "☎ Zoë Bianchi"}
    for title, (_name, on_server) in there.items():
        [remote] = Calendar.from_ical(on_server).walk("VTODO")
        local = away.task(title)
        assert (str(remote["DESCRIPTION"]), remote["DUE"].dt) == (str(local["DESCRIPTION"]), local["DUE"].dt)
    before = away.server.items(away.path)
    assert away.round().endswith("4 tasks, nothing changed\n")
    assert away.server.items(away.path) == before


def test_ticked_off_moved_and_deleted_on_the_phone_in_one_round(away):
    away.change("send the catalogue", complete("by post: the printer was down"))
    away.change("Zoë", due("20260318"))
    away.remove("李伟")
    away.round()
    assert "- [x] 2026-03-02 email: send the catalogue" in text(away, "ada.md")
    assert (
        "- 2026-03-01 email: send the catalogue, and the price; before noon\n  by post: the printer was down\n"
        in text(away, "ada.md")
    )
    assert "snoozed_until: 2026-03-18 since 2026-03-01 moved on the phone\n" in text(away, "zoe.md")
    assert "snoozed_until: 2026-03-08 since 2026-03-01 taken off the phone\n" in text(away, "li.md")
    before = {name: text(away, name) for name in JOURNAL}
    away.round()
    assert {name: text(away, name) for name in JOURNAL} == before
    assert not any("李伟" in title for title in away.on_server())


def test_edits_in_the_journal_arrive_on_the_phone_and_what_the_phone_added_stays(away):
    away.change("send the catalogue", lambda task: task.add("X-APPLE-SORT-ORDER", "7"))
    away.server.put(away.path + "Shopping%20list.ics", MILK)
    away.round()
    (away.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-05"))
    (away.root / "contacts/zoe.md").write_text(ZOE.replace("## Log\n", "## Log\n\n- 2026-03-01 call: all well\n"))
    away.round()
    there = {title: text for title, (_name, text) in away.on_server().items()}
    [catalogue] = [text for title, text in there.items() if "send the catalogue" in title]
    assert "DUE;VALUE=DATE:20260305" in catalogue
    assert "X-APPLE-SORT-ORDER:7" in catalogue
    [zoe] = [text for title, text in there.items() if "Zoë" in title]
    assert "DUE;VALUE=DATE:20260322" in zoe
    assert "RRULE:FREQ=WEEKLY" in there["Milk"]
    assert "STATUS" not in there["Milk"]


def test_ticked_off_on_the_phone_while_the_journal_was_edited(away):
    (away.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-05").replace("hello", "a long talk"))
    away.sync()
    away.change("send the catalogue", complete())
    away.round()
    assert "- [x] 2026-03-05 email: send the catalogue" in text(away, "ada.md")
    assert text(away, "ada.md").count("email: send the catalogue") == 2


def test_changed_here_and_on_the_server_before_they_met_the_phone_keeps_its_words_and_the_journal_its_day(away):
    away.change("send the catalogue", lambda task: task.update(DESCRIPTION=f"{task['DESCRIPTION']}\nand the price"))
    (away.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-05"))
    away.sync()
    away.round()
    [there] = [text for title, (_name, text) in away.on_server().items() if "send the catalogue" in title]
    assert "DUE;VALUE=DATE:20260305" in there
    assert "and the price" in there.replace("\r\n ", "")
    assert "2026-03-05 email" in text(away, "ada.md")


@pytest.fixture
def phone(write_journal, tmp_path):
    """The folder alone: no server is needed for a program that reads it too."""
    made = Phone(write_journal(JOURNAL), tmp_path / "tasks")
    made.sync()
    return made


@pytest.fixture
def todo(phone, tmp_path):
    """todoman on the same folder."""
    config = tmp_path / "todoman.py"
    config.write_text(
        f'path = "{phone.folder}"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
        f'cache_path = "{tmp_path / "todoman.sqlite"}"\nhumanize = False\n'
    )
    return lambda *words: programs.run("todo", "--config", str(config), *words)


def listed(todo):
    return {task["summary"]: task for task in json.loads(todo("--porcelain", "list"))}


def test_todoman_lists_what_is_open_and_ticks_it_off(phone, todo):
    tasks = listed(todo)
    assert set(tasks) == set(phone.titles())
    catalogue = next(title for title in tasks if "send the catalogue" in title)
    assert (tasks[catalogue]["priority"], tasks[catalogue]["completed"]) == (1, False)
    zoe = next(title for title in tasks if "Zoë" in title)
    phone.note("Zoë", "coffee, positive: wants two")
    for title in (catalogue, zoe):
        todo("done", str(listed(todo)[title]["id"]))
    phone.sync(today="2099-01-01", verb="pull")
    assert "- [x] 2026-03-02 email: send the catalogue" in text(phone, "ada.md")
    assert "coffee, positive: wants two\n" in text(phone, "zoe.md")
    assert set(listed(todo)) == set(tasks) - {catalogue, zoe}
