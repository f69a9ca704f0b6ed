"""Words of the interface and of the messages, French and English.

Sentences that belong to one value (a kind, a rule, a network) stand in that value as `Words`;
all others stand in the catalogue: one folder per language, one file per room.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from portevoix.typography import bind

LANGUAGES = ("fr", "en")
_TOLD = ("command.", "commands.", "form.")  # rooms that speak in a terminal only
DEFAULT = "fr"


@dataclass(frozen=True, slots=True)
class Words:
    """One wording in each language of the interface."""

    fr: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.en if lang.startswith("en") else self.fr


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Every wording of `lang`, its keys as `room.name`."""
    english = lang.startswith("en")
    folder = files(__package__) / ("en" if english else DEFAULT)
    words: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            room = file.name.removesuffix(".toml")
            for name, wording in tomllib.loads(file.read_text("utf-8")).items():
                words[f"{room}.{name}"] = wording
    if not english:
        # Catalogues are typed with plain spaces. What is told in a terminal keeps them: there
        # people search and copy.
        for key, wording in words.items():
            told = key.startswith(_TOLD) or key.endswith("_do") or f"{key}_do" in words
            if not told:
                words[key] = bind(wording)
    return words


def say(lang: str, key: str, /, **values: object) -> str:
    """The wording of `key` in `lang`, with `values` put in its braces.

    Raises KeyError for a key that the catalogue lacks: a missing wording is a fault of ours.
    """
    wording = catalogue(lang)[key]
    return wording.format(**values) if values else wording
