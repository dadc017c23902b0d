"""What the sample journal in contacts/ promises to a newcomer: every feature once, nothing broken, nobody real."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kithbook import checks
from kithbook.diagnostic import Severity
from kithbook.load import Loaded, load
from kithbook.model import EXCHANGES, OUTCOMES, Contact, Journal, Touch
from kithbook.plan import Plan, Reason, make
from kithbook.plan.facts import facts

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 3, 1)
FILES = sorted(path for path in (ROOT / "contacts").rglob("*") if path.is_file())
MARKDOWN = {path.name: path.read_bytes().decode() for path in FILES if path.suffix == ".md"}

ADDRESS = re.compile(r"[\w.+-]+@([\w.-]+\w)")
WEB = re.compile(r"https?://([\w.-]+)")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
OTHER_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}[./]\d{1,2}[./]\d{1,2}\b")


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(ROOT)


@pytest.fixture(scope="module")
def sample(loaded: Loaded) -> Journal:
    return loaded.journal


@pytest.fixture(scope="module")
def plan(sample: Journal) -> Plan:
    return make(sample, TODAY)


def touches(journal: Journal) -> list[Touch]:
    return [touch for contact in journal.contacts.values() for touch in contact.log]


def depth(journal: Journal, contact: Contact) -> int:
    """How many referrals lie between a contact and the root of her chain."""
    referrer = journal.contacts.get(contact.referred_by)
    return 0 if referrer is None else 1 + depth(journal, referrer)


def test_the_sample_lives_on_the_first_of_march(sample: Journal) -> None:
    assert sample.settings.today == TODAY


def test_what_check_finds_in_the_sample_is_there_on_purpose(loaded: Loaded) -> None:
    found = [*loaded.diagnostics, *checks.run(loaded.journal, TODAY)]
    assert sorted((finding.span.path, finding.rule.code) for finding in found) == [
        ("contacts/campaigns/vineyard-pruners.md", "draft-campaign"),
        ("contacts/clients/hana-novakova.md", "dangling-link"),
        ("contacts/clients/noor-al-hashimi.md", "touch-in-future"),
        ("contacts/events/2026-02-gartenwerk-koeln.md", "card-without-next-step"),
    ]
    assert Severity.ERROR not in {finding.severity for finding in found}


def test_every_kind_of_file_is_there(sample: Journal) -> None:
    assert 30 <= len(sample.contacts) <= 40
    assert len(sample.events) == 3
    assert len(sample.campaigns) == 2
    assert len(sample.organisations) == 4
    assert list(sample.pages) == ["how-i-use-this"]
    assert len(sample.inbox) == 4


def test_every_channel_is_used(sample: Journal) -> None:
    assert {touch.channel for touch in touches(sample)} == set(sample.settings.channels)


def test_every_outcome_and_exchange_and_both_directions_are_used(sample: Journal) -> None:
    assert {touch.outcome for touch in touches(sample)} == {"", *OUTCOMES}
    assert {mark for touch in touches(sample) for mark in touch.exchange} == set(EXCHANGES)
    assert {touch.direction for touch in touches(sample)} == {"in", "out"}


def test_touches_have_times_details_and_company(sample: Journal) -> None:
    assert any(touch.time for touch in touches(sample))
    assert any(len(touch.details) > 1 for touch in touches(sample))
    assert any(touch.with_ for touch in touches(sample))


def test_every_state_of_a_contact_appears(sample: Journal, plan: Plan) -> None:
    states = {facts(sample, plan, contact).state for contact in sample.contacts.values()}
    assert states == {"new", "ok", "due", "overdue", "snoozed", "archived", "deceased"}


def test_every_reason_that_falls_due_appears(plan: Plan) -> None:
    assert {reason for item in plan.items for reason in item.reasons} == set(Reason)


def test_every_rule_that_moves_an_item_appears_but_the_levelling_of_a_full_day(plan: Plan) -> None:
    assert {move.rule for item in plan.items for move in item.moves} == {"snooze", "working-day"}


def test_the_day_is_full_but_not_overwhelming(plan: Plan) -> None:
    assert [item.contact or item.entry for item in plan.overdue] == [
        "ada-rossi",
        "piera-olivieri",
        "2026-02-gartenwerk-koeln",
        "klara-vogt",
        "paola-serafini",
        "sabine-keller",
        "imogen-clarke",
    ]
    assert [item.contact for item in plan.due_today] == [
        "pavel-dvorak",
        "marco-zanin",
        "olivier-maret",
        "jonas-brandt",
    ]
    assert [item.contact or item.name for item in plan.coming(7)] == [
        "elisa-prandi",
        "rui-amaral",
        "yusuf-demir",
        "hana-novakova",
        "davide-moroni",
        "emily-hartwell",
        "lucia-zanin",
        "matthias-engel",
        "The journal",
        "tanaka-sakura",
    ]


def test_cadence_comes_from_contact_organisation_tag_and_tier(sample: Journal) -> None:
    assert str(sample.contacts["marco-zanin"].cadence) == "4..6 weeks"
    assert sample.contacts["nevio-cescutti"].cadence is not None
    assert sample.contacts["nevio-cescutti"].cadence.is_never
    assert str(sample.organisations["acciai-valdoro"].cadence) == "3 months"
    assert sample.contacts["sergio-bonardi"].organisation == "acciai-valdoro"
    assert str(sample.settings.tags["garden"]) == "2 months"
    assert "garden" in sample.contacts["imogen-clarke"].tags
    assert {contact.tier for contact in sample.contacts.values()} == {"", *sample.settings.tiers}


def test_two_were_never_touched_and_one_only_tried(sample: Journal) -> None:
    assert [id for id, log in sample.touches.items() if not log] == ["elisa-prandi", "klara-vogt"]
    assert {touch.outcome for touch in sample.touches["olivier-maret"]} == {"no answer"}


def test_one_is_snoozed_one_archived_one_deceased_one_private(sample: Journal) -> None:
    people = sample.contacts.values()
    assert [contact.id for contact in people if contact.snoozed] == ["grace-whitfield"]
    assert [contact.id for contact in people if contact.archived] == ["soeren-kjaer"]
    assert sample.contacts["soeren-kjaer"].archived_because == "closed the shop and went sailing"
    assert [contact.id for contact in people if contact.deceased] == ["giuseppe-zanin"]
    assert [contact.id for contact in people if contact.private] == ["ottavia-sartor"]


def test_nothing_else_mentions_the_private_contact() -> None:
    assert [name for name, text in MARKDOWN.items() if "ottavia" in text.casefold()] == ["ottavia-sartor.md"]


def test_one_address_is_dead_and_one_contact_cannot_be_reached(sample: Journal) -> None:
    carla, gino = sample.contacts["carla-benedetti"], sample.contacts["gino-pez"]
    assert [handle.value for handle in carla.live_emails] == ["carla.benedetti@banca-valcolma.example"]
    assert (gino.emails, gino.phones, gino.urls, gino.address) == ((), (), (), "")


def test_birthdays_come_whole_without_year_and_in_parts(sample: Journal) -> None:
    born = {contact.id: str(contact.birthday) for contact in sample.contacts.values() if contact.birthday}
    assert born["anna-zanin"] == "2000-02-29"
    assert born["ada-rossi"] == "--04-12"
    assert born["yusuf-demir"] == "1981-05"
    assert born["rui-amaral"] == "1968"


def test_a_referral_chain_is_four_deep_and_three_trees_stand_beside_each_other(sample: Journal) -> None:
    assert depth(sample, sample.contacts["grace-whitfield"]) == 4
    introducers = {contact.referred_by for contact in sample.contacts.values()} - {""}
    roots = {id for id in introducers if not sample.contacts[id].referred_by}
    assert roots == {"paola-serafini", "francesca-dal-bo", "hana-novakova"}


def test_what_one_needs_another_offers(sample: Journal) -> None:
    assert "a printer for brochures" in sample.contacts["giulia-ferrante"].needs
    assert "catalogues in small runs" in sample.contacts["davide-moroni"].offers


def test_every_field_of_a_contact_is_used(sample: Journal) -> None:
    used = {key for contact in sample.contacts.values() for key in contact.spans}
    assert used >= {
        "name", "aliases", "organisation", "role", "email", "phone", "url", "address", "town", "language", "photo",
        "tags", "tier", "cadence", "prefers", "why", "met", "met_at", "referred_by", "campaigns", "birthday",
        "occasions", "needs", "offers", "value", "verified", "bounced", "consent", "snoozed_until", "archived",
        "deceased", "private",
    }  # fmt: skip


def test_one_campaign_is_complete(sample: Journal) -> None:
    campaign = sample.campaigns["spring-collection"]
    assert set(campaign.reactions) == set(OUTCOMES) - {"cancelled"}
    assert campaign.reactions["no answer"].times == 2
    assert len(campaign.steps) == 3
    assert [template.name for template in campaign.templates] == ["spring list", "first call"]
    assert "Shopkeepers read standing up." in campaign.guidelines


def test_one_event_is_over_one_has_cards_left_one_is_to_come(sample: Journal) -> None:
    assert {id: len(event.cards) for id, event in sample.events.items()} == {
        "2025-09-erbe-e-lame": 0,
        "2026-02-gartenwerk-koeln": 4,
        "2026-03-fiera-dei-vivai": 0,
    }


def test_the_files_are_written_in_more_than_one_hand() -> None:
    assert "\r\n" in MARKDOWN["piera-olivieri.md"]
    assert "x-incoterms: FCA Trieste" in MARKDOWN["yusuf-demir.md"]
    assert "# Quotes, lists and comments" in MARKDOWN["jonas-brandt.md"]
    assert "| what | how many |" in MARKDOWN["ada-rossi.md"]


def test_names_are_written_in_their_own_scripts(sample: Journal) -> None:
    assert sample.contacts["tanaka-sakura"].name == "田中 さくら"
    assert sample.contacts["noor-al-hashimi"].name == "نور الهاشمي"
    assert sample.resolve("Sakura Tanaka") == "tanaka-sakura"
    assert sample.resolve("Noor Al Hashimi") == "noor-al-hashimi"


@pytest.mark.parametrize("name", MARKDOWN)
def test_every_address_belongs_to_nobody(name: str) -> None:
    hosts = [*ADDRESS.findall(MARKDOWN[name]), *WEB.findall(MARKDOWN[name])]
    assert [host for host in hosts if not host.endswith(".example")] == []


@pytest.mark.parametrize("name", MARKDOWN)
def test_every_date_can_be_shifted_as_text(name: str) -> None:
    assert OTHER_DATE.findall(MARKDOWN[name]) == []


def test_ids_are_plain_slugs_and_stand_once() -> None:
    stems = [Path(name).stem for name in MARKDOWN]
    assert [stem for stem in stems if not SLUG.fullmatch(stem)] == []
    assert len(stems) == Counter(path.suffix for path in FILES)[".md"]


def test_pictures_are_small() -> None:
    pictures = {path.name: path.stat().st_size for path in FILES if path.parent.name == "photos"}
    assert list(pictures) == ["ada-rossi.png"]
    assert pictures["ada-rossi.png"] < 20_000
