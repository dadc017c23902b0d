"""The journal with every name, number, address and word exchanged for an invented one, the same one everywhere.

For screenshots and bug reports: what falls due, who knows whom and how long a text is stays as it was. With the same
key the same journal comes out; without the key nobody can turn it back.
"""

from kithbook.incognito.journal import incognito

__all__ = ["incognito"]
