"""The sounding boards: every network as one value, and how each counts."""

from portevoix.networks.counting.addresses import read_domains
from portevoix.networks.counting.sms import read_message
from portevoix.networks.hashtags import LONGEST_HASHTAG, Refusal, compose_hashtags
from portevoix.networks.linking import Linked, Sort
from portevoix.networks.network import (
    Bound,
    Counter,
    Fact,
    Grade,
    Hashtags,
    Link,
    Look,
    Medium,
    Network,
    Shape,
)
from portevoix.networks.reading import read_networks
from portevoix.networks.sharing import ShareLink
from portevoix.networks.table import NETWORKS, network_named

__all__ = [
    "LONGEST_HASHTAG",
    "NETWORKS",
    "Bound",
    "Counter",
    "Fact",
    "Grade",
    "Hashtags",
    "Link",
    "Linked",
    "Look",
    "Medium",
    "Network",
    "Refusal",
    "Shape",
    "ShareLink",
    "Sort",
    "compose_hashtags",
    "network_named",
    "read_domains",
    "read_message",
    "read_networks",
]
