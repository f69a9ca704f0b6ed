"""Text as people read it: its first paragraph, its sentences, its words."""

from portevoix.prose.paragraph import first_paragraph, plain_inline
from portevoix.prose.sentences import ABBREVIATIONS, sentence_spans, sentences
from portevoix.prose.words import count_words, folded, words

__all__ = [
    "ABBREVIATIONS",
    "count_words",
    "first_paragraph",
    "folded",
    "plain_inline",
    "sentence_spans",
    "sentences",
    "words",
]
