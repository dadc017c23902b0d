"""The MkDocs plug-in `kith`: hands our pages to MkDocs, which puts its theme around them. It decides nothing itself."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from kithbook import locale, settings_file, store, words
from kithbook.dates import Problem, parse_date
from kithbook.load import load, without_collector
from kithbook.settings import Settings
from kithbook.sites import making, once, placing, secret, theme
from kithbook.sites.again import is_known
from kithbook.sites.aside import Aside
from kithbook.sites.assets import SCRIPT, STYLE, WORKER
from kithbook.sites.fresh import AtOnce, Whole
from kithbook.sites.front import Front
from kithbook.sites.ledger import INDEX
from kithbook.sites.live import Live, Version
from kithbook.sites.loopback import local_only
from kithbook.sites.policy import guarded
from kithbook.sites.shell import (
    TITLE,
    Shell,
    cut,
    folder_of,
    in_order,
    is_fillable,
    page_of_marks,
    search_entries,
    search_options,
)
from kithbook.sites.telling import tell
from kithbook.sites.wish import wished
from kithbook.views.pages import Draft, Page
from kithbook.views.pages.link import SECTIONS, TODAY, built
from kithbook.views.pages.made import Compiled
from kithbook.words import _
from kithbook.world import JournalError

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

FRAME = Path(__file__).parent / "frame"
"""Templates that come before the theme's own."""
_AT_ONCE = 300
"""Files: to write each page as soon as it is made drives out of the processor what making the next one needs."""
_NOWHERE = ".kith-nowhere"
"""Not there, and in it MkDocs looks for files: of the contacts it would make one each, for us to take away again."""
log = get_plugin_logger("kith")


# MkDocs' base classes have untyped hooks for subclasses; nothing of ours is left unchecked by the two ignores.
class KithConfig(Config):  # type: ignore[no-untyped-call]
    """The plug-in's options in `mkdocs.yml`."""

    today = options.Optional(options.Type((str, date)))
    """Plan as if it were this day."""
    keep_going = options.Type(bool, default=False)
    """Build what can be read, even when there are errors in the journal."""
    each_page = options.Type(bool, default=False)
    """Let MkDocs render every page by itself: slow, but every other plug-in then sees every page."""


