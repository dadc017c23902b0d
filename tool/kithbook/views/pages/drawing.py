"""Small drawings as SVG, made when the site is built: nothing in the browser has to compute them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from math import pi

from markupsafe import Markup, escape

_RADIUS = 42
_ROUND = 2 * pi * _RADIUS
WEEKS = 105
"""Two years, and the week that is running."""
_BARS = [f"M{week * 8} 2h6v18h-6z" for week in range(WEEKS)]


def ring(share: float, state: str, inner: str, label: str) -> Markup:
    """A ring filled clockwise up to `share` (0 to 1), with a word inside; `label` says it all to those who hear it."""
    filled = _ROUND * max(0.0, min(1.0, share))
    return Markup(
        f'<svg class="kb-ring kb-ring-{escape(state)}" viewBox="0 0 100 100" role="img" aria-label="{escape(label)}">'
        f'<circle cx="50" cy="50" r="{_RADIUS}"/>'
        f'<circle class="v" cx="50" cy="50" r="{_RADIUS}" stroke-dasharray="{filled:.1f} {_ROUND:.1f}"/>'
        f'<text x="50" y="50">{escape(inner)}</text></svg>'
    )


def strip(ages: Iterable[int], label: str) -> str:
    """Two years, a dash for each week and a bar for each in which something happened; `ages` are days before today.

    The dashes are one line, which the style sheet breaks.
    """
    weeks = {WEEKS - 1 - age // 7 for age in ages if 0 <= age < WEEKS * 7}
    bars = "".join([_BARS[week] for week in sorted(weeks)])
    return (
        f'<svg class="kb-strip" viewBox="0 0 {WEEKS * 8} 22" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}"><path d="M0 18h{WEEKS * 8}"/><path class="v" d="{bars}"/></svg>'
    )


@lru_cache(maxsize=64)
def qr(text: str, label: str) -> Markup:
    """A QR code, black on white whatever the scheme. The mask is fixed: trying all eight is most of the work."""
    import segno

    drawn = BytesIO()
    segno.make(text, error="m", micro=False, mask=4).save(
        drawn, kind="svg", border=2, xmldecl=False, svgns=False, light="#fff", omitsize=True, svgclass="kb-qr"
    )
    opening = Markup('<svg role="img" aria-label="{}" ').format(label)
    return opening + Markup(drawn.getvalue().decode().strip().removeprefix("<svg "))
