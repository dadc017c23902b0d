"""Somebody is forgotten: what the other files say of them goes, or becomes a neutral word."""

from kithbook.forgetting.redaction import redacted
from kithbook.forgetting.traces import Traces, traces

__all__ = ["Traces", "redacted", "traces"]
