"""What only the whole journal can tell: each check, in what it reports and in what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from email_validator import validate_email
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook import checks
from kithbook.checks import belonging, email
from kithbook.checks.nearest import Nearest
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal
from kithbook.text import splice

Find = Callable[..., list[Diagnostic]]
Texts = Mapping[str, str]

BRUNO = "---\nname: Bruno Conti\naliases: [Bruno]\n---\n"
FAIR = "---\nname: Fiera Milano\ndate: 2026-02-20\npurpose: find two resellers\n---\n"


@pytest.fixture
def find(journal: Callable[[Texts], Journal]) -> Find:
    """The findings of the checks on one contact, ada-rossi, whose fields are the first argument."""

    def findings(ada: str = "", *, body: str = "", today: date = TODAY, **others: str) -> list[Diagnostic]:
        texts = {name.replace("__", "/").replace("_", "-") + ".md": text for name, text in others.items()}
        texts["ada-rossi.md"] = f"---\nname: Ada Rossi\n{ada}---\n{body}"
        return list(checks.run(journal(texts), today))

    return findings


@pytest.fixture
def find_all(journal: Callable[[Texts], Journal]) -> Callable[[Texts], list[Diagnostic]]:
    return lambda texts: list(checks.run(journal(texts), TODAY))


def codes(findings: list[Diagnostic]) -> list[str]:
    return [finding.rule.code for finding in findings]


def hints(findings: list[Diagnostic]) -> list[str]:
    return [finding.hint for finding in findings]


def underlined(findings: list[Diagnostic]) -> list[str]:
    return [finding.span.text for finding in findings]


# Links


def test_links_by_id_alias_name_and_in_any_case_are_fine(find: Find) -> None:
    assert find(body="[[bruno-conti]], [[Bruno]], [[BRUNO-CONTI|he]] and [[Bruno Conti]]\n", bruno_conti=BRUNO) == []


def test_a_dangling_link_points_at_the_words_between_the_brackets(find: Find) -> None:
    found = find(body="She knows [[nobody|someone]].\n")
    assert codes(found) == ["dangling-link"]
    assert underlined(found) == ["nobody"]
    assert hints(found) == ["make a contact with this id, or take the brackets away: someone"]


def test_a_dangling_link_behind_with_is_reported_once(find: Find) -> None:
    found = find(body="## Log\n\n- 2026-02-20 coffee with [[brno]] and [[bruno-conti]]: plans\n", bruno_conti=BRUNO)
    assert underlined(found) == ["brno"]
    assert hints(found) == ["did you mean bruno-conti?"]


def test_a_link_with_folder_heading_or_ending_is_told_the_bare_id(find: Find) -> None:
    found = find(body="[[clients/bruno-conti]] [[bruno-conti#Log]] [[bruno-conti.md]]\n", bruno_conti=BRUNO)
    assert hints(found) == ["did you mean bruno-conti?"] * 3


def test_a_picture_in_double_brackets_is_no_dangling_link(find_all: Callable[[Texts], list[Diagnostic]]) -> None:
    texts = {"ada-rossi.md": "---\nname: Ada Rossi\n---\n![[photos/ada.jpg]]\n", "photos/ada.jpg": ""}
    assert find_all(texts) == []


def test_dangling_links_of_pages_events_and_campaigns_are_found_too(
    find_all: Callable[[Texts], list[Diagnostic]],
) -> None:
    texts = {"notes.md": "# Notes\n\n[[x1]]\n", "events/fair.md": f"{FAIR}[[x2]]\n"}
    assert underlined(find_all(texts)) == ["x2", "x1"]


def test_the_one_probable_id_is_offered_and_never_applied_by_itself(find: Find) -> None:
    [found] = find(body="[[bruno-cont]]\n", bruno_conti=BRUNO)
    assert found.fix is not None
    assert not found.fix.safe
    assert splice(found.span.source.text, found.fix.edits).endswith("\n[[bruno-conti]]\n")


def test_two_probable_ids_are_both_named_and_no_fix_is_offered(find: Find) -> None:
    [found] = find(body="[[li-we]]\n", li_wei="---\nname: Li Wei\n---\n", li_wen="---\nname: Li Wen\n---\n")
    assert found.hint == "did you mean li-wei or li-wen?"
    assert found.fix is None


# Referrals


def test_a_referral_by_id_alias_or_name_is_fine(find: Find) -> None:
    assert find("referred_by: bruno-conti\n", bruno_conti=BRUNO) == []
    assert find("referred_by: Bruno\n", bruno_conti=BRUNO) == []
    assert find("referred_by: Bruno Conti\n", bruno_conti=BRUNO) == []


def test_only_a_contact_can_have_brought_somebody(find: Find) -> None:
    [found] = find("referred_by: fair\n", events__fair=FAIR)
    assert found.message == '"fair" is no contact: only a contact can bring people together'


def test_a_contact_who_was_referred_by_itself_is_a_circle(find: Find) -> None:
    [found] = find("referred_by: ada-rossi\n")
    assert found.rule.code == "circular-referral"
    assert found.related == ()


def test_every_member_of_a_circle_is_reported_and_nobody_who_only_leads_into_it(find: Find) -> None:
    found = find(
        "referred_by: bruno\n",
        bruno="---\nname: Bruno\nreferred_by: carla\n---\n",
        carla="---\nname: Carla\nreferred_by: ada-rossi\n---\n",
        dora="---\nname: Dora\nreferred_by: ada-rossi\n---\n",
    )
    assert [one.message.partition(": ")[2] for one in found] == [
        "ada-rossi ← bruno ← carla ← ada-rossi",
        "bruno ← carla ← ada-rossi ← bruno",
        "carla ← ada-rossi ← bruno ← carla",
    ]
    assert [len(one.related) for one in found] == [2, 2, 2]


def test_two_circles_are_reported_apart(find: Find) -> None:
    found = find(
        "referred_by: ada-rossi\n",
        bruno="---\nname: Bruno\nreferred_by: carla\n---\n",
        carla="---\nname: Carla\nreferred_by: bruno\n---\n",
    )
    assert codes(found) == ["circular-referral"] * 3


def test_a_circle_of_a_thousand_is_told_in_one_line_each(find_all: Callable[[Texts], list[Diagnostic]]) -> None:
    found = find_all({f"c{n}.md": f"---\nname: C{n}\nreferred_by: c{(n + 1) % 1000}\n---\n" for n in range(1000)})
    assert len(found) == 1000
    assert max(len(one.message) for one in found) < 120
    assert max(len(one.related) for one in found) == 5


# Events, organisations, campaigns


def test_free_text_for_place_and_organisation_is_never_dangling(find: Find) -> None:
    assert find("met_at: a dinner at Carla's\norganisation: Rossi & Figli\n") == []
    assert find("met_at: Rimini\norganisation: Coop\n", events__rimini_2026=FAIR) == []
    assert find("met_at: 2026-02\norganisation: T-Systems\n") == []


def test_an_event_may_be_named_by_id_or_by_name(find: Find) -> None:
    assert find("met_at: 2026-fiera\n", events__2026_fiera=FAIR) == []
    assert find("met_at: Fiera Milano\n", events__2026_fiera=FAIR) == []


def test_one_slip_of_the_finger_in_an_id_without_hyphen_is_found(find: Find) -> None:
    found = find("organisation: offcina\n", organisations__officina="---\nname: Officina Bianchi\n---\n")
    assert codes(found) == ["dangling-organisation"]
    assert hints(found) == ["did you mean officina?"]


def test_an_id_of_another_kind_is_told_what_it_is(find: Find) -> None:
    [found] = find("organisation: bruno-conti\n", bruno_conti=BRUNO)
    assert found.message == '"bruno-conti" is a contact, no organisation'


def test_each_unknown_campaign_of_a_contact_is_reported_at_its_name(find: Find) -> None:
    found = find("campaigns: {spring-launch: 2026-02-01, autumn: 2026-02-01}\n")
    assert codes(found) == ["dangling-campaign", "dangling-campaign"]
    assert underlined(found) == ["spring-launch", "autumn"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("2026-10-fiera-milano", True),
        ("acme", False),
        ("2026-10", False),
        ("T-Systems", False),
        ("fiera milano", False),
    ],
)
def test_an_id_is_small_letters_with_a_hyphen(word: str, expected: bool) -> None:
    assert belonging.looks_like_id(word) is expected


# Aliases


def test_an_alias_that_is_somebody_elses_id_is_reported(find: Find) -> None:
    [found] = find("aliases: [bruno-conti]\n", bruno_conti=BRUNO)
    assert found.message == '"bruno-conti" is also the id of Bruno Conti, and a link by that name leads there'


def test_an_alias_that_is_somebody_elses_full_name_takes_its_links_and_is_reported(find: Find) -> None:
    [found] = find("aliases: [Bruno Conti]\n", bruno_conti=BRUNO)
    assert (found.rule.code, found.message) == (
        "duplicate-alias",
        '"Bruno Conti" is also the full name of bruno-conti, and a link by that name leads here',
    )


def test_a_uid_that_is_the_id_of_somebody_without_one_is_reported(find: Find) -> None:
    [found] = find("uid: bruno-conti\n", bruno_conti=BRUNO)
    assert (found.rule.code, found.message) == (
        "duplicate-uid",
        '"bruno-conti" is also the id of contacts/bruno-conti.md: a calendar shows one of the two only',
    )


def test_a_uid_of_ones_own_is_fine(find: Find) -> None:
    assert find("uid: ada-rossi\n", bruno_conti=BRUNO) == []


def test_ones_own_id_or_name_as_alias_is_fine(find: Find) -> None:
    assert find("aliases: [ada-rossi, Ada Rossi, Ada]\n") == []


def test_aliases_that_differ_only_in_case_are_the_same(find: Find) -> None:
    found = find("aliases: [Ada]\n", zoe="---\nname: Zoe\naliases: [Zoe Z, ADA]\n---\n")
    assert underlined(found) == ["ADA"]
    assert [one.related[0].span.text for one in found] == ["Ada"]


# Touches


def test_a_touch_today_is_no_appointment(find: Find) -> None:
    assert find(body="## Log\n\n- 2026-03-01 call: today\n") == []


def test_a_touch_tomorrow_is_an_appointment_one_day_away(find: Find) -> None:
    [found] = find(body="## Log\n\n- 2026-03-02 call: tomorrow\n")
    assert found.rule.code == "touch-in-future"
    assert "still 1 day away" in found.message


def test_a_touch_in_exactly_a_year_is_an_appointment_and_a_day_later_a_slip(find: Find) -> None:
    assert codes(find(body="## Log\n\n- 2027-03-01 call: x\n")) == ["touch-in-future"]
    assert codes(find(body="## Log\n\n- 2027-03-02 call: x\n")) == ["distant-touch"]


def test_the_day_proposed_for_a_distant_touch_lies_in_the_past(find: Find) -> None:
    assert "2025-12-24" in find(body="## Log\n\n- 2052-12-24 gift: x\n")[0].hint
    assert "2026-02-28" in find(body="## Log\n\n- 2028-02-29 gift: x\n")[0].hint


# Birthdays


def test_a_birthday_today_is_no_slip_and_tomorrow_is_one(find: Find) -> None:
    assert codes(find("birthday: 2026-03-01\n")) == []
    assert codes(find("birthday: 2026-03-02\n")) == ["birthday-in-future"]


def test_of_a_birthday_without_a_day_the_month_or_the_year_counts(find: Find) -> None:
    assert codes(find("birthday: 2026\n")) == codes(find("birthday: 2026-03\n")) == []
    assert codes(find("birthday: 2026-04\n")) == codes(find("birthday: 2027\n")) == ["birthday-in-future"]


def test_a_birthday_of_an_unknown_year_and_a_wedding_to_come_are_fine(find: Find) -> None:
    assert codes(find("birthday: --12-24\noccasions: {wedding: 2027-06-05}\n")) == []


# Follow-ups and cards


def test_a_done_follow_up_of_an_archived_contact_is_fine(find: Find) -> None:
    assert find("archived: 2026-01-15\n", body="## Next\n\n- [x] 2026-02-01 call: ask\n") == []


def test_open_follow_ups_of_the_deceased_are_reported(find: Find) -> None:
    [found] = find("deceased: 2026-01-15\n", body="## Next\n\n- [ ] 2026-04-01 call: ask\n")
    assert found.message == '"ask" will never fall due, because Ada Rossi is deceased'


def test_cards_have_two_days_of_grace_after_the_last_day_of_the_event(find: Find) -> None:
    fair = FAIR.replace("date: 2026-02-20", "starts: 2026-02-20\nends: 2026-02-24") + "## Cards\n\n- Hugo Klein\n"
    assert codes(find(events__fair=fair, today=date(2026, 2, 25))) == []
    assert codes(find(events__fair=fair, today=date(2026, 2, 26))) == ["card-without-next-step"]


def test_cards_of_an_event_without_a_date_are_left_alone(find: Find) -> None:
    fair = "---\nname: Fair\npurpose: meet people\n---\n## Cards\n\n- Hugo Klein\n"
    assert find(events__fair=fair) == []


# Photos and web addresses


def test_a_photo_that_is_there_is_fine_and_one_in_another_case_is_told_its_name(
    find_all: Callable[[Texts], list[Diagnostic]],
) -> None:
    texts = {"ada.md": "---\nname: Ada\nphoto: photos/ada.jpg\n---\n"}
    assert find_all({**texts, "photos/ada.jpg": ""}) == []
    assert hints(find_all({**texts, "photos/Ada.JPG": ""})) == [
        "the picture is called photos/Ada.JPG: write photo: photos/Ada.JPG"
    ]


def test_the_picture_of_a_card_that_is_not_there_is_told(find_all: Callable[[Texts], list[Diagnostic]]) -> None:
    texts = {"ada.md": "---\nname: Ada\ncard_photo: [cards/a.png, cards/b.png]\n---\n", "cards/a.png": ""}
    assert [found.span.text for found in find_all(texts)] == ["cards/b.png"]
    assert hints(find_all(texts)) == [
        "put the picture into contacts/cards/ and write card_photo: cards/ada.jpg, or delete the line"
    ]


def test_a_photo_on_the_web_is_never_fetched(find: Find) -> None:
    [found] = find("photo: https://rossi.example/ada.jpg\n")
    assert found.message.endswith("is a web address, and no picture is fetched from the web")


def test_web_addresses_with_a_scheme_are_fine(find: Find) -> None:
    assert find("url: [https://rossi.example, 'http://rossi.example/a?b#c']\n") == []


def test_only_what_is_plainly_a_server_gets_a_scheme_by_fix(find: Find) -> None:
    found = find("url: {web: rossi.example/ada, chat: '@ada@rossi.example', bad: 'javascript:alert(1)'}\n")
    assert codes(found) == ["url", "url", "url"]
    assert [one.fix is not None for one in found] == [True, False, False]


# Tiers


def test_the_top_tier_is_the_one_with_the_greatest_weight(find_all: Callable[[Texts], list[Diagnostic]]) -> None:
    settings = "[tool.kith.tiers.good]\nweight = 2\n[tool.kith.tiers.key]\nweight = 9\n"
    texts = {"pyproject.toml": settings, "ada.md": "---\nname: Ada\ntier: key\n---\n"}
    assert codes(find_all(texts)) == ["missing-why"]
    assert codes(find_all({**texts, "ada.md": "---\nname: Ada\ntier: good\n---\n"})) == []


def test_the_archived_need_no_reason_and_take_no_place(find_all: Callable[[Texts], list[Diagnostic]]) -> None:
    texts = {f"c{n}.md": f"---\nname: C{n}\ntier: inner\narchived: 2026-01-01\n---\n" for n in range(20)}
    assert find_all(texts) == []


def test_a_tier_is_over_its_limit_once_and_names_whom_nobody_touched(
    find_all: Callable[[Texts], list[Diagnostic]],
) -> None:
    texts = {
        f"c{n:02}.md": f"---\nname: C{n}\ntier: inner\nwhy: x\n---\n## Log\n\n- 2026-02-{n + 1:02} call: x\n"
        for n in range(17)
    }
    [found] = find_all(texts)
    assert found.message == 'tier "inner" holds 17 contacts, 2 more than its limit'
    assert [related.message for related in found.related] == ["C0, last touch 2026-02-01", "C1, last touch 2026-02-02"]
    assert found.span.path == "contacts/c15.md"


def test_a_tier_at_its_limit_is_fine_and_one_without_limit_holds_anybody(
    find_all: Callable[[Texts], list[Diagnostic]],
) -> None:
    inner = {f"a{n}.md": f"---\nname: A{n}\ntier: inner\nwhy: x\n---\n" for n in range(15)}
    loose = {f"b{n}.md": f"---\nname: B{n}\ntier: loose\n---\n" for n in range(200)}
    assert find_all({**inner, **loose}) == []


# Campaigns


def test_a_bare_campaign_is_told_everything_it_lacks(find: Find) -> None:
    found = find(campaigns__spring="---\nname: Spring\n---\n")
    lacks = "no audience or people, no cadence or steps, no channels, no guidelines and no reactions"
    assert [one.message for one in found] == [f"Spring is a draft: it has {lacks}"]


def test_one_enrolled_contact_replaces_the_audience(find: Find) -> None:
    spring = (
        "---\nname: Spring\nchannels: [call]\ncadence: 6 weeks\n"
        "reactions:\n  positive: 2 days call: answer\n---\nBe brief.\n"
    )
    assert codes(find(campaigns__spring=spring)) == ["draft-campaign"]
    assert codes(find("campaigns: [spring]\n", campaigns__spring=spring)) == []


def test_a_query_is_underlined_at_its_wrong_word(find: Find) -> None:
    spring = (
        "---\nname: Spring\naudience: tag:customer teir:key town:Roma\nchannels: [call]\ncadence: 6 weeks\n"
        "reactions:\n  positive: 2 days call: answer\n---\nBe brief.\n"
    )
    assert underlined(find(campaigns__spring=spring)) == ["teir:key"]


def test_an_audience_that_names_what_nobody_knows_is_reported(find: Find) -> None:
    spring = (
        "---\nname: Spring\naudience: tier:kei\nchannels: [call]\ncadence: 6 weeks\n"
        "reactions:\n  positive: 2 days call: answer\n---\nBe brief.\n"
    )
    assert codes(find(campaigns__spring=spring)) == ["query"]


# E-mail and phone


@pytest.mark.parametrize(
    "address",
    [
        "ada@rossi.example",
        "a.b+c@mail.rossi.co.uk",
        "müller@bücher.example",
        "ADA@ROSSI.EXAMPLE",
        "o'hara@klein.example",
    ],
)
def test_addresses_that_exist_somewhere_are_fine(find: Find, address: str) -> None:
    assert find(f'email: "{address}"\n') == []


@pytest.mark.parametrize(
    "address",
    ["ada", "ada@", "@rossi.example", "ada@rossi", "ada@@rossi.example", "ada rossi@x.example", "a..b@c.example"],
)
def test_addresses_that_cannot_be_are_reported(find: Find, address: str) -> None:
    assert codes(find(f'email: "{address}"\n')) == ["email"]


def test_an_address_with_a_name_around_it_is_told_the_address_alone(find: Find) -> None:
    found = find("email: ['Ada Rossi <ada@rossi.example>', 'mailto:ada@rossi.example']\n")
    assert hints(found) == ["write only ada@rossi.example"] * 2


def test_each_of_several_addresses_is_looked_at_and_underlined(find: Find) -> None:
    found = find("email: {work: ada@rossi.example, home: ada@home}\n")
    assert underlined(found) == ["ada@home"]


LABEL = st.from_regex(re.compile(r"[a-z0-9-]{1,12}", re.ASCII), fullmatch=True)
ADDRESSES = st.builds(
    "{}@{}.{}".format,
    st.from_regex(re.compile(r"[a-z0-9._+-]{1,12}", re.ASCII), fullmatch=True),
    LABEL,
    st.sampled_from(["com", "de", "it", "co.uk", "test", "local", "arpa", "example", "x--y.com"]),
)


@settings(max_examples=200, deadline=None)
@given(address=ADDRESSES.filter(email.is_plain))
def test_what_is_taken_for_a_plain_address_is_one_for_the_library_too(address: str) -> None:
    assert validate_email(address, check_deliverability=False).ascii_email


@pytest.mark.parametrize("number", ["+39 333 5550100", "+49 (30) 5550100", "+1 212 555 0100", "030 5550100", "112"])
def test_numbers_that_could_ring_are_fine(find: Find, number: str) -> None:
    assert find(f'phone: "{number}"\n') == []


@pytest.mark.parametrize(
    "number", ["+39 333 55", "+999 5550100", "soon", "12", "1" * 16, "+39 333 5550100 5550100 555"]
)
def test_numbers_that_cannot_ring_are_reported(find: Find, number: str) -> None:
    assert codes(find(f'phone: "{number}"\n')) == ["phone"]


def test_a_number_without_plus_belongs_to_the_country_of_the_holidays(
    find_all: Callable[[Texts], list[Diagnostic]],
) -> None:
    german = {"pyproject.toml": '[tool.kith]\nholidays = "DE"\n'}
    assert codes(find_all({**german, "ada.md": '---\nname: Ada\nphone: "030 5550100"\n---\n'})) == []
    assert codes(find_all({**german, "ada.md": '---\nname: Ada\nphone: "1"\n---\n'})) == ["phone"]


# All of them


def test_the_checks_find_the_same_whatever_the_order_of_the_files(
    journal: Callable[[Texts], Journal],
) -> None:
    texts = {
        "ada.md": "---\nname: Ada\naliases: [A]\nreferred_by: bruno\n---\n[[carl]]\n",
        "bruno.md": "---\nname: Bruno\naliases: [A]\nreferred_by: ada\n---\n",
        "carla.md": "---\nname: Carla\nmet_at: no-event\n---\n",
    }
    backwards = dict(reversed(texts.items()))
    assert checks.run(journal(texts), TODAY) == checks.run(journal(backwards), TODAY)


@settings(max_examples=100, deadline=None)
@given(whole=st.from_regex(r"[a-z]{2,6}-[a-z]{2,6}", fullmatch=True), place=st.integers(0, 4))
def test_a_word_that_lost_one_letter_finds_its_id_again(whole: str, place: int) -> None:
    short = whole[:place] + whole[place + 1 :]
    assume(whole != short)
    found, _ = read_texts({f"{name}.md": f"---\nname: {name}\n---\n" for name in (whole, "x9-y9", "z8-z8")})
    assert Nearest(found.contacts.values()).to(short) == (whole,)


def test_a_word_that_resembles_nothing_gets_no_proposal() -> None:
    found, _ = read_texts({"bruno-conti.md": BRUNO, "li-wei.md": "---\nname: Li Wei\n---\n"})
    assert Nearest(found.contacts.values()).to("somebody else entirely") == ()


def test_an_audience_that_asks_for_what_falls_due_is_told_that_it_reaches_nobody(find: Find) -> None:
    spring = "---\nkind: campaign\nname: Spring\naudience: tag:customer state:due\n---\n"
    (found,) = (one for one in find(spring=spring) if one.rule.code == "query")
    assert found.message == 'an audience cannot ask "state:": what falls due depends on who takes part'
    assert found.span.text == "state:"


@pytest.mark.parametrize(
    ("place", "hint"),
    [("XX", 'write a country of two letters, as "IT"'), ("DE-ZZ", 'write "DE" for the whole country')],
)
def test_a_place_without_known_holidays_is_a_wrong_setting(
    place: str, hint: str, find_all: Callable[[Texts], list[Diagnostic]]
) -> None:
    (found,) = find_all({"kith.toml": f'holidays = "{place}"'})
    assert (found.rule.code, found.span.text, found.hint) == ("setting", f'"{place}"', hint)
    assert found.message == f'holidays: no public holidays are known for "{place}"'


@pytest.mark.parametrize("place", ["IT", "DE-BY", ""])
def test_a_place_with_known_holidays_is_fine(place: str, find_all: Callable[[Texts], list[Diagnostic]]) -> None:
    assert find_all({"kith.toml": f'holidays = "{place}"'}) == []
