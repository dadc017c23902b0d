"""Tick off on the phone: `kith tasks` on a folder in which somebody ticks off, moves, writes and deletes."""

from __future__ import annotations

import json

import pytest

import libical
from phone import Phone, tasks
from promises import broken
from repositories import begin, git
from running import kith, said

ADA = """---
name: Ada Rossi
phone: +39 055 5550101
cadence: 3 weeks
---

## Next

- [ ] 2026-03-02 email: send the catalogue

## Log

- 2026-01-20 call: hello
"""
LI = "---\nname: Li Wei\nphone: +39 055 5550102\ncadence: 3 weeks\n---\n\n## Log\n\n- 2026-02-01 call: hello\n"
PAT = "---\nname: Pat Secret\nprivate: true\n---\n\n## Next\n\n- [ ] 2026-03-02 call: the surprise\n"
JOURNAL = {"ada.md": ADA, "li.md": LI, "pat.md": PAT}
CATALOGUE = "send the catalogue"
LI_CALL = "Li Wei: keep in touch"


@pytest.fixture
def phone(write_journal, tmp_path):
    """A phone that has the tasks of the journal."""
    made = Phone(write_journal(JOURNAL), tmp_path / "tasks")
    made.sync()
    return made


def text(phone, name="ada.md"):
    return (phone.root / "contacts" / name).read_bytes().decode()


def everything(phone):
    return {path.name: path.read_bytes() for path in sorted((phone.root / "contacts").rglob("*.md"))}


def folder(phone):
    return {path.name: path.read_bytes() for path in phone.folder.iterdir()}


# push


def test_every_open_item_is_a_task_with_its_day_and_what_one_needs_to_know(phone):
    assert phone.titles() == [
        "☎ Ada Rossi: keep in touch",
        "☎ Li Wei: keep in touch",
        "✉ Ada Rossi: send the catalogue",
    ]
    task = phone.task(CATALOGUE)
    assert task["DUE"].to_ical() == b"20260302"
    assert str(task["STATUS"]) == "NEEDS-ACTION"
    assert str(task["DESCRIPTION"]).startswith("Promised for 2 Mar 2026\nPromised: send the catalogue\n")
    assert (task["PRIORITY"], phone.task(LI_CALL)["PRIORITY"]) == (1, 5)


def test_a_task_is_read_by_libical_too(phone):
    for path in phone.files():
        [task] = libical.parse(path.read_bytes()).components
        assert {"UID", "DTSTAMP", "SUMMARY", "DUE", "STATUS"} <= task.names


def test_the_same_journal_on_the_same_day_touches_nothing(phone):
    before = {path: path.stat().st_mtime_ns for path in phone.folder.iterdir()}
    assert phone.sync() == f"{phone.folder}: 3 tasks, nothing changed\n"
    assert {path: path.stat().st_mtime_ns for path in phone.folder.iterdir()} == before


def test_what_changes_in_the_journal_changes_its_own_lines_of_the_file_only(phone):
    phone.replace(CATALOGUE, "STATUS", "X-APPLE-SORT-ORDER:7\r\nCATEGORIES:work\r\n bench\r\nSTATUS")
    before = phone.file(CATALOGUE).read_bytes().decode()
    path = phone.root / "contacts/ada.md"
    path.write_text(ADA.replace("2026-03-02", "2026-03-04"))
    assert phone.sync().endswith("3 tasks, 1 task changed\n")
    after = phone.file(CATALOGUE).read_bytes().decode()
    assert phone.task(CATALOGUE)["DUE"].to_ical() == b"20260304"
    assert set(after.split("\r\n")) - set(before.split("\r\n")) == {
        "DUE;VALUE=DATE:20260304",
        "DESCRIPTION:Promised for 4 Mar 2026\\nPromised: send the catalogue\\nLast: 2",
        "SEQUENCE:1",
        "LAST-MODIFIED:20260301T000000Z",
    }
    assert "X-APPLE-SORT-ORDER:7\r\nCATEGORIES:work\r\n bench\r\n" in after


def test_a_task_goes_when_the_journal_has_it_no_more(phone):
    said(phone.root, "log", "li", "call", "hello again")
    assert phone.sync("--days", "7").endswith("2 tasks, 1 task taken away\n")
    assert phone.titles() == ["☎ Ada Rossi: keep in touch", "✉ Ada Rossi: send the catalogue"]


def test_the_next_cycle_is_a_new_task(phone):
    first = phone.task(LI_CALL)["UID"]
    said(phone.root, "log", "li", "call", "hello again")
    phone.sync(today="2026-03-20")
    assert phone.task(LI_CALL)["UID"] != first


def test_what_is_private_is_there_only_when_asked_for_and_goes_again(phone):
    phone.sync("--with-private")
    assert "☎ Pat Secret: the surprise" in phone.titles()
    phone.sync()
    assert not any(b"Pat" in data for name, data in folder(phone).items())


