"""What machines read about the site's pages: search engines, networks, feed readers."""

from portevoix.metadata.describe import alternates, metadata_of
from portevoix.metadata.reading_time import reading_minutes
from portevoix.metadata.robots import robots_txt
from portevoix.metadata.sitemap import Entry, TooManyAddresses, sitemap
from portevoix.metadata.values import Alternate, Described, Metadata, SharedPicture, Step

__all__ = [
    "Alternate",
    "Described",
    "Entry",
    "Metadata",
    "SharedPicture",
    "Step",
    "TooManyAddresses",
    "alternates",
    "metadata_of",
    "reading_minutes",
    "robots_txt",
    "sitemap",
]
