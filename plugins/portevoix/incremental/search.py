"""Search entries of pages whose words did not change are not cut out of their HTML again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from material.plugins.search.plugin import SearchIndex

from portevoix.incremental.rendering import plain
from portevoix.incremental.store import Store, digest

_ROOM = "search"
_stock_add = SearchIndex.add_entry_from_context
_stock_generate = SearchIndex.generate_search_index


@dataclass(frozen=True, slots=True)
class Written:
    """The entries of a page, as they stand in the index."""

    json: bytes


class Searching:
    """Stands for parts of `SearchIndex` during a build."""

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
        if self.restore(index, key):
            return
        before = len(index.entries)
        _stock_add(index, page)
        written = json.dumps(index.entries[before:], separators=(",", ":"), default=str).encode()
        index.entries[before:] = [Written(written)]
        self.store.put(_ROOM, key, written)

    def restore(self, index: Any, key: str) -> bool:
        """Add the entries that were made for a key, as they were written; False when they are not
        known."""
        if self._kept is None:  # all at once: a site asks for nearly all
            self._kept = self.store.all(_ROOM)
        written = self._kept.get(key)
        if written is None or written[:1] + written[-1:] != b"[]":
            return False
        self.store.use(_ROOM, key)
        index.entries.append(Written(written))
        return True

    def generate(self, index: Any, prev: Any) -> str:
        """Stands for `SearchIndex.generate_search_index`: what is written is not written again."""
        if prev:
            raise ValueError("an index is never added to")
        entries, index.entries = index.entries, []
        empty: str = _stock_generate(index, None)
        start = empty.rindex("[") + 1
        pieces = [
            one.json[1:-1].decode("ascii", "replace")
            if isinstance(one, Written)
            else json.dumps(one, separators=(",", ":"), default=str)
            for one in entries
        ]
        return empty[:start] + ",".join(filter(None, pieces)) + empty[start:]