@pytest.mark.parametrize(("detail", "title"), [("names", "✉ Ada Rossi"), ("initials", "✉ A.R.")])
def test_no_more_is_told_than_the_feed_may_tell(write_journal, tmp_path, detail, title):
    root = write_journal({**JOURNAL, "kith.toml": f'[tool.kith.feed]\ndetail = "{detail}"\n'})
    phone = Phone(root, tmp_path / "tasks")
    phone.sync()
    assert title in phone.titles()
    assert not any(b"catalogue" in path.read_bytes() for path in phone.files())


def test_a_number_cannot_be_ticked_off(write_journal, tmp_path):
    root = write_journal({**JOURNAL, "kith.toml": '[tool.kith.feed]\ndetail = "count"\n'})
    result = Phone(root, tmp_path / "tasks").tried()
    assert (result.exit_code, list((tmp_path / "tasks").glob("*"))) == (2, [])
    assert "a number cannot be ticked off" in result.stderr


def test_tasks_speak_the_language_of_the_settings_to_machines_and_people_alike(write_journal, tmp_path):
    phone = Phone(write_journal({**JOURNAL, "kith.toml": 'language = "it"\n'}), tmp_path / "tasks")
    phone.sync()
    before = folder(phone)
    assert json.loads(phone.sync("--json"))["pushed"] == []
    assert folder(phone) == before
    assert any("Promesso" in path.read_text() for path in phone.files())


# ticked off


def test_a_promise_that_was_ticked_off_is_ticked_and_logged(phone):
    phone.tick(CATALOGUE)
    answer = phone.sync()
    assert text(phone) == ADA.replace("- [ ]", "- [x]").replace(
        "- 2026-01-20", "- 2026-03-01 email: send the catalogue\n- 2026-01-20"
    )
    assert "Ada Rossi: ticked off on the phone, logged as: 2026-03-01 email: send the catalogue\n" in answer


def test_it_is_taken_over_once_however_often_it_is_read(phone):
    phone.tick(CATALOGUE)
    phone.sync()
    before = everything(phone)
    for _ in range(3):
        phone.sync()
    assert everything(phone) == before


def test_it_is_taken_over_once_even_when_nobody_remembers(phone):
    phone.tick(CATALOGUE)
    phone.tick(LI_CALL)
    phone.sync()
    before = everything(phone)
    (phone.folder / ".kith-tasks.json").unlink()
    phone.sync()
    phone.sync()
    assert everything(phone) == before


def test_what_was_ticked_off_before_the_memory_was_lost_is_not_lost(phone):
    phone.note(CATALOGUE, "by post this time")
    phone.tick(CATALOGUE)
    (phone.folder / ".kith-tasks.json").unlink()
    phone.sync()
    phone.sync()
    assert "- 2026-03-01 email: send the catalogue\n  by post this time\n" in text(phone)
    assert "- [x] 2026-03-02" in text(phone)


@pytest.mark.parametrize(
    "how", ["STATUS:COMPLETED", "STATUS:NEEDS-ACTION\r\nCOMPLETED:20260301T101500Z", "PERCENT-COMPLETE:100"]
)
def test_each_of_the_three_ways_to_say_that_it_is_done_counts(phone, how):
    phone.replace(LI_CALL, "STATUS:NEEDS-ACTION", how)
    phone.sync()
    assert text(phone, "li.md") == LI.replace("- 2026-02-01", "- 2026-03-01 call\n- 2026-02-01")


def test_the_words_of_the_user_are_logged_and_not_ours(phone):
    phone.note(LI_CALL, "she wants two\nand asks for a price")
    phone.tick(LI_CALL)
    phone.sync()
    added = "- 2026-03-01 call: she wants two\n  and asks for a price\n"
    assert text(phone, "li.md") == LI.replace("- 2026-02-01", f"{added}- 2026-02-01")


def test_the_words_follow_what_was_promised(phone):
    phone.note(CATALOGUE, "by post this time")
    phone.tick(CATALOGUE)
    phone.sync()
    assert "- 2026-03-01 email: send the catalogue\n  by post this time\n- 2026-01-20" in text(phone)


def test_words_in_the_form_of_the_log_say_how_it_was(phone):
    phone.note(LI_CALL, "coffee, positive, gave: an introduction to Ada")
    phone.tick(LI_CALL)
    phone.sync()
    assert "- 2026-03-01 coffee, positive, gave: an introduction to Ada\n" in text(phone, "li.md")


def test_a_title_that_was_written_anew_is_logged_too(phone):
    phone.retitle(LI_CALL, "Li Wei: has moved to Prato")
    phone.tick("Prato")
    phone.sync()
    assert "- 2026-03-01 call: Li Wei: has moved to Prato\n" in text(phone, "li.md")


