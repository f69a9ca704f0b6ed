"""What people type for a state or a place: the key, or its word in French, with or without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

STATES = {
    "open": "ouvert",
    "answered": "répondu",
    "handed": "confié",
    "masked": "masqué",
    "nothing": "rien",
}
PLACES_SAID = {
    "counter": "comptoir",
    "phone": "téléphone",
    "mail": "courriel",
    "meeting": "réunion",
    "elsewhere": "ailleurs",
}


def meant(said: str, words: Mapping[str, str]) -> str:
    """The key of what was typed; what is none comes back as it is."""
    plain = _plain(said)
    return next((key for key, word in words.items() if plain in (key, _plain(word))), said)


def named_both(keys: Iterable[str], words: Mapping[str, str]) -> Iterator[str]:
    """« counter (comptoir) », for a message that lists them."""
    for key in keys:
        yield f"{key} ({words[key]})" if key in words else key


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
