"""The built site in a real browser: from a server and from the disk, light and dark, on a desk and on a phone."""

from __future__ import annotations

import functools
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kithbook.cli import cli
from needing import need

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
PAGES = (
    "index.html",
    "people/index.html",
    "people/ada-rossi/index.html",
    "people/noor-al-hashimi/index.html",
    "prep/2026-03-fiera-dei-vivai/index.html",
    "prep/noor-al-hashimi/index.html",
    "organisations/index.html",
    "organisations/orrin-fell/index.html",
    "events/index.html",
    "events/2026-02-gartenwerk-koeln/index.html",
    "campaigns/index.html",
    "campaigns/spring-collection/index.html",
    "referrals/index.html",
    "insights/index.html",
    "care/index.html",
    "journal/index.html",
    "system/index.html",
    "help/index.html",
    "help/format/index.html",
    "pages/how-i-use-this/index.html",
)
"""One of each kind."""
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    "preload": False,
}
DESK, PHONE, NARROW = (1280, 800), (390, 844), (360, 740)
PATIENT = 20_000


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    need(CHROMIUM is not None, "no Chromium on the PATH: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def served(sample_site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(sample_site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def bases(served: str, sample_site: Path) -> dict[str, str]:
    """Where the same site is read from: a server, and the disk."""
    return {"http": served, "file": f"{sample_site.as_uri()}/"}


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, bases: dict[str, str]) -> str:
    return bases[request.param]


