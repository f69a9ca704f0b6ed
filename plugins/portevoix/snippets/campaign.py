"""The links that texts bear: the post's address, told where the visit comes from."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from portevoix.networks import Link, Network

_BARE = (Link.BARE, Link.NOT_CLICKABLE)


def link_to(address: str, network: Network, campaign: str) -> str:
    """A post's address with utm_source, utm_medium and utm_campaign, where tags make sense.

    The vocabulary is closed: the network's key, its medium, and the site's one campaign.
    """
    if network.link in _BARE:
        return address
    return (
        f"{address}?utm_source={network.key}&utm_medium={network.medium.value}"
        f"&utm_campaign={quote(campaign, safe='')}"
    )


@lru_cache(maxsize=64)  # one post is asked about for each network in turn
def address_pattern(address: str) -> re.Pattern[str]:
    """The post's address as people paste it: with tags or a fragment, the last slash or not."""
    return re.compile(rf"{re.escape(address.rstrip('/'))}/?(?![\w/%-])(?:\?[^\s#]*)?(?:#\S*)?")
