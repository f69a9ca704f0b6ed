"""Editions to share from, and their pages rendered and parsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml import html

from portevoix.edition import Edition
from portevoix.lists import channels
from portevoix.posts.post import Post
from portevoix.publisher import Page, Target
from portevoix.site import Audience, Site
from portevoix.snippets import compose_posts
from portevoix.theme import SiteContext, environment

ENVIRONMENT = environment(None)


def edition_of(site: Site, *posts: Post, internal: bool = False) -> Edition:
    audience = Audience.INTERNAL if internal else Audience.PUBLIC
    site = replace(site, audience=audience)
    newest = tuple(sorted(posts, key=lambda post: (-post.published.timestamp(), post.slug)))
    return Edition(
        site=site,
        posts=newest,
        bodies={post.slug: "" for post in posts},
        lists=channels(site, newest),
        snippets=compose_posts(site, posts),
    )


def files_of(targets: Iterable[Target]) -> dict[str, bytes]:
    """What makers declare that is no page, rendered, by its path below the site root."""
    files: dict[str, bytes] = {}
    for target in targets:
        made = target.render()
        assert isinstance(made, bytes) and target.path not in files
        files[target.path] = made
    return files


def pages_of(targets: Iterable[Target]) -> dict[str, Page]:
    """Pages that makers declare, by path."""
    pages: dict[str, Page] = {}
    for target in targets:
        made = target.render()
        assert isinstance(made, Page) and target.framed and made.path == target.path
        pages[target.path] = made
    return pages


def render(edition: Edition, page: Page) -> html.HtmlElement:
    """The page as a parser reads it; a name that no one gives is a failure."""
    names = _shown(edition).made_page_context(page).names()
    return html.document_fromstring(ENVIRONMENT.get_template(page.template).render(names))


def render_partial(edition: Edition, name: str, post: Post, **values: object) -> html.HtmlElement:
    """One partial of a post's page, alone."""
    page = Page(
        path=f"{edition.site.path_of(post)}index.html",
        template="blog-post.html",
        title=post.title,
        lang=post.lang,
        post=post,
    )
    names = _shown(edition).made_page_context(page).names() | values
    text = ENVIRONMENT.get_template(f"partials/{name}").render(names)
    return html.fragment_fromstring(text, create_parent="div")


def _shown(edition: Edition) -> SiteContext:
    return SiteContext(edition=edition, menu=(), version="1")
