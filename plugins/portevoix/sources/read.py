"""Everything that people wrote, read before anything is made: all mistakes of a run come together."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from portevoix.addresses import shown_apart, told_apart
from portevoix.charter import Charter, Wording, read_charter, read_wording, reminders
from portevoix.checks import RULES_BY_ARTICLE, CheckSettings, read_check_settings
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.digests import digest
from portevoix.file_stats import stat_of
from portevoix.language import say
from portevoix.pictures import Consents, read_consents
from portevoix.planning import Calendar, Plan, Planning, calendar_of, plan_of, read_planning
from portevoix.posts import (
    Census,
    Post,
    PostCache,
    Shelf,
    census,
    expired,
    published,
    read_shelf,
    settle,
    shown,
    turns,
)
from portevoix.publications import Publication
from portevoix.sending import publications_of, read_ledger
from portevoix.site import Audience, Site
from portevoix.snippets import Board, boards_of
from portevoix.sources.audience import Pages, is_internal, read_pages
from portevoix.sources.exclusions import Exclusions, read_exclusions
from portevoix.sources.links import LinkTable
from portevoix.sources.logos import read_logo
from portevoix.sources.media_types import is_published
from portevoix.sources.options import SourceOptions
from portevoix.sources.owned import Text, withheld
from portevoix.sources.remaining import unsettled
from portevoix.sources.tree import LISTS, DocFile, DocTree, addresses_of, look_over, url_of

T = TypeVar("T")
_NAMED = 20  # files that are told by name as not published
Once = Callable[[str, object, Callable[[], T]], T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    configuration: Configuration
    folder: Path  # of the posts
    tree: DocTree = field(repr=False)  # of docs/
    shelf: Shelf = field(repr=False)
    posts: tuple[Post, ...] = field(repr=False)
    expired: tuple[Post, ...]
    census: Census
    charter: Charter | None = field(repr=False)
    charter_key: str  # of all files of the charter, as they lay before it was read
    wording: Wording = field(repr=False)  # what ordinary pages may use of the charter’s words
    logo: Path | None
    ordinary: Mapping[str, str] = field(repr=False)  # page that MkDocs renders → its address
    media: Mapping[str, DocFile] = field(repr=False)  # by place below the site root
    links: LinkTable = field(repr=False)
    uris: Mapping[str, str] = field(repr=False)  # slug → path of a post below docs/
    internal: frozenset[str]  # what of docs/ this build leaves out
    now: datetime
    since: datetime  # from when to when the same sources give the same site
    until: datetime
    notices: tuple[Diagnostic, ...]
    unwritten: tuple[Diagnostic, ...]  # what people still have to write; among the notices too
    consents: Consents
    settings: CheckSettings
    calendar: Calendar = field(repr=False)  # what the plan is made with
    publications: tuple[Publication, ...] = field(repr=False)  # that this site shows
    plan: Plan = field(repr=False)  # when each text goes out, on each network


def read_sources(
    file: Path,
    options: SourceOptions,
    base: Path,
    *,
    cache: PostCache | None = None,
    once: Once[object] | None = None,
) -> Sources:
    """Raises DiagnosticsError with the mistakes of all rooms.

    `cache` holds posts that were read before; `once` makes a value of a name anew only when its key
    is not the last one's.
    """
    configuration = read_configuration(file, shown_from=base)
    site = configuration.site
    mistakes: list[Diagnostic] = list(configuration.refused)

    def tried(read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except DiagnosticsError as found:
            mistakes.extend(found.mistakes)
            return otherwise

    folder = options.posts or configuration.docs / site.blog.strip("/")
    unknown: Mapping[str, Board] = {}
    networks = tuple(tried(lambda: boards_of(site), unknown))
    empty = Shelf(posts=(), authors={}, pictures={})
    exclusions = tried(lambda: _exclusions(configuration), Exclusions())
    in_docs = f"{site.blog}posts/"
    read = partial(read_shelf, networks=networks, shown_from=base, cache=cache)
    shelf = tried(
        lambda: read(
            folder, site, is_left_out=lambda path: exclusions.is_excluded(f"{in_docs}{path}")
        ),
        empty,
    )
    uris = _uris(shelf, folder, site.blog)
    shelf = replace(shelf, posts=_drafts_of(shelf.posts, uris, exclusions))
    now = options.now or datetime.now(site.zone)
    consents = read_consents(shelf.posts, shelf.pictures, now.date(), site.lang)
    written = consents.without(shelf.posts)
    shelf = replace(shelf, posts=settle(written, now))
    public = site.audience is Audience.PUBLIC
    open_to_all = [post for post in shelf.posts if not public or post.audience == Audience.PUBLIC]
    posts = published(open_to_all, now, drafts=options.drafts)
    gone = expired(open_to_all, now)
    if apart := told_apart((*posts, *gone)):
        site = replace(site, apart=apart)
        configuration = replace(configuration, site=site)
        posts = tuple(_filed_apart(post, apart) for post in posts)
    tree = look_over(configuration.docs, is_left_out=exclusions.is_excluded)
    charter_uri = _uri(configuration.charter, configuration.docs)
    pages, unread, unwritten = _pages(tree, in_docs, charter_uri, base, site.lang, once)
    mistakes += unread
    charter_key = digest(*((one.uri, one.key) for one in tree.below(charter_uri)))
    charter = tried(partial(_charter, configuration, base, once, charter_key), None)
    settings = tried(
        lambda: read_check_settings(
            configuration.docs,
            options=configuration.options.form("checks"),
            charter=configuration.charter,
            lang=site.lang,
        ),
        CheckSettings(),
    )
    logo = tried(lambda: read_logo(configuration), None)
    planning = tried(
        lambda: read_planning(configuration.options.form("planning"), site, networks), Planning()
    )
    if mistakes:
        raise DiagnosticsError(mistakes)
    left_to_write = (*unwritten, *unsettled(configuration))
    hidden = pages.internal if public else frozenset()
    if not options.drafts:
        hidden |= pages.drafts | {uri for uri in tree.files if exclusions.is_draft(uri)}
    ours = (in_docs, charter_uri, f"{site.blog}index.md")
    left = [
        one
        for one in tree.files.values()
        if not one.uri.startswith(ours) and not is_internal(one.uri, hidden)
    ]
    ordinary = addresses_of(left)
    neighbours = _neighbours(
        folder,
        site.blog,
        lambda uri: exclusions.is_excluded(uri) or uri in hidden,
    )
    open_now = frozenset(post.slug for post in posts)
    files = {one.uri: one for one in left if not one.is_markdown and one.suffix not in LISTS}
    media, refused = _published_files(
        files,
        neighbours,
        site.blog,
        (
            *(Text(uris[one.slug], one.slug in open_now, one.names) for one in shelf.posts),
            *(
                Text(uri, not is_internal(uri, hidden), pages.names.get(uri, ()))
                for uri, one in tree.files.items()
                if one.is_markdown and not uri.startswith(in_docs)
            ),
        ),
    )
    out = {post.slug for post in (*posts, *gone)}
    calendar = calendar_of(site, planning, networks, settings.reserve)
    plan = plan_of(shelf.posts, calendar, now)
    publications, unread = _publications(configuration, base, once)
    moments = _turns(written, plan, now)
    return Sources(
        configuration=configuration,
        settings=settings,
        folder=folder,
        tree=tree,
        shelf=shelf,
        posts=posts,
        expired=gone,
        census=census(open_to_all, now),
        charter=charter,
        charter_key=charter_key if charter else "",
        wording=_wording(configuration, base),
        logo=logo,
        ordinary=ordinary,
        media=media,
        links=_links(
            ordinary,
            media,
            {uris[post.slug]: site.path_of(post) for post in (*posts, *gone)},
            {
                uris[post.slug]: (site.path_of(post), _why(post, now, site))
                for post in shelf.posts
                if post.slug not in out
            },
            site,
        ),
        uris=uris,
        internal=hidden,
        now=now,
        since=max((moment for moment in moments if moment <= now), default=now),
        until=min((moment for moment in moments if moment > now), default=now),
        unwritten=left_to_write,
        notices=(
            *left_to_write,
            *unread,
            *configuration.notices,
            *shelf.notices,
            *consents.notices,
            *_revised_ahead(written, now, site.lang),
            *_of_refused(refused, base, site.lang),
            *(reminders(charter, now.date(), site) if charter else ()),
        ),
        consents=consents,
        calendar=calendar,
        publications=publications,
        plan=plan,
    )


def _filed_apart(post: Post, apart: Mapping[tuple[str, str], str]) -> Post:
    shown = shown_apart(post, apart)
    return replace(post, apart=shown) if shown else post


def _publications(
    configuration: Configuration, base: Path, once: Once[object] | None
) -> tuple[tuple[Publication, ...], tuple[Diagnostic, ...]]:
    """What the ledger says went out, where this site shows it, and what cannot be read of it: that
    stops sending, no site."""
    site, sending = configuration.site, configuration.sending
    if site.audience is Audience.PUBLIC and not sending.public:
        return (), ()
    path = configuration.file.parent / sending.ledger

    def read() -> tuple[tuple[Publication, ...], tuple[Diagnostic, ...]]:
        try:
            return publications_of(read_ledger(path, lang=site.lang, name=shown(path, base))), ()
        except DiagnosticsError as found:
            return (), tuple(
                replace(one, what=say(site.lang, "register.unread", what=one.what))
                for one in found.mistakes
            )

    if once is None or not path.exists():
        return read()
    found: Any = once("publications", (stat_of(path), site), read)
    answer: tuple[tuple[Publication, ...], tuple[Diagnostic, ...]] = found
    return answer


def _exclusions(configuration: Configuration) -> Exclusions:
    """Raises DiagnosticsError for patterns that cannot be read."""
    diagnostics = Diagnostics(configuration.site.lang)
    found = read_exclusions(replace(configuration.top, diagnostics=diagnostics))
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    return found


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


def _pages(
    tree: DocTree, posts: str, charter: str, base: Path, lang: str, once: Once[object] | None
) -> tuple[Pages, tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """What pages say of themselves, what could not be read to know it, and what is still to be
    written."""

    def read() -> tuple[Pages, tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
        diagnostics = Diagnostics(lang)
        found = read_pages(tree, posts, charter, base, diagnostics)
        return found, tuple(diagnostics.mistakes), tuple(diagnostics.notices)

    if once is None:
        return read()
    pages = [(one.uri, one.key) for one in tree.files.values() if one.is_markdown]
    folders = [(str(file), stat_of(file)) for file in tree.folder_files]
    found: Any = once("pages", digest(pages, folders, posts, charter, base, lang), read)
    return found[0], found[1], found[2]


def _uri(folder: Path | None, docs: Path) -> str:
    """A folder below docs/, with a closing slash; what no file starts with when there is none."""
    return f"{folder.relative_to(docs).as_posix()}/" if folder else "\0"


def _charter(
    configuration: Configuration, base: Path, once: Once[object] | None, key: str
) -> Charter | None:
    folder = configuration.charter
    if folder is None or not folder.is_dir():
        return None

    def read() -> Charter:
        assert folder is not None
        named = shown(folder, base)
        return read_charter(folder, configuration.site, RULES_BY_ARTICLE, shown_as=named)

    if once is None:
        return read()
    found = once("charter", (key, configuration.site, base), read)
    assert isinstance(found, Charter)
    return found


def _wording(configuration: Configuration, base: Path) -> Wording:
    """Its mistakes were told where the charter was read."""
    folder, site = configuration.charter, configuration.site
    named = shown(folder, base) if folder else ""
    return read_wording(folder, named, site, Diagnostics(site.lang))


def _neighbours(folder: Path, blog: str, is_left_out: Callable[[str], bool]) -> dict[str, DocFile]:
    """Files beside posts, at the place that Material's blog gives them: that of the folder of
    posts left out."""
    found = look_over(
        folder / "posts", texts=False, is_left_out=lambda uri: is_left_out(f"{blog}posts/{uri}")
    )
    return {f"{blog}{one.uri}": one for one in found.files.values()}


def _published_files(
    files: Mapping[str, DocFile], beside: Mapping[str, DocFile], blog: str, texts: Iterable[Text]
) -> tuple[dict[str, DocFile], list[Path]]:
    """Of the files of docs/ and those beside posts, by their places: those that this build may
    publish, and those that it never does because of what they are."""
    places = {
        **{uri: uri for uri in files},
        **{f"{blog}posts/{one.uri}": place for place, one in beside.items()},
    }
    kept_in = withheld(places, texts)
    found: dict[str, DocFile] = {}
    refused = []
    for some, beside_posts in ((files, False), (beside, True)):
        for place, one in some.items():
            if place in kept_in:
                continue
            if is_published(one.uri, beside_posts=beside_posts):
                found[place] = one
            else:
                refused.append(one.path)
    return found, refused


def _revised_ahead(posts: Iterable[Post], now: datetime, lang: str) -> tuple[Diagnostic, ...]:
    """Notices of revisions that are dated ahead of the build."""
    diagnostics = Diagnostics(lang)
    for post in posts:
        if post.published <= now < post.updated and not post.draft:
            line = post.lines.get("updated", post.lines.get("date.updated", 0))
            day = f"{post.updated:%Y-%m-%d}"
            diagnostics.notice(post.file, line, "posts.updated_ahead", day=day)
    return tuple(diagnostics.notices)


def _of_refused(paths: Sequence[Path], base: Path, lang: str) -> tuple[Diagnostic, ...]:
    """Notices of files that are no kind that is published; of many, the first are named."""
    diagnostics = Diagnostics(lang)
    for path in paths[:_NAMED]:
        diagnostics.notice(shown(path, base), 0, "posts.not_published")
    if len(paths) > _NAMED:
        path, more = paths[_NAMED], len(paths) - _NAMED
        diagnostics.notice(shown(path, base), 0, "posts.not_published_more", count=more)
    return tuple(diagnostics.notices)


def _uris(shelf: Shelf, folder: Path, blog: str) -> dict[str, str]:
    """Slug → where a post's file lies below docs/, or would if the folder were that of docs/."""
    start = len(str(folder / "posts")) + 1
    return {
        post.slug: unicodedata.normalize("NFC", f"{blog}posts/{shelf.files[post.file][start:]}")
        for post in shelf.posts
    }


