"""Every network, in the order in which kits show them."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.networks.bluesky import BLUESKY
from portevoix.networks.email import EMAIL
from portevoix.networks.facebook import FACEBOOK
from portevoix.networks.instagram import INSTAGRAM
from portevoix.networks.linkedin import LINKEDIN
from portevoix.networks.mastodon import MASTODON
from portevoix.networks.network import Network
from portevoix.networks.partner import PARTNER
from portevoix.networks.sms import SMS
from portevoix.networks.telegram import TELEGRAM
from portevoix.networks.threads import THREADS
from portevoix.networks.tiktok import TIKTOK
from portevoix.networks.whatsapp import WHATSAPP
from portevoix.networks.x import X
from portevoix.networks.youtube import YOUTUBE

_TABLE = (
    FACEBOOK,
    X,
    LINKEDIN,
    INSTAGRAM,
    THREADS,
    MASTODON,
    BLUESKY,
    WHATSAPP,
    TELEGRAM,
    TIKTOK,
    YOUTUBE,
    EMAIL,
    SMS,
    PARTNER,
)

NETWORKS: Mapping[str, Network] = {network.key: network for network in _TABLE}


def network_named(key: str) -> Network | None:
    """The network of a key, or of another that its accounts are listed under."""
    return next((one for one in _TABLE if key == one.key or key in one.also_named), None)
