"""robots.txt: what search engines may visit."""

from __future__ import annotations

from portevoix.site import Audience, Site


def robots_txt(site: Site) -> bytes:
    """Everything on the public site, nothing on the staff site."""
    if site.audience is not Audience.PUBLIC:
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.absolute('sitemap.xml')}\n".encode()
