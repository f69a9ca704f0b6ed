"""What the reader of a post knows beside its file."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from portevoix.posts.folder_values import FolderValues
from portevoix.posts.post import (
    Author,
)
from portevoix.site import Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What posts may refer to."""

    site: Site
    authors: Mapping[str, Author]
    networks: Collection[str]
    all_authors: bool = True  # False: their file could not be read, which was said already
    all_objectives: bool = True  # False: one outside the site's list is for the rules to tell
    folders: tuple[FolderValues, ...] = ()  # what `.meta.yml` files say, the outermost first
