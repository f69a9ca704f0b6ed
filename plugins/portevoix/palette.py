"""The organisation's colours and those of the kinds, as CSS custom properties, and its icon."""

from __future__ import annotations

from dataclasses import fields

from portevoix.posts import KINDS, Kind
from portevoix.site import Palette


def render_palette(palette: Palette) -> bytes:
    """`assets/palette.css`; the site's style sheet reads these names."""
    roots = [f"  {_name(one.name)}: {getattr(palette, one.name)};" for one in fields(Palette)]
    return "\n".join([":root {", *roots, "}", *map(_colours, KINDS.values()), ""]).encode()


def render_icon(palette: Palette) -> bytes:
    """`assets/icon.svg`: three arcs of a voice, in the organisation's colours."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<path d="M64 64H2A62 62 0 0 1 64 2z" fill="{palette.signal}"/>'
        f'<g fill="none" stroke="{palette.paper}" stroke-linecap="round" stroke-width="6">'
        '<path d="M46 62A16 16 0 0 1 62 46M31 62A31 31 0 0 1 62 31M16 62A46 46 0 0 1 62 16"/>'
        "</g></svg>\n"
    ).encode()


def _name(field: str) -> str:
    return f"--{field.replace('_', '-')}"


def _colours(kind: Kind) -> str:
    light, dark = kind.colour, kind.colour_dark
    return f'[data-kind="{kind.key}"] {{ --kind-light: {light}; --kind-dark: {dark}; }}'
