"""What was made of what, kept between builds: a small database that is never trusted.

Every value bears its own digest; one that does not match, or a file that is no database any more,
counts for nothing. Values are text or JSON, never code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1  # of the tables below; another number starts anew
KEPT_BUILDS = 12  # what this many builds in a row did not use is forgotten
_RENEWED = 6  # builds after which the use of a value is noted again: not at each, that would cost
MOST_HELD = 32_000_000  # bytes of what is new in memory
_NEVER = 1 << 40  # builds; a larger number is damage
_TABLE = """
create table if not exists made (
  room text not null, key text not null, value blob not null, digest blob not null,
  used integer not null, primary key (room, key)
) without rowid
"""

_ASIDE = """
create temp table aside (
  room text not null, key text not null, value blob not null, digest blob not null,
  primary key (room, key)
) without rowid
"""


def digest(*parts: str | bytes) -> str:
    """A key made of parts, each told apart from the next."""
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big"))
        found.update(raw)
    return found.hexdigest()


@dataclass(kw_only=True)
class Store:
    """One build's view of the database: reads at once, writes when the build is good."""

    file: Path | None  # None: nothing is remembered
    fresh: bool = False  # True: what was made before counts for nothing, what is made now is kept
    _link: sqlite3.Connection | None = None
    _broken: bool = False  # found damaged: made anew when saved
    _build: int = 0
    _used: set[tuple[str, str]] = field(default_factory=set)
    _aged: set[tuple[str, str]] = field(default_factory=set)  # forgotten unless somebody uses them
    _new: dict[tuple[str, str], bytes] = field(default_factory=dict)
    _weight: int = 0  # bytes of `_new`
    _laid: bool = False  # whether some of what is new lies in a table of its own

    @classmethod
    def open(cls, file: Path | None, *, fresh: bool = False) -> Store:
        store = cls(file=file, fresh=fresh)
        if file is not None:
            with contextlib.suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
            store._connect_or_renew(file)
        return store

    def _connect_or_renew(self, file: Path) -> None:
        for _ in range(2):
            try:
                self._connect(file)
                return
            except (sqlite3.DatabaseError, TypeError, ValueError):
                self.close()
                _remove(file)

    def _connect(self, file: Path) -> None:
        self._link = sqlite3.connect(file, timeout=20, isolation_level=None)
        self._link.execute("pragma synchronous = off")
        if self._link.execute("pragma user_version").fetchone()[0] != FORMAT:
            self._link.execute("drop table if exists made")
            self._link.execute(f"pragma user_version = {FORMAT}")
        self._link.execute(_TABLE)
        self._link.execute("select room, key, value, digest, used from made limit 1").fetchone()
        newest = self._link.execute("select max(used) from made").fetchone()[0] or 0
        if not 0 <= newest < _NEVER:
            raise ValueError(newest)
        self._build = newest + 1

    def get(self, room: str, key: str) -> bytes | None:
        """What was made for `key`, None when nothing sound is known."""
        if (room, key) in self._new:
            return self._new[room, key]
        if self._link is None:
            return None
        if self._laid and (value := self._laid_aside(room, key)) is not None:
            return value
        if self.fresh:
            return None
        try:
            row = self._link.execute(
                "select value, digest, used from made where room = ? and key = ?", (room, key)
            ).fetchone()
        except sqlite3.DatabaseError:
            self._give_up()
            return None
        if row is None or not _sound(*row):
            return None
        if row[2] <= self._build - _RENEWED:
            self._used.add((room, key))
        found: bytes = row[0]
        return found

    def put(self, room: str, key: str, value: bytes) -> None:
        self._new[room, key] = value
        self._weight += len(value)
        if self._weight > MOST_HELD and self._link is not None:
            self._lay_aside(self._link)

    def _lay_aside(self, link: sqlite3.Connection) -> None:
        """Hold what is new on the disc, where no other build sees it."""
        try:
            if not self._laid:
                link.execute(_ASIDE)
            link.execute("begin")
            link.executemany("insert or replace into aside values (?, ?, ?, ?)", self._rows())
            link.execute("commit")
        except sqlite3.DatabaseError:
            self._give_up()
        self._laid = True
        self._new.clear()
        self._weight = 0

    def _laid_aside(self, room: str, key: str) -> bytes | None:
        try:
            row = (
                self._link
                and self._link.execute(
                    "select value from aside where room = ? and key = ?", (room, key)
                ).fetchone()
            )
        except sqlite3.DatabaseError:
            self._give_up()
            return None
        return row[0] if row else None

    def _rows(self) -> list[tuple[str, str, bytes, bytes]]:
        return [(room, key, value, _seal(value)) for (room, key), value in self._new.items()]

    def all(self, room: str) -> dict[str, bytes]:
        """All sound values of a room, for rooms whose values are small; who needs one says so with
        `use`."""
        if self._link is None or self.fresh:
            return {}
        try:
            rows = self._link.execute(
                "select key, value, digest, used from made where room = ?", (room,)
            ).fetchall()
        except sqlite3.DatabaseError:
            self._give_up()
            return {}
        found = {}
        for key, value, sealed, used in rows:
            if _sound(value, sealed, used):
                found[key] = value
                if used <= self._build - _RENEWED:
                    self._aged.add((room, key))
        return found

    def use(self, room: str, key: str) -> None:
        """Keep a value that `all` gave."""
        if (room, key) in self._aged:
            self._used.add((room, key))

    def get_json(self, room: str, key: str) -> Any:
        value = self.get(room, key)
        if value is None:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return None

    def put_json(self, room: str, key: str, value: Any) -> None:
        self.put(room, key, json.dumps(value, ensure_ascii=False).encode())

    def save(self) -> None:
        """Once the build is good: keep what it made and used, forget what nobody uses."""
        if self._broken and self.file is not None:
            _remove(self.file)
            self._used.clear()
            self._connect_or_renew(self.file)
        if self._link is None:
            return
        try:
            self._link.execute("begin immediate")
            self._link.executemany(
                "update made set used = ? where room = ? and key = ?",
                [(self._build, *entry) for entry in self._used],
            )
            if self._laid:
                self._link.execute(
                    "insert or replace into made select *, ? from aside", (self._build,)
                )
            self._link.executemany(
                "insert or replace into made values (?, ?, ?, ?, ?)",
                [(*row, self._build) for row in self._rows()],
            )
            self._link.execute("delete from made where used <= ?", (self._build - KEPT_BUILDS,))
            self._link.execute("commit")
        except sqlite3.DatabaseError as error:
            self.close()
            if self.file is not None and "malformed" in str(error):
                _remove(self.file)

    def _give_up(self) -> None:
        self._broken = True
        self.close()

    def close(self) -> None:
        if self._link is not None:
            with contextlib.suppress(sqlite3.DatabaseError):
                self._link.close()
            self._link = None


def _sound(value: object, sealed: object, used: object) -> bool:
    return isinstance(value, bytes) and isinstance(used, int) and _seal(value) == sealed


def _remove(file: Path) -> None:
    """With its journal, which would be played into the next database of the name."""
    for one in (file, file.with_name(f"{file.name}-journal")):
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def _seal(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=16).digest()
