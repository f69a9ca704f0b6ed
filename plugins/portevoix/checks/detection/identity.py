"""Numbers that identify a person or an account, known by their own checksums.

A shape alone proves little: separators or a word of context, then the checksum, decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from portevoix.checks.detection.digits import long_number
from portevoix.values import dataclass


class Number(StrEnum):
    SIN = "sin"  # Canada's social insurance number, NAS
    NIR = "nir"  # France's social security number
    IBAN = "iban"
    CARD = "card"  # payment card
    RAMQ = "ramq"  # Québec's health insurance number


@dataclass(frozen=True, slots=True)
class Identity:
    number: Number
    at: int
    text: str


_GAP = "[ \u00a0\u202f.-]"
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ \u00a0\u202f-]?[A-Z0-9]){11,36}+")
_NIR = re.compile(
    rf"(?<![\d.,])[1-478]{_GAP}?\d\d{_GAP}?[0-9]\d{_GAP}?(?:\d\d|2[ABab]){_GAP}?\d{{3}}{_GAP}?\d{{3}}"
    rf"{_GAP}?\d\d(?!\d)"
)
_CARD = re.compile(
    rf"(?<![\d.,])[3-6]\d{{3}}(?:{_GAP}?\d{{3,6}}){{2,3}}(?!\d)|(?<!\d)2[2-7]\d\d(?:{_GAP}?\d{{4}}){{3}}(?!\d)"
)
_SIN = re.compile(
    r"(?<![\d+])(?<!\d[ .,\u00a0\u202f-])(\d{3})([ \u00a0\u202f.-]?)(\d{3})\2(\d{3})(?![\d%$€])(?![ .,\u00a0\u202f-]\d)"
)
_RAMQ = re.compile(
    rf"(?<![A-Za-z])[A-Z]{{3,4}}{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)|(?<![A-Za-z0-9])[A-Z]{{4}}\d{{8}}(?!\d)"
)
_CONTEXT = re.compile(
    r"\bn\.?a\.?s\b|assurance sociale|\bs\.?i\.?n\b|social insurance|num[ée]ro d.assurance", re.I
)
_NEVER_GIVEN = "08"  # first digits that no person has: believed only under that name
_CONTEXT_REACH, _CONTEXT_AFTER = 60, 30  # characters around a number
_MONTHS, _DAYS = range(1, 13), range(1, 32)
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28,
    "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31,
    "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
}  # fmt: skip
_CARD_PREFIXES = (
    "34",
    "37",
    "4",
    "51",
    "52",
    "53",
    "54",
    "55",
    "36",
    "38",
    "6011",
    "65",
    "22",
    "23",
    "24",
    "25",
    "26",
    "27",
)


@lru_cache(maxsize=64)  # several rules ask it of the same texts
def identities(text: str) -> tuple[Identity, ...]:
    """Every identity number of `text`, each once, in the order of the text."""
    if not long_number(text):
        return ()
    found = [*_ibans(text), *_cards(text), *_nirs(text), *_sins(text), *_ramqs(text)]
    reached: list[tuple[int, int]] = []
    parted = []
    for one in found:  # the longest kinds come first and keep their digits
        end = one.at + len(one.text)
        if all(end <= start or one.at >= stop for start, stop in reached[-50:]):
            reached.append((one.at, end))
            parted.append(one)
    return tuple(sorted(parted, key=lambda one: one.at))


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    total = 0
    for n, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if n % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _digits(text: str) -> str:
    return "".join(char for char in text if "0" <= char <= "9")


def _ibans(text: str) -> Iterator[Identity]:
    for match in _IBAN.finditer(text):
        raw = match[0]
        plain = "".join(char for char in raw if char.isalnum())
        length = _IBAN_LENGTHS.get(plain[:2])
        if length is None or len(plain) < length:
            continue
        # What follows in capitals may be the next word: keep the length of the country.
        plain = plain[:length]
        number = "".join(str(int(char, 36)) for char in plain[4:] + plain[:4])
        if int(number) % 97 == 1:
            yield Identity(Number.IBAN, match.start(), _first(raw, length))


def _first(raw: str, count: int) -> str:
    """The start of `raw` that holds `count` letters and digits."""
    for n, char in enumerate(raw):
        count -= char.isalnum()
        if count == 0:
            return raw[: n + 1]
    return raw


def _cards(text: str) -> Iterator[Identity]:
    for match in _CARD.finditer(text):
        digits = _digits(match[0])
        if not digits.startswith(_CARD_PREFIXES) or len(set(digits)) < 3:
            continue
        lengths = (15,) if digits[:2] in ("34", "37") else (16,)
        if len(digits) in lengths and luhn(digits):
            yield Identity(Number.CARD, match.start(), match[0])


def _nirs(text: str) -> Iterator[Identity]:
    for match in _NIR.finditer(text):
        plain = "".join(char for char in match[0].upper() if char.isalnum())
        month = int(plain[3:5])
        if not (1 <= month <= 12 or 20 <= month <= 42 or month >= 50):
            continue
        number = plain[:13].replace("2A", "19").replace("2B", "18")
        if number.isdigit() and 97 - int(number) % 97 == int(plain[13:]):
            yield Identity(Number.NIR, match.start(), match[0])


def _sins(text: str) -> Iterator[Identity]:
    for match in _SIN.finditer(text):
        digits = match[1] + match[3] + match[4]
        if not luhn(digits):
            continue
        around = text[max(0, match.start() - _CONTEXT_REACH) : match.end() + _CONTEXT_AFTER]
        named = _CONTEXT.search(around) is not None
        if named or (match[2] and digits[0] not in _NEVER_GIVEN):
            yield Identity(Number.SIN, match.start(), match[0])


def _ramqs(text: str) -> Iterator[Identity]:
    """Four letters, year, month (+50 for women), day, two digits."""
    for match in _RAMQ.finditer(text):
        digits = _digits(match[0])
        letters = "".join(char for char in match[0] if char.isalpha())
        month, day = int(digits[2:4]), int(digits[4:6])
        if len(letters) == 4 and (month - 50 if month > 50 else month) in _MONTHS and day in _DAYS:
            yield Identity(Number.RAMQ, match.start(), match[0])
