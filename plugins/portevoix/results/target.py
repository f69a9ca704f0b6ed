"""What a target asks, read from the words of its author, and whether a result holds it."""

from __future__ import annotations

import re
from decimal import Decimal

from portevoix.results.line import Verdict
from portevoix.results.numbers import read_number
from portevoix.values import dataclass

# « moins de 20 questions », « 15 minutes ou moins », “fewer than 10 calls”.
_STRICTLY_LESS = re.compile(r"\b(?:moins de|sous les?|fewer than|less than|under|below)\b")
_AT_MOST = re.compile(
    r"\b(?:au plus|au maximum|maximum de|pas plus de|ne pas dépasser|ou moins|"
    r"at most|no more than|up to|or less|or fewer)\b"
)
_STRICTLY_MORE = re.compile(r"\b(?:plus de|more than|over|above)\b")
_NUMBER = re.compile(r"\d[\d\s\u00a0\u202f]*(?:[.,]\d+)*(?:\s*%)?")
_HOUR = re.compile(r"\s*h(?:\s*\d|\b(?!eures?))|:\d\d|\s*[ap]\.?m\b")  # « 9 h 30 » is no amount
_TIMES = ((re.compile(r"\s*milliards?|\s*billions?"), 10**9), (re.compile(r"\s*millions?"), 10**6))
HALF = Decimal("0.5")  # from half of the target on, it is reached in part


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    value: Decimal
    percent: bool = False
    most: bool = False  # what is counted should stay below
    strict: bool = False  # the number itself is not enough, or already too much

    def judge(self, result: Decimal) -> Verdict:
        """Reached; in part from half of the target on, or up to half more than a number not to pass."""
        if self.most:
            if result < self.value or (result == self.value and not self.strict):
                return Verdict.REACHED
            return Verdict.PARTLY if result <= self.value * (1 + HALF) else Verdict.MISSED
        if result > self.value or (result == self.value and not self.strict):
            return Verdict.REACHED
        return Verdict.PARTLY if result >= self.value * HALF else Verdict.MISSED


def read_target(text: str, lang: str) -> Target | None:
    """The first number of a target and what is asked of it; None where no number tells."""
    said = text.casefold()
    found = _NUMBER.search(said)
    if found is None or _HOUR.match(said[found.end() :]):
        return None
    number = read_number(found[0].strip(), lang)
    if number is None:
        return None
    value = number.value
    for pattern, times in _TIMES:
        if pattern.match(said[found.end() :]):
            value *= times
            break
    before = said[: found.start()]
    negated = (
        re.search(r"\b(?:pas|no) $", before[: m.start()])
        if (m := _STRICTLY_MORE.search(before))
        else None
    )
    less = bool(_STRICTLY_LESS.search(before))
    most = less or bool(_AT_MOST.search(said)) or bool(negated)
    more = bool(_STRICTLY_MORE.search(before)) and not most
    return Target(value=value, percent=number.percent, most=most, strict=less or more)
