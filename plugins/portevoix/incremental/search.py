"""Search entries of pages whose words did not change are not cut out of their HTML again."""

from __future__ import annotations

import json
from typing import Any

from material.plugins.search.plugin import SearchIndex

from portevoix.incremental.rendering import plain
from portevoix.incremental.store import Store, digest

_ROOM = "search"
_stock_add = SearchIndex.add_entry_from_context


class Searching:
    """Stands for `SearchIndex.add_entry_from_context` during a build."""

    def __init__(self, store: Store, foundation: str) -> None:
        self.store = store
        self.foundation = foundation
        self._kept: dict[str, bytes] | None = None
        self.keys: dict[str, str] = {}  # source path of a page → where its entries are kept

    def add(self, index: Any, page: Any) -> None:
        meta = page.meta
        key = digest(
            self.foundation,
            page.content,
            page.url,
            str(meta.get("title", page.title)),
            plain([meta.get("tags"), meta.get("search")]),
            str(page.toc),
        )
        self.keys[page.file.src_uri] = key
        kept = self.knows(key)
        if kept is not None:
            index.entries.extend(kept)
            return
        before = len(index.entries)
        _stock_add(index, page)
        self.store.put_json(_ROOM, key, index.entries[before:])

    def knows(self, key: str) -> list[dict[str, Any]] | None:
        """The entries that were made for a key."""
        if self._kept is None:  # all at once: a site asks for nearly all
            self._kept = self.store.all(_ROOM)
        if key not in self._kept:
            return None
        self.store.use(_ROOM, key)
        try:
            kept = json.loads(self._kept[key])
        except (ValueError, RecursionError):
            return None
        if isinstance(kept, list) and all(isinstance(entry, dict) for entry in kept):
            return kept
        return None
