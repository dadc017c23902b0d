"""Promises about building a second time: nothing stale ever stands, and nothing is done twice."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import TODAY, read_texts
from kithbook import locale, plan, words
from kithbook.plan import Item, Reason
from kithbook.plan.item import Move
from kithbook.sites import ledger
from kithbook.sites.ledger import Ledger
from kithbook.views.pages import Draft, drafted, keys, publish
from publishing import MKDOCS, contents, kith

Write = Callable[[Mapping[str, str]], Path]
ADA = """---
name: Ada Rossi
aliases: [Adina]
organisation: acme
role: Head of purchasing
email: {work: ada@rossi.example, home: ada@home.example}
phone: "+39 333 5550100"
url: https://rossi.example
address: Via Roma 1, Milano
town: Milano
language: it
photo: photos/ada.jpg
tags: [customer]
tier: inner
cadence: 5 weeks
prefers: call
why: buys what only we repair
met: 2025-10-03
met_at: fair
referred_by: bruno
campaigns: {launch: 2026-02-05}
birthday: 1979-04-12
occasions: {wedding: 2010-06-05}
needs: [a printer]
offers: [a van]
value: 12000
verified: 2026-01-01
bounced: [ada@home.example]
consent: {newsletter: 2026-01-03}
---

[[bruno]] knows her brother.

## Next

- [ ] 2026-03-25 email: send the catalogue to [[li]]

## Log

- 2026-02-03 call with [[li]], positive: asked for the catalogue
- 2026-01-05 coffee, gave: introduced her to Li
"""
FILES = {
    "ada.md": ADA,
    "bruno.md": "---\nname: Bruno Conti\ntier: close\n---\n\n## Log\n\n- 2026-01-20 email: wrote about [[ada]]\n",
    "li.md": "---\nname: Li Wei\nreferred_by: ada\nmet: 2026-02-01\n---\n\nMet through [[Adina]].\n",
    "dan.md": "---\nname: Dan White\n---\n",
    "organisations/acme.md": "---\nname: Acme\ncadence: 9 weeks\n---\n",
    "events/fair.md": "---\nname: The fair\ndate: 2025-10-03\n---\n",
    "campaigns/launch.md": "---\nname: Launch\naudience: tag:customer\nsteps:\n  - 2 weeks call: ring\n---\n",
    "photos/ada.jpg": "x",
}
HOOK = """
from pathlib import Path
def on_post_page(output, **given):
    return output + Path("word.txt").read_text()
"""
LINES = [line for line in ADA.splitlines() if line and line not in ("---", "## Next", "## Log")]
"""Everything that the file says."""


def drafts(texts: Mapping[str, str], **known: object) -> dict[str, Draft]:
    journal, findings = read_texts(texts)
    journal = replace(journal, **known)
    found = drafted(publish(journal, plan.make(journal, TODAY), findings=findings))
    return {draft.path: draft for draft in found.drafts}


BEFORE = drafts(FILES)


def stale(after: Mapping[str, Draft]) -> list[str]:
    """Pages whose key stayed the same and whose text did not."""
    same = [path for path, draft in after.items() if path in BEFORE and BEFORE[path].key == draft.key]
    return [path for path in same if BEFORE[path].make() != after[path].make()]


@pytest.mark.parametrize("line", LINES)
def test_without_any_line_of_a_file_no_page_is_taken_for_the_one_it_was(line: str) -> None:
    after = drafts(FILES | {"ada.md": ADA.replace(f"{line}\n", "")})
    assert after["people/ada.md"].key != BEFORE["people/ada.md"].key
    assert stale(after) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("ada.md", ADA.replace("name: Ada Rossi", "name: Ada Bianchi")),
        ("ada.md", ADA.replace("aliases: [Adina]", "aliases: [Ad]")),
        ("ada.md", ADA.replace("tier: inner", "tier: close\nprivate: true")),
        ("bruno.md", FILES["bruno.md"].replace("tier: close", "private: true")),
        ("li.md", FILES["li.md"].replace("referred_by: ada", "referred_by: bruno")),
        (
            "dan.md",
            "---\nname: Dan White\nreferred_by: ada\n---\n\n## Log\n\n- 2026-02-10 lunch with [[ada]]: hm\n",
        ),
        ("eve.md", "---\nname: Eve Black\nreferred_by: ada\n---\n"),
        ("organisations/acme.md", "---\nname: Acme & Sons\ncadence: 2 weeks\n---\n"),
        ("events/fair.md", "---\nname: The other fair\ndate: 2025-10-03\n---\n"),
        ("campaigns/launch.md", "---\nname: Launch\ncadence: 3 days\n---\n"),
    ],
)
def test_whatever_is_said_elsewhere_no_page_is_taken_for_the_one_it_was(path: str, text: str) -> None:
    assert stale(drafts(FILES | {path: text})) == []


OTHERWISE: Mapping[str, object] = {
    "reasons": (Reason.CARE,),
    "due": TODAY + timedelta(days=400),
    "latest": TODAY + timedelta(days=400),
    "subject": "another",
    "text": "another",
    "channel": "fax",
    "handle": "+39 333 5550199",
    "weight": 7,
    "anchor": TODAY - timedelta(days=400),
    "moves": (Move(rule="level", before=TODAY, after=TODAY + timedelta(days=1), why="because"),),
    "is_lost": True,
}
"""Another value for each field of an item that its owner's file alone does not tell."""
MOVED: Mapping[str, object] = {"rule": "snooze", "before": TODAY - timedelta(days=1), "after": TODAY, "why": "else"}


