"""The figure that each post bears: its voice leaves a corner as concentric arcs."""

from __future__ import annotations

from portevoix.figure.figure import Arc, Figure, figure
from portevoix.figure.svg import render_svg

__all__ = ["Arc", "Figure", "figure", "render_svg"]
