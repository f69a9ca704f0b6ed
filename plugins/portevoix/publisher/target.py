"""What makers declare: where a file lies, what it is made of, and how to make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import NamedTuple

from portevoix.metadata import Entry
from portevoix.page_text import NO_TEXT, PageText
from portevoix.posts import Post
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page before its frame: the theme renders `template` with `values`.

    Templates receive each of `values` by its name, beside what every template may use.
    """

    path: str  # below the site root, ends in .html
    template: str  # below the theme's templates
    title: str
    lang: str
    description: str = ""
    indexed: bool = True  # False: noindex, and out of the sitemap
    translations: Mapping[str, str] = field(default_factory=dict)  # language → absolute address
    values: Mapping[str, object] = field(default_factory=dict)
    post: Post | None = None  # the one that the page is of, as its metadata tell
    text: PageText = NO_TEXT

    @property
    def url(self) -> str:
        """The page's address below the site root."""
        return self.path.removesuffix("index.html")


class Target(NamedTuple):
    """One file of the site; a tuple, since all are declared at each build."""

    path: str  # below the site root, with / between folders
    key: str  # changes with all that the file shows, beside the code and the configuration
    # Its bytes; a page that wants the site's frame around it; or a file to be copied as it is.
    render: Callable[[], bytes | Page | Path]
    framed: bool = False  # whether it is a page: it then changes with the site's frame too
    group: str = ""  # targets of one group share work, and are rendered one after the other
    listed: Entry | None = None  # in the sitemap


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One file that a bundle made."""

    path: str
    content: bytes | Page | Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Files that are made together, and known only once they are made."""

    name: str
    key: str  # as a target's, for all of them
    listed: tuple[Entry, ...] = ()
    render: Callable[[], Iterable[Made]]
