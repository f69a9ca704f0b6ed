"""What machines read about the site's pages: search engines, networks, feed readers."""

from portevoix.metadata.reading_time import reading_minutes
from portevoix.metadata.robots import robots_txt

__all__ = ["reading_minutes", "robots_txt"]
