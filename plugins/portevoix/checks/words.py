"""The words of a document that are meant to be read as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.markdown import OBJECT, Document, Shape
from portevoix.prose import count_words, folded, words
from portevoix.prose import sentence_spans as sentences

__all__ = ["count_words", "folded", "prose", "sentences", "words"]


def prose(document: Document) -> Iterator[tuple[int, str]]:
    """Place in the visible text and words of each block meant to be read as sentences."""
    for block in document.blocks:
        if block.shape in (Shape.PARAGRAPH, Shape.ITEM) and not block.quoted:
            yield block.start, document.text[block.start : block.end].replace(OBJECT, " ")
