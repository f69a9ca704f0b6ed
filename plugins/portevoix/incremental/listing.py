"""Which posts a view of Material's blog lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from material.plugins.blog.structure import View


def posts_listed(blog: Any, page: Any) -> Sequence[Any]:
    """The posts that Material would render excerpts of on this page, without rendering them."""
    if not isinstance(page, View):
        return ()
    if not blog._config_pagination(page):
        return page.posts
    step = blog._config_pagination_per_page(page)
    at = page.pages.index(page) * step
    return page.posts[at : at + step]
