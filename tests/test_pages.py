"""Promises about pages: what is on them, what is never on them, and that nothing written by anybody can act."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.sites.assets import icons
from kithbook.views.pages import icons as names
from kithbook.views.pages.found import numbers, other_spellings, shapeless
from kithbook.views.pages.link import built, href, mail, telephone, under, web
from kithbook.views.pages.person import initials
from kithbook.views.pages.prose import Prose
from publishing import look, made

ADA = """\
---
name: Ada Rossi
role: Head of purchasing
organisation: acme
email: ada@rossi.example
phone: {mobile: "+39 333 5550100"}
tier: inner
met_at: fair
referred_by: bruno-conti
---
She knows [[bruno-conti]] and `[[bruno-conti]]` in code.

## Next

- [ ] 2026-02-20 email: send the catalogue
- [x] 2026-01-10 call: ask how the fair went

## Log

- 2026-02-03 call, positive: asked for the catalogue
- 2026-01-05 coffee with [[bruno-conti]], gave: introduced her
- 2026-01-04 call, no answer: left a message
"""
BRUNO = "---\nname: Bruno Conti\nemail: bruno@conti.example\n---\n"
ACME = "---\nname: Acme Tools\n---\n"
FAIR = "---\nname: Garden fair\ndate: 2026-01-02\npurpose: meet people\n---\n"
JOURNAL = {"ada-rossi.md": ADA, "bruno-conti.md": BRUNO, "organisations/acme.md": ACME, "events/fair.md": FAIR}


def test_every_entry_and_every_page_of_the_manual_has_its_page() -> None:
    assert sorted(made(JOURNAL | {"recipes.md": "# Recipes\n\nSoup.\n"})) == [
        "campaigns.md",
        "care.md",
        "events.md",
        "events/fair.md",
        "help.md",
        "help/feed.md",
        "help/format.md",
        "index.md",
        "insights.md",
        "journal.md",
        "organisations.md",
        "organisations/acme.md",
        "pages/recipes.md",
        "people.md",
        "people/ada-rossi.md",
        "people/bruno-conti.md",
        "referrals.md",
        "system.md",
    ]


def test_a_page_knows_its_title_its_file_its_place_in_the_navigation_and_its_tags() -> None:
    page = made({"clients/ada.md": "---\nname: Ada Rossi\ntags: [customer, garden]\n---\n"})["people/ada.md"]
    assert (page.title, page.edit, page.section, page.tags) == (
        "Ada Rossi",
        "clients/ada.md",
        "people.md",
        ("customer", "garden"),
    )


def test_a_contact_page_says_what_is_next_and_how_to_reach_her() -> None:
    html = made(JOURNAL)["people/ada-rossi.md"].html
    assert "send the catalogue" in html
    assert "9 days late" in html
    assert 'href="tel:+393335550100"' in html
    assert 'href="mailto:ada@rossi.example"' in html


def test_the_channel_of_the_promise_is_the_filled_button() -> None:
    html = made(JOURNAL)["people/ada-rossi.md"].html
    assert 'class="kb-button is-main" href="mailto:ada@rossi.example"' in html
    assert 'class="kb-button" href="tel:+393335550100"' in html


def test_the_timeline_numbers_the_touches_that_count_and_no_others() -> None:
    html = made(JOURNAL)["people/ada-rossi.md"].html
    assert "#2" in html
    assert "#3" not in html
    assert 'class="is-attempt"' in html


def test_a_touch_with_somebody_stands_on_both_pages() -> None:
    pages = made(JOURNAL)
    assert '<a href="../bruno-conti/index.html"><bdi>Bruno Conti</bdi></a>' in pages["people/ada-rossi.md"].html
    assert '<a href="../ada-rossi/index.html"><bdi>Ada Rossi</bdi></a>' in pages["people/bruno-conti.md"].html


def test_a_wiki_link_leads_to_the_page_and_shows_the_name_and_in_code_it_stays_as_it_is() -> None:
    html = made(JOURNAL)["people/ada-rossi.md"].html
    assert 'href="../bruno-conti/index.html" rel="noopener noreferrer">Bruno Conti</a>' in html
    assert "<code>[[bruno-conti]]</code>" in html


def test_a_wiki_link_to_nobody_is_text() -> None:
    html = made({"ada.md": "---\nname: Ada\n---\nAsk [[nobody]] or [[nobody|him]].\n"})["people/ada.md"].html
    assert "Ask <a>nobody</a> or <a>him</a>." in html.replace(' rel="noopener noreferrer"', "")


def test_an_event_an_organisation_and_who_introduced_whom_are_linked() -> None:
    pages = made(JOURNAL)
    assert 'href="../../events/fair/index.html"' in pages["people/ada-rossi.md"].html
    assert 'href="../../organisations/acme/index.html"' in pages["people/ada-rossi.md"].html
    assert 'href="../../people/ada-rossi/index.html"' in pages["events/fair.md"].html
    assert 'href="../../people/ada-rossi/index.html"' in pages["organisations/acme.md"].html
    assert 'href="../ada-rossi/index.html"' in pages["people/bruno-conti.md"].html


def test_a_circle_of_introductions_is_cut_where_it_closes() -> None:
    texts = {f"{one}.md": f"---\nname: {one}\nreferred_by: {by}\n---\n" for one, by in ("ab", "bc", "ca")}
    assert made(texts)["people/a.md"].html.count("introduced</small>") == 3


def test_today_begins_with_one_person_and_folds_a_long_list() -> None:
    late = "## Next\n\n- [ ] 2026-02-20 call: ring\n"
    texts = {f"p{number}.md": f"---\nname: Person {number}\n---\n{late}" for number in range(9)}
    html = made(texts)["index.md"].html
    assert "<strong>9 overdue</strong>" in html
    assert "Start here" in html
    assert "<summary>3 more</summary>" in html


def test_today_shows_what_check_found_with_file_and_line() -> None:
    html = made({"ada.md": "---\nname: Ada\nrolle: Buyer\n---\n"})["index.md"].html
    assert "Check found 1 warning" in html
    assert "contacts/ada.md:3" in html


def test_an_empty_journal_says_how_to_begin() -> None:
    assert "Nobody is here yet" in made({})["index.md"].html


def test_without_an_address_the_feeds_are_files_and_with_one_they_can_be_subscribed_to() -> None:
    assert 'href="follow-ups.ics"' in made(JOURNAL)["index.md"].html
    served = made(JOURNAL | {"kith.toml": 'url = "https://people.example.org/me/"\n'})["index.md"].html
    assert 'href="webcal://people.example.org/me/follow-ups.ics"' in served
    assert 'value="https://people.example.org/me/follow-ups.ics"' in served


def test_beyond_three_hundred_people_the_rest_is_in_the_page_and_waits_for_a_click() -> None:
    texts = {f"p{number}.md": f"---\nname: Person {number:03}\n---\n" for number in range(302)}
    html = made(texts)["people.md"].html
    shown, _, rest = html.partition("<tbody data-kb-rest>")
    assert (shown.count("<tr data-state"), rest.count("<tr data-state")) == (299, 2)
    assert "Show all 302" in html


def test_no_id_can_take_the_place_of_another_page() -> None:
    texts = {f"{id}.md": f"---\nname: {id}\n---\n" for id in ("index", "README", "people", "help")}
    places = [built(path) for path in made(texts)]
    assert len(places) == len(set(places))
    assert {"people/index/index.html", "people/README/index.html", "people/people/index.html"} <= set(places)


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "![x](http://evil.example/pixel.png)",
    "![x][p]\n\n[p]: http://evil.example/pixel.png",
    "<javascript:alert(1)>",
    "[x](<javascript:alert(1)>)",
    '[[x"onmouseover=alert(1)//]]',
    "[[ada|<img src=x onerror=alert(1)>]]",
    "[x](https://a.example 'title\" onmouseover=\"alert(1)')",
    "<details open ontoggle=alert(1)>",
    "<style>@import 'http://evil.example'</style>",
    "<iframe src=//evil.example></iframe>",
    "<form action=//evil.example><input name=x>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "`<b onclick=alert(1)>`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "| a |\n| - |\n| <img src=x onerror=alert(1)> |",
    "{{ config }} {% raw %} {: onclick=alert(1) }",
    "</div></article><script>alert(1)</script>",
)
HARMLESS = {"a", "address", "article", "bdi", "blockquote", "br", "button", "caption", "circle", "code", "dd", "del",
    "details", "div", "dl", "dt", "em", "fieldset", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
    "img", "input", "label", "legend", "li", "nav", "ol", "option", "output", "p", "pre", "s", "section", "select",
    "small", "span", "strong", "sub", "summary", "sup", "svg", "table", "tbody", "td", "text", "th", "thead", "time",
    "tr", "ul", "path", "b", "rect", "line", "title"}  # fmt: skip


def assert_harmless(html: str) -> None:
    seen = look(html)
    assert {tag for tag, _ in seen.elements} <= HARMLESS
    assert not [attributes for _, attributes in seen.elements if any(key.startswith("on") for key in attributes)]
    assert not [target for target in seen.links if target.split(":")[0].lower() in ("javascript", "data", "vbscript")]
    assert not [source for source in seen.loads if "evil" in source]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_notes_log_or_promises_can_act(text: str) -> None:
    line = " ".join(text.split())
    body = f"{text}\n\n## Next\n\n- [ ] 2026-02-20 call: {line}\n\n## Log\n\n- 2026-01-02 call: {line}\n  {line}\n"
    for page in made({"ada.md": f"---\nname: Ada\n---\n{body}"}).values():
        assert_harmless(page.html)
        assert_harmless(page.search)


@pytest.mark.parametrize("text", HOSTILE[:3] + HOSTILE[-1:])
def test_nothing_in_a_field_can_act(text: str) -> None:
    keys = ("name", "role", "organisation", "town", "address", "email", "phone", "url", "met_at", "why", "language")
    fields = "".join(f"{key}: '{text}'\n" for key in keys)
    texts = {"ada.md": f"---\n{fields}tags: ['{text}']\nneeds: ['{text}']\n---\n", "pages.md": f"# {text}\n\n{text}\n"}
    for page in made(texts).values():
        assert_harmless(page.html)


@pytest.mark.parametrize("text", HOSTILE[:3] + HOSTILE[-1:])
def test_nothing_in_an_event_a_campaign_an_organisation_the_inbox_or_the_settings_can_act(text: str) -> None:
    head = f"---\nname: '{text}'\ntown: '{text}'\nurl: '{text}'\ntags: ['{text}']\n"
    line = (
        f"\n## Log\n\n- 2026-02-20 call with [[ada|{text}]], got: {text}\n\n## Next\n\n- [x] 2026-02-20 call: {text}\n"
    )
    texts = {
        "ada.md": f"---\nname: '{text}'\nemail: '{text}'\nbounced: '{text}'\nvalue: 5\n---\n",
        "bruno.md": f"{head}organisation: house\nmet_at: fair\nreferred_by: ada\ntier: near\n---\n{line}",
        "events/fair.md": f"{head}date: 2026-02-20\npurpose: '{text}'\n---\n## Cards\n\n- {text}; {text}; {text}\n",
        "organisations/house.md": f"{head}cadence: 2 weeks\n---\n{text}\n",
        "campaigns/spring.md": f"{head}audience: 'tag:x {text}'\nstarts: 2026-01-01\nsteps: ['2 days call: {text}']\n"
        f"reactions: {{positive: '2 days call: {text}'}}\n---\n{text}\n\n## Template: {text}\n\n{text}\n",
        "inbox.md": f"- {text}\n",
        "kith.toml": f"[tiers.\"{text}\"]\ncadence = '2 weeks'\n[tags.\"{text}\"]\ncadence = '1 month'\n",
    }
    for page in made(texts).values():
        assert_harmless(page.html)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_becomes_html_that_cannot_act(text: str) -> None:
    prose = Prose(lambda target, label, here: (label or target, ""), lambda target, label, here: (label, ""))
    assert_harmless(prose.blocks(text, "people/ada.md"))
    assert_harmless(prose.line(text, "people/ada.md"))


def test_a_blank_line_in_code_does_not_end_the_block_of_html() -> None:
    html = made({"ada.md": "---\nname: Ada\n---\n```\none\n\n  two\n```\n"})["people/ada.md"].html
    assert "\n\n" not in html
    assert unescape(html).count("one\n\n  two") == 1


def test_deeply_nested_notes_are_shown_and_break_nothing() -> None:
    assert "deep" in made({"ada.md": f"---\nname: Ada\n---\n{'> ' * 3000}deep\n"})["people/ada.md"].html


def test_only_a_picture_that_lies_in_the_folder_is_shown() -> None:
    text = "---\nname: Ada\nphoto: photos/ada.{}\n---\n"
    shown = {"ada.md": text.format("jpg"), "photos/ada.jpg": "x"}
    assert 'src="../../photos/ada.jpg"' in made(shown)["people/ada.md"].html
    assert "<img" not in made({"ada.md": text.format("jpg")})["people/ada.md"].html
    assert "<img" not in made({"ada.md": text.format("svg"), "photos/ada.svg": "x"})["people/ada.md"].html


PRIVATE = {
    "secret-friend.md": "---\nname: Zelda Quill\naliases: [Zed]\nprivate: true\n---\n\n"
    "## Log\n\n- 2026-02-02 coffee with [[ada]]: the veiled words\n",
    "organisations/veiled-house.md": "---\nname: Quill House\nprivate: true\n---\n",
    "events/veiled-ball.md": "---\nname: Quill Ball\ndate: 2026-02-28\nprivate: true\n---\n",
    "ada.md": "---\nname: Ada\nreferred_by: secret-friend\norganisation: veiled-house\nmet_at: veiled-ball\n---\n"
    "Ask [[secret-friend]] or [[Zed|Zelda]].\n\n## Log\n\n- 2026-02-03 call with [[secret-friend]]: hello\n",
    "bruno.md": "---\nname: Bruno\nmet: 2026-02-28\nmet_at: veiled-ball\n---\n",
}


@pytest.mark.parametrize("word", ["secret-friend", "Zelda", "Quill", "veiled", "Zed"])
def test_what_is_private_is_on_no_page_and_in_no_search(word: str) -> None:
    pages = made(PRIVATE)
    assert not [page.path for page in pages.values() if word in page.path + page.title + page.html + page.search]


def test_an_entry_in_the_search_has_the_spellings_and_numbers_that_people_type() -> None:
    text = '---\nname: Müller\nphone: "+39 333 5550100"\nemail: m@x.example\n---\nlikes tea\n'
    found = made({"m.md": text})["people/m.md"].search
    for word in ("muller", "mueller", "393335550100", "3335550100", "m@x.example", "likes tea"):
        assert word in found


SHAPES = re.compile(r"[*_`#>|]+|^[ \t]*[-+][ \t]|-{3,}", re.MULTILINE)


@given(text=st.text("ab*_`#>|-+ \t\n", max_size=40))
@settings(deadline=None, max_examples=300)
def test_the_search_takes_away_the_signs_that_only_shape_a_note_and_nothing_else(text: str) -> None:
    assert shapeless(text).split() == SHAPES.sub(" ", text).split()


def test_dashboards_are_not_found_by_the_search() -> None:
    pages = made(JOURNAL)
    assert [path for path, page in pages.items() if not page.search] == [
        "index.md",
        "people.md",
        "organisations.md",
        "events.md",
        "campaigns.md",
        "referrals.md",
        "insights.md",
        "care.md",
        "journal.md",
        "system.md",
        "help.md",
    ]


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("index.md", "people.md", "people/index.html"),
        ("people.md", "index.md", "../index.html"),
        ("people/ada.md", "people/bruno.md", "../bruno/index.html"),
        ("people/ada.md", "people/ada.md", "index.html"),
        ("people/ada.md", "index.md", "../../index.html"),
        ("people/index/index.md", "people.md", "../index.html"),
        ("people/ada.md", "photos/a b#c.jpg", "../../photos/a%20b%23c.jpg"),
        ("index.md", "people/ünï?.md", "people/%C3%BCn%C3%AF%3F/index.html"),
    ],
)
def test_an_address_leads_from_page_to_page(here: str, there: str, expected: str) -> None:
    assert href(here, there) == expected


def test_addresses_out_of_the_site_carry_nothing_but_themselves() -> None:
    assert telephone("+39 (333) 55;ext=1") == "tel:+39333551"
    assert telephone("none") == ""
    assert mail("a@b.example?bcc=x@y.example") == "mailto:a@b.example%3Fbcc%3Dx@y.example"
    assert web("javascript:alert(1)") == ""


def test_two_ids_that_folders_claim_get_folders_of_their_own() -> None:
    assert under("people.md", "README") == "people/README/index.md"


@pytest.mark.parametrize(
    ("name", "expected"), [("Ada Rossi", "AR"), ("Ada", "A"), ("田中 さくら", "田さ"), ("(x) ada b c", "AC"), ("", "?")]
)
def test_initials_are_those_of_the_first_and_the_last_word(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_plain_name_has_no_other_spelling() -> None:
    assert other_spellings("Ada Rossi") == ()
    assert other_spellings("Søren Kjær") == ("soren kjaer", "soeren kjaer")


def test_a_number_is_found_with_and_without_its_country_code() -> None:
    assert numbers("+420 555 010") == ("+420 555 010", "420555010", "0555010", "555010")
    assert numbers("+1 555 0100") == ("+1 555 0100", "15550100", "5550100")
    assert numbers("0573 55") == ("0573 55", "057355", "57355")


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    assert set(names.CHANNELS.values()) | {"note"} <= {name for name, _ in icons()}
