"""What templates may use, typed. CONTEXT.md lists the same names for people who write templates.

A page stands in a *place*: its language, its depth, the item of the menu that it belongs to. What
depends on the place alone is a `FrameContext`, shared by all pages of the place; what one page adds
is its `PageContext`; both are drawn from the `SiteContext` of one build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import chain, islice
from urllib.parse import urlsplit

from markupsafe import Markup

from portevoix.browsing import Group, ways_in
from portevoix.cards import FORMATS, alt_of, path_of
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds import FeedLink, announced, announced_everywhere
from portevoix.figure import figure_key, figure_of, render_svg
from portevoix.kits import share_links
from portevoix.language import LANGUAGES, say
from portevoix.lists import followed
from portevoix.metadata import (
    Described,
    SharedPicture,
    Step,
    metadata_of,
)
from portevoix.paths import NAMES
from portevoix.posts import Post, is_urgent, until_of
from portevoix.publisher import Page
from portevoix.site import Site
from portevoix.theme.frame import FOOT, FrameContext
from portevoix.theme.page import PageContext
from portevoix.theme.shown import MenuItem, ShownPage, Translation, WayIn, WaysIn
from portevoix.values import dataclass

SHOWN = 6  # posts of a short list


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
        """Of what every page shows: its menu, its foot, the feeds that it announces, and of
        emergencies the little that their banner says: updates of one do not touch all pages."""
        banner = [
            (post.slug, post.title, post.lang, post.translation_of, until_of(post))
            for post in self._urgent
        ]
        return digest(
            *(
                *self.menu,
                *self.foot.values(),
                *self.homes,
                *self.blog_feeds,
                self.version,
                self.root,
                banner,
            )
        )

    @cached_property
    def foot(self) -> Mapping[str, str]:
        """The pages that the foot of every page leads to, where people wrote them, under the name of
        any table: sites that took other addresses keep their pages."""
        found = {}
        for page in FOOT:
            called = (getattr(names, page) for names in (self.site.names, *NAMES.values()))
            if path := next((one for one in called if one in self.edition.written), ""):
                found[page] = path
        return found

    @cached_property
    def homes(self) -> tuple[tuple[str, str], ...]:
        """The first page in each language, as it and its path: a page that people wrote at `/<lang>/`."""
        site, written = self.site, self.edition.written
        spoken = {*LANGUAGES, *(post.lang for post in self.edition.posts)} - {site.lang}
        others = [(lang, f"{lang}/") for lang in sorted(spoken) if f"{lang}/" in written]
        return ((site.lang, ""), *others)

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
                alt=alt_of(post, post.told_in),
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
        return url in (self.site.blog, self.site.names.search)

    # What contexts ask for, once in a build.

    def figure(self, what: Post | Site) -> Markup:
        """The arcs of a post, or of the site; a translation has those of its original."""
        key = figure_key(what)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = Markup(render_svg(figure_of(what)))
        return found

    def latest(self, lang: str) -> tuple[Post, ...]:
        """The newest posts, behind the emergencies under way."""
        first = self.urgent(lang)
        rest = (post for post in _in(lang, self.edition.posts) if post not in first)
        return tuple(islice(chain(first, rest), SHOWN))

    def urgent(self, lang: str) -> tuple[Post, ...]:
        """The emergencies under way, each once: in a language where it has a post in that."""
        found: dict[str, Post] = {}
        for post in self._urgent:
            matter = post.translation_of or post.slug
            known = found.get(matter)
            if (
                known is None
                or post.lang == lang
                or (known.lang != lang and not post.translation_of)
            ):
                found[matter] = post
        return tuple(found.values())

    @cached_property
    def _urgent(self) -> tuple[Post, ...]:
        return tuple(post for post in self.edition.posts if is_urgent(post))

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


def _in(lang: str, posts: Sequence[Post]) -> Iterator[Post]:
    """The posts in the language of a page, or all when there is none."""
    own = (post for post in posts if post.lang == lang)
    first = next(own, None)
    return chain((first,), own) if first else iter(posts)
