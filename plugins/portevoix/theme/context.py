"""What templates may use, typed. CONTEXT.md lists the same names for people who write templates.

A page stands in a *place*: its language, its depth, the item of the menu that it belongs to. What
depends on the place alone is a `FrameContext`, shared by all pages of the place; what one page adds
is its `PageContext`; both are drawn from the `SiteContext` of one build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import cached_property
from itertools import chain, islice
from urllib.parse import urlsplit

from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from portevoix import addresses
from portevoix.browsing import Group, ways_in
from portevoix.cards import FORMATS, alt_of, path_of
from portevoix.checks import Finding
from portevoix.dates import long_date, long_moment
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds import FeedLink, announced, announced_everywhere
from portevoix.figure import figure_key, figure_of, render_svg
from portevoix.kits import Sharing, share_links
from portevoix.language import catalogue, say
from portevoix.lists import followed
from portevoix.metadata import (
    Described,
    Metadata,
    SharedPicture,
    Step,
    metadata_of,
    reading_minutes,
)
from portevoix.page_text import TocEntry
from portevoix.paths import SEARCH
from portevoix.posts import Author, Kind, Post
from portevoix.publisher import Page
from portevoix.site import Audience, Site
from portevoix.snippets import boards_of
from portevoix.theme.pieces import Pieces
from portevoix.typography import profile_of

Names = dict[str, object]
SHOWN = 6  # posts of a short list
# The pages that the foot of every page leads to, where people wrote them.
FOOT = ("contact/", "mentions-legales/", "confidentialite/", "accessibilite/")
_ELSEWHERE = ("http://", "https://", "mailto:", "tel:", "#")
# Markdown leaves the boxes of a task list nameless.
_TICKED = '<input type="checkbox" disabled checked'
_OPEN = '<input type="checkbox" disabled/'


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    title: str
    path: str  # from the site root


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLink:
    """An item of the menu as one place shows it."""

    title: str
    href: str
    active: bool  # the page lies below it
    here: bool  # the page is the one that it leads to


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    title: str
    href: str
    active: bool  # the page is the one that it leads to


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    title: str
    links: tuple[WayIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The post in another language."""

    lang: str
    title: str
    href: str
    url: str  # absolute


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A page that MkDocs does not make, with the attributes that its pages have."""

    title: str
    lang: str = ""
    url: str
    description: str = ""
    indexed: bool = False
    canonical_url: str
    meta: Mapping[str, object] = field(default_factory=dict)
    toc: tuple[TocEntry, ...] = ()
    content: str = ""
    is_homepage: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class SiteContext:
    """What the pages of one build share; complete when made, with its memo tables."""

    edition: Edition
    menu: Sequence[MenuItem]
    version: str  # changes when a style sheet or a script does
    _frames: dict[object, FrameContext] = field(default_factory=dict, init=False, repr=False)
    _figures: dict[str, Markup] = field(default_factory=dict, init=False, repr=False)

    @property
    def site(self) -> Site:
        return self.edition.site

    @cached_property
    def root(self) -> str:
        """Path of the site on its host, for pages that may be shown anywhere."""
        return urlsplit(self.site.url).path or "/"

    @cached_property
    def key(self) -> str:
        """Of what every page shows: its menu, its foot, the feeds that it announces."""
        foot = [path for path in FOOT if path in self.edition.written]
        return digest(*self.menu, *foot, *self.blog_feeds, self.version, self.root)

    @cached_property
    def feeds(self) -> Mapping[str, tuple[FeedLink, ...]]:
        """Path of a list → its own feeds."""
        return {one.home: announced(self.site, one) for one in followed(self.edition.lists)}

    @cached_property
    def blog_feeds(self) -> tuple[FeedLink, ...]:
        return announced_everywhere(self.edition)

    # Contexts, one function for each sort of page.

    def frame_context(self, url: str | None, lang: str, *, home: bool = False) -> FrameContext:
        """The place of a page at `url` below the site root; None for the page of lost addresses,
        which may be shown at any depth."""
        up = self.root if url is None else "../" * url.count("/")
        here = url or ""
        trail = tuple(item.path for item in self.menu if item.path and here.startswith(item.path))
        place = (lang, up, trail, here if here in trail else "", home)
        found = self._frames.get(place)
        if found is None:
            found = FrameContext(build=self, lang=lang, up=up, url=here, home=home)
            self._frames[place] = found
        return found

    def page_context(
        self,
        url: str,
        lang: str,
        *,
        title: str,
        description: str = "",
        home: bool = False,
    ) -> PageContext:
        """For a page that the engine renders: one that people wrote, and that is no post."""
        described = Described(
            title=title,
            url=self.site.absolute(url),
            lang=lang,
            description=description,
            home=home,
            trail=self._trail(url),
        )
        frame = self.frame_context(url, lang, home=home)
        return self._context(url, frame, described)

    def made_page_context(self, page: Page) -> PageContext:
        """For a page that a maker declared, with the values that it gives."""
        return self._post_context(page, page.post) if page.post else self._made_context(page)

    def _post_context(self, page: Page, post: Post) -> PageContext:
        frame = self.frame_context(page.url, page.lang)
        values = dict(page.values)
        others = values.pop("others", ())
        assert isinstance(others, tuple)
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
            trail=self._trail(page.url),
            translations=page.translations,
        )
        return replace(
            self._context(page.url, frame, described),
            page=self._shown(page),
            post=post,
            translations=tuple(
                Translation(
                    lang=other.lang,
                    title=other.title,
                    href=frame.post_href(other),
                    url=self.site.address_of(other),
                )
                for other in others
            ),
            share=share_links(self.site, post, self.edition.snippets.get(post.slug, ())),
            values=values,
        )

    def _made_context(self, page: Page) -> PageContext:
        described = Described(
            title=page.title,
            url=self.site.absolute(page.url),
            lang=page.lang,
            description=page.description,
            indexed=page.indexed,
            trail=self._trail(page.url),
            translations=page.translations,
        )
        frame = self.frame_context(page.url, page.lang)
        context = self._context(page.url, frame, described)
        return replace(context, page=self._shown(page), values=page.values)

    def _shown(self, page: Page) -> ShownPage:
        return ShownPage(
            title=page.title,
            lang=page.lang,
            url=page.url,
            description=page.description,
            indexed=page.indexed,
            canonical_url=self.site.absolute(page.url),
            content=page.text.html,
            toc=page.text.toc,
        )

    def not_found_context(self) -> PageContext:
        """For the page of lost addresses."""
        lang = self.site.lang
        title = say(lang, "site.lost")
        described = Described(title=title, url=self.site.url, lang=lang, indexed=False)
        shown = ShownPage(title=title, url="404.html", canonical_url="")
        return replace(self._context(None, self.frame_context(None, lang), described), page=shown)

    def browsed(self, url: str | None) -> bool:
        """Whether a page offers the ways into the blog."""
        return url in (self.site.blog, SEARCH)

    # What contexts ask for, once in a build.

    def figure(self, what: Post | Site) -> Markup:
        """The arcs of a post, or of the site; a translation has those of its original."""
        key = figure_key(what)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = Markup(render_svg(figure_of(what)))
        return found

    def latest(self, lang: str) -> tuple[Post, ...]:
        return tuple(islice(_in(lang, self.edition.posts), SHOWN))

    def decided(self, lang: str) -> tuple[Post, ...]:
        return tuple(islice(_in(lang, self._decisions), SHOWN))

    @cached_property
    def _decisions(self) -> tuple[Post, ...]:
        return tuple(post for post in self.edition.posts if post.kind.decides)

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        return ways_in(self.site.lang, self.edition.lists)

    def _context(self, url: str | None, frame: FrameContext, described: Described) -> PageContext:
        """What every sort of page has."""
        own, blog = self.feeds.get(url or "", ()), self.blog_feeds
        return PageContext(
            frame=frame,
            meta=metadata_of(self.site, described),
            feeds=own + blog if own and own != blog else blog,
            browse=self._browse(url, frame) if self.browsed(url) else (),
        )

    def _trail(self, url: str) -> tuple[Step, ...]:
        return tuple(
            Step(name=item.title, url=self.site.absolute(item.path))
            for item in self.menu
            if item.path and url.startswith(item.path) and url != item.path
        )

    def _browse(self, url: str | None, frame: FrameContext) -> tuple[WaysIn, ...]:
        return tuple(
            WaysIn(
                title=group.title,
                links=tuple(
                    WayIn(title=way.title, href=frame.href(way.path), active=way.path == url)
                    for way in group.links
                ),
            )
            for group in self._groups
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class FrameContext:
    """What every template may use, the same for all pages of a place."""

    build: SiteContext
    lang: str
    up: str  # the way from the page to the site root
    url: str
    home: bool  # the page is the site's first
    _once: dict[str, Markup] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def names(self) -> Names:
        return {name: getattr(self, name) for name in FRAME_NAMES}

    @property
    def site(self) -> Site:
        return self.build.site

    @property
    def internal(self) -> bool:
        return self.site.audience is Audience.INTERNAL

    @property
    def version(self) -> str:
        return self.build.version

    @property
    def menu(self) -> tuple[MenuLink, ...]:
        return tuple(
            MenuLink(
                title=item.title,
                href=self.href(item.path),
                active=bool(item.path) and self.url.startswith(item.path),
                here=self.url == item.path,
            )
            for item in self.build.menu
        )

    @property
    def latest(self) -> tuple[Post, ...]:
        """The newest posts, in the page's language where there are any."""
        return self.build.latest(self.lang)

    @property
    def decided(self) -> tuple[Post, ...]:
        """The newest decisions, in the same way."""
        return self.build.decided(self.lang)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return catalogue(profile_of(self.lang, self.site.profile))

    @pass_environment
    def once(self, environment: Environment, name: str) -> Markup:
        """A template that uses no other names than these, rendered once for all pages of a place."""
        found = self._once.get(name)
        if found is None:
            found = Markup(environment.get_template(name).render(self.names))
            self._once[name] = found
        return found

    # Words

    def t(self, key: str, **values: object) -> str:
        """The wording of `key` in the page's language."""
        wording = self._words[key]
        return wording.format(**values) if values else wording

    def long_date(self, moment: date) -> str:
        return long_date(moment, self.lang)

    def long_moment(self, moment: datetime) -> str:
        return long_moment(moment, self.lang)

    def iso(self, moment: date) -> str:
        if isinstance(moment, datetime):
            return moment.isoformat(timespec="minutes")
        return moment.isoformat()

    def kind_label(self, kind: Kind) -> str:
        return kind.label[self.lang]

    def network_name(self, key: str) -> str:
        boards = boards_of(self.site)
        return boards[key].network.label[self.lang] if key in boards else key

    def reading_minutes(self, post: Post) -> int:
        return reading_minutes(post.words)

    # Addresses, from the page

    def href(self, path: str) -> str:
        """The way to a path below the site root; other addresses stay as they are."""
        if path.startswith(_ELSEWHERE):
            return path
        return (self.up + path.lstrip("/")) or "./"

    def absolute(self, path: str) -> str:
        return self.site.absolute(path)

    def written(self, path: str) -> bool:
        """Whether people wrote that page of the foot."""
        return path in FOOT and path in self.build.edition.written

    def post_href(self, post: Post) -> str:
        return self.up + self.site.path_of(post)

    def category_href(self, name: str) -> str:
        return self.href(addresses.category_path(self.site, name))

    def tag_href(self, name: str) -> str:
        return self.href(addresses.tag_path(self.site, name))

    def kind_href(self, kind: Kind) -> str:
        return self.href(addresses.kind_path(self.site, kind))

    def author_href(self, author: Author) -> str:
        return self.href(addresses.author_path(self.site, author))

    # The picture of a post

    def picture_href(self, post: Post) -> str:
        """Empty for a post without a picture."""
        picture = self.build.edition.pictures.get(post.slug)
        return self.href(picture.path) if picture else ""

    def picture_size(self, post: Post) -> tuple[int, int]:
        picture = self.build.edition.pictures[post.slug]
        return picture.width, picture.height

    def picture_sibling(self, post: Post) -> tuple[str, str] | None:
        """Address and media type of the same picture, lighter."""
        picture = self.build.edition.pictures[post.slug]
        return (self.href(picture.sibling), picture.sibling_type) if picture.sibling else None

    def picture_gone(self, post: Post) -> bool:
        """Whether a picture was withdrawn."""
        return post.slug in self.build.edition.bare

    # HTML that we made

    @cached_property
    def html(self) -> Pieces:
        return Pieces(self)

    def figure(self, what: Post | Site) -> Markup:
        """The arcs of a post, or of the site."""
        return self.build.figure(what)

    def prose(self, html: str | None) -> Markup:
        """A page's text from Markdown, made harmless before (`body`, `building/bodies.py`); the
        boxes of a task list say whether they are ticked."""
        said = html or ""
        if _TICKED in said or _OPEN in said:
            done, todo = (escape(self.t(key)) for key in ("site.task_done", "site.task_open"))
            said = said.replace(_TICKED, f'{_TICKED} aria-label="{done}"')
            said = said.replace(_OPEN, f'{_OPEN[:-1]} aria-label="{todo}"/')
        return Markup(said)

    def quoted(self, text: str, html: str) -> bool:
        """Whether HTML shows a text as it stands."""
        return str(escape(text)) in html

    def css_text(self, text: str) -> Markup:
        """A text between the double quotes of a style sheet that stands in a page."""
        return Markup(text.replace("\\", "").replace('"', "").replace("<", ""))


