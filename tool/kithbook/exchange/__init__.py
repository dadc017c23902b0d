"""Foreign formats: one module each reads bytes into people, or writes contacts into text.

What a file says is never trusted and never raised about: whatever the bytes are, they become people and remarks.
"""
