"""The records of posts in the store of this build."""

from __future__ import annotations

from collections.abc import Callable

from portevoix.cache.packs import Packs
from portevoix.cache.store import Store
from portevoix.posts import PostCache, Records


def replace_rooms(cache: PostCache, rooms: Callable[[str], Records], foundation: str) -> PostCache:
    """The posts in memory, with the records of this build's store beside them."""
    cache.rooms, cache.foundation = rooms, foundation
    return cache


def record_packs(store: Store, name: str) -> Packs:
    """The records of posts that were read alike, as `name` tells."""
    return Packs(store, f"record {name}")