@dataclass(frozen=True, kw_only=True, eq=False)
class PageContext:
    """What one page adds to its frame."""

    frame: FrameContext
    meta: Metadata  # what machines read in its head
    feeds: tuple[FeedLink, ...]  # its own, then the blog's
    page: ShownPage | None = None  # None for a page of MkDocs, which brings its own
    post: Post | None = None
    translations: tuple[Translation, ...] = ()
    related: tuple[Post, ...] = ()
    share: Sharing | None = None  # None for a post that stays in the house
    findings: tuple[Finding, ...] | None = None  # None outside the preview
    articles: frozenset[str] = frozenset()  # ids of the charter's, for links from findings
    browse: tuple[WaysIn, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)  # of the page's maker

    def names(self) -> Names:
        """All that a template may use for this page."""
        own = {name: getattr(self, name) for name in PAGE_NAMES}
        if own["page"] is None:
            del own["page"]
        return {**self.frame.names, **own, **self.values}


_NOT_FOR_TEMPLATES = frozenset({"build", "frame", "names", "values", "url"})


def _offered(context: type[FrameContext] | type[PageContext]) -> tuple[str, ...]:
    named = {*vars(context), *(one.name for one in fields(context))}
    return tuple(
        sorted(one for one in named if one not in _NOT_FOR_TEMPLATES and not one.startswith("_"))
    )


FRAME_NAMES = _offered(FrameContext)  # those that `once` gives
PAGE_NAMES = _offered(PageContext)


def _in(lang: str, posts: Sequence[Post]) -> Iterator[Post]:
    """The posts in the language of a page, or all when there is none."""
    own = (post for post in posts if post.lang == lang)
    first = next(own, None)
    return chain((first,), own) if first else iter(posts)
