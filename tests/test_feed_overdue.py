"""What becomes of entries past their day: rolled to today, told of in a digest, or left where they are."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import TODAY
from feeding import entries_of, feed_of, summaries

LATE = "---\nname: {name}\ncadence: 1 week\n---\n## Log\n\n- {touched} call: hello\n"


def people(*names, settings=""):
    """People to whom a word was due one week after 1 January, one day later for each."""
    files = {f"{name.lower()}.md": LATE.format(name=name, touched=f"2026-01-0{n}") for n, name in enumerate(names, 1)}
    return files | {"kith.toml": settings}


def digest_in(data):
    return next(event for event in entries_of(data) if "more" in event["SUMMARY"])


def on_today(data):
    return [str(event["SUMMARY"]) for event in entries_of(data) if event["DTSTART"].dt == TODAY]


def test_what_is_overdue_stands_on_today_and_says_since_when(journal):
    read = journal({"ada.md": "---\nname: Ada\n---\n## Next\n\n- [ ] 2026-02-20 call: the catalogue\n"})
    assert "☎ Ada: the catalogue (since 20 February)" in on_today(feed_of(read))


def test_since_when_has_a_year_when_it_is_another_one(journal):
    read = journal({"ada.md": "---\nname: Ada\n---\n## Next\n\n- [ ] 2025-05-01 call: the catalogue\n"})
    assert "☎ Ada: the catalogue (since 1 May 2025)" in on_today(feed_of(read))


def test_what_is_due_today_is_since_no_day(journal):
    read = journal({"ada.md": "---\nname: Ada\n---\n## Next\n\n- [ ] 2026-03-01 call: the catalogue\n"})
    assert "☎ Ada: the catalogue" in on_today(feed_of(read))


def test_what_is_past_its_day_but_inside_its_window_stands_on_today_too(journal):
    read = journal({"ada.md": "---\nname: Ada\ncadence: 4..6 weeks\n---\n## Log\n\n- 2026-01-26 call\n"})
    assert on_today(feed_of(read)) == ["• Ada: keep in touch (since 23 February)"]


def test_a_rolled_item_keeps_its_uid(journal):
    read = journal(
        {"ada.md": "---\nname: Ada\n---\n## Next\n\n- [ ] 2026-03-03 call: hello\n\n## Log\n\n- 2026-02-20 call\n"}
    )
    before, after = (entries_of(feed_of(read, today=day))[0] for day in (date(2026, 3, 1), date(2026, 3, 9)))
    assert before["UID"] == after["UID"]
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2026, 3, 3), date(2026, 3, 9))


def test_no_more_soft_items_than_per_day_are_rolled_and_one_digest_names_the_rest(journal):
    data = feed_of(journal(people("Ada", "Bo", "Cy", "Di", settings="[tool.kith]\nper_day = 2\n")))
    assert sorted(on_today(data)) == [
        "• Ada: keep in touch (since 8 January)",
        "• Bo: keep in touch (since 9 January)",
        "• and 2 more wait",
    ]
    digest = digest_in(data)
    assert digest["DESCRIPTION"].split("\n") == [
        "Cy: keep in touch (since 10 January)",
        "Di: keep in touch (since 11 January)",
    ]


def test_the_most_urgent_are_rolled_first(journal):
    read = journal(people("Zoe", "Ada", settings="[tool.kith]\nper_day = 1\n"))
    assert "• Zoe: keep in touch (since 8 January)" in on_today(feed_of(read))


def test_what_keeps_its_day_is_rolled_however_many_there_are(journal):
    lines = "".join(f"- [ ] 2026-02-0{day} call: thing {day}\n" for day in range(1, 8))
    texts = {"ada.md": f"---\nname: Ada\n---\n## Next\n\n{lines}", "kith.toml": "[tool.kith]\nper_day = 1\n"}
    assert len([title for title in on_today(feed_of(journal(texts))) if "thing" in title]) == 7


def test_the_digest_links_to_the_pages(journal):
    settings = '[tool.kith]\nper_day = 1\nurl = "https://people.example.org/"\n'
    digest = next(
        event
        for event in entries_of(feed_of(journal(people("Ada", "Bo", settings=settings))))
        if "more" in event["SUMMARY"]
    )
    assert digest["SUMMARY"] == "• and 1 more waits"
    assert digest["DESCRIPTION"] == "Bo: keep in touch (since 9 January) https://people.example.org/people/bo/"


def test_the_digest_has_the_same_uid_every_day_and_rings_no_alarm(journal):
    read = journal(people("Ada", "Bo", settings="[tool.kith]\nper_day = 1\n"))
    digests = [digest_in(feed_of(read, today=day)) for day in (TODAY, date(2026, 3, 2))]
    assert digests[0]["UID"] == digests[1]["UID"]
    assert digests[0].subcomponents == []


def test_the_digest_of_a_feed_with_initials_has_initials(journal):
    settings = '[tool.kith]\nper_day = 1\n[tool.kith.feed]\ndetail = "initials"\n'
    data = feed_of(journal(people("Ada", "Bo", settings=settings)))
    digest = digest_in(data)
    assert digest["DESCRIPTION"] == "B. (since 9 January)"


def test_a_long_digest_ends_with_how_many_others_there_are(journal):
    files = {f"p{n:02}.md": LATE.format(name=f"P{n:02}", touched="2026-01-01") for n in range(25)}
    data = feed_of(journal(files | {"kith.toml": "[tool.kith]\nper_day = 1\n"}))
    digest = digest_in(data)
    assert digest["DESCRIPTION"].split("\n")[-1] == "and 4 others"


def test_with_digest_items_keep_their_day_and_one_digest_stands_on_today(journal):
    data = feed_of(journal(people("Ada", "Bo", settings='[tool.kith.feed]\noverdue = "digest"\n')))
    assert summaries(data) == ["• Ada: keep in touch", "• Bo: keep in touch", "• 2 wait for a word from you"]
    assert [event["DTSTART"].dt for event in entries_of(data)] == [date(2026, 1, 8), date(2026, 1, 9), TODAY]


def test_with_keep_items_keep_their_day_and_there_is_no_digest(journal):
    data = feed_of(journal(people("Ada", "Bo", settings='[tool.kith.feed]\noverdue = "keep"\n')))
    assert [event["DTSTART"].dt for event in entries_of(data)] == [date(2026, 1, 8), date(2026, 1, 9)]


@pytest.mark.parametrize("mode", ["roll", "digest"])
def test_without_anything_overdue_there_is_no_digest(journal, mode):
    texts = {"ada.md": "---\nname: Ada\n---\n## Next\n\n- [ ] 2026-03-09 call: hello\n\n## Log\n\n- 2026-02-20 call\n"}
    data = feed_of(journal(texts | {"kith.toml": f'[tool.kith.feed]\noverdue = "{mode}"\n'}))
    assert summaries(data) == ["☎ Ada: hello"]
