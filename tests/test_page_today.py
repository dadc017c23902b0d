"""Promises about Today: who waits, in which order, and what stands beside the plan."""

from __future__ import annotations

import pytest

from publishing import made, text_of

FAIR = "---\nname: Garden fair\ndate: 2026-02-20\ntown: Padova\n---\n\n## Cards\n\n- Carl Card; Card House; seeds\n"
ADA = "---\nname: Ada Rossi\nphone: {{mobile: '{}'}}\nmet: 2026-02-20\nmet_at: fair\n---\n"
PROMISES = "".join(f"- [ ] 2026-{day} call: {what}\n" for what, day in (
    ("the late one", "02-20"), ("the one of today", "03-01"), ("the near one", "03-05"), ("the far one", "03-20"),
))  # fmt: skip
JOURNAL = {
    "events/fair.md": FAIR,
    "ada.md": ADA.format("+39 333 5550100") + f"## Next\n\n{PROMISES}",
    "bruno.md": "---\nname: Bruno Conti\n---\n## Log\n\n- 2026-02-24 coffee, got: lent me the saw\n",
    "inbox.md": "- 2026-02-20 the man with the espaliers\n",
}


def test_overdue_due_this_week_and_coming_stand_in_that_order() -> None:
    said = text_of(made(JOURNAL)["index.md"].html)
    order = ("the late one", "Due now 1", "This week 2", "Coming, next 30 days")
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_everybody_can_be_reached_with_one_tap() -> None:
    html = made(JOURNAL)["index.md"].html
    for address in ("tel:+393335550100", "sms:+393335550100", "https://wa.me/393335550100"):
        assert f'href="{address}"' in html


def test_a_number_without_a_country_has_no_whatsapp_because_nobody_knows_which() -> None:
    assert "wa.me" not in made({"ada.md": ADA.format("333 5550100")})["index.md"].html


def test_events_that_wait_and_the_drawer_say_how_old_they_are() -> None:
    said = text_of(made(JOURNAL | {"carla.md": ADA.format("1").replace("Ada Rossi", "Carla Neri")})["index.md"].html)
    assert "Events awaiting follow-up Garden fair 2 days late Padova, 20 Feb: 2 of 3 people waiting" in said
    assert "The drawer 2 Carl Card, Card House Garden fair, 9 days the man with the espaliers inbox, 9 days" in said
    assert "kith event close fair kith inbox sort" in said


def test_whose_turn_it_is_to_give_is_told() -> None:
    assert "Your turn to give BC Bruno Conti received 1, gave 0" in text_of(made(JOURNAL)["index.md"].html)


def test_what_check_found_leads_to_the_page_of_the_file() -> None:
    html = made({"ada.md": "---\nname: Ada\nemial: x@y.example\n---\n"})["index.md"].html
    assert '<a href="people/ada/index.html"><code>contacts/ada.md:3</code></a>' in html


def test_what_check_found_is_counted_by_how_grave_it_is() -> None:
    files = {"ada.md": "---\nname: Ada\nmet: 2026-02-31\ncolour: red\n---\n"}
    assert "Check found 1 error, 1 warning" in text_of(made(files)["index.md"].html)


def test_one_can_subscribe_in_a_calendar_in_google_by_address_and_by_camera() -> None:
    html = made(JOURNAL | {"kith.toml": 'url = "https://people.example.org/me/"\n'})["index.md"].html
    assert "calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fpeople.example.org%2Fme%2Ffollow-ups.ics" in html
    assert 'value="https://people.example.org/me/follow-ups.ics"' in html
    assert "QR code of the feed" in html


@pytest.mark.parametrize("line", ["call Zelda Quill about the roof", "[[zed]] knows a roofer", "zed"])
def test_a_line_of_the_inbox_that_names_somebody_private_is_not_in_the_drawer(line: str) -> None:
    zed = "---\nname: Zelda Quill\nprivate: true\n---\n"
    said = text_of(made(JOURNAL | {"zed.md": zed, "inbox.md": f"- 2026-02-20 {line}\n"})["index.md"].html)
    assert line not in said
    assert "Zelda" not in said
