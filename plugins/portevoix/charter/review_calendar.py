"""When each article is to be reviewed, as an iCalendar file (RFC 5545) for their owners."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from portevoix.charter.charter import Article
from portevoix.charter.edition import CharterEdition
from portevoix.charter.prose import plain_line
from portevoix.publisher import Target

FILE = "revisions.ics"
FOLD = 75  # octets of a line, RFC 5545 §3.1


def review_calendar(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/revisions.ics`: internal, for it names who answers for what."""
    if edition.internal:
        yield edition.file(FILE, partial(render_calendar, edition))


def render_calendar(edition: CharterEdition) -> bytes:
    charter = edition.charter
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Porte-voix//Charte//FR",
        "CALSCALE:GREGORIAN",
        _line("X-WR-CALNAME", edition.say("calendar_name", title=charter.title)),
    ]
    for article in charter.in_use:
        if article.review_by:
            lines += _event(edition, article, article.review_by)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(edition: CharterEdition, article: Article, day: date) -> list[str]:
    address = edition.site.absolute(article.path)
    title = plain_line(article.title)
    stamp = article.in_force.strftime("%Y%m%d")  # from content: two builds give the same bytes
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, address)}",
        f"DTSTAMP:{stamp}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        _line("SUMMARY", edition.say("calendar_event", id=article.id, title=title)),
        _line("DESCRIPTION", edition.say("calendar_text", owner=article.owner, address=address)),
        _line("CATEGORIES", article.owner),
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        _line("DESCRIPTION", edition.say("calendar_event", id=article.id, title=title)),
        "TRIGGER:-P30D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _line(name: str, text: str) -> str:
    """A TEXT property with its signs escaped (RFC 5545 §3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return f"{name}:" + text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line cut at 75 octets, never within a character, each end CRLF."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        raw = character.encode()
        if len(part) + len(raw) > (FOLD if not parts else FOLD - 1):  # a space starts the others
            parts.append(part)
            part = b""
        part += raw
    parts.append(part)
    return b"\r\n ".join(parts) + b"\r\n"
