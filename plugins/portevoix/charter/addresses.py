"""Where things of the charter live, and how a page points to another."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import quote

from portevoix.charter.charter import Charter
from portevoix.charter.prose import Resolve
from portevoix.charter.wording import ARTICLE, NAMED_PAGES, page_named
from portevoix.site import Audience, Site


def named(charter: Charter, site: Site) -> frozenset[str]:
    """The named pages that this build has."""
    absent = set()
    if charter.tree is None:
        absent.add("repondre")
    if not charter.replies:
        absent.add("reponses")
    if site.audience is Audience.PUBLIC:
        absent |= {"attestation", "quiz"}
    return frozenset(NAMED_PAGES) - absent


def relative(page: str, target: str) -> str:
    """The address of `target` (below the site root, maybe with an anchor) seen from `page`."""
    path, hash_, anchor = target.partition("#")
    folder = posixpath.dirname(page)
    if path == page:
        return f"#{anchor}" if hash_ else ""
    found = posixpath.relpath(path or ".", folder or ".")
    if path.endswith("/") or not path:
        found = "./" if found == "." else f"{found}/"
    return found + hash_ + anchor


def resolver(
    page: str, charter: Charter, site: Site, article: Callable[[str], str] | None = None
) -> Resolve:
    """How links that writers type become addresses on `page`; unseen articles give none."""
    ids = {one.id for one in charter.articles}
    pages = named(charter, site)

    def resolve(target: str) -> str | None:
        name, hash_, anchor = target.partition("#")
        if ARTICLE.fullmatch(target):
            if target not in ids:
                return None
            found = article(target) if article else site.names.charter_page(f"{target}/")
            return found if found.startswith("#") else relative(page, found)
        if named_page := page_named(name):
            there = site.names.charter_page(f"{named_page}/{hash_}{anchor}")
            return relative(page, there) if named_page in pages else None
        if target.startswith("/"):
            return relative(page, target[1:])
        return target

    return resolve


def mail(address: str, subject: str, body: str) -> str:
    """A mailto address (RFC 6068) with its subject and text; "" without an address."""
    if not address:
        return ""
    text = quote(body.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={text}"
