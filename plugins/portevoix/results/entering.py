"""The result of a post as a person gives it: « 412 », « 84 % », « 412/500 », and perhaps a verdict and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from portevoix.language import LANGUAGES, say
from portevoix.results.counting import Results
from portevoix.results.file import add_lines
from portevoix.results.line import SAID, Line
from portevoix.results.measures import RESULT
from portevoix.results.numbers import Number, read_number
from portevoix.results.target import Target
from portevoix.text import tidy
from portevoix.values import dataclass

_NOTE = 1_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A number, and out of how many where that was said."""

    number: Number
    of: Decimal | None = None

    def unfit(self, target: Target | None) -> str:
        """The wording that tells why the number cannot be held against the target; "" where it can."""
        if target and not target.percent and self.number.percent:
            return "results.result_percent"
        if target and target.percent and not self.number.percent and self.of is None:
            return "results.result_number"
        return ""


def read_given(said: str, lang: str) -> Given | None:
    """None for what is no sure number, or one below zero."""
    part, slash, whole = said.partition("/")
    number = read_number(part, lang)
    of = read_number(whole, lang) if slash else None
    if number is None or number.value < 0 or (slash and (of is None or of.value <= 0)):
        return None
    return Given(number=number, of=of.value if of else None)


def read_verdict(said: str) -> str | None:
    """A verdict by its key, or in words of any language; None for what is none."""
    words = {one.value: one for one in SAID}
    for lang in LANGUAGES:
        words |= {say(lang, f"results.is_{one}").replace("\u00a0", " "): one for one in SAID}
    return words.get(said.casefold())


def line_of(
    post: str, at: date, given: Given, *, verdict: str = "", note: Iterable[str] = ()
) -> Line:
    """What the results file would hold of it, as the newest of its day."""
    return Line(
        at=at,
        post=post,
        measure=RESULT,
        value=given.number.value,
        percent=given.number.percent,
        of=given.of,
        verdict=verdict,
        note=tidy(" ".join(note))[:_NOTE],
        number=1_000_000_000,
    )


def is_known(line: Line, known: Results) -> bool:
    """Whether the last result of its post says the same already."""
    last = known.result(line.post)
    return last is not None and replace(last, number=line.number) == line


def enter_result(path: Path, line: Line, known: Results, lang: str) -> bool:
    """Write the line, once; whether it is new. Raises as `add_lines`."""
    if is_known(line, known):
        return False
    add_lines(path, [line], lang)
    return True
