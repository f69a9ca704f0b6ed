"""The folder of a blog: its files, none of them outside of it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from portevoix.file_stats import entries_below, is_file
from portevoix.importing.found import OldAuthor, OldPicture
from portevoix.importing.front import Front
from portevoix.importing.gathering import Gathering
from portevoix.importing.marks import Tell
from portevoix.importing.texts import from_html, from_markdown
from portevoix.values import dataclass
from portevoix.yaml_text import Yaml

_SKIPPED = frozenset(
    {"node_modules", ".git", "_site", "public", "vendor", "venv", ".venv", "dist", "output"}
)
MOST_FILES = 200_000


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a blog lies, and how it is named in messages."""

    root: Path  # without links
    shown: str

    def name(self, path: Path) -> str:
        return f"{self.shown}/{self.inside(path)}"

    def inside(self, path: Path) -> str:
        """The path from the root, with / between folders."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    def holds(self, path: Path) -> bool:
        """Whether a file really lies in it, whatever links lead there."""
        try:
            return path.resolve().is_relative_to(self.root) and path.is_file()
        except (OSError, RuntimeError, ValueError):
            return False

    def first(self, *names: str) -> Path | None:
        """The first of these files that is there."""
        for name in names:
            if self.holds(self.root / name):
                return self.root / name
        return None

    def files(self, below: str, suffixes: Collection[str]) -> list[Path]:
        """Files of these suffixes below a folder of it, in order; hidden and made ones left out."""
        start = self.root / below
        if not start.is_dir() or not start.resolve().is_relative_to(self.root):
            return []
        found = []
        for path, entry in _entries(start):
            parts = path.split("/")
            if any(part.startswith(".") or part in _SKIPPED for part in parts):
                continue
            wanted = Path(path).suffix.lower() in suffixes and is_file(entry)
            if wanted and self.holds(start / path):
                found.append(start / path)
        return sorted(found, key=lambda one: one.as_posix())


def _entries(start: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    for n, one in enumerate(entries_below(str(start))):
        if n >= MOST_FILES:
            return
        yield one


def named_authors(front: Front, known: dict[str, OldAuthor], *keys: str) -> tuple[OldAuthor, ...]:
    """The authors of a post: names or keys of known ones, in texts, lists or mappings."""
    for key in keys:
        value = front.form.values.get(key)
        items = value if isinstance(value, list) else [value]
        found = [one for item in items if (one := _author(item, known))]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _author(value: Yaml, known: dict[str, OldAuthor]) -> OldAuthor | None:
    if isinstance(value, dict):
        name = value.get("name") or value.get("title") or value.get("display_name")
        if not isinstance(name, str) or not name.strip():
            return None
        bio, url = value.get("bio") or value.get("description"), value.get("url")
        return OldAuthor(
            name=from_markdown(name),
            description=from_html(bio) if isinstance(bio, str) else "",
            url=url if isinstance(url, str) and url.startswith(("http://", "https://")) else "",
        )
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    return known.get(text) or known.get(text.lower()) or OldAuthor(name=from_markdown(text))


def authors_of(values: Yaml, gathering: Gathering) -> dict[str, OldAuthor]:
    """Authors by key, as files of data list them."""
    if not isinstance(values, dict):
        return {}
    found = {}
    for key, value in values.items():
        said = value if isinstance(value, dict) else {"name": value}
        if one := _author({"name": key, **said}, {}):
            found[key] = found[key.lower()] = one
    return found


def cover_of(front: Front) -> OldPicture | None:
    """The picture of a post, under the names that themes give it."""
    values = front.form.values
    for key in (
        "cover",
        "image",
        "featured_image",
        "featuredimage",
        "images",
        "thumbnail",
        "banner",
    ):
        value = values.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            said = {one.lower(): it for one, it in value.items()}
            src = said.get("image") or said.get("src") or said.get("url") or said.get("path")
            alt, credit = said.get("alt") or said.get("image-alt"), said.get("caption")
            if isinstance(src, str) and src.strip():
                return OldPicture(
                    src=src.strip(),
                    alt=from_html(alt) if isinstance(alt, str) else "",
                    credit=from_html(credit) if isinstance(credit, str) else "",
                )
        elif isinstance(value, str) and value.strip():
            alt = front.text(f"{key}_alt", f"{key}-alt", f"{key}alt", "image_alt", "alt")
            return OldPicture(src=value.strip(), alt=from_html(alt))
    return None


def teller(body: str, front: Front, file: str, gathering: Gathering) -> Tell:
    """What hears of marks in a body: each told with its line in the file."""

    def tell(at: int, wording: str, said: Mapping[str, object]) -> None:
        gathering.change(file, front.body_line + body.count("\n", 0, at), wording, **said)

    return tell
