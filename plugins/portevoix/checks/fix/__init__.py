"""Corrections that change no word: asked for, shown, then written."""

from portevoix.checks.fix.corrections import corrected
from portevoix.checks.fix.writing import Change, Outcome, read_change, write_change

__all__ = ["Change", "Outcome", "corrected", "read_change", "write_change"]
