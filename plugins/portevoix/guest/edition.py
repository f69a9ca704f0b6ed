"""From what a host says of its blog to an edition, which the makers know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from portevoix.building.texts import Texts
from portevoix.cards import logo_file
from portevoix.charter import Charter, read_charter
from portevoix.checks import (
    RULES_BY_ARTICLE,
    CheckSettings,
    Report,
    Source,
    check_post,
    composer,
    read_check_settings,
    report_of,
    review_context,
)
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds import moments
from portevoix.guest.blog import HostBlog
from portevoix.guest.posts import post_of, slugs_of
from portevoix.lists import channels
from portevoix.posts import Post, settle
from portevoix.site import Audience, Host, Site
from portevoix.snippets import boards_of, compose_all
from portevoix.tongues import read_tongue
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """What is added to a host's blog, before any file of it is made."""

    edition: Edition = field(repr=False)
    pages: dict[str, str]  # page of a post below the site root → its slug
    report: Report
    charter_only: bool = False  # whether nobody asked for more than the charter
    notices: tuple[Diagnostic, ...] = ()


def host_edition(blog: HostBlog, configuration: Configuration, base: Path, now: datetime) -> Hosted:
    """Raises DiagnosticsError with what is wrong in the configuration itself or in the charter."""
    slugs = slugs_of(blog.posts, blog.path)
    site = replace(
        configuration.site,
        blog=blog.path,
        host=Host(
            posts={slug: path for path, slug in slugs.items()},
            lists=blog.lists,
            flat=blog.flat,
            lang=read_tongue(blog.lang) or configuration.site.lang,
        ),
    )
    networks = tuple(boards_of(site))
    posts: list[Post] = []
    bodies: dict[str, str] = {}
    told: list[Diagnostic] = []
    for one in blog.posts:
        slug = slugs[one.path]
        post, bodies[slug], said = post_of(one, slug, site, networks, base)
        posts.append(post)
        told += said
    shown = _in_order(_open(settle(tuple(posts), now), site))
    shown, unfit = _fitting(shown, site)
    charter, key = _charter(configuration, site, base)
    report = _report(shown, configuration, site, base, now)
    edition = Edition(
        site=site,
        posts=shown,
        bodies={post.slug: bodies[post.slug] for post in shown},
        snippets=Texts(site, shown),
        moments=moments(shown),
        lists=channels(site, shown),
        logo=logo_file(site, configuration.docs),
        charter=charter,
        charter_key=key,
        report=report,
        now=now,
        today=now.date(),
    )
    return Hosted(
        edition=edition,
        pages=slugs,
        report=report,
        charter_only=configuration.charter_only,
        notices=tuple(sorted({*configuration.notices, *told, *unfit})),
    )


def _open(posts: Iterable[Post], site: Site) -> tuple[Post, ...]:
    """Those that the public may see relayed; a draft that a preview shows is shown alone."""
    public = site.audience is Audience.PUBLIC
    return tuple(
        post
        for post in posts
        if not post.draft and not (public and post.audience == Audience.INTERNAL)
    )


def _in_order(posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(sorted(posts, key=lambda post: (-post.published.timestamp(), post.slug)))


def _fitting(
    posts: tuple[Post, ...], site: Site
) -> tuple[tuple[Post, ...], tuple[Diagnostic, ...]]:
    """The posts, without what their authors wrote for networks where that fits nowhere: it is told,
    and the texts are composed."""
    found: list[Post] = []
    told: list[Diagnostic] = []
    for post in posts:
        try:
            compose_all(site, post)
        except DiagnosticsError as error:
            told += error.mistakes
            post = replace(post, share={})
        found.append(post)
    return tuple(found), tuple(told)


def _charter(configuration: Configuration, site: Site, base: Path) -> tuple[Charter | None, str]:
    folder = configuration.charter
    if folder is None or not folder.is_dir():
        return None, ""
    named = folder.relative_to(base).as_posix() if folder.is_relative_to(base) else str(folder)
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    key = digest(*(f"{file} {digest(file.read_bytes().hex())}" for file in files))
    return read_charter(folder, site, RULES_BY_ARTICLE, shown_as=named), key


def _report(
    posts: tuple[Post, ...], configuration: Configuration, site: Site, base: Path, now: datetime
) -> Report:
    """What the rules find; nothing of it stops a blog that never took them for its own."""
    settings: CheckSettings = read_check_settings(
        configuration.docs,
        options=configuration.options.form("checks"),
        charter=configuration.charter,
        lang=site.lang,
    )
    source = Source(
        site=site,
        settings=settings,
        today=now.date(),
        root=base,
        docs=configuration.docs,
        compose=composer(site),
    )
    context = review_context(source)
    translations: dict[str, tuple[Post, ...]] = defaultdict(tuple)
    return report_of([check_post(post, context, translations[post.slug]) for post in posts])
