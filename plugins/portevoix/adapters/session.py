"""What a preview keeps in memory from one build to the next; a command that builds once starts with
an empty one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from portevoix.posts import Remembered

T = TypeVar("T")


@dataclass(kw_only=True)
class Session:
    posts: Remembered = field(default_factory=Remembered)
    _last: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def once(self, name: str, key: object, make: Callable[[], T]) -> T:
        """What was last made under a name, as long as it was made of the same `key`."""
        kept = self._last.get(name)
        if kept is not None and kept[0] == key:
            found: T = kept[1]
            return found
        made = make()
        self._last[name] = key, made
        return made
