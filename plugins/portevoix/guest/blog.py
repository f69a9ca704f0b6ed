"""What an engine says of the blog that it makes, in values of no engine."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from pathlib import Path

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HostAuthor:
    key: str
    name: str
    description: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPost:
    """One post as the engine publishes it."""

    file: Path
    path: str  # of its page below the site root
    title: str  # plain text
    published: datetime  # with its zone
    updated: datetime
    html: str = field(repr=False)  # as its page shows it
    lang: str = ""  # "" is that of the blog
    description: str = ""
    authors: tuple[HostAuthor, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HostBlog:
    path: str  # of its first page below the site root
    lang: str  # as its theme has it: "en", "pt-BR"…
    flat: bool  # whether pages are files (`x.html`)
    posts: tuple[HostPost, ...]
    # Folder of `paths` and name → the page of the list below the site root.
    lists: dict[tuple[str, str], str] = field(default_factory=dict)
