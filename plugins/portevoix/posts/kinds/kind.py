"""What a kind of post is: its words, what it asks of the writer, how it looks and is described."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portevoix.language import Words


class Value(StrEnum):
    """How one detail of a kind is written in the front matter."""

    TEXT = "text"
    MOMENT = "moment"  # a date, or a date and time
    ADDRESS = "address"  # http or https
    LINKS = "links"  # a list of {title, url}
    UPDATES = "updates"  # a list of {at, text}
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One field that posts of a kind may bear, below the key named like the kind."""

    name: str
    value: Value
    label: Words
    choices: tuple[str, ...] = ()  # for Value.CHOICE
    expected: bool = False  # the checks say so when it is missing; the build does not stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part that the body of such a post should have, told by its heading's id or text."""

    id: str
    heading: Words
    hint: Words  # what a new post says there, for its writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    key: str
    label: Words
    purpose: Words  # one sentence, for whoever chooses a kind
    colour: str  # #rrggbb, for light backgrounds; holds 4.5:1 on the site's paper
    colour_dark: str  # #rrggbb, for dark backgrounds; holds 4.5:1 on the site's night
    schema_type: str  # schema.org type of the page's main entity
    opening: Words  # first words of a social text of that kind, may be empty
    details: tuple[Detail, ...] = ()
    sections: tuple[Section, ...] = ()
