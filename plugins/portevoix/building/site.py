"""From an edition to a site: the engine's pages, then all that the makers declare."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from portevoix.body import clean
from portevoix.building.build import Assembled
from portevoix.building.context import host_key, site_context
from portevoix.building.dead_ends import DeadEnds, kept_ends, went
from portevoix.building.engine import Engine, HostWork, OrdinaryPages
from portevoix.building.owners import told_clashes
from portevoix.building.prepare import misfits
from portevoix.cache.store import Store
from portevoix.checks.glossary import expand
from portevoix.checks.reports import render_text
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.digests import digest
from portevoix.edition import Edition, SearchEntry
from portevoix.language import say
from portevoix.metadata import Entry, sitemap
from portevoix.pages.makers import ADDED, MAKERS, PICTURES, targets
from portevoix.pages.posts import post_pages
from portevoix.posts import Post
from portevoix.publisher import (
    Bundle,
    Clashing,
    Follower,
    Made,
    Page,
    Publisher,
    RenderPage,
    Target,
    Tree,
    anchors_of,
)
from portevoix.sources.media import Dressed
from portevoix.theme import SiteContext, environment, template_faults
from portevoix.values import dataclass

HOST = "host"  # the bundle of what the engine makes


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    edition: Edition  # as it went out
    notices: tuple[Diagnostic, ...]


def refusal(assembled: Assembled) -> str:
    """Why a public build stops: texts that fit nowhere, the findings, then what to do."""
    edition = assembled.edition
    told = sorted(set(misfits(edition.site, edition.posts)))
    report = render_text(assembled.held, edition.site, files=len(edition.posts))
    return "\n".join([*map(str, told), report.rstrip(), say(assembled.lang, "command.blocked")])


def host_work(assembled: Assembled, folder: Path) -> HostWork:
    sources, binding = assembled.sources, assembled.binding

    def take(html: str, path: str, lang: str) -> Dressed:
        url = binding.site.absolute(path)
        body = expand(clean(html, page_url=url, lang=lang), binding.glossary)
        return binding.media.dress(body, url, lang)

    return HostWork(
        sources=sources,
        media=assembled.media,
        context=site_context(assembled),
        base=Path.cwd(),
        folder=folder,
        take=take,
        links=binding.links,
        ours=assembled.has_our_look,
        addresses={
            uri: url for uri, url in binding.links.addresses.items() if uri not in sources.ordinary
        }
        | {uri: quote(address) for uri, address in binding.links.withheld.items()},
    )


def page_renderer(context: SiteContext, overrides: Path | None) -> RenderPage:
    env = environment(overrides)

    def render(page: Page) -> bytes:
        with template_faults(overrides, context.site.lang):
            names = context.made_page_context(page).names()
            return env.get_template(page.template).render(names).encode("utf-8", "replace")

    return render


def page_of_post(assembled: Assembled, post: Post) -> tuple[str, bytes] | None:
    """Path and content of the page of one post, made before all else; None where it has none of ours.

    Raises DiagnosticsError.
    """
    if not assembled.has_our_look:
        return None
    edition = assembled.edition
    target = next(post_pages(edition, [post]))
    content = target.render()
    if not isinstance(content, Page):
        return None
    overrides = assembled.sources.configuration.overrides
    return target.path, page_renderer(site_context(assembled), overrides)(content)


def publish_all(
    assembled: Assembled,
    context: SiteContext,
    ordinary: OrdinaryPages,
    tree: Tree,
    host: Bundle | None = None,
    taken: Iterable[str] = (),
) -> Published:
    """Render what does not stand, follow where it leads, and complete the tree. Paths that are
    `taken` were written by the engine.

    Raises DiagnosticsError, and leaves the tree as it was, when something cannot be made, when two
    want one address, when a page shows a picture that is not there.
    """
    edition = replace(assembled.edition, page_entries=ordinary.entries)
    overrides = assembled.sources.configuration.overrides
    follower = Follower(edition.site.url)
    publisher = Publisher(
        tree=tree,
        render_page=page_renderer(context, overrides),
        frame_key=context.key,
        follower=follower if assembled.has_our_look else None,
    )
    for path in taken:
        publisher.places.take(path)
    publisher.listed += ordinary.listed
    try:
        if host is not None:
            publisher.make([host])
        publisher.make(targets(edition, PICTURES))
        edition = replace(edition, card_sizes=publisher.sizes())
        if assembled.has_our_look:
            publisher.make(targets(edition, MAKERS))
            publisher.make([_sitemap(tuple(publisher.listed))])
        else:
            publisher.make(one for one in targets(edition, ADDED) if not one.framed)
    except Clashing as found:
        raise _with_misfits(told_clashes(found.clashes, assembled), edition) from None
    except DiagnosticsError as found:  # of the first post that is at fault
        raise _with_misfits(found.mistakes, edition) from None
    notices = _followed(assembled, publisher, follower)
    if assembled.options.strict and (told := (*assembled.notices, *ordinary.notices, *notices)):
        raise DiagnosticsError(told)
    publisher.complete()
    return Published(edition=edition, notices=tuple(notices))


def _with_misfits(told: Iterable[Diagnostic], edition: Edition) -> DiagnosticsError:
    """Who has five texts that fit no network reads of five, whichever was met first."""
    return DiagnosticsError(sorted({*told, *misfits(edition.site, edition.posts)}))


def _followed(assembled: Assembled, publisher: Publisher, follower: Follower) -> list[Diagnostic]:
    """What is to be said of addresses that lead nowhere, or are no more."""
    tree, paths = publisher.tree, publisher.places.paths
    if not assembled.has_our_look:
        return []
    ends = DeadEnds(assembled, lambda path: anchors_of(tree.read(path)))
    ends.tell(publisher.lost(kept_ends(assembled, follower, publisher.made)))
    if ends.mistakes:
        raise DiagnosticsError(ends.mistakes)
    return [*ends.notices, *went(tree.before, paths, assembled)]


def _sitemap(entries: tuple[Entry, ...]) -> Target:
    told = [(one.url, one.changed, one.alternates) for one in entries]
    return Target(path="sitemap.xml", key=digest("sitemap", *told), render=lambda: sitemap(entries))


@dataclass(kw_only=True)
class Host:
    """The engine's pages, rendered only when what they show has changed, or a file of theirs."""

    engine: Engine
    assembled: Assembled
    context: SiteContext
    work: HostWork
    store: Store
    key: str = ""
    _made: OrdinaryPages | None = None

    @classmethod
    def of(cls, engine: Engine, assembled: Assembled, folder: Path, store: Store) -> Host:
        work = host_work(assembled, folder)
        known = engine.is_alone and assembled.pure and assembled.has_our_look
        key = host_key(assembled, work.context) if known else ""
        return cls(
            engine=engine,
            assembled=assembled,
            context=work.context,
            work=work,
            store=store,
            key=key,
        )

    def pages(self) -> OrdinaryPages:
        """What is to be known of them."""
        if self._made is not None:
            return self._made
        known = self.store.get_json(HOST, self.key) if self.key else None
        if known is not None and (found := _read(known, self.work.folder)):
            return found
        return self.made()

    def made(self) -> OrdinaryPages:
        if self._made is None:
            self._made = self.engine.ordinary_pages(self.work)
            if self.key and not self._made.notices and not self._made.warnings:
                self.store.put_json(HOST, self.key, _written(self._made))
        return self._made

    def bundle(self) -> Bundle:
        return Bundle(name=HOST, key=self.key, render=self.files)

    def files(self) -> Iterator[Made]:
        folder = self.made().folder
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield Made(path=file.relative_to(folder).as_posix(), content=file)

    def close(self) -> None:
        shutil.rmtree(self.work.folder, ignore_errors=True)


def _written(pages: OrdinaryPages) -> dict[str, Any]:
    return {
        "listed": [one.url for one in pages.listed],
        "entries": [[one.location, one.title, one.text, list(one.tags)] for one in pages.entries],
    }


def _read(known: Any, folder: Path) -> OrdinaryPages | None:
    try:
        return OrdinaryPages(
            folder=folder,
            listed=tuple(Entry(url=str(url)) for url in known["listed"]),
            entries=tuple(
                SearchEntry(location=location, title=title, text=text, tags=tuple(tags))
                for location, title, text, tags in known["entries"]
            ),
        )
    except (KeyError, TypeError, ValueError):
        return None
