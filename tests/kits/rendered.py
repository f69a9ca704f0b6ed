"""Editions to share from, and their pages rendered and parsed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from portevoix.adapters.frame import Frame
from portevoix.artefact import Page
from portevoix.edition import Edition
from portevoix.posts.post import Post
from portevoix.site import Audience, Site
from portevoix.snippets import compose_posts

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"


def edition_of(site: Site, *posts: Post, internal: bool = False) -> Edition:
    audience = Audience.INTERNAL if internal else Audience.PUBLIC
    site = replace(site, audience=audience)
    return Edition(
        site=site,
        posts=tuple(sorted(posts, key=lambda post: (-post.published.timestamp(), post.slug))),
        bodies={post.slug: "" for post in posts},
        snippets=compose_posts(site, posts),
    )


def render(edition: Edition, page: Page) -> html.HtmlElement:
    """The page as a parser reads it; a name that no one gives is a failure."""
    frame = Frame(edition=edition, menu=(), version="1", written=(), root="/")
    names = frame.around_page(page)
    return html.document_fromstring(_templates().get_template(page.template).render(names))


def render_partial(edition: Edition, name: str, post: Post, **values: object) -> html.HtmlElement:
    """One partial of a post's page, alone."""
    frame = Frame(edition=edition, menu=(), version="1", written=(), root="/")
    names = frame.around_post(post, edition.site.path_of(post)) | values
    text = _templates().get_template(f"partials/{name}").render(names)
    return html.fragment_fromstring(text, create_parent="div")


def _templates() -> Environment:
    # As MkDocs makes it: nothing is escaped unless the template says so.
    return Environment(
        loader=FileSystemLoader(OVERRIDES), autoescape=False, undefined=StrictUndefined
    )
