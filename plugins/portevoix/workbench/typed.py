"""What somebody types and has not saved, of a network or of the charter: kept beside as it is typed, so
that a browser that stops loses nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portevoix.digests import digest

MOST = 4_000_000  # bytes of what is kept of one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """`place` is the workbench's own folder; `seen` tells what the file said when the typing began."""

    place: Path
    name: str  # of the file that it is meant for
    part: str  # of that file: the key of a network; "" for all of it
    seen: str

    @property
    def file(self) -> Path:
        return self.place / "typed" / f"{digest(self.name, self.part)[:24]}.json"

    def keep(self, fields: Mapping[str, str]) -> None:
        """Raises OSError."""
        told = {"seen": self.seen, "fields": dict(fields)}
        content = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        if len(content) > MOST:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(".part")
        part.write_bytes(content)
        part.replace(self.file)

    def kept(self) -> tuple[str, Mapping[str, str]] | None:
        """What was typed, and what was seen of the file then; None where nothing was."""
        try:
            told = json.loads(self.file.read_bytes()[: MOST + 1])
            return str(told["seen"]), {str(key): str(one) for key, one in told["fields"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def forget(self, fields: Mapping[str, str] | None = None) -> None:
        """Once it is saved, or given up; of another text than `fields` says, nothing goes: another window
        may have typed since."""
        kept = self.kept() if fields is not None else None
        if (
            kept
            and fields is not None
            and any(kept[1].get(name, "").split() != text.split() for name, text in fields.items())
        ):
            return
        self.file.unlink(missing_ok=True)
