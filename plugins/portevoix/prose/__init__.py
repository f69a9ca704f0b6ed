"""Text as people read it: its sentences, its words."""

from portevoix.prose.inline import plain_inline, without_entities, without_marks
from portevoix.prose.sentences import ABBREVIATIONS, sentence_spans, sentences
from portevoix.prose.shortening import shortened
from portevoix.prose.words import count_words, folded, words

__all__ = [
    "ABBREVIATIONS",
    "count_words",
    "folded",
    "plain_inline",
    "sentence_spans",
    "sentences",
    "shortened",
    "without_entities",
    "without_marks",
    "words",
]
