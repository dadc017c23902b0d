"""A journal for other eyes: of every file what a list names, and nothing that stands between private markers.

What comes out is a journal like any other, read from texts in which nothing else is left. So a page, a feed or a card
that is made of it cannot show what is not on the list, whether its author thought of that or not.
"""

from kithbook.publishing.journal import published
from kithbook.publishing.markers import Marker, markers, misspelt, open_text
from kithbook.publishing.sections import hushed

__all__ = ["Marker", "hushed", "markers", "misspelt", "open_text", "published"]
