"""Promises about the built site: what is in it, what never is, and that every adapter builds the same."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from publishing import MKDOCS, broken_links, contents, kith, look

ROOT = Path(__file__).parents[1]
ADA = "---\nname: Ada Rossi\nphoto: photos/ada.png\n---\n\nShe knows [[bruno]].\n\n## Log\n\n- 2026-02-03 call: hello\n"
BRUNO = "---\nname: Bruno Conti\n---\n"
Write = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def journal(write_journal: Write) -> Write:
    """A journal on the disk with a site's configuration."""

    def write(texts: Mapping[str, str], config: str = MKDOCS) -> Path:
        root = write_journal({"kith.toml": 'today = "2026-03-01"\n'} | dict(texts))
        (root / "mkdocs.yml").write_text(config, encoding="utf-8")
        return root

    return write


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"},
    )


def pages_of(site: Path) -> Iterator[tuple[str, str]]:
    return ((str(path.relative_to(site)), path.read_text(encoding="utf-8")) for path in site.rglob("*.html"))


def test_the_sample_has_its_pages_feeds_search_and_style(sample_site: Path) -> None:
    wanted = ("index.html", "people/index.html", "people/ada-rossi/index.html", "help/format/index.html", "404.html")
    others = ("follow-ups.ics", "occasions.ics", "search/search_index.js", "kith/kith.css", "photos/ada-rossi.png")
    assert [path for path in (*wanted, *others) if not (sample_site / path).is_file()] == []


def test_every_link_of_the_sample_leads_somewhere(sample_site: Path) -> None:
    assert list(broken_links(sample_site)) == []


def test_every_link_names_a_file_so_that_the_site_works_from_the_disk(sample_site: Path) -> None:
    links = [
        (path, target) for path, html in pages_of(sample_site) for target in look(html).links if path != "404.html"
    ]
    inside = [(path, urlsplit(target)) for path, target in links]
    assert [(path, parts) for path, parts in inside if not parts.scheme and parts.path.endswith(("/", "."))] == []


def test_no_page_loads_anything_from_another_host(sample_site: Path) -> None:
    loads = [(path, source) for path, html in pages_of(sample_site) for source in look(html).loads]
    assert [(path, source) for path, source in loads if urlsplit(source).scheme not in ("", "data")] == []
    assert [(path, source) for path, source in loads if urlsplit(source).netloc] == []


def test_no_style_sheet_of_ours_loads_anything_from_another_host(sample_site: Path) -> None:
    css = (sample_site / "kith/kith.css").read_text(encoding="utf-8")
    assert re.findall(r"url\((?!\"data:)", css) == []
    assert "@import" not in css


def test_every_page_asks_to_be_left_out_and_forbids_foreign_scripts(sample_site: Path) -> None:
    for path, html in pages_of(sample_site):
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
        assert policy, path
        assert "default-src 'none'; script-src 'self' 'sha256-" in policy[1]
        assert html.index("Content-Security-Policy") < html.index("<script")
        assert '<meta name="robots" content="noindex' in html
        assert '<meta name="referrer" content="no-referrer">' in html


def test_a_contact_is_in_no_navigation_and_its_section_is_lit(sample_site: Path) -> None:
    html = (sample_site / "people/ada-rossi/index.html").read_text(encoding="utf-8")
    navigation = html[html.index("md-sidebar--primary") : html.index("md-sidebar--secondary")]
    assert "tanaka-sakura" not in navigation
    assert re.search(r'md-tabs__item--active">\s*<a href="\.\./index\.html"', html)


def test_the_search_has_one_entry_for_each_contact_and_none_for_dashboards(sample_site: Path) -> None:
    index = json.loads((sample_site / "search/search_index.json").read_text(encoding="utf-8"))
    places = [entry["location"] for entry in index["docs"]]
    assert places.count("people/ada-rossi/index.html") == 1
    assert not {"index.html", "people/index.html", "events/index.html", "help/index.html"} & set(places)


