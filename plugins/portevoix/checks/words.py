"""Sentences and words of visible text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from portevoix.checks.markdown import OBJECT, Document, Shape

# `re` leaps to a pattern's first class when it stands alone, not when it is repeated: hence x x*.
_END = re.compile(
    r"[.!?…][.!?…]*[»”\"')\]\u00a0\u202f]*[ \u00a0]+(?=[«“\"(\u00a0\u202f ]*[A-ZÀ-ÖØ-ÝŒÆ0-9])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(’'«])(?:[A-ZÀ-Ý]|MM?|Mmes?|Mlles?|Drs?|Mes?|St|Ste|art|al|p|pp|no|n|cf|etc|ex|vol|"
    r"env|tél|Mr|Mrs|Ms|Prof|vs|e\.g|i\.e|Inc|Ltd)\.$"
)
_ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+")
_WORD = re.compile(r"[^\W_]+(?:[’'\-·.][^\W_]+)*")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a block's text."""
    start = 0
    for found in _END.finditer(text):
        stop = found.start() + 1
        if text[stop - 1] == "." and _abbreviates(text[max(start, stop - 8) : stop]):
            continue
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _abbreviates(end: str) -> bool:
    """Whether the full stop that ends these eight signs belongs to an abbreviation."""
    if len(end) == 8 and end[1:7].isalpha():  # none has six letters, and most words end here
        return False
    return _ABBREVIATION.search(end) is not None


def count_words(text: str) -> int:
    """How many words a person would count; signs and codes are none."""
    parts = text.split()
    return len([part for part in parts if part[0].isalnum() or any(map(str.isalnum, part))])


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def folded(text: str) -> str:
    """Lower case without accents, apostrophes typed either way made one."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return _ACCENTS.sub("", parted)


def prose(document: Document) -> Iterator[tuple[int, str]]:
    """Place in the visible text and words of each block meant to be read as sentences."""
    for block in document.blocks:
        if block.shape in (Shape.PARAGRAPH, Shape.ITEM) and not block.quoted:
            yield block.start, document.text[block.start : block.end].replace(OBJECT, " ")
