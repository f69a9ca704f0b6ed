"""/a-faire/ on the staff's site: what is due or late, as a page, for agendas, and as a private feed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from lxml import etree

from portevoix.alerts import Alert
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.ics import render_lines, text_line
from portevoix.language import bound, say
from portevoix.publisher import Page, Target
from portevoix.site import Audience, Site
from portevoix.text import tidy

_ATOM = "http://www.w3.org/2005/Atom"


def today_pages(edition: Edition) -> Iterator[Target]:
    """Nothing on the public site."""
    if edition.site.audience is not Audience.INTERNAL:
        return
    site, alerts = edition.site, edition.alerts
    path = f"{site.names.today}index.html"
    yield Target(
        path=path, key=digest("today", alerts), framed=True, render=partial(_page, edition, path)
    )
    key = digest("today", site.name, site.url, site.lang, alerts)
    yield Target(path=_file(site, "ics"), key=key, render=partial(_calendar, site, alerts))
    yield Target(path=_file(site, "xml"), key=key, render=partial(_feed, site, alerts))


def _file(site: Site, kind: str) -> str:
    """The list as a file of that kind, named as its page is."""
    home = site.names.today
    return f"{home}{home.rstrip('/')}.{kind}"


def _page(edition: Edition, path: str) -> Page:
    lang = edition.site.lang
    alerts = [
        replace(one, what=bound(lang, one.what), gesture=bound(lang, one.gesture))
        for one in edition.alerts
    ]
    late = [one for one in alerts if one.late or one.grave]
    coming = [one for one in alerts if one not in late]
    return Page(
        path=path,
        template="today.html",
        title=say(lang, "alerts.page_title"),
        lang=lang,
        description=say(lang, "alerts.description"),
        indexed=False,
        values={
            "groups": [
                (heading, say(lang, f"alerts.{heading}"), some)
                for heading, some in (("late", late), ("coming", coming))
                if some
            ],
            "calendar": _file(edition.site, "ics"),
            "feed": _file(edition.site, "xml"),
        },
    )


def _identity(site: Site, one: Alert) -> uuid.UUID:
    """The same while the matter and its day do."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.url}#{one.id} {one.due.isoformat()}")


def _about(one: Alert, site: Site) -> str:
    where = say(site.lang, "alerts.where", place=one.place) if one.place else ""
    page = site.absolute(one.path) if one.path else site.absolute(site.names.today)
    return "\n".join(part for part in (one.gesture, one.command, where, page) if part)


def _calendar(site: Site, alerts: tuple[Alert, ...]) -> bytes:
    """One entry of a whole day for each, on the day when it is due."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Porte-voix//A faire//FR",
        "CALSCALE:GREGORIAN",
        text_line("X-WR-CALNAME", f"{site.name}, {say(site.lang, 'alerts.page_title')}"),
    ]
    for one in alerts:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_identity(site, one)}",
            f"DTSTAMP:{one.due:%Y%m%d}T000000Z",  # from content: two builds give the same bytes
            f"DTSTART;VALUE=DATE:{one.due:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.due + timedelta(days=1):%Y%m%d}",
            text_line("SUMMARY", tidy(one.what)),
            text_line("DESCRIPTION", _about(one, site)),
            f"URL:{site.absolute(one.path or site.names.today)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return render_lines([*lines, "END:VCALENDAR"])


def _feed(site: Site, alerts: tuple[Alert, ...]) -> bytes:
    """Atom (RFC 4287)."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", site.lang)
    newest = max((one.due for one in alerts), default=date(1970, 1, 1))
    _put(feed, "id", uuid.uuid5(uuid.NAMESPACE_URL, site.absolute(_file(site, "xml"))).urn)
    _put(feed, "title", f"{site.name}, {say(site.lang, 'alerts.page_title')}")
    _put(feed, "updated", _moment(newest))
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=site.absolute(_file(site, "xml")))
    etree.SubElement(
        feed, f"{{{_ATOM}}}link", rel="alternate", href=site.absolute(site.names.today)
    )
    author = etree.SubElement(feed, f"{{{_ATOM}}}author")
    _put(author, "name", site.organisation.name or site.name)
    for one in sorted(alerts, key=lambda alert: (alert.due, alert.id), reverse=True):
        entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        _put(entry, "id", _identity(site, one).urn)
        _put(entry, "title", one.what)
        _put(entry, "updated", _moment(one.due))
        href = site.absolute(one.path or site.names.today)
        etree.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=href)
        _put(entry, "summary", _about(one, site))
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8")


def _put(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = tidy(text) if name == "title" else text


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
