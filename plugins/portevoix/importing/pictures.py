"""Pictures and documents of the old blog, copied beside the posts: each once, under a plain name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from portevoix.importing.fetching import NotFetched, Web
from portevoix.importing.gathering import Gathering
from portevoix.pictures import Unreadable, contents, described, drawn, is_picture, unusable
from portevoix.posts import slugify
from portevoix.values import dataclass

FOLDER = "images"
MOST_BYTES = 40_000_000
_DOCUMENTS = frozenset(
    {".pdf", ".csv", ".txt", ".ics", ".vtt", ".srt", ".epub", ".zip", ".mp3", ".mp4", ".webm"}
    | {".ogg", ".ogv", ".oga", ".m4a", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx"}
)
_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/svg+xml": ".svg",
}


def is_document(path: Path) -> bool:
    return path.suffix.lower() in _DOCUMENTS


@dataclass(slots=True)
class Chosen:
    """What is copied so far; grows as bodies ask for it."""

    lang: str
    web: Web
    names: dict[str, str] = field(default_factory=dict)  # what was asked for → its new name
    files: dict[str, Path | bytes] = field(default_factory=dict)  # new name → what it holds
    refused: dict[str, Unreadable | NotFetched | int] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)  # of what was fetched → its new name

    def copy(self, path: Path) -> str | None:
        """The new name of a file; None when it cannot be used, and `refused` says why."""
        key = str(path)
        if key in self.names:
            return self.names[key]
        if key in self.refused:
            return None
        size = path.stat().st_size
        if size > MOST_BYTES:
            self.refused[key] = size
            return None
        suffix = path.suffix.lower()
        if is_picture(path):
            try:
                suffix = self._kind(contents(path))
            except Unreadable as error:
                self.refused[key] = error
                return None
        return self._named(key, path.stem, suffix, path)

    def fetch(self, address: str, stem: str) -> str | None:
        if address in self.names:
            return self.names[address]
        if address in self.refused:
            return None
        try:
            content = self.web.get(address)
            suffix = self._kind(content)
        except (NotFetched, Unreadable) as error:
            self.refused[address] = error
            return None
        digest = hashlib.sha256(content).hexdigest()
        if digest in self._digests:
            self.names[address] = self._digests[digest]
        else:
            self._digests[digest] = self._named(address, stem, suffix, content)
        return self.names[address]

    def _kind(self, content: bytes) -> str:
        """The ending that a picture's own bytes ask for. Raises Unreadable."""
        if b"<svg" in content[:4096]:
            drawn(content)
            return ".svg"
        return _SUFFIXES.get(described(content).type, ".jpg")

    def _named(self, key: str, stem: str, suffix: str, held: Path | bytes) -> str:
        plain = slugify(stem)[:60].strip("-") or "image"
        name, n = f"{FOLDER}/{plain}{suffix}", 2
        while name in self.files:
            name = f"{FOLDER}/{plain}-{n}{suffix}"
            n += 1
        self.names[key] = name
        self.files[name] = held
        return name

    def tell(self, key: str, name: str, file: str, line: int, gathering: Gathering) -> None:
        """Why something was refused, where it is named."""
        why = self.refused[key]
        if isinstance(why, Unreadable):
            gathering.refuse([unusable(self.lang, why, file=file, line=line, name=name)])
        elif isinstance(why, NotFetched):
            gathering.mistake(file, line, "importing.not_fetched", name=name, reason=why.reason)
        else:
            limit = MOST_BYTES // 1_000_000
            size = why // 1_000_000
            gathering.mistake(
                file, line, "importing.picture_too_big", name=name, size=size, limit=limit
            )


def by_name(folder: Path | None) -> Mapping[str, list[Path]]:
    """Files of a folder of media by their last name, to be found by the end of an address."""
    found: dict[str, list[Path]] = {}
    if folder is None:
        return found
    root = folder.resolve()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(root):
            found.setdefault(path.name.casefold(), []).append(path)
    return found


def nearest(address_path: str, media: Mapping[str, list[Path]]) -> Path | None:
    """The file whose path ends most like that of an address; sizes of WordPress count as theirs."""
    import re

    parts = address_path.strip("/").split("/")
    plain = re.sub(r"-\d{1,5}x\d{1,5}(?=\.\w+$)", "", parts[-1])
    for name in (plain, parts[-1]):
        paths = media.get(name.casefold(), [])
        scored = [(_shared([*parts[:-1], name], one), one) for one in paths]
        best = max((score for score, _ in scored), default=0)
        first = [one for score, one in scored if score == best]
        if first and (best > 1 or len(paths) == 1):
            return first[0]
    return None


def _shared(parts: list[str], path: Path) -> int:
    count = 0
    for one, other in zip(reversed(parts), reversed(path.parts), strict=False):
        if one.casefold() != other.casefold():
            break
        count += 1
    return count
