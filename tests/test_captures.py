"""What is typed in a hurry: understood as a person would, and never a word of it lost."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import read_texts
from fair import FAIR, JOURNAL
from kithbook import read
from kithbook.captures import gathering, newcomer
from kithbook.captures.cards import details_of, likely, namesakes, settled, settled_capture, words_of
from kithbook.captures.gathering import Gathering
from kithbook.captures.handles import Handles, handles
from kithbook.captures.newcomer import Newcomer, organisation_for
from kithbook.captures.steps import proposal
from kithbook.captures.typed import understand
from kithbook.model import Contact, Journal
from kithbook.moments import Calendar
from kithbook.revise import AddCapture, AddCard, MoveCard, Refusal, SetAside, revised
from kithbook.sentence import Listener, Promised
from kithbook.settings import DEFAULT_CHANNELS, Settings
from kithbook.text import Source

SETTINGS = Settings()
PATH = "contacts/events/2026-02-garden-fair.md"
WORDS = st.lists(
    st.sampled_from(
        [
            "Ada", "Rossi", "rossi", "de", "van", "Macchine", "makes", "tools", "call", "send", "friday", "2026-03-04",
            "10:00", "ada@rossi.example", "+39 333 555 0100", "(06)", "www.rossi.example", "&", "12", "è", "李伟",
            "Köln", "a+b",
        ]
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip
JOINTS = st.sampled_from([" ", ", ", "; ", " - ", ": ", " – "])


def understood(text: str) -> tuple[str, ...]:
    typed = understand(text, DEFAULT_CHANNELS)
    return (typed.name, typed.organisation, typed.about, typed.handle, typed.next_step)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ada Rossi; Rossi Macchine; tools; ada@rossi.example; call her",
         ("Ada Rossi", "Rossi Macchine", "tools", "ada@rossi.example", "call her")),
        ("Hugo Klein; ; prints; +49 30 5550100;", ("Hugo Klein", "", "prints", "+49 30 5550100", "")),
        ("Hugo Klein; +49 30 5550100; call him", ("Hugo Klein", "", "", "+49 30 5550100", "call him")),
        ("Hugo Klein; Klein; hugo@klein.example", ("Hugo Klein", "Klein", "", "hugo@klein.example", "")),
        ("a;b;c;d;e;f", ("a", "b", "c", "d", "e, f")),
        ("- Ada Rossi", ("Ada Rossi", "", "", "", "")),
        ("Ada Rossi, Rossi Macchine, tools, ada@rossi.example, call her",
         ("Ada Rossi", "Rossi Macchine", "tools", "ada@rossi.example", "call her")),
        ("Ada Rossi - Rossi Macchine - tools", ("Ada Rossi", "Rossi Macchine", "tools", "", "")),
        ("Ada Rossi, makes tools", ("Ada Rossi", "", "makes tools", "", "")),
        ("Ada Rossi makes tools", ("Ada Rossi", "", "makes tools", "", "")),
        ("ada rossi makes garden tools", ("ada rossi", "", "makes garden tools", "", "")),
        ("ada rossi", ("ada rossi", "", "", "", "")),
        ("Hugo prints brochures", ("Hugo", "", "prints brochures", "", "")),
        ("Hugo Klein prints +49 30 5550100 call friday", ("Hugo Klein", "", "prints", "+49 30 5550100", "call friday")),
        ("Bas de Wit (Tuin & Staal), shops, 020 555 0142, wants a picture",
         ("Bas de Wit", "Tuin & Staal", "shops", "020 555 0142", "wants a picture")),
        ("Ludwig van der Berg florist", ("Ludwig van der Berg", "", "florist", "", "")),
        ("Ada: left-handed, and a loop", ("Ada", "", "left-handed, and a loop", "", "")),
        ("Ada Rossi call her", ("Ada Rossi", "", "", "", "call her")),
        ("Ada Rossi, www.rossi.example, 2026-03-04 coffee",
         ("Ada Rossi", "", "", "www.rossi.example", "2026-03-04 coffee")),
        ("李伟, 苍鹭, 园艺, call 2026-03-04", ("李伟", "苍鹭", "园艺", "", "call 2026-03-04")),
        ("Anna Bo, telefonare lunedì", ("Anna Bo", "", "", "", "telefonare lunedì")),
        ("ada@rossi.example", ("", "", "", "ada@rossi.example", "")),
        ("", ("", "", "", "", "")),
    ],
)  # fmt: skip
def test_a_typed_line_is_understood_as_a_person_would(text: str, parts: tuple[str, ...]) -> None:
    assert understood(text) == parts


@given(WORDS, st.lists(JOINTS, min_size=12, max_size=12))
def test_no_typed_word_is_lost(words: list[str], joints: list[str]) -> None:
    text = "".join(word + joint for word, joint in zip(words, joints, strict=False))
    letters = re.compile(r"[\w@.+]+")
    assert Counter(letters.findall(" ".join(understood(text)))) == Counter(letters.findall(text))


@given(st.text(max_size=60))
@example("## Log")
@example("---")
@example("- [ ] x: y")
@example("<!-- x -->")
@example("A;;;;;;;")
def test_every_typed_line_with_a_name_is_one_card_with_these_parts(text: str) -> None:
    typed = understand(text, DEFAULT_CHANNELS)
    made = revised(Source(path=PATH, text=FAIR), [AddCard(text=typed.line)], SETTINGS) if typed.name else ""
    if isinstance(made, Refusal):
        assert made.hint
    elif made:
        [*_, card] = read_texts({"events/2026-02-garden-fair.md": made})[0].events["2026-02-garden-fair"].cards
        assert (card.name, card.organisation, card.about) == (typed.name, typed.organisation, typed.about)
        assert (card.handle, card.next_step) == (typed.handle, typed.next_step)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ada@rossi.example", Handles(emails=("ada@rossi.example",))),
        ("bas@tuin.example +31 20 555 0142 at home",
         Handles(emails=("bas@tuin.example",), phones=("+31 20 555 0142",), rest="at home")),
        ("(06) 555-0100 / 333.555.0101", Handles(phones=("(06) 555-0100", "333.555.0101"))),
        ("https://rossi.example/ada, www.ada.example", Handles(urls=("https://rossi.example/ada", "www.ada.example"))),
        ("2026-03-04", Handles(rest="2026-03-04")),
        ("room 12", Handles(rest="room 12")),
        ("", Handles()),
    ],
)  # fmt: skip
def test_addresses_are_told_apart(text: str, found: Handles) -> None:
    assert handles(text) == found


LISTENER = Listener(people=Journal(), channels=DEFAULT_CHANNELS, calendar=Calendar(today=date(2026, 3, 1), ahead=True))


@pytest.mark.parametrize(
    ("noted", "step"),
    [
        ("call on 2026-03-04 about knives", Promised(day=date(2026, 3, 4), channel="call", text="about knives")),
        ("call tuesday", Promised(day=date(2026, 3, 3), channel="call")),
        ("send the export list", Promised(day=date(2026, 3, 2), text="send the export list")),
        ("friday email: the picture", Promised(day=date(2026, 3, 1), channel="email", text="the picture")),
        ("", None),
    ],
    ids=["a date", "a weekday after it was noted", "no day", "a day that has passed is today", "nothing"],
)
def test_a_noted_step_is_proposed_with_a_day(noted: str, step: Promised | None) -> None:
    found = proposal(noted, LISTENER, written=date(2026, 2, 26), otherwise=date(2026, 3, 2))
    assert found == step


def test_everything_of_a_newcomer_reads_back() -> None:
    asked = Newcomer(
        name="Ada: Rossi #1",
        organisation="acme",
        about="yes",
        handle="ada@rossi.example, ada@home.example +39 333 555 0100",
        met=date(2026, 2, 26),
        met_at="2026-02-garden-fair",
        private=True,
        promised=Promised(day=date(2026, 3, 4), channel="call", text="the knives"),
        source=("Ada: Rossi #1; ## Log", "## Log", "- 2026-01-01 call: forged"),
    )
    text = newcomer.text(asked, "contacts/ada-rossi-1.md", SETTINGS)
    assert isinstance(text, str)
    contact, findings = read.read(Source(path="contacts/ada-rossi-1.md", text=text), SETTINGS)
    assert findings == ()
    assert isinstance(contact, Contact)
    assert (contact.name, contact.why, contact.private, contact.log) == ("Ada: Rossi #1", "yes", True, ())
    assert [handle.value for handle in (*contact.emails, *contact.phones)] == [
        "ada@rossi.example", "ada@home.example", "+39 333 555 0100",
    ]  # fmt: skip
    assert [step.text for step in contact.follow_ups] == ["the knives"]
    assert contact.notes[0].text == "> Ada: Rossi #1; ## Log\n> ## Log\n> - 2026-01-01 call: forged"


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
@example("no", "- [x] 2026-01-01: y", "---")
@example("```", "<!--", "<<<<<<< ours")
def test_no_words_of_strangers_forge_a_touch_or_a_promise(name: str, about: str, note: str) -> None:
    asked = Newcomer(name=f"A {name}", about=about, source=(note, about))
    text = newcomer.text(asked, "contacts/a.md", SETTINGS)
    assert isinstance(text, str)
    contact, _ = read.read(Source(path="contacts/a.md", text=text), SETTINGS)
    assert isinstance(contact, Contact)
    assert (contact.log, contact.follow_ups) == ((), ())


def test_an_organisation_of_the_journal_is_named_by_its_id() -> None:
    journal = read_texts({"organisations/holm.md": "---\nname: Holm Nurseries\naliases: [HN]\n---\n"})[0]
    assert [organisation_for(journal, name) for name in ("holm nurseries", "HN", "Blue Heron", "")] == [
        "holm", "HN", "Blue Heron", "",
    ]  # fmt: skip


def kept(text: str) -> str:
    """How the card of Li Wei is seen in a journal with this contact."""
    journal = read_texts({**JOURNAL, "li-wei.md": text})[0]
    found = settled(journal, journal.events["2026-02-garden-fair"].cards[1])
    return found.how if found else ""


LI = "Li Wei; Blue Heron; shops in Singapore; li.wei@blueheron.example; send the export list"
FIELDS = "organisation: Blue Heron\nemail: li.wei@blueheron.example\nwhy: shops in Singapore"
STEP = "\n## Next\n\n- [ ] 2026-03-03: send the export list\n"
PASSED = f"\n## Next\n\n- [ ] 2026-03-03: pass on {LI} ([[2026-02-garden-fair]])\n"
LOGGED = f"\n## Log\n\n- 2026-02-26 event: {LI}\n  [[2026-02-garden-fair]]\n"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (f"---\nname: Li Wei\n{FIELDS}\nmet_at: 2026-02-garden-fair\n---\n{STEP}", "kept"),
        (f"---\nname: Li Wei\nmet_at: Garden Fair\n---\n\n> {LI}\n", "kept"),
        (f"---\nname: Li Wei\n{FIELDS}\nmet_at: 2026-02-garden-fair\n---\n", ""),
        (f"---\nname: Li Wei\n{FIELDS}\n---\n{STEP}", ""),
        (f"---\nname: Bruno\n---\n{PASSED}", "passed on"),
        (f"---\nname: Bruno\n---\n{LOGGED}", "logged"),
    ],
    ids=["in fields", "in the notes", "not all of it is there", "of another event", "passed on", "logged"],
)
def test_only_a_card_of_which_everything_is_elsewhere_is_settled(text: str, how: str) -> None:
    assert kept(text) == how


def test_a_capture_that_is_in_somebodys_file_word_for_word_is_settled() -> None:
    bruno = "---\nname: Bruno\n---\n\n## Log\n\n- 2026-03-01 note: Ada: left-handed, and a loop for the belt\n"
    livia = "---\nname: Livia\n---\n\n> Livia Conti, met on the train, send her the catalogue\n"
    journal = read_texts({**JOURNAL, "bruno.md": bruno, "livia.md": livia})[0]
    found = [settled_capture(journal, line) for line in journal.inbox]
    assert [one and (one.how, one.contact.id) for one in found] == [None, ("logged", "bruno"), ("kept", "livia")]


def test_a_namesake_is_found_whatever_the_case_and_by_alias() -> None:
    journal = read_texts({"a.md": "---\nname: ADA  Rossi\n---\n", "b.md": "---\nname: B\naliases: [ada rossì]\n---\n"})[
        0
    ]
    assert [contact.id for contact in namesakes(journal, "Ada Rossi")] == ["a", "b"]


def test_a_first_name_is_enough_when_only_one_has_it() -> None:
    journal = read_texts({"a.md": "---\nname: Ada Rossi\n---\n", "b.md": "---\nname: Adam Smith\n---\n"})[0]
    found = [likely(journal, name) for name in ("ada", "Ada Rossi", "a", "Smith Ada", "")]
    assert [one and one.id for one in found] == ["a", "a", None, None, None]


def test_the_lines_below_a_card_belong_to_it() -> None:
    journal = read_texts(JOURNAL)[0]
    cards = journal.events["2026-02-garden-fair"].cards
    assert [details_of(card, SETTINGS) for card in cards[:2]] == [("left-handed, like her father",), ()]
    assert words_of(cards[3]) == "Rena Fux; ; writes about roses; +49 221 4710 155;"


@pytest.mark.parametrize(
    ("name", "taken", "id"),
    [
        ("Fiera Milano 2026", set(), "2026-10-fiera-milano"),
        ("Fiera Milano 2025", set(), "2026-10-fiera-milano-2025"),
        ("Fiera Milano", {"2026-10-fiera-milano"}, "2026-10-03-fiera-milano"),
        ("Fiera Milano", {"2026-10-fiera-milano", "2026-10-03-fiera-milano"}, ""),
        ("2026", set(), "2026-10-2026"),
        ("Fête du Jardin", set(), "2026-10-fete-du-jardin"),
    ],
)
def test_an_event_is_called_by_year_month_and_name(name: str, taken: set[str], id: str) -> None:
    wanted = Gathering(name=name, starts=date(2026, 10, 3), ends=date(2026, 10, 3))
    assert gathering.id_of(wanted, taken) == id


def moved(text: str, line: str = "- A; x") -> str:
    made = revised(
        Source(path=PATH, text=text), [MoveCard(line=line, title="Dropped", remark="2026-03-01: no")], SETTINGS
    )
    assert isinstance(made, str), made
    return made


HEAD = "---\nname: Fair\n---\n\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Cards\n\n- A; x\n- B\n", "## Cards\n\n- B\n\n## Dropped\n\n- A; x\n  2026-03-01: no\n"),
        ("## Cards\n\n- B\n- A; x", "## Cards\n\n- B\n\n## Dropped\n\n- A; x\n  2026-03-01: no\n"),
        ("## Cards\n- A; x\n  more\n\nText", "## Cards\n\nText\n\n## Dropped\n\n- A; x\n  more\n  2026-03-01: no\n"),
        ("## Dropped\n\n- C\n  why\n\n## Cards\n\n- A; x\n",
         "## Dropped\n\n- A; x\n  2026-03-01: no\n- C\n  why\n\n## Cards\n\n"),
        ("## Cards\n\n- A; x\n\n## Dropped\n", "## Cards\n\n\n## Dropped\n\n- A; x\n  2026-03-01: no\n"),
        ("## Cards\n\n* B\n*  A; x\n", "## Cards\n\n* B\n\n## Dropped\n\n*  A; x\n  2026-03-01: no\n"),
    ],
    ids=["made", "no last line end", "details", "a section above", "an empty section", "stars"],
)  # fmt: skip
def test_a_card_moves_as_it_stands(before: str, after: str) -> None:
    line = "*  A; x" if "*  A" in before else "- A; x"
    assert moved(HEAD + before, line) == HEAD + after


def test_line_ends_of_windows_stay() -> None:
    text = (HEAD + "## Cards\n\n- A; x\n- B\n").replace("\n", "\r\n")
    assert moved(text).replace("\r\n", "") == moved(text).replace("\r\n", "").replace("\n", "")


def test_a_heading_in_a_code_block_is_none() -> None:
    fenced = "```\n## Dropped\n```\n\n## Cards\n\n"
    after = moved(f"{HEAD}{fenced}- A; x\n")
    assert after == f"{HEAD}{fenced}## Dropped\n\n- A; x\n  2026-03-01: no\n"


@given(st.text(alphabet="ab- #\n`<!>;x\r", max_size=60), st.text(max_size=20))
def test_moving_a_card_loses_no_line(around: str, remark: str) -> None:
    text = f"{HEAD}## Cards\n\n- A; x\n{around}\n"
    asked = MoveCard(line="- A; x", title="Dropped", remark=remark)
    made = revised(Source(path=PATH, text=text), [asked], SETTINGS)
    lines = Counter(line.strip() for line in text.split("\n") if line.strip())
    assert isinstance(made, Refusal) or not lines - Counter(line.strip() for line in made.split("\n"))


def inbox(text: str, *asked: AddCapture | SetAside) -> str:
    made = revised(Source(path="contacts/inbox.md", text=text), asked, SETTINGS)
    assert isinstance(made, str), made
    return made


def test_a_capture_goes_to_the_end_of_the_inbox() -> None:
    capture = AddCapture(date=date(2026, 3, 1), text="Livia,\nmet on the train")
    assert inbox("- Ada", capture) == "- Ada\n- 2026-03-01 Livia, met on the train\n"
    assert inbox("", capture) == "- 2026-03-01 Livia, met on the train\n"


def test_a_capture_that_is_set_aside_is_a_comment_and_nothing_can_end_it() -> None:
    text = inbox("- Ada\n- Bo --> x\n", SetAside(line="- Bo --> x", remark="dropped 2026-03-01: --> no"))
    assert text == "- Ada\n<!-- dropped 2026-03-01: -- > no: - Bo -- > x -->\n"
    assert [line.text for line in read_texts({"inbox.md": text})[0].inbox] == ["Ada"]
