"""Search entries of pages whose words did not change are not cut out of their HTML again."""

from __future__ import annotations

from typing import Any

from material.plugins.search.plugin import SearchIndex

from portevoix.incremental.rendering import plain
from portevoix.incremental.store import Store, digest

_stock_add = SearchIndex.add_entry_from_context


class Searching:
    """Stands for `SearchIndex.add_entry_from_context` during a build."""

    def __init__(self, store: Store, foundation: str) -> None:
        self.store = store
        self.foundation = foundation
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
        self.store.put_json("search", key, index.entries[before:])

    def knows(self, key: str) -> list[dict[str, Any]] | None:
        """The entries that were made for a key."""
        kept = self.store.get_json("search", key)
        if isinstance(kept, list) and all(isinstance(entry, dict) for entry in kept):
            return kept
        return None
