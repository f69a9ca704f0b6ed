"""What people follow: feeds of the blog and of each of its lists, and how to subscribe to them."""

from portevoix.feeds.feeds import blog_feeds
from portevoix.feeds.identity import guid, moments
from portevoix.feeds.item import Enclosure
from portevoix.feeds.subscription import (
    FeedLink,
    announced,
    announced_everywhere,
    subscription,
)

__all__ = [
    "Enclosure",
    "FeedLink",
    "announced",
    "announced_everywhere",
    "blog_feeds",
    "guid",
    "moments",
    "subscription",
]
