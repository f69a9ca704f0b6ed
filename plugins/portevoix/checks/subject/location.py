"""Where something stands in a file that people write."""

from __future__ import annotations

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place: in the body, or below a key of the front matter."""

    offset: int = 0  # characters from the start of the body
    key: str = ""  # "call.url"; "" is the body