def keyed(item: Item) -> str:
    """The key of Ada's page when this is all that falls due for her."""
    journal, findings = read_texts(FILES)
    edition = publish(journal, plan.make(journal, TODAY), findings=findings)
    return keys.of_contact(replace(edition, items={"ada": (item,)}), b"frame", journal.contacts["ada"])


def test_a_key_tells_apart_whatever_an_item_and_what_moved_it_may_say() -> None:
    assert {one.name for one in fields(Item)} - {"contact", "name", "owner", "entry", "cause"} == {*OTHERWISE}
    assert {one.name for one in fields(Move)} - {"span"} == {*MOVED}
    item = Item(contact="ada", name="Ada Rossi", reasons=(Reason.PROMISE,), due=TODAY, latest=TODAY, owner="ada")
    (move,) = OTHERWISE["moves"]
    moved = [replace(item, moves=(replace(move, **{name: value}),)) for name, value in MOVED.items()]
    others = [item, *(replace(item, **{name: value}) for name, value in OTHERWISE.items()), *moved]
    assert len({*map(keyed, others)}) == len(others) == len(OTHERWISE) + len(MOVED) + 1
    assert keyed(item) == keyed(replace(item))


def test_a_line_in_one_log_leaves_the_pages_of_those_who_are_not_in_it_alone() -> None:
    after = drafts(FILES | {"ada.md": ADA.replace("asked for the catalogue", "asked for two catalogues")})
    assert [path for path, draft in after.items() if draft.key != BEFORE[path].key] == [
        "people/ada.md",
        "people/li.md",
    ]


def test_who_logged_a_touch_is_in_the_key_of_every_page_that_shows_it() -> None:
    after = drafts(FILES, logged_by={("contacts/ada.md", "- 2026-01-05 coffee, gave: introduced her to Li"): "Ida"})
    assert stale(after) == []
    assert "logged by" in after["people/ada.md"].make().html


def test_another_currency_makes_all_pages_anew() -> None:
    after = drafts(FILES | {"kith.toml": 'currency = "CHF"\n'})
    assert not [path for path, draft in after.items() if draft.key == BEFORE[path].key]


def test_another_language_makes_all_pages_anew() -> None:
    with words.speaking(locale.catalogue("it")):
        after = drafts(FILES)
    assert not [path for path, draft in after.items() if draft.key == BEFORE[path].key]


@pytest.fixture
def root(write_journal: Write) -> Path:
    folder = write_journal({"kith.toml": 'today = "2026-03-01"\n', **FILES})
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    assert kith(folder, "build").exit_code == 0
    return folder


def states(folder: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.stat().st_ino) for path in found}


def written(folder: Path, before: Mapping[str, object]) -> set[str]:
    return {name for name, state in states(folder).items() if before.get(name) != state}


def assert_as_from_scratch(root: Path) -> None:
    """The site is what it would be if there had never been another one; its feeds keep their stamps."""
    other = root / "scratch"
    assert kith(root, "build", "--to", str(other), "--keep-going").exit_code == 0
    ours, theirs = contents(root / "site"), contents(other)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name] and not name.endswith(".ics")] == []


def test_when_nothing_changed_nothing_is_written_until_git_knows_more(root: Path) -> None:
    before = states(root)
    result = kith(root, "build")
    assert (result.exit_code, written(root, before)) == (0, set())
    assert "The site: " in result.stdout
    assert "run kith check" in result.stderr
    assert (root / ".cache/kith/.gitignore").read_text() == "*\n"
    assert not list((root / "site").rglob(".*"))
    for arguments in (("init",), ("add", "contacts"), ("commit", "-m", "all", "--date", "2026-02-20 10:00")):
        who = ("-c", "user.name=Ida", "-c", "user.email=ida@x.example")
        subprocess.run(("git", *who, *arguments), cwd=root, check=True, capture_output=True)
    assert kith(root, "build").exit_code == 0
    assert "site/follow-ups.ics" in written(root, before)