class KithPlugin(BasePlugin[KithConfig]):  # type: ignore[no-untyped-call]
    """One instance builds one site; under `mkdocs serve` each rebuild has a new one."""

    is_served = False
    """MkDocs tells only the first of its plug-ins' instances that it serves."""
    whole: ClassVar[Whole | None] = None
    """The last site that was built for a server."""
    live: ClassVar[Live | None] = None
    """The journal that a server shows, as it is now."""
    aside: ClassVar[Aside] = Aside()
    """What stands of the contacts' pages of that last site."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a server: it keeps going, and says on the page what is wrong."""
        type(self).is_served = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our frame before the theme's, and keep every request on this site. Runs before the offline plug-in."""
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(FRAME))
        config.theme["font"] = False
        theme.hide_icons(config.theme)
        theme.say(config.theme, config.extra, _language(config))
        if config.repo_url and not self.is_served:
            log.warning(_("repo_url makes every visitor's browser ask that host: it is left out"))
        config.repo_url = None
        config.extra.setdefault("polyfills", []).append(WORKER)
        config.nav = theme.without(config.nav or [*SECTIONS], wished().absent)
        if not wished().eyes.is_owner:
            config.edit_uri = config.edit_uri_template = None
        config.extra_css.insert(0, STYLE)
        config.extra_javascript.append(SCRIPT)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the whole site as values, before MkDocs empties the folder in which the last feeds lie."""
        self._kept = once.recall()
        self._seen: tuple[Version, making.Sight] | None = None
        self._front: Front | None = None
        try:
            with without_collector():
                self._site = self._made(config)
        except JournalError as error:
            if not self.is_served:
                raise PluginError(str(error)) from error
            log.error(str(error))  # noqa: TRY400  (a message for people, no traceback)
            self._site = making.troubled(str(error))
        if self.is_served:
            type(self).aside.lay(Path(config.site_dir))
        else:
            gc.freeze()  # what is made by now is no garbage before the end, whoever looks for some
        if self.config.each_page:
            self._site = self._site.made()
        pages = self._site.pages.values()
        self._filled = [] if self.config.each_page else [page for page in pages if is_fillable(page)]
        marks = [page_of_marks(one) for one in {folder_of(one): one for one in self._waiting}.values()]
        filled = {page.path for page in self._filled}
        self._rendered = {page.path: page for page in (*pages, *marks) if page.path not in filled}
        self._shells: dict[str, Shell] = {}
        self._docs_dir = config.docs_dir
        if is_known(config) and not self.is_served:
            config.docs_dir = str(Path(config.site_dir) / _NOWHERE)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave the pictures that pages show, and nothing else of the contacts folder; add what was made."""
        config.docs_dir = self._docs_dir
        for file in [*files]:
            if file.src_dir == config.docs_dir and file.src_uri not in self._site.pictures:
                files.remove(file)
        for picture in sorted(self._site.pictures - files.src_uris.keys()):
            files.append(File(picture, config.docs_dir, config.site_dir, config.use_directory_urls))
        for path, data in self._site.files.items():
            files.append(File.generated(config, path, content=data))
        for page in self._rendered.values():
            files.append(_file(config, page))
            for path, data in page.beside.items():
                files.append(File.generated(config, path, content=data))
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Title and tags: the theme prints both as they are, so they are escaped here."""
        if ours := self._ours(page):
            page.meta = {"title": escape(ours.title), "tags": [escape(tag) for tag in ours.tags], "kith": True}
            page.meta |= {"hide": ["navigation", "toc"], "search": search_options(ours)}
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """The body."""
        ours = self._ours(page)
        return ours.html if ours else html

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember which entry of the navigation belongs to which section."""
        self._sections = {page.file.src_uri: page for page in nav.pages}
        return nav

    @event_priority(50)
    def _to_be_indexed(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Show the search plug-in one clean entry in place of the body."""
        if ours := self._ours(page):
            page.content = ours.search
            section = self._sections.get(ours.section)
            if section is not None and section is not page:
                section.active = True
        return context

    @event_priority(-50)
    def _to_be_shown(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if ours := self._ours(page):
            page.content = ours.html
            if ours.path == TODAY:
                self._front = Front(page=page, context=context, config=config, env=self._env)
        return context

    on_page_context = CombinedEvent(_to_be_indexed, _to_be_shown)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """What our frame prints on every page. Templates are kept compiled, where nobody else has a hand in them."""
        if is_known(config) and not config.theme.custom_dir:
            env.bytecode_cache = Compiled()
        env.globals["kith"] = {
            "trouble": self._site.trouble,
            "says": _("Something cannot be read."),
            "more": _("More"),
            "today": built(TODAY),
        }
        self._env = env
        return env

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Add the policy for scripts; a served page gets none, because MkDocs puts a script into it.

        Whatever others do to pages they do before, so that it is in the shells and the policy knows it.
        """
        ours = self._ours(page)
        if ours and (section := self._sections.get(ours.section)):
            section.active = False
        if not self.is_served:
            output = guarded(output, ours.html if ours else "")
        if ours and ours.title == TITLE:
            self._shells[folder_of(ours)] = cut(output)
            return ""
        return output

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The policy for the page that says "not found"; no map of the site for those who are asked to stay away."""
        if template_name == "sitemap.xml":
            return ""
        is_page = template_name.endswith(".html") and not self.is_served
        return guarded(output_content) if is_page else output_content

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the shells, and tell the search of their pages: after its plug-in, before the one for the disk."""
        folder = Path(config.site_dir)
        with without_collector():
            entries = [*(self._fill_again(folder) if self.is_served else self._fill(folder))]
        index = folder / INDEX
        if index.is_file():
            known = json.loads(index.read_text(encoding="utf-8"))
            known["docs"] = in_order([*known["docs"], *entries])
            index.write_text(json.dumps(known, separators=(",", ":")), encoding="utf-8")

        gc.unfreeze()
        once.keep(self._kept)
        if self.is_served:
            type(self).whole = self._whole()

    def _whole(self) -> Whole | None:
        """What a server needs to show saved pages at once."""
        if self._seen is None:
            return None
        version, seen = self._seen
        return Whole.of(seen.basis.loaded, seen.basis.plan.today, self._shells, version, self._front)

    def on_build_error(self, *, error: Exception) -> None:
        """What was kept from the search for garbage is no exception any more."""
        gc.unfreeze()

    def _fill(self, folder: Path) -> Iterator[dict[str, object]]:
        """Write the pages that MkDocs did not render, but for those that stand; yield the search's entries of all."""
        waiting, report = self._waiting, wished().progress
        files: dict[str, bytes] = {}
        for count, one in enumerate(waiting, 1):
            shell = self._shells[folder_of(one)]
            entry = self._standing(one, shell) if isinstance(one, Draft) else None
            if entry is None:
                page = one.make() if isinstance(one, Draft) else one
                files[built(page.path)] = shell.filled(page)
                files.update(page.beside)
                yield from search_entries(page)
            else:
                yield entry
            if len(files) >= _AT_ONCE:
                placing.write(folder, files)
                files.clear()
            if report:
                report(count, len(waiting))
        placing.write(folder, files)

    def _fill_again(self, folder: Path) -> Iterator[dict[str, object]]:
        """The same for a server: what stands of its last site is what it wrote itself."""
        waiting, aside = self._waiting, type(self).aside
        aside.bring_back(folder, {one.path for one in waiting})
        for one in waiting:
            shell = self._shells[folder_of(one)]
            key = f"{shell.key}{one.key}" if isinstance(one, Draft) else ""
            entries = aside.entries(one.path, key)
            if entries is None:
                page = one.make() if isinstance(one, Draft) else one
                entries = [*search_entries(page)]
                files = {built(page.path): shell.filled(page), **page.beside}
                aside.write(folder, page.path, key, files, entries)
            yield from entries
        aside.close()

    @property
    def _waiting(self) -> tuple[Page | Draft, ...]:
        """What is filled into shells."""
        return (*self._filled, *self._site.drafts)

    def _standing(self, draft: Draft, shell: Shell) -> dict[str, object] | None:
        """The search's entry of a page that need not be made."""
        standing = wished().standing
        return standing.entry(draft, f"{shell.key}{draft.key}") if standing else None

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch the settings too, and answer only those who ask for this machine by its own name."""
        for name in store.SETTINGS_FILES:
            if (path := _root(config) / name).is_file():
                server.watch(str(path))
        server.set_app(local_only(AtOnce(server, lambda: type(self).whole, lambda: type(self).live)))
        return server

    def on_shutdown(self) -> None:
        """The next command in this process may be a build."""
        type(self).is_served = False
        type(self).whole = type(self).live = None
        type(self).aside = Aside()

    def _ours(self, page: MkDocsPage) -> Page | None:
        return self._rendered.get(page.file.src_uri)

    def _made(self, config: MkDocsConfig) -> making.Site:
        if self.is_served and not wished().basis:
            self._seen = self._now(config)
        basis = self._seen[1].basis if self._seen else wished().basis or self._basis(config)
        contacts = basis.loaded.journal.settings.contacts
        if Path(config.docs_dir).resolve() != (basis.loaded.root / contacts).resolve():
            raise PluginError(
                _("docs_dir must be the contacts folder: write docs_dir: {folder} in mkdocs.yml", folder=contacts)
            )
        if store.lies_in(Path(config.site_dir), Path(config.docs_dir)):
            raise PluginError(_("site_dir is among the contacts: write site_dir: site in mkdocs.yml"))
        if not wished().is_quiet:
            tell(basis.findings, log)
        if basis.errors and not (self.is_served or self.config.keep_going or wished().keep_going):
            raise PluginError(_("the journal has errors, and nothing was built: mend them, or set keep_going: true"))
        standing = wished().standing
        folder = standing.folder if standing else Path(config.site_dir)
        lying = {} if self.is_served else _lying(folder, basis.loaded.journal.settings)
        return making.whole(self._seen[1] if self._seen else making.sight(basis), lying)

    def _now(self, config: MkDocsConfig) -> tuple[Version, making.Sight]:
        """The journal as it is now, of which a page may have been shown already."""
        kind = type(self)
        if kind.live is None or kind.live.root != _root(config):
            kind.live = Live(_root(config), self._today, _speak)
        kind.live.today = self._today
        found = kind.live.sight()
        _speak(found[1].basis.loaded.journal.settings)
        return found

    def _basis(self, config: MkDocsConfig) -> making.Basis:
        loaded = load(_root(config), _speak)
        return making.basis(loaded, self._today(loaded.journal.settings))

    def _today(self, settings: Settings) -> date:
        """The command's day, else that of `mkdocs.yml`, else of the settings, else the journal's time zone says."""
        if self.config.today:
            read = parse_date(str(self.config.today))
            if isinstance(read, Problem):
                raise PluginError(_("today in mkdocs.yml: {message}: {hint}", message=read.message, hint=read.hint))
            return wished().today or read
        zone = ZoneInfo(settings.timezone) if settings.timezone else None
        return wished().today or settings.today or datetime.now(zone).astimezone(zone).date()


def _speak(settings: Settings) -> None:
    """Build in the language of the command or of the settings: the locale of whoever builds is no reader's concern."""
    words.speak(locale.catalogue(wished().language or settings.language))


def _language(config: MkDocsConfig) -> str:
    if wished().basis:
        return words.language()
    return wished().language or settings_file.read(store.settings_source(_root(config))[0])[0].language


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _file(config: MkDocsConfig, page: Page) -> File:
    """An empty Markdown file in the page's place: its body comes later, untouched by Markdown."""
    inclusion = InclusionLevel.INCLUDED if page.is_listed else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.path, content="", inclusion=inclusion)
    file.dest_uri = built(page.path)
    file.edit_uri = quote(page.edit) or None
    return file


def _lying(folder: Path, settings: Settings) -> dict[str, bytes]:
    """The feeds at the destination."""
    read = ((offer.file, store.read_output(folder / offer.file)) for offer in secret.offered(settings))
    return {name: data for name, data in read if data is not None}
