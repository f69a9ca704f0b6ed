"""Small values that are all read at each build, many in one value of the store: to read ten thousand one
by one takes longer than what is made of them.

A pack is written once it is full, or at the end. Of a name that several packs have, the last one tells.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from portevoix.cache.store import RENEWED, Store

_FULL = 128  # values of a pack: what one edit writes again
_ROOM = "renewed"


class Packs:
    """The values of one room, by name."""

    def __init__(self, store: Store, room: str) -> None:
        self._store = store
        self._room = room
        self._open: dict[str, str] = {}  # of the pack that is not full, as JSON
        self._key = ""  # of that pack
        self._left: dict[str, Any] = {}  # what it held before, until something is added
        self._waits = False  # whether something was
        self._last = ""  # key of the newest
        self._written = 0  # values of all packs, those among them that a later one tells anew
        self._age = store.age(_ROOM, room)

    @property
    def renews(self) -> bool:
        """Whether it is time to say of all that these values lead to that it is used. Who does not say so
        then may find it forgotten."""
        return self._age is None or self._age >= RENEWED

    def all(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        last: dict[str, Any] = {}
        for key, pack in self._packs():
            self._store.use(self._room, key)
            self._last, last = key, pack
            self._written += len(pack)
            found.update(pack)
        if 0 < len(last) < _FULL:
            self._key, self._left = self._last, last
        return found

    def put(self, name: str, value: Any) -> None:
        if self._left:
            self._open = {name: _text(value) for name, value in self._left.items()}
            self._left = {}
        self._written += name not in self._open
        self._open[name] = _text(value)
        self._waits = True
        if len(self._open) >= _FULL:
            self._close()

    def save(self, live: Collection[str]) -> None:
        """Write what waits. Values that were told anew, or whose names are not `live`, go once they are a
        quarter as many as the others."""
        if self._waits:
            self._write_open()
        if 4 * self._written > 5 * len(live) + 4 * _FULL and not self._store.fresh:
            self._write_again(live)
        if self._age is None:
            self._store.put(_ROOM, self._room, b"1")
        elif self.renews:
            self._store.keep(_ROOM, self._room)
        self._age = 0
        self._store.flush()

    def _write_open(self) -> None:
        if not self._key:
            self._key = self._last = self._store.key_after(self._last)
        self._waits = False
        told = ",".join(f"{json.dumps(name)}:{text}" for name, text in self._open.items())
        self._store.put(self._room, self._key, f"{{{told}}}".encode("utf-8", "surrogatepass"))

    def _close(self) -> None:
        self._write_open()
        self._open, self._key = {}, ""

    def _write_again(self, live: Collection[str]) -> None:
        self._store.flush()
        packs = dict(self._packs())
        values = {name: value for pack in packs.values() for name, value in pack.items()}
        self._open, self._left, self._key, self._written = {}, {}, "", 0
        for name in filter(live.__contains__, values):
            self.put(name, values[name])
        if self._waits:
            self._write_open()
        for key in packs:
            self._store.put(self._room, key, b"{}")

    def _packs(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """In the order in which they were begun."""
        for key, written in self._store.each(self._room):
            try:
                pack = json.loads(written)
            except (ValueError, RecursionError):
                continue
            if isinstance(pack, dict) and pack:
                yield key, pack


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
