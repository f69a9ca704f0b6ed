"""What a post's own fields make too long: one mistake, however many networks refuse it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say


class TooLong(DiagnosticsError):
    """The text that a post's fields give one network passes its limit."""

    def __init__(self, mistake: Diagnostic, excess: int) -> None:
        super().__init__([mistake])
        self.mistake = mistake
        self.excess = excess


def strictest(refusals: Sequence[TooLong], lang: str) -> list[Diagnostic]:
    """The mistake of the network that asks for the most cutting, and how many others refuse too."""
    if not refusals:
        return []
    first = max(refusals, key=lambda one: one.excess)  # of equals, the first of the site's order
    others = len(refusals) - 1
    if not others:
        return [first.mistake]
    more = say(
        lang, "snippets.other_refuses" if others == 1 else "snippets.others_refuse", count=others
    )
    return [replace(first.mistake, what=f"{first.mistake.what} {more}")]