class Watched:
    """A page that remembers what it asked for and complained of."""

    def __init__(
        self, browser: Browser, size: tuple[int, int] = DESK, scheme: Any = "light", *, is_probed: bool = False
    ) -> None:
        """`is_probed` takes the policy away that would keep the probe's script out too."""
        width, height = size
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=is_probed
        )
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def search(self, words: str) -> str:
        """Type into the search as soon as it listens, and return the first result's heading."""
        field = self.page.locator(".md-search__input")
        result = self.page.locator(".md-search-result__item h1").first
        for _ in range(10):
            field.focus()
            field.fill("")
            field.fill(words)
            field.press("End")
            try:
                expect(result).to_be_visible(timeout=PATIENT // 10)
            except AssertionError:
                continue
            break
        return result.inner_text()


@pytest.mark.parametrize(
    ("size", "scheme", "way"),
    [
        (DESK, "light", "http"),
        (DESK, "dark", "file"),
        (PHONE, "dark", "http"),
        (PHONE, "light", "file"),
        (NARROW, "light", "http"),
    ],
)
def test_no_page_asks_another_host_complains_or_is_wider_than_its_window(
    browser: Browser, bases: dict[str, str], size: tuple[int, int], scheme: str, way: str
) -> None:
    wide = []
    with Watched(browser, size, scheme) as watched:
        for path in PAGES:
            watched.page.goto(bases[way] + path, wait_until="load")
            if watched.page.evaluate("document.documentElement.scrollWidth") != size[0]:
                wide.append(path)
        foreign = [url for url in watched.requests if not url.startswith((bases[way], "data:", "blob:"))]
        assert (foreign, watched.complaints, wide) == ([], [], [])


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_no_page_has_a_barrier_that_axe_finds(
    browser: Browser, served: str, size: tuple[int, int], scheme: str
) -> None:
    found = []
    with Watched(browser, size, scheme, is_probed=True) as watched:
        watched.page.emulate_media(reduced_motion="reduce")
        for path in PAGES:
            watched.page.goto(served + path, wait_until="load")
            watched.page.evaluate(AXE)
            told = watched.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
            found += [(path, one["id"], one["nodes"][0]["target"], one["nodes"][0]["html"][:200]) for one in told]
    assert found == []


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(245, 246, 244)"), ("dark", "rgb(16, 22, 20)")])
def test_the_site_takes_the_colours_that_the_system_asks_for(
    browser: Browser, served: str, scheme: str, ground: str
) -> None:
    with Watched(browser, scheme=scheme) as watched:
        watched.page.goto(served)
        expect(watched.page.locator("body")).to_have_css("background-color", ground)


SEARCHES = {
    "novakova": "Hana Nováková",
    "soeren": "Søren Kjær",
    "田中": "田中 さくら",
    "نور": "نور الهاشمي",
    "ada@rossi-lenti.example": "Ada Rossi",
    "rossi-lenti": "Ada Rossi",
    "3335550100": "Ada Rossi",
    "+39 333 5550100": "Ada Rossi",
    "koln": "Klara Vogt",
    "vivai": "Fiera dei Vivai",
    "nurseries": "Ada Rossi",
    "calendar": "Ada Rossi",
}
"""What one types, and the first result."""


def test_the_search_finds_people_as_one_types_them(browser: Browser, base: str) -> None:
    with Watched(browser) as watched:
        watched.page.goto(base + "people/index.html")
        assert {words: watched.search(words) for words in SEARCHES} == SEARCHES
        assert [url for url in watched.requests if not url.startswith((base, "data:", "blob:"))] == []
        assert watched.complaints == []


def test_a_result_leads_to_the_contact(browser: Browser, base: str) -> None:
    with Watched(browser) as watched:
        watched.page.goto(base + "index.html")
        watched.search("novakova")
        watched.page.locator(".md-search-result__link").first.click()
        expect(watched.page.locator("h1").first).to_have_text("Hana Nováková")


def test_the_people_can_be_filtered_without_accents_by_tier_by_town_and_by_organisation(
    browser: Browser, base: str
) -> None:
    with Watched(browser) as watched:
        page = watched.page
        page.goto(base + "people/index.html")
        rows = page.locator("#kb-table tbody tr:visible")
        page.locator("#kb-words").fill("novakova")
        expect(rows).to_have_count(1)
        expect(page.locator(".kb-filter output")).to_have_text("1 shown")
        page.locator("#kb-words").fill("nobody at all")
        expect(page.get_by_text("Nobody matches")).to_be_visible()
        page.locator("#kb-words").fill("")
        page.get_by_label("Any tier").select_option("key")
        expect(rows).to_have_count(5)
        page.get_by_label("Any town").select_option("London")
        expect(rows).to_have_count(1)
        page.reload()
        expect(rows).to_have_count(1)
        for name in ("Any tier", "Any town"):
            page.get_by_label(name).select_option("")
        page.get_by_label("Any organisation").select_option("Orrin & Fell")
        expect(rows).to_have_count(2)
        assert watched.complaints == []


def test_the_keyboard_alone_sorts_the_table_and_walks_through_it(browser: Browser, base: str) -> None:
    with Watched(browser) as watched:
        page = watched.page
        page.goto(base + "people/index.html")
        rows, heading = page.locator("#kb-table tbody tr"), page.locator("th.kb-c-tier")
        heading.get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", "ascending")
        expect(page.locator("th[aria-sort]")).to_have_count(1)
        expect(rows.first.locator(".kb-tier")).to_contain_text("key")
        page.keyboard.press("Space")
        expect(heading).to_have_attribute("aria-sort", "descending")
        expect(rows.first.locator(".kb-tier")).to_contain_text("loose")
        page.locator("#kb-words").focus()
        page.keyboard.press("ArrowDown")
        expect(rows.nth(0).locator("a.kb-name")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(rows.nth(1).locator("a.kb-name")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".kb-contact")).to_be_visible()


def test_any_table_is_sorted_by_what_its_cells_mean(browser: Browser, served: str) -> None:
    with Watched(browser) as watched:
        watched.page.goto(served + "events/index.html")
        names = watched.page.locator("#kb-league tbody th a")
        for _ in range(2):
            watched.page.get_by_role("button", name="Day").click()
        expect(names.first).to_have_text("Fiera dei Vivai")
        watched.page.get_by_role("button", name="Rate").click()
        expect(names).to_have_text(["Gartenwerk Köln", "Erbe e Lame", "Fiera dei Vivai"])


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_way_to_subscribe_opens_inside_the_window_and_closes(
    browser: Browser, served: str, size: tuple[int, int]
) -> None:
    with Watched(browser, size) as watched:
        watched.page.goto(served)
        watched.page.get_by_text("Subscribe", exact=True).click()
        expect(watched.page.get_by_role("link", name="Follow-ups")).to_be_in_viewport(ratio=1)
        box = watched.page.locator(".kb-pop-body").bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= size[0]
        watched.page.keyboard.press("Escape")
        expect(watched.page.get_by_role("link", name="Follow-ups")).to_be_hidden()


def test_without_scripts_the_whole_table_is_there(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "people/index.html")
    assert page.locator("#kb-table tbody tr:visible").count() > 30
    expect(page.locator(".kb-filter")).to_be_hidden()
    context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, served: str) -> None:
    with Watched(browser) as watched:
        watched.page.goto(served)
        watched.page.keyboard.press("Tab")
        expect(watched.page.locator(".kb-skip")).to_be_focused()
        watched.page.keyboard.press("Enter")
        expect(watched.page.locator("#kb-main")).to_be_focused()


