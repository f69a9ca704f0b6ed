"""What a post says on one network, counted and ready to share."""

from __future__ import annotations

from enum import StrEnum

from portevoix.language import Words
from portevoix.networks import Network
from portevoix.values import dataclass


class Why(StrEnum):
    """Why a piece of a post is not in a text; the wording stands under kits.dropped_<why>."""

    ROOM = "room"
    SAID = "said"  # another piece of the text says it
    PAST = "past"  # it invites to what has ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A piece that was left out of the text."""

    part: str  # "context", "points", "hashtags"…
    text: str
    why: Why = Why.ROOM


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstComment:
    """The same text with the link moved to a comment."""

    text: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a text costs where characters are paid for."""

    alphabet: str
    units: int
    segments: int
    foreign: tuple[str, ...] = ()  # characters that make it dearer
    plain: str = ""  # the same text without them, when that is cheaper
    plain_segments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    network: Network
    parts: tuple[str, ...]  # several make a thread, in order
    lengths: tuple[int, ...]  # of each part, in the network's unit; a content warning counts
    link: str  # stands exactly once in the parts
    link_line: str = ""  # the line of the first part that leads to the post; "" in an author's text
    single: str  # the same in one text that holds, for tools that know no threads
    share_url: str = ""  # opens the network's composer with the first part; "" where none exists
    thread: tuple[str, ...] = ()  # all points, in several messages, where `parts` is one without
    subject: str = ""  # of an e-mail
    hashtags: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warning: str = ""  # the content warning that goes before the first part
    first_comment: FirstComment | None = None
    cost: Cost | None = None
    written: bool = False  # by the author, in `share`

    @property
    def limit(self) -> int:
        return self.network.limit

    @property
    def unit(self) -> Words:
        return self.network.unit

    @property
    def text(self) -> str:
        """All parts as one text, parted by blank lines."""
        return "\n\n".join(self.parts)

    def way_with(self, text: str, server: str = "") -> str:
        """The address that opens the network's composer with `text`; "" where none exists."""
        return way_to(self.network, text, self.link, self.link_line, self.subject, server)


def way_to(
    network: Network, text: str, link: str, link_line: str, subject: str, server: str = ""
) -> str:
    """The address that opens a network's composer; "" where none exists.

    Where it takes text and link apart, the text goes without the line that leads to the post.
    """
    share = network.share
    if share is None:
        return ""
    if share.text and share.link:
        text = _without_line(text, link_line)
    return share.of(text, link, subject, server)


def _without_line(text: str, line: str) -> str:
    paragraphs = text.split("\n\n")
    if not line or line not in paragraphs:
        return text
    paragraphs.remove(line)
    return "\n\n".join(paragraphs)
