"""What each original holds, told without reading it again while it lies as it lay."""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import field
from pathlib import Path

from portevoix.digests import digest_of
from portevoix.pictures.opening import contents
from portevoix.values import dataclass

# A file written twice within one tick of the system's clock looks the same twice: only what had
# been lying still for a while is believed next time.
_SETTLED = 2_000_000_000  # nanoseconds


@dataclass(kw_only=True)
class Digests:
    file: Path
    known: dict[str, list[object]] = field(default_factory=dict)
    seen: dict[str, list[object]] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Digests:
        """A file that is missing, cut short or edited counts for nothing."""
        try:
            stored = json.loads(file.read_bytes())
            files = stored["files"]
            if stored["seal"] == _seal(files) and isinstance(files, dict):
                return cls(file=file, known=files)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
        return cls(file=file)

    def of(self, original: Path) -> str:
        """The digest of a file's content. Raises Unreadable."""
        name = str(original)
        lies = _lies(original)
        before = self.known.get(name)
        if lies and isinstance(before, list) and len(before) == 5 and before[:4] == lies:
            self.seen[name] = before
            return str(before[4])
        digest = digest_of(contents(original))
        still = lies and lies == _lies(original)
        if still and time.time_ns() - max(lies[1], lies[2]) > _SETTLED:
            self.seen[name] = [*lies, digest]
        return digest

    def write(self) -> None:
        files = {name: known for name, known in self.known.items() if Path(name).is_file()}
        files |= self.seen
        if files == self.known:
            return
        part = self.file.with_name(f"{self.file.name}.{os.getpid()}.part")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps({"files": files, "seal": _seal(files)}), "utf-8")
            part.replace(self.file)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _lies(file: Path) -> list[int]:
    """How a file lies on the disc: any change to it changes one of these."""
    try:
        found = file.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _seal(files: object) -> str:
    return digest_of(json.dumps(files, sort_keys=True).encode())
