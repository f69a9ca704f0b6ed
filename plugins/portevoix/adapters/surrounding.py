"""What a template is given for a page that MkDocs renders, and what the page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from material.plugins.blog.structure import View

from portevoix.checks import Finding
from portevoix.edition import Edition, key_of
from portevoix.incremental.rendering import plain
from portevoix.language import say
from portevoix.posts import Post
from portevoix.theme import Names, SiteContext

_VIEWS = {"Category": "category", "Archive": "archive", "Profile": "author"}  # Material's classes


@dataclass(kw_only=True)
class Surroundings:
    """One page of MkDocs; `post` is the one that it shows, `entries` those that it lists."""

    shown: SiteContext
    page: Any
    lang: str
    post: Post | None
    said: str  # digest of the page's own words
    entries: tuple[Post, ...]
    findings: tuple[Finding, ...] | None = None  # on the post, in the preview only

    @property
    def edition(self) -> Edition:
        return self.shown.edition

    @property
    def changed(self) -> datetime | None:
        """The last change of what the page says, where that is known."""
        if self.post:
            return self.post.updated
        return max((one.updated for one in self.entries), default=None)

    def names(self) -> Names:
        page = self.page
        if self.post:
            return self.shown.post_context(self.post, page.url, self.findings).names()
        return self.shown.page_context(
            page.url,
            self.lang,
            title=self._title(),
            description=str(page.meta.get("description", "")),
            home=self._home,
            entries=self.entries,
            view=_VIEWS.get(type(page).__name__, ""),
        ).names()

    @cached_property
    def key(self) -> str:
        """Of all that the page shows beside the foundation."""
        edition, page = self.edition, self.page
        if self.post:
            slug = self.post.slug
            related = self.shown.related.get(slug, ())
            return key_of(
                *("post", self.shown.key, self.said, self.findings),
                edition.key_of_post(self.post),
                *(len(related), *map(edition.key_in_list, related)),
                *map(edition.key_in_list, self.shown.translations.get(slug, ())),
            )
        # A page that people wrote may have any template, with the latest posts in it.
        whole = not isinstance(page, View) or self.shown.browsed(page.url)
        shown = edition.posts if whole else self.entries
        return key_of(
            *("page", self.shown.key, type(page).__name__, page.url, self._title(), self.lang),
            *(self.said, self._home, self.shown.feeds.get(page.url, ())),
            plain({key: value for key, value in page.meta.items() if key != "template"}),
            str(page.meta.get("template", "")),
            self._place(),
            *map(edition.key_in_list, shown),
        )

    @property
    def _home(self) -> bool:
        return bool(self.page.is_homepage)

    def _place(self) -> str:
        """Which page of a list this is, and of how many."""
        parts = getattr(self.page, "pages", None) or []
        return f"{self._number()}/{len(parts)}"

    def _number(self) -> int:
        parts = getattr(self.page, "pages", None) or []
        return parts.index(self.page) + 1 if self.page in parts else 1

    def _title(self) -> str:
        """The second page of a list and those after it say their number."""
        title, number = str(self.page.title), self._number()
        if number == 1:
            return title
        return f"{title} – {say(self.lang, 'site.page_number', number=number)}"
