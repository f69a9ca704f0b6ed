"""Everything that people wrote, read before anything is made: all mistakes of a run come together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from portevoix.charter import Charter, Wording, read_charter, read_wording, reminders
from portevoix.checks import RULES_BY_ARTICLE, CheckSettings, read_check_settings
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.digests import digest
from portevoix.file_stats import stat_of
from portevoix.heard import Heard
from portevoix.planning import Planning, calendar_of, plan_of, read_planning
from portevoix.posts import PostCache, census, shown
from portevoix.site import Audience
from portevoix.snippets import Board, boards_of
from portevoix.sources.approved import approvals_of
from portevoix.sources.audience import Pages, is_internal, read_pages
from portevoix.sources.calls import unknown_numbers
from portevoix.sources.exclusions import Exclusions, read_exclusions
from portevoix.sources.heard import read_heard
from portevoix.sources.inbox import Seen, read_tray
from portevoix.sources.ledger import documents_beside, shown_publications
from portevoix.sources.letters import read_issues
from portevoix.sources.link_table import link_table
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
from portevoix.sources.shelved import read_shelved
from portevoix.sources.sources import Sources
from portevoix.sources.tree import LISTS, DocTree, addresses_of, look_over
from portevoix.sources.turns import revised_ahead, turns_of_site


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

    unknown: Mapping[str, Board] = {}
    networks = tuple(tried(lambda: boards_of(site), unknown))
    exclusions = tried(lambda: _exclusions(configuration), Exclusions())
    ours = read_shelved(configuration, options, exclusions, base, networks=networks, cache=cache)
    mistakes += ours.mistakes
    site, now = ours.site, ours.now
    configuration = replace(configuration, site=site)
    in_docs = f"{site.blog}posts/"
    public = site.audience is Audience.PUBLIC
    tree = look_over(configuration.docs, is_left_out=exclusions.is_excluded)
    # Posts of another folder were in no newsletter of this organisation.
    past = Diagnostics(site.lang)  # of what went out or was heard
    issues = (
        read_issues(
            tree.below(site.names.letters), site, ours.known, base, past, unread=ours.unread
        )
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
                configuration.docs,
                site,
                ours.known,
                settings.contacts,
                base,
                past,
                unread=ours.unread,
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
    made = (in_docs, charter_uri, f"{site.blog}index.md")
    left = [
        one
        for one in tree.files.values()
        if not one.uri.startswith(made) and not is_internal(one.uri, hidden)
    ]
    ordinary = addresses_of(left)
    if mistakes and exclusions.drafts is not None:  # which posts are out is not known here
        raise DiagnosticsError(mistakes)
    if mistakes:
        clashes = ours.alias_clashes(ordinary, tree.files, options.drafts, base)
        raise DiagnosticsError([*mistakes, *clashes])
    left_to_write = (*unwritten, *unsettled(configuration))
    neighbours, beside = files_beside(
        ours.folder,
        site.blog,
        lambda uri: exclusions.is_excluded(uri) or uri in hidden,
    )
    open_now = frozenset(post.slug for post in ours.posts)
    files = {one.uri: one for one in left if not one.is_markdown and one.suffix not in LISTS}
    media, refused = published_files(
        files,
        neighbours,
        site.blog,
        (
            *(
                Text(ours.uris[one.slug], one.slug in open_now, one.names)
                for one in ours.shelf.posts
            ),
            *(
                Text(uri, not is_internal(uri, hidden), pages.names.get(uri, ()))
                for uri, one in tree.files.items()
                if one.is_markdown and not uri.startswith(in_docs)
            ),
        ),
    )
    # Those among posts are told by the folder of posts, wherever it lies.
    links = (*(one for one in tree.links if not one.uri.startswith(in_docs)), *beside)
    plan = plan_of(ours.shelf.posts, calendar, now)
    publications, unread = shown_publications(configuration, base, once, ours.shelf.posts)
    if public:  # what a post that readers no longer see said stays in the house with it
        held = {post.slug for post in ours.shelf.posts} - ours.out
        publications = tuple(one for one in publications if one.post not in held)
    approvals, unheard = approvals_of(configuration, base, once)
    results, uncounted = shown_results(configuration, base, once)
    if results is not None and options.posts is None:
        slugs = frozenset(post.slug for post in ours.shelf.posts)
        uncounted += of_no_post(results, slugs, configuration, base)
    sent = (one.sent for one in issues if one.sent)
    moments = turns_of_site(ours.written, plan, now, (*sent, *seen.turns))
    return Sources(
        configuration=configuration,
        settings=settings,
        folder=ours.folder,
        tree=tree,
        shelf=ours.shelf,
        posts=ours.posts,
        expired=ours.expired,
        census=census(ours.open_to_all, now),
        charter=charter,
        charter_key=charter_key if charter else "",
        wording=wording,
        logo=logo,
        ordinary=ordinary,
        media=media,
        links=link_table(ordinary, media, ours.addresses(), ours.withheld(), site),
        uris=ours.uris,
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
            *ours.shelf.notices,
            *ours.consents.notices,
            *past.notices,
            *revised_ahead(ours.written, now, site.lang),
            *notices_of_links(links, configuration.docs, base, site.lang),
            *notices_of_refused(refused, base, site.lang),
            *(reminders(charter, now.date(), site) if charter else ()),
        ),
        consents=ours.consents,
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


def _exclusions(configuration: Configuration) -> Exclusions:
    """Raises DiagnosticsError for patterns that cannot be read."""
    diagnostics = Diagnostics(configuration.site.lang)
    found = read_exclusions(replace(configuration.top, diagnostics=diagnostics))
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    return found


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
