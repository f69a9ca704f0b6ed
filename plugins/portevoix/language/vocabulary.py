"""Words that one country has for what another names otherwise, in the interface as in the charter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# French catalogues are written in the words of Québec. All of one gender: articles stay.
VOCABULARIES: Mapping[str, Mapping[str, str]] = {
    "fr-FR": {
        "texto (SMS)": "SMS",
        "textos": "SMS",
        "texto": "SMS",
        "mots-clics": "mots-dièse",
        "mot-clic": "mot-dièse",
    },
}


def in_words_of(profile: str, text: str) -> str:
    """`text` in the words of a profile; as it is where the profile has none of its own."""
    words = VOCABULARIES.get(profile)
    if not words:
        return text

    def other(found: re.Match[str]) -> str:
        word = words[_KEYS[profile][found[0].casefold()]]
        return word[:1].upper() + word[1:] if found[0][:1].isupper() else word

    return _pattern(profile).sub(other, text)


@lru_cache(maxsize=8)
def _pattern(profile: str) -> re.Pattern[str]:
    longest_first = sorted(VOCABULARIES[profile], key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_KEYS = {
    profile: {word.casefold(): word for word in words} for profile, words in VOCABULARIES.items()
}
