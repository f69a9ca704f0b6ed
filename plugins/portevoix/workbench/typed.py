"""Texts for networks that somebody types and has not saved: kept beside at each count, so that a
browser that stops loses nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from portevoix.digests import digest

MOST = 400_000  # bytes of what is kept of one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """`place` is the workbench's own folder; `seen` tells what the post said when the typing began."""

    place: Path
    post: str  # its name below the folder of posts
    network: str
    seen: str

    @property
    def file(self) -> Path:
        return self.place / "networks" / f"{digest(self.post, self.network)[:24]}.json"

    def keep(self, text: str) -> None:
        """Raises OSError."""
        content = json.dumps({"seen": self.seen, "text": text}, ensure_ascii=False).encode()
        if len(content) > MOST:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(".part")
        part.write_bytes(content)
        part.replace(self.file)

    def found(self) -> str | None:
        """What was typed; None where nothing was, or where the post says something else since."""
        try:
            told = json.loads(self.file.read_bytes()[: MOST + 1])
            return str(told["text"]) if told["seen"] == self.seen else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def forget(self) -> None:
        self.file.unlink(missing_ok=True)
