"""What an organisation decides for itself: its words, its people, how severe a rule is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from portevoix.checks.findings import Severity
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """An organisation's own words, people and choices."""

    glossary: Mapping[str, str] = field(default_factory=dict, hash=False)  # acronym → full name
    lexicon: frozenset[str] = frozenset()  # words that are one word, lower case
    contacts: frozenset[str] = frozenset()  # e-mails and telephones that may be published
    officials: tuple[str, ...] = ()  # names not to promote in an election period
    reserve: tuple[tuple[date, date], ...] = ()  # election periods
    severities: Mapping[str, Severity | None] = field(default_factory=dict, hash=False)
    articles: frozenset[str] = frozenset()  # numbers of the charter that the site has
    most_hashtags: int = 2
    most_emojis: int = 3
    brackets: bool = True  # whether « citoyen(ne)s » and « citoyen.ne.s » are accepted


def plain_contact(text: str) -> str:
    """An e-mail in lower case, or a telephone's digits without the country's prefix."""
    text = text.strip().casefold()
    if "@" in text:
        return text.removeprefix("mailto:")
    digits = "".join(char for char in text if char.isdigit())
    if digits.startswith("33") and len(digits) == 11:
        return f"0{digits[2:]}"
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
