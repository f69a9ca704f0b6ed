"""A site of one's own: the questions, the files that answers make, writing them whole."""

from portevoix.starting.answers import Answers, Refusal, read_answers
from portevoix.starting.files import left_to_write, starter_files
from portevoix.starting.questions import QUESTIONS, Question
from portevoix.starting.writing import taken, write_site

__all__ = [
    "QUESTIONS",
    "Answers",
    "Question",
    "Refusal",
    "left_to_write",
    "read_answers",
    "starter_files",
    "taken",
    "write_site",
]
