"""What is added to a host's pages, and the pages that are added: pieces of HTML, without a frame.

The frame is the host's own: its templates, its fonts and its colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import partial

from jinja2 import Environment

from portevoix.feeds import subscription
from portevoix.guest.edition import Hosted
from portevoix.kits import relay_pages
from portevoix.pages.makers import charter
from portevoix.paths import file_of_page
from portevoix.publisher import Page
from portevoix.theme import SiteContext, guest_environment
from portevoix.values import dataclass

_HEAD = re.compile(r"</head\s*>", re.IGNORECASE)
_UNLISTED = '<meta name="robots" content="noindex">'
_SOCIAL = re.compile(r"""<meta\s[^>]*(?:property|name)=["']?(?:og|twitter):""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPage:
    """One page: where it lies, and what stands in the host's frame."""

    address: str  # below the site root
    title: str
    description: str
    content: str = field(repr=False)
    listed: bool  # whether search engines may list it
    of_charter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    pages: tuple[AddedPage, ...]
    # By the page of a post, below the site root.
    shares: Mapping[str, str] = field(repr=False)  # what stands at its end
    heads: Mapping[str, Head] = field(repr=False)  # what machines read of it
    blog: Head  # of every other page
    own: Head  # of the pages that are added
    charter: Head  # of those of the charter

    def head_of(self, page: AddedPage) -> Head:
        """The head of a page that is added."""
        head = self.charter if page.of_charter else self.own
        return head if page.listed else Head(f"{_UNLISTED}\n{head.always}")


@dataclass(frozen=True, slots=True)
class Head:
    """Elements of a head."""

    always: str
    social: str = ""  # what networks read: left out where the host says its own


def added_of(hosted: Hosted) -> Added:
    edition = hosted.edition
    context = SiteContext(edition=edition, menu=(), version="")
    env = guest_environment()
    render = partial(_render, env, context)
    shares, heads = {}, {}
    posts = {post.slug: post for post in edition.posts}
    for path, slug in hosted.pages.items():
        if (post := posts.get(slug)) is None:
            continue
        page = Page(
            path=file_of_page(path),
            template="share.html",
            title=post.title,
            lang=post.told_in,
            description=post.summary,
            post=post,
        )
        shares[path] = render(page)
        heads[path] = Head(
            render(page, "head.html"),
            render(page, "social.html"),
        )
    first = Page(path="index.html", template="head.html", title="", lang=edition.site.lang)
    return Added(
        pages=tuple(_pages(hosted, render)),
        shares=shares,
        heads=heads,
        blog=Head("" if hosted.charter_only else render(first, "feeds.html")),
        own=Head(render(replace(first, values=_said(hosted, of_charter=False)), "own.html")),
        charter=Head(render(replace(first, values=_said(hosted, of_charter=True)), "own.html")),
    )


def _said(hosted: Hosted, *, of_charter: bool) -> dict[str, object]:
    return {"announced": not hosted.charter_only, "of_charter": of_charter}


def _render(env: Environment, context: SiteContext, page: Page, template: str = "") -> str:
    names = context.made_page_context(page).names()
    return env.get_template(template or page.template).render(names).strip()


def _pages(hosted: Hosted, render: partial[str]) -> Iterator[AddedPage]:
    edition = hosted.edition
    makers = (charter,) if hosted.charter_only else (subscription, relay_pages, charter)
    for make in makers:
        for target in make(edition):
            if not target.framed:
                continue
            page = target.render()
            assert isinstance(page, Page)
            yield AddedPage(
                address=page.url,
                title=page.title,
                description=page.description,
                content=render(page),
                listed=page.indexed,
                of_charter=make is charter,
            )


def with_head(output: str, head: Head) -> str:
    """A page of the host with more in its head; one that has none stays as it is."""
    found = _HEAD.search(output)
    if found is None:
        return output
    before = output[: found.start()]
    social = "" if _SOCIAL.search(before) else head.social
    added = "\n".join(part for part in (head.always, social) if part)
    return f"{before}{added}\n{output[found.start() :]}"