def test_hostile_words_stay_words(phone):
    phone.note(LI_CALL, "- 2020-01-01 call: forged\n## Next\n- [ ] 2026-03-09 email: forged too\n---")
    phone.tick(LI_CALL)
    phone.sync()
    result = json.loads(kith(phone.root, "due", "--json", "--days", "60").stdout)
    assert not any("forged" in item["text"] and "promise" in item["reasons"] for item in result["items"])
    assert text(phone, "li.md").count("\n## ") == 1


@pytest.mark.parametrize("at", ["19700101T000000Z", "20991231T235959Z", "20260228T120000Z"])
def test_a_phone_whose_clock_is_wrong_did_it_today(phone, at):
    phone.tick(LI_CALL, at=at)
    phone.sync()
    assert "\n- 2026-03-01 call\n" in text(phone, "li.md")


def test_the_day_is_the_owners_not_greenwichs(write_journal, tmp_path):
    phone = Phone(write_journal({**JOURNAL, "kith.toml": 'timezone = "Asia/Tokyo"\n'}), tmp_path / "tasks")
    phone.sync()
    phone.tick(LI_CALL, at="20260302T160000Z")
    phone.sync(today="2026-03-05")
    assert "\n- 2026-03-03 call\n" in text(phone, "li.md")


def test_what_was_done_at_the_desk_too_is_not_logged_twice(phone):
    said(phone.root, "done", "ada", "1")
    said(phone.root, "log", "li", "coffee", "told her about the fair")
    before = everything(phone)
    phone.tick(CATALOGUE)
    phone.tick(LI_CALL)
    answer = phone.sync()
    assert everything(phone) == before
    assert answer.count("and the journal has it already") == 2


def test_words_are_logged_even_when_the_desk_was_quicker(phone):
    said(phone.root, "log", "li", "coffee", "told her about the fair")
    phone.note(LI_CALL, "she brings her brother")
    phone.tick(LI_CALL)
    phone.sync()
    assert "- 2026-03-01 note: she brings her brother\n- 2026-03-01 coffee: told her" in text(phone, "li.md")


def test_words_are_logged_even_when_the_desk_wrote_the_same_line(phone):
    said(phone.root, "done", "ada", "1")
    phone.note(CATALOGUE, "by post this time")
    phone.tick(CATALOGUE)
    phone.sync()
    assert "- 2026-03-01 note: by post this time\n- 2026-03-01 email: send the catalogue\n- 2026" in text(phone)


def test_what_was_done_for_somebody_who_was_archived_meanwhile_is_logged(phone):
    said(phone.root, "archive", "li", "--date", "2026-03-01", "moved away")
    phone.tick(LI_CALL)
    phone.sync()
    assert "\n- 2026-03-01 call\n" in text(phone, "li.md")


def test_who_cannot_be_reached_is_noted_and_does_not_come_back_at_once(write_journal, tmp_path):
    nobody_knows = "---\nname: Zoe\nmet: 2026-02-27\n---\n"
    phone = Phone(write_journal({"zoe.md": nobody_knows}), tmp_path / "tasks")
    phone.sync()
    phone.note("Zoe", "her sister has the number")
    phone.tick("Zoe")
    phone.sync()
    assert "- 2026-03-01 note: her sister has the number\n" in text(phone, "zoe.md")
    assert phone.titles() == []


def test_a_promise_that_was_moved_in_the_journal_and_ticked_off_on_the_phone_is_done(phone):
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-09"))
    phone.tick(CATALOGUE)
    phone.sync()
    assert "- [x] 2026-03-09 email: send the catalogue\n" in text(phone)
    assert "- 2026-03-01 email: send the catalogue\n" in text(phone)


def test_what_they_owed_and_sent_came_in(write_journal, tmp_path):
    owed = ADA.replace("email: send the catalogue", "waiting: two boxes")
    phone = Phone(write_journal({"ada.md": owed}), tmp_path / "tasks")
    phone.sync()
    phone.note("two boxes", "letter: with a card of hers")
    phone.tick("two boxes")
    phone.sync()
    assert "- [x] 2026-03-02 waiting: two boxes" in text(phone)
    assert "- 2026-03-01 letter, in: two boxes\n  with a card of hers\n" in text(phone)


def test_somebody_who_has_another_id_now_is_found_by_the_alias(phone):
    (phone.root / "contacts/li.md").rename(phone.root / "contacts/wei.md")
    (phone.root / "contacts/wei.md").write_text(LI.replace("cadence", "aliases: [li]\ncadence"))
    phone.tick(LI_CALL)
    phone.sync()
    assert "\n- 2026-03-01 call\n" in text(phone, "wei.md")