ITALIAN_PAGES = (
    "index.html",
    "people/index.html",
    "people/ada-rossi/index.html",
    "events/2026-02-gartenwerk-koeln/index.html",
    "campaigns/spring-collection/index.html",
    "insights/index.html",
    "care/index.html",
    "system/index.html",
    "help/settings/index.html",
)
FRAME_TEXTS = """() => {
  const said = [...document.querySelectorAll(
    ".md-header, .md-tabs, .md-search, .md-footer, .kb-bar, .kb-skip, #kb-main h2, #kb-main summary, .kb-table th, " +
    "#kb-main label, #kb-main button, #kb-main option[value='']"
  )].map(element => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("script").forEach(script => script.remove());
    return copy.textContent;
  });
  const named = [...document.querySelectorAll("[aria-label], [placeholder], [title]:not(iframe), [alt]")];
  const names = ["aria-label", "placeholder", "title", "alt"];
  return said.concat(named.flatMap(element => names.map(name => element.getAttribute(name) || "")));
}"""
"""What the theme and we say around what somebody wrote: headings, labels, buttons, names for screen readers."""
ENGLISH = frozenset(
    [
        "search",
        "skip",
        "content",
        "table",
        "contents",
        "light",
        "dark",
        "system",
        "clear",
        "results",
        "matching",
        "close",
        "today",
        "people",
        "events",
        "campaigns",
        "referrals",
        "insights",
        "care",
        "journal",
        "manual",
        "overdue",
        "week",
        "coming",
        "tier",
        "tags",
        "town",
        "state",
        "last",
        "next",
        "touch",
        "touches",
        "notes",
        "details",
        "timeline",
        "given",
        "follow",
        "needs",
        "offers",
        "copy",
        "show",
        "filter",
        "any",
        "sort",
        "the",
        "of",
        "and",
        "with",
        "from",
        "until",
        "since",
        "who",
        "what",
        "how",
        "when",
        "nobody",
        "none",
        "every",
    ]
)
"""The commonest words of an interface."""


@pytest.fixture(scope="module")
def italian(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample journal's site as an Italian sees it, read from the disk."""
    folder = tmp_path_factory.mktemp("italian") / "site"
    root = Path(__file__).parents[2]
    result = CliRunner().invoke(cli, ["--language", "it", "-C", str(root), "build", "--to", str(folder)])
    assert result.exit_code == 0, result.output
    return f"{folder.as_uri()}/"


@pytest.mark.parametrize(("size", "probed"), [(DESK, 0), (PHONE, 2)], ids=["desk", "phone"])
def test_an_italian_site_has_no_english_word_around_what_was_written_and_no_barrier(
    browser: Browser, italian: str, size: tuple[int, int], probed: int
) -> None:
    """Each third page is looked at by axe: what the language changes is the same on all."""
    languages, english, wide, barriers = set(), set(), [], []
    with Watched(browser, size, is_probed=True) as watched:
        watched.page.emulate_media(reduced_motion="reduce")
        for number, path in enumerate(ITALIAN_PAGES):
            watched.page.goto(italian + path, wait_until="load")
            languages.add(watched.page.evaluate("document.documentElement.lang"))
            said = " ".join(watched.page.evaluate(FRAME_TEXTS))
            english |= {(path, word) for word in re.findall(r"[a-z]+", said.lower()) if word in ENGLISH}
            if watched.page.evaluate("document.documentElement.scrollWidth") != size[0]:
                wide.append(path)
            if number % 3 == probed:
                watched.page.evaluate(AXE)
                told = watched.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
                barriers += [(path, one["id"], one["nodes"][0]["html"][:200]) for one in told]
        assert watched.complaints == []
    assert (languages, english, wide, barriers) == ({"it"}, set(), [], [])


def test_days_and_numbers_of_an_italian_site_are_written_as_in_italy(browser: Browser, italian: str) -> None:
    with Watched(browser) as watched:
        watched.page.goto(italian + "index.html")
        expect(watched.page.locator("body")).to_contain_text("domenica 1 marzo 2026")
        watched.page.goto(italian + "insights/index.html")
        expect(watched.page.locator("body")).to_contain_text(re.compile(r"[0-9]{1,2}\.[0-9]{3} EUR"))
        expect(watched.page.locator("body")).to_contain_text(re.compile(r"[0-9],[0-9]"))


def test_the_search_of_an_italian_site_asks_and_answers_in_italian(browser: Browser, italian: str) -> None:
    with Watched(browser) as watched:
        watched.page.goto(italian + "people/index.html")
        assert watched.page.locator(".md-search__input").get_attribute("placeholder") == "Cerca"
        found = {words: watched.search(words) for words in ("impostazioni", "impostaz", "novakova", "vivai")}
        assert found == {
            "impostazioni": "Impostazioni",
            "impostaz": "Impostazioni",
            "novakova": "Hana Nováková",
            "vivai": "Fiera dei Vivai",
        }
        expect(watched.page.locator(".md-search-result__meta")).to_contain_text("document")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_meeting_is_printed_on_a_side_for_each_person_or_two_on_one_and_on_white(
    browser: Browser, served: str, scheme: str
) -> None:
    with Watched(browser, DESK, scheme) as watched:
        watched.page.goto(f"{served}prep/2026-03-fiera-dei-vivai/")
        people = watched.page.locator(".kb-sheet").count()
        assert people == 2
        assert sides(watched.page) == people
        watched.page.get_by_label("On paper two people on a side").check()
        assert sides(watched.page) == 1
        watched.page.goto(f"{served}prep/noor-al-hashimi/")
        assert sides(watched.page) == 1
        watched.page.emulate_media(media="print")
        assert watched.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def sides(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
