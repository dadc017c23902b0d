"""Promises of `kith build --publish`: other eyes see what is on the list, and nothing else in any byte."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook.fields import FOLDERS, KINDS, PARTS, publishable
from kithbook.load import load
from kithbook.publishing import markers, misspelt, open_text, published
from kithbook.settings import Publish
from kithbook.sites import making
from kithbook.views.pages import Page
from publishing import MKDOCS, broken_links, contents, kith

Write = Callable[[Mapping[str, str]], Path]

PLANTED: Mapping[str, Mapping[str, tuple[object, tuple[str, ...]]]] = {
    "contact": {
        "aliases": (["Aliazz"], ("aliazz",)),
        "organisation": ("Orgazz", ("orgazz",)),
        "role": ("rolezz", ("rolezz",)),
        "email": ({"mailabzz": "mailzz@x.example"}, ("mailzz", "mailabzz")),
        "phone": ({"phonabzz": "+39 333 5550177"}, ("5550177", "333 555", "phonabzz")),
        "url": ({"urlabzz": "https://urlzz.example"}, ("urlzz", "urlabzz")),
        "address": ("addrezz", ("addrezz",)),
        "town": ("townzz", ("townzz",)),
        "language": ("xx-lang", ("xx-lang",)),
        "photo": ("photos/photozz.png", ("photozz",)),
        "card_photo": ("cards/paperzz.png", ("paperzz",)),
        "tags": (["tagzz"], ("tagzz",)),
        "tier": ("tierzz", ("tierzz",)),
        "cadence": ("57 weeks", ("57 weeks",)),
        "prefers": ("pigeonzz", ("pigeonzz",)),
        "why": ("whyzz", ("whyzz",)),
        "met": ("2019-05-23", ("2019-05-23", "20190523", "23 may 2019")),
        "met_at": ("metatzz", ("metatzz",)),
        "referred_by": ("referzz", ("referzz",)),
        "campaigns": ({"campzz": "2018-07-29"}, ("campzz", "2018-07-29", "29 july 2018")),
        "birthday": ("1971-11-28", ("1971-11-28", "19711128", "28 november 1971", "1128")),
        "occasions": ({"occazz": "1993-09-24"}, ("occazz", "19930924", "24 september 1993")),
        "needs": (["needzz"], ("needzz",)),
        "offers": (["offerzz"], ("offerzz",)),
        "value": (73519, ("73519", "73,519")),
        "verified": ("2020-02-13", ("2020-02-13", "13 feb 2020", "13 february 2020")),
        "imported": ("2017-06-17", ("2017-06-17", "17 jun 2017", "17 june 2017")),
        "bounced": (["bouncezz@x.example"], ("bouncezz",)),
        "consent": ({"consentzz": "2016-04-14"}, ("consentzz", "2016-04-14")),
        "snoozed_until": ("2031-07-29 since 2025-01-02 snoozzz", ("2031", "snoozzz")),
        "archived": ("2015-08-18 archizz", ("archizz", "2015-08-18", "18 august 2015")),
        "deceased": ("2014-10-19", ("2014-10-19", "19 october 2014")),
        "owner": ("fieldownezz", ("fieldownezz",)),
        "not_same_as": (["notsamezz"], ("notsamezz",)),
        "uid": ("uidzz-4711", ("uidzz",)),
    },
    "event": {
        "aliases": (["Ealiazz"], ("ealiazz",)),
        "date": ("2023-05-14", ("2023-05-14", "14 may 2023")),
        "starts": ("2023-05-15", ("2023-05-15",)),
        "ends": ("2023-05-16", ("2023-05-16",)),
        "town": ("Etownzz", ("etownzz",)),
        "purpose": ("purpozz", ("purpozz",)),
        "goal": (8317, ("8317", "8,317")),
        "cost": (9213, ("9213", "9,213")),
        "tags": (["etagzz"], ("etagzz",)),
        "url": ("https://eurlzz.example", ("eurlzz",)),
    },
    "organisation": {
        "aliases": (["Oaliazz"], ("oaliazz",)),
        "cadence": ("59 weeks", ("59 weeks",)),
        "quiet": (["17 Sep..19 Sep"], ("17 sep",)),
        "tags": (["otagzz"], ("otagzz",)),
        "town": ("Otownzz", ("otownzz",)),
        "url": ("https://ourlzz.example", ("ourlzz",)),
    },
    "campaign": {
        "aliases": (["Caliazz"], ("caliazz",)),
        "audience": ("tag:audiezz", ("audiezz",)),
        "channels": (["email"], ()),
        "cadence": ("61 weeks", ("61 weeks",)),
        "starts": ("2022-03-11", ("2022-03-11", "11 march 2022")),
        "ends": ("2033-03-12", ("2033-03-12", "12 march 2033")),
        "steps": (["2 days call: stepzz"], ("stepzz",)),
        "reactions": ({"positive": "3 days call: reactzz"}, ("reactzz",)),
        "tags": (["ctagzz"], ("ctagzz",)),
    },
}
"""For every field of every kind a value that stands nowhere else, and the forms in which it could be told."""
BODIES = {
    "contact": (
        "Notezz, and [[aliazz]].\n\n## Next\n\n- [ ] 2026-03-04 call: nextzz\n\n"
        "## Log\n\n- 2026-02-20 email, positive: logzz\n  detailzz\n"
    ),
    "event": "Enotezz.\n\n## Cards\n\n- Cardzz; Firmzz; aboutzz; cardzz@x.example; stepcardzz\n",
    "organisation": "Onotezz.\n",
    "campaign": "Guidezz.\n\n## Template: Tempzz\n\nDear {name}, wordzz.\n",
}
OF_PARTS = {
    "notes": ("notezz", "enotezz", "onotezz", "guidezz"),
    "log": ("logzz", "detailzz", "2026-02-20"),
    "next": ("nextzz",),
    "cards": ("cardzz", "firmzz", "aboutzz", "stepcardzz"),
    "templates": ("tempzz", "wordzz"),
    "pages": ("pagezz", "titlezz"),
    "inbox": ("inbozz",),
    "plan": (),
}
SETTINGS = (
    'url = "https://shop.example/"\nowner = "ownerzz@x.example"\n[tiers.tierzz]\ncadence = "5 weeks"\n'
    '[channels.pigeonzz]\nsign = "P"\n[tags.tagzz]\ncadence = "7 weeks"\n'
)
PICTURE = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\x10tEXtComment\0metazzXX\x8a\xb5\xd6\xe7"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)


def file_of(kind: str, fields: Mapping[str, object]) -> str:
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
    return f"---\nname: {kind.capitalize()} Open\n{lines}x-own: ownfieldzz\n---\n<!-- remarkzz -->\n{BODIES[kind]}"


def journal_of(*, without: str = "") -> Iterator[tuple[str, str]]:
    """One file of each kind with every field in it, but for one that would hide all others."""
    folders = {kind: f"{folder}/" for folder, kind in FOLDERS.items()}
    for kind, planted in PLANTED.items():
        hidden = {"archived", "deceased", "date"} - {without} | ({"starts"} if without == "date" else set())
        values = {key: value for key, (value, _) in planted.items() if key not in hidden}
        yield f"{folders.get(kind, '')}secretfolderzz/{kind}-open.md", file_of(kind, values)
    yield "page-open.md", "# Titlezz\n\nPagezz.\n"
    yield "inbox.md", "- 2026-02-01 inbozz\n"


def forms(name: str) -> tuple[str, ...]:
    return OF_PARTS.get(name, ()) + tuple(form for kind in PLANTED.values() if name in kind for form in kind[name][1])


def listing(names: object) -> str:
    return f"{SETTINGS}[publish]\nfields = {json.dumps(names)}\n"


def bytes_of(root: Path) -> bytes:
    """Everything that the site of others consists of, paths included, before a generator frames it."""
    site = making.make(making.for_others(making.basis(load(root), TODAY)), {}).made()
    pages = [page for page in site.pages.values() if not page.path.startswith("help")]
    told = [(page.path, page.title, page.html, page.search, page.tags, page.edit, page.beside) for page in pages]
    words = repr((told, site.trouble, sorted(site.pictures)))
    files = (path.encode() + data for path, data in site.files.items() if not path.startswith("kith/kith."))
    return (words.encode() + b"".join(files)).replace(b"\r\n ", b"").lower()


def test_the_tables_above_name_every_field_and_every_part() -> None:
    always = {"name", "kind", "private"}
    assert {kind: set(table) - always for kind, table in KINDS.items()} == {
        kind: set(table) for kind, table in PLANTED.items()
    }
    assert set(OF_PARTS) == set(PARTS)


def place_pictures(root: Path) -> None:
    """The pictures that the planted fields name."""
    for name in ("photos/photozz.png", "cards/paperzz.png"):
        (root / "contacts" / name).parent.mkdir(exist_ok=True)
        (root / "contacts" / name).write_bytes(PICTURE)


@pytest.mark.parametrize("absent", [name for name in publishable() if name != "name"])
def test_what_alone_is_not_on_the_list_is_nowhere(absent: str, write_journal: Write) -> None:
    names = [name for name in publishable() if name != absent]
    root = write_journal(dict(journal_of(without=absent)) | {"kith.toml": listing(names)})
    place_pictures(root)
    shown = bytes_of(root)
    assert [form for form in forms(absent) if form.encode() in shown] == []


SHOWN_SOMEWHERE = (
    "aliases", "organisation", "role", "email", "phone", "url", "address", "town", "photo", "card_photo", "tags",
    "tier", "cadence", "prefers", "why", "campaigns", "birthday", "occasions", "needs", "offers", "value", "verified",
    "purpose", "cost",
    "audience", "steps", "reactions", "notes", "log", "next", "cards", "templates", "pages", "inbox",
)  # fmt: skip


@pytest.mark.parametrize("name", SHOWN_SOMEWHERE)
def test_what_is_on_the_list_is_shown(name: str, write_journal: Write) -> None:
    root = write_journal(dict(journal_of()) | {"kith.toml": listing([*publishable()])})
    place_pictures(root)
    assert any(form.encode() in bytes_of(root) for form in forms(name))


ALWAYS_ABSENT = ("ownerzz", "ownfieldzz", "remarkzz", "secretfolderzz", "metazz")


def test_what_no_list_can_name_is_never_shown(write_journal: Write) -> None:
    root = write_journal(dict(journal_of()) | {"kith.toml": listing([*publishable()])})
    place_pictures(root)
    shown = bytes_of(root)
    assert b"photos/photozz.png\x89png" in shown
    assert b"cards/paperzz.png\x89png" in shown
    assert [word for word in ALWAYS_ABSENT if word.encode() in shown] == []


ZELDA = (
    "---\nname: Zelda Quill\naliases: [Zeddy, Škrobák]\nemail: zq@quill.example\nphone: +39 347 5550199\n"
    "uid: 9-9-9-zed\nphoto: photos/hidden-face.png\nprivate: true\n---\nSecretly ill.\n\n## Log\n\n"
    "- 2026-02-14 call with [[ada-open]]: whispered\n"
)
ADA = """---
name: Ada Open
role: cousin of Zelda  Quill, zq@QUILL.example
organisation: Zelda Quill & daughters
referred_by: zeddy
needs: [news of zed-hidden, "a call to 00393475550199"]
birthday: 1979-03-05
---
Lunch with ZELDA QUILL; her number is 347-555.0199 or (347) 5550199; uid 9-9-9-zed.

