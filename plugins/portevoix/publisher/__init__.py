"""Where a site is put together: targets, what stands of the last site, the exchange of trees."""

from __future__ import annotations

from portevoix.publisher.exchange import NotASite
from portevoix.publisher.following import Follower, Lead, anchors_of
from portevoix.publisher.places import Clash, Places
from portevoix.publisher.publish import Clashing, Publisher, RenderPage
from portevoix.publisher.records import Lies, Record, Records
from portevoix.publisher.target import Bundle, Made, Page, Target
from portevoix.publisher.trees import ExchangedTree, LiveTree, PlainFolder, Tree, lying
from portevoix.publisher.workers import shared_out

__all__ = [
    "Bundle",
    "Clash",
    "Clashing",
    "ExchangedTree",
    "Follower",
    "Lead",
    "Lies",
    "LiveTree",
    "Made",
    "NotASite",
    "Page",
    "Places",
    "PlainFolder",
    "Publisher",
    "Record",
    "Records",
    "RenderPage",
    "Target",
    "Tree",
    "anchors_of",
    "lying",
    "shared_out",
]
