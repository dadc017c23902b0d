"""Promises of `kith build --incognito`: nobody and nothing can be known again, and everything else stays as it was."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook import plan
from kithbook.incognito import incognito
from kithbook.incognito.dictionary import WORD
from kithbook.incognito.inventing import FIRST
from kithbook.incognito.numbers import digits_of
from kithbook.load import load
from kithbook.model import Journal
from kithbook.plan.item import Reason
from kithbook.views.public import public
from publishing import MKDOCS, contents, kith
from test_publish import PICTURE, SETTINGS, journal_of, text_of

Write = Callable[[Mapping[str, str]], Path]
ADA = """---
name: Ada Rossi
aliases: [Adina]
organisation: Vivai Rossi
email: {work: ada.rossi@vivai-rossi.example, home: adina@mail.example}
phone: "+39 333 5550177"
url: https://www.linkedin.example/in/ada-rossi
town: Pistoia
tags: [garden]
tier: gold
cadence: 4..6 weeks
prefers: pigeon
referred_by: bruno-conti
birthday: 1979-04-12
value: 12000
---

ADA knows [[bruno-conti]] and [[Bruno Conti|her cousin]]; call 333-555.0177 or write to Ada.Rossi@vivai-rossi.example.
The order of 2026-02-01 at 14:30 was 4711 pieces, 12 boxes, since 1998.

## Next

- [ ] 2026-03-04 call: send the catalogue to Rossi
- [ ] 2026-03-05 pigeon: fly

## Log

- 2026-02-20 14:30 email with [[bruno-conti]], in, positive: Adina asked; thanks to Bruno
  and Ada's mother
