"""Pictures as files: what they are, and copies of them fit to publish."""

from __future__ import annotations

from portevoix.pictures.consent import Consents, read_consents, shared_notice
from portevoix.pictures.copies import Copy, Refused, copies
from portevoix.pictures.drawings import drawn
from portevoix.pictures.kinds import is_picture
from portevoix.pictures.mistakes import line_naming, mended, unusable
from portevoix.pictures.opening import Unreadable, contents, opened, upright
from portevoix.pictures.publishing import Published, Sibling, published, smaller_sibling
from portevoix.pictures.reading import PictureFile, described, read_picture
from portevoix.pictures.thumbnails import thumbnail

__all__ = [
    "Consents",
    "Copy",
    "PictureFile",
    "Published",
    "Refused",
    "Sibling",
    "Unreadable",
    "contents",
    "copies",
    "described",
    "drawn",
    "is_picture",
    "line_naming",
    "mended",
    "opened",
    "published",
    "read_consents",
    "read_picture",
    "shared_notice",
    "smaller_sibling",
    "thumbnail",
    "unusable",
    "upright",
]
