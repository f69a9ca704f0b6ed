"""The feed of revisions: one item per released version, newest first."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from portevoix.charter.edition import CharterEdition
from portevoix.charter.redlines import Redline
from portevoix.charter.version_pages import Step, steps, version_path
from portevoix.publisher import Target

FILE = "feed.xml"


def feed(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/feed.xml`, RSS 2.0."""
    yield edition.file(FILE, partial(render_feed, edition))


def render_feed(edition: CharterEdition) -> bytes:
    charter, site = edition.charter, edition.site
    from feedgen.feed import FeedGenerator  # with dateutil, 20 ms that only making feeds needs

    generator: Any = FeedGenerator  # feedgen has no types
    made = generator()
    made.title(edition.say("feed_title", title=charter.title, organisation=site.organisation.name))
    made.description(edition.say("feed_description"))
    made.language(charter.lang)
    made.generator("Porte-voix")
    made.docs("")  # the address of a specification on another host: nobody needs it
    made.link(href=site.absolute(site.names.charter_page(FILE)), rel="self")
    made.link(href=site.absolute(site.names.charter_page("changements/")), rel="alternate")
    released = steps(edition)
    if released:
        made.lastBuildDate(_moment(edition, released[0]))
    else:
        made.lastBuildDate(datetime.combine(charter.in_force, site.publish_at, tzinfo=site.zone))
    for step in released:
        number = step.version.number
        path = (
            version_path(site, number, "changements") if step.before else version_path(site, number)
        )
        item = made.add_entry(order="append")
        item.title(edition.say("version_title", number=number))
        item.link(href=site.absolute(path))
        item.guid(site.absolute(version_path(site, number)), permalink=True)
        item.pubDate(_moment(edition, step))
        item.description(step.version.note)
        item.content(_content(edition, step), type="CDATA")
    return bytes(made.rss_str(pretty=True))


def _moment(edition: CharterEdition, step: Step) -> datetime:
    site = edition.site
    return datetime.combine(step.version.released, site.publish_at, tzinfo=site.zone)


def _content(edition: CharterEdition, step: Step) -> str:
    items = "".join(f"<li>{_told(edition, redline)}</li>" for redline in step.redlines)
    note = f"<p>{html.escape(step.version.note)}</p>"
    return f"{note}<ul>{items}</ul>" if items else note


def _told(edition: CharterEdition, redline: Redline) -> str:
    change = edition.say(f"change_{redline.change}")
    address = edition.site.absolute(edition.site.names.charter_page(f"{redline.id}/"))
    title = html.escape(f"{redline.id} {redline.title}" if edition.internal else redline.title)
    return (
        f'{html.escape(change)}{edition.say("colon")}<a href="{html.escape(address)}">{title}</a>'
    )
