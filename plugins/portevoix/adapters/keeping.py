"""Which pages MkDocs need not touch."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portevoix.edition import key_of

if TYPE_CHECKING:
    from portevoix.adapters.build import Build


class Keeping:
    """The `Keeper` of a site with our templates: only of these is it known what they show."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self.shown_of_theme: Path = build.sources.configuration.overrides

    @cached_property
    def _common(self) -> str:
        build = self._build
        return key_of(build.bodies.common, sorted(build.gallery.gone))

    def source_key(self, page: Any) -> str:
        """Those of views and of docs/ are always read: they are few."""
        post = self._build.by_uri.get(page.file.src_uri)
        if post is None or not post.digest:
            return ""
        return key_of(
            *(self._common, page.file.src_uri, page.url, post.slug, post.lang, post.digest)
        )

    def told(self, page: Any) -> Any:
        return self._build.bodies.told(self._slug(page))

    def take_back(self, page: Any, told: Any) -> bool:
        build, post = self._build, self._build.by_uri[page.file.src_uri]
        return build.bodies.take_back(post, told, page, build.site.absolute(page.url))

    def page_stays(self, page: Any) -> bool:
        return self._build.page_stays(page)

    def template_stays(self, path: str) -> bool:
        return self._build.template_stays(path)

    def _slug(self, page: Any) -> str:
        return self._build.by_uri[page.file.src_uri].slug
