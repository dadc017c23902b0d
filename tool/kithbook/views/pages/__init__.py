"""The site as values: `pages` turns what may be published into pages; generators only put a frame around them."""

from kithbook.views.pages.caution import cautious
from kithbook.views.pages.draft import Draft
from kithbook.views.pages.edition import Edition, publish
from kithbook.views.pages.page import Page
from kithbook.views.pages.site import drafted, drafts, first, pages, pictures

__all__ = ["Draft", "Edition", "Page", "cautious", "drafted", "drafts", "first", "pages", "pictures", "publish"]
