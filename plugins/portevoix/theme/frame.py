"""What templates may use in every page of a place: words, addresses, pictures, HTML that we made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from functools import cached_property

from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from portevoix import addresses
from portevoix.dates import long_date, long_moment
from portevoix.language import catalogue
from portevoix.metadata import (
    reading_minutes,
)
from portevoix.planning import say_pause
from portevoix.posts import Author, Kind, Post, label_of, until_of
from portevoix.site import Audience, Site
from portevoix.snippets import boards_of
from portevoix.telephones import dialled, linked
from portevoix.theme.asked import SiteAsked
from portevoix.theme.offered import Names, offered
from portevoix.theme.pieces import Pieces
from portevoix.theme.shown import HomeLink, MenuLink
from portevoix.tongues import own_name, read_tongue, written_from_right
from portevoix.typography import profile_of
from portevoix.values import dataclass

# The pages that the foot of every page leads to, where people wrote them: names of `paths.Names`.
FOOT = ("contact", "legal", "privacy", "accessibility")
_ELSEWHERE = ("http://", "https://", "mailto:", "tel:", "#")
# Markdown leaves the boxes of a task list nameless.
_TICKED = '<input type="checkbox" disabled checked'
_OPEN = '<input type="checkbox" disabled/'
_CELL = re.compile(r"<t[dh](?: [^<>]*)? align=[^<>]*>")
_ALIGN = re.compile(r' align="([^"]*)"')
_SIDES = frozenset({"left", "center", "right"})


@dataclass(frozen=True, kw_only=True, eq=False)
class FrameContext:
    """What every template may use, the same for all pages of a place."""

    build: SiteAsked
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
                folded=item.folded,
            )
            for item in self.build.menu
        )

    @property
    def homes(self) -> tuple[HomeLink, ...]:
        """The first pages in the other languages of the site, each named in its own."""
        return tuple(
            HomeLink(title=self.own_name(lang), href=self.href(path), lang=lang)
            for lang, path in self.build.homes
            if lang != self.lang
        )

    @property
    def latest(self) -> tuple[Post, ...]:
        """The newest posts, in the page's language where there are any."""
        return self.build.latest(self.lang)

    @property
    def decided(self) -> tuple[Post, ...]:
        """The newest decisions, in the same way."""
        return self.build.decided(self.lang)

    @property
    def urgent(self) -> tuple[Post, ...]:
        """The emergencies under way, each in the page's language where it was translated."""
        return self.build.urgent(self.lang)

    @property
    def paused(self) -> str:
        """On the staff's site, since when everything but emergencies waits, and why; else nothing."""
        pause = self.build.edition.plan.pause
        return say_pause(pause, self.lang) if pause and self.internal else ""

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

    def tongue(self, written: object) -> Markup:
        """The attributes of what is written in another language than our words on the page."""
        lang = read_tongue(str(written or "")) or self.lang
        if lang == self.lang:
            return Markup("")
        side = Markup(' dir="rtl"') if written_from_right(lang) else ""
        return Markup(' lang="{}"{}').format(lang, side)

    def own_name(self, lang: str) -> str:
        """A language that is not of the interface, as its speakers name it."""
        return own_name(lang, self.site.lang)

    def iso(self, moment: date) -> str:
        if isinstance(moment, datetime):
            return moment.isoformat(timespec="minutes")
        return moment.isoformat()

    def kind_label(self, kind: Kind) -> str:
        return kind.label[self.lang]

    def post_label(self, post: Post) -> str:
        """What a post is called: the name of its kind, or that of a notice that was lifted."""
        return label_of(post)[self.lang]

    def until(self, post: Post) -> datetime | None:
        """When the notice of an emergency is to be lifted, where somebody wrote it."""
        return until_of(post)

    def standing(self, post: Post) -> str:
        """In a preview, why readers do not see a post yet; else nothing."""
        if post.draft:
            return self.t("site.draft")
        return self.t("site.ahead", date=self.long_moment(post.published)) if post.ahead else ""

    def network_name(self, key: str) -> str:
        boards = boards_of(self.site)
        return boards[key].network.label[self.lang] if key in boards else key

    def reading_minutes(self, post: Post) -> int:
        return reading_minutes(post.words)

    # Telephones

    def dialled(self, number: str) -> str:
        """What a link dials for a number as people read it."""
        return dialled(number, self.site.profile)

    def dial(self, text: str) -> Markup:
        """A text whose telephones, those that the charter names, are links."""
        charter = self.build.edition.charter
        numbers = charter.numbers if charter else ()
        return Markup(linked(str(escape(text)), numbers, self.site.profile))

    # Addresses, from the page

    def href(self, path: str) -> str:
        """The way to a path below the site root; other addresses stay as they are."""
        if path.startswith(_ELSEWHERE):
            return path
        return (self.up + path.lstrip("/")) or "./"

    def absolute(self, path: str) -> str:
        return self.site.absolute(path)

    def written(self, page: str) -> str:
        """Where people wrote a page of the foot: `contact`, `legal`, `privacy` or `accessibility`, or
        the page at that address; empty where they did not."""
        found = self.build.foot
        return found.get(page, "") or (page if page in found.values() else "")

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

    def thumbnail_href(self, post: Post) -> str:
        """The picture as lists show it, square; empty for a post without one."""
        has = post.slug in self.build.edition.pictures
        return self.href(self.site.thumbnail_path(post)) if has else ""

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
        boxes of a task list say whether they are ticked, and the sides of cells are a class: feeds
        keep `align`, which HTML no longer has."""
        said = html or ""
        if ' align="' in said:
            said = _CELL.sub(_sided, said)
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


FRAME_NAMES = offered(FrameContext)  # those that `once` gives


def _sided(cell: re.Match[str]) -> str:
    """The start of a cell of a cleaned table, its side as a class."""
    tag = cell.group()
    side = _ALIGN.search(tag)
    if side is None:
        return tag
    bare = tag.replace(side.group(), "", 1)
    if side[1] not in _SIDES:
        return bare
    if ' class="' in bare:
        return bare.replace(' class="', f' class="cell-{side[1]} ', 1)
    return f'{bare[:3]} class="cell-{side[1]}"{bare[3:]}'
