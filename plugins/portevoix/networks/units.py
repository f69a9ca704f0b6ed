"""The names of what networks count."""

from __future__ import annotations

from portevoix.language import Words

CHARACTERS = Words("caractères", "characters")
WEIGHTED = Words("caractères (compte de X)", "weighted characters")
GRAPHEMES = Words("caractères", "graphemes")
BYTES = Words("octets", "bytes")
SEGMENTS = Words("segments", "segments")
