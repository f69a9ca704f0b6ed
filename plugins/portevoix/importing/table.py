"""Every kind of blog that can be brought along, in the order in which it is recognised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo

from portevoix.importing.folder import Folder
from portevoix.importing.found import Found
from portevoix.importing.gathering import Gathering
from portevoix.importing.sources import (
    eleventy,
    feed,
    ghost,
    hugo,
    jekyll,
    material,
    pelican,
    wordpress,
)
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A generator: its folder is read; `zone` where the blog says none."""

    name: str
    recognise: Callable[[Folder], bool]
    read: Callable[[Folder, tzinfo, Gathering], Found]


@dataclass(frozen=True, slots=True)
class FileSource:
    """An export: one file is read, named in messages by its second argument."""

    name: str
    recognise: Callable[[bytes], bool]
    read: Callable[[bytes, str, tzinfo, Gathering], Found | None]


FOLDERS: Mapping[str, FolderSource] = {
    "pelican": FolderSource("Pelican", pelican.recognise, pelican.read),
    "jekyll": FolderSource("Jekyll", jekyll.recognise, jekyll.read),
    "hugo": FolderSource("Hugo", hugo.recognise, hugo.read),
    "eleventy": FolderSource("Eleventy", eleventy.recognise, eleventy.read),
    "material": FolderSource("Material for MkDocs", material.recognise, material.read),
}
FILES: Mapping[str, FileSource] = {
    "wordpress": FileSource("WordPress", wordpress.recognise, wordpress.read),
    "ghost": FileSource("Ghost", ghost.recognise, ghost.read),
    "feed": FileSource("RSS, Atom, JSON Feed", feed.recognise, feed.read),
}
KINDS = (*FOLDERS, *FILES)
