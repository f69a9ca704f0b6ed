"""What a new site is asked, as data: a terminal asks it line by line, a form may show it whole.

The wordings of a question are `starting.ask_<key>` and `starting.help_<key>`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

from portevoix.language import LANGUAGES, say
from portevoix.profiles import PROFILES, first_profile
from portevoix.site import Palette
from portevoix.values import dataclass

Said = Mapping[str, str]  # the answers given before, as they were typed


class Sort(StrEnum):
    """How an answer is written, for whoever shows its field."""

    TEXT = "text"
    ADDRESS = "address"
    EMAIL = "email"
    TELEPHONE = "telephone"
    CHOICE = "choice"
    CHOICES = "choices"  # several, with commas between them
    ADDRESSES = "addresses"  # several, with blanks between them
    COLOUR = "colour"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    key: str
    sort: Sort
    default: Callable[[Said], str]  # what a person who says nothing means; may be empty
    choices: tuple[str, ...] = ()

    @property
    def option(self) -> str:
        """Its word on the command line."""
        return f"--{self.key.replace('_', '-')}"


def language(said: Said) -> str:
    """The first of the languages that were chosen."""
    return said["languages"].replace(" ", "").partition(",")[0] or "fr"


def _worded(key: str) -> Callable[[Said], str]:
    return lambda said: say(language(said), f"starting.default_{key}")


def _profile(said: Said) -> str:
    found = first_profile(language(said))
    return found.key if found else next(iter(PROFILES))


def _zone(said: Said) -> str:
    return "Europe/Paris" if said["profile"] == "fr-FR" else "America/Toronto"


def _email(said: Said) -> str:
    host = (urlsplit(said["address"]).hostname or "example.org").removeprefix("www.")
    return f"{say(language(said), 'starting.mailbox')}@{host}"


QUESTIONS: tuple[Question, ...] = (
    Question(
        key="languages",
        sort=Sort.CHOICES,
        default=lambda said: said["command"],
        choices=LANGUAGES,
    ),
    Question(key="name", sort=Sort.TEXT, default=_worded("name")),
    Question(key="mission", sort=Sort.TEXT, default=_worded("mission")),
    Question(key="address", sort=Sort.ADDRESS, default=lambda said: "https://www.example.org/"),
    Question(key="profile", sort=Sort.CHOICE, default=_profile, choices=tuple(PROFILES)),
    Question(key="time_zone", sort=Sort.TEXT, default=_zone),
    Question(key="email", sort=Sort.EMAIL, default=_email),
    Question(key="telephone", sort=Sort.TELEPHONE, default=lambda said: ""),
    Question(key="accounts", sort=Sort.ADDRESSES, default=lambda said: ""),
    Question(key="colour", sort=Sort.COLOUR, default=lambda said: Palette().signal),
    Question(key="logo", sort=Sort.FILE, default=lambda said: ""),
    Question(key="team", sort=Sort.CHOICE, default=lambda said: "small", choices=("small", "full")),
)
