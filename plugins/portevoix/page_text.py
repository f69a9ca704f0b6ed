"""What a person wrote for a page, rendered and clean."""

from __future__ import annotations

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading in a table of contents; its title is HTML."""

    title: str
    id: str
    level: int
    children: tuple[TocEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    html: str
    toc: tuple[TocEntry, ...] = ()


NO_TEXT = PageText(html="")