def test_a_word_weighs_most_on_the_page_of_a_contact_and_least_in_the_manual(sample_site: Path) -> None:
    docs = json.loads((sample_site / "search" / "search_index.json").read_text())["docs"]
    weights = {(doc["location"].partition("/")[0], doc.get("boost", 1)) for doc in docs}
    assert {weight for folder, weight in weights if folder == "people"} == {4}
    assert {weight for folder, weight in weights if folder == "help"} == {0.001}
    assert {weight for folder, weight in weights if folder not in ("people", "help")} == {1}


def test_there_is_no_map_of_the_site(sample_site: Path) -> None:
    assert not (sample_site / "sitemap.xml").exists()


def test_a_file_that_no_page_shows_does_not_leave_the_folder(journal: Write) -> None:
    texts = {"ada.md": ADA, "bruno.md": BRUNO, "photos/ada.png": "picture", "photos/other.png": "x", "secret.txt": "x"}
    root = journal(texts | {"notes/page.html": "<script>x</script>", "inbox.md": "- a line of the drawer\n"})
    assert kith(root, "build").exit_code == 0
    found = contents(root / "site")
    assert found["photos/ada.png"] == b"picture"
    assert not {"photos/other.png", "secret.txt", "notes/page.html"} & set(found)
    assert [path for path, data in found.items() if b"a line of the drawer" in data] == ["index.html"]


def test_private_contacts_are_in_no_file_of_the_site(journal: Write) -> None:
    texts = {"zelda-quill.md": "---\nname: Zelda Quill\nbirthday: --03-05\nprivate: true\n---\n", "bruno.md": BRUNO}
    root = journal(texts)
    assert kith(root, "build").exit_code == 0
    found = contents(root / "site")
    assert not [path for path, data in found.items() if "zelda" in path or b"Zelda" in data or b"zelda" in data]


def test_a_contact_whose_frontmatter_is_broken_is_not_published_because_it_may_be_private(journal: Write) -> None:
    root = journal({"zelda.md": "---\nname: Zelda Quill\nprivate true\n: [\n---\n", "bruno.md": BRUNO})
    assert kith(root, "build", "--keep-going").exit_code == 0
    assert not [path for path, data in contents(root / "site").items() if "zelda" in path or b"Quill" in data]


def test_a_name_full_of_markup_is_text_everywhere(journal: Write) -> None:
    name = '<img src=x onerror=alert(1)> & "Co" \'</title><script>alert(2)</script>'
    text = f"---\nname: {json.dumps(name)}\ntags: ['<b>x</b>']\norganisation: '<i>y</i>'\n---\n"
    root = journal({"ada.md": text, "events/fair.md": f"---\nname: {json.dumps(name)}\ndate: 2026-01-01\n---\n"})
    assert kith(root, "build").exit_code == 0
    for path, html in pages_of(root / "site"):
        elements = look(html).elements
        assert not [tag for tag, attributes in elements if "onerror" in attributes], path
        assert "<script>alert(2)" not in html
    index = (root / "site/search/search_index.json").read_text(encoding="utf-8")
    assert "<img" not in index
    assert "<b>" not in index


def test_errors_stop_the_build_and_leave_the_last_site_as_it_is(journal: Write) -> None:
    root = journal({"ada.md": ADA, "bruno.md": BRUNO})
    assert kith(root, "build").exit_code == 0
    before = contents(root / "site")
    (root / "contacts/bruno.md").write_text("---\nname: Bruno\nmet: 2026-02-30\n---\n", encoding="utf-8")
    result = kith(root, "build")
    assert result.exit_code == 1
    assert "contacts/bruno.md:3" in result.stderr
    assert contents(root / "site") == before


def test_errors_stop_mkdocs_too_and_are_logged_with_their_place(journal: Write) -> None:
    root = journal({"ada.md": "---\nname: Ada\nmet: 2026-02-30\n---\n"})
    result = mkdocs(root, "build")
    assert result.returncode == 1
    assert "kith: contacts/ada.md:3:6: error date-impossible" in result.stderr


