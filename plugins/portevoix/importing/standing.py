"""What a blog holds before an import."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.posts import Author
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    slugs: frozenset[str]
    reserved: frozenset[str]  # the folders below the blog
    addresses: frozenset[str]  # keys of all addresses that are taken
    authors: Mapping[str, Author]
    authors_file: bytes | None
    known: Mapping[str, tuple[str, tuple[str, ...]]]  # id → file below posts/, old addresses
    folders: frozenset[str]  # names below posts/
