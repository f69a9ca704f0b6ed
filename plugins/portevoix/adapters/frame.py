"""What every template may use: the names that stand around a page, whoever renders it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import chain, islice
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from portevoix import addresses
from portevoix.artefact import Page
from portevoix.browsing import Group, ways_in
from portevoix.cards import FORMATS, alt_of, path_of
from portevoix.dates import long_date, long_moment
from portevoix.edition import Edition, key_of
from portevoix.feeds import FeedLink, announced, blog_feeds, channels
from portevoix.figure import figure, render_svg
from portevoix.kits import share_links
from portevoix.language import say
from portevoix.metadata import (
    Alternate,
    Described,
    SharedPicture,
    Step,
    alternates,
    metadata_of,
    reading_minutes,
)
from portevoix.posts.kinds.decision import DECISION
from portevoix.posts.post import Post
from portevoix.site import Audience, Site
from portevoix.snippets import boards_of

Names = dict[str, Any]
SHOWN = 6  # posts of a short list
# The pages that the foot of every page leads to, where people wrote them.
FOOT = ("contact/", "mentions-legales/", "confidentialite/", "accessibilite/")


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    title: str
    path: str  # from the site root


@dataclass(kw_only=True)
class Frame:
    """The names of one build; `around` adds those of one page."""

    edition: Edition
    menu: Sequence[MenuItem]
    version: str  # changes when a style sheet or a script does
    written: Collection[str]  # paths of the pages that people wrote
    near: Callable[[], Mapping[str, Sequence[str]]] = dict  # slug → slugs of related posts
    root: str  # path of the site on its host, for pages that may be shown anywhere
    drawings: dict[str, Markup] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        return self.edition.site

    @cached_property
    def key(self) -> str:
        """Of what every page shows: its menu, its foot, the feeds that it announces."""
        foot = [path for path in FOOT if path in self.written]
        return key_of(*self.menu, *foot, *self.blog_feeds, self.version, self.root)

    @cached_property
    def translations(self) -> Mapping[str, tuple[Post, ...]]:
        """Slug → the same post in other languages."""
        families: dict[str, list[Post]] = {}
        for post in self.edition.posts:
            families.setdefault(post.translation_of or post.slug, []).append(post)
        return {
            post.slug: tuple(sorted((one for one in family if one is not post), key=_by_language))
            for family in families.values()
            for post in family
        }

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return ways_in(self.site, self.edition.posts)

    @cached_property
    def decisions(self) -> tuple[Post, ...]:
        return tuple(post for post in self.edition.posts if post.kind is DECISION)

    @cached_property
    def related(self) -> Mapping[str, tuple[Post, ...]]:
        by_slug = {post.slug: post for post in self.edition.posts}
        return {slug: tuple(by_slug[one] for one in near) for slug, near in self.near().items()}

    @cached_property
    def feeds(self) -> Mapping[str, tuple[FeedLink, ...]]:
        """Path of a list → its own feeds."""
        return {one.home: announced(self.site, one) for one in channels(self.edition)}

    @cached_property
    def blog_feeds(self) -> tuple[FeedLink, ...]:
        return blog_feeds(self.edition)

    def around(self, url: str | None, lang: str) -> Names:
        """The names for a page at `url` below the site root; None for the page of lost
        addresses, which may be shown at any depth."""
        site = self.site
        up = self.root if url is None else "../" * url.count("/")

        def href(path: str) -> str:
            if path.startswith(("http://", "https://", "mailto:", "tel:", "#")):
                return path
            return (up + path.lstrip("/")) or "./"

        own = self.feeds.get(url or "", ())
        return {
            "site": site,
            "lang": lang,
            "internal": site.audience is Audience.INTERNAL,
            "version": self.version,
            "menu": [self._menu_item(item, url or "", href(item.path)) for item in self.menu],
            "feeds": own + self.blog_feeds if own and own != self.blog_feeds else self.blog_feeds,
            "t": lambda key, **values: say(lang, key, **values),
            "href": href,
            "written": lambda path: path in FOOT and path in self.written,
            "absolute": site.absolute,
            "post_href": lambda post: href(site.path_of(post)),
            "picture_href": lambda post: self._picture(post, href),
            "picture_size": self._picture_size,
            "picture_sibling": lambda post: self._sibling(post, href),
            "picture_gone": lambda post: post.slug in self.edition.bare,
            "figure": self.figure,
            "long_date": lambda moment: long_date(moment, lang),
            "long_moment": lambda moment: long_moment(moment, lang),
            "iso": _iso,
            "reading_minutes": lambda post: reading_minutes(post.words),
            "category_href": lambda name: href(addresses.category_path(site, name)),
            "tag_href": lambda name: href(addresses.tag_path(site, name)),
            "kind_href": lambda kind: href(addresses.kind_path(site, kind)),
            "author_href": lambda author: href(addresses.author_path(site, author)),
            "kind_label": lambda kind: kind.label[lang],
            "network_name": lambda key: self._network(key, lang),
            "card_url": lambda post: site.absolute(path_of(post, "og")),
            "translations": [],
            "entries": [],
            "latest": tuple(islice(_in(lang, self.edition.posts), SHOWN)),
            "decided": tuple(islice(_in(lang, self.decisions), SHOWN)),
            "browse": self._browse(url, href) if self.browsed(url) else (),
            "related": (),
            "post": None,
        }

    def around_post(self, post: Post, url: str) -> Names:
        names = self.around(url, post.lang)
        others = [
            SimpleNamespace(
                lang=other.lang,
                title=other.title,
                href=names["post_href"](other),
                url=self.site.address_of(other),
            )
            for other in self.translations.get(post.slug, ())
        ]
        card = FORMATS["og"]
        described = Described(
            title=post.title,
            url=self.site.address_of(post),
            lang=post.lang,
            description=post.summary,
            post=post,
            picture=SharedPicture(
                url=self.site.absolute(path_of(post, card.key)),
                width=card.width,
                height=card.height,
                alt=alt_of(post, post.lang),
            ),
            trail=self._trail(url),
            translations={other.lang: other.url for other in others},
        )
        return names | {
            "post": post,
            "translations": others,
            "related": self.related.get(post.slug, ()),
            "share": share_links(self.site, post, self.edition.snippets.get(post.slug, ())),
            "meta": metadata_of(self.site, described),
        }

    def browsed(self, url: str | None) -> bool:
        """Whether a page offers the ways into the blog."""
        return url in (self.site.blog, "recherche/")

    def alternates(self, post: Post) -> tuple[Alternate, ...]:
        """A post in its languages, for the sitemap."""
        others = self.translations.get(post.slug, ())
        if not others:
            return ()
        return alternates(
            self.site,
            Described(
                title=post.title,
                url=self.site.address_of(post),
                lang=post.lang,
                translations={other.lang: self.site.address_of(other) for other in others},
            ),
        )

    def around_page(self, page: Page) -> Names:
        """The names for one of our own pages."""
        path = page.path.as_posix()
        url = path.removesuffix("index.html")
        names = self.around(url, page.lang)
        described = Described(
            title=page.title,
            url=self.site.absolute(url),
            lang=page.lang,
            description=page.description,
            indexed=page.indexed,
            trail=self._trail(url),
            translations=page.translations,
        )
        names["page"] = _as_page(page.title, url, self.site.absolute(url), page)
        return names | {"meta": metadata_of(self.site, described)} | dict(page.values)

    def around_lost(self) -> Names:
        """The names for the page of lost addresses."""
        lang = self.site.lang
        title = say(lang, "site.lost")
        described = Described(title=title, url=self.site.url, lang=lang, indexed=False)
        names = self.around(None, lang)
        names["page"] = _as_page(title, "404.html", "", None)
        return names | {"meta": metadata_of(self.site, described)}

    def describe(self, title: str, url: str, lang: str, description: str, home: bool) -> object:
        """What the head says of a page that MkDocs renders and that is no post."""
        described = Described(
            title=title,
            url=self.site.absolute(url),
            lang=lang,
            description=description,
            home=home,
            trail=self._trail(url),
        )
        return metadata_of(self.site, described)

    def figure(self, what: Post | Site) -> Markup:
        """The arcs of a post, or of the site; a translation has those of its original."""
        key = (what.translation_of or what.slug) if isinstance(what, Post) else what.url
        if key not in self.drawings:
            self.drawings[key] = Markup(render_svg(figure(key)))
        return self.drawings[key]

    def _menu_item(self, item: MenuItem, url: str, href: str) -> SimpleNamespace:
        active = bool(item.path) and url.startswith(item.path)
        return SimpleNamespace(title=item.title, href=href, active=active, here=url == item.path)

    def _trail(self, url: str) -> tuple[Step, ...]:
        return tuple(
            Step(name=item.title, url=self.site.absolute(item.path))
            for item in self.menu
            if item.path and url.startswith(item.path) and url != item.path
        )

    def _browse(self, url: str | None, href: Callable[[str], str]) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(
                title=group.title,
                links=[
                    SimpleNamespace(title=way.title, href=href(way.path), active=way.path == url)
                    for way in group.links
                ],
            )
            for group in self.groups
        ]

    def _network(self, key: str, lang: str) -> str:
        boards = boards_of(self.site)
        return boards[key].network.label[lang] if key in boards else key

    def _picture_size(self, post: Post) -> tuple[int, int]:
        picture = self.edition.pictures[post.slug]
        return picture.width, picture.height

    def _sibling(self, post: Post, href: Callable[[str], str]) -> tuple[str, str] | None:
        """Address and media type of the same picture, lighter."""
        picture = self.edition.pictures[post.slug]
        return (href(picture.sibling), picture.sibling_type) if picture.sibling else None

    def _picture(self, post: Post, href: Callable[[str], str]) -> str:
        picture = self.edition.pictures.get(post.slug)
        return href(picture.path) if picture else ""


def _as_page(title: str, url: str, canonical: str, page: Page | None) -> SimpleNamespace:
    """What templates expect of a page, for those that MkDocs does not make."""
    return SimpleNamespace(
        title=title,
        lang=page.lang if page else "",
        url=url,
        description=page.description if page else "",
        indexed=bool(page and page.indexed),
        canonical_url=canonical,
        meta={},
        toc=[],
        content="",
        is_homepage=False,
    )


def _in(lang: str, posts: Sequence[Post]) -> Iterator[Post]:
    """The posts in the language of a page, or all when there is none."""
    own = (post for post in posts if post.lang == lang)
    first = next(own, None)
    return chain((first,), own) if first else iter(posts)


def _by_language(post: Post) -> tuple[str, str]:
    return post.lang, post.slug


def _iso(moment: date) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()
