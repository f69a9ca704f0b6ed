"""An Edition is all that one build sends out; makers turn it into artefacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from portevoix.artefact import Artefact, Page
from portevoix.charter.charter import Charter
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.snippets import Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPicture:
    """A post's picture: where it lies, and the copy that readers get."""

    file: Path
    path: str  # of the copy, below the site root
    type: str  # media type
    length: int  # bytes
    width: int  # pixels
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    site: Site
    posts: tuple[Post, ...]  # published, newest first, ties broken by address
    expired: tuple[Post, ...] = ()  # out of lists and feeds; their page says so
    bodies: Mapping[str, str] = field(repr=False, hash=False)  # slug → clean HTML of the body
    pictures: Mapping[str, PostPicture] = field(default_factory=dict, repr=False, hash=False)
    snippets: Mapping[str, tuple[Snippet, ...]] = field(
        default_factory=dict, repr=False, hash=False
    )
    charter: Charter | None = None
    logo: Path | None = None
    today: date | None = None  # only reminders speak of it


Maker = Callable[[Edition], Iterable[Artefact | Page]]
