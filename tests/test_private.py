"""Promises about what is private: whatever field of whatever file names it, nothing that goes out does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from feeding import feed_of, occasions_of
from kithbook import plan, values
from kithbook.cli import cli
from kithbook.fields import FOLDERS, KINDS, Field
from kithbook.publishing import hushed
from kithbook.views.mentions import mentions
from kithbook.views.pages import pages, publish
from kithbook.views.public import public
from publishing import MKDOCS, made

Write = Callable[[Mapping[str, str]], Path]

SECRETS = ("zed-hidden", "zeddy", "quill", "veiled")
"""How the private contact, and what stands in her file, could be known again; none is part of another name here."""
ZED = (
    "---\nname: Zelda Quill\naliases: [Zeddy]\nemail: zq@quill.example\nphone: +39 333 5550199\nprivate: true\n---\n"
    "A veiled note.\n\n## Next\n\n- [ ] 2026-03-02 call: veiled\n"
)
TEXT = "meet [[zed-hidden]], [[Zeddy]], [[zed-hidden#Log]] and [[ZED-hidden|the veiled one]]"
SHAPES: Mapping[object, object] = {
    values.texts: [TEXT, "[[Zeddy]]"],
    values.handles: {TEXT: TEXT},
    values.enrolments: {"zed-hidden": "2026-01-05", TEXT: "2026-01-05"},
    values.occasions: {TEXT: "2010-03-05"},
    values.consent: {TEXT: "2026-01-03"},
    values.snooze: f"2026-05-01 since 2026-02-20 {TEXT}",
    values.day_and_reason: f"2026-02-01 {TEXT}",
    values.steps: [f"2 days call: {TEXT}"],
    values.reactions: {"positive": f"2 days call: {TEXT}"},
}
"""What holds the text where a field does not want it alone."""
BODY = (
    f"{TEXT}; `[[zed-hidden]]`, [her](zed-hidden.md), [there][there], <../zed-hidden.md>\n\n[there]: zed-hidden.md\n\n"
)
LOG = (
    f"## Log\n\n- 2026-02-20 call, in with [[zed-hidden]] and [[Zeddy|the veiled one]]: {TEXT}\n  {TEXT}\n\n"
    f"## Next\n\n- [ ] 2026-03-02 call: {TEXT}\n  {TEXT}\n- [x] 2026-02-02 call: {TEXT}\n"
)
CARDS = (
    f"## Cards\n\n- Zelda QUILL; Quill House; veiled\n- Zeddy; ; veiled\n- Z. Q.; veiled; ; ZQ@quill.example\n"
    f"- Zel; veiled; ; +39 (333) 555-0199\n- Carl Card; {TEXT}; {TEXT}; carl@card.example; {TEXT}\n"
)
BODIES = {"contact": BODY + LOG, "event": BODY + CARDS, "campaign": BODY + f"## Template: {TEXT}\n\n{TEXT}\n"}


def planted(kind: str, field: Field) -> str:
    """A file of the kind that names the private contact in this field, and in everything below the frontmatter."""
    given: dict[str, object] = {"name": f"{kind} with {field.key}", "kind": kind, "date": "2026-02-27"}
    given |= {"audience": "zed-hidden"} if kind == "campaign" else {}
    given |= {field.key: SHAPES.get(field.reader, TEXT)}
    lines = (f"{key}: {json.dumps(value)}\n" for key, value in given.items() if key in KINDS[kind])
    return f"---\n{''.join(lines)}---\n{BODIES.get(kind, BODY)}"


def everywhere() -> Iterator[tuple[str, str]]:
    """One file for each field of each kind, the two that say what the file is left as they are."""
    folders = {kind: f"{folder}/" for folder, kind in FOLDERS.items()}
    for kind, table in KINDS.items():
        for key, field in table.items():
            if key not in ("kind", "private"):
                yield f"{folders.get(kind, '')}{kind}-{key.replace('_', '-')}.md", planted(kind, field)
    yield (
        "references.md",
        "---\nname: References\norganisation: zeddy\nmet_at: Zelda Quill\nreferred_by: zed-hidden\n---\n",
    )
    yield "page.md", f"# About {TEXT}\n\n{BODY}"
    yield "inbox.md", f"- {TEXT}\n"


JOURNAL = dict(everywhere()) | {"zed-hidden.md": ZED}


def leaks(text: str) -> list[str]:
    """The secrets in it, with what stands around them."""
    low = text.casefold()
    return [low[max(0, low.index(word) - 60) : low.index(word) + 40] for word in SECRETS if word in low]


def test_no_value_that_pages_and_feeds_are_made_of_names_somebody_private() -> None:
    journal, _ = read_texts({name: text for name, text in JOURNAL.items() if name != "contact-uid.md"})
    outgoing = public(journal)
    assert leaks(repr((outgoing.journal, outgoing.journal.touches, outgoing.plan(plan.make(journal, TODAY))))) == []


def test_no_page_and_no_entry_of_the_search_names_somebody_private_whatever_field_links_to_her() -> None:
    journal, findings = read_texts(JOURNAL)
    shown = pages(publish(journal, plan.make(journal, TODAY), findings=findings))
    assert {
        page.path: found for page in shown if (found := leaks(page.path + page.title + page.html + page.search))
    } == {}


@pytest.mark.parametrize("detail", ["full", "names", "initials", "count"])
def test_no_feed_for_others_names_somebody_private_whatever_field_links_to_her(detail: str) -> None:
    journal, _ = read_texts(JOURNAL | {"kith.toml": f'feed = {{detail = "{detail}"}}\nurl = "https://x.example"\n'})
    data = feed_of(journal, private=False) + occasions_of(journal, private=False)
    assert leaks(data.decode().replace("\r\n ", "")) == []


def test_no_byte_of_a_built_site_names_somebody_private(write_journal: Write) -> None:
    root = write_journal(JOURNAL | {"kith.toml": 'today = "2026-03-01"\n'})
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    assert CliRunner().invoke(cli, ["-C", str(root), "build", "--keep-going"]).exit_code == 0
    built = {str(path.relative_to(root)): path for path in (root / "site").rglob("*") if path.is_file()}
    texts = {
        name: name + path.read_bytes().decode("utf-8", "replace").replace("\r\n ", "") for name, path in built.items()
    }
    assert {name: found for name, text in texts.items() if (found := leaks(text))} == {}


ADA = "---\nname: Ada Rossi\nrole: "


def test_in_a_field_a_link_to_somebody_private_says_someone_and_any_other_the_name() -> None:
    texts = {"zed-hidden.md": ZED, "bruno.md": "---\nname: Bruno Conti\n---\n"}
    texts |= {"ada.md": f'{ADA}"cousin of [[bruno]], [[bruno|him]] and [[zed-hidden|her]]"\n---\n'}
    journal, _ = read_texts(texts)
    assert "cousin of Bruno Conti, him and someone" in made(texts)["people/ada.md"].html
    assert public(journal).journal.contacts["ada"].role == "cousin of Bruno Conti, him and someone"


def test_a_feed_of_ones_own_shows_the_names_behind_links_in_fields() -> None:
    next_call = "## Next\n\n- [ ] 2026-03-02 call: hello\n"
    journal, _ = read_texts({"zed-hidden.md": ZED, "ada.md": f'{ADA}"cousin of [[zed-hidden]]"\n---\n{next_call}'})
    assert "cousin of Zelda Quill" in feed_of(journal).decode()


def test_an_audience_that_names_somebody_private_is_a_list_of_people() -> None:
    text = "---\nname: Spring\naudience: {}\n---\n"
    named = made({"zed-hidden.md": ZED, "campaigns/spring.md": text.format("tag:garden,zeddy")})
    other = made({"zed-hidden.md": ZED, "campaigns/spring.md": text.format("tag:garden")})
    assert "For a list of people" in named["campaigns/spring.md"].html
    assert "For tag:garden" in other["campaigns/spring.md"].html


def test_a_card_of_somebody_private_is_left_out_and_the_others_stay() -> None:
    html = made({"zed-hidden.md": ZED, "events/fair.md": f"---\nname: Fair\n---\n{CARDS}"})["events/fair.md"].html
    assert "Carl Card" in html
    assert "Zel" not in html


SECTIONS = {
    "ada.md": """---
