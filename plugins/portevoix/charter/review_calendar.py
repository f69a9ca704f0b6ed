"""When each article is to be reviewed, as an iCalendar file (RFC 5545) for their owners."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from portevoix.charter.charter import Article
from portevoix.charter.edition import CharterEdition
from portevoix.charter.prose import plain_line
from portevoix.ics import render_lines, text_line
from portevoix.publisher import Target

FILE = "revisions.ics"


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
        text_line("X-WR-CALNAME", edition.say("calendar_name", title=charter.title)),
    ]
    for article in charter.in_use:
        if article.review_by:
            lines += _event(edition, article, article.review_by)
    lines.append("END:VCALENDAR")
    return render_lines(lines)


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
        text_line("SUMMARY", edition.say("calendar_event", id=article.id, title=title)),
        text_line(
            "DESCRIPTION", edition.say("calendar_text", owner=article.owner, address=address)
        ),
        text_line("CATEGORIES", article.owner),
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        text_line("DESCRIPTION", edition.say("calendar_event", id=article.id, title=title)),
        "TRIGGER:-P30D",
        "END:VALARM",
        "END:VEVENT",
    ]