def test_of_two_promises_alike_the_one_of_the_task_is_ticked(write_journal, tmp_path):
    twice = ADA.replace("## Log", "- [ ] 2026-03-09 email: send the catalogue\n\n## Log")
    phone = Phone(write_journal({"ada.md": twice}), tmp_path / "tasks")
    phone.sync()
    [later] = [path for path in phone.files() if b"20260309" in path.read_bytes()]
    later.write_bytes(later.read_bytes().replace(b"NEEDS-ACTION", b"COMPLETED"))
    phone.sync()
    assert "- [ ] 2026-03-02" in text(phone)
    assert "- [x] 2026-03-09" in text(phone)


def test_two_promises_of_one_day_are_one_task_and_are_ticked_together(write_journal, tmp_path):
    two = ADA.replace("## Log", "- [ ] 2026-03-02 call: ask for the price\n- [ ] 2026-03-20 call: later\n\n## Log")
    phone = Phone(write_journal({"ada.md": two}), tmp_path / "tasks")
    phone.sync()
    phone.tick("ask for the price")
    phone.sync()
    assert text(phone).count("- [x] 2026-03-02") == 2
    assert "- [ ] 2026-03-20 call: later" in text(phone)


def test_a_promise_without_a_channel_is_ticked_and_no_touch_is_guessed(write_journal, tmp_path):
    phone = Phone(write_journal({"ada.md": ADA.replace(" email: send", ": send")}), tmp_path / "tasks")
    phone.sync()
    phone.tick(CATALOGUE)
    phone.sync()
    assert text(phone) == ADA.replace(" email: send", ": send").replace("- [ ]", "- [x]")


def test_a_touch_ends_a_snooze(write_journal, tmp_path):
    snoozed = ADA.replace("cadence", "snoozed_until: 2026-06-01 since 2026-02-01\ncadence")
    phone = Phone(write_journal({"ada.md": snoozed}), tmp_path / "tasks")
    phone.sync()
    phone.tick(CATALOGUE)
    assert "Ada Rossi is not snoozed any more." in phone.sync()
    assert "snoozed_until" not in text(phone)


def test_a_birthday_comes_back_next_year(write_journal, tmp_path):
    born = "---\nname: Ada Rossi\nbirthday: --03-05\nphone: +39 055 5550101\n---\n\n## Log\n\n- 2026-01-20 call\n"
    phone = Phone(write_journal({"ada.md": born}), tmp_path / "tasks")
    phone.sync()
    first = phone.task("birthday")["UID"]
    phone.tick("birthday", at="20260305T080000Z")
    phone.sync(today="2026-03-05")
    assert "- 2026-03-05 call: birthday\n" in text(phone)
    phone.file("birthday").unlink()
    phone.sync(today="2027-03-01")
    assert phone.task("birthday")["UID"] != first


def test_a_task_about_no_contact_leaves_the_phone_and_its_words_go_to_the_inbox(write_journal, tmp_path):
    inbox = "- 2026-02-20 Livia, met on the train\n"
    phone = Phone(write_journal({**JOURNAL, "inbox.md": inbox}), tmp_path / "tasks")
    phone.sync()
    phone.note("The journal", "ask Marco for Livia's number")
    phone.tick("The journal")
    phone.sync()
    said_there = "- 2026-03-01 The journal, ticked off on the phone: ask Marco for Livia's number\n"
    assert text(phone, "inbox.md") == inbox + said_there
    assert not any("The journal" in title for title in phone.titles())


def test_somebody_who_left_the_journal_is_not_lost(phone):
    (phone.root / "contacts/li.md").unlink()
    phone.note(LI_CALL, "she wants two")
    phone.tick(LI_CALL)
    phone.sync()
    phone.sync()
    assert text(phone, "inbox.md").count("Li Wei, ticked off on the phone: she wants two") == 1


def test_a_file_that_cannot_be_written_waits_and_stops_nobody_else(phone):
    broken_file = ADA.replace("name:", "<<<<<<< HEAD\nname:")
    (phone.root / "contacts/ada.md").write_text(broken_file)
    phone.tick(CATALOGUE)
    phone.tick(LI_CALL)
    result = phone.tried()
    assert (result.exit_code, text(phone)) == (1, broken_file)
    assert "- 2026-03-01 call\n" in text(phone, "li.md")
    (phone.root / "contacts/ada.md").write_text(ADA)
    phone.sync()
    assert "- [x] 2026-03-02 email: send the catalogue" in text(phone)


def test_errors_in_the_journal_take_no_task_away(phone):
    (phone.root / "contacts/li.md").write_bytes(LI.encode() + b"\xff\n")
    assert phone.tried().exit_code == 1
    assert LI_CALL in "".join(phone.titles())


# moved, deleted


def test_a_promise_that_was_moved_gets_the_day_in_its_line(phone):
    phone.move(CATALOGUE, "20260311")
    assert "Ada Rossi: moved on the phone from 2 Mar 2026 to 11 Mar 2026." in phone.sync()
    assert text(phone) == ADA.replace("2026-03-02", "2026-03-11")
    assert phone.sync().endswith("nothing changed\n")


