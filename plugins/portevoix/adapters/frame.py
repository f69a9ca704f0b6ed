"""What every template may use: the names that stand around a page, whoever renders it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from portevoix import addresses
from portevoix.artefact import Page
from portevoix.dates import long_date, long_moment
from portevoix.edition import Edition
from portevoix.figure import figure, render_svg
from portevoix.language import say
from portevoix.metadata import reading_minutes
from portevoix.networks import NETWORKS
from portevoix.posts.kinds import Kind
from portevoix.posts.post import Post
from portevoix.site import Site


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
    root: str  # path of the site on its host, for pages whose address is not known: "/"
    drawings: dict[str, Markup] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        return self.edition.site

    @cached_property
    def by_slug(self) -> Mapping[str, Post]:
        return {post.slug: post for post in self.edition.posts}

    @cached_property
    def translations(self) -> Mapping[str, tuple[Post, ...]]:
        """Slug → the same post in other languages."""
        families: dict[str, list[Post]] = {}
        for post in self.edition.posts:
            original = post.translation_of or post.slug
            families.setdefault(original, []).append(post)
        return {
            post.slug: tuple(
                sorted((other for other in family if other is not post), key=lambda p: p.lang)
            )
            for family in families.values()
            for post in family
        }

    def around(self, url: str | None, lang: str, **own: Any) -> dict[str, Any]:
        """The names for a page at `url` below the site root; None for a page that has no place,
        such as the one for lost addresses."""
        site = self.site
        up = self.root if url is None else "../" * url.count("/")

        def href(path: str) -> str:
            if path.startswith(("http://", "https://", "mailto:", "tel:", "#")):
                return path
            return (up + path.lstrip("/")) or "./"

        def post_href(post: Post) -> str:
            return href(site.path_of(post))

        return {
            "site": site,
            "lang": lang,
            "internal": site.audience == "internal",
            "version": self.version,
            "menu": [
                SimpleNamespace(
                    title=item.title,
                    href=href(item.path),
                    active=bool(item.path) and (url or "").startswith(item.path),
                )
                for item in self.menu
            ],
            "t": lambda key, **values: say(lang, key, **values),
            "href": href,
            "absolute": site.absolute,
            "post_href": post_href,
            "figure": self.figure,
            "long_date": lambda moment: long_date(moment, lang),
            "long_moment": lambda moment: long_moment(moment, lang),
            "iso": _iso,
            "reading_minutes": lambda post: reading_minutes(post.body),
            "category_href": lambda name: href(addresses.category_path(site, name)),
            "tag_href": lambda name: href(addresses.tag_path(site, name)),
            "kind_href": lambda kind: href(addresses.kind_path(site, kind)),
            "author_href": lambda author: href(addresses.author_path(site, author)),
            "kind_label": lambda kind: _label(kind, lang),
            "network_name": lambda key: NETWORKS[key].label[lang] if key in NETWORKS else key,
            "card_url": lambda post: site.absolute(f"cards/{post.slug}-og.png"),
            "translations": [],
            "latest": self.edition.posts[:6],
            **own,
        }

    def around_post(self, post: Post, url: str) -> dict[str, Any]:
        names = self.around(url, post.lang)
        names["post"] = post
        names["translations"] = [
            SimpleNamespace(
                lang=other.lang,
                title=other.title,
                href=names["post_href"](other),
                url=self.site.address_of(other),
            )
            for other in self.translations.get(post.slug, ())
        ]
        return names

    def page_names(self, page: Page) -> dict[str, Any]:
        """The names for one of our own pages."""
        path = page.path.as_posix()
        url = path.removesuffix("index.html") if path.endswith("index.html") else path
        names = self.around(url, page.lang)
        names["page"] = SimpleNamespace(
            title=page.title,
            lang=page.lang,
            url=url,
            description=page.description,
            indexed=page.indexed,
            canonical_url=self.site.absolute(url),
            meta={},
            toc=[],
            content="",
            is_homepage=False,
        )
        return names | dict(page.values)

    def figure(self, what: Post | Site) -> Markup:
        """The arcs of a post, or of the site."""
        key = (what.translation_of or what.slug) if isinstance(what, Post) else what.url
        if key not in self.drawings:
            self.drawings[key] = Markup(render_svg(figure(key)))
        return self.drawings[key]


def _iso(moment: date) -> str:
    return (
        moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    )


def _label(kind: Kind, lang: str) -> str:
    return kind.label[lang]
