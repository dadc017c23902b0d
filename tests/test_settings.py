"""Promises of the settings: every key of the manual, every slip answered at its place."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from kithbook.dates import Cadence, Interval
from kithbook.diagnostic import Diagnostic
from kithbook.settings import DEFAULT_CHANNELS, DEFAULT_TIERS, Channel, Digest, Feed, Publish, Settings, Tier
from kithbook.settings_file import read
from kithbook.text import Source
from kithbook.toml_places import locate

WHOLE = """
[tool.kith]
owner = "me@example.org"
timezone = "Europe/Rome"
language = "it"
contacts = "people"
output = "public/site"
today = 2026-03-01
first_touch_within = "3 days"
per_day = 7
working_days = ["tue", "mon"]
holidays = "IT"
url = "https://people.example.org/"
currency = "CHF"
leap_day = "1 Mar"
commit = true
[tool.kith.tiers.key]
cadence = "3..4 weeks"
weight = 8
limit = 15
[tool.kith.channels.email]
answer_within = "1 working day"
patience = "2 weeks"
minutes = 12
[tool.kith.channels.pigeon]
handle = "address"
sign = "P"
weight = 2
[tool.kith.tags.customer]
cadence = "6 weeks"
[tool.kith.feed]
detail = "names"
overdue = "digest"
alarm = "none"
[tool.kith.digest]
to = ["ada@rossi.example"]
from = "me@example.org"
days = 3
quiet_when_empty = true
smtp = "smtp.example.org"
port = 465
security = "tls"
user = "me"
[tool.kith.publish]
fields = ["name", "role", "log"]
output = "shown"
everything = true
"""


def settings(text: str, path: str = "pyproject.toml") -> Settings:
    given, findings = read(Source(path=path, text=text))
    assert findings == ()
    return given


def findings(text: str, path: str = "pyproject.toml") -> tuple[Diagnostic, ...]:
    return read(Source(path=path, text=text))[1]


def finding(line: str) -> Diagnostic:
    (found,) = findings(f"[tool.kith]\n{line}\n")
    return found


def week(count: int) -> Interval:
    return Interval(count=count, unit="week")


def test_without_a_file_everything_works_by_the_defaults() -> None:
    assert read(None) == (Settings(), ())


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "[project]\nname = 'x'\n", "[tool.other]\nper_day = 0\n", "[tool.kith]\n"]
)
def test_a_file_without_our_settings_gives_the_defaults(text: str) -> None:
    assert settings(text) == Settings()


def test_every_setting_of_the_manual_is_read() -> None:
    pigeon = Channel(name="pigeon", handle="address", sign="P", weight=2)
    day = Interval(count=1, unit="working day")
    email = replace(DEFAULT_CHANNELS["email"], answer_within=day, patience=week(2), minutes=12)
    assert settings(WHOLE) == Settings(
        owner="me@example.org",
        timezone="Europe/Rome",
        language="it",
        contacts="people",
        output="public/site",
        today=date(2026, 3, 1),
        first_touch_within=Interval(count=3, unit="day"),
        per_day=7,
        working_days=("mon", "tue"),
        holidays="IT",
        url="https://people.example.org/",
        currency="CHF",
        leap_day="1 Mar",
        commit=True,
        tiers={"key": Tier(name="key", cadence=Cadence(ideal=week(3), latest=week(4)), weight=8, limit=15)},
        channels={**DEFAULT_CHANNELS, "email": email, "pigeon": pigeon},
        tags={"customer": Cadence(ideal=week(6))},
        feed=Feed(detail="names", overdue="digest", alarm="none"),
        digest=Digest(
            to=("ada@rossi.example",),
            from_="me@example.org",
            days=3,
            quiet_when_empty=True,
            smtp="smtp.example.org",
            port=465,
            security="tls",
            user="me",
        ),
        publish=Publish(fields=("name", "role", "log"), output="shown", everything=True),
    )


def test_kith_toml_has_the_same_keys_at_its_top() -> None:
    assert settings(WHOLE.replace("tool.kith.", "").replace("[tool.kith]", ""), "kith.toml") == settings(WHOLE)


def test_kith_toml_may_have_the_keys_below_tool_kith_as_well() -> None:
    assert settings(WHOLE, "kith.toml") == settings(WHOLE)


def test_keys_at_the_top_of_pyproject_are_not_ours() -> None:
    assert settings("per_day = 0\n") == Settings()


def test_dotted_keys_and_inline_tables_are_the_same_settings() -> None:
    text = 'tool.kith.tiers = {key = {cadence = "3 weeks"}}\ntool.kith.feed.alarm = "8:30"\n'
    assert settings(text) == Settings(
        tiers={"key": Tier(name="key", cadence=Cadence(ideal=week(3)))}, feed=Feed(alarm="8:30")
    )


def test_tiers_that_are_given_replace_the_default_tiers() -> None:
    given = settings('[tool.kith.tiers.key]\ncadence = "3 weeks"\n[tool.kith.tiers.good]\n').tiers
    assert list(given) == ["key", "good"]
    assert given["good"] == Tier(name="good")


def test_a_tier_knows_where_it_stands() -> None:
    tier = settings('[tool.kith.tiers.key]\ncadence = "3 weeks"\n').tiers["key"]
    assert repr(tier.span) == "pyproject.toml:1:18"


def test_channels_that_are_given_join_the_default_channels() -> None:
    given = settings('[tool.kith.channels.email]\npatience = "3 weeks"\n').channels
    assert list(given) == list(DEFAULT_CHANNELS)
    assert given["email"].patience == week(3)
    assert given["email"].sign == "✉"
    assert given["call"] == DEFAULT_CHANNELS["call"]


def test_the_address_of_the_site_ends_with_a_slash() -> None:
    assert settings('[tool.kith]\nurl = "http://localhost:8000"\n').url == "http://localhost:8000/"


def test_days_may_be_written_out_and_come_in_the_weeks_order() -> None:
    assert settings('[tool.kith]\nworking_days = ["Sunday", "mon", "sun"]\n').working_days == ("mon", "sun")


def test_a_pinned_day_may_stand_in_quotes() -> None:
    assert settings('[tool.kith]\ntoday = "2026-03-01"\n').today == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("owner = 3", "owner: a text is meant here, not a number", "write it in quotes"),
        ('owner = "a\\nb"', "owner: there are invisible characters in the text", "write it again on one line"),
        ('timezone = "Europe/Rom"', 'timezone: there is no time zone "Europe/Rom"', 'did you mean "Europe/Rome"?'),
        ('language = "fr"', 'language: "fr" is not possible here', 'write "en" or "it"'),
        ('contacts = "../people"', 'contacts: "../people" leaves the journal', "write the name of a folder inside it"),
        ('first_touch_within = "2"', 'first_touch_within: "2" has no unit', "write 2 days, 2 weeks or 2 months"),
        (
            "first_touch_within = 2",
            "first_touch_within: a length of time is meant here, not a number",
            'write it in quotes, as "2 days"',
        ),
        ("per_day = 0", "per_day: this number cannot be right", "write one from 1 to 1000"),
        ("per_day = true", "per_day: a whole number is meant here, not true or false", "write it without quotes, as 5"),
        ('per_day = "5"', "per_day: a whole number is meant here, not a text", "write it without quotes, as 5"),
        (
            'working_days = ["mon", "tues"]',
            'working_days: "tues" is no day of the week',
            "the days are mon, tue, wed, thu, fri, sat, sun",
        ),
        ("working_days = []", "working_days: a week without working days moves nothing", 'name at least one: ["mon"]'),
        ('working_days = "mon"', "working_days: a list of texts is meant here", 'write it as ["mon", "tue"]'),
        (
            'holidays = "Italy"',
            'holidays: "Italy" is no country code',
            'write two letters, as "IT", or with a region, as "DE-BY"',
        ),
        (
            'url = "people.example.org"',
            'url: "people.example.org" is no address of a site',
            'write it whole, as "https://people.example.org/"',
        ),
        ('currency = "€"', 'currency: "€" is no currency code', 'write three letters, as "EUR"'),
        ('leap_day = "29 Feb"', 'leap_day: "29 Feb" is not possible here', 'did you mean "28 Feb"?'),
        (
            'commit = "yes"',
            "commit: true or false is meant here, not a text",
            "write true or false, without quotes",
        ),
        ("today = 2026-03-01T10:00:00", "today: a date is meant here, not a date or a time",
         "write YEAR-MONTH-DAY, as 2026-03-01"),
        ('today = "03/04/2026"', 'today: "03/04/2026" could mean two days', "write 2026-04-03 or 2026-03-04"),
        ('feed.detail = "fulll"', 'feed.detail: "fulll" is not possible here', 'did you mean "full"?'),
        ('feed.alarm = "25:00"', 'feed.alarm: "25:00" is no time of the day', 'write "9:00", or "none" for no alarm'),
        ('tiers.key.cadence = "0 weeks"', 'tiers.key.cadence: "0 weeks" is no time at all',
         "write 3 days, 2 working days, 6 weeks, 2 months, 1 year, monthly or quarterly, or never"),
        ("tiers.key.weight = -1", "tiers.key.weight: this number cannot be right", "write one from 0 to 1000"),
        ('channels.email.sign = ""', "channels.email.sign: a sign is one character or two", 'write one, as "☎"'),
        ('channels.email.handle = "fax"', 'channels.email.handle: "fax" is not possible here',
         'write "phone", "email", "address", "url" or ""'),
        ("tags.customer = 3", "tags.customer: a table is meant here, not a number",
         "write [tool.kith.tags.customer] above its keys"),
        ("feed = 3", "feed: a table is meant here, not a number", "write [tool.kith.feed] above its keys"),
        ("channels.waiting.weight = 1", '"waiting" cannot be a name here',
         'write a word without comma, colon, brackets or quotes, and not "waiting"'),
    ],
)  # fmt: skip
def test_a_wrong_value_keeps_the_default_and_says_what_to_type(line: str, message: str, hint: str) -> None:
    given, (found,) = read(Source(path="pyproject.toml", text=f"[tool.kith]\n{line}\n"))
    assert (found.rule.code, found.message, found.hint) == ("setting", message, hint)
    assert (given.per_day, given.channels, given.feed, given.tags) == (5, DEFAULT_CHANNELS, Feed(), {})


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("per_day = 0  # a comment", "0"),
        ('  "language"   =   "fr" ', '"fr"'),
        ("working_days = [ # none\n]", "[ # none\n]"),
        ("contacts = '''\n../x'''", "'''\n../x'''"),
        ("per_dya = 5", "per_dya"),
        ('"per dya" = [5, {a = "]"}]', '"per dya"'),
        ('feed = { alarm = "9:00", detail = "fulll" }', '"fulll"'),
        ("[tool.kith.tiers.key]\nwieght = 3", "wieght"),
        ("[tool.kith.tier.key]\nweight = 3", "tier"),
        ("[tool . kith . channels . email]\nweight = -3", "-3"),
        ('[tool.kith.tiers."a:b"]\nweight = 3', '"a:b"'),
        ("[tool.kith.url]\nx = 3", "[tool.kith.url]"),
    ],
)
def test_a_finding_points_at_the_key_or_the_value(line: str, wrong: str) -> None:
    assert finding(line).span.text == wrong


def test_line_and_column_are_those_an_editor_shows() -> None:
    text = '\ufeff[project]\r\nname = "x"  # [tool.kith]\r\n[tool.kith]\r\n\tper_day\t= 0\r\n'
    (found,) = findings(text)
    assert repr(found.span) == "pyproject.toml:4:12"


def test_a_hundred_slips_get_a_hundred_answers_in_their_order() -> None:
    lines = [f"[tool.kith.tiers.t{number}]\nweight = -1" for number in range(100)]
    assert [found.span.line for found in findings("\n".join(lines))] == list(range(2, 202, 2))


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("per_dya = 5", "did you mean per_day?"),
        ("per-day = 5", "did you mean per_day?"),
        ("tier.key.weight = 5", "did you mean tiers?"),
        ("tiers.key.cadance = '3 weeks'", "did you mean cadence?"),
        ("channels.email.patients = '3 weeks'", "did you mean patience?"),
        ("feed.details = 'full'", "did you mean detail?"),
        ("xyzzy = 5", "the settings are listed by: kith help settings"),
    ],
)
def test_an_unknown_setting_is_answered_with_the_one_that_was_meant(line: str, hint: str) -> None:
    assert (finding(line).rule.code, finding(line).hint) == ("unknown-setting", hint)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[tool.kith]\nper_day = \n", (2, 11), "the settings cannot be read: this is no value: texts stand in quotes"),
        (
            "[tool.kith]\r\nper_day 5\r\n",
            (2, 9),
            "the settings cannot be read: this is not NAME = VALUE",
        ),
        ("\ufeff[tool.kith\n", (1, 11), "the settings cannot be read: a heading is opened and not closed"),
        ('owner = "me', (1, 12), "the settings cannot be read: a quotation mark is opened and not closed"),
        ("a = 1\na = 2\n", (2, 6), "the settings cannot be read: this is written a second time"),
        ("a = " + "[" * 5000, (1, 1), "the settings cannot be read: values are nested too deep"),
        ("a = " + "9" * 5000, (1, 1), "the settings cannot be read: a number in it has too many digits"),
    ],
)
def test_text_that_is_not_toml_is_answered_at_its_place(text: str, place: tuple[int, int], message: str) -> None:
    given, (found,) = read(Source(path="pyproject.toml", text=text))
    assert given == Settings()
    assert (found.rule.code, (found.span.line, found.span.column), found.message) == ("settings-syntax", place, message)


@pytest.mark.parametrize(
    "folder",
    ["/tmp/people", "..", "a/../b", "~/people", "C:/people", "a\\\\b", "", ".", ".git", "a//b", "a/.hidden", "/", "./"],
)
def test_no_folder_leaves_the_journal_or_hides_in_it(folder: str) -> None:
    assert finding(f'contacts = "{folder}"').rule.code == "setting"
    assert finding(f'output = "{folder}"').rule.code == "setting"


@pytest.mark.parametrize(("written", "read_as"), [("people/", "people"), ("./people", "people"), ("a/b", "a/b")])
def test_a_folder_is_read_without_what_means_nothing(written: str, read_as: str) -> None:
    assert settings(f'[tool.kith]\ncontacts = "{written}"\n').contacts == read_as


@pytest.mark.parametrize(
    "lines",
    [
        'output = "contacts"',
        'output = "Contacts/site"',
        'contacts = "site"',
        'contacts = "site/people"',
        'contacts = "people"\noutput = "people"',
        'contacts = "a/b"\noutput = "a"',
    ],
)
def test_the_site_is_never_written_over_the_contacts(lines: str) -> None:
    given, (found,) = read(Source(path="pyproject.toml", text=f"[tool.kith]\n{lines}\n"))
    assert (given.contacts, given.output) == ("contacts", "site")
    assert found.message.endswith("the site cannot be written where the contacts are")


def test_folders_may_begin_alike() -> None:
    assert settings('[tool.kith]\ncontacts = "site-people"\n').contacts == "site-people"


@pytest.mark.parametrize("zone", ["Europe", "../../etc/passwd", "/etc/localtime", "a\\u0000b", "x" * 5000])
def test_no_time_zone_is_looked_for_outside_the_known_ones(zone: str) -> None:
    assert finding(f'timezone = "{zone}"').rule.code == "setting"


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\nkith = 3", "[[tool.kith]]", "[[tool]]"])
def test_a_table_that_is_none_gives_the_defaults(text: str) -> None:
    assert read(Source(path="pyproject.toml", text=text))[0] == Settings()


def test_the_top_tier_has_the_greatest_weight() -> None:
    assert Settings().top_tier == DEFAULT_TIERS["inner"]
    assert settings("[tool.kith.tiers]\na.weight = 1\nb.weight = 2\nc.weight = 2\n").top_tier == Tier(
        name="b", weight=2
    )


def test_newsletters_and_notes_count_for_nothing() -> None:
    assert [name for name in DEFAULT_CHANNELS if not Settings().counts(name)] == ["newsletter", "note"]


def test_a_channel_that_is_not_known_counts() -> None:
    assert Settings().counts("colour")


def test_the_working_days_are_monday_to_friday() -> None:
    saturday, sunday, monday = date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)
    assert [Settings().is_working(day) for day in (saturday, sunday, monday)] == [False, False, True]


KEYS = st.sampled_from(["tool", "kith", "owner", "per_day", "feed", "alarm", "tiers", "key", '"a b"', "'c'", "x-1"])
VALUES = st.recursive(
    st.sampled_from(
        ["1", "-1", "1.5", "nan", "true", '"3 weeks"', "'9:00'", "2026-03-01", "09:00:00", "2026-03-01 09:00:00",
         '"""a\n"b"\\" c""""', "'''d'''", '"\\"]}#"', "1979-05-27T00:32:00-07:00"]
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[" + " , ".join(items) + "]")
    | st.lists(st.tuples(KEYS, inner), max_size=2).map(
        lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"
    ),
    max_leaves=4,
)  # fmt: skip
DOTTED = st.lists(KEYS, min_size=1, max_size=3).map(" . ".join)
LINES = st.one_of(
    DOTTED.map(lambda key: f"[{key}]"),
    DOTTED.map(lambda key: f"[[{key}]] # [x]"),
    st.builds("{} = {}".format, DOTTED, VALUES),
    st.just("# [tool.kith]"),
    st.just("[tool.kith]"),
)
DOCUMENTS = st.builds(lambda lines, end: end.join(lines), st.lists(LINES, max_size=6), st.sampled_from(["\n", "\r\n"]))


@given(text=st.text() | DOCUMENTS, path=st.sampled_from(["pyproject.toml", "kith.toml"]))
def test_any_text_gives_settings_and_findings_that_point_into_it(text: str, path: str) -> None:
    given_settings, found = read(Source(path=path, text=text))
    assert isinstance(given_settings, Settings)
    assert all(0 <= one.span.start <= one.span.end <= len(text) and one.message and one.hint for one in found)


def value_at(data: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        data = data[step]
    return data


@given(st.lists(st.tuples(KEYS, VALUES), unique_by=lambda pair: pair[0].strip("\"'"), max_size=4))
def test_the_place_of_every_value_holds_that_value(pairs: list[tuple[str, str]]) -> None:
    text = "[tool.kith]\n" + "".join(f"{key} = {value} # {key}\n" for key, value in pairs)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        reject()
    places = {path: place for path, place in locate(text).items() if len(path) > 2}
    read_again = {path: tomllib.loads(f"v = {text[slice(*place.value)]}")["v"] for path, place in places.items()}
    assert repr(read_again) == repr({path: value_at(data, path) for path in places})
    assert len(places) >= len(pairs)
