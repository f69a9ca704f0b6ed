"""Pictures of docs/ as readers get them: clean copies, and how large each is."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.structure.files import File, Files

from portevoix.edition import PostPicture
from portevoix.pictures import Published, Unreadable, published, unusable

log = logging.getLogger("mkdocs.plugins.portevoix")

SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"))


@dataclass(kw_only=True)
class Gallery:
    """Copies by their place below the site root, made when they are first asked for."""

    lang: str
    files: dict[str, File] = field(default_factory=dict)
    by_source: dict[str, str] = field(default_factory=dict)
    made: dict[str, Published | None] = field(default_factory=dict)

    def hang(self, files: Files) -> None:
        for file in files.media_files():
            if Path(file.src_uri).suffix.lower() in SUFFIXES and file.abs_src_path:
                self.files[file.dest_uri] = file
                self.by_source[str(Path(file.abs_src_path).resolve())] = file.dest_uri

    def copy(self, path: str) -> Published | None:
        """None for what is no picture that can be opened; the person is told once."""
        if path not in self.made:
            file = self.files.get(path)
            self.made[path] = self._made(file) if file else None
        return self.made[path]

    def _made(self, file: File) -> Published | None:
        try:
            return published(Path(str(file.abs_src_path)).read_bytes())
        except Unreadable as error:
            name = Path(file.src_uri).name
            log.warning("%s", unusable(self.lang, error, file=file.src_uri, line=0, name=name))
            return None

    def of_posts(self, pictures: Mapping[str, Path]) -> dict[str, PostPicture]:
        """The posts' own pictures, by slug; one that cannot be opened is left to the cards."""
        found = {}
        for slug, file in pictures.items():
            path = self.by_source.get(str(file.resolve()))
            copy = self.copy(path) if path else None
            if path and copy:
                found[slug] = PostPicture(
                    file=file,
                    path=path,
                    type=copy.type,
                    length=len(copy.content),
                    width=copy.width,
                    height=copy.height,
                    digest=hashlib.sha256(copy.content).hexdigest(),
                )
        return found

    def write(self, site_dir: Path) -> None:
        """Over the copies that MkDocs made, which still say where and when they were taken."""
        for path in sorted(self.files):
            place = site_dir / path
            if place.is_file():
                copy = self.copy(path)
                if copy is None:
                    place.unlink()
                else:
                    place.write_bytes(copy.content)
