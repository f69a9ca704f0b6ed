"""The page of each post, and what stands at the addresses of those that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from portevoix.checks import Finding
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.expired import expired_page
from portevoix.heard import Heard
from portevoix.metadata import Alternate, Described, alternates
from portevoix.pages.heard import heard_below, key_of
from portevoix.pages.listed import listed
from portevoix.paths import file_of
from portevoix.posts import Post
from portevoix.publisher import Page, Target


def post_pages(edition: Edition, only: Iterable[Post] = ()) -> Iterator[Target]:
    """The page of each post, or of the few that are asked for."""
    site = edition.site
    by_slug = {post.slug: post for post in edition.posts}
    families = translations(edition.posts)
    heard = heard_below(edition)
    documents, related = edition.documents or {}, edition.related
    keys = edition.key_in_list
    for post in only or edition.posts:
        slug = post.slug
        others = families.get(slug, ())
        near = tuple([by_slug[other] for other in related.get(slug, ())])
        said = heard.get(slug, ())
        findings = edition.findings.get(slug, ()) if edition.findings is not None else None
        path = f"{site.path_of(post)}index.html"
        yield Target(
            path,
            digest(
                edition.key_of_post(post),
                findings and [_shown(one) for one in findings],
                documents.get(slug),
                said and key_of(said),
                " ".join([keys(one) for one in near]),
                " ".join([keys(one) for one in others]),
            ),
            partial(_post_page, edition, post, near, others, said),
            framed=True,
            group=slug,
            listed=listed(
                site,
                path,
                changed=post.updated,
                alternates=_alternates(edition, post, others) if others else (),
            ),
        )


def _shown(one: Finding) -> tuple[object, ...]:
    """A finding in plain values, whose digest takes a tenth of the time."""
    return one.rule, one.article, one.severity.value, one.line, one.excerpt, one.message, one.todo


def _post_page(
    edition: Edition,
    post: Post,
    near: tuple[Post, ...],
    others: tuple[Post, ...],
    heard: tuple[Heard, ...],
) -> Page:
    site = edition.site
    values: dict[str, object] = {
        "related": near,
        "others": others,
        "heard": heard,
        "document": (edition.documents or {}).get(post.slug, ""),
    }
    if edition.findings is not None:
        charter = edition.charter
        values |= {
            "findings": edition.findings.get(post.slug, ()),
            "previewed": True,
            "articles": {article.id for article in charter.articles} if charter else set(),
        }
    return Page(
        path=f"{site.path_of(post)}index.html",
        template="blog-post.html",
        title=post.title,
        lang=post.told_in,
        description=post.summary,
        translations={other.lang: site.address_of(other) for other in others},
        values=values,
        post=post,
        text=edition.texts[post.slug],
    )


def translations(posts: tuple[Post, ...]) -> dict[str, tuple[Post, ...]]:
    """Slug → the same post in other languages, for those that have any."""
    families: dict[str, list[Post]] = {}
    for post in posts:
        if post.translation_of:
            families.setdefault(post.translation_of, []).append(post)
    for post in posts:
        if post.slug in families:
            families[post.slug].append(post)
    return {
        post.slug: tuple(
            sorted((one for one in family if one is not post), key=lambda one: (one.lang, one.slug))
        )
        for family in families.values()
        for post in family
    }


def _alternates(edition: Edition, post: Post, others: tuple[Post, ...]) -> tuple[Alternate, ...]:
    """The post in each of its languages, for the sitemap."""
    site = edition.site
    return alternates(
        site,
        Described(
            title=post.title,
            url=site.address_of(post),
            lang=post.lang,
            translations={other.lang: site.address_of(other) for other in others},
        ),
    )


def expired_pages(edition: Edition) -> Iterator[Target]:
    """A post past its time leaves a page that says so at its address."""
    for post in edition.expired:
        path = f"{edition.site.path_of(post)}index.html"
        yield Target(
            path=path,
            key=digest("expired", edition.key_in_list(post)),
            framed=True,
            render=partial(expired_page, post, path),
        )


def old_addresses(edition: Edition) -> Iterator[Target]:
    """Every alias of a post leads to it."""
    for post in edition.posts:
        for alias in post.aliases:
            path = file_of(alias)
            yield Target(
                path=path,
                key=digest("redirect", edition.key_in_list(post)),
                framed=True,
                group=post.slug,
                render=partial(_redirect, edition, post, path),
            )


def _redirect(edition: Edition, post: Post, path: str) -> Page:
    return Page(
        path=path,
        template="redirect.html",
        title=post.title,
        lang=post.told_in,
        indexed=False,
        values={"target": edition.site.path_of(post)},
    )
