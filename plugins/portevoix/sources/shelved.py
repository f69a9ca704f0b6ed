"""The posts as a build has them: read, in the state of its moment, told apart, and which of them are out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from portevoix.addresses import shown_apart, told_apart
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic
from portevoix.pictures import Consents, read_consents
from portevoix.posts import (
    Post,
    PostCache,
    Shelf,
    ShelfError,
    expired,
    published,
    read_shelf,
    settle,
)
from portevoix.site import Audience, Site
from portevoix.sources.alias_clashes import aliases_over_pages
from portevoix.sources.exclusions import Exclusions
from portevoix.sources.link_table import uris_of, why_withheld
from portevoix.sources.options import SourceOptions
from portevoix.sources.tree import DocFile
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """Of posts that cannot be read there are only `known` and `unread`, and the mistakes."""

    site: Site  # that tells apart what would have one address
    folder: Path
    shelf: Shelf = field(repr=False)  # all posts, in the state of the moment
    written: tuple[Post, ...] = field(repr=False)  # the same, as they were written
    open_to_all: tuple[Post, ...] = field(
        repr=False
    )  # that this site may show, once their time has come
    posts: tuple[Post, ...] = field(repr=False)  # that are out
    expired: tuple[Post, ...]
    uris: Mapping[str, str] = field(repr=False)  # slug → path of a post below docs/
    consents: Consents
    now: datetime
    known: tuple[Post, ...] = field(repr=False)  # what could be read
    doubtful: tuple[Post, ...] = field(repr=False)  # the same, and what was read in part
    unread: Collection[str] = ()  # names of posts that could not be read
    mistakes: tuple[Diagnostic, ...] = ()

    @property
    def out(self) -> frozenset[str]:
        """The slugs of posts that have an address on this site: those that are out, or were."""
        return frozenset(post.slug for post in (*self.posts, *self.expired))

    def addresses(self) -> Mapping[str, str]:
        """Path below docs/ → where it stands on the site."""
        return {
            self.uris[post.slug]: self.site.path_of(post) for post in (*self.posts, *self.expired)
        }

    def withheld(self) -> Mapping[str, tuple[str, str]]:
        """Path below docs/ → where a post would stand, and why it does not."""
        out = self.out
        return {
            self.uris[post.slug]: (
                self.site.path_of(post),
                why_withheld(post, self.now, self.site),
            )
            for post in self.shelf.posts
            if post.slug not in out
        }

    def alias_clashes(
        self, ordinary: Mapping[str, str], files: Mapping[str, DocFile], drafts: bool, base: Path
    ) -> list[Diagnostic]:
        """Aliases over other pages, of all that could be read: told with the other mistakes."""
        mine = open_to(settle(self.doubtful, self.now), self.site)
        shown = published(mine, self.now, drafts=drafts)
        return aliases_over_pages(shown, ordinary, files, self.site, base)


def read_shelved(
    configuration: Configuration,
    options: SourceOptions,
    exclusions: Exclusions,
    base: Path,
    *,
    networks: Collection[str],
    cache: PostCache | None,
) -> Shelved:
    """Read all posts of the configuration, or of `options.posts`; never raises for what they say."""
    site = configuration.site
    folder = options.posts or configuration.docs / site.blog.strip("/")
    unread: Collection[str] = ()
    mistakes: tuple[Diagnostic, ...] = ()
    try:
        shelf = read_shelf(
            folder,
            site,
            networks=networks,
            shown_from=base,
            cache=cache,
            is_left_out=lambda path: exclusions.is_excluded(f"{site.blog}posts/{path}"),
            instead=options.instead,
        )
        known = doubtful = shelf.posts
    except ShelfError as found:
        shelf = Shelf(posts=(), authors={}, pictures={})
        known, doubtful = found.posts, (*found.posts, *found.doubtful)
        unread, mistakes = found.unread, tuple(found.mistakes)
    uris = uris_of(shelf, folder, site.blog)
    shelf = replace(shelf, posts=_drafts_of(shelf.posts, uris, exclusions))
    now = options.now or datetime.now(site.zone)
    consents = read_consents(shelf.posts, shelf.pictures, now.date(), site.lang)
    written = consents.without(shelf.posts)
    shelf = replace(shelf, posts=settle(written, now))
    open_to_all = open_to(shelf.posts, site)
    posts, gone = published(open_to_all, now, drafts=options.drafts), expired(open_to_all, now)
    if apart := told_apart((*posts, *gone)):
        site = replace(site, apart=apart)
        posts = tuple(_filed_apart(post, apart) for post in posts)
    return Shelved(
        site=site,
        folder=folder,
        shelf=shelf,
        written=written,
        open_to_all=open_to_all,
        posts=posts,
        expired=gone,
        uris=uris,
        consents=consents,
        now=now,
        known=known,
        doubtful=doubtful,
        unread=unread,
        mistakes=mistakes,
    )


def open_to(posts: Collection[Post], site: Site) -> tuple[Post, ...]:
    """Those that this site's readers may know."""
    if site.audience is not Audience.PUBLIC:
        return tuple(posts)
    return tuple(post for post in posts if post.audience == Audience.PUBLIC)


def _filed_apart(post: Post, apart: Mapping[tuple[str, str], str]) -> Post:
    shown = shown_apart(post, apart)
    return replace(post, apart=shown) if shown else post


def _drafts_of(
    posts: tuple[Post, ...], uris: Mapping[str, str], exclusions: Exclusions
) -> tuple[Post, ...]:
    """The posts, those that the configuration holds for drafts being drafts."""
    if exclusions.drafts is None:
        return posts
    return tuple(
        replace(post, draft=True) if exclusions.is_draft(uris[post.slug]) else post
        for post in posts
    )
