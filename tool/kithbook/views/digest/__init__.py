"""The digest: what one wants to read over coffee, as text, as HTML and as a message."""

from kithbook.views.digest.digest import Digest, Line, digest

__all__ = ["Digest", "Line", "digest"]
