"""An Edition is all that one build sends out: a frozen value, complete before the makers start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from portevoix.alerts import Alert
from portevoix.approvals import Approvals
from portevoix.charter import Charter
from portevoix.checks import Finding, Report
from portevoix.diagnostics import Diagnostic
from portevoix.digests import digest
from portevoix.heard import Heard, Owed
from portevoix.inbox import Tray
from portevoix.issues import Issue
from portevoix.lists import Channel
from portevoix.newsletter_options import NewsletterOptions
from portevoix.page_text import NO_TEXT, PageText
from portevoix.planning import Plan
from portevoix.posts import Author, Post
from portevoix.publications import Publication
from portevoix.results import Results
from portevoix.site import Audience, Site
from portevoix.snippets import Snippet
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPicture:
    """A post's picture: where it lies, and the copy that readers get."""

    file: Path
    copy: Path  # what readers get, silent about where and when it was taken
    path: str  # of the copy, below the site root
    type: str  # media type
    length: int  # bytes
    width: int  # pixels
    height: int
    digest: str = ""  # of the file
    sibling: str = ""  # path of the same, lighter, for browsers that read its type
    sibling_type: str = ""


@dataclass(frozen=True, slots=True)
class PostKeys:
    """Two digests of a post."""

    listed: str  # changes with anything that lists show of it: all but its body
    whole: str  # changes with anything that any page, feed or picture shows of it


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A file of docs/ that goes out as it is, or as a clean copy of it."""

    path: str  # below the site root
    file: Path
    key: str  # changes with its content


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogIndex:
    """What people wrote for the first page of the blog."""

    title: str
    lang: str
    description: str = ""
    text: PageText = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A part of a page that the search finds by itself."""

    location: str  # address below the site root, with its anchor
    title: str
    text: str  # HTML
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    site: Site
    posts: tuple[Post, ...]  # published, newest first, ties broken by address
    expired: tuple[Post, ...] = ()  # out of lists and feeds; their page says so
    bodies: Mapping[str, str] = field(repr=False, hash=False)  # slug → clean HTML, as feeds show it
    texts: Mapping[str, PageText] = field(default_factory=dict, repr=False, hash=False)  # for pages
    keys: Mapping[str, PostKeys] = field(default_factory=dict, repr=False, hash=False)  # by slug
    entries: Mapping[str, tuple[SearchEntry, ...]] = field(
        default_factory=dict, repr=False, hash=False
    )  # slug → what the search finds
    pictures: Mapping[str, PostPicture] = field(default_factory=dict, repr=False, hash=False)
    bare: frozenset[str] = frozenset()  # slugs of posts whose picture was taken down
    snippets: Mapping[str, tuple[Snippet, ...]] = field(
        default_factory=dict, repr=False, hash=False
    )
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False, hash=False)
    # Slug → when a post was last changed, no two alike.
    moments: Mapping[str, datetime] = field(default_factory=dict, repr=False, hash=False)
    lists: tuple[Channel, ...] = field(default=(), repr=False, hash=False)
    formats: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict, repr=False, hash=False
    )  # slug → those of its cards
    card_sizes: Mapping[str, int] = field(
        default_factory=dict, repr=False, hash=False
    )  # path → bytes
    media: tuple[MediaFile, ...] = ()
    blog_index: BlogIndex | None = None
    per_page: int = 12  # posts on a page of a list
    written: frozenset[str] = frozenset()  # addresses of the pages that people wrote
    page_entries: tuple[SearchEntry, ...] = ()  # what the search finds on those
    publications: tuple[Publication, ...] = field(default=(), repr=False)  # that this site shows
    alerts: tuple[Alert, ...] = field(default=(), repr=False, hash=False)  # for the staff
    results: Results | None = field(default=None, repr=False, hash=False)  # None: shown to nobody
    approvals: Approvals = field(default_factory=Approvals, repr=False, hash=False)
    originals: Mapping[str, Path] = field(
        default_factory=dict, repr=False, hash=False
    )  # slug → file of the post's picture, as its author keeps it
    issues: tuple[Issue, ...] = field(default=(), repr=False)  # of the newsletter, by name
    newsletter: NewsletterOptions = field(default_factory=NewsletterOptions, repr=False)
    tray: Tray = field(default_factory=Tray, repr=False)  # what people said, for the staff
    heard: tuple[Heard, ...] = field(default=(), repr=False)  # what was heard, and what came of it
    owed: tuple[Owed, ...] = field(
        default=(), repr=False
    )  # what is still to be told, for the staff
    # Slug → address of the document that describes it on Bluesky's network; None: none is wished.
    documents: Mapping[str, str] | None = field(default=None, repr=False, hash=False)
    charter: Charter | None = None
    charter_key: str = ""  # of all files of the charter
    report: Report = field(default_factory=Report, repr=False)
    unwritten: tuple[Diagnostic, ...] = ()  # what people still have to write
    findings: Mapping[str, tuple[Finding, ...]] | None = None  # slug → to show, in a preview
    logo: Path | None = None
    logo_digest: str = ""
    now: datetime | None = None  # texts that wait for a later moment wait; None: none waits
    plan: Plan = field(default_factory=Plan, repr=False, hash=False)  # when each text goes out
    # The same with what the ledger knows, for the staff; None on readers' sites.
    progress: Plan | None = field(default=None, repr=False, hash=False)
    today: date | None = None  # only reminders speak of it

    def key_in_list(self, post: Post) -> str:
        """Changes with anything of a post that lists show: all but its body.

        Templates of lists keep to the front matter, the message, the summary and the picture of a post.
        """
        known = self.keys.get(post.slug)
        return known.listed if known else self._keys_of(post).listed

    def keys_in_lists(self) -> dict[str, str]:
        """`key_in_list` of every post, by slug: lists ask for each of them many times over."""
        keys = self.keys
        return {
            post.slug: keys[post.slug].listed if post.slug in keys else self.key_in_list(post)
            for post in self.posts
        }

    def key_of_post(self, post: Post) -> str:
        """Changes with anything of a post that any page, feed or picture shows."""
        known = self.keys.get(post.slug)
        return known.whole if known else self._keys_of(post).whole

    def _keys_of(self, post: Post) -> PostKeys:
        body, picture = digest(self.bodies.get(post.slug, "")), self.pictures.get(post.slug)
        return post_keys(post, body, picture, bare=post.slug in self.bare)


