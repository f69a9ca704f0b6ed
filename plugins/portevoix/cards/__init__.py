"""Cards: the pictures that links to posts show, drawn to fit each network."""

from __future__ import annotations

from portevoix.cards.card import Card, alt_of, card_of, path_of
from portevoix.cards.faces import SHAPES
from portevoix.cards.formats import FORMATS, Format
from portevoix.cards.icon import draw_icon
from portevoix.cards.jobs import Drawn, Job, draw_job
from portevoix.cards.logo import logo_file
from portevoix.cards.render import may_be_told, notices, render_card

__all__ = [
    "FORMATS",
    "SHAPES",
    "Card",
    "Drawn",
    "Format",
    "Job",
    "alt_of",
    "card_of",
    "draw_icon",
    "draw_job",
    "logo_file",
    "may_be_told",
    "notices",
    "path_of",
    "render_card",
]
