"""What a build asks of the engine that hosts it: how Markdown is set, and the ordinary pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Protocol

from portevoix.building.markdown import MarkdownSettings
from portevoix.diagnostics import Diagnostic
from portevoix.edition import SearchEntry
from portevoix.metadata import Entry
from portevoix.sources.links import LinkTable
from portevoix.sources.media import Dressed, Media
from portevoix.sources.sources import Sources
from portevoix.theme import SiteContext
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HostWork:
    """What the engine is given to render ordinary pages."""

    sources: Sources = field(repr=False)
    media: Media = field(repr=False)
    context: SiteContext = field(repr=False)
    base: Path  # where file names in messages start
    folder: Path  # where its files go
    take: Callable[[str, str, str], Dressed]  # HTML, address, language → what may be shown
    links: LinkTable = field(repr=False)
    ours: bool  # whether its pages stand in our frame; else it is left to its own templates
    addresses: Mapping[str, str]  # source path below docs/ → address, of what it does not render


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryPages:
    """What the engine made of the pages that are no posts, and of the theme."""

    folder: Path  # where the files lie
    listed: tuple[Entry, ...]  # for the sitemap
    entries: tuple[SearchEntry, ...]
    notices: tuple[Diagnostic, ...] = ()
    warnings: tuple[str, ...] = ()  # the engine's own, said already


class MarkdownEngine(Protocol):
    """What a build that the engine itself started asks of it: it renders the ordinary pages then."""

    @property
    def is_alone(self) -> bool:
        """Whether nothing but our own plugins takes part: the sources then say all."""

    def markdown(self) -> MarkdownSettings:
        """Raises Refused with what the engine says of its configuration."""


class Engine(MarkdownEngine, Protocol):
    """MkDocs, say; `engine/` has one room for each."""

    def ordinary_pages(self, work: HostWork) -> OrdinaryPages:
        """Render them into a folder. Raises Refused with what stopped the engine."""


class Refused(Exception):
    """The command cannot go on; the message says why and what to do."""
