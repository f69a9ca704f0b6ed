"""WordPress: its export file (« WXR », `Outils → Exporter`).

https://wordpress.org/documentation/article/tools-export-screen/, WXR 1.2 as WordPress 6.9 writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from urllib.parse import unquote

from lxml import etree

from portevoix.importing.addresses import path_of
from portevoix.importing.found import Found, Markup, OldAuthor, OldDate, OldPicture, OldPost
from portevoix.importing.gathering import Gathering
from portevoix.importing.marks import paragraphs
from portevoix.importing.marks import wordpress as settle
from portevoix.importing.texts import from_html, language, read_date
from portevoix.importing.xml import line_of, read_xml, text_of
from portevoix.values import dataclass

_NAMES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
# WordPress.com and some of its test data write the namespace with https.
_SIGN = re.compile(r"https?://wordpress\.org/export/")


def recognise(content: bytes) -> bool:
    return _SIGN.search(content[:20_000].decode("utf-8", "replace")) is not None


def read(content: bytes, file: str, zone: tzinfo, gathering: Gathering) -> Found | None:
    root = read_xml(content, file, gathering)
    if root is None:
        return None
    names = _names(root)
    channel = root.find("channel")
    if channel is None or "wp" not in names:
        gathering.mistake(file, 1, "importing.other_kind", kind="WordPress")
        return None
    items = channel.findall("item")
    home = text_of(channel, "wp:base_blog_url", names) or text_of(channel, "link")
    authors = {
        text_of(one, "wp:author_login", names): OldAuthor(
            name=from_html(
                text_of(one, "wp:author_display_name", names)
                or text_of(one, "wp:author_login", names)
            )
        )
        for one in channel.findall("wp:author", names)
    }
    pictures = dict(_attachments(items, names))
    galleries: dict[str, list[str]] = {}
    for item in items:
        if text_of(item, "wp:post_id", names) in pictures:
            parent = text_of(item, "wp:post_parent", names)
            galleries.setdefault(parent, []).append(text_of(item, "wp:post_id", names))
    lang = language(text_of(channel, "language"))
    export = _Export(file, names, zone, lang, authors, pictures)
    posts = []
    others = set()
    for item in items:
        kind = text_of(item, "wp:post_type", names)
        if kind == "post":
            own = galleries.get(text_of(item, "wp:post_id", names), [])
            post = _post(item, own, export, gathering)
            if post:
                posts.append(post)
        elif kind == "page":
            others.add(path_of(text_of(item, "link")))
            gathering.leave(file, line_of(item), "importing.is_page", title=_title(item, names))
    comments = sum(len(item.findall("wp:comment", names)) for item in items)
    if comments:
        gathering.leave(file, 0, "importing.comments", count=comments)
    if not posts and not gathering.mistakes:
        gathering.mistake(file, 0, "importing.no_post")
        return None
    return Found(
        posts=tuple(posts),
        home=home.rstrip("/") + "/" if home.startswith("http") else "",
        alts={src: alt for src, alt in pictures.values() if alt},
        others=frozenset(others),
    )


@dataclass(frozen=True, slots=True)
class _Export:
    """What the posts of a file refer to."""

    file: str
    names: dict[str, str]  # prefix → namespace
    zone: tzinfo
    lang: str
    authors: Mapping[str, OldAuthor]
    pictures: Mapping[str, tuple[str, str]]  # number → address and text


def _names(root: etree._Element) -> dict[str, str]:
    """Each version of the format has a namespace of its own."""
    found = dict(_NAMES)
    for address in root.nsmap.values():
        if address and _SIGN.match(address):
            found["excerpt" if address.endswith("/excerpt/") else "wp"] = address
    found.setdefault("excerpt", "http://wordpress.org/export/1.2/excerpt/")
    return found


def _attachments(
    items: list[etree._Element], names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Number of a picture → its address and its text."""
    names = dict(names)
    for item in items:
        if text_of(item, "wp:post_type", names) == "attachment":
            src = text_of(item, "wp:attachment_url", names)
            if src:
                alt = _meta(item, names).get("_wp_attachment_image_alt", [""])[0]
                yield text_of(item, "wp:post_id", names), (src, from_html(alt))


