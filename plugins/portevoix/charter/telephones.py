"""The number that a link dials, made from the number that people read."""

from __future__ import annotations

import re

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
