"""Which pages of posts MkDocs need not touch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portevoix.adapters.bodies import Bodies
from portevoix.edition import key_of
from portevoix.posts.post import Post


@dataclass(kw_only=True)
class Keeping:
    """The `Keeper` of the posts' pages; those of views and of docs/ are always read."""

    by_uri: Mapping[str, Post]
    bodies: Bodies
    ours: bool  # whether our templates render the pages: we know what they show
    page_stays: Callable[[Any, Post], bool]

    @cached_property
    def common(self) -> str:
        return key_of(self.bodies.common, sorted(self.bodies.gallery.gone))

    def source_key(self, page: Any) -> str:
        post = self.by_uri.get(page.file.src_uri)
        if post is None or not self.ours or not post.digest:
            return ""
        return key_of(
            *(self.common, page.file.src_uri, page.url, post.slug, post.lang, post.digest)
        )

    def told(self, page: Any) -> Any:
        return self.bodies.told(self.by_uri[page.file.src_uri].slug)

    def take_back(self, page: Any, told: Any) -> bool:
        return self.bodies.take_back(self.by_uri[page.file.src_uri].slug, told, page)

    def taken_over(self, page: Any) -> bool:
        return self.page_stays(page, self.by_uri[page.file.src_uri])
