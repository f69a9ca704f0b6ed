"""The fields that say what a post is: title, dates, language, kind, address, authors."""

from __future__ import annotations

from datetime import datetime

import regex

from portevoix.form import Form
from portevoix.moments import read_moment
from portevoix.posts.front_matter import Parts
from portevoix.posts.kinds import DEFAULT_KIND, KINDS, Kind, kind_named
from portevoix.posts.known import Known
from portevoix.posts.post import (
    Author,
)
from portevoix.posts.slug import slugify
from portevoix.prose import plain_inline
from portevoix.site import Site
from portevoix.tongues import read_tongue

DATED_NAME = regex.compile(r"(\d{4}-\d\d-\d\d)[-_ ]")  # the file names of Jekyll and Eleventy
_SAYS = regex.compile(
    r"[\p{L}\p{N}]"
)  # without either, no list and no reader of screens can name it
_H1 = regex.compile(r"#[ \t]+(.+?)[ \t#]*")


def begins_with_title(body: str) -> bool:
    """Whether a body starts with its title."""
    return _H1.fullmatch(body.lstrip("\n").partition("\n")[0].strip()) is not None


def read_title(form: Form, parts: Parts) -> tuple[str, str, int]:
    """The title, and the body without it when it stood there as the first heading."""
    title, body, line = _title(form, parts)
    if title and not _SAYS.search(title):
        form.wrong("title", "posts.signs_title", value=title[:40])
    return title, body, line


def _title(form: Form, parts: Parts) -> tuple[str, str, int]:
    title = form.text("title")
    body = parts.body.lstrip("\n")
    body_line = parts.body_line + len(parts.body) - len(body)
    if not form.has("title"):
        first, _, rest = body.partition("\n")
        if match := _H1.fullmatch(first.strip()):
            left = rest.lstrip("\n")
            return plain_inline(match[1]), left, body_line + 1 + len(rest) - len(left)
    said = form.values.get("title")  # one that is too long, or no text, is told already
    if not title and (said is None or (isinstance(said, str) and not said.strip())):
        form.wrong("title", "posts.no_title")
    return title, body, body_line


def read_dates(form: Form, name: str, site: Site) -> tuple[datetime | None, datetime | None]:
    """When the post goes out, when it was last revised; Material's `created` form is known."""
    if isinstance(form.values.get("date"), dict):
        below = form.form("date")
        assert below is not None
        published = below.moment("created", site.zone, site.publish_at)
        updated = below.moment("updated", site.zone, site.publish_at)
        missing = not below.has("created")
    else:
        published = form.moment("date", site.zone, site.publish_at)
        updated = form.moment("updated", site.zone, site.publish_at)
        missing = not form.has("date")
    if missing and (match := DATED_NAME.match(name)):
        published = read_moment(match[1], site.zone, site.publish_at)
        missing = published is None
    if missing:
        form.wrong("date", "posts.no_date")
    if published and updated and updated < published:
        form.wrong("updated", "posts.updated_before")
    return published, updated


def read_expires(form: Form, published: datetime | None, site: Site) -> datetime | None:
    expires = form.moment("expires", site.zone, site.publish_at)
    if published and expires and expires <= published:
        form.wrong("expires", "posts.expires_before")
    return expires


def read_lang(form: Form, site: Site) -> str:
    written = form.text("lang", site.lang)
    lang = read_tongue(written)
    if lang is None:
        form.wrong("lang", "posts.bad_lang", value=written[:40])
    return lang or site.lang


def read_kind(form: Form) -> Kind:
    said = form.text("kind")
    if not said:
        return DEFAULT_KIND
    kind = kind_named(said)
    if kind is None:
        form.choice("kind", tuple(KINDS))
    return kind or DEFAULT_KIND


def read_slug(form: Form, title: str, name: str, site: Site) -> str:
    said = form.text("slug")
    slug = slugify(said) or slugify(title) or slugify(name)
    if said and slug and ("/" in said.strip("/") or "\\" in said):
        form.wrong("slug", "posts.path_slug", value=said[:80], better=slug)
    elif said and slug and slug != said.strip("/"):
        form.notice("slug", "posts.changed_slug", value=said[:80], better=slug)
    if not slug and title:
        form.wrong("slug", "posts.no_slug")
    if slug in site.names.reserved:
        form.wrong("slug", "posts.reserved_slug", slug=slug)
    return slug


def read_authors(form: Form, known: Known) -> tuple[Author, ...]:
    found = []
    for key in form.texts("authors"):
        if key in known.authors:
            found.append(known.authors[key])
        elif known.all_authors:
            form.choice_of("authors", key, tuple(known.authors), "posts.unknown_author")
    return tuple(found)
