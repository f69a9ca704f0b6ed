"""The pages and files from which people share: relay pages for all, kits for the staff."""

from __future__ import annotations

from portevoix.kits.archive import render_archive, shared_pictures
from portevoix.kits.kit import kit_pages
from portevoix.kits.pictures import formats_of, formats_wanted
from portevoix.kits.relay import relay_pages
from portevoix.kits.relay_data import relay_data
from portevoix.kits.relay_feeds import relay_feeds
from portevoix.kits.sharing import Button, Sharing, share_links
from portevoix.kits.withdrawals import withdrawals

__all__ = [
    "Button",
    "Sharing",
    "formats_of",
    "formats_wanted",
    "kit_pages",
    "relay_data",
    "relay_feeds",
    "relay_pages",
    "render_archive",
    "share_links",
    "shared_pictures",
    "withdrawals",
]
