"""An Edition is all that one build sends out; makers turn it into artefacts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from portevoix.artefact import Artefact, Page
from portevoix.charter.charter import Charter
from portevoix.checks import Report
from portevoix.posts import Post
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
    digest: str = ""  # of the file
    sibling: str = ""  # path of the same, lighter, for browsers that read its type
    sibling_type: str = ""


Kept = Callable[[str, str], int | None]


def nothing_kept(path: str, key: str) -> int | None:
    """The size of a file of the last site that was made of the same things and stays as it is.

    `key` tells all that the file is made of, beside the site, the templates and the code. Makers
    that cost much ask first, and make nothing when they are given a size.
    """
    return None


KeptFolder = Callable[[str, str], bool]


def no_folder_kept(path: str, key: str) -> bool:
    """Whether all files that the last site had below a folder, each of `key`, stay as they are."""
    return False


def key_of(*parts: object) -> str:
    """A key made of texts and numbers, each told apart from the next."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = str(part).encode("utf-8", "surrogatepass")
        found.update(len(raw).to_bytes(8, "big"))
        found.update(raw)
    return found.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    site: Site
    posts: tuple[Post, ...]  # published, newest first, ties broken by address
    expired: tuple[Post, ...] = ()  # out of lists and feeds; their page says so
    bodies: Mapping[str, str] = field(repr=False, hash=False)  # slug → clean HTML of the body
    # Slug → digest of that HTML, where it is known: bodies may be made only when they are asked for.
    body_digests: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    pictures: Mapping[str, PostPicture] = field(default_factory=dict, repr=False, hash=False)
    bare: frozenset[str] = frozenset()  # slugs of posts whose picture was taken down
    snippets: Mapping[str, tuple[Snippet, ...]] = field(
        default_factory=dict, repr=False, hash=False
    )
    charter: Charter | None = None
    report: Report = field(default_factory=Report, repr=False)
    logo: Path | None = None
    logo_digest: str = ""
    today: date | None = None  # only reminders speak of it
    charter_key: str = ""  # of all files of the charter
    draw: Callable[..., Any] | None = None  # how cards are drawn, `cards.draw_all` by default
    kept: Kept = nothing_kept
    kept_folder: KeptFolder = no_folder_kept
    _keys: dict[str, str] = field(default_factory=dict, init=False, repr=False, hash=False)

    def key_in_list(self, post: Post) -> str:
        """Changes with anything of a post that lists show: all but its body.

        Templates of lists keep to the front matter, the message and the summary of a post.
        """
        name = f"{post.slug}\0"
        if name not in self._keys:
            self._keys[name] = key_of(
                post.front_digest,
                *_told_elsewhere(post),
                post.title,
                post.message,
                post.summary,
            )
        return self._keys[name]

    def key_of_post(self, post: Post) -> str:
        """Changes with anything of a post that any page, feed or picture shows."""
        if post.slug not in self._keys:
            picture = self.pictures.get(post.slug)
            self._keys[post.slug] = key_of(
                post.digest,
                *_told_elsewhere(post),
                post.slug in self.bare,
                self._body_digest(post.slug),
                picture and (picture.path, picture.digest, picture.sibling),
            )
        return self._keys[post.slug]

    def _body_digest(self, slug: str) -> str:
        if slug in self.body_digests:
            return self.body_digests[slug]
        return key_of(self.bodies.get(slug, ""))


def _told_elsewhere(post: Post) -> tuple[object, ...]:
    """What a post has from its file's name, the authors' file and the other posts."""
    return post.slug, post.published, post.updated, post.translation_of, post.authors


Maker = Callable[[Edition], Iterable[Artefact | Page]]
