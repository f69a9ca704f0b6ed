"""What becomes of each page of MkDocs: left as it stands in the last site, or given its names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from portevoix.adapters.bodies import Bodies
from portevoix.adapters.publishing import Publishing
from portevoix.adapters.surrounding import Surroundings
from portevoix.checks import Finding
from portevoix.edition import key_of
from portevoix.incremental.listing import posts_listed
from portevoix.incremental.outputs import Outputs
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.theme import SiteContext


@dataclass(kw_only=True)
class Pages:
    """The `Keeper` of a site with our templates: only of these is it known what they show."""

    site: Site
    by_uri: Mapping[str, Post]  # source path → the post that a page shows
    bodies: Bodies
    outputs: Outputs
    blog: Any  # Material's plugin
    shown_of_theme: tuple[Path, ...]
    findings: Callable[[Post], tuple[Finding, ...]] | None  # on the posts, in the preview only
    shown: SiteContext = field(init=False)  # once all bodies are there
    publishing: Publishing = field(init=False)
    _around: dict[str, Surroundings] = field(default_factory=dict)  # of pages to be rendered

    def post_of(self, page: Any) -> Post | None:
        return self.by_uri.get(page.file.src_uri)

    def language(self, page: Any) -> str:
        post = self.post_of(page)
        return post.lang if post else str(page.meta.get("lang", self.site.lang))

    # Before the edition is known: what a page says.

    @cached_property
    def _common(self) -> str:
        return key_of(self.bodies.common, sorted(self.bodies.gallery.gone))

    def source_key(self, page: Any) -> str:
        """Those of views and of docs/ are always read: they are few."""
        post = self.post_of(page)
        if post is None or not post.digest:
            return ""
        return key_of(
            *(self._common, page.file.src_uri, page.url, post.slug, post.lang, post.digest)
        )

    def told(self, page: Any) -> Any:
        return self.bodies.told(self.by_uri[page.file.src_uri].slug)

    def take_back(self, page: Any, told: Any) -> bool:
        post = self.by_uri[page.file.src_uri]
        return self.bodies.take_back(post, told, page, self.site.absolute(page.url))

    # Once it is: what a page shows.

    def page_stays(self, page: Any) -> bool:
        """Whether the last site's page still says the same; it is taken over then."""
        around = self._surroundings(page)
        if self.outputs.kept(page.file.dest_uri, around.key) is None:
            self._around[page.file.src_uri] = around
            return False
        self._list(page, around)
        return True

    def surround(self, context: Any, page: Any) -> Any:
        """Add our names to what a template gets for a page of MkDocs."""
        around = self._around.pop(page.file.src_uri, None) or self._surroundings(page)
        self._list(page, around)
        self.outputs.note(page.file.dest_uri, around.key)
        context.update(around.names())
        return context

    def template_stays(self, path: str) -> bool:
        """The same as `page_stays` for a page that is a template by itself: that of lost
        addresses."""
        return self.outputs.kept(path, self._template_key(path)) is not None

    def surround_template(self, context: Any, name: str) -> Any:
        self.outputs.note(name, self._template_key(name))
        context.update(self.shown.not_found_context().names())
        return context

    def _surroundings(self, page: Any) -> Surroundings:
        post = self.post_of(page)
        return Surroundings(
            shown=self.shown,
            page=page,
            lang=self.language(page),
            post=post,
            said=self.bodies.said[post.slug] if post else key_of(page.content, page.toc),
            entries=tuple(self.by_uri[one.file.src_uri] for one in posts_listed(self.blog, page)),
            findings=self.findings(post) if post and self.findings else None,
        )

    def _list(self, page: Any, around: Surroundings) -> None:
        self.publishing.list_page(self.shown, page.url, around.post, around.changed)

    def _template_key(self, name: str) -> str:
        edition = self.shown.edition
        return key_of(name, self.shown.key, *map(edition.key_in_list, edition.posts))
