"""What a post tells of beside itself: an event, a claim that it sets right.

Each function gives a node, or nothing when the post has not all that the node needs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from portevoix.metadata.values import Described
from portevoix.posts import Link, Post
from portevoix.site import Site

_SCHEMA = "https://schema.org/"


def event(site: Site, page: Described, post: Post, description: str) -> dict[str, object]:
    """https://developers.google.com/search/docs/appearance/structured-data/event"""
    starts, place, online = (post.details.get(name) for name in ("starts", "place", "online"))
    if post.kind.schema_type != "Event" or not isinstance(starts, date) or not (place or online):
        return {}
    ends = post.details.get("ends")
    locations: list[dict[str, object]] = []
    if place:
        locations.append(
            {"@type": "Place", "name": place, "address": post.details.get("address") or place}
        )
    if online:
        locations.append({"@type": "VirtualLocation", "url": online})
    mode = "Mixed" if place and online else "Online" if online else "Offline"
    return {
        "@type": "Event",
        "@id": f"{page.url}#event",
        "name": page.title,
        "url": page.url,
        "description": description,
        "inLanguage": post.lang,
        "startDate": starts.isoformat(),
        "endDate": ends.isoformat() if isinstance(ends, date) else "",
        "eventStatus": f"{_SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{_SCHEMA}{mode}EventAttendanceMode",
        "location": locations if len(locations) > 1 else locations[0],
        "organizer": {
            "@type": "Organization",
            "name": site.organisation.name,
            "url": site.url,
        },
        "image": page.picture.url if page.picture else "",
    }


def claim_review(site: Site, page: Described, post: Post, description: str) -> dict[str, object]:
    """https://schema.org/ClaimReview, read by fact-check explorers; Google Search shows it no
    more (https://developers.google.com/search/blog/2025/06/simplifying-search-results)."""
    rumour, verdict = post.details.get("rumour"), post.details.get("verdict")
    judged = post.kind.detail("verdict")
    if not isinstance(rumour, str) or not isinstance(verdict, str) or judged is None:
        return {}
    choice = judged.choice(verdict)
    sources = post.details.get("sources")
    rating: dict[str, object] = {
        "@type": "Rating",
        "alternateName": choice.label[post.told_in],
    }
    if choice.rating:  # what is unproven, or was true once, has a word and no figure
        rating |= {"ratingValue": choice.rating, "bestRating": 5, "worstRating": 1}
    return {
        "@type": "ClaimReview",
        "@id": f"{page.url}#claim",
        "url": page.url,
        "inLanguage": post.lang,
        "datePublished": post.published.isoformat(),
        "claimReviewed": rumour,
        "itemReviewed": {"@type": "Claim", "name": rumour},
        "reviewRating": rating,
        "author": {"@type": "Organization", "name": site.organisation.name, "url": site.url},
        "citation": [
            {"@type": "CreativeWork", "name": source.title, "url": source.url}
            for source in (sources if isinstance(sources, tuple) else ())
            if isinstance(source, Link)
        ],
    }


BESIDE: tuple[Callable[[Site, Described, Post, str], dict[str, object]], ...] = (
    event,
    claim_review,
)
