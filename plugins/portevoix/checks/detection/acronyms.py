"""Which words in capitals are known acronyms, and which only shout."""

from __future__ import annotations

import re
from functools import lru_cache

from portevoix.checks.lists import listed_words
from portevoix.checks.subject import Subject

# What may not stand before is looked at after the first capital: `re` then leaps from one to the next.
_RUN = re.compile(
    r"[A-ZÀ-ÝŒ](?<![\w#@/.-][A-ZÀ-ÝŒ])[A-ZÀ-ÝŒ]+(?:[’'-][A-ZÀ-ÝŒ]+)*(?:[ \u00a0]+(?:[A-ZÀ-ÝŒ]+[’'-])?[A-ZÀ-ÝŒ]{2,}(?:[’'-][A-ZÀ-ÝŒ]+)*)+(?![\w@/])"
)
_LONG = 3  # letters of a word that counts


def known_acronyms(subject: Subject) -> frozenset[str]:
    """Those of the organisation, of the text itself and of everybody."""
    return _known(tuple(subject.settings.glossary), tuple(subject.document.abbreviations))


@lru_cache(maxsize=16)
def _known(glossary: tuple[str, ...], abbreviations: tuple[str, ...]) -> frozenset[str]:
    common = listed_words("acronyms", "common")
    return common | {one.replace(".", "") for one in (*glossary, *abbreviations)}


def small_words() -> frozenset[str]:
    """Words that are no acronyms, whatever their capitals."""
    return listed_words("acronyms", "small")


def shouted(subject: Subject) -> list[tuple[int, int]]:
    """Runs of words in capitals that are no acronyms, as places in the visible text."""
    known = known_acronyms(subject)
    runs = _runs(subject.document.text)
    return [found.span() for found in runs if _loud(found[0], known)]


@lru_cache(maxsize=4)  # two rules ask of each text
def _runs(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_RUN.finditer(text))


def _loud(run: str, known: frozenset[str]) -> bool:
    """At least two words of three letters that nobody knows, one of them surely a plain word."""
    small = small_words()
    parts = [part for part in re.split(r"[ \u00a0’'-]+", run) if part]
    long = [part for part in parts if len(part) >= _LONG and part not in small]
    if len(long) < 2 or any(part in known for part in long):
        return False
    plain = [part for part in long if len(part) >= 7 or not part.isascii()]
    return bool(plain) or len(long) >= 3 or any(part in small for part in parts)