def _links(
    ordinary: Mapping[str, str],
    media: Mapping[str, DocFile],
    posts: Mapping[str, str],
    withheld: Mapping[str, tuple[str, str]],
    site: Site,
) -> LinkTable:
    blog = site.blog
    at = {
        f"{blog}posts/{place.removeprefix(blog)}": place
        for place in media
        if place.startswith(blog)
    }
    addresses = {
        f"{blog}index.md": blog,
        **ordinary,
        **{place: place for place in media},
        **at,
        **posts,
    }
    return LinkTable(
        addresses={uri: url_of(place) for uri, place in addresses.items()},
        withheld={uri: address for uri, (address, _) in withheld.items()},
        reasons=dict(withheld.values()),
        places=frozenset(addresses.values()),
        root=site.url,
    )


def _why(post: Post, now: datetime, site: Site) -> str:
    """Why readers do not see a post."""
    if post.draft:
        return say(site.lang, "posts.why_draft")
    if post.audience == Audience.INTERNAL and site.audience is Audience.PUBLIC:
        return say(site.lang, "posts.why_internal")
    day, hour = f"{post.published:%Y-%m-%d}", f"{post.published:%H:%M}"
    return say(site.lang, "posts.why_later", day=day, hour=hour)


def _turns(posts: Iterable[Post], plan: Plan, now: datetime) -> tuple[datetime, ...]:
    """When a site changes though nobody touches it: by a post, by the moment of a text, or because a
    day begins."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    planned = (one.moment for one in plan.items if one.moment)
    return today, today + timedelta(days=1), *chain.from_iterable(map(turns, posts)), *planned
