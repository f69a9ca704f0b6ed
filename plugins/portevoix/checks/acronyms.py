"""Which words in capitals are known acronyms, and which only shout."""

from __future__ import annotations

import re
from functools import cache

from portevoix.checks.house import listed
from portevoix.checks.subject import Subject

_RUN = re.compile(
    r"(?<![\w#@/.-])[A-ZÀ-ÝŒ]{2,}(?:[’'-][A-ZÀ-ÝŒ]+)*(?:[ \u00a0]+(?:[A-ZÀ-ÝŒ]+[’'-])?[A-ZÀ-ÝŒ]{2,}(?:[’'-][A-ZÀ-ÝŒ]+)*)+(?![\w@/])"
)
_LONG = 3  # letters of a word that counts


def known_acronyms(subject: Subject) -> frozenset[str]:
    """Those of the organisation, of the text itself and of everybody."""
    own = (*subject.house.glossary, *subject.document.abbreviations)
    return _common() | frozenset(one.replace(".", "") for one in own)


@cache
def _common() -> frozenset[str]:
    return frozenset(listed("acronyms")["common"])


@cache
def small_words() -> frozenset[str]:
    """Words that are no acronyms, whatever their capitals."""
    return frozenset(listed("acronyms")["small"])


def shouted(subject: Subject) -> list[tuple[int, int]]:
    """Runs of words in capitals that are no acronyms, as places in the visible text."""
    text = subject.document.text
    known = known_acronyms(subject)
    return [(found.start(), found.end()) for found in _RUN.finditer(text) if _loud(found[0], known)]


def _loud(run: str, known: frozenset[str]) -> bool:
    """At least two words of three letters that nobody knows, one of them surely a plain word."""
    small = small_words()
    parts = [part for part in re.split(r"[ \u00a0’'-]+", run) if part]
    long = [part for part in parts if len(part) >= _LONG and part not in small]
    if len(long) < 2 or any(part in known for part in long):
        return False
    plain = [part for part in long if len(part) >= 7 or not part.isascii()]
    return bool(plain) or len(long) >= 3 or any(part in small for part in parts)
