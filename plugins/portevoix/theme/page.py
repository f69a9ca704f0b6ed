"""What templates may use in one page, beside what its frame gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from portevoix.checks import Finding
from portevoix.feeds import FeedLink
from portevoix.kits import Sharing
from portevoix.metadata import (
    Metadata,
)
from portevoix.posts import Post
from portevoix.theme.frame import FrameContext
from portevoix.theme.offered import Names, offered
from portevoix.theme.shown import ShownPage, Translation, WaysIn
from portevoix.values import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class PageContext:
    """What one page adds to its frame."""

    frame: FrameContext
    meta: Metadata  # what machines read in its head
    feeds: tuple[FeedLink, ...]  # its own, then the blog's
    page: ShownPage | None = None  # None for a page of MkDocs, which brings its own
    post: Post | None = None
    translations: tuple[Translation, ...] = ()
    related: tuple[Post, ...] = ()
    share: Sharing | None = None  # None for a post that stays in the house
    findings: tuple[Finding, ...] | None = None  # None outside the preview
    articles: frozenset[str] = frozenset()  # ids of the charter's, for links from findings
    browse: tuple[WaysIn, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)  # of the page's maker

    def names(self) -> Names:
        """All that a template may use for this page."""
        own = {name: getattr(self, name) for name in PAGE_NAMES}
        if own["page"] is None:
            del own["page"]
        return {**self.frame.names, **own, **self.values}


PAGE_NAMES = offered(PageContext)
