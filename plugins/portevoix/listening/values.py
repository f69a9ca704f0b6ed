"""What stands in JSON that others wrote, which may be anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any


def text_of(body: object, name: str) -> str:
    value = body.get(name) if isinstance(body, dict) else None
    return value if isinstance(value, str) else ""


def number_of(body: object, name: str) -> int:
    value = body.get(name) if isinstance(body, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def below(body: object, *path: str) -> Any:
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def dicts(body: object) -> Iterator[dict[str, Any]]:
    for one in body if isinstance(body, list) else ():
        if isinstance(one, dict):
            yield one


def moment_of(text: object) -> datetime | None:
    """A moment of ISO 8601 or RFC 5322, to the second; one without a zone is taken for UTC."""
    said = text.strip() if isinstance(text, str) else ""
    if not said:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(said)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            return found.astimezone(UTC).replace(microsecond=0)
        except (ValueError, TypeError, OverflowError):
            continue
    return None
