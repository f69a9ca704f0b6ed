"""The names of what networks count."""

from __future__ import annotations

from portevoix.language import Words

CHARACTERS = Words("caractères", "characters")
WEIGHTED = Words("caractères (compte de X)", "characters (as X counts them)")
GRAPHEMES = Words("caractères", "characters")
BYTES = Words("octets", "bytes")
SEGMENTS = Words("segments", "segments")
