"""The first page of the last site that was built for a server, ready to be rendered again with another text in it."""

from __future__ import annotations

import threading
from typing import Any

from kithbook.frozen import dataclass
from kithbook.views.pages import Page

_LOCK = threading.Lock()
"""The page is one of MkDocs', which knows by it where in the site it renders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """MkDocs' page, the context it was rendered in, and MkDocs' configuration and environment of templates."""

    page: Any
    context: Any
    config: Any
    env: Any

    def __call__(self, ours: Page, trouble: str) -> str:
        """The page as MkDocs makes it, with this body, and what has to be told on every page."""
        with _LOCK:
            self.env.globals["kith"]["trouble"] = trouble
            self.page.content = ours.html
            self.page.active = True
            try:
                output = self.env.get_template("main.html").render(self.context)
                shown: str = self.config.plugins.on_post_page(output, page=self.page, config=self.config)
            finally:
                self.page.active = False
        return shown
