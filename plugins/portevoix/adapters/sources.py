"""Everything that people wrote, read before MkDocs starts: all mistakes of a run come together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from portevoix.adapters.session import Session
from portevoix.adapters.texts import Texts
from portevoix.audience import internal_paths
from portevoix.cards import logo_file
from portevoix.charter.charter import Charter
from portevoix.charter.reading import read_charter
from portevoix.charter.reminders import reminders
from portevoix.checks import RULES_BY_ARTICLE, CheckSettings, read_check_settings
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.form import Diagnostics
from portevoix.incremental.memory import Memory
from portevoix.incremental.unchanged import digest_of
from portevoix.pictures import Consents, read_consents
from portevoix.posts import Post, Shelf, expired, published, read_shelf, shown
from portevoix.site import Audience
from portevoix.snippets import Board, Snippet, boards_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a command asks of a build beyond the configuration."""

    posts: Path | None = None  # a folder with posts/ and .authors.yml in place of docs/blog
    now: datetime | None = None  # posts dated later wait; the clock by default
    drafts: bool = False
    check: bool = True  # False: what the charter refuses goes out all the same
    preview: bool = False  # findings are shown on the posts
    session: Session = field(default_factory=Session, compare=False)

    def when(self, command: str) -> Wishes:
        return replace(self, drafts=True, preview=True) if command == "serve" else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    configuration: Configuration
    folder: Path  # of the posts
    shelf: Shelf
    posts: tuple[Post, ...]
    expired: tuple[Post, ...]
    snippets: Mapping[str, tuple[Snippet, ...]]
    charter: Charter | None
    charter_key: str  # of all files of the charter, as they were before it was read
    logo: Path | None
    internal: frozenset[str]  # what of docs/ this build leaves out
    now: datetime
    since: datetime  # from when to when the same sources give the same site
    until: datetime
    notices: tuple[Diagnostic, ...]
    consents: Consents
    check_settings: CheckSettings


def read_sources(file: Path, wishes: Wishes, base: Path, memory: Memory) -> Sources:
    """Raises DiagnosticsError with the mistakes of all rooms."""
    configuration, session = read_configuration(file, shown_from=base), wishes.session
    site = configuration.site
    mistakes: list[Diagnostic] = []

    def tried(read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except DiagnosticsError as found:
            mistakes.extend(found.mistakes)
            return otherwise

    folder = wishes.posts or configuration.docs / site.blog.strip("/")
    unknown: Mapping[str, Board] = {}
    networks = tuple(tried(lambda: boards_of(site), unknown))
    empty = Shelf(posts=(), authors={}, pictures={})
    read = partial(read_shelf, networks=networks, shown_from=base, remembered=session.posts)
    shelf = tried(lambda: read(folder, site), empty)
    now = wishes.now or datetime.now(site.zone)
    consents = read_consents(shelf.posts, shelf.pictures, now.date(), site.lang)
    shelf = replace(shelf, posts=consents.without(shelf.posts))
    public = site.audience is Audience.PUBLIC
    open_to_all = [post for post in shelf.posts if not public or post.audience == Audience.PUBLIC]
    posts = published(open_to_all, now, drafts=wishes.drafts)
    texts = Texts(site, posts)
    snippets = tried(lambda: texts.tried(memory.store, memory.foundation), texts)
    diagnostics = Diagnostics(site.lang)
    internal = internal_paths(configuration.docs, base, diagnostics)
    mistakes += diagnostics.mistakes
    charter_key = digest_of([str(configuration.charter)]) if configuration.charter else ""
    key = (charter_key, site, base)
    charter = tried(
        lambda: session.once("charter", key, lambda: _charter(configuration, base)), None
    )
    turns = _turns(shelf.posts, now)
    options = configuration.options.form("checks")
    check_settings = tried(
        lambda: read_check_settings(configuration.docs, options=options, lang=site.lang),
        CheckSettings(),
    )
    logo = tried(lambda: logo_file(site, configuration.docs), None)
    if mistakes:
        raise DiagnosticsError(mistakes)
    return Sources(
        configuration=configuration,
        check_settings=check_settings,
        folder=folder,
        shelf=shelf,
        posts=posts,
        expired=expired(open_to_all, now),
        snippets=snippets,
        charter=charter,
        charter_key=charter_key,
        logo=logo,
        internal=internal if public else frozenset(),
        now=now,
        since=max((moment for moment in turns if moment <= now), default=now),
        until=min((moment for moment in turns if moment > now), default=now),
        notices=(*shelf.notices, *(reminders(charter, now.date(), site.lang) if charter else ())),
        consents=consents,
    )


def _charter(configuration: Configuration, base: Path) -> Charter | None:
    folder = configuration.charter
    if folder is None or not folder.is_dir():
        return None

    named = shown(folder, base)
    return read_charter(folder, configuration.site, RULES_BY_ARTICLE, shown_as=named)


def _turns(posts: Iterable[Post], now: datetime) -> tuple[datetime, ...]:
    """When a site changes though nobody touches it: a post goes out or expires, a day begins."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    moments = [today, today + timedelta(days=1)]
    for post in posts:
        moments.append(post.published)
        if post.expires:
            moments.append(post.expires)
    return tuple(moments)
