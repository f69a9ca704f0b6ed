"""What a kind of post is: its words, what it asks of the writer, how it looks and is described."""

from __future__ import annotations

import re
from enum import StrEnum

from portevoix.language import Words
from portevoix.values import dataclass


class Value(StrEnum):
    """How one detail of a kind is written in the front matter."""

    TEXT = "text"
    MOMENT = "moment"  # a date, or a date and time; a date alone means `publish_at` that day
    ADDRESS = "address"  # http or https
    REFERENCE = "reference"  # an address, or the name of who says so
    LINKS = "links"  # a list of {title, url}
    UPDATES = "updates"  # a list of {at, text}
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values that a detail may have."""

    key: str
    label: Words
    rating: int = 0  # on the usual scale of fact checkers, from 1, false, to 5, true; 0: no figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One field that posts of a kind may bear, below the key named like the kind."""

    name: str
    value: Value
    label: Words
    choices: tuple[Choice, ...] = ()  # for Value.CHOICE
    expected: bool = False  # the checks say so when it is missing; the build does not stop
    last: bool = False  # of Value.MOMENT: what it ends, a date alone leaves until that day is over

    def choice(self, key: str) -> Choice:
        """The choice of that key. Raises KeyError: a post that was read has none other."""
        return {one.key: one for one in self.choices}[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part that the body of such a post should have, told by its heading's id or text."""

    id: str
    heading: Words
    hint: Words  # what a new post says there, for its writer
    formerly: tuple[Words, ...] = ()  # headings that older posts have there


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """What becomes of a kind whose posts go before all others, once its notice is lifted."""

    detail: str  # the moment from which it is
    label: Words
    told_by: Words  # words, spaces between them: a text that holds one says so itself

    def is_told_in(self, text: str, lang: str) -> bool:
        """Whether `text` says by itself that the notice is lifted."""
        words = self.told_by[lang].split()
        return not set(words).isdisjoint(re.findall(r"\w+", text.casefold()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    key: str
    label: Words
    purpose: Words  # one sentence, for whoever chooses a kind
    colour: str  # #rrggbb, for light backgrounds; holds 4.5:1 on the site's paper
    colour_dark: str  # #rrggbb, for dark backgrounds; holds 4.5:1 on the site's night
    schema_type: str  # schema.org type of the page's main entity
    opening: Words  # first words of a social text of that kind, may be empty
    openings: tuple[tuple[str, Words], ...] = ()  # in other states than open, by `State`
    details: tuple[Detail, ...] = ()
    sections: tuple[Section, ...] = ()
    lifted: Lifted | None = None  # set for a kind that is urgent until then
    decides: bool = False  # its posts stand among the decisions of the home page
    warning: Words | None = None  # before a text while it is open, where people choose to read on

    def opening_of(self, state: str) -> Words:
        """The first words of a social text about a post in that state."""
        return dict(self.openings).get(state, self.opening)

    def detail(self, name: str) -> Detail | None:
        return next((one for one in self.details if one.name == name), None)