def post_keys(post: Post, body: str, picture: PostPicture | None, *, bare: bool) -> PostKeys:
    """The digests of a post; `body` is one of its body as it is shown."""
    told = (post.title, post.message, post.summary, picture and picture.digest)
    listed = digest(post.front_digest, *_from_elsewhere(post), *told)
    shown = picture and (picture.path, picture.sibling)
    return PostKeys(listed, digest(listed, post.digest, bare, body, shown))


def _from_elsewhere(post: Post) -> tuple[object, ...]:
    """What a post has from its file's name, the authors' file, the other posts and the day."""
    published = post.published.isoformat()
    updated = published if post.updated is post.published else post.updated.isoformat()
    return (
        *(post.slug, published, updated, post.ahead, post.state.value, post.translation_of),
        *post.apart,
        *map(_signed, post.authors),
    )


@lru_cache(maxsize=1000)
def _signed(author: Author) -> str:
    return f"{author.key}|{author.name}|{author.description}|{author.url}|{author.fediverse}"


def keys_of(posts: Iterable[Post], edition: Edition) -> dict[str, PostKeys]:
    return {
        post.slug: PostKeys(edition.key_in_list(post), edition.key_of_post(post)) for post in posts
    }


def public(edition: Edition) -> bool:
    return edition.site.audience is Audience.PUBLIC
