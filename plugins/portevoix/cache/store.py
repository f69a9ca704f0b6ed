"""The build cache: what was made of what, kept between builds in a small database that is never
trusted.

Every value bears its own digest; one that does not match, or a file that is no database any more,
counts for nothing. Values are text or JSON, never code. Keys tell all that a value was made of, so
that what a failed build made is as good as any other.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

from portevoix.values import dataclass

FORMAT = 5  # of the tables below; another number starts anew
KEPT_BUILDS = 12  # what this many builds in a row did not use is forgotten
RENEWED = 6  # builds after which the use of a value is noted again: not at each, that would cost
MOST_HELD = 8_000_000  # bytes of what is new in memory
_NEVER = 1 << 40  # builds; a larger number is damage
# When a value was used lies apart: to note it of all, or to ask it of all, SQLite then reads no value.
# Rows of some size have a number, or the tree by which SQLite finds them holds them whole and grows deep
# (https://sqlite.org/withoutrowid.html, section 4).
_TABLES = """
create table if not exists made (
  room text not null, key text not null, digest blob not null, value blob not null,
  primary key (room, key)
);
create table if not exists uses (
  room text not null, key text not null, used integer not null, primary key (room, key)
) without rowid;
create table if not exists builds (one integer primary key check (one = 1), newest integer not null);
insert or ignore into builds values (1, 0);
"""


@dataclass(kw_only=True)
class Store:
    """One build's view of the database.

    Copies of the process read what was written before they started.
    """

    file: Path
    fresh: bool = False  # True: what was made before counts for nothing, what is made now is kept
    _link: sqlite3.Connection | None = None
    _process: int = 0  # that the link belongs to
    _build: int = 0
    _used: set[tuple[str, str]] = field(default_factory=set)
    _aged: set[tuple[str, str]] = field(default_factory=set)  # forgotten unless somebody uses them
    _new: dict[tuple[str, str], bytes] = field(default_factory=dict)
    _weight: int = 0  # bytes of `_new`
    _broken: bool = False  # found damaged, or nothing can be written: values stay in memory

    @classmethod
    def open(cls, file: Path, *, fresh: bool = False) -> Store:
        store = cls(file=file, fresh=fresh)
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
        store._connect_or_renew()
        return store

    def _connect_or_renew(self) -> None:
        for _ in range(2):
            try:
                self._connect()
                self._broken = False
                return
            except (sqlite3.DatabaseError, TypeError, ValueError):
                self.close()
                _remove(self.file)
        self._broken = True

    def _connect(self) -> None:
        self._link = sqlite3.connect(self.file, timeout=20, isolation_level=None)
        self._process = os.getpid()
        self._link.execute("pragma synchronous = off")
        if self._link.execute("pragma user_version").fetchone()[0] != FORMAT:
            self._link.executescript("drop table if exists made; drop table if exists uses;")
            self._link.execute(f"pragma user_version = {FORMAT}")
        self._link.executescript(_TABLES)
        for table in ("room, key, value, digest from made", "room, key, used from uses"):
            self._link.execute(f"select {table} limit 1").fetchone()
        newest = self._link.execute("select newest from builds").fetchone()[0]
        if not 0 <= newest < _NEVER:
            raise ValueError(newest)
        if not self._build:
            self._build = newest + 1

    def get(self, room: str, key: str) -> bytes | None:
        """What was made for `key`, None when nothing sound is known."""
        if (room, key) in self._new:
            return self._new[room, key]
        link = self._own_link()
        if link is None:
            return None
        try:
            row = link.execute(
                "select value, digest, used from made join uses using (room, key)"
                " where room = ? and key = ?",
                (room, key),
            ).fetchone()
        except sqlite3.DatabaseError:
            self._give_up()
            return None
        if row is None or not _sound(*row) or (self.fresh and row[2] != self._build):
            return None
        if row[2] <= self._build - RENEWED:
            self._used.add((room, key))
        found: bytes = row[0]
        return found

    def _own_link(self) -> sqlite3.Connection | None:
        """The link of this process: one that was opened before a fork must not be used after."""
        if self._link is not None and self._process != os.getpid():
            try:
                self._connect()
            except (sqlite3.DatabaseError, TypeError, ValueError):
                self._link = None
        return self._link

    def put(self, room: str, key: str, value: bytes) -> None:
        self._new[room, key] = value
        self._weight += len(value)
        if self._weight > MOST_HELD:
            self.flush()

    def flush(self) -> None:
        """Write what is new, so that copies of this process see it; it stays in memory where
        nothing can be written."""
        if self._link is None or not self._new:
            return
        rows = [(room, key, _seal(value), value) for (room, key), value in self._new.items()]
        uses = [(room, key, self._build) for room, key in self._new]
        try:
            self._link.execute("begin immediate")
            self._link.executemany("insert or replace into made values (?, ?, ?, ?)", rows)
            self._link.executemany("insert or replace into uses values (?, ?, ?)", uses)
            self._link.execute("commit")
        except sqlite3.DatabaseError:
            self._give_up()
            return
        self._new.clear()
        self._weight = 0

    def all(self, room: str) -> dict[str, bytes]:
        """All sound values of a room, for rooms whose values are all needed; who needs one says so with
        `use`."""
        return dict(self.each(room))

    def each(self, room: str) -> Iterator[tuple[str, bytes]]:
        """The same one by one, in the order of their keys: they need not be in memory together."""
        link = self._own_link()
        if link is None or self.fresh:
            return
        try:
            for key, value, sealed, used in link.execute(
                "select key, value, digest, used from made join uses using (room, key)"
                " where room = ? order by key",
                (room,),
            ):
                if _sound(value, sealed, used):
                    if used <= self._build - RENEWED:
                        self._aged.add((room, key))
                    yield key, value
        except sqlite3.DatabaseError:
            self._give_up()

    def use(self, room: str, key: str) -> bool:
        """Keep a value that `all` gave; whether that had to be noted, since it is old."""
        aged = (room, key) in self._aged
        if aged:
            self._used.add((room, key))
        return aged

    def age(self, room: str, key: str) -> int | None:
        """How many builds ago the use of a value was noted; None when there is no such value."""
        link = self._own_link()
        if link is None or self.fresh:
            return None
        try:
            row = link.execute(
                "select used from uses where room = ? and key = ?", (room, key)
            ).fetchone()
        except sqlite3.DatabaseError:
            self._give_up()
            return None
        return self._build - row[0] if row and isinstance(row[0], int) else None

    def key_after(self, last: str) -> str:
        """A key for what is written in the order of builds, later than `last` by its letters."""
        build, _, number = last.partition("-")
        now = f"{self._build:012}"
        if build < now or not number.isdecimal():
            return f"{now}-{0:06}"
        return f"{build}-{int(number) + 1:06}"

    def keep(self, room: str, key: str) -> None:
        """Keep a value that nobody asks for while another that leads to it is kept."""
        self._used.add((room, key))

    def get_json(self, room: str, key: str) -> Any:
        value = self.get(room, key)
        return None if value is None else _read(value)

    def put_json(self, room: str, key: str, value: Any) -> None:
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self.put(room, key, written.encode("utf-8", "surrogatepass"))

    def save(self) -> None:
        """Once the build is good: keep what it made and used, forget what nobody uses."""
        if self._broken:
            _remove(self.file)
            self._used.clear()
            self._connect_or_renew()
        self.flush()
        if self._link is None:
            return
        try:
            self._link.execute("begin immediate")
            self._link.executemany(
                "update uses set used = ? where room = ? and key = ?",
                [(self._build, *entry) for entry in self._used],
            )
            self._link.execute("update builds set newest = max(newest, ?)", (self._build,))
            if self._build % RENEWED == 0:
                self._forget(self._link, self._build - KEPT_BUILDS)
            self._link.execute("commit")
        except sqlite3.DatabaseError as error:
            self.close()
            if "malformed" in str(error):
                _remove(self.file)

    def _forget(self, link: sqlite3.Connection, build: int) -> None:
        """What nobody used since a build."""
        old = link.execute("select room, key from uses where used <= ?", (build,)).fetchall()
        for table in ("made", "uses"):
            link.executemany(f"delete from {table} where room = ? and key = ?", old)

    def _give_up(self) -> None:
        self._broken = True
        self.close()

    def drop(self) -> None:
        """Forget everything: the next build begins anew."""
        self.close()
        _remove(self.file)

    def close(self) -> None:
        if self._link is not None and self._process == os.getpid():
            with contextlib.suppress(sqlite3.DatabaseError):
                self._link.close()
        self._link = None


def _read(value: bytes) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _sound(value: object, sealed: object, used: object) -> bool:
    return isinstance(value, bytes) and isinstance(used, int) and _seal(value) == sealed


def _remove(file: Path) -> None:
    """With its journal, which would be played into the next database of the name."""
    for one in (file, file.with_name(f"{file.name}-journal")):
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def _seal(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=16).digest()
