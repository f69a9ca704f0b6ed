"""Pictures as files: what they are, and copies of them fit to publish."""

from __future__ import annotations

from portevoix.pictures.mistakes import unusable
from portevoix.pictures.opening import Unreadable
from portevoix.pictures.publishing import Published, published, smaller_sibling
from portevoix.pictures.reading import PictureFile, described, read_picture

__all__ = [
    "PictureFile",
    "Published",
    "Unreadable",
    "described",
    "published",
    "read_picture",
    "smaller_sibling",
    "unusable",
]
