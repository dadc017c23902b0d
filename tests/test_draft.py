"""`kith draft`: a template with one person's fields, replaced and never evaluated."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from kithbook import checks
from kithbook.campaigns import templates
from kithbook.campaigns.drafting import FIELDS, Addressee, Draft, fill
from planning import read
from running import kith

Write = Callable[[Mapping[str, str]], Path]
SAMPLE = Path(__file__).parents[1]

SPRING = """
    ---
    kind: campaign
    name: Spring launch
    audience: tag:customer
    channels: [email, call]
    starts: 2026-02-01
    steps:
      - 2 days email: send the list with the new knives
      - 1 week call: ask which two they like
    reactions:
      positive: 2 days call: thank them
    ---
    One question a message.
    {templates}
"""
ADA = """
    ---
    name: Ada Rossi
    aliases: [Ada of the nursery]
    organisation: rossi-macchine
    role: Head of purchasing
    town: Milano
    email: ada@rossi.example
    tags: [customer]
    met: 2026-02-01
    met_at: Fiera Milano
    referred_by: bruno
    needs: [a printer, shears]
    offers: [introductions]
    why: She buys what only we can repair
    x-greeting: "Cara Ada"
    {more}
    ---

    ## Next

    - [ ] 2026-03-20 call: the second thing
    - [ ] 2026-03-09 email: the first thing
    - [ ] 2026-03-01 waiting: her answer
    - [x] 2026-02-20 call: done

    ## Log

    - 2026-02-20 newsletter: the list
    - 2026-02-10 call, no answer: nobody there
    - 2026-02-05 coffee
    - 2026-02-03 call: asked for the catalogue
"""
ORGANISATION = "---\nkind: organisation\nname: Rossi Macchine\n---\n"
BRUNO = "---\nname: Bruno Conti\n---\n"


def filled(text: str, *, more: str = "", owner: str = "irene@zefiro.example") -> Draft:
    """What a template becomes for Ada."""
    journal = read(
        settings=f'owner = "{owner}"',
        spring=SPRING.format(templates=""),
        ada_rossi=ADA.format(more=more),
        rossi_macchine=ORGANISATION,
        bruno=BRUNO,
    )
    campaign = journal.campaigns["spring"]
    to = Addressee(
        journal=journal,
        contact=journal.contacts["ada-rossi"],
        today=TODAY,
        campaign=campaign,
        step=campaign.steps[0],
    )
    return fill(text, to)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", "Ada"),
        ("name", "Ada Rossi"),
        ("organisation", "Rossi Macchine"),
        ("role", "Head of purchasing"),
        ("town", "Milano"),
        ("event", "Fiera Milano"),
        ("referrer", "Bruno Conti"),
        ("last_words", "asked for the catalogue"),
        ("promise", "the first thing"),
        ("needs", "a printer, shears"),
        ("offers", "introductions"),
        ("why", "She buys what only we can repair"),
        ("campaign", "Spring launch"),
        ("step", "send the list with the new knives"),
        ("owner", "irene@zefiro.example"),
        ("x-greeting", "Cara Ada"),
    ],
)
def test_every_field_says_what_is_written(field: str, value: str) -> None:
    assert filled(f"<{{{field}}}>") == Draft(text=f"<{value}>")
    assert field in FIELDS or field.startswith("x-")


def first_name(name: str, aliases: str = "[]") -> str:
    journal = read(spring=SPRING.format(templates=""), someone=f"---\nname: {name}\naliases: {aliases}\n---\n")
    to = Addressee(
        journal=journal, contact=journal.contacts["someone"], today=TODAY, campaign=journal.campaigns["spring"]
    )
    return fill("{first_name}", to).text


@pytest.mark.parametrize(
    ("name", "aliases", "said"),
    [
        ("Ada Rossi", "[]", "Ada"),
        ("Dr. Ada Rossi", "[]", "Ada"),
        ("Alexandra Rossi", "[Sandra Rossi, Sandra]", "Sandra"),
        ("田中 さくら", "[Sakura]", "Sakura"),
        ("Cher", "[]", "Cher"),
        ("M.", "[]", "M."),
    ],
)
def test_the_first_name_is_what_somebody_is_called(name: str, aliases: str, said: str) -> None:
    assert first_name(name, aliases) == said


def test_a_field_for_which_nothing_is_written_stays_and_is_told() -> None:
    journal = read(spring=SPRING.format(templates=""), bruno=BRUNO)
    to = Addressee(
        journal=journal, contact=journal.contacts["bruno"], today=TODAY, campaign=journal.campaigns["spring"]
    )
    assert fill("Dear {first_name} of {organisation}, {organisation}", to) == Draft(
        text="Dear Bruno of {organisation}, {organisation}", empty=("organisation",)
    )


@pytest.mark.parametrize(
    "text",
    ["{name.__class__}", "{name!r}", "{name:>10}", "{0}", "{first name}", "{contact}", "{self.journal}", "{NAME}"],
)
def test_what_no_field_is_called_stays_text_and_is_told(text: str) -> None:
    assert filled(text) == Draft(text=text, unknown=(text[1:-1],))


@pytest.mark.parametrize("text", ["{}", "{ name }", "{ }", "{name", "name}", "{na\nme}", "{{", "f(x) { return }"])
def test_other_braces_are_text(text: str) -> None:
    assert filled(text) == Draft(text=text)


def test_what_a_value_has_in_braces_is_not_replaced_again() -> None:
    assert filled("{x-greeting}", more="").text == "Cara Ada"
    assert filled("{x-other}", more='x-other: "{name} {owner} {x-other}"').text == "{name} {owner} {x-other}"


VALUES = st.text(alphabet=st.sampled_from("ab{}.!:_ "), max_size=20)


@given(text=VALUES, owner=st.text(alphabet=st.sampled_from("ab{}.:_"), max_size=8))
def test_a_message_is_the_template_with_known_fields_replaced_once(text: str, owner: str) -> None:
    journal = read(settings=f'owner = "{owner}"', spring=SPRING.format(templates=""), bruno=BRUNO)
    to = Addressee(
        journal=journal, contact=journal.contacts["bruno"], today=TODAY, campaign=journal.campaigns["spring"]
    )
    around = fill(text, to).text
    assert fill(f"{text}{{owner}}{text}", to).text == f"{around}{owner or '{owner}'}{around}"


NAMES = """
    ## Template: new knives

    one

    ## Template: new knives [it]

    uno

    ## Template: new knives [pt-BR]

    um

    ## Template: first call

    two

    ## Template: Anruf [de]

    drei
