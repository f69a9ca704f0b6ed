"""Posts and views told apart by what they are, not by comparing titles.

Material asks of every page whether it is in the list of posts; each comparison of two pages works
out both titles, so that a site takes the square of its posts. One file has one page, so identity
answers the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def same(one: object, other: object) -> bool:
    return one is other


class Roll(list[Any]):
    """A list of posts that knows at once whether a page is in it."""

    def __init__(self, pages: Iterable[Any]) -> None:
        super().__init__(pages)
        self._ids = {id(page) for page in self}

    def __contains__(self, page: object) -> bool:
        return id(page) in self._ids