Known. <!-- private -->Hushed.<!-- /private --> Open end. <!-- privato -->Segrezzo.<!-- /privato -->

S\u030ckroba\u0301k drew ![her](photos/hidden-face.png), [framed][face].

[face]: photos/hidden-face.png

<!-- PRIVATE: about money -->
Bankrupt.

## Log

- 2026-02-01 call: veiled words
<!-- private -->
- 2026-02-02 call: deeper
<!-- /private -->
- 2026-02-03 call: still veiled
<!-- /private -->
- 2026-02-20 call with [[zed-hidden]]: Zeddy sang
  <!-- private -->
  a hidden detail
  <!-- /private -->
  an open detail

## Next

- [ ] 2026-03-02 email: write to Zelda Quill
- [ ] 2026-03-03 email: the promise <!-- private --> and its reazzon <!-- /private -->
"""
UNCLOSED = (
    "---\nname: Bea Open\n---\nOpen word.\n\n<!-- private -->\nNever clozzed.\n\n## Log\n\n- 2026-02-01 call: lozzt\n"
)
BROKEN = "---\nname: Carl Broken\nrole: [unclosed\n---\nMeant to be private.\n"
SECRETS = (
    "zelda", "quill", "zeddy", "zed-hidden", "zq@", "9-9-9", "5550199", "555.0199", "hidden-face", "secretly",
    "whisper", "hushed", "bankrupt", "veiled", "deeper", "hidden detail", "its reazzon", "never clozzed", "lozzt",
    "carl broken", "meant to be private", "about money", "oldrolezz", "gitwritezz",
    "changed role", "030405", "segrezzo", "kroba",
)  # fmt: skip
OPEN = ("known", "open end", "sang", "an open detail", "the promise", "open word", "cousin of someone")


def test_no_byte_of_a_published_site_has_a_secret_in_any_spelling_from_any_place(write_journal: Write) -> None:
    root = write_journal(
        {
            "zed-hidden.md": ZELDA,
            "ada-open.md": ADA.replace("role: ", "role: oldrolezz "),
            "bea-open.md": UNCLOSED,
            "carl-broken.md": BROKEN,
            "kith.toml": 'today = "2026-03-01"\n' + listing([*publishable()]),
        }
    )
    (root / "contacts/photos").mkdir()
    (root / "contacts/photos/hidden-face.png").write_bytes(PICTURE)
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    in_git(root, "first")
    (root / "contacts/ada-open.md").write_text(ADA, encoding="utf-8")
    in_git(root, "change what oldrolezz said")
    result = kith(root, "build", "--publish", "--keep-going", "--to", str(root / "out"))
    assert result.exit_code == 0, result.output
    texts = {name: text_of(name, data) for name, data in contents(root / "out").items()}
    site = {name: text for name, text in texts.items() if not name.startswith(("assets/", "help/"))}
    found = {name: hits for name, text in site.items() if (hits := [word for word in SECRETS if word in text])}
    assert found == {}
    whole = "".join(site.values())
    assert [word for word in OPEN if word not in whole] == []
    assert not (root / "out/people/zed-hidden").exists()


def text_of(name: str, data: bytes) -> str:
    """A file with its name, in small letters; what is packed is unpacked."""
    plain = gzip.decompress(data) if name.endswith(".gz") else data
    return f"{name}\n{plain.decode('utf-8', 'replace')}".replace("\r\n ", "").casefold()


def in_git(root: Path, subject: str) -> None:
    author = ("-c", "user.name=Gitwritezz", "-c", "user.email=irene@x.example")
    subprocess.run(["git", "-C", str(root), "init", "-q"], check=True)
    subprocess.run(["git", "-C", str(root), "add", "contacts"], check=True)
    moment = {"GIT_COMMITTER_DATE": "2026-02-27T03:04:05Z", "GIT_AUTHOR_DATE": "2026-02-27T03:04:05Z"}
    command = ["git", "-C", str(root), *author, "commit", "-qm", subject]
    subprocess.run(command, check=True, env=os.environ | moment)


SMALL = {"ada.md": "---\nname: Ada Open\nrole: buyer\nwhy: whyzzle\n---\n", "kith.toml": 'today = "2026-03-01"\n'}


@pytest.fixture
def small(write_journal: Write) -> Path:
    root = write_journal(SMALL)
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return root


def test_each_kind_of_site_has_a_folder_of_its_own_and_neither_is_written_over_the_other(small: Path) -> None:
    assert kith(small, "build", "--publish").exit_code == 0
    assert kith(small, "build").exit_code == 0
    assert "whyzzle" not in (small / "published/people/ada/index.html").read_text(encoding="utf-8")
    assert "whyzzle" in (small / "site/people/ada/index.html").read_text(encoding="utf-8")
    for options, folder in ((["--publish"], "site"), ([], "published")):
        before = contents(small / folder)
        result = kith(small, "build", *options, "--to", str(small / folder))
        assert (result.exit_code, "name another folder with --to" in result.output) == (3, True)
        assert contents(small / folder) == before


def test_no_feed_of_ones_own_is_written_into_a_site_for_others(small: Path) -> None:
    assert kith(small, "build", "--publish").exit_code == 0
    before = contents(small / "published")
    assert kith(small, "feed", "--output", str(small / "published")).exit_code == 3
    assert contents(small / "published") == before


def test_a_second_published_build_has_nothing_to_do_and_a_shorter_list_leaves_nothing_behind(small: Path) -> None:
    (small / "kith.toml").write_text(SMALL["kith.toml"] + '[publish]\nfields = ["name", "why"]\n', encoding="utf-8")
    assert kith(small, "build", "--publish").exit_code == 0
    page = small / "published/people/ada/index.html"
    before = page.stat().st_mtime_ns, page.stat().st_ino
    assert "whyzzle" in page.read_text(encoding="utf-8")
    assert kith(small, "build", "--publish").exit_code == 0
    assert (page.stat().st_mtime_ns, page.stat().st_ino) == before
    (small / "kith.toml").write_text(SMALL["kith.toml"], encoding="utf-8")
    assert kith(small, "build", "--publish").exit_code == 0
    assert "whyzzle" not in "".join(text_of(*file) for file in contents(small / "published").items())


def test_pages_for_another_generator_are_published_by_the_same_list(small: Path) -> None:
    assert kith(small, "build", "--publish", "--pages-only", "--to", str(small / "out")).exit_code == 0
    texts = {name: text_of(name, data) for name, data in contents(small / "out").items()}
    assert [name for name, text in texts.items() if "whyzzle" in text] == []
    assert "buyer" in texts["docs/people/ada.md"]
    assert "care.md" not in texts["mkdocs.yml"]
    assert kith(small, "build", "--pages-only", "--to", str(small / "out")).exit_code == 3


def test_the_pages_for_whoever_keeps_the_journal_are_not_published(small: Path) -> None:
    assert kith(small, "build", "--publish").exit_code == 0
    assert not (small / "published/care").exists()
    assert not (small / "published/system").exists()
    page = (small / "published/index.html").read_text(encoding="utf-8")
    assert "care/" not in page
    assert list(broken_links(small / "published")) == []
    assert '<meta name="robots" content="noindex' in page


def pages_of(root: Path, *more: str) -> Mapping[str, Page]:
    """The pages that others see with these on the list too."""
    listed = json.dumps([*Publish().fields, *more])
    (root / "kith.toml").write_text(f"{SMALL['kith.toml']}[publish]\nfields = {listed}\n", encoding="utf-8")
    return making.make(making.for_others(making.basis(load(root), TODAY)), {}).made().pages


def test_no_page_says_that_there_is_none_of_what_is_only_not_shown(small: Path) -> None:
    few, many = pages_of(small), pages_of(small, "log", "plan", "referred_by")
    assert set(many) - set(few) == {"insights.md", "journal.md", "referrals.md"}
    assert "No touch yet" not in few["people/ada.md"].html
    assert "No touch yet" in many["people/ada.md"].html
    assert "Nothing is planned" not in few["people/ada.md"].html
    assert (few["index.md"].title, many["index.md"].title) == ("Overview", "Today")
    assert "1 person" in few["index.md"].html
    assert "Nobody is waiting" not in few["index.md"].html


FAIR = "---\nname: Fair\nstarts: 2026-02-01\n---\n\n## Cards\n\n- Leo Blu; Blu; taps\n"
SPRING = "---\nname: Spring\nstarts: 2026-02-01\naudience: role:buyer\n---\n"


def test_no_page_counts_what_is_only_not_shown(write_journal: Write) -> None:
    root = write_journal(
        {
            "ada.md": "---\nname: Ada Open\nrole: buyer\norganisation: blu\nmet_at: fair\n---\n",
            "events/fair.md": FAIR,
            "campaigns/spring.md": SPRING,
            "organisations/blu.md": "---\nname: Blu\n---\n",
        }
    )
    counted = {
        "events/fair.md": ("People met", "2 people met"),
        "events.md": ("2 people met", "Whom you met"),
        "campaigns/spring.md": ("Where it stands", "a draft"),
        "campaigns.md": ("a draft", "It lacks"),
        "organisations.md": ("no touch yet", "they inherit its cadence"),
        "people.md": ("Any state",),
    }
    few, many = pages_of(root), pages_of(root, *publishable())
    for path, words in counted.items():
        assert [word for word in words if word not in many[path].html] == [], path
        assert [word for word in words if word in few[path].html] == [], path
    without = "is-without-tags is-without-tier is-without-last is-without-next"
    assert (without in few["people.md"].html, "is-without" in many["people.md"].html) == (True, False)


def test_who_was_met_is_shown_without_what_came_of_it_when_only_that_is_listed(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Open\nmet_at: fair\n---\n", "events/fair.md": FAIR})
    shown = pages_of(root, "met_at")["events/fair.md"].html
    assert "Ada Open" in shown
    assert [word for word in ("waiting", "people met", "followed up") if word in shown] == []


def test_the_secret_in_the_name_of_a_feed_and_feeds_of_ones_own_stay_with_the_owner(small: Path) -> None:
    digits = "0123456789abcdef" * 2
    own = f'[feed]\nsecret = "{digits}"\n[[feeds]]\nname = "queryzz"\nquery = "tag:queryzz"\n'
    (small / "kith.toml").write_text(SMALL["kith.toml"] + own, encoding="utf-8")
    assert kith(small, "build", "--publish").exit_code == 0
    told = "".join(text_of(*file) for file in contents(small / "published").items())
    assert [word for word in (digits, "queryzz") if word in told] == []


def test_an_error_in_the_journal_stops_a_published_build_and_none_of_its_words_is_on_a_page(small: Path) -> None:
    (small / "contacts/bea.md").write_text("---\nname: Bea\nmet: 2028-02-30 wordzz\n---\n", encoding="utf-8")
    assert kith(small, "build", "--publish").exit_code == 1
    assert kith(small, "build", "--publish", "--keep-going").exit_code == 0
    told = (text_of(*file) for file in contents(small / "published").items() if not file[0].startswith("help/"))
    assert [text for text in told if "2028-02-30" in text] == []


@pytest.mark.parametrize(
    ("settings", "config", "is_warned"),
    [
        ("", "", False),
        ('url = "http://127.0.0.1:8000/"', "", False),
        ('url = "http://localhost/"', "site_url: http://localhost:8000/", False),
        ('url = "https://people.example/"', "", True),
        ("", "site_url: https://people.example/", True),
        ("", 'site_url: "https://people.example/"  # here', True),
        ('url = "https://people.example/"\n[publish]\neverything = true', "", False),
    ],
)
def test_a_build_that_others_can_reach_warns_until_somebody_decided(
    small: Path, settings: str, config: str, is_warned: bool
) -> None:
    (small / "kith.toml").write_text(f"{SMALL['kith.toml']}{settings}\n", encoding="utf-8")
    (small / "mkdocs.yml").write_text(f"{MKDOCS}{config}\n", encoding="utf-8")
    assert ("--publish" in kith(small, "build").output) is is_warned
    assert "can be reached" not in kith(small, "build", "--publish").output


def test_the_default_list_names_nothing_but_who_where_and_when() -> None:
    assert Publish().fields == ("name", "organisation", "role", "town", "date", "starts", "ends")


def test_what_falls_due_hangs_on_what_is_shown_alone() -> None:
    texts = {
        "ada.md": "---\nname: Ada\ncadence: 3 weeks\n---\n\n## Log\n\n- 2026-01-01 call: hello\n",
        "kith.toml": '[publish]\nfields = ["name", "log", "plan"]\n',
    }
    journal, _ = read_texts(texts)
    assert published(journal).contacts["ada"].cadence is None
    assert published(journal).contacts["ada"].log[0].date == date(2026, 1, 1)


@given(
    st.lists(st.sampled_from(["<!-- private -->", "<!--/PRIVATE-->", "secret ", "open ", "\n", "```\n"]), max_size=12)
)
def test_nothing_inside_a_private_section_is_ever_left(pieces: list[str]) -> None:
    text, depth, expected = "", 0, ""
    for piece in pieces:
        depth = max(0, depth + ("/" not in piece) * 2 - 1) if piece.startswith("<") else depth
        text += piece
        expected += piece if depth == 0 and not piece.startswith("<") else ""
    assert open_text(text) == expected
    assert any(marker.opens for marker in markers(text)) == (depth > 0)


MEANT = (
    "<!-- private -->", "<!--private -->", "<!-- Private: -->", "<!-- privat -->", "<!-- privato -->",
    "<!-- privata -->", "<!-- pirvate -->", "<!-- prviate -->", "<!--privte-->", "<!-- privatte -->", "<!-- prvato -->",
    "<!-- rivate -->", "<!-- prive -->", "<!-- privé -->", "<!-- privado -->", "<!-- PRVIATE -->",
    "<!-- priv\u200bate -->", "<!-- priv\u0430te -->", "<!-- \uff50\uff52\uff49\uff56\uff41\uff54\uff45 -->",
    "<!--- private --->", "<!- private ->", "<!\u2014 private \u2014>", "<! -- private -->", "<!private>", "<private>",
    "<pirvate>", "<!-- begin private -->", "<!-- [private] -->", "<!-- start of pirvate -->",
    "<!-- riservato -->", "<!-- Confidenziale -->", "<!-- segreto -->", "<!-- hidden -->", "<!-- vertraulich -->",
)  # fmt: skip
OTHER = (
    "<!-- prices -->", "<!-- primates -->", "<!-- provato -->", "<!-- primato -->", "<!-- privet -->", "<!-- TODO -->",
    "<!-- pirate -->", "<!-- print -->", "<!-- privacy -->", "<!-- arrivato -->", "<!-- ask about her flat -->",
    "<!-- whether she minds that the private number is known -->", "<private@rossi.example>", "<b>private</b>",
    "a < private > b", "<!-- primavera -->", "<!-- provate a chiamare -->", "<!-- pivot -->",
    "<!-- a hidden door -->", "<secret>", "<!-- secret santa -->",
)  # fmt: skip


def closing(marker: str) -> str:
    """The same marker, as whoever opens a section with it closes one."""
    if any(word in marker for word in ("begin", "start")):
        return marker.replace("begin", "end").replace("start of", "end of")
    place = next(number for number, each in enumerate(marker) if each.isalpha() or each == "[")
    return f"{marker[:place]}/{marker[place:]}"


@pytest.mark.parametrize("marker", MEANT, ids=ascii)
def test_what_stands_between_misspelt_markers_is_not_published_either(marker: str) -> None:
    text = f"open {marker} secret {closing(marker)} and open <!-- private --> secret <!-- /private --> again"
    assert open_text(text).split() == ["open", "and", "open", "again"]
    assert "secret" not in open_text(f"open {marker} secret")
    assert [*markers(text)] == []


@pytest.mark.parametrize("comment", OTHER, ids=ascii)
def test_a_comment_about_something_else_hides_nothing_and_is_not_reported(comment: str) -> None:
    assert "open" in open_text(f"{comment} open")
    assert [*misspelt(comment)] == [*markers(comment)] == []


MARKERS = ("<!-- private -->", "<!-- /private -->", "<!-- pirvate -->", "<!-- /pirvate -->")


@given(st.lists(st.sampled_from([*MARKERS, "word"]), max_size=12))
def test_no_misspelt_end_shows_what_a_right_beginning_hides(pieces: list[str]) -> None:
    numbered = [f" {number} " if piece == "word" else piece for number, piece in enumerate(pieces)]
    opened, hidden = 0, set()
    for piece in numbered:
        opened = max(0, opened + (piece == MARKERS[0]) - (piece == MARKERS[1]))
        hidden |= {piece} if opened else set()
    assert not {f" {word} " for word in open_text("".join(numbered)).split()} & hidden


def test_misspelt_markers_hide_in_everything_that_is_published_and_are_reported(small: Path) -> None:
    text = "---\nname: Eve\n---\n\nShown. <!-- pirvate -->planted-secret<!-- /pirvate --> Also shown.\n"
    (small / "contacts" / "eve.md").write_text(text, encoding="utf-8")
    (small / "kith.toml").write_text(f'{SMALL["kith.toml"]}[publish]\nfields = ["name", "notes"]\n', encoding="utf-8")
    said = kith(small, "check").output
    assert said.count("misspelt-private") == 2
    assert kith(small, "build", "--publish").exit_code == 0
    found = {path: path.read_bytes() for path in (small / "published").rglob("*") if path.is_file()}
    assert any(b"Also shown." in data for data in found.values())
    assert not [path for path, data in found.items() if b"planted-secret" in data]
