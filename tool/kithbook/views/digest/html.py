"""The digest as one HTML document: styles in the elements, because mail programs drop all others; nothing remote."""

from __future__ import annotations

from markupsafe import Markup, escape

from kithbook.views.digest.digest import Digest, Group, Line
from kithbook.words import _, language

_PAGE = "margin:0;padding:24px 12px;background:#f5f6f4;color:#17211d;font:16px/1.45 system-ui,sans-serif"
_CARD = "max-width:36em;margin:0 auto;padding:20px 24px;background:#fff;border:1px solid #dfe3de;border-radius:12px"
_HEAD = "margin:0 0 4px;font-size:22px"
_TITLE = "margin:24px 0 4px;font-size:17px;color:#0d5f4f"
_LIST = "margin:0;padding:0;list-style:none"
_ROW = "padding:8px 0;border-top:1px solid #dfe3de"
_FAINT = "color:#56645d;font-size:14px"
_LINK = "color:#0d5f4f"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(digest: Digest) -> str:
    """The whole document."""
    site = _linked(digest.site, digest.site) if digest.site else ""
    return Markup(
        '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
        '<title>{subject}</title>\n</head>\n<body style="{page}">\n<div style="{card}">\n'
        '<h1 style="{head}">{title}</h1>\n<p style="margin:0">{summary}</p>\n{groups}{site}</div>\n</body>\n</html>\n'
    ).format(
        language=language(),
        policy=_POLICY,
        subject=digest.subject,
        page=_PAGE,
        card=_CARD,
        head=_HEAD,
        title=digest.title,
        summary=digest.summary,
        groups=Markup().join(map(_group, digest.groups)),
        site=Markup('<p style="{}">{}</p>\n').format(_FAINT, site) if site else "",
    )


def _group(group: Group) -> Markup:
    more = Markup('<li style="{}">{}</li>\n').format(f"{_ROW};{_FAINT}", group.more) if group.more else ""
    return Markup('<h2 style="{}">{} ({})</h2>\n<ul style="{}">\n{}{}</ul>\n').format(
        _TITLE, group.title, group.count, _LIST, Markup().join(map(_row, group.lines)), more
    )


def _row(line: Line) -> Markup:
    name = _linked(line.name, line.page)
    last = Markup('<br><span style="{}">{}</span>').format(_FAINT, _("last: {words}", words=line.last))
    reach = _linked(line.how, line.address)
    below = Markup(", ").join(part for part in (line.when, reach) if part)
    return Markup('<li style="{}"><strong>{}</strong>{}{}{}</li>\n').format(
        _ROW,
        name,
        Markup(": {}").format(line.what) if line.what else "",
        last if line.last else "",
        Markup('<br><span style="{}">{}</span>').format(_FAINT, below) if below else "",
    )


def _linked(words: str, address: str) -> Markup:
    return Markup('<a href="{}" style="{}">{}</a>').format(address, _LINK, words) if address else escape(words)
