"""Kithbook: a personal relationship journal in plain text."""

__version__ = "0.1.0"
