"""What a post says on one network, counted and ready to share."""

from __future__ import annotations

from dataclasses import dataclass

from portevoix.language import Words
from portevoix.networks import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A piece that the text had no room for."""

    part: str  # "context", "points", "hashtags"…
    text: str


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
    single: str  # the same in one text that holds, for tools that know no threads
    share_url: str = ""  # opens the network's composer with the first part; "" where none exists
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
