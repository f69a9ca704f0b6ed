"""Posts given to Material as values: what was read and understood already is not read again.

Material opens each post's file, parses its front matter and validates it. Where somebody read the
post before, the same page is made of what is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from material.plugins.blog.plugin import BlogPlugin
from material.plugins.blog.structure import Post
from material.plugins.blog.structure.config import PostConfig
from material.plugins.blog.structure.options import DateDict
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

_stock_resolve = BlogPlugin._resolve_post


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A post as Material would have read it; `front` holds the values that it knows."""

    front: Mapping[str, Any]
    markdown: str
    date: datetime  # without a zone, as Material sorts and archives


class GivenFile(File):
    """A post's file with what it says."""

    given: Given


class GivenPost(Post):
    """Material's post, made of values; `file` knows its address already."""

    def __init__(self, file: GivenFile, config: Any) -> None:
        Page.__init__(self, None, file, config)
        given = file.given
        self.markdown = given.markdown
        self.meta = {
            **given.front,
            "date": given.date,
            "template": "blog-post.html",
            "hide": ["navigation"],
        }
        self.config = _config_of(given)
        self.excerpt = None  # type: ignore[assignment]
        self.authors = []
        self.categories = []

    def _set_canonical_url(self, base: str | None) -> None:
        """As MkDocs joins them, for an address that is a quoted path below the site's."""
        if not base:
            self.canonical_url = self.abs_url = None
            return
        self.canonical_url = f"{base.rstrip('/')}/{self.url}"
        self.abs_url = urlsplit(self.canonical_url).path


def resolve_post(blog: Any, file: Any, config: Any) -> Any:
    """Stands for `BlogPlugin._resolve_post` during a build."""
    slug = file.given.front["slug"] if isinstance(file, GivenFile) else ""
    if not slug or blog.config.post_url_format != "{slug}" or slug in ("index", "README"):
        return _stock_resolve(blog, file, config)
    path = f"{blog.config.blog_dir}/{slug}" if blog.config.blog_dir != "." else slug
    directory = config.use_directory_urls
    file.dest_uri = f"{path}/index.html" if directory else f"{path}.html"
    file.abs_dest_path = f"{config.site_dir}/{file.dest_uri}"
    file.url = quote(f"{path}/" if directory else file.dest_uri)
    return GivenPost(file, config)


def _config_of(given: Given) -> PostConfig:
    """What Material's validation makes of the front matter."""
    config = copy(_empty_config())
    front = given.front
    config.data.update(
        authors=list(dict.fromkeys(front["authors"])),
        categories=list(dict.fromkeys(front["categories"])),
        date=DateDict({"created": given.date.replace(tzinfo=UTC)}),
        draft=front["draft"],
        slug=front["slug"],
    )
    return config


@cache
def _empty_config() -> PostConfig:
    config = PostConfig()
    config.load_dict({"date": datetime(2000, 1, 1, tzinfo=UTC)})
    config.validate()
    return config
