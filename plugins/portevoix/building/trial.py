"""What a build would say of posts, though no site is made: what a check of them tells, too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import field, replace
from pathlib import Path

from portevoix.building.assembling import workplace
from portevoix.building.build import Assembled, assemble
from portevoix.building.context import site_context
from portevoix.building.dead_ends import DeadEnds
from portevoix.building.engine import Engine, Refused
from portevoix.building.owners import told_clashes
from portevoix.building.prepare import Vanished, misfits
from portevoix.building.site import Host, page_renderer
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.pages.makers import MAKERS, PICTURES, targets
from portevoix.publisher import (
    Clashing,
    Follower,
    Lies,
    Publisher,
    Record,
    Records,
    Target,
    anchors_of,
)
from portevoix.sources.options import SourceOptions
from portevoix.theme import look_folders
from portevoix.values import dataclass

_STANDS = Record(key="", size=1, changed=0, node=0)
_LOST_PAGE = "404.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    mistakes: tuple[Diagnostic, ...] = ()  # what would stop the build
    notices: tuple[Diagnostic, ...] = ()
    posts: frozenset[str] = frozenset()  # files of the posts that it would publish


def said_by_a_build(
    configuration: Configuration,
    options: SourceOptions,
    engine: Engine,
    wanted: Collection[str] | None = None,
) -> Said:
    """What the build says, but for what follows from the pages of posts that are not `wanted`."""
    try:
        with workplace(configuration.file) as place:
            assembled = assemble(configuration.file, options, engine, place)
            host = Host.of(engine, assembled, place.spare / "host", place.session.store)
            return _said(assembled, host, wanted)
    except DiagnosticsError as found:
        return Said(mistakes=found.mistakes)
    except (Refused, Vanished, OSError):  # the build says so
        return Said()


def _said(assembled: Assembled, host: Host, wanted: Collection[str] | None) -> Said:
    edition = assembled.edition
    posts = [post for post in edition.posts if wanted is None or post.file in wanted]
    mistakes = misfits(edition.site, posts)
    notices = list(assembled.notices)
    if assembled.has_our_look:
        pages = frozenset(f"{edition.site.path_of(post)}index.html" for post in posts)
        try:
            ends = _followed(assembled, host, pages)
        except Clashing as found:
            mistakes += told_clashes(found.clashes, assembled)
        except DiagnosticsError as found:
            mistakes += found.mistakes
        else:
            mistakes += ends.mistakes
            notices += ends.notices
    return Said(
        mistakes=tuple(sorted(set(mistakes))),
        notices=tuple(sorted(set(notices))),
        posts=frozenset(post.file for post in edition.posts),
    )


def _followed(assembled: Assembled, host: Host, pages: frozenset[str]) -> DeadEnds:
    """Where some pages lead. Raises Clashing or DiagnosticsError."""
    overrides = assembled.sources.configuration.overrides
    render = page_renderer(site_context(assembled), overrides)
    paper = _Paper(pages=pages)
    follower = Follower(assembled.edition.site.url)
    publisher = Publisher(tree=paper, render_page=render, frame_key="", follower=follower)
    for path in _of_the_engine(assembled, host):
        publisher.places.take(path)
    pictures = list(targets(assembled.edition, PICTURES))
    sizes = dict.fromkeys((one.path for one in pictures), 1)
    made = list(targets(replace(assembled.edition, card_sizes=sizes), MAKERS))
    paper.read_page = _reader((*pictures, *made), publisher, host)
    publisher.make(pictures)
    publisher.make(made)
    ends = DeadEnds(assembled, lambda path: anchors_of(paper.read(path)))
    ends.tell(publisher.lost())
    return ends


def _of_the_engine(assembled: Assembled, host: Host) -> Iterator[str]:
    """The paths of what the engine makes: asked of it only where somebody else adds to that."""
    if not host.engine.is_alone:
        yield from (one.path for one in host.files())
        return
    yield _LOST_PAGE
    yield from (f"{address}index.html" for address in assembled.sources.ordinary.values())
    assets = {
        file.relative_to(folder).as_posix()
        for folder in look_folders(assembled.sources.configuration.overrides)
        for file in (folder / "assets").rglob("*")
        if file.is_file()
    }
    yield from sorted(assets)


def _reader(made: Iterable[Target], publisher: Publisher, host: Host) -> Callable[[str], bytes]:
    """How a page is read, which is made only when its anchors are asked for."""
    by_path = {one.path: one for one in made}

    def read(path: str) -> bytes:
        if target := by_path.get(path):
            content = publisher.content_of(target)
            return content if isinstance(content, bytes) else content.read_bytes()
        file = host.made().folder / path
        return file.read_bytes() if file.is_file() else b""

    return read


@dataclass(slots=True)
class _Paper:
    """A tree of which all stands but some pages, and into which nothing is written."""

    pages: frozenset[str]
    records: Records = field(default_factory=dict)
    before: frozenset[str] = frozenset()
    read_page: Callable[[str], bytes] = field(default=lambda path: b"")

    def stands(self, path: str, key: str) -> Record | None:
        return None if path in self.pages else _STANDS

    def write(self, path: str, content: bytes | Path) -> Lies:
        return 1, 0, 0

    def read(self, path: str) -> bytes:
        return self.read_page(path)

    def complete(self, kept: Records, made: Records) -> None:
        """Nothing is completed."""

    def abandon(self) -> None:
        """Nothing was begun."""
