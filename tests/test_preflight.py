"""`kith preflight`: what stops a send, what is worth a look, and nothing of it twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from conftest import TODAY
from kithbook.campaigns.preflight import Preflight, look_ahead
from kithbook.views.terminal import columns
from planning import read
from running import kith

Golden = Callable[[str, str], None]
Write = Callable[[Mapping[str, str]], Path]
ROOT = Path(__file__).parents[1]

SPRING = """
    ---
    kind: campaign
    name: Spring launch
    audience: tag:customer
    channels: [{channels}]
    starts: 2026-02-01
    ends: 2026-06-30
    steps:
      - 2 days {first}: send the list
    reactions:
      positive: 2 days call: thank them
    ---
    One question a message.
"""
PERSON = """
    ---
    name: {name}
    tags: [{tags}]
    met: 2026-01-10
    verified: 2026-02-01
    {more}
    ---

    ## Log

    {log}
"""


def person(more: str = "email: ada@rossi.example", log: str = "", *, name: str = "Ada", tags: str = "customer") -> str:
    return PERSON.format(name=name, more=more, log=log, tags=tags)


def spring(channels: str = "email, call") -> str:
    return SPRING.format(channels=channels, first=channels.partition(",")[0])


def seen(*, on: date = TODAY, channels: str = "email, call", campaign: str = "", **people: str) -> Preflight:
    """The look at a campaign whose members are these people."""
    journal = read(spring=campaign or spring(channels), **people)
    return look_ahead(journal, journal.campaigns["spring"], TODAY, on)


def kinds(found: Preflight) -> list[tuple[str, str]]:
    return [(finding.contact.id if finding.contact else "", finding.kind.value) for finding in found.findings]


def about(more: str, log: str = "", channels: str = "email, call") -> list[str]:
    """What is found about Ada."""
    return [finding.kind.value for finding in seen(ada=person(more, log), channels=channels).findings]


def test_nothing_stops_a_send_to_somebody_with_an_address() -> None:
    found = seen(ada=person())
    assert (found.findings, found.stops, [one.id for one in found.clear]) == ((), False, ["ada"])


def test_who_has_no_address_on_any_of_the_channels_is_unreachable() -> None:
    assert about("town: Milano") == ["unreachable"]
    assert about('phone: "+39 333 5550100"') == []
    assert about('phone: "+39 333 5550100"', channels="email") == ["unreachable"]
    assert about("address: Via Roma 1", channels="letter") == []
    assert about("town: Milano", channels="event") == []


def test_an_address_that_is_known_to_be_dead_stops_the_send_unless_there_is_another_way() -> None:
    dead = "email: ada@old.example\n    bounced: [ada@old.example]"
    assert about(dead) == ["bounced"]
    assert about(f'{dead}\n    phone: "+39 333 5550100"') == []
    assert about("email: [ada@old.example, ada@new.example]\n    bounced: [ada@old.example]") == []


def test_what_bounced_last_stops_the_send_until_something_went_through() -> None:
    assert about("email: ada@rossi.example", "- 2026-02-10 email, bounced: the list") == ["bounced"]
    assert about("email: ada@rossi.example", "- 2026-02-20 email\n    - 2026-02-10 email, bounced") == []
    assert about("email: ada@rossi.example", "- 2026-02-10 call\n    - 2026-02-09 call, bounced") == []


def test_what_goes_out_to_many_wants_consent() -> None:
    assert about("email: ada@rossi.example", channels="newsletter") == ["no-consent"]
    assert about("email: a@rossi.example\n    consent: {newsletter: 2026-01-03}", channels="newsletter") == []
    assert about("email: a@rossi.example\n    consent: {photos: 2026-01-03}", channels="newsletter") == ["no-consent"]


def test_details_older_than_a_year_are_worth_a_look_and_stop_nothing() -> None:
    old = person().replace("2026-02-01", "2025-02-28")
    found = seen(ada=old)
    assert (kinds(found), found.stops) == ([("ada", "unverified")], False)
    assert kinds(seen(ada=person().replace("2026-02-01", "2025-03-01"))) == []
    assert kinds(seen(ada=old.replace("## Log", "## Log\n\n    - 2026-01-05 email, in: hello"))) == []


def test_one_address_twice_is_found_however_it_is_written() -> None:
    found = seen(ada=person("email: Office@Rossi.example"), bruno=person("email: office@rossi.example", name="Bruno"))
    assert kinds(found) == [("bruno", "same-address")]
    assert "is the address of Ada too" in found.findings[0].text
    found = seen(
        channels="call",
        ada=person('phone: "+39 333 5550100"'),
        bruno=person('phone: "+39 3335550100"', name="Bruno"),
    )
    assert kinds(found) == [("bruno", "same-address")]


SUMMER = spring().replace("Spring launch", "Summer sale").replace("tag:customer", "tag:garden")


def other(log: str, on: date) -> list[tuple[str, str]]:
    people = {"ada": person(log=log, tags="customer, garden"), "summer": SUMMER.replace("2026-02-01", "2026-02-10")}
    return kinds(seen(on=on, **people))


def test_a_step_of_another_campaign_within_a_week_stops_the_send() -> None:
    log = "- 2026-02-22 email: the summer list"
    assert other(log, date(2026, 3, 1)) == [("ada", "other-campaign")]
    assert other(log, date(2026, 3, 2)) == []


def test_a_step_of_another_campaign_that_is_to_come_within_a_week_stops_it_too() -> None:
    late = "- 2026-02-05 email: the spring list"
    assert other(late, date(2026, 3, 8)) == [("ada", "other-campaign")]
    assert other(late, date(2026, 3, 20)) == []


def test_the_campaign_itself_is_looked_at() -> None:
    assert kinds(seen(on=date(2026, 7, 1), ada=person())) == [("", "over")]
    assert kinds(seen(on=date(2026, 1, 31), ada=person())) == [("", "early")]
    assert seen(on=date(2026, 1, 31), ada=person()).stops is False
    assert kinds(seen()) == [("", "nobody")]
    draft = "---\nkind: campaign\nname: Spring launch\naudience: tag:customer\n---\n"
    assert kinds(seen(campaign=draft, ada=person())) == [("", "draft")]


def test_findings_stand_by_contact_the_campaigns_own_first() -> None:
    found = seen(
        on=date(2026, 7, 1), channels="email", ada=person("town: Milano"), bruno=person("town: Roma", name="Bruno")
    )
    assert kinds(found) == [("", "over"), ("ada", "unreachable"), ("bruno", "unreachable")]
    assert found.clear == ()


def test_every_finding_points_at_a_line() -> None:
    found = seen(ada=person("email: ada@old.example\n    bounced: [ada@old.example]"))
    assert [repr(finding.span) for finding in found.findings] == ["contacts/ada.md:7:10"]


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(
        {
            "campaigns/spring.md": dedent(spring("newsletter, call")).lstrip("\n"),
            "ada.md": dedent(person()).lstrip("\n"),
            "bruno.md": dedent(
                person("email: office@conti.example", name="Bruno").replace("2026-02", "2024-02")
            ).lstrip(),
        }
    )


def test_it_leaves_with_1_when_anything_stops_the_send_and_with_0_when_nothing_does(root: Path) -> None:
    assert kith(root, "preflight", "spring").exit_code == 1
    for name, day in (("ada", "2026-01-03"), ("bruno", "2026-01-04")):
        path = root / "contacts" / f"{name}.md"
        path.write_text(path.read_text().replace("met:", f"consent: {{newsletter: {day}}}\nmet:"))
    result = kith(root, "preflight", "spring")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Nothing stops it: 2 members.")
    assert "Worth a look  1" in result.stdout


def test_the_page_says_what_to_settle_and_where(root: Path, golden: Golden) -> None:
    golden("preflight/spring-80.txt", kith(root, "preflight", "spring").stdout)
    golden("preflight/spring-40.txt", kith(root, "preflight", "spring", width=40).stdout)
    golden("preflight/spring.json", kith(root, "preflight", "spring", "--json").stdout)


def test_the_page_of_the_sample_looks_as_it_was_approved(sample: Path, golden: Golden) -> None:
    golden("preflight/sample.txt", kith(sample, "preflight", "spring-collection").stdout)
    golden("preflight/sample.json", kith(sample, "preflight", "spring-collection", "--json").stdout)


@pytest.mark.parametrize("width", [24, 33, 47, 66])
def test_no_width_breaks_the_page(width: int, root: Path) -> None:
    lines = kith(root, "preflight", "spring", width=width).stdout.splitlines()
    assert max(columns(line) for line in lines if "contacts/" not in line) <= width


def test_the_json_says_what_was_asked(root: Path) -> None:
    found = json.loads(kith(root, "preflight", "spring", "--json").stdout)
    assert (found["stops"], found["members"], found["clear"]) == (True, ["ada", "bruno"], [])


def test_without_a_day_a_campaign_to_come_is_looked_at_as_of_its_first_day(root: Path) -> None:
    path = root / "contacts" / "campaigns" / "spring.md"
    path.write_text(path.read_text().replace("2026-02-01", "2026-04-01"))
    assert kith(root, "preflight", "spring").stdout.startswith("Spring launch, on Wednesday 1 April 2026\n")
    assert kith(root, "preflight", "spring", "--on", "2026-03-15").stdout.startswith(
        "Spring launch, on Sunday 15 March 2026\n"
    )


def test_the_sample_is_ready_for_its_next_step(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "contacts", tmp_path / "contacts")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert kith(tmp_path, "preflight", "spring-collection", "--on", "2026-03-24").exit_code == 0
