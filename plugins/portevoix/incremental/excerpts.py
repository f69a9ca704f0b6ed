"""Excerpts that are rendered when a template asks for their words, not before.

Material converts the whole post again for each view that lists it, though a theme that draws its
lists from the front matter never reads the result.
"""

from __future__ import annotations

from typing import Any

from material.plugins.blog.structure import Excerpt
from mkdocs.structure.toc import TableOfContents


class LazyExcerpt(Excerpt):
    """Stands for Material's excerpt: same attributes, converted on first use in each view."""

    def __init__(self, post: Any, config: Any, files: Any) -> None:
        self._made_of = (post, config, files)
        self._shown_on: tuple[Any, str] | None = None
        self._rendered = False
        self._parser_made = False
        self.post = post
        self.config = post.config
        self.meta = post.meta
        self.authors = []
        self.categories = []
        self.more = None

    @property
    def file(self) -> Any:
        self._make_parser()
        return self.__dict__["_file"]

    @file.setter
    def file(self, value: Any) -> None:
        self.__dict__["_file"] = value

    def _make_parser(self) -> None:
        if self._parser_made:
            return
        self._parser_made = True
        authors, categories = self.authors, self.categories
        super().__init__(*self._made_of)
        self.authors, self.categories = authors, categories

    def render(self, page: Any, separator: str) -> None:  # type: ignore[override]
        """Remember where the excerpt is shown; `content`, `more` and `toc` do the work."""
        self._shown_on = (page, separator)
        self._rendered = False

    def _render_now(self) -> None:
        if self._rendered or self._shown_on is None:
            return
        self._rendered = True
        self._make_parser()
        self.__dict__["more"] = None
        super().render(*self._shown_on)


def _lazy(name: str, empty: Any) -> property:
    def get(excerpt: LazyExcerpt) -> Any:
        excerpt._render_now()
        return excerpt.__dict__.get(name, empty)

    def put(excerpt: LazyExcerpt, value: Any) -> None:
        excerpt.__dict__[name] = value

    return property(get, put)


for _name, _empty in (("content", None), ("more", None), ("toc", TableOfContents([]))):
    setattr(LazyExcerpt, _name, _lazy(_name, _empty))
