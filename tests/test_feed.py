"""The follow-up feed: what an entry says, which entries there are, and what never stands in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conftest import TODAY
from feeding import entries_of, feed_of, summaries
from kithbook import plan

ADA = """---
name: Ada Rossi
organisation: acme
role: Head of purchasing
email: {work: ada@rossi.example, old: ada@old.example}
bounced: [ada@old.example]
phone: {mobile: "+39 333 5550100"}
address: Via Roma 1, Milano
tier: inner
why: She buys what only we can repair
met: 2025-10-03
met_at: fiera
---

## Next

- [ ] 2026-03-10 call: send the catalogue, then call

## Log

- 2026-02-20 call, positive: asked for [[bruno-conti|Bruno's]] number
- 2026-02-18 call, no answer: left a message
- 2025-12-05 coffee with [[bruno-conti]], gave: introduced her to him
"""
BRUNO = "---\nname: Bruno Conti\ncadence: never\n---\n"
FAIR = "---\nname: Fiera Milano\ndate: 2025-10-03\n---\n"
ACME = "---\nname: Acme Machines\n---\n"
SITE = '[tool.kith]\nurl = "https://people.example.org/"\n'
JOURNAL = {
    "ada-rossi.md": ADA,
    "bruno-conti.md": BRUNO,
    "events/fiera.md": FAIR,
    "organisations/acme.md": ACME,
    "kith.toml": SITE,
}


def with_detail(detail, *, more=""):
    return JOURNAL | {"kith.toml": f'{SITE}{more}[tool.kith.feed]\ndetail = "{detail}"\n'}


@pytest.fixture
def promised(journal):
    """The entry of Ada's promise."""
    return entries_of(feed_of(journal(JOURNAL)))[0]


def test_a_title_has_the_channels_sign_the_name_and_what_to_do(promised):
    assert promised["SUMMARY"] == "☎ Ada Rossi: send the catalogue, then call"


def test_a_description_is_enough_to_act_on(promised):
    assert promised["DESCRIPTION"].split("\n") == [
        "Promised for 10 Mar 2026",
        "Promised: send the catalogue, then call",
        "Head of purchasing, Acme Machines",
        "On the list because: She buys what only we can repair",
        "Last: 20 Feb 2026, call, positive: asked for Bruno's number",
        "Before: 18 Feb 2026, call, no answer: left a message",
        "Phone: +39 333 5550100 (mobile)",
        "E-mail: ada@rossi.example (work)",
        "Address: Via Roma 1, Milano",
        "This will be touch 3 since you met on 3 Oct 2025 (Fiera Milano).",
        "https://people.example.org/people/ada-rossi/",
    ]


def test_an_entry_takes_a_whole_day_and_blocks_no_time(promised):
    assert promised["DTSTART"].dt == date(2026, 3, 10)
    assert promised["DTEND"].dt == date(2026, 3, 11)
    assert promised["DTSTART"].params["VALUE"] == "DATE"
    assert promised["TRANSP"] == "TRANSPARENT"
    assert promised["STATUS"] == "CONFIRMED"


def test_an_entry_links_to_the_page_and_names_reason_and_tier(promised):
    assert promised["URL"] == "https://people.example.org/people/ada-rossi/"
    assert promised["CATEGORIES"].cats == ["promise", "inner"]


def test_an_entry_has_the_uid_of_its_item(journal):
    read = journal(JOURNAL)
    uids = {item.uid for item in plan.make(read, TODAY).items}
    assert {str(event["UID"]) for event in entries_of(feed_of(read))} == uids


def test_without_a_url_there_is_no_link(journal):
    entry = entries_of(feed_of(journal(JOURNAL | {"kith.toml": ""})))[0]
    assert "URL" not in entry
    assert "http" not in entry["DESCRIPTION"]


def test_a_link_to_a_file_name_with_spaces_and_accents_is_percent_encoded(journal):
    read = journal({"zoë d'aria.md": "---\nname: Zoë\n---\n", "kith.toml": SITE})
    assert entries_of(feed_of(read))[0]["URL"] == "https://people.example.org/people/zo%C3%AB%20d%27aria/"


def test_what_they_owe_is_asked_for(journal):
    li = "---\nname: Li Wei\nprefers: call\n---\n## Next\n\n- [ ] 2026-03-05 waiting: her answer\n"
    read = journal({"li.md": li})
    entry = entries_of(feed_of(read))[-1]
    assert entry["SUMMARY"] == "☎ Li Wei: waiting: her answer"
    assert "They owe: her answer" in entry["DESCRIPTION"].split("\n")


def test_a_touch_in_the_log_of_another_names_that_other(journal):
    read = journal(JOURNAL | {"bruno-conti.md": "---\nname: Bruno Conti\ntier: close\n---\n"})
    entry = entries_of(feed_of(read, today=date(2026, 1, 10)))[0]
    assert entry["SUMMARY"] == "• Bruno Conti: keep in touch"
    assert "Last: 5 Dec 2025, coffee, gave: introduced her to him (with Ada Rossi)" in entry["DESCRIPTION"].split("\n")


def test_a_description_has_at_most_twelve_lines_however_much_is_known(journal):
    full = ADA.replace("phone:", "url: [https://a.example, https://b.example]\ntown: Milano\nphone:")
    entry = entries_of(feed_of(journal(JOURNAL | {"ada-rossi.md": full})))[0]
    assert len(entry["DESCRIPTION"].split("\n")) == 12


def test_the_alarm_rings_at_nine_wherever_the_device_is(promised):
    (alarm,) = promised.subcomponents
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["TRIGGER"].dt == timedelta(hours=9)
    assert alarm["DESCRIPTION"] == promised["SUMMARY"]


@pytest.mark.parametrize(("setting", "alarms"), [("7:30", [timedelta(hours=7, minutes=30)]), ("none", [])])
def test_the_alarm_is_a_setting(journal, setting, alarms):
    read = journal(JOURNAL | {"kith.toml": f'[tool.kith.feed]\nalarm = "{setting}"\n'})
    assert [part["TRIGGER"].dt for part in entries_of(feed_of(read))[0].subcomponents] == alarms


def test_birthdays_have_a_feed_of_their_own(journal):
    read = journal({"li.md": "---\nname: Li Wei\nbirthday: --03-05\n---\n## Log\n\n- 2026-02-20 call: hello\n"})
    assert summaries(feed_of(read)) == ["Nobody is waiting"]


def test_a_birthday_on_the_day_on_which_a_word_is_due_stands_in_its_title(journal):
    text = "---\nname: Li Wei\nbirthday: --03-20\ncadence: 4 weeks\n---\n## Log\n\n- 2026-02-20 call\n"
    assert summaries(feed_of(journal({"li.md": text}))) == ["• Li Wei: keep in touch; birthday"]


@pytest.mark.parametrize(("day", "expected"), [("2027-03-01", ["• Li: far"]), ("2027-03-02", ["Nobody is waiting"])])
def test_the_feed_looks_twelve_months_ahead(journal, day, expected):
    touched = f"---\nname: Li\n---\n## Next\n\n- [ ] {day}: far\n\n## Log\n\n- 2026-02-20 call: hello\n"
    assert summaries(feed_of(journal({"li.md": touched}))) == expected


def test_when_nobody_is_waiting_the_feed_says_so_in_the_same_bytes_every_day(journal):
    read = journal({"bruno.md": "---\nname: Bruno\narchived: 2026-01-01\n---\n"})
    assert summaries(feed_of(read)) == ["Nobody is waiting"]
    assert feed_of(read) == feed_of(read, today=date(2027, 5, 5))


def test_the_header_says_who_we_are_and_when_to_come_back_and_has_no_uid(journal):
    head = feed_of(journal(JOURNAL)).decode().split("BEGIN:VEVENT")[0].split("\r\n")
    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kithbook//kith//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Follow-ups",
        "X-WR-CALNAME:Follow-ups",
        "DESCRIPTION:Who is waiting for a word from you\\, and why.",
        "X-WR-CALDESC:Who is waiting for a word from you\\, and why.",
        "COLOR:seagreen",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "SOURCE;VALUE=URI:https://people.example.org/follow-ups.ics",
        "",
    ]


def test_with_names_only_an_entry_has_the_name_and_the_link_and_no_word_of_the_journal(journal):
    entry = entries_of(feed_of(journal(with_detail("names"))))[0]
    assert entry["SUMMARY"] == "☎ Ada Rossi"
    assert entry["DESCRIPTION"] == "https://people.example.org/people/ada-rossi/"


def test_with_initials_neither_name_nor_id_nor_link_is_told(journal):
    data = feed_of(journal(with_detail("initials")))
    assert entries_of(data)[0]["SUMMARY"] == "☎ A.R."
    assert "DESCRIPTION" not in entries_of(data)[0]
    assert b"ossi" not in data


def test_with_count_a_day_has_one_entry_that_tells_how_many(journal):
    carl = "---\nname: Carl\n---\n## Next\n\n- [ ] 2026-03-10 call: hello\n\n## Log\n\n- 2026-02-20 call\n"
    data = feed_of(journal(with_detail("count") | {"carl.md": carl}))
    assert "• 2 follow-ups" in summaries(data)
    assert b"Carl" not in data


@pytest.mark.parametrize("detail", ["names", "initials", "count"])
def test_a_private_contact_stands_in_no_feed_but_the_full_one(journal, detail):
    private = {"ada-rossi.md": ADA.replace("tier:", "private: true\ntier:")}
    assert summaries(feed_of(journal(with_detail(detail) | private))) == ["Nobody is waiting"]


def test_a_private_contact_stands_in_the_full_feed_without_a_link(journal):
    read = journal(JOURNAL | {"ada-rossi.md": ADA.replace("tier:", "private: true\ntier:")})
    entry = entries_of(feed_of(read))[0]
    assert entry["SUMMARY"] == "☎ Ada Rossi: send the catalogue, then call"
    assert "URL" not in entry


def test_a_feed_for_others_tells_nothing_of_a_private_contact_not_even_in_the_touches_of_others(journal):
    ada = ADA.replace("- 2026-02-18 call, no answer: left a message\n", "")
    secret = BRUNO.replace("cadence", "private: true\ncadence")
    data = feed_of(journal(JOURNAL | {"ada-rossi.md": ada, "bruno-conti.md": secret}), private=False)
    last = entries_of(data)[0]["DESCRIPTION"].split("\n")[4:6]
    assert last == [
        "Last: 20 Feb 2026, call, positive: asked for someone number",
        "Before: 5 Dec 2025, coffee, gave: introduced her to him (with someone)",
    ]
    assert b"Bruno" not in data


def test_no_entry_invites_anybody(journal):
    data = feed_of(journal(JOURNAL))
    assert b"ATTENDEE" not in data
    assert b"ORGANIZER" not in data
    assert b"METHOD" not in data


CARDS = "---\nname: Fiera Milano\ndate: 2026-02-27\n---\n## Cards\n\n- Hugo Klein; Klein Druck\n"


def test_an_event_that_is_not_closed_out_has_an_entry_with_the_names_of_who_waits(journal):
    carla = "---\nname: Carla Neri\nmet_at: fiera\nprefers: call\nmet: 2026-02-27\n---\n"
    feed = feed_of(journal({"events/fiera.md": CARDS, "carla.md": carla, "kith.toml": SITE}))
    entry = next(entry for entry in entries_of(feed) if "Fiera" in entry["SUMMARY"])
    assert entry["SUMMARY"] == "• Fiera Milano: 1 person and 1 card without a touch or a next step"
    assert entry["DTSTART"].dt == date(2026, 3, 1)
    assert entry["DESCRIPTION"] == "Carla Neri\nHugo Klein (card)\nhttps://people.example.org/events/fiera/"


def test_a_feed_for_others_tells_nothing_of_a_private_event_or_campaign(journal):
    head = "---\nname: Secret launch\nprivate: true\nstarts: 2026-03-09\n"
    texts = {
        "ada.md": "---\nname: Ada\nprefers: call\nmet: 2026-02-01\n---\n## Log\n- 2026-02-20 call: hello\n",
        "events/fiera.md": CARDS.replace("date:", "private: true\ndate:"),
        "campaigns/spring.md": f"{head}audience: Ada\nsteps: ['2 days call: whisper']\n---\n",
    }
    full, shared = (feed_of(journal(texts), private=private) for private in (True, False))
    assert sorted(summaries(full)) == [
        "• Fiera Milano: 1 card without a touch or a next step",
        "• Secret launch: preflight spring: it starts on 9 Mar 2026 (since 23 February)",
        "☎ Ada: whisper",
    ]
    assert summaries(shared) == ["☎ Ada: step"]
    running = head.replace("2026-03-09", "2026-02-01")
    paced = texts | {"campaigns/spring.md": f"{running}audience: Ada\ncadence: 5 weeks\n---\n"}
    assert b"Secret" not in feed_of(journal(paced), private=False)
    assert [word for word in (b"Secret", b"whisper", b"spring") if word in shared] == []
