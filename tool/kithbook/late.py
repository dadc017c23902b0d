"""Patterns that are compiled when they are first needed: who reads no date in words waits for none.

Half of the patterns that a command imports are never used by it, and compiling one takes as long as reading a file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:

    def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
        """The pattern, as `re.compile` makes it."""
        return re.compile(source, flags)

else:

    class pattern:  # noqa: N801  (stands where a function would)
        """The pattern, as `re.compile` makes it; a method that was looked up once is found at once afterwards."""

        def __init__(self, source: str, flags: int = 0) -> None:
            self._source = source, flags

        def __getattr__(self, name: str) -> Any:
            """Compile it, or take it from what `re` remembers, and keep the method."""
            value = getattr(re.compile(*self._source), name)
            setattr(self, name, value)
            return value
