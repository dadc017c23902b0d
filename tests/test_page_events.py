"""Promises about the pages of events, organisations and campaigns: who is on them, and what is said of her."""

from __future__ import annotations

import pytest

from publishing import look, made, text_of

FAIR = "---\nname: Garden fair\ndate: 2026-02-20\ntown: Padova\npurpose: meet nurseries\ngoal: 5\ncost: 300\n---\n"
CARDS = "\n## Cards\n\n- Carl Card; Card House; seeds; carl@card.example\n- Dora Dry; ; ; ; write to her\n"
MET = "---\nname: {}\nmet: 2026-02-20\nmet_at: fair\n---\n"
LOG = "\n## Log\n\n- {} {}: hello\n"
JOURNAL = {
    "events/fair.md": FAIR + CARDS,
    "ada.md": MET.format("Ada Rossi") + LOG.format("2026-02-23", "call"),
    "bruno.md": MET.format("Bruno Conti"),
}


def test_an_event_tells_how_soon_everybody_heard_from_us() -> None:
    said = text_of(made(JOURNAL)["events.md"].html)
    assert "Purpose meet nurseries" in said
    assert "4 of 5 people met, 2 cards among them, 1 conversation went on" in said
    assert "300 EUR for each conversation that went on" in said
    assert "1 card left" in said
    assert "Ada Rossi after 3 days" in said
    assert "Dora Dry card next step set" in said


def test_inside_the_target_a_silence_is_to_do_and_after_it_somebody_waits() -> None:
    late = {"events/fair.md": FAIR.replace("02-20", "02-21"), "ada.md": MET.format("Ada").replace("02-20", "02-21")}
    assert "Bruno Conti waiting 9 days" in text_of(made(JOURNAL)["events.md"].html)
    soon = {name: text.replace("02-21", "02-24") for name, text in late.items()}
    assert "Ada to do" in text_of(made(soon)["events.md"].html)
    assert "1 to do, 2 days left" in text_of(made(soon)["events.md"].html)


def test_an_event_to_come_has_no_rate_yet() -> None:
    html = made({"events/fair.md": FAIR.replace("02-20", "03-20")})["events.md"].html
    assert "to come" in html
    assert "kb-ring" not in html


def test_the_ring_says_in_words_what_it_shows() -> None:
    rings = [attributes for tag, attributes in look(made(JOURNAL)["events.md"].html).elements if tag == "svg"]
    assert rings[0]["aria-label"] == "Follow-up rate 25 %: 1 of 4 within 7 days, 0 later, within 30"


def test_several_events_stand_side_by_side_and_are_sorted_by_what_they_mean() -> None:
    html = made(JOURNAL | {"events/ball.md": FAIR.replace("02-20", "01-20").replace("Garden fair", "Ball")})[
        "events.md"
    ]
    assert "Side by side" in html.html
    assert 'data-by="2026-02-20">20 Feb 2026' in html.html


def test_a_list_of_many_events_and_many_guests_is_capped() -> None:
    texts = {f"events/e{n}.md": FAIR.replace("02-20", f"01-{n + 1:02}") for n in range(20)}
    texts |= {f"p{n}.md": MET.format(f"Person {n}").replace("fair", "e19").replace("02-20", "01-20") for n in range(30)}
    html = made(texts)["events.md"].html
    assert html.count('class="kb-card kb-event"') == 12
    assert "And 22 more" in html


ACME = "---\nname: Acme Tools\ncadence: 3 months\nquiet: [Aug]\n---\n"


def test_an_organisation_tells_who_is_there_and_when_anybody_was_last_touched() -> None:
    texts = {"organisations/acme.md": ACME, "ada.md": "---\nname: Ada\norganisation: acme\n---\n"}
    texts["ada.md"] += LOG.format("2026-01-12", "call")
    said = text_of(made(texts)["organisations.md"].html)
    assert "Acme Tools every 3 months, quiet 1 Aug to 31 Aug" in said
    assert "1 contact last touch 12 Jan" in said


def test_organisations_that_several_name_and_no_file_has_are_told() -> None:
    texts = {f"p{n}.md": f"---\nname: P{n}\norganisation: Blue House\n---\n" for n in range(3)}
    assert "Blue House 3" in text_of(made(texts)["organisations.md"].html)


SPRING = """\
---
name: Spring
audience: tag:shop
channels: [email, call]
starts: 2026-02-09
ends: 2026-06-30
steps:
  - 2 days email: send the list
  - 1 week call: ask
reactions:
  positive: 2 days call: thank
---
One question a message.
"""
SHOP = (
    "---\nname: {}\ntags: [shop]\nemail: a@b.example\nphone: +39 333 5550100\ncampaigns: {{spring: 2026-02-09}}\n---\n"
)
CAMPAIGN = {
    "campaigns/spring.md": SPRING,
    "ada.md": SHOP.format("Ada Rossi") + LOG.format("2026-02-11", "email"),
    "bruno.md": SHOP.format("Bruno Conti"),
}


def test_a_campaign_tells_how_far_everybody_has_come() -> None:
    pages = made(CAMPAIGN)
    said = text_of(pages["campaigns.md"].html)
    assert "Spring running until 30 June" in said
    assert "1 not begun" in said
    assert "1 did 1 of 2" in said
    assert "Ada Rossi step 2 of 2 · since 9 Feb" in text_of(pages["campaigns/spring.md"].html)
    assert "One question a message." in pages["campaigns/spring.md"].html


def test_a_campaign_has_a_lane_for_each_member_with_what_was_done_and_what_comes() -> None:
    said = text_of(made(CAMPAIGN)["campaigns/spring.md"].html)
    assert "11 Feb, email" in said
    assert "to come" in said


def test_a_draft_says_what_it_lacks() -> None:
    said = text_of(made({"campaigns/idea.md": "---\nname: Idea\n---\n"})["campaigns.md"].html)
    assert "It lacks audience or people, cadence or steps, channels, guidelines, reactions." in said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("starts: 2026-10-01", "from 1 Oct on"),
        ("ends: 2026-10-01", "until 1 Oct"),
        ("starts: 2026-09-01\nends: 2026-10-01", "1 Sep to 1 Oct"),
    ],
)
def test_a_campaign_says_which_end_of_its_time_is_open(days: str, said: str) -> None:
    assert said in text_of(
        made({"campaigns/spring.md": f"---\nname: Spring\n{days}\n---\n"})["campaigns/spring.md"].html
    )
