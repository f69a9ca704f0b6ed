"""Cards: the pictures that links to posts show, drawn to fit each network."""

from __future__ import annotations

from portevoix.cards.card import Card, alt_of, card_key, card_of, path_of
from portevoix.cards.cards import Job, cards, draw_all, draw_job, logo_file
from portevoix.cards.formats import FORMATS, Format
from portevoix.cards.render import render_card

__all__ = [
    "FORMATS",
    "Card",
    "Format",
    "Job",
    "alt_of",
    "card_key",
    "card_of",
    "cards",
    "draw_all",
    "draw_job",
    "logo_file",
    "path_of",
    "render_card",
]
