"""What people follow: feeds of the blog and of each of its lists, and how to subscribe to them."""

from portevoix.feeds.channels import Channel, blog_channel, channels
from portevoix.feeds.feeds import feeds
from portevoix.feeds.identity import guid
from portevoix.feeds.item import Enclosure
from portevoix.feeds.listings import listings
from portevoix.feeds.subscription import FeedLink, announced, blog_feeds, subscription

__all__ = [
    "Channel",
    "Enclosure",
    "FeedLink",
    "announced",
    "blog_channel",
    "blog_feeds",
    "channels",
    "feeds",
    "guid",
    "listings",
    "subscription",
]
