"""The names of what networks count."""

from __future__ import annotations

from portevoix.language import Words

CHARACTERS = Words("caractères", "characters")
WEIGHTED = Words("caractères pondérés", "weighted characters")
GRAPHEMES = Words("graphèmes", "graphemes")
BYTES = Words("octets", "bytes")
SEGMENTS = Words("segments", "segments")
