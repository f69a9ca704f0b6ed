"""The number that a link dials, made from the number that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

RUN = re.compile(r"\+?\d[\d\s.()\u00a0\u202f-]*\d|\d")
COUNTRIES = {"fr-CA": "1", "en": "1", "fr-FR": "33"}  # calling codes, ITU-T E.164
SHORT = 6  # digits; 911, 3114 and 535353 have no calling code


def dialled(shown: str, profile: str) -> str:
    """`shown` as RFC 3966 wants it after `tel:`: « 418 555-0142 » gives +14185550142.

    Of a number told in letters and in digits, « 1 866 APPELLE (1 866 277-3553) », the digits count.
    """
    runs = [re.sub(r"[^\d+]", "", run) for run in RUN.findall(shown)]
    digits = max(runs, key=len, default="")
    if digits.startswith("+") or len(digits) <= SHORT:
        return digits
    code = COUNTRIES[profile]
    if code == "1":
        return f"+1{digits.removeprefix('1')}"
    return f"+{code}{digits.removeprefix('0')}"


def linked(html: str, numbers: Iterable[str], profile: str) -> str:
    """HTML in which each of the numbers can be dialled where it is shown; text within a link or
    code stays as it is."""
    pattern = _pattern(tuple(numbers))
    if pattern is None:
        return html
    parts = _TAG.split(html)  # text, tag, text, tag, …
    inside = 0
    for n, part in enumerate(parts):
        if n % 2:
            if _HOLDS.match(part):
                inside += -1 if part.startswith("</") else 1
        elif not inside:
            parts[n] = pattern.sub(
                lambda found: f'<a href="tel:{dialled(found[0], profile)}">{found[0]}</a>', part
            )
    return "".join(parts)


_TAG = re.compile(r"(<[^>]*>)")
_HOLDS = re.compile(r"</?(?:a|code|pre|button)\b")


@lru_cache(maxsize=64)
def _pattern(numbers: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of some numbers, with any blank in them, that no other digit touches."""
    shown = sorted({number for number in numbers if number}, key=lambda one: (-len(one), one))
    if not shown:
        return None
    spaced = (
        re.sub(r"(?:\\?[ \u00a0\u202f])+", "[ \u00a0\u202f]", re.escape(one)) for one in shown
    )
    return re.compile(rf"(?<![\d\w.,-])(?:{'|'.join(spaced)})(?![\d\w]|[.,-]\d)")
