"""Small drawings as SVG, made when the site is built: nothing in the browser has to compute them."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from math import pi

from markupsafe import Markup

_RADIUS = 42
_ROUND = 2 * pi * _RADIUS


def ring(share: float, state: str, inner: str, label: str) -> Markup:
    """A ring filled clockwise up to `share` (0 to 1), with a word inside; `label` says it all to those who hear it."""
    filled = _ROUND * max(0.0, min(1.0, share))
    return Markup(
        '<svg class="kb-ring kb-ring-{state}" viewBox="0 0 100 100" role="img" aria-label="{label}">'
        '<circle cx="50" cy="50" r="{radius}"/>'
        '<circle class="v" cx="50" cy="50" r="{radius}" stroke-dasharray="{filled:.1f} {round:.1f}"/>'
        '<text x="50" y="50">{inner}</text></svg>'
    ).format(state=state, label=label, radius=_RADIUS, filled=filled, round=_ROUND, inner=inner)


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
