"""Text as people read it: its sentences, its words."""

from portevoix.prose.inline import plain_inline, without_entities, without_marks
from portevoix.prose.openers import after_colons, asks, bound, leans, lowered, may_lose_capital
from portevoix.prose.sentences import ABBREVIATIONS, sentence_spans, sentences
from portevoix.prose.shortening import shortened
from portevoix.prose.telling import bare, says_again, telling
from portevoix.prose.words import count_words, folded, how_many_words, words

__all__ = [
    "ABBREVIATIONS",
    "after_colons",
    "asks",
    "bare",
    "bound",
    "count_words",
    "folded",
    "how_many_words",
    "leans",
    "lowered",
    "may_lose_capital",
    "plain_inline",
    "says_again",
    "sentence_spans",
    "sentences",
    "shortened",
    "telling",
    "without_entities",
    "without_marks",
    "words",
]
