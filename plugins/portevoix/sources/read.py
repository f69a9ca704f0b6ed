"""Everything that people wrote, read before anything is made: all mistakes of a run come together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from portevoix.addresses import shown_apart, told_apart
from portevoix.approvals import Approvals
from portevoix.charter import Charter, Wording, read_charter, read_wording, reminders
from portevoix.checks import RULES_BY_ARTICLE, CheckSettings, read_check_settings
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.digests import digest
from portevoix.file_stats import stat_of
from portevoix.heard import Heard
from portevoix.inbox import Tray
from portevoix.issues import Issue
from portevoix.pictures import Consents, read_consents
from portevoix.planning import Calendar, Plan, Planning, calendar_of, plan_of, read_planning
from portevoix.posts import (
    Census,
    Post,
    PostCache,
    Shelf,
    ShelfError,
    census,
    expired,
    published,
    read_shelf,
    settle,
    shown,
)
from portevoix.publications import Publication
from portevoix.results import Results
from portevoix.site import Audience
from portevoix.snippets import Board, boards_of
from portevoix.sources.alias_clashes import aliases_over_pages
from portevoix.sources.approved import approvals_of
from portevoix.sources.audience import Pages, is_internal, read_pages
from portevoix.sources.calls import unknown_numbers
from portevoix.sources.exclusions import Exclusions, read_exclusions
from portevoix.sources.heard import read_heard
from portevoix.sources.inbox import Seen, read_tray
from portevoix.sources.ledger import documents_beside, shown_publications
from portevoix.sources.letters import read_issues
from portevoix.sources.link_table import link_table, uris_of, why_withheld
from portevoix.sources.links import LinkTable
from portevoix.sources.logos import read_logo
from portevoix.sources.measured import of_no_post, shown_results
from portevoix.sources.once import Once, T
from portevoix.sources.options import SourceOptions
from portevoix.sources.owned import Text
from portevoix.sources.published import (
    files_beside,
    notices_of_links,
    notices_of_refused,
    published_files,
)
from portevoix.sources.remaining import unsettled
from portevoix.sources.tree import LISTS, DocFile, DocTree, addresses_of, look_over
from portevoix.sources.turns import revised_ahead, turns_of_site


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
    # Of the notices, what cannot be read of the ledger, of approvals, of results, of what people said.
    unread: tuple[Diagnostic, ...]
    unheard: tuple[Diagnostic, ...]
    uncounted: tuple[Diagnostic, ...]
    unseen: tuple[Diagnostic, ...]
    unwritten: tuple[Diagnostic, ...]  # what people still have to write; among the notices too
    consents: Consents
    settings: CheckSettings
    calendar: Calendar = field(repr=False)  # what the plan is made with
    publications: tuple[Publication, ...] = field(repr=False)  # that this site shows
    documents: Mapping[str, str] | None = field(repr=False)  # slug → on Bluesky's network
    approvals: Approvals = field(repr=False)  # what was said of texts
    issues: tuple[Issue, ...] = field(repr=False)  # of the newsletter, by name
    results: Results | None = field(repr=False)  # None where this site shows none
    plan: Plan = field(repr=False)  # when each text goes out, on each network
    tray: Tray = field(repr=False)  # what people said, for the staff
    heard: tuple[Heard, ...] = field(repr=False)  # what was heard, and what came of it


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
    read = partial(
        read_shelf, networks=networks, shown_from=base, cache=cache, instead=options.instead
    )
    try:
        shelf = read(
            folder, site, is_left_out=lambda path: exclusions.is_excluded(f"{in_docs}{path}")
        )
        known = doubtful = shelf.posts
        maybe: Collection[str] = ()  # names of posts that could not be read
    except ShelfError as found:
        mistakes.extend(found.mistakes)
        shelf = empty
        known, doubtful = found.posts, (*found.posts, *found.doubtful)
        maybe = found.unread
    uris = uris_of(shelf, folder, site.blog)
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
    # Posts of another folder were in no newsletter of this organisation.
    past = Diagnostics(site.lang)  # of what went out or was heard
    issues = (
        read_issues(tree.below(site.names.letters), site, known, base, past, unread=maybe)
        if options.posts is None
        else ()
    )
    mistakes += past.mistakes
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
    nothing: tuple[Heard, ...] = ()
    heard = nothing
    if options.posts is None:  # posts of another folder were not heard of here
        heard = tried(
            lambda: read_heard(
                configuration.docs, site, known, settings.contacts, base, past, unread=maybe
            ),
            nothing,
        )
    calendar = calendar_of(site, planning, networks, settings.reserve)
    wording = _wording(configuration, base)
    variables = {**wording.internal, **wording.variables}
    mistakes += unknown_numbers(configuration, charter.variables if charter else {})
    seen = tried(lambda: read_tray(configuration, variables, calendar, now, base), Seen())
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
    if mistakes and exclusions.drafts is not None:  # which posts are out is not known here
        raise DiagnosticsError(mistakes)
    if mistakes:
        open_posts = published(
            [one for one in settle(doubtful, now) if not public or one.audience == Audience.PUBLIC],
            now,
            drafts=options.drafts,
        )
        raise DiagnosticsError(
            [*mistakes, *aliases_over_pages(open_posts, ordinary, tree.files, site, base)]
        )
    left_to_write = (*unwritten, *unsettled(configuration))
    neighbours, beside = files_beside(
        folder,
        site.blog,
        lambda uri: exclusions.is_excluded(uri) or uri in hidden,
    )
    open_now = frozenset(post.slug for post in posts)
    files = {one.uri: one for one in left if not one.is_markdown and one.suffix not in LISTS}
    media, refused = published_files(
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
    # Those among posts are told by the folder of posts, wherever it lies.
    links = (*(one for one in tree.links if not one.uri.startswith(in_docs)), *beside)
    out = {post.slug for post in (*posts, *gone)}
    plan = plan_of(shelf.posts, calendar, now)
    publications, unread = shown_publications(configuration, base, once, shelf.posts)
    if public:  # what a post that readers no longer see said stays in the house with it
        held = {post.slug for post in shelf.posts} - out
        publications = tuple(one for one in publications if one.post not in held)
    approvals, unheard = approvals_of(configuration, base, once)
    results, uncounted = shown_results(configuration, base, once)
    if results is not None and options.posts is None:
        slugs = frozenset(post.slug for post in shelf.posts)
        uncounted += of_no_post(results, slugs, configuration, base)
    sent = (one.sent for one in issues if one.sent)
    moments = turns_of_site(written, plan, now, (*sent, *seen.turns))
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
        wording=wording,
        logo=logo,
        ordinary=ordinary,
        media=media,
        links=link_table(
            ordinary,
            media,
            {uris[post.slug]: site.path_of(post) for post in (*posts, *gone)},
            {
                uris[post.slug]: (site.path_of(post), why_withheld(post, now, site))
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
        unread=unread,
        unheard=unheard,
        uncounted=uncounted,
        unseen=seen.notices,
        notices=(
            *left_to_write,
            *unread,
            *unheard,
            *uncounted,
            *seen.notices,
            *configuration.notices,
            *shelf.notices,
            *consents.notices,
            *past.notices,
            *revised_ahead(written, now, site.lang),
            *notices_of_links(links, configuration.docs, base, site.lang),
            *notices_of_refused(refused, base, site.lang),
            *(reminders(charter, now.date(), site) if charter else ()),
        ),
        consents=consents,
        calendar=calendar,
        publications=publications,
        documents=documents_beside(configuration, base, once),
        approvals=approvals,
        issues=issues,
        results=results,
        plan=plan,
        tray=seen.tray,
        heard=heard,
    )


def _filed_apart(post: Post, apart: Mapping[tuple[str, str], str]) -> Post:
    shown = shown_apart(post, apart)
    return replace(post, apart=shown) if shown else post


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
