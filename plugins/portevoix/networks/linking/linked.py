"""One word that a network makes a link of."""

from __future__ import annotations

from enum import StrEnum

from portevoix.values import dataclass

# What `\s` is in the libraries of the networks, which are written in JavaScript.
SPACES = "\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


class Sort(StrEnum):
    ADDRESS = "address"
    ACCOUNT = "account"  # @name
    STOCK = "stock"  # $NAME, a company’s shares


@dataclass(frozen=True, slots=True, order=True)
class Linked:
    """A stretch of a text, in characters; hashtags are left out: who writes # means it."""

    start: int
    end: int
    sort: Sort
