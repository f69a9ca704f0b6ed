"""A blog and its posts as records of site.standard, beside the texts that announce them on Bluesky.

Their lexicons, as @atproto/pds 0.5.35 holds records to them: https://standard.site. A document bears
the key of the first message that announces its post, so that whoever knows one finds the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from portevoix.digests import digest
from portevoix.sending.cids import tid
from portevoix.sending.ledger import Ledger, State, Way
from portevoix.sending.message import Document

POST = "app.bsky.feed.post"
PUBLICATION = "site.standard.publication"
DOCUMENT = "site.standard.document"
WELL_KNOWN = f".well-known/{PUBLICATION}"
_MOST = {"name": 500, "title": 500, "description": 3000, "tag": 128}  # characters
_BEGINNING = 1_700_000_000_000_000  # microseconds since 1970: any moment, always the same


def publication_key(site: str) -> str:
    """Of the record of a site, by its address: the same on every machine."""
    said = int(digest("standard.site", site.rstrip("/")), 16)
    return tid(_BEGINNING + said % 10**12, said >> 40)


def publication_record(document: Document) -> dict[str, Any]:
    record: dict[str, Any] = {
        "$type": PUBLICATION,
        "url": document.site,
        "name": document.name[: _MOST["name"]],
    }
    if document.about:
        record["description"] = document.about[: _MOST["description"]]
    return record


def document_record(
    document: Document, publication: str, announced: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """`announced` is the post that announces it, once it is there: its address and its cid."""
    record: dict[str, Any] = {
        "$type": DOCUMENT,
        "site": publication,
        "path": document.path,
        "title": document.title[: _MOST["title"]],
        "publishedAt": _moment(document.published),
    }
    if document.description:
        record["description"] = document.description[: _MOST["description"]]
    if document.updated > document.published:
        record["updatedAt"] = _moment(document.updated)
    if document.tags:
        record["tags"] = [one[: _MOST["tag"]] for one in dict.fromkeys(document.tags)]
    if document.text:
        record["textContent"] = document.text
    if announced:
        record["bskyPostRef"] = dict(announced)
    return record


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def documents_of(ledger: Ledger) -> dict[str, str]:
    """Post → the address of its document, for what we sent to Bluesky and is out."""
    found = {}
    for (post, network, _), parts in ledger.places():
        first = parts[0].last
        ours = network == "bluesky" and first.way == Way.OURS and parts[0].is_out
        if ours and first.state is not State.REMOVING and f"/{POST}/" in first.id:
            found[post] = first.id.replace(f"/{POST}/", f"/{DOCUMENT}/")
    return found


def publication_of(document: str, site: str) -> str:
    """The address of the site's record, beside that of one of its documents."""
    return f"{document.partition(f'/{DOCUMENT}/')[0]}/{PUBLICATION}/{publication_key(site)}"
