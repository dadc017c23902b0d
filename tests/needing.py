"""What a test needs of the machine: under CI it must be there; elsewhere the test is skipped and says how to get it."""

from __future__ import annotations

import os

import pytest


def need(is_there: bool, how_to_get_it: str) -> None:
    """Skip the test, or fail it under CI, unless it is there."""
    if not is_there:
        pytest.fail(how_to_get_it) if os.environ.get("CI") == "true" else pytest.skip(how_to_get_it)
