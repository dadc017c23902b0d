"""Adapters that put a generator's frame around the pages: MkDocs today, any other through a plain folder."""