def test_one_touch_writes_the_pages_that_tell_of_it_and_no_other_person(root: Path) -> None:
    before = states(root / "site")
    ada = root / "contacts/ada.md"
    ada.write_text(ADA.replace("asked for the catalogue", "asked for two catalogues"), encoding="utf-8")
    assert kith(root, "build").exit_code == 0
    people = {name for name in written(root / "site", before) if name.startswith("people/")}
    assert people == {"people/ada/index.html", "people/li/index.html"}
    assert_as_from_scratch(root)


def test_another_configuration_and_spoilt_or_deleted_files_are_noticed(root: Path) -> None:
    for path, old, new in (
        ("mkdocs.yml", "site_name: Test", "site_name: Another"),
        ("site/people/ada/index.html", "Ada Rossi", "Ada Rosso"),
        ("site/kith/kith.css", "--kb-", "--kc-"),
    ):
        file = root / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (root / "site/people/li/index.html").unlink()
    assert kith(root, "build").exit_code == 0
    assert_as_from_scratch(root)


def test_the_next_day_and_a_spoilt_search_are_noticed_and_somebody_who_became_private_is_gone(root: Path) -> None:
    (root / "contacts/ada.md").write_text(ADA.replace("tier: inner", "private: true"), encoding="utf-8")
    (root / "site/search/search_index.json").write_text("{}")
    (root / "kith.toml").write_text('today = "2026-03-02"\n')
    assert kith(root, "build").exit_code == 0
    found = contents(root / "site")
    people = {name: data for name, data in found.items() if name.startswith("people/") or name == "index.html"}
    assert not [name for name, data in people.items() if "ada" in name or b"Rossi" in data]
    assert not [data for data in contents(root / ".cache/kith").values() if re.search(rb"\bada\b", data)]
    assert_as_from_scratch(root)


def test_a_configuration_with_a_hook_is_built_every_time_because_nobody_knows_what_it_reads(root: Path) -> None:
    (root / "hook.py").write_text(HOOK)
    (root / "word.txt").write_text("<!-- one -->")
    (root / "mkdocs.yml").write_text(f"{MKDOCS}hooks: [{root / 'hook.py'}]\n")
    here = Path.cwd()
    os.chdir(root)
    try:
        assert kith(root, "build").exit_code == 0
        (root / "word.txt").write_text("<!-- two -->")
        assert kith(root, "build").exit_code == 0
    finally:
        os.chdir(here)
    assert "<!-- two -->" in (root / "site/index.html").read_text()
    assert "<!-- two -->" in (root / "site/people/ada/index.html").read_text()


def test_a_record_that_cannot_be_read_is_as_good_as_none(tmp_path: Path) -> None:
    ledger.write(tmp_path, tmp_path / "site", "ours", Ledger(made_from="x"))
    (record,) = (tmp_path / ".cache/kith").glob("site-*.json")
    assert ledger.read(tmp_path, tmp_path / "site", "ours") == Ledger(made_from="x")
    assert ledger.read(tmp_path, tmp_path / "site", "other") == Ledger()
    written = record.read_text(encoding="utf-8")
    for text in ("{", "[]", '{"versions": "ours"}', "", written[:-1], written.replace("0", "[]"), f"{written} "):
        record.write_text(text, encoding="utf-8")
        assert ledger.read(tmp_path, tmp_path / "site", "ours") == Ledger()


def test_a_file_is_known_again_where_a_listing_does_not_tell_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Listed:
        def __init__(self, path: Path) -> None:
            self.path = path

        def stat(self) -> os.stat_result:
            mode, _number, *rest = self.path.stat()
            return os.stat_result((mode, 0, *rest))

    (tmp_path / "index.html").write_text("<p>", encoding="utf-8")
    monkeypatch.setattr(ledger, "_below", lambda folder, _but: [("index.html", Listed(folder / "index.html"))])
    assert Ledger(stamps=ledger.stamps_of(tmp_path)).stands(tmp_path)


def test_pages_in_folders_of_their_own_are_stamped_as_everything_else(tmp_path: Path) -> None:
    for name in ("index.html", "people/ada/index.html", "people/li/index.html", "people/ada.vcf", "a/b/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    alone = ("people/ada/index.html", "people/gone/index.html")
    assert ledger.stamps_of(tmp_path, alone) == ledger.stamps_of(tmp_path)
    assert len(ledger.stamps_of(tmp_path)) == 5
