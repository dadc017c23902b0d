"""Campaigns at work: what they lack, who is in them and how far, what stops a send, and the messages to start from."""
