"""What rules look at: one text as its readers will meet it, and places in it."""

from portevoix.checks.subject.location import Location
from portevoix.checks.subject.subject import (
    UNDATED,
    Composer,
    NetworkText,
    Passage,
    Photograph,
    Subject,
    passages_of,
)
from portevoix.checks.subject.texts import Text, texts

__all__ = [
    "UNDATED",
    "Composer",
    "Location",
    "NetworkText",
    "Passage",
    "Photograph",
    "Subject",
    "Text",
    "passages_of",
    "texts",
]
