"""The organisation's colours and those of the kinds, as CSS custom properties, and its icon."""

from __future__ import annotations

from dataclasses import fields

from portevoix.posts.kinds import KINDS
from portevoix.site import Palette


def render_palette(palette: Palette) -> bytes:
    """`assets/palette.css`; the site's style sheet reads these names."""
    lines = [
        f"  --{one.name.replace('_', '-')}: {getattr(palette, one.name)};"
        for one in fields(Palette)
    ]
    for kind in KINDS.values():
        lines.append(f"  --kind-{kind.key}: {kind.colour};")
        lines.append(f"  --kind-{kind.key}-dark: {kind.colour_dark};")
    return "\n".join([":root {", *lines, "}", ""]).encode()