def test_keep_going_builds_what_can_be_read_and_says_on_every_page_what_cannot(journal: Write) -> None:
    root = journal({"ada.md": "---\nname: Ada\nmet: 2026-02-30\n---\n", "bruno.md": BRUNO})
    assert kith(root, "build", "--keep-going").exit_code == 0
    assert "contacts/ada.md:3" in (root / "site/people/bruno/index.html").read_text(encoding="utf-8")


def test_warnings_stop_no_build_unless_it_is_strict(journal: Write) -> None:
    root = journal({"ada.md": "---\nname: Ada\nrolle: Buyer\n---\n"})
    assert mkdocs(root, "build").returncode == 0
    assert mkdocs(root, "build", "--strict").returncode == 1
    assert kith(root, "build").exit_code == 0
    assert kith(root, "build", "--strict").exit_code == 1


def test_a_journal_without_findings_builds_strictly(journal: Write) -> None:
    root = journal({"ada.md": ADA, "bruno.md": BRUNO, "photos/ada.png": "x"})
    result = mkdocs(root, "build", "--strict")
    assert (result.returncode, "WARNING" in result.stderr) == (0, False), result.stderr


def test_the_same_journal_gives_the_same_bytes(journal: Write) -> None:
    root = journal({"ada.md": ADA, "bruno.md": BRUNO})
    assert kith(root, "build").exit_code == 0
    first = contents(root / "site")
    assert kith(root, "build").exit_code == 0
    assert contents(root / "site") == first


def test_mkdocs_alone_builds_what_kith_builds(journal: Write) -> None:
    root = journal({"ada.md": ADA, "bruno.md": BRUNO, "photos/ada.png": "x"})
    assert kith(root, "build").exit_code == 0
    assert mkdocs(root, "build", "-d", "other").returncode == 0
    assert contents(root / "other") == contents(root / "site")