def test_a_touch_that_can_wait_and_was_moved_is_a_snooze(phone):
    phone.move(LI_CALL, "20260311")
    phone.sync()
    assert "snoozed_until: 2026-03-11 since 2026-03-01 moved on the phone\n" in text(phone, "li.md")
    assert phone.task(LI_CALL)["DUE"].to_ical() == b"20260311"
    assert phone.sync().endswith("nothing changed\n")


def test_an_hour_on_the_same_day_moves_nothing(phone):
    before = everything(phone)
    phone.replace(CATALOGUE, "DUE;VALUE=DATE:20260302", "DUE:20260302T140000")
    phone.sync()
    assert everything(phone) == before
    assert "DUE:20260302T140000" in phone.file(CATALOGUE).read_text()


def test_what_keeps_its_day_keeps_it_in_the_journal_and_says_so_once(write_journal, tmp_path):
    born = "---\nname: Ada Rossi\nbirthday: --03-05\n---\n\n## Log\n\n- 2026-01-20 call\n"
    phone = Phone(write_journal({"ada.md": born}), tmp_path / "tasks")
    phone.sync()
    phone.move("birthday", "20260307")
    said_once = "Ada Rossi: moved to 7 Mar 2026 on the phone only; in the journal it keeps its day, 5 Mar 2026."
    assert said_once in phone.sync()
    assert "Ada Rossi" not in phone.sync()
    assert (text(phone), phone.task("birthday")["DUE"].to_ical()) == (born, b"20260307")


def test_moved_here_and_there_the_phone_wins_and_says_so(phone):
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-04"))
    phone.move(CATALOGUE, "20260311")
    assert "The journal had moved it too; the phone's day holds." in phone.sync()
    assert text(phone) == ADA.replace("2026-03-02", "2026-03-11")


def test_changed_here_and_there_the_words_of_the_phone_stay_and_it_says_so_once(phone):
    phone.note(CATALOGUE, "ask for the price too")
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-04"))
    assert "Ada Rossi: changed here and on the phone; the phone's words stay." in phone.sync()
    assert "changed here" not in phone.sync()
    assert str(phone.task(CATALOGUE)["DESCRIPTION"]).endswith("ask for the price too")
    assert phone.task(CATALOGUE)["DUE"].to_ical() == b"20260304"
    phone.tick(CATALOGUE)
    phone.sync()
    assert "- 2026-03-01 email: send the catalogue\n  ask for the price too\n" in text(phone)


def test_a_phone_that_did_not_get_the_new_day_yet_does_not_move_it_back(phone):
    path = phone.file(CATALOGUE)
    old = path.read_bytes()
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-05"))
    phone.sync()
    path.write_bytes(old)
    phone.note(CATALOGUE, "ask for the price too")
    phone.sync()
    assert "2026-03-05 email" in text(phone)
    assert phone.task(CATALOGUE)["DUE"].to_ical() == b"20260305"
    assert str(phone.task(CATALOGUE)["DESCRIPTION"]).endswith("ask for the price too")
    phone.tick(CATALOGUE)
    phone.sync()
    assert "- 2026-03-01 email: send the catalogue\n  ask for the price too\n- 2026-01-20" in text(phone)


def test_a_day_that_the_phone_took_back_is_moved_back(phone):
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-05"))
    phone.sync()
    phone.move(CATALOGUE, "20260302")
    phone.sync()
    assert text(phone) == ADA


def test_somebody_whose_task_was_deleted_is_snoozed_for_a_week_and_comes_back(phone):
    first = phone.task(LI_CALL)["UID"]
    phone.delete(LI_CALL)
    assert "Li Wei: deleted on the phone, snoozed until 8 Mar 2026." in phone.sync()
    assert "snoozed_until: 2026-03-08 since 2026-03-01 taken off the phone\n" in text(phone, "li.md")
    assert not any("Li Wei" in title for title in phone.titles())
    phone.sync(today="2026-03-09")
    assert phone.task(LI_CALL)["UID"] != first


def test_a_promise_whose_task_was_deleted_stays_promised_and_comes_back_in_a_week(phone):
    phone.delete(CATALOGUE)
    assert "Ada Rossi: deleted on the phone; the journal keeps it, and it comes back on 8 Mar 2026." in phone.sync()
    assert text(phone) == ADA
    assert not any(CATALOGUE in title for title in phone.titles())
    phone.sync(today="2026-03-08")
    assert any(CATALOGUE in title for title in phone.titles())