- 2026-01-10 pigeon, no answer: cooed
"""
TEXTS = {
    "friends/ada-rossi.md": ADA,
    "bruno-conti.md": "---\nname: Bruno Conti\nphone: 0039 333 5550178\nmet_at: fair\n---\n\nBrother of Rossi.\n",
    "organisations/vivai-rossi.md": "---\nname: Vivai Rossi\ncadence: 9 weeks\ntown: Pistoia\n---\n",
    "events/fair.md": (
        "---\nname: Fair of Pistoia\ndate: 2026-02-27\n---\n\n"
        "## Cards\n\n- Carla Rossi; Vivai Rossi; pots; carla@vivai-rossi.example; call on Tuesday\n"
    ),
    "campaigns/spring.md": (
        "---\nname: Spring\naudience: tag:garden tier:gold town:Pistoia -state:archived\n"
        "steps:\n  - 2 days pigeon: show the pots\nreactions: {positive: '3 days call: thank Ada'}\n---\n\n"
        "## Template: first\n\nSubject: Pots\n\nDear {first_name}, pots for Pistoia.\n"
    ),
    "inbox.md": "- 2026-02-01 call Adina back\n",
    "kith.toml": (
        'owner = "irene@zefiro.example"\nurl = "https://zefiro.example/"\n[tiers.gold]\ncadence = "3 weeks"\n'
        '[channels.pigeon]\nsign = "P"\n[tags.garden]\ncadence = "8 weeks"\n[feed]\nalarm = "8:00"\n'
    ),
}


def of_others(texts: Mapping[str, str], key: str = "key") -> Journal:
    return incognito(read_texts(texts)[0], key)


def person(journal: Journal, like: str = "") -> tuple[str, str]:
    """Id and name of whom Ada became: the one who was brought by somebody."""
    [found] = [one for one in journal.contacts.values() if one.referred_by]
    return found.id, found.name


def everything(journal: Journal) -> str:
    sources = {entry.source.path: entry.source.text for entry in (*journal.entries(), *journal.pages.values())}
    sources |= {line.span.source.path: line.span.source.text for line in journal.inbox}
    return repr((sources, journal, journal.touches, dict(journal.names)))


def test_the_same_key_makes_the_same_journal_and_another_one_other_people() -> None:
    assert everything(of_others(TEXTS)) == everything(of_others(TEXTS))
    assert person(of_others(TEXTS)) != person(of_others(TEXTS, "other"))


def test_somebody_is_called_the_same_in_every_place_and_spelling() -> None:
    made = of_others(TEXTS)
    id, name = person(made)
    first, last = name.split()
    contact = made.contacts[id]
    assert id == f"{first}-{last}".lower()
    assert contact.emails[0].value.startswith(f"{first}.{last}@".lower())
    assert contact.urls[0].value.endswith(f"/in/{id}") or id in contact.urls[0].value
    assert contact.notes[0].text.startswith(f"{first.upper()} ")
    assert contact.emails[0].value in contact.notes[0].text
    assert contact.follow_ups[0].text.endswith(last)
    assert f"{first}'" in contact.log[0].details[0]
    [organisation] = made.organisations.values()
    assert organisation.name.endswith(last)
    assert made.organisation_of(contact) == organisation
    [card] = next(iter(made.events.values())).cards
    assert card.name.endswith(last)
    assert contact.town in next(iter(made.events.values())).name
    assert contact.aliases[0] in made.inbox[0].text


def test_days_channels_marks_and_links_mean_what_they_meant() -> None:
    made = of_others(TEXTS)
    contact = made.contacts[person(made)[0]]
    [other] = [one for one in made.contacts.values() if one.id != contact.id]
    first, second = contact.log
    assert (first.date, str(first.time), first.channel, first.direction, first.outcome) == (
        date(2026, 2, 20), "14:30:00", "email", "in", "positive",
    )  # fmt: skip
    assert made.resolve(first.with_[0].target) == other.id == contact.referred_by
    assert (second.outcome, second.channel) == ("no answer", contact.prefers)
    assert contact.prefers in made.settings.channels
    assert contact.tier in made.settings.tiers
    assert contact.tags[0] in made.settings.tags
    assert [one.date for one in contact.follow_ups] == [date(2026, 3, 4), date(2026, 3, 5)]
    assert "2026-02-01" in contact.notes[0].text
    assert "14:30" in contact.notes[0].text
    assert "1998" in contact.notes[0].text
    assert " 12 " in contact.notes[0].text
    assert "4711" not in contact.notes[0].text
    [campaign] = made.campaigns.values()
    assert campaign.audience == f"tag:{contact.tags[0]} tier:{contact.tier} town:{contact.town} -state:archived"
    assert campaign.steps[0].channel == contact.prefers
    assert "{first_name}" in campaign.templates[0].text
    assert "Subject:" in campaign.templates[0].text


def test_a_number_is_one_that_nobody_has_and_the_same_one_in_another_spelling() -> None:
    made = of_others(TEXTS)
    contact = made.contacts[person(made)[0]]
    number = contact.phones[0].value
    assert re.fullmatch(r"\+1 \d{3} 555 01\d\d|\+44 [\d ]+", number)
    national = number.partition(" ")[2]
    assert digits_of(national) in digits_of(contact.notes[0].text)


@pytest.mark.parametrize(
    ("number", "shape"),
    [
        ("+44 161 555 0123", r"\+44 (7700 900|20 7946 0|1632 960|1\d\d 496 0|191 498 0|29 2018 0)\d{3}"),
        ("+1 (212) 664-7665", r"\+1 \d{3} 555 01\d\d"),
        ("+49 89 1234567", r"\+49 (30 23125|40 66969|69 90009|89 99998|221 4710) \d{3}|\+49 171 39200 \d\d"),
        ("+33 1 23 45 67 89", r"\+33 (1 99 00|2 61 91|3 53 01|4 65 71|5 36 49|6 39 98) \d\d \d\d"),
        ("+61 2 9876 5432", r"\+61 [2378] 5550 \d{4}"),
        ("+46 8 123 456 78", r"\+46 (31 390 06|40 628 04|8 465 004|70 174 06) \d\d"),
    ],
)
def test_numbers_come_from_the_ranges_that_are_kept_for_fiction(number: str, shape: str) -> None:
    made = of_others({"ada.md": f"---\nname: Ada\nphone: '{number}'\n---\n"})
    [contact] = made.contacts.values()
    assert re.fullmatch(shape, contact.phones[0].value)


def test_every_address_ends_where_nobody_has_one_and_two_never_become_one() -> None:
    texts = {
        "ada.md": "---\nname: Ada\nemail: [a@x.com, a@x.it, A@X.COM, b@gmail.com]\nurl: https://www.facebook.com/a\n---\n"
    }
    [contact] = of_others(texts).contacts.values()
    addresses = [one.value for one in contact.emails]
    assert all(address.endswith(".example") for address in addresses)
    assert len(set(addresses)) == 3
    assert addresses[0] == addresses[2]
    assert re.fullmatch(r"https://www\.\w+\.example/\w", contact.urls[0].value)


def test_two_who_would_have_one_name_as_a_file_keep_two_files() -> None:
    texts = {f"{id}.md": f"---\nname: {id}\n---\n\n[[{id}]]\n" for id in ("müller", "mûller", "muller")}
    made = of_others(texts)
    assert len(made.contacts) == 3
    assert all(made.resolve(one.links[0].target) == one.id for one in made.contacts.values())


def test_nobody_is_given_a_name_that_somebody_has() -> None:
    texts = {f"c{n}.md": f"---\nname: {name} {name}i\n---\n" for n, name in enumerate(FIRST[:60])}
    made = of_others(texts)
    assert {one.name.split()[0] for one in made.contacts.values()} & set(FIRST[:60]) == set()


def test_private_contacts_pictures_own_fields_sections_and_comments_are_gone() -> None:
    texts = TEXTS | {
        "zed.md": "---\nname: Zelda\nprivate: true\n---\n",
        "eva.md": (
            "---\nname: Eva\nphoto: photos/eva.jpg\nx-own: mine\n---\n<!-- a --> <!-- private --> b <!-- /private -->\n"
        ),
        "photos/eva.jpg": "x",
    }
    made = public(of_others(texts)).journal
    assert len(made.contacts) == 3
    assert [one.photo for one in made.contacts.values()] == ["", "", ""]
    assert [one.extras for one in made.contacts.values()] == [{}, {}, {}]
    assert made.files == frozenset()
    assert [one for one in made.contacts.values() if not one.notes and not one.log and not one.phones] != []


def test_a_name_in_another_script_stays_in_it() -> None:
    names = ["نور الهاشمي", "田中 さくら", "Αθηνά", "Ольга"]
    made = of_others({f"c{n}.md": f"---\nname: {name}\n---\n" for n, name in enumerate(names)})
    said = "".join(one.name for one in made.contacts.values())
    for first, last in ("اي", "一鿿", "ぁん", "αω", "ая"):
        assert any(first <= letter <= last for letter in said)
    assert [name for name in names if name in said] == []


def test_what_the_settings_know_of_the_owner_is_gone() -> None:
    given = of_others(TEXTS | {"kith.toml": TEXTS["kith.toml"] + 'secret = "' + "ab" * 16 + '"\n'}).settings
    assert given.owner.endswith(".example")
    assert "zefiro" not in repr(given)
    assert given.url == "https://people.example/"
    assert given.feed.secret == ""
    assert given.feed.alarm == "8:00"


def dues(journal: Journal, today: date) -> Counter[object]:
    items = plan.make(journal, today).items
    return Counter((item.due, item.reasons) for item in items if Reason.OCCASION not in item.reasons)


def test_in_the_sample_the_same_falls_due_on_the_same_days(sample: Path) -> None:
    journal = load(sample).journal
    made = incognito(journal, "key")
    before, after = dues(journal, TODAY), dues(made, TODAY)
    assert sum((before & after).values()) >= 0.95 * sum(before.values())
    assert len(made.contacts) == len(journal.contacts)
    assert sum(map(len, made.touches.values())) == sum(map(len, journal.touches.values()))


def test_a_birthday_moves_by_less_than_two_weeks_and_a_leap_day_stays_one() -> None:
    texts = {"ada.md": "---\nname: Ada\nbirthday: 1980-06-15\noccasions: {wedding: 2008-02-29}\n---\n"}
    [contact] = of_others(texts).contacts.values()
    assert contact.birthday is not None
    there = contact.birthday.in_year(2026)
    assert there is not None
    assert 0 < abs((there - date(2026, 6, 15)).days) < 14
    assert contact.birthday.year is not None
    assert 0 <= abs(contact.birthday.year - 1980) < 4
    day = contact.occasions[0].day
    assert (day.month, day.day) == (2, 29)
    assert day.in_year(2008) == date(2008, 2, 29)


MEANT = frozenset(
    {
        "kind", "contact", "name", "call", "email", "the", "with", "and", "in", "out", "log", "next", "work",
        "home", "private", "true", "archived", "state", "tag", "tier", "town", "positive", "subject", "first",
    }
)  # fmt: skip
WORDS = st.lists(st.from_regex(r"[a-zàèü]{4,9}", fullmatch=True), min_size=1, max_size=8)


@given(WORDS, st.sampled_from(["name", "role", "organisation", "town", "why", "address", "tags", "needs", "met_at"]))
@example(["grazie", "call", "thanks"], "why")
def test_no_word_of_any_text_is_ever_left(words: list[str], field: str) -> None:
    written = " ".join(words)
    lists = f"## Next\n\n- [ ] 2026-03-04 call: {written}\n\n## Log\n\n- 2026-02-20 call: {written.upper()}\n"
    body = f"{written.title()}\n\n{lists}"
    texts = {
        "c.md": f"---\nname: Somebody\n{'' if field == 'name' else f'{field}: {json.dumps(written)}'}\n---\n{body}"
    }
    made = of_others(texts)
    left = {found.casefold() for found in WORD.findall(next(iter(made.contacts.values())).source.text)}
    kept = {
        word for word in words if re.match("thank|grazie|ringrazi|danke|merci|remerci|gracias|agrade|obrigad", word)
    }
    assert left & {word.casefold() for word in words} - kept - MEANT - {field, "birthday"} == set()


@given(WORDS)
@example(["aeeè", "aeèe", "aeea"])
def test_two_words_never_become_one_and_each_keeps_its_dress(words: list[str]) -> None:
    unlike = list({word.translate(str.maketrans("àèü", "aeu")): word for word in words}.values())
    made = of_others({"c.md": f"---\nname: X\n---\n{' '.join(unlike)} {' '.join(map(str.title, unlike))}\n"})
    text = next(iter(made.contacts.values())).notes[0].text.split()
    small, capital = text[: len(unlike)], text[len(unlike) :]
    assert len(set(small)) == len(unlike)
    assert [word.lower() for word in capital] == small
    assert all(word[0].isupper() for word in capital)


def test_no_byte_of_an_incognito_site_has_a_word_a_number_or_an_address_from_anywhere(write_journal: Write) -> None:
    root = write_journal(dict(journal_of()) | {"kith.toml": f'today = "2026-03-01"\n{SETTINGS}'})
    (root / "contacts/photos").mkdir()
    (root / "contacts/photos/photozz.png").write_bytes(PICTURE)
    (root / "mkdocs.yml").write_text(
        MKDOCS.replace("site_name: Test", "site_name: Shopzz\nsite_author: Authorzz\ncopyright: Copyzz\n"
                       "site_url: https://servezz.example/\nsite_description: Describezz"), encoding="utf-8",
    )  # fmt: skip
    result = kith(root, "build", "--incognito", "--key", "k", "--keep-going")
    assert result.exit_code == 0, result.output
    texts = {name: text_of(name, data) for name, data in contents(root / "incognito").items()}
    mine = {name: text for name, text in texts.items() if not name.startswith("assets/")}
    planted = re.compile(r"\b\w*zz\b|5550177|347 ?5550|73519|4711")
    found = {name: hits for name, text in mine.items() if (hits := set(planted.findall(text)))}
    assert found == {}


@pytest.fixture
def small(write_journal: Write) -> Path:
    root = write_journal({"ada.md": ADA, "kith.toml": 'today = "2026-03-01"\n'})
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return root


def site(root: Path, *options: str, folder: str = "incognito") -> dict[str, bytes]:
    result = kith(root, "build", "--incognito", "--keep-going", *options)
    assert result.exit_code == 0, result.output
    return contents(root / folder)


def test_with_a_key_the_site_is_the_same_again_and_without_one_another_each_time(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = site(small, "--key", "mine")
    second = site(small, "--key", "mine", "--to", str(small / "again"), folder="again")
    assert {name for name in first if first[name] != second.get(name)} <= {"sitemap.xml.gz"}
    monkeypatch.setenv("KITH_INCOGNITO_KEY", "mine")
    assert site(small) == first
    monkeypatch.delenv("KITH_INCOGNITO_KEY")
    other, third = site(small), site(small)
    assert first["search/search_index.json"] != other["search/search_index.json"] != third["search/search_index.json"]
    assert {name for name in third if name.startswith("people/")}.isdisjoint(first.keys() - {"people/index.html"})


def test_it_has_a_folder_of_its_own_and_is_never_mixed_with_another(small: Path) -> None:
    site(small)
    for options in ([], ["--publish"]):
        result = kith(small, "build", "--keep-going", *options, "--to", str(small / "incognito"))
        assert (result.exit_code, "a site with invented names" in result.output) == (3, True)


def test_pages_for_another_generator_have_invented_names_too(small: Path) -> None:
    made = site(small, "--pages-only", "--to", str(small / "pages"), folder="pages")
    told = "".join(text_of(*file) for file in made.items() if not file[0].startswith("docs/help"))
    assert [word for word in ("pistoia", "5550177", "adina", small.name) if word in told] == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--incognito", "--publish"], "say one of --publish and --incognito"),
        (["--key", "k"], "--key is for the invented names"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(small: Path, options: list[str], said: str) -> None:
    result = kith(small, "build", *options)
    assert (result.exit_code, said in result.output) == (2, True)
