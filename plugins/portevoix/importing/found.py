"""What a blog of elsewhere holds, told alike whatever it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from portevoix.values import dataclass


class Markup(StrEnum):
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldAuthor:
    name: str
    description: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPicture:
    src: str  # as written
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class OldDate:
    """A moment; by day only when nobody said more."""

    moment: datetime  # aware, in the zone it was written in
    by_day: bool = False

    @property
    def written(self) -> str:
        return f"{self.moment:%Y-%m-%d}" if self.by_day else self.moment.isoformat(" ", "seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPost:
    """One post as its blog has it; texts are plain, without markup or entities."""

    id: str  # the same at every export: a path in the folder, a number
    file: str  # where it is written, for messages
    line: int = 0  # where it starts there; 0 when its file is its own
    title: str
    body: str = field(repr=False)
    body_line: int = 1
    markup: Markup = Markup.MARKDOWN
    published: OldDate
    updated: OldDate | None = None
    expires: OldDate | None = None
    authors: tuple[OldAuthor, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    slug: str = ""  # the end of its old address
    addresses: tuple[str, ...] = ()  # old ones: decoded paths from the root, without a leading /
    queries: tuple[str, ...] = ()  # old ones that no static site can answer: ?p=123
    lang: str = ""
    draft: bool = False
    cover: OldPicture | None = None
    folder: Path | None = None  # what its relative paths start from
    source: Path | None = None  # the file itself, where the blog is a folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A blog, read whole."""

    posts: tuple[OldPost, ...]
    home: str = ""  # its address, https://…/; "" when nothing says it
    root: Path | None = None  # nothing outside of it is ever read
    roots: tuple[Path, ...] = ()  # folders whose files lie at the root of its site
    alts: Mapping[str, str] = field(default_factory=dict)  # address of a picture → its text
    files: Mapping[str, str] = field(default_factory=dict)  # path in the folder → id of a post
    others: frozenset[str] = frozenset()  # addresses of its pages that are no posts
