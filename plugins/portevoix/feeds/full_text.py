"""The full text of a post for those who never open its page.

A page shows what a kind adds (the facts of an event, the timeline of an emergency, the verdict and
sources of a correction) around the body; a feed that held the body alone would leave out the most
useful lines. Each detail is laid out by how it is written, never by which kind it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import escape

from portevoix.body import absolutise
from portevoix.dates import long_date, long_moment
from portevoix.language import say
from portevoix.posts import Detail, Link, Post, Update, Value
from portevoix.text import sound, tidy

_TITLE = re.compile(r"<h1[ >].*?</h1>", re.DOTALL)
_OPENED = re.compile(r"(?:https?://|mailto:|tel:|[/#.])")
_SHORT = frozenset({Value.ADDRESS, Value.REFERENCE, Value.CHOICE, Value.MOMENT, Value.TEXT})


def full_text(post: Post, body: str, url: str) -> str:
    """What the page says, without its repeated title; every address absolute; never empty."""
    text = absolutise(_untitled(sound(body)), url).strip()
    parts = [*_facts(post), *_timelines(post), text, *_links(post), *_call(post, url)]
    told = "\n".join(part for part in parts if part)
    return told or f"<p>{escape(tidy(post.summary))}</p>"


def _untitled(html: str) -> str:
    title = _TITLE.search(html)
    return html[: title.start()].rstrip() + html[title.end() :] if title else html


def _facts(post: Post) -> Iterator[str]:
    facts = [
        f"<dt>{escape(detail.label[post.told_in])}</dt><dd>{_fact(detail, post)}</dd>"
        for detail in post.kind.details
        if detail.value in _SHORT and post.details.get(detail.name)
    ]
    if facts:
        yield f"<dl>{''.join(facts)}</dl>"


def _fact(detail: Detail, post: Post) -> str:
    value = post.details[detail.name]
    if isinstance(value, date):
        return escape(_moment(value, post.told_in))
    text = tidy(str(value))
    if detail.value is Value.CHOICE:
        return f"<strong>{escape(detail.choice(text).label[post.told_in])}</strong>"
    linked = detail.value in (Value.ADDRESS, Value.REFERENCE)
    return _link(text, text) if linked else escape(text)


def _timelines(post: Post) -> Iterator[str]:
    for detail in post.kind.details:
        updates = [one for one in _several(post, detail) if isinstance(one, Update)]
        if updates:
            updates.sort(key=lambda one: one.at, reverse=True)
            lines = [
                f"<li><strong>{escape(_moment(one.at, post.told_in))}</strong> {escape(tidy(one.text))}</li>"
                for one in updates
            ]
            title = escape(say(post.told_in, "site.timeline"))
            yield f"<h2>{title}</h2>\n<ul>{''.join(lines)}</ul>"


def _links(post: Post) -> Iterator[str]:
    for detail in post.kind.details:
        links = [one for one in _several(post, detail) if isinstance(one, Link)]
        if links:
            lines = [f"<li>{_link(one.url, one.title)}</li>" for one in links]
            yield f"<h2>{escape(detail.label[post.told_in])}</h2>\n<ul>{''.join(lines)}</ul>"


def _call(post: Post, url: str) -> Iterator[str]:
    call = post.intention.call
    if call:
        until = ""
        if call.until:
            until = say(post.told_in, "site.call_until", date=long_date(call.until, post.told_in))
        link = absolutise(_link(call.url, call.text), url)
        yield f"<p>{link}{f'<br>{escape(until)}' if until else ''}</p>"


def _several(post: Post, detail: Detail) -> tuple[Link | Update, ...]:
    value = post.details.get(detail.name)
    return value if isinstance(value, tuple) else ()


def _link(address: str, text: str) -> str:
    """A link to what a reader can open; any other address stays text."""
    if not _OPENED.match(address):
        return escape(tidy(text))
    return f'<a href="{escape(sound(address))}">{escape(tidy(text))}</a>'


def _moment(value: date, lang: str) -> str:
    return long_moment(value, lang) if isinstance(value, datetime) else long_date(value, lang)
