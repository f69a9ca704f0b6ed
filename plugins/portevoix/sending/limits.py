"""What a Mastodon server accepts, as it says itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """By default those of Mastodon 4.5 as it comes."""

    length: int = 500  # characters of a status
    address: int = 23  # what any address counts for
    alt: int = 1500  # characters of an alternative text
    picture: int = 16 * 1024 * 1024  # bytes
    types: tuple[str, ...] = ()  # of pictures; none: the server does not say


def read_limits(instance: object) -> Limits:
    """Of the answer to /api/v2/instance; what it does not say stays as it usually is."""
    statuses = _below(instance, "configuration", "statuses")
    media = _below(instance, "configuration", "media_attachments")
    usual = Limits()
    types = media.get("supported_mime_types")
    return Limits(
        length=_number(statuses, "max_characters", usual.length),
        address=_number(statuses, "characters_reserved_per_url", usual.address),
        alt=_number(media, "description_limit", usual.alt),
        picture=_number(media, "image_size_limit", usual.picture),
        types=tuple(one for one in types if isinstance(one, str))
        if isinstance(types, list)
        else (),
    )


def _below(value: object, *path: str) -> Mapping[str, Any]:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _number(values: Mapping[str, Any], name: str, usual: int) -> int:
    found = values.get(name)
    return found if isinstance(found, int) and 0 < found < 10**9 else usual