def test_what_was_deleted_long_before_its_day_comes_back_on_it(write_journal, tmp_path):
    later = {"ada.md": ADA.replace("2026-03-02", "2026-03-25"), "li.md": LI.replace("2026-02-01", "2026-02-25")}
    phone = Phone(write_journal(later), tmp_path / "tasks")
    phone.sync()
    phone.delete(CATALOGUE)
    phone.delete(LI_CALL)
    answer = phone.sync()
    assert "it comes back on 25 Mar 2026." in answer
    assert "Li Wei: deleted on the phone; the journal keeps it, and it comes back on 18 Mar 2026." in answer
    assert {name: text(phone, name) for name in later} == later
    phone.sync(today="2026-03-18")
    assert [title for title in phone.titles() if CATALOGUE in title or "Li" in title] == ["☎ Li Wei: keep in touch"]


def test_a_snooze_that_was_written_before_the_power_failed_is_not_counted_twice(phone):
    memory = phone.folder / ".kith-tasks.json"
    before = memory.read_bytes()
    phone.delete(LI_CALL)
    phone.sync()
    memory.write_bytes(before)
    phone.sync(today="2026-03-02")
    assert "snoozed_until: 2026-03-08 since 2026-03-01 taken off the phone\n" in text(phone, "li.md")


@pytest.mark.parametrize(("newest", "moved"), [("2026-02-01", "20260221"), ("2026-02-25", "20260310")])
def test_a_day_that_is_not_later_is_no_snooze(write_journal, tmp_path, newest, moved):
    phone = Phone(write_journal({"li.md": LI.replace("2026-02-01", newest)}), tmp_path / "tasks")
    phone.sync()
    before = text(phone, "li.md")
    phone.move(LI_CALL, moved)
    assert "2026 on the phone only" in phone.sync()
    assert "on the phone only" not in phone.sync()
    assert text(phone, "li.md") == before


def test_push_alone_brings_nothing_back_that_was_deleted(phone):
    phone.delete(LI_CALL)
    phone.sync(verb="push")
    assert not any("Li Wei" in title for title in phone.titles())


def test_a_task_that_was_cancelled_is_as_good_as_deleted(phone):
    phone.replace(LI_CALL, "STATUS:NEEDS-ACTION", "STATUS:CANCELLED")
    phone.sync()
    assert "snoozed_until: 2026-03-08" in text(phone, "li.md")


def test_a_folder_that_was_emptied_is_refused(phone):
    before = everything(phone)
    for path in phone.files():
        path.unlink()
    result = phone.tried()
    assert (result.exit_code, everything(phone)) == (3, before)
    assert "all 3 tasks are gone" in result.stderr
    phone.sync("--emptied")
    assert "snoozed_until: 2026-03-08" in text(phone, "li.md")


def test_a_repeating_task_of_the_user_moves_nobody(phone):
    phone.replace(LI_CALL, "STATUS", "RRULE:FREQ=WEEKLY\r\nSTATUS")
    phone.move(LI_CALL, "20260329")
    before = everything(phone)
    phone.sync()
    assert everything(phone) == before


def test_a_task_that_came_back_by_itself_is_a_task_again(phone):
    data = phone.file(CATALOGUE).read_bytes()
    name = phone.file(CATALOGUE).name
    phone.delete(CATALOGUE)
    phone.sync()
    (phone.folder / name).write_bytes(data)
    phone.sync()
    phone.sync(today="2026-03-09")
    assert sum(CATALOGUE in title for title in phone.titles()) == 1
    phone.tick(CATALOGUE)
    phone.sync(today="2026-03-09")
    assert "- [x] 2026-03-02 email: send the catalogue" in text(phone)


def test_a_beginning_or_length_that_an_app_wrote_never_contradicts_the_new_day(phone):
    phone.replace(CATALOGUE, "DUE;VALUE=DATE:20260302", "DTSTART;VALUE=DATE:20260301\r\nDURATION:P1D")
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-01"))
    phone.sync()
    task = phone.task(CATALOGUE)
    assert task["DUE"].to_ical() == b"20260301"
    assert {"DTSTART", "DURATION"} & {*task} == set()


def test_the_day_of_a_repeating_task_of_the_user_is_the_users(phone):
    phone.replace(CATALOGUE, "STATUS", "RRULE:FREQ=WEEKLY\r\nSTATUS")
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-04"))
    phone.sync()
    assert phone.task(CATALOGUE)["DUE"].to_ical() == b"20260302"


def test_a_task_that_the_user_lets_repeat_is_left_when_the_journal_closes_it(phone):
    phone.replace(LI_CALL, "STATUS", "RRULE:FREQ=WEEKLY\r\nSTATUS")
    said(phone.root, "log", "li", "coffee", "told her about the fair")
    phone.sync("--days", "7")
    assert any("Li Wei" in title for title in phone.titles())


def test_a_day_before_the_last_change_is_the_day_all_the_same(phone):
    (phone.root / "contacts/li.md").write_text(LI.replace("hello", "hello again"))
    phone.sync(today="2026-03-03")
    phone.tick(LI_CALL, at="20260302T101500Z")
    phone.sync(today="2026-03-04")
    assert "\n- 2026-03-02 call\n" in text(phone, "li.md")


