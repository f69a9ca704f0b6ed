"""What a Mastodon server accepts, as it says itself; kept on the disc with the day of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from portevoix.values import dataclass

FRESH = timedelta(days=1)  # how long a server is not asked again


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


@dataclass(frozen=True, slots=True)
class Kept:
    """Limits as they were read."""

    limits: Limits
    at: datetime  # aware

    def is_fresh(self, now: datetime) -> bool:
        """A moment to come is of a clock that was set back: it says nothing."""
        return timedelta() <= now - self.at < FRESH


def kept_limits(file: Path, server: str) -> Kept | None:
    """What is known of a server; None where nothing sound is."""
    found = _below(_read(file), server)
    try:
        at = datetime.fromisoformat(found["at"])
        types = found["types"]
        if at.tzinfo is None or not isinstance(types, list):
            return None
    except (KeyError, TypeError, ValueError):
        return None
    usual = Limits()
    limits = Limits(
        length=_number(found, "length", usual.length),
        address=_number(found, "address", usual.address),
        alt=_number(found, "alt", usual.alt),
        picture=_number(found, "picture", usual.picture),
        types=tuple(one for one in types if isinstance(one, str)),
    )
    return Kept(limits, at)


def keep_limits(file: Path, server: str, limits: Limits, at: datetime) -> None:
    """Nothing is lost where it cannot be kept: the server is asked again."""
    known = {**_read(file), server: {**asdict(limits), "at": at.isoformat()}}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f".{file.name}.new")
        new.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")
        new.replace(file)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
