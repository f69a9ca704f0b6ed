"""Words of the interface and of the messages, French and English.

Sentences that belong to one value (a kind, a rule, a network) stand in that value as `Words`;
all others stand in the catalogue: one folder per language, one file per room.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from portevoix.language.vocabulary import in_words_of
from portevoix.values import dataclass

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "Words",
    "bound",
    "catalogue",
    "in_words_of",
    "labelled",
    "say",
]

LANGUAGES = ("fr", "en")
_HERE = Path(__file__).parent
_TOLD = (
    "command",
    "commands",
    "deploying",
    "form",
    "starting",
)  # rooms that speak in a terminal only
DEFAULT = "fr"


@dataclass(frozen=True, slots=True)
class Words:
    """One wording in each language of the interface."""

    fr: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.en if lang.startswith("en") else self.fr

    def as_in(self, profile: str) -> Words:
        """The same in the words of a profile: « SMS » in France, « Texto (SMS) » in Québec."""
        return Words(in_words_of(profile, self.fr), self.en)


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Every wording of `lang`, its keys as `room.name`.

    A profile may stand for its language: `fr-FR` gives the French wordings, in the words of France and
    spaced as there.
    """
    return {
        f"{file.stem}.{name}": wording
        for file in sorted(_folder(lang).glob("*.toml"))
        for name, wording in _room(lang, file.stem).items()
    }


def _folder(lang: str) -> Path:
    return _HERE / ("en" if lang.startswith("en") else DEFAULT)


@cache
def _room(lang: str, room: str) -> Mapping[str, str]:
    """The wordings of one room: a command that says one sentence reads one file, and one that says none
    loads nothing for it."""
    import tomllib

    file = _folder(lang) / f"{room}.toml"
    words: dict[str, str] = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    words = {name: in_words_of(lang, wording) for name, wording in words.items()}
    if not lang.startswith("en") and room not in _TOLD:
        # Catalogues are typed with plain spaces, as Québec sets its signs. What is told in a
        # terminal keeps them: there people search and copy.
        for name, wording in words.items():
            if not name.endswith("_do") and f"{name}_do" not in words:
                words[name] = bound(lang, wording)
    return words


def bound(lang: str, told: str) -> str:
    """A sentence that was made for a terminal, with plain spaces, as a page in `lang` sets it."""
    if lang.startswith("en"):
        return told
    from portevoix.typography import SPACINGS, bind  # many commands speak in a terminal alone

    return bind(told, lang if lang in SPACINGS else "fr-CA")


def say(lang: str, key: str, /, **values: object) -> str:
    """The wording of `key` in `lang`, with `values` put in its braces.

    A number chooses between two words: `{count} {count:billet|billets}`.

    Raises KeyError for a key that the catalogue lacks: a missing wording is a fault of ours.
    """
    room, _, name = key.partition(".")
    wording = _room(lang, room)[name]
    return wording.format(**counted(lang, values)) if values else wording


def labelled(lang: str, of: str, what: str) -> str:
    """« Bluesky : envoyé. », “Bluesky: sent.”: in a terminal, where spaces are plain."""
    return f"{of}: {what}" if lang.startswith("en") else f"{of} : {what}"


def counted(lang: str, values: Mapping[str, object]) -> dict[str, object]:
    """The same values, whose whole numbers know what is one and what is many in `lang`."""
    kind = _EnglishCount if lang.startswith("en") else _FrenchCount
    return {
        name: kind(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in values.items()
    }


class _FrenchCount(int):
    """Zero and one are singular, https://cldr.unicode.org/ plural rules of French."""

    def __format__(self, spec: str) -> str:
        one, apart, many = spec.partition("|")
        if not apart:
            return int(self).__format__(spec)
        return one if self.is_one() else many

    def is_one(self) -> bool:
        return int(self) in (0, 1)


class _EnglishCount(_FrenchCount):
    def is_one(self) -> bool:
        return int(self) == 1
