"""What the sitemap lists of a page of ours."""

from __future__ import annotations

from datetime import date

from portevoix.metadata import Alternate, Entry
from portevoix.site import Audience, Site


def listed(
    site: Site,
    path: str,
    *,
    changed: date | None = None,
    alternates: tuple[Alternate, ...] = (),
) -> Entry | None:
    """The entry of a page; None on the staff site, which no sitemap lists."""
    if site.audience is not Audience.PUBLIC:
        return None
    url = site.absolute(path.removesuffix("index.html"))
    return Entry(url=url, changed=changed, alternates=alternates)
