"""The bodies of posts as readers get them, and what is known of a body without having it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from portevoix.adapters.gallery import Gallery, Written
from portevoix.body import BodyTooLong, clean
from portevoix.checks.glossary import expand
from portevoix.edition import key_of
from portevoix.form import Diagnostics
from portevoix.incremental.memory import Memory
from portevoix.incremental.store import digest
from portevoix.posts import Post


@dataclass(kw_only=True)
class Bodies(Mapping[str, str]):
    """Slug → clean HTML of a post's body, as feeds carry it.

    A body that was not made by this build is made when somebody asks for it.
    """

    memory: Memory
    gallery: Gallery
    glossary: Mapping[str, str]
    too_long: Diagnostics
    digests: dict[str, str] = field(default_factory=dict)  # slug → of the body
    said: dict[str, str] = field(default_factory=dict)  # slug → of the page's words
    _made: dict[str, str] = field(default_factory=dict)
    _told: dict[str, Any] = field(default_factory=dict)
    _waiting: dict[str, tuple[Any, str, str, str]] = field(default_factory=dict)

    def __getitem__(self, slug: str) -> str:
        if slug not in self._made:
            page, url, key, lang = self._waiting.pop(slug)
            kept = self.memory.store.get("body", key)
            if kept is None and self.memory.standing is not None:  # the store was hurt meanwhile
                self.memory.standing.read_again(page)
                page, url, key, lang = self._waiting.pop(slug)
                kept = self.memory.store.get("body", key)
            body = (kept or b"").decode("utf-8", errors="replace")
            self._made[slug] = self.gallery.dress(body, url, lang, _unwritten).plain
        return self._made[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    @cached_property
    def common(self) -> str:
        """Of what every body is made with."""
        return key_of(self.memory.foundation, sorted(self.glossary.items()))

    def take(
        self,
        html: str,
        page: Any,
        url: str,
        lang: str,
        post: Post | None,
        written: Callable[[], Written],
    ) -> str:
        """What the page shows; the body of a post is kept for the makers.

        `url` is the absolute address of the page, `written` gives its source.
        """
        key = digest(self.common, html, url, lang)
        kept = self.memory.store.get("body", key)
        if kept is not None:
            body = kept.decode("utf-8", errors="replace")
        else:
            try:
                body = expand(clean(html, page_url=url, lang=lang), self.glossary)
            except BodyTooLong as error:
                file = post.file if post else page.file.src_uri
                self.too_long.mistake(file, 0, "posts.body_too_long", size=error.length)
                return ""
            self.memory.store.put("body", key, body.encode())
        dressed = self.gallery.dress(body, url, lang, written)
        if post:
            slug = post.slug
            if self.memory.standing is None:
                self._made[slug] = dressed.plain
            else:
                self._waiting[slug] = page, url, key, lang
            self.digests[slug] = key_of(dressed.plain)
            self.said[slug] = key_of(dressed.whole, page.toc)
            if dressed.pictures is not None:
                self._told[slug] = [self.digests[slug], self.said[slug], key, *dressed.pictures]
        return dressed.whole

    def told(self, slug: str) -> Any:
        """What `take_back` wants to know a body again without having it; None when it must be
        made again."""
        return self._told.get(slug)

    def take_back(self, post: Post, told: Any, page: Any, url: str) -> bool:
        """Raises TypeError or ValueError when `told` is not what this gave."""
        body, said, key, *pictures = told
        if not all(self.gallery.still_shown(path, answer) for path, answer in pictures):
            return False
        self.digests[post.slug], self.said[post.slug] = str(body), str(said)
        self._waiting[post.slug] = page, url, str(key), post.lang
        return True


def _unwritten() -> Written:
    """Asked for only to tell where a picture stands that must not be shown."""
    return Written(file="", text="")