def test_what_the_journal_wants_every_week_comes_back_in_the_next_one(write_journal, tmp_path):
    phone = Phone(write_journal({**JOURNAL, "inbox.md": "- 2026-02-20 Livia, met on the train\n"}), tmp_path / "tasks")
    phone.sync()
    phone.tick("The journal")
    phone.sync(today="2026-03-02")
    assert not any("The journal" in title for title in phone.titles())
    phone.sync(today="2026-03-09")
    assert any("The journal" in title for title in phone.titles())


def test_pull_alone_says_it_once(phone):
    phone.delete(CATALOGUE)
    assert "deleted on the phone" in phone.sync(verb="pull")
    assert phone.sync(verb="pull") == "Nothing was done on the phone.\n"


# what is not ours


FOREIGN = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:milk\nSUMMARY:Milk\nSTATUS:COMPLETED\nEND:VTODO\nEND:VCALENDAR\n"
)


def test_tasks_of_the_user_are_never_touched(phone):
    uid = str(phone.task(CATALOGUE)["UID"])
    subtask = FOREIGN.replace("UID:milk", f"UID:sub\nRELATED-TO:{uid}").replace("COMPLETED", "NEEDS-ACTION")
    files = {
        "milk.ics": FOREIGN,
        "sub.ics": subtask,
        "again.ics": FOREIGN,
        "repeating.ics": FOREIGN.replace("milk", "bread").replace(
            "SUMMARY", "RRULE:FREQ=DAILY\nDUE;VALUE=DATE:20260301\nSUMMARY"
        ),
        "notes.txt": "hello",
        "event.ics": FOREIGN.replace("VTODO", "VEVENT").replace("STATUS:COMPLETED", "DTSTART:20260301T100000"),
    }
    for name, content in files.items():
        (phone.folder / name).write_text(content)
    phone.tick(CATALOGUE)
    phone.sync()
    said(phone.root, "log", "li", "call", "hello again")
    phone.sync()
    assert {name: (phone.folder / name).read_text() for name in files} == files


def test_a_broken_file_is_named_and_left_and_nothing_missing_is_taken_for_deleted(phone):
    phone.file(LI_CALL).write_bytes(b"\xff\xfe not a calendar")
    before = everything(phone)
    result = phone.tried()
    assert (result.exit_code, everything(phone)) == (1, before)
    assert ".ics is left alone: " in result.stderr
    assert len(phone.folder.glob("*.ics").__next__().name) > 0


def test_a_broken_file_of_somebody_else_is_nobodys_business(phone):
    (phone.folder / "milk.ics").write_text(FOREIGN.replace("END:VTODO", "END:VEVENT"))
    phone.delete(LI_CALL)
    phone.sync()
    assert "snoozed_until: 2026-03-08" in text(phone, "li.md")


def test_a_file_into_which_somebody_put_another_task_is_left_whole(phone):
    path = phone.file(LI_CALL)
    milk = FOREIGN.split("VERSION:2.0\n")[1].split("END:VCALENDAR")[0].replace("\n", "\r\n")
    path.write_bytes(path.read_bytes().replace(b"END:VCALENDAR", milk.encode() + b"END:VCALENDAR"))
    before = path.read_bytes()
    said(phone.root, "log", "li", "call", "hello again")
    assert phone.tried().exit_code == 1
    assert path.read_bytes() == before


def test_a_folder_among_the_contacts_is_refused(phone):
    result = tasks(phone.root, "sync", str(phone.root / "contacts" / "tasks"))
    assert (result.exit_code, (phone.root / "contacts" / "tasks").exists()) == (2, False)


def test_an_app_that_writes_other_spaces_and_quotes_added_nothing(phone):
    path = phone.file(LI_CALL)
    path.write_bytes(path.read_bytes().replace(b"3 weeks", "3\u00a0weeks".encode()))
    phone.tick(LI_CALL)
    phone.sync()
    assert "\n- 2026-03-01 call\n" in text(phone, "li.md")


def test_a_file_with_another_name_is_found_by_its_uid(phone):
    phone.file(CATALOGUE).rename(phone.folder / "Zebra 12.ics")
    phone.tick(CATALOGUE)
    phone.sync()
    assert "- [x] 2026-03-02" in text(phone)
    assert (
        sum(
            CATALOGUE in str(phone.read(path)["SUMMARY"]) for path in phone.files() if b"COMPLETED" in path.read_bytes()
        )
        == 1
    )


def test_of_two_files_with_one_task_the_one_that_we_wrote_counts(phone):
    copy = phone.folder / "A copy.ics"
    copy.write_bytes(phone.file(CATALOGUE).read_bytes())
    before = copy.read_bytes()
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-04"))
    result = phone.tried()
    assert result.exit_code == 1
    assert "A copy.ics has the same task as" in result.stderr
    assert copy.read_bytes() == before
    assert sum(b"20260304" in path.read_bytes() for path in phone.files()) == 1


