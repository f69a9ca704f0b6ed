"""What somebody types and has not saved, of a network or of the charter: kept beside as it is typed, so
that a browser that stops loses nothing. Each window has a place of its own: none writes over another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from portevoix.digests import digest
from portevoix.values import dataclass

MOST = 4_000_000  # bytes of what is kept of one text
WINDOWS = 20  # that are kept of one text: the oldest go
_WINDOW = re.compile(r"[0-9a-f]{1,16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one window holds of a text."""

    file: Path
    seen: str  # of the file that the text is meant for, when the typing began
    fields: Mapping[str, str]
    instead: tuple[str, ...]  # marks of what its page showed as found again, and went on from

    @property
    def mark(self) -> str:
        """Names this state of it."""
        return digest(self.file.name, self.seen, *sorted(self.fields.items()))[:16]

    def says(self, fields: Mapping[str, str]) -> bool:
        """Whether it is the same text, spaces aside."""
        return all(self.fields.get(name, "").split() == one.split() for name, one in fields.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """`place` is the workbench's own folder; `part` is of a file: the key of a network, "" for all."""

    place: Path
    name: str  # of the file that it is meant for
    part: str
    window: str = ""  # a page of a browser; "" for one without scripts
    instead: tuple[str, ...] = ()  # as in Kept

    @property
    def _stem(self) -> str:
        return digest(self.name, self.part)[:24]

    @property
    def file(self) -> Path:
        window = self.window if _WINDOW.fullmatch(self.window) else ""
        return self.place / "typed" / f"{self._stem}{'-' if window else ''}{window}.json"

    def keep(self, seen: str, fields: Mapping[str, str]) -> None:
        """Raises OSError."""
        told = {"seen": seen, "instead": self.instead[:WINDOWS], "fields": dict(fields)}
        content = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        if len(content) > MOST:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(".part")
        part.write_bytes(content)
        part.replace(self.file)
        for old in tuple(self._all())[WINDOWS:]:
            old.file.unlink(missing_ok=True)

    def kept(self) -> tuple[Kept, ...]:
        """What the windows typed, the last first, without what one of them went on from."""
        some = tuple(self._all())
        gone_on = {mark for one in some for mark in one.instead}
        return tuple(one for one in some if one.mark not in gone_on or self._is_own(one))

    def found(self, *, taken: str = "") -> tuple[Kept | None, tuple[Kept, ...]]:
        """What the page of this window shows as found again, and what other windows hold.

        A page that goes on (after a save of something else in it) has its own; a new one, the last that was
        typed; one that was told to take another's, that of the mark `taken`.
        """
        some = self.kept()
        mine = next((one for one in some if one.mark == taken), None) if taken else None
        if mine is None and self.window:
            mine = next(filter(self._is_own, some), None)
        elif mine is None and some:
            mine = some[0]
        return mine, tuple(one for one in some if one is not mine)

    def _is_own(self, one: Kept) -> bool:
        return bool(self.window) and one.file == self.file

    def _all(self) -> Iterator[Kept]:
        found = {}
        for file in self.file.parent.glob(f"{self._stem}*.json"):
            try:
                found[file] = file.stat().st_mtime_ns
            except OSError:  # gone meanwhile
                continue
        for file in sorted(found, key=lambda one: (-found[one], one.name)):
            try:
                told = json.loads(file.read_bytes()[: MOST + 1])
                fields = {str(key): str(one) for key, one in told["fields"].items()}
                instead = tuple(map(str, told.get("instead", ())))
                yield Kept(file=file, seen=str(told["seen"]), fields=fields, instead=instead)
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue

    def forget(self, fields: Mapping[str, str] | None = None) -> tuple[Kept, ...]:
        """Once `fields` are saved, or this window gives its text up: what it holds goes, what it went on
        from if that is as its page showed it, and wherever the same text is held.

        Returns what was of other windows and says something else: it belongs in the bin.
        """
        lost = []
        for one in tuple(self._all()):
            same = fields is not None and one.says(fields)
            own = one.file == self.file and (bool(self.window) or fields is None)
            if same or own or one.mark in self.instead:
                one.file.unlink(missing_ok=True)
                if not same and not own:
                    lost.append(one)
        return tuple(lost)

    def drop(self) -> None:
        """What this window holds goes: it shows what the file says."""
        self.file.unlink(missing_ok=True)

    def throw(self, mark: str) -> Kept | None:
        """Take what another window holds away; it belongs in the bin. None where it is another by now."""
        found = next((one for one in self._all() if one.mark == mark), None)
        if found:
            found.file.unlink(missing_ok=True)
        return found


def window_named(said: object) -> str:
    """The name of a window as a page sends it; "" for none."""
    return said if isinstance(said, str) and _WINDOW.fullmatch(said) else ""
