"""A build, step by step: sources, what each post needs, the edition, the pages, the site."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, field
from functools import partial
from pathlib import Path

from portevoix.building.ahead import blocked_ahead
from portevoix.building.bodies import (
    BodyShelf,
    Bookbinding,
    Entries,
    PageTexts,
    PlainBodies,
    written_text,
)
from portevoix.building.engine import MarkdownEngine
from portevoix.building.findings import asked_of_rules, beyond_baseline, findings_by_post
from portevoix.building.outlook import due_alerts, with_results
from portevoix.building.post_records import record_packs, replace_rooms
from portevoix.building.prepare import Preparation, Prepared, misfits, prepare
from portevoix.building.progress import Compose, approved, composing, plan_known
from portevoix.building.related import related_slugs
from portevoix.building.texts import Texts
from portevoix.building.workplace import Workplace
from portevoix.cache.freshness import cache_folder
from portevoix.cards import card_of, may_be_told, notices
from portevoix.checks import Report, report_of
from portevoix.counts import FILE as COUNTS
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.digests import digest
from portevoix.edition import BlogIndex, Edition
from portevoix.feeds import moments
from portevoix.heard import Owed, owed
from portevoix.kits import formats_of
from portevoix.lists import channels
from portevoix.planning import Plan
from portevoix.posts import Post
from portevoix.site import Audience, Site
from portevoix.sources.media import Media, read_media
from portevoix.sources.options import SourceOptions
from portevoix.sources.read import read_sources
from portevoix.sources.sources import Sources
from portevoix.theme import has_our_look
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """All that a build sends out, before any file of it is made."""

    sources: Sources = field(repr=False)
    options: SourceOptions
    media: Media = field(repr=False)
    prepared: Prepared = field(repr=False)
    binding: Bookbinding = field(repr=False)
    edition: Edition = field(repr=False)
    foundation: str
    base: Path  # where file names in messages start
    pure: bool  # whether the sources say all that texts render to
    held: Report = field(repr=False)  # what the rules find and the baseline does not know
    notices: tuple[Diagnostic, ...] = ()

    @property
    def has_our_look(self) -> bool:
        """Whether the pages are ours; files alone are added to a site of another look."""
        configuration = self.sources.configuration
        return has_our_look(configuration.theme, configuration.overrides)

    @property
    def lang(self) -> str:
        return self.edition.site.lang

    @property
    def is_refused(self) -> bool:
        """Whether the charter keeps the site in the house: posts of elsewhere are told what the
        rules find, and are not held to it."""
        held = self.edition.site.audience is Audience.PUBLIC
        alone = not self.options.preview and self.options.posts is None
        return held and alone and self.held.blocks


def assemble(
    file: Path, options: SourceOptions, engine: MarkdownEngine, place: Workplace
) -> Assembled:
    """Read all that people wrote, and work out what each post needs.

    Raises DiagnosticsError with every mistake; Refused when the engine cannot start.
    """
    session, store = place.session, place.session.store
    rooms = partial(record_packs, store)
    cache = replace_rooms(session.posts, rooms, place.foundation)
    sources = read_sources(file, options, place.base, cache=cache, once=session.once)
    site = sources.configuration.site
    media = read_media(
        sources.media,
        root=site.url,
        lang=site.lang,
        consents=sources.consents,
        kept=cache_folder(place.project) / "pictures",
        spare=place.spare,
    )
    binding = Bookbinding(
        site=site,
        links=sources.links,
        media=media,
        glossary=sources.settings.glossary,
        foundation=digest(place.foundation, sorted(sources.settings.glossary.items())),
        followed=has_our_look(sources.configuration.theme, sources.configuration.overrides),
    )
    preparation = _preparation(sources, binding, engine, options, place)
    pictures, mistakes = media.of_posts(sources.posts, sources.shelf.pictures)
    prepared = prepare(sources.posts, preparation, session.known)
    posts = prepared.posts
    keys = {
        post.slug: session.keys(
            post,
            prepared.facts[post.slug].whole,
            pictures.get(post.slug),
            bare=post.slug in sources.consents.bare,
        )
        for post in posts
        if post.slug in prepared.facts
    }
    session.keep()
    if mistakes := [*sources.shelf.lost, *mistakes, *prepared.mistakes]:
        raise DiagnosticsError([*mistakes, *misfits(site, posts)])
    index = _blog_index(sources, binding, engine, place)
    report = report_of(prepared.reviews)
    by_slug = {post.slug: post for post in posts}
    shelf = BodyShelf(store=store, site=site, media=media, posts=by_slug, facts=prepared.facts)
    related = related_slugs(
        posts, [keys[post.slug].listed for post in posts], place.foundation, session, store
    )
    texts = Texts(site, posts)
    compose = composing(site, texts, engine.markdown)
    progress = _progress(sources, compose)
    edition = Edition(
        site=site,
        posts=posts,
        expired=sources.expired,
        publications=sources.publications,
        documents=sources.documents,
        approvals=sources.approvals,
        results=sources.results,
        alerts=due_alerts(sources, progress) if progress else (),
        originals=sources.shelf.pictures,
        issues=sources.issues,
        newsletter=sources.configuration.newsletter,
        tray=sources.tray,
        heard=sources.heard,
        owed=_owed(sources),
        bodies=PlainBodies(shelf),
        texts=PageTexts(shelf),
        entries=Entries(shelf),
        keys=keys,
        pictures=pictures,
        bare=sources.consents.bare,
        snippets=texts,
        related=related,
        moments=session.once(
            "moments", [(post.slug, post.updated) for post in posts], partial(moments, posts)
        ),
        lists=channels(site, posts),
        formats=formats_of(site, posts),
        media=media.files,
        blog_index=index,
        per_page=sources.configuration.per_page,
        written=frozenset(sources.ordinary.values()),
        charter=sources.charter,
        charter_key=sources.charter_key,
        report=report,
        findings=findings_by_post(posts, report) if options.preview else None,
        unwritten=sources.unwritten,
        logo=sources.logo,
        logo_digest=_file_digest(sources.logo),
        now=sources.now,
        plan=approved(sources.plan, sources, compose),
        progress=progress,
        today=sources.now.date(),
    )
    told = (
        *sources.notices,
        *_uncounted(sources, options, place),
        *prepared.notices,
        *media.notices(place.base, ()),
        *blocked_ahead(sources, session.known, place),
        *session.once(
            "cards", [keys[post.slug].listed for post in posts], partial(_of_cards, posts, site)
        ),
    )
    return Assembled(
        sources=sources,
        options=options,
        media=media,
        prepared=prepared,
        binding=binding,
        edition=edition,
        foundation=place.foundation,
        base=place.base,
        pure=preparation.pure,
        held=beyond_baseline(report, place, site),
        notices=tuple(sorted(set(told))),
    )


def _progress(sources: Sources, compose: Compose) -> Plan | None:
    configuration = sources.configuration
    if configuration.site.audience is not Audience.INTERNAL:
        return None
    try:
        plan = plan_known(sources, configuration.file.parent / configuration.sending.ledger)
    except DiagnosticsError:  # told with the publications; it stops sending, no site
        plan = sources.plan
    return approved(plan, sources, compose)


def _preparation(
    sources: Sources,
    binding: Bookbinding,
    engine: MarkdownEngine,
    options: SourceOptions,
    place: Workplace,
) -> Preparation:
    return Preparation(
        binding=binding,
        markdown=engine.markdown,
        pure=_is_pure(engine, place),
        review=asked_of_rules(sources, place) if options.check else None,
        uris=sources.uris,
        files={**sources.shelf.files, **sources.shelf.instead},
        foundation=place.foundation,
    )


def _is_pure(engine: MarkdownEngine, place: Workplace) -> bool:
    """Whether texts can be kept at all: asked of the engine once for the same configuration."""
    if not engine.is_alone:
        return engine.markdown().pure
    known = place.session.store.get("markdown", place.foundation)
    if known is None:
        known = b"pure" if engine.markdown().pure else b"impure"
        place.session.store.put("markdown", place.foundation, known)
    return known == b"pure"


def _blog_index(
    sources: Sources, binding: Bookbinding, engine: MarkdownEngine, place: Workplace
) -> BlogIndex | None:
    site = sources.configuration.site
    file = sources.tree.files.get(f"{site.blog}index.md")
    if file is None:
        return None
    key = digest(binding.foundation, file.uri, file.key)

    def read() -> BlogIndex:
        return written_text(file.path.read_bytes(), file.uri, site.blog, binding, engine.markdown())

    return place.session.once("blog index", key, read)


def _owed(sources: Sources) -> tuple[Owed, ...]:
    """Nothing on the public site: what is owed is the house's own matter."""
    if sources.configuration.site.audience is not Audience.INTERNAL:
        return ()
    return owed(sources.shelf.posts, sources.heard, sources.now.date())


def _uncounted(
    sources: Sources, options: SourceOptions, place: Workplace
) -> tuple[Diagnostic, ...]:
    """What cannot be read of the results, on a site that shows none: whoever typed them hears of it at
    the next build. A large table is read anew only when it is another, or the posts are."""
    configuration = sources.configuration
    tables = [
        file
        for name in (configuration.results.file, COUNTS)
        if (file := configuration.file.parent / name).is_file()
    ]
    if sources.results is not None or options.posts is not None or not tables:
        return ()
    slugs = sorted(post.slug for post in sources.shelf.posts)
    key = digest(place.foundation, str(place.base), slugs, [_file_digest(one) for one in tables])
    known = place.session.store.get_json("uncounted", key)
    if not isinstance(known, list):
        known = [astuple(one) for one in with_results(sources).uncounted]
        place.session.store.put_json("uncounted", key, known)
    return tuple(Diagnostic(file=file, line=n, what=what, do=do) for file, n, what, do in known)


def _of_cards(posts: Sequence[Post], site: Site) -> tuple[Diagnostic, ...]:
    """Notices of titles that no card can show as they are written."""
    return notices(card_of(post, "og", site) for post in may_be_told(posts, site))


def _file_digest(file: Path | None) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file and file.is_file() else ""
