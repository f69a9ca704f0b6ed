"""From a page's facts to all that machines read about it."""

from __future__ import annotations

from portevoix.metadata.social import open_graph, twitter
from portevoix.metadata.structured import render_jsonld, structured
from portevoix.metadata.values import Alternate, Described, Metadata
from portevoix.site import Audience, Site
from portevoix.text import tidy

MAX_DESCRIPTION = 300  # characters; search engines and networks show 155 to 200
_PREVIEWS = "max-image-preview:large"


def metadata_of(site: Site, page: Described) -> Metadata:
    title, name = tidy(page.title), tidy(site.name)
    description = shortened(tidy(page.description) or tidy(site.description), MAX_DESCRIPTION)
    indexed = page.indexed and site.audience is Audience.PUBLIC
    return Metadata(
        title=name if page.home or title == name else f"{title} – {name}",
        description=description,
        canonical=page.url,
        robots=_PREVIEWS if indexed else "noindex",
        alternates=alternates(site, page) if page.indexed else (),
        og=open_graph(site, page, title or name, description),
        twitter=twitter(site, page, title or name, description),
        jsonld=render_jsonld(structured(site, page, title or name, description)) if indexed else "",
    )


def alternates(site: Site, page: Described) -> tuple[Alternate, ...]:
    """The page in each of its languages, its own included; none without a translation.

    `x-default` is the version in the site's own language, the page itself if there is none.
    """
    if not page.translations:
        return ()
    versions = {**page.translations, page.lang: page.url}
    found = [Alternate(hreflang=lang, href=versions[lang]) for lang in sorted(versions)]
    return (*found, Alternate(hreflang="x-default", href=versions.get(site.lang, page.url)))


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    return head[: head.rfind(" ") if " " in head else limit - 1].rstrip(" ,;:.–—") + "…"
