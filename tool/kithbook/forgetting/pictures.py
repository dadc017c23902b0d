"""Which of the journal's pictures a text shows, by their paths below the contacts folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

_WAY = r"(?<![\w/.%-])(?:\./|(?:\.\./)+)?"
"""How a path may begin; in front of it stands no part of a longer one."""
_END = r"(?![\w-]|\.\w)"


def shown(text: str, names: Iterable[str]) -> Iterator[str]:
    """Those of `names` that stand in the text as whole paths, in links written with %20 too."""
    for name in names:
        basename = name.rpartition("/")[2]
        if basename in text or quote(basename) in text:
            forms = "|".join(re.escape(form) for form in {name, quote(name)})
            if re.search(f"{_WAY}(?:{forms}){_END}", text):
                yield name
