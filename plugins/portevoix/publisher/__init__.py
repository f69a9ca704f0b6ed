"""Where a site is put together: targets, what stands of the last site, the exchange of trees."""

from __future__ import annotations

from portevoix.publisher.exchange import NotASite
from portevoix.publisher.publish import Publisher, RenderPage
from portevoix.publisher.target import Bundle, Made, Page, Target
from portevoix.publisher.trees import ExchangedTree, LiveTree, PlainFolder, Tree
from portevoix.publisher.workers import shared_out

__all__ = [
    "Bundle",
    "ExchangedTree",
    "LiveTree",
    "Made",
    "NotASite",
    "Page",
    "PlainFolder",
    "Publisher",
    "RenderPage",
    "Target",
    "Tree",
    "shared_out",
]
