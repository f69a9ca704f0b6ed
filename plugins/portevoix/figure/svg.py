"""The figure as inline SVG, in the colour of the text around it."""

from __future__ import annotations

from math import cos, radians, sin, sqrt

from portevoix.figure.figure import Arc, Figure

SIDE = 400  # of the view box: whole numbers are then exact enough, and short
FADE = 0.45  # what is left of the colour at the far end of the square


def render_svg(figure: Figure, *, classes: str = "figure") -> str:
    """The drawing as one `svg` element below 1,200 bytes.

    It carries no meaning of its own: hidden from assistive tools, coloured by `color`.
    """
    x, y = (SIDE * part for part in figure.centre)
    strokes = "".join(_stroke(arc, x, y) for arc in figure.arcs)
    return (
        f'<svg class="{classes}" viewBox="0 0 {SIDE} {SIDE}" aria-hidden="true" focusable="false"'
        ' fill="none" stroke="currentColor" stroke-linecap="round">'
        f'<circle cx="{x:g}" cy="{y:g}" r="{SIDE * figure.source:.3g}"'
        ' fill="currentColor" stroke="none"/>'
        f"{strokes}</svg>"
    )


def opacity(radius: float) -> float:
    """How much of its colour an arc keeps: a voice fades as it goes."""
    return 1 - (1 - FADE) * min(radius, 1.0) * sqrt(radius)


def _stroke(arc: Arc, x: float, y: float) -> str:
    radius = round(SIDE * arc.radius)
    a, b, c, d = (
        round(value)
        for angle in (arc.start, arc.end)
        for value in (x + radius * cos(radians(angle)), y + radius * sin(radians(angle)))
    )
    return (
        f'<path d="M{a} {b}A{radius} {radius} 0 0 1 {c} {d}" stroke-width="{SIDE * arc.width:.3g}"'
        f' opacity="{opacity(arc.radius):.2g}"/>'
    )
