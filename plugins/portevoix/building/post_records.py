"""The records of posts in the store of this build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portevoix.cache.store import Store
from portevoix.posts import PostCache, Records


def replace_rooms(cache: PostCache, rooms: Callable[[str], Records], foundation: str) -> PostCache:
    """The posts in memory, with the records of this build's store beside them."""
    cache.rooms, cache.foundation = rooms, foundation
    return cache


class StoredRecords:
    """The records of posts in the store."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = f"record {name}"

    def all(self) -> Mapping[str, Any]:
        return self._store.all_json(self._name)

    def put(self, name: str, value: Any) -> None:
        self._store.put_json(self._name, name, value)

    def use(self, name: str) -> None:
        self._store.use(self._name, name)