name: Ada Rossi
cadence: 3 weeks
---
Open words. <!-- private -->Veiled words.<!-- /private --> Open end.

## Next

- [ ] 2026-03-02 call: an open promise
<!-- private -->
- [ ] 2026-03-02 call: a veiled promise to [[bruno]]
<!-- /private -->

## Log

<!-- private -->
- 2026-02-20 call with [[bruno]]: veiled talk
<!-- /private -->
- 2026-01-01 email: open talk
""",
    "bruno.md": "---\nname: Bruno Conti\n---\n",
    "about.md": "# About\n\nOpen page. <!-- private --> Veiled page.\n",
    "inbox.md": "- open line\n<!-- private -->\n- veiled line\n<!-- /private -->\n",
}


def test_a_private_section_is_left_out_wherever_a_private_contact_is() -> None:
    journal, _ = read_texts(SECTIONS)
    planned = plan.make(journal, TODAY)
    shown = pages(publish(journal, planned, findings=[]))
    told = "".join(page.path + page.title + page.html + page.search for page in shown)
    told += (feed_of(journal, private=False) + occasions_of(journal, private=False)).decode().replace("\r\n ", "")
    assert leaks(told) == []
    for word in ("Open words.", "Open end.", "an open promise", "open talk", "Open page.", "open line"):
        assert word in told


def test_what_falls_due_is_told_without_what_only_a_private_section_says() -> None:
    journal, _ = read_texts(SECTIONS)
    planned = plan.make(journal, TODAY)
    told = public(journal).plan(planned)
    assert len([item for item in planned.items if item.contact == "ada"]) > 0
    assert sorted(item.text for item in told.items if item.contact == "ada") == ["an open promise", "open talk"]
    assert len(public(journal, with_private=True).plan(planned).items) == len(planned.items)


def test_a_journal_without_private_sections_is_the_very_same() -> None:
    journal, _ = read_texts({"ada.md": "---\nname: Ada\n---\n<!-- a remark -->\n"})
    assert hushed(journal) is journal


def test_a_file_whose_fields_are_half_inside_a_private_section_is_private() -> None:
    journal, _ = read_texts({"ada.md": "---\nname: Ada\nrole: <!-- private --> x\n---\n<!-- /private -->\nveiled\n"})
    assert public(journal).journal.contacts == {}


@pytest.mark.parametrize(
    "line",
    [
        "pirvate: true",
        "Private: true",
        "privato: yes",
        "privat: [x]",
        "privte:",
        "prive: 1",
        "riservato: si",
        "Confidential: 1",
    ],
)
def test_a_mistyped_key_hides_the_file_until_it_is_mended(line: str) -> None:
    journal, findings = read_texts({"ada.md": f"---\nname: Ada\n{line}\n---\n"})
    assert journal.contacts["ada"].private
    [told] = [finding for finding in findings if finding.rule.code == "unknown-key"]
    assert "until it is mended, the file is treated as private" in told.message
    assert told.hint == "did you mean private?"


@pytest.mark.parametrize(
    "line", ["pirvate: false", "privat: no", "prices: true", "provato: true", "x-privat: true", "riservato: no"]
)
def test_a_key_that_says_no_or_means_something_else_hides_nothing(line: str) -> None:
    journal, _ = read_texts({"ada.md": f"---\nname: Ada\n{line}\n---\n"})
    assert not journal.contacts["ada"].private


NAMING = {
    "zelda.md": "---\nname: Zelda Quill\naliases: [Zeddy]\nemail: zq@quill.example\nphone: +39 333 5550199\n"
    "private: true\n---\n",
    "ada.md": (
        "---\nname: Ada Rossi\nphone: +39 055 5550101\ncadence: 3 weeks\nbirthday: 1990-03-10\n"
        "why: she knows Zelda Quill\n"
        "---\n\n## Next\n\n- [ ] 2026-03-01 call: how Zeddy is, and write to ZQ@quill.example or 333 555 01 99\n\n"
        "## Log\n\n- 2026-02-01 call: with Zelda\tQuill, zelda_quill\n"
    ),
    "kith.toml": 'today = "2026-03-01"\nurl = "https://people.example/"\n',
}
"""Somebody private whom another file names in its own words, without a link."""
NAMES = ("quill", "zeddy", "zelda", "5550199", "555 01 99")


def names_in(text: str) -> list[str]:
    whole = text.replace("\r\n ", "").casefold()
    return [name for name in NAMES if name in whole]


def gone_out(root: Path, *more: str) -> dict[str, str]:
    """What leaves this machine, by what brings it: feeds, digests, tasks and cards."""
    folder = root / ("whole" if more else "shown")
    runner = CliRunner()
    made: dict[str, str] = {}
    for name, arguments in {
        "feed": ["feed", "--output", str(folder / "feed")],
        "tasks": ["tasks", "push", str(folder / "tasks")],
        "cards": ["vdir", "push", str(folder / "cards")],
    }.items():
        assert runner.invoke(cli, ["-C", str(root), *arguments, *more]).exit_code == 0
        found = [path for path in (folder / name).rglob("*") if path.suffix in (".ics", ".vcf")]
        made[name] = "".join(path.read_bytes().decode() for path in found)
    for form in ("text", "html"):
        made[form] = runner.invoke(cli, ["-C", str(root), "digest", "--format", form, *more]).stdout
    return made


def test_nothing_that_leaves_this_machine_names_somebody_private_in_words(write_journal: Write) -> None:
    root = write_journal(NAMING)
    for name, text in gone_out(root).items():
        assert "Ada Rossi" in text, name
        assert names_in(text) == [], name
    told = gone_out(root, "--with-private")
    assert all(names_in(told[name]) for name in ("feed", "tasks", "text"))


def test_the_feeds_of_a_built_site_are_those_that_the_feed_command_writes(write_journal: Write) -> None:
    """The pages of your own site say what you wrote; the feeds beside them are fetched by others."""
    root = write_journal(NAMING)
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    assert CliRunner().invoke(cli, ["-C", str(root), "feed", "--output", str(root / "feeds")]).exit_code == 0
    assert CliRunner().invoke(cli, ["-C", str(root), "build"]).exit_code == 0
    for name in ("follow-ups.ics", "occasions.ics"):
        assert (root / "site" / name).read_bytes() == (root / "feeds" / name).read_bytes()
    assert "zelda" in names_in((root / "site/people/ada/index.html").read_text(encoding="utf-8"))


@given(st.text(alphabet="aZé_ .-ßİ\u0301", min_size=1, max_size=6), st.text(alphabet="aZé_ .-ßİ\u03010", max_size=12))
def test_looking_at_the_words_of_a_text_first_misses_no_mention(name: str, text: str) -> None:
    journal, _ = read_texts({"x1.md": f"---\nname: {json.dumps(name)}\naliases: [a]\nprivate: true\n---\n"})
    found = mentions(journal)
    assert found is not None
    assert found.sub("-", text) == found.pattern.sub("-", text)


def test_a_name_within_the_longer_one_of_somebody_who_is_shown_is_left(write_journal: Write) -> None:
    root = write_journal(
        {
            "marco.md": "---\nname: Marco\naliases: [Zanin Rossi]\nprivate: true\n---\n",
            "mz.md": (
                "---\nname: Marco Zanin\nemail: marco@zanin.example\n---\n\n"
                "## Next\n\n- [ ] 2026-03-01 call: [[Marco Zanin]] and Marco, Zanin, of Marco Zanin Rossi\n"
            ),
            "kith.toml": 'today = "2026-03-01"\n',
        }
    )
    assert CliRunner().invoke(cli, ["-C", str(root), "feed", "--output", str(root / "out")]).exit_code == 0
    text = (root / "out" / "follow-ups.ics").read_bytes().decode().replace("\r\n ", "")
    assert "SUMMARY:☎ Marco Zanin: Marco Zanin and someone\\, Zanin\\, of Marco someone\r\n" in text
    assert "marco@zanin.example" in text


def test_a_short_number_is_not_found_within_a_longer_one() -> None:
    found = mentions(read_texts({"x1.md": "---\nname: Zelda\nphone: '12345'\nprivate: true\n---\n"})[0])
    assert found is not None
    assert found.sub("someone", "12345, and the code 12345678") == "someone, and the code 12345678"


def without(private: str, text: str) -> str:
    """The text as it is shown when somebody of this name is private."""
    found = mentions(read_texts({"x1.md": f"---\nname: {private}\nprivate: true\n---\n"})[0])
    assert found is not None
    return found.sub("someone", text)


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Will", "will she ask Will, WILL or will.i.am?", "will she ask someone, someone or will.i.am?"),
        ("Rose", "a rose for Rose", "a rose for someone"),
        ("Al", "al dente, said Al", "al dente, said someone"),
        ("Rosa", "una rosa per Rosa", "una rosa per someone"),
        ("May", "may I ask May on 12 May, May 12 or in May?", "may I ask someone on 12 May, May 12 or in someone?"),
        ("Zelda", "ask zelda, ZELDA and Zelda", "ask someone, someone and someone"),
        ("Zoë Quéxöl", "Zoe\u0308 Quéxöl, Zoë Que\u0301xo\u0308l, Zoë&nbsp;Quexol", "someone, someone, someone"),
        ("陈伟", "和陈伟见面", "和someone见面"),
        ("田中 さくら", "田中さくらさん, 田中 さくら, 田中", "someoneさん, someone, 田中"),
        ("김민수", "김민수가 왔다", "someone가 왔다"),
        ("Will Rose", "will rose, and Will Rose: a rose will do", "someone, and someone: a rose will do"),
    ],
)
def test_a_name_that_is_an_ordinary_word_is_one_only_with_a_capital_letter(name: str, text: str, shown: str) -> None:
    assert without(name, text) == shown
