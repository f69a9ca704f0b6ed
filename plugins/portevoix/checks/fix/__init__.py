"""Corrections that change no word: asked for, shown, then written."""

from portevoix.checks.fix.corrections import FIXED, TYPOGRAPHY, corrected
from portevoix.checks.fix.front_matter import corrected_front_matter
from portevoix.checks.fix.sameness import render, shape
from portevoix.checks.fix.writing import Change, Outcome, read_change, write_change

__all__ = [
    "FIXED",
    "TYPOGRAPHY",
    "Change",
    "Outcome",
    "corrected",
    "corrected_front_matter",
    "read_change",
    "render",
    "shape",
    "write_change",
]