def _meta(item: etree._Element, names: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in item.findall("wp:postmeta", dict(names)):
        key = text_of(one, "wp:meta_key", dict(names))
        found.setdefault(key, []).append(text_of(one, "wp:meta_value", dict(names)))
    return found


def _title(item: etree._Element, names: Mapping[str, str]) -> str:
    return from_html(text_of(item, "title")) or text_of(item, "wp:post_name", dict(names))


def _post(
    item: etree._Element, own: list[str], export: _Export, gathering: Gathering
) -> OldPost | None:
    """`own` names the pictures that were uploaded to the post."""
    file, names, zone = export.file, export.names, export.zone
    line = line_of(item)
    number = text_of(item, "wp:post_id", names)
    status = text_of(item, "wp:status", names)
    title = _title(item, names)
    if status in ("trash", "auto-draft", "inherit"):
        gathering.leave(file, line, "importing.trashed", title=title or number)
        return None
    if status == "private" or text_of(item, "wp:post_password", names):
        gathering.leave(file, line, "importing.private", title=title or number)
        return None
    html = text_of(item, "content:encoded", names)
    date = _date(item, names, "post_date", zone)
    draft = status != "publish" and status != "future"
    if date is None and draft:
        date = read_date(text_of(item, "pubDate"), zone) or _date(
            item, names, "post_modified", zone
        )
    if date is None:
        value = text_of(item, "wp:post_date", names)
        gathering.mistake(file, line, "form.not_date", key="wp:post_date", value=value[:80])
        return None
    meta = _meta(item, names)
    link = text_of(item, "link")
    slug = text_of(item, "wp:post_name", names)
    path = path_of(link) if "?" not in link else ""
    old = [
        path.replace(slug, one)
        for one in meta.get("_wp_old_slug", ())
        if slug and slug in path and one
    ]
    cover = export.pictures.get(meta.get("_thumbnail_id", [""])[0])

    def tell(at: int, wording: str, said: Mapping[str, object]) -> None:
        gathering.change(file, line + html.count("\n", 0, at), wording, **said)

    settled = settle(html, tell, export.pictures, own)
    words = {
        domain: tuple(
            dict.fromkeys(
                from_html("".join(str(it) for it in one.itertext()))
                for one in item.findall("category")
                if one.get("domain") == domain
            )
        )
        for domain in ("category", "post_tag", "tag")
    }
    creator = text_of(item, "dc:creator", names)
    return OldPost(
        id=number or link or title,
        file=file,
        line=line,
        title=title or number,
        body=paragraphs(settled),
        body_line=line,
        markup=Markup.HTML,
        published=date,
        updated=_later(_date(item, names, "post_modified", zone), date),
        authors=(export.authors.get(creator) or OldAuthor(name=creator),) if creator else (),
        categories=tuple(
            one for one in words["category"] if one not in ("Uncategorized", "Non classé")
        ),
        tags=words["post_tag"] or words["tag"],
        description=from_html(text_of(item, "excerpt:encoded", names)),
        slug=unquote(slug) or title,
        addresses=tuple(filter(None, (path, *old))),
        queries=(f"?p={number}",) if number else (),
        lang=export.lang,
        draft=draft,
        cover=OldPicture(src=cover[0], alt=cover[1]) if cover else None,
    )


def _date(item: etree._Element, names: dict[str, str], key: str, zone: tzinfo) -> OldDate | None:
    """The hour of the site, with the zone that the same moment in UTC tells."""
    local = text_of(item, f"wp:{key}", names)
    utc = text_of(item, f"wp:{key}_gmt", names)
    if not re.match(r"[1-9]", local):
        return read_date(utc, UTC) if re.match(r"[1-9]", utc) else None
    here = read_date(local, UTC)
    there = read_date(utc, UTC) if re.match(r"[1-9]", utc) else None
    if here is None:
        return None
    if there is None:
        return read_date(local, zone)
    offset = here.moment - there.moment
    if abs(offset.total_seconds()) > 14 * 3600 or offset.total_seconds() % 60:
        return there
    return OldDate(_shifted(there.moment, offset.total_seconds()))


def _shifted(moment: datetime, seconds: float) -> datetime:
    return moment.astimezone(timezone(timedelta(seconds=seconds)))


def _later(date: OldDate | None, than: OldDate) -> OldDate | None:
    return date if date and date.moment > than.moment else None