def test_a_task_in_which_somebody_wrote_is_left_when_the_journal_has_it_no_more(phone):
    phone.note(LI_CALL, "she wants two")
    said(phone.root, "log", "li", "coffee", "told her about the fair")
    assert "it is left there" in phone.sync("--days", "7")
    assert "it is left there" not in phone.sync("--days", "7")
    phone.tick(LI_CALL)
    phone.sync("--days", "7")
    assert "- 2026-03-01 note: she wants two\n" in text(phone, "li.md")


def test_a_file_with_unix_line_ends_keeps_them(phone):
    path = phone.file(CATALOGUE)
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    (phone.root / "contacts/ada.md").write_text(ADA.replace("2026-03-02", "2026-03-04"))
    phone.sync()
    assert b"20260304" in path.read_bytes()
    assert b"\r" not in path.read_bytes()


def test_a_journal_with_windows_line_ends_keeps_them(write_journal, tmp_path):
    phone = Phone(write_journal({"ada.md": ADA.replace("\n", "\r\n")}), tmp_path / "tasks")
    phone.sync()
    phone.tick(CATALOGUE)
    phone.sync()
    expected = ADA.replace("- [ ]", "- [x]").replace("- 2026-01", "- 2026-03-01 email: send the catalogue\n- 2026-01")
    assert text(phone) == expected.replace("\n", "\r\n")


def test_another_journal_has_another_folder(phone, tmp_path):
    other = tmp_path / "other" / "contacts"
    other.mkdir(parents=True)
    (other / "zoe.md").write_text(LI.replace("Li Wei", "Zoe"))
    before = folder(phone)
    result = tasks(tmp_path / "other", "sync", str(phone.folder))
    assert (result.exit_code, folder(phone)) == (3, before)
    assert "has the tasks of the journal in" in result.stderr


def test_a_journal_that_lies_elsewhere_now_says_so(phone, tmp_path):
    moved = tmp_path / "moved"
    phone.root.joinpath("contacts").rename(tmp_path / "kept")
    moved.mkdir()
    (tmp_path / "kept").rename(moved / "contacts")
    result = tasks(moved, "sync", str(phone.folder), "--moved", "--today", "2026-03-01")
    assert result.stdout.endswith("nothing changed\n")


def test_an_empty_journal_takes_nothing_away(phone):
    for path in (phone.root / "contacts").glob("*.md"):
        path.unlink()
    result = phone.tried()
    assert (result.exit_code, len(phone.files())) == (3, 3)


# how it is said


def test_a_dry_run_shows_both_diffs_and_writes_nothing(phone):
    phone.tick(CATALOGUE)
    (phone.root / "contacts/li.md").write_text(LI.replace("hello", "hello again"))
    before = everything(phone), folder(phone)
    shown = phone.sync("--dry-run")
    assert (everything(phone), folder(phone)) == before
    assert "+- 2026-03-01 email: send the catalogue\n" in shown
    assert "--- a/contacts/ada.md\n" in shown
    assert f"--- {phone.folder}/" in shown


def test_what_is_shown_is_what_is_then_done(phone):
    phone.tick(CATALOGUE)
    phone.move(LI_CALL, "20260311")
    planned = json.loads(phone.sync("--dry-run", "--json"))
    done = json.loads(phone.sync("--json"))
    assert planned["pulled"] == done["pulled"]
    assert planned["pushed"] == done["pushed"]
    assert planned["changed"] == done["changed"] == ["contacts/ada.md", "contacts/li.md"]


@pytest.mark.parametrize("verb", ["push", "pull", "sync"])
@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_the_answer_for_programs_is_what_the_manual_promises(phone, verb, options):
    phone.tick(CATALOGUE)
    phone.delete(LI_CALL)
    assert broken("tasks", phone.sync("--json", *options, verb=verb)) == []


def test_everything_of_one_run_is_one_commit_that_can_be_taken_back(write_journal, tmp_path):
    root = write_journal({**JOURNAL, "kith.toml": "commit = true\n"})
    begin(root)
    phone = Phone(root, tmp_path / "tasks")
    phone.sync()
    before = everything(phone)
    phone.tick(CATALOGUE)
    phone.tick(LI_CALL)
    phone.sync()
    assert git(root, "log", "-1", "--format=%s").strip() == "Take over from the phone: Ada Rossi and Li Wei"
    assert git(root, "status", "--porcelain", "contacts/ada.md", "contacts/li.md").strip() == ""
    said(root, "undo")
    assert everything(phone) == before


def test_a_verb_that_is_missing_is_asked_for(phone):
    assert tasks(phone.root).exit_code == 2