"""


def chosen(name: str, language: str, fallback: str = "") -> str:
    campaign = read(spring=SPRING.format(templates=NAMES)).campaigns["spring"]
    found = templates.in_language(campaign, name, language, fallback)
    return found.template.text if found else ""


@pytest.mark.parametrize(
    ("language", "text"),
    [("it", "uno"), ("IT", "uno"), ("it-CH", "uno"), ("pt", "um"), ("en", "one"), ("", "one"), ("fr", "one")],
)
def test_a_template_is_taken_in_the_persons_language_else_unmarked(language: str, text: str) -> None:
    assert chosen("new knives", language) == text


def test_without_an_unmarked_one_the_journals_language_then_the_first_is_taken() -> None:
    assert chosen("Anruf", "it") == "drei"
    assert chosen("Anruf", "it", "de") == "drei"


def fitting(number: int | None) -> str:
    campaign = read(spring=SPRING.format(templates=NAMES)).campaigns["spring"]
    return templates.fitting(campaign, None if number is None else campaign.steps[number])


def test_the_template_for_a_step_is_the_one_it_names_else_that_of_its_channel_else_the_first() -> None:
    assert [fitting(0), fitting(1), fitting(None)] == ["new knives", "first call", "new knives"]


def flat(text: str) -> str:
    return dedent(text).lstrip("\n")


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(
        {
            "spring.md": flat(SPRING.format(templates=NAMES.replace("one", "Dear {first_name}, [[bruno]] says"))),
            "ada-rossi.md": flat(ADA.format(more="language: it")),
            "li-wei.md": "---\nname: Li Wei\ntags: [customer]\nmet: 2026-02-01\nphone: +39 333 5550100\n---\n",
            "bruno.md": BRUNO,
        }
    )


def test_the_message_alone_is_on_standard_output(root: Path) -> None:
    result = kith(root, "draft", "li")
    assert (result.exit_code, result.stdout) == (0, "Dear Li, Bruno Conti says\n")


def test_beside_it_stand_the_address_the_step_the_template_and_the_guidelines(root: Path) -> None:
    assert kith(root, "draft", "li").stderr.splitlines() == [
        "Li Wei: email",
        "Spring launch, step 1 of 2: send the list with the new knives",
        'Template "new knives"; others: first call, Anruf',
        "",
        "One question a message.",
        "─" * 80,
    ]


def test_the_persons_language_chooses_the_template(root: Path) -> None:
    result = kith(root, "draft", "ada")
    assert (result.exit_code, result.stdout) == (0, "uno\n")
    assert 'Template "new knives" [it]' in result.stderr


def test_a_template_is_found_by_the_beginning_of_its_name_in_any_case(root: Path) -> None:
    assert kith(root, "draft", "ada", "--template", "First").stdout == "two\n"


def test_an_unknown_template_is_wrong_usage_and_names_those_there_are(root: Path) -> None:
    result = kith(root, "draft", "ada", "--campaign", "spring", "--template", "second")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'Spring launch has no template "second"; it has: new knives, first call, Anruf' in result.stderr


def test_who_takes_no_part_gets_a_draft_when_the_campaign_is_named(root: Path) -> None:
    assert kith(root, "draft", "bruno").exit_code == 2
    result = kith(root, "draft", "bruno", "--campaign", "spring")
    assert (result.exit_code, result.stdout) == (0, "Dear Bruno, Bruno Conti says\n")
    assert "Bruno Conti takes no part in this campaign." in result.stderr


def test_of_two_campaigns_one_has_to_be_named(root: Path) -> None:
    spring = root / "contacts" / "spring.md"
    (root / "contacts" / "summer.md").write_text(spring.read_text().replace("Spring launch", "Summer sale"))
    result = kith(root, "draft", "ada")
    assert result.exit_code == 2
    assert "Ada Rossi takes part in 2 campaigns that have a template; name one: --campaign\n  spring\n  summer\n" in (
        result.stderr
    )


def test_a_field_that_could_not_be_filled_in_is_told_and_leaves_with_1(root: Path) -> None:
    spring = root / "contacts" / "spring.md"
    spring.write_text(spring.read_text().replace("[[bruno]] says", "of {organisation}, {nothing}"))
    result = kith(root, "draft", "li")
    assert (result.exit_code, result.stdout) == (1, "Dear Li, of {organisation}, {nothing}\n")
    assert "{organisation} stays: nothing is written for it in contacts/li-wei.md" in result.stderr
    assert "{nothing} stays: no field is called that" in result.stderr


def test_the_json_tells_the_open_fields_as_check_does_and_leaves_with_1(root: Path) -> None:
    spring = root / "contacts" / "spring.md"
    spring.write_text(spring.read_text().replace("[[bruno]] says", "of {organisation}, {firstname}"))
    result = kith(root, "draft", "li", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert (found["message"], found["empty"]) == ("Dear Li, of {organisation}, {firstname}", ["organisation"])
    [unknown] = found["unknown"]
    assert (unknown["code"], unknown["path"], unknown["hint"]) == (
        *("template-field", "contacts/spring.md"),
        "did you mean {first_name}?",
    )
    assert spring.read_text().splitlines()[unknown["line"] - 1][unknown["column"] - 1 :] == "{firstname}"


def test_the_json_has_what_stands_beside_a_message(root: Path) -> None:
    found = json.loads(kith(root, "draft", "li", "--json").stdout)
    assert found["turn"] == {
        "step": 1,
        "steps": 2,
        "outcome": None,
        "channel": "email",
        "text": "send the list with the new knives",
    }
    assert [found[key] for key in ("channel", "handle", "campaign", "takes_part", "template", "others", "empty")] == [
        *("email", "", "spring", True, "new knives", ["first call", "Anruf"], []),
    ]
    assert (found["guidelines"], found["message"]) == ("One question a message.", "Dear Li, Bruno Conti says")


def test_after_an_outcome_the_reaction_is_what_comes_next(root: Path) -> None:
    ada = root / "contacts" / "ada-rossi.md"
    ada.write_text(ada.read_text().replace("## Log\n", "## Log\n\n- 2026-02-25 call, positive: yes\n"))
    assert "Spring launch, on positive: thank them" in kith(root, "draft", "ada").stderr


def test_nothing_in_a_message_drives_the_terminal(root: Path) -> None:
    li = root / "contacts" / "li-wei.md"
    li.write_text(li.read_text().replace("Li Wei", '"L\\u001b[31mi\\u202e Wei"'))
    result = kith(root, "draft", "li-wei")
    assert "\x1b" not in result.stdout + result.stderr
    assert "\u202e" not in result.stdout + result.stderr


def codes(text: str) -> list[tuple[str, int, str]]:
    journal = read(spring=SPRING.format(templates=text))
    found = [one for one in checks.run(journal, TODAY) if one.rule.code == "template-field"]
    return [(one.span.text, one.span.line, one.hint) for one in found]


def test_check_finds_an_unknown_field_at_its_place_and_says_which_was_meant() -> None:
    text = "\n    ## Template: {odd} heading\n\n    Dear {firstname} of {town}, {x-my} { text }\n"
    assert codes(text) == [("{firstname}", 17, "did you mean {first_name}?")]


@pytest.mark.parametrize("who", ["tom-okafor", "emily-hartwell"])
def test_a_draft_of_the_sample_looks_as_it_was_approved(who: str, golden: Callable[[str, str], None]) -> None:
    result = kith(SAMPLE, "draft", who)
    golden(f"draft/{who}.txt", result.stdout)
    golden(f"draft/{who}-beside.txt", result.stderr)
    golden(f"draft/{who}.json", kith(SAMPLE, "draft", who, "--json").stdout)