def test_the_pages_as_a_folder_build_without_our_plug_in(journal: Write, tmp_path: Path) -> None:
    root = journal({"ada.md": ADA, "bruno.md": BRUNO, "photos/ada.png": "x"})
    folder = tmp_path / "pages"
    assert kith(root, "build", "--pages-only", "--to", str(folder)).exit_code == 0
    assert "kith" not in re.findall(r"^  - (\w+)", (folder / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert kith(root, "build").exit_code == 0
    result = mkdocs(folder, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert list(broken_links(folder / "site")) == []
    theirs = (folder / "site/people/ada/index.html").read_text(encoding="utf-8")
    ours = (root / "site/people/ada/index.html").read_text(encoding="utf-8")
    assert body(theirs) == body(ours)


def body(html: str) -> str:
    start = html.index('<div class="kb ')
    return "".join(html[start : html.index("kb-details", start)].split())


def test_a_folder_of_pages_is_replaced_and_nothing_else_is(journal: Write, tmp_path: Path) -> None:
    root = journal({"ada.md": ADA, "bruno.md": BRUNO})
    folder = tmp_path / "pages"
    assert kith(root, "build", "--pages-only", "--to", str(folder)).exit_code == 0
    (root / "contacts/bruno.md").unlink()
    assert kith(root, "build", "--pages-only", "--to", str(folder)).exit_code == 0
    assert not (folder / "docs/people/bruno.md").exists()


def test_a_folder_with_files_of_somebody_else_is_never_emptied(journal: Write, tmp_path: Path) -> None:
    root = journal({"ada.md": ADA})
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work", encoding="utf-8")
    for more in ((), ("--pages-only",)):
        result = kith(root, "build", "--to", str(precious), *more)
        assert (result.exit_code, contents(precious)) == (3, {"thesis.txt": b"years of work"})
        assert "would delete them" in result.stderr


def test_a_hidden_file_in_the_destination_stays(journal: Write) -> None:
    root = journal({"ada.md": ADA})
    (root / "site").mkdir()
    (root / "site/.gitignore").write_text("*\n", encoding="utf-8")
    assert kith(root, "build").exit_code == 0
    assert (root / "site/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_building_keeps_the_stamps_of_entries_that_did_not_change(journal: Write) -> None:
    root = journal({"ada.md": ADA + "\n## Next\n\n- [ ] 2026-03-20 call: ring\n"})
    assert kith(root, "build").exit_code == 0
    feed = root / "site/follow-ups.ics"
    feed.write_bytes(feed.read_bytes().replace(b"DTSTAMP:2026", b"DTSTAMP:2025"))
    assert kith(root, "build").exit_code == 0
    assert b"DTSTAMP:2025" in feed.read_bytes()
    assert b"DTSTAMP:2026" not in feed.read_bytes()


def test_without_a_configuration_the_world_refuses_and_says_what_to_do(journal: Write) -> None:
    root = journal({"ada.md": ADA})
    (root / "mkdocs.yml").unlink()
    for verb in ("build", "serve"):
        result = kith(root, verb)
        assert result.exit_code == 3
        assert "kith init" in result.stderr


def test_a_configuration_without_the_plug_in_is_told_so(journal: Write) -> None:
    result = kith(journal({"ada.md": ADA}, MKDOCS.replace("[kith, search", "[search")), "build")
    assert result.exit_code == 3
    assert "- kith" in result.stderr


def test_a_docs_dir_that_is_not_the_contacts_folder_is_refused(journal: Write) -> None:
    root = journal({"ada.md": ADA}, MKDOCS.replace("docs_dir: contacts", "docs_dir: texts"))
    (root / "texts").mkdir()
    (root / "texts/index.md").write_text("# secret", encoding="utf-8")
    assert "docs_dir: contacts" in mkdocs(root, "build").stderr


def test_an_address_of_a_repository_is_left_out_because_browsers_would_ask_it(journal: Write) -> None:
    root = journal({"ada.md": ADA}, MKDOCS + "repo_url: https://github.com/x/y\n")
    assert mkdocs(root, "build").returncode == 0
    assert not [path for path, html in pages_of(root / "site") if "github.com" in html]


def test_fonts_of_others_are_never_asked_for_whatever_the_configuration_says(journal: Write) -> None:
    root = journal({"ada.md": ADA}, MKDOCS.replace("font: false, ", ""))
    assert mkdocs(root, "build").returncode == 0
    assert not [path for path, html in pages_of(root / "site") if "fonts.googleapis" in html or "unpkg" in html]


def test_the_day_can_be_set_in_the_configuration(journal: Write) -> None:
    root = journal({"ada.md": ADA}, MKDOCS.replace("[kith,", "[kith: {today: 2026-05-04},"))
    assert mkdocs(root, "build").returncode == 0
    assert "Monday 4 May 2026" in (root / "site/index.html").read_text(encoding="utf-8")


def test_pages_only_without_a_folder_is_wrong_usage(journal: Write) -> None:
    assert kith(journal({"ada.md": ADA}), "build", "--pages-only").exit_code == 2


def test_quiet_says_nothing_and_else_the_last_lines_say_where_things_are(journal: Write) -> None:
    root = journal({"ada.md": ADA})
    assert kith(root, "build", "--quiet").output == ""
    assert kith(root, "build").stdout.splitlines() == [
        f"The site: {root / 'site' / 'index.html'}",
        f"The feed: {root / 'site' / 'follow-ups.ics'}",
    ]


@pytest.mark.parametrize("example", sorted(path.name for path in (Path(__file__).parent / "examples").iterdir()))
def test_every_example_builds_and_its_links_lead_somewhere(example: str, tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "examples" / example, tmp_path / example)
    (tmp_path / example / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    result = kith(tmp_path / example, "build", "--keep-going")
    assert result.exit_code == 0, result.output
    assert list(broken_links(tmp_path / example / "site")) == []
