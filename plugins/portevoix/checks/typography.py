"""What a finding calls the signs of typography."""

from __future__ import annotations

from portevoix.language import Words

NAMES = {
    ";": Words("le point-virgule", "the semicolon"),
    ":": Words("le deux-points", "the colon"),
    "!": Words("le point d’exclamation", "the exclamation mark"),
    "?": Words("le point d’interrogation", "the question mark"),
    "«": Words("les guillemets", "the guillemets"),
    "%": Words("le signe %", "the % sign"),
    "$": Words("le signe $", "the $ sign"),
    "€": Words("le signe €", "the € sign"),
}
