"""An Edition is all that one build sends out; makers turn it into artefacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from portevoix.artefact import Artefact, Page
from portevoix.posts.post import Post
from portevoix.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    site: Site
    posts: tuple[Post, ...]  # published, newest first, ties broken by address
    expired: tuple[Post, ...] = ()  # out of lists and feeds; their page says so
    bodies: Mapping[str, str] = field(repr=False, hash=False)  # slug → clean HTML of the body


Maker = Callable[[Edition], Iterable[Artefact | Page]]
