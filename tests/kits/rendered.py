"""Editions to share from, and their pages rendered and parsed."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from portevoix.artefact import Page
from portevoix.edition import Edition
from portevoix.posts.post import Post
from portevoix.site import Audience, Site
from portevoix.snippets import compose_posts
from portevoix.theme import SiteContext, environment

ENVIRONMENT = environment(None)


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
    names = _shown(edition).made_page_context(page).names()
    return html.document_fromstring(ENVIRONMENT.get_template(page.template).render(names))


def render_partial(edition: Edition, name: str, post: Post, **values: object) -> html.HtmlElement:
    """One partial of a post's page, alone."""
    names = _shown(edition).post_context(post, edition.site.path_of(post)).names() | values
    text = ENVIRONMENT.get_template(f"partials/{name}").render(names)
    return html.fragment_fromstring(text, create_parent="div")


def _shown(edition: Edition) -> SiteContext:
    return SiteContext(edition=edition, menu=(), version="1", written=(), root="/")
