"""What a social network is to us: a limit and how it is counted, habits, addresses, all sourced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from portevoix.language import Words
from portevoix.networks.linking import Linked
from portevoix.networks.sharing import ShareLink
from portevoix.values import dataclass

Counter = Callable[[str], int]
Linker = Callable[[str], tuple[Linked, ...]]


class Link(StrEnum):
    """Where the address of the post goes."""

    IN_TEXT = "in_text"
    FIRST_COMMENT = "first_comment"  # in the text; a second version moves it to a comment
    NOT_CLICKABLE = (
        "not_clickable"  # without campaign tags: a reader copies it, or follows the profile's
    )
    BARE = "bare"  # in the text without campaign tags: every character is paid for


class Medium(StrEnum):
    """Where a visit comes from, as campaign links say: a closed list, so that figures add up."""

    SOCIAL = "social"
    MESSAGING = "messaging"
    EMAIL = "email"
    SMS = "sms"
    PARTNER = "partner"


class Grade(StrEnum):
    """How far a fact can be trusted."""

    OFFICIAL = "official"  # the network's own documentation
    CODE = "code"  # the source code of the network or of a tool that publishes there
    THIRD_PARTY = "third_party"  # someone else says so
    UNSOURCED = "unsourced"  # in common use, no source found
    HOUSE = "house"  # our own choice, the network sets nothing
    CONFIGURATION = "configuration"  # the organisation's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Where one field of a network comes from."""

    grade: Grade
    source: str = ""  # address; empty when the grade says that there is none
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A further limit that a text must hold beside the first."""

    limit: int
    unit: Words
    count: Counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashtags:
    maximum: int  # how many a text bears at most
    longest: int = 50  # graphemes, without the #


class Shape(StrEnum):
    """How a network lays a post out, about."""

    LINK = "link"  # text, then the link's card
    PICTURE = "picture"  # the picture first
    MESSAGE = "message"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a post will look."""

    shape: Shape
    crop: tuple[int, int] = (1200, 630)  # shape that it wants or crops to; (0, 0): no picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    key: str
    label: Words
    limit: int
    unit: Words
    count: Counter
    also: tuple[Bound, ...] = ()
    tools: Bound | None = None  # to what tools that post from a feed hold a text, as they count
    aim: int = 0  # a lower count that texts try to hold; 0: the limit itself
    warned: Callable[[str, str], int] | None = None  # count of a content warning and its text
    fold: int = 0  # where the text folds, about; 0: it does not, or nobody knows
    linked: Linker | None = None  # what it makes a link of; None: nobody publishes its rules
    hashtags: Hashtags
    link: Link
    alt_limit: int = 0  # characters of a picture's alternative text; 0: unknown, or no such text
    share: ShareLink | None = None
    card: str = "og"  # format of the picture that suits it
    attaches: bool = False  # what we send there bears the post's own picture, if it has one
    medium: Medium = Medium.SOCIAL
    thread: bool = False  # may a long post become several there
    plain: bool = False  # typographic signs cost there: straight quotes and plain spaces
    subject: Words | None = None  # before the title, where a text has a subject
    wording: Words  # how it is spoken to: a template of `snippets.template`
    look: Look | None = None  # None: that of its medium
    staff_only: bool = False  # captions of a film, which only the organisation has
    also_named: tuple[str, ...] = ()  # keys that an account there may be listed under
    account_meta: str = ""  # name of the page's metadata that tells the organisation's account
    facts: Mapping[str, Fact] = field(hash=False)
    checked_on: date

    @property
    def source(self) -> str:
        """Address of the page that gives the limit; empty when none was found."""
        return self.facts["limit"].source

    def length(self, text: str, warning: str = "") -> int:
        """The count of a text and of the content warning that stands before it."""
        return self.warned(warning, text) if warning and self.warned else self.count(text)

    def excess(self, text: str, warning: str = "") -> int:
        """By how much a text passes its limits; 0 when it holds them all."""
        over = self.length(text, warning) - self.limit
        return max(0, over, *(bound.count(text) - bound.limit for bound in self.also))


FACTS = ("limit", "fold", "hashtags", "link", "alt_limit", "share")
