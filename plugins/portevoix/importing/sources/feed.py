"""Any site, from its feed in full text: RSS, Atom or JSON Feed, as a file or at an address."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from lxml import etree

from portevoix.importing.addresses import end_of, path_of
from portevoix.importing.found import Found, Markup, OldAuthor, OldPicture, OldPost
from portevoix.importing.gathering import Gathering
from portevoix.importing.texts import from_html, language, read_date
from portevoix.importing.xml import line_of, read_xml, text_of
from portevoix.text import sound
from portevoix.values import dataclass

_NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rss1": "http://purl.org/rss/1.0/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_ATOM = f"{{{_NAMES['a']}}}"
_SHORT = 300  # characters of text: a feed all of whose bodies are shorter holds summaries


def recognise(content: bytes) -> bool:
    start = content[:4_000].lower()
    return any(
        one in start
        for one in (
            b"<rss",
            b"<feed",
            b"<rdf:rdf",
            b"jsonfeed.org/version",
            b"jsonfeed.org\\/version",
        )
    )


def read(content: bytes, file: str, zone: tzinfo, gathering: Gathering) -> Found | None:
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = _json(content, file, zone, gathering)
    else:
        root = read_xml(content, file, gathering)
        if root is None:
            return None
        found = _atom(root, file, zone, gathering) if root.tag == f"{_ATOM}feed" else None
        if found is None:
            found = _rss(root, file, zone, gathering)
    if found is None or gathering.mistakes:
        return None
    if not found.posts:
        gathering.mistake(file, 0, "importing.no_post")
        return None
    if all(len(from_html(post.body)) < _SHORT for post in found.posts):
        gathering.change(file, 0, "importing.summaries")
    return found


def next_page(content: bytes, gathering: Gathering) -> str:
    """The address of the older part of a feed (RFC 5005, JSON Feed's next_url); "" for none."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        try:
            said = json.loads(content.decode("utf-8-sig")).get("next_url")
            return said if isinstance(said, str) else ""
        except (ValueError, AttributeError, RecursionError):
            return ""
    root = read_xml(content, "", Gathering(gathering.lang))
    if root is None:
        return ""
    for rel in ("next", "prev-archive"):
        for one in root.iter(f"{_ATOM}link"):
            if one.get("rel") == rel and one.get("href"):
                return str(one.get("href"))
    return ""


def _rss(root: etree._Element, file: str, zone: tzinfo, gathering: Gathering) -> Found | None:
    channel = root.find("channel")
    items = root.findall(".//item") or root.findall("rss1:item", _NAMES)
    if channel is None:
        channel = root.find("rss1:channel", _NAMES)
    if channel is None:
        gathering.mistake(file, 1, "importing.other_kind", kind="RSS")
        return None
    posts = []
    for one in items:
        link = text_of(one, "link") or text_of(one, "rss1:link", _NAMES)
        guid = one.find("guid")
        id = text_of(one, "guid") or link
        if guid is not None and guid.get("isPermaLink", "true") == "true":
            link = link or id
        entry = _Entry(
            id=id,
            link=link,
            title=text_of(one, "title") or text_of(one, "rss1:title", _NAMES),
            html=text_of(one, "content:encoded", _NAMES) or text_of(one, "description"),
            summary=text_of(one, "description") if text_of(one, "content:encoded", _NAMES) else "",
            date=text_of(one, "pubDate") or text_of(one, "dc:date", _NAMES),
            updated=text_of(one, "a:updated", _NAMES),
            authors=[_person(text_of(one, "dc:creator", _NAMES) or text_of(one, "author"))],
            tags=["".join(str(it) for it in it.itertext()) for it in one.findall("category")],
            lang=text_of(channel, "language"),
            line=line_of(one),
        )
        if post := _made(entry, file, zone, gathering):
            posts.append(post)
    home = text_of(channel, "link") or text_of(channel, "rss1:link", _NAMES)
    return Found(posts=tuple(posts), home=_home(home, posts))


def _atom(root: etree._Element, file: str, zone: tzinfo, gathering: Gathering) -> Found:
    lang = root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    whole = [_person(text_of(one, "a:name", _NAMES)) for one in root.findall("a:author", _NAMES)]
    posts = []
    for one in root.findall("a:entry", _NAMES):
        content, summary = one.find("a:content", _NAMES), one.find("a:summary", _NAMES)
        own = [_person(text_of(it, "a:name", _NAMES)) for it in one.findall("a:author", _NAMES)]
        entry = _Entry(
            id=text_of(one, "a:id", _NAMES),
            link=_link(one),
            title=text_of(one, "a:title", _NAMES),
            html=_inner(content if content is not None else summary),
            summary=_inner(summary) if content is not None else "",
            date=text_of(one, "a:published", _NAMES) or text_of(one, "a:updated", _NAMES),
            updated=text_of(one, "a:updated", _NAMES),
            authors=own or whole,
            tags=[
                str(it.get("label") or it.get("term") or "")
                for it in one.findall("a:category", _NAMES)
            ],
            lang=one.get("{http://www.w3.org/XML/1998/namespace}lang") or lang,
            line=line_of(one),
        )
        if post := _made(entry, file, zone, gathering):
            posts.append(post)
    return Found(posts=tuple(posts), home=_home(_link(root), posts))


def _link(element: etree._Element) -> str:
    for one in element.findall("a:link", _NAMES):
        if one.get("rel", "alternate") == "alternate":
            return str(one.get("href") or "")
    return ""


def _inner(element: etree._Element | None) -> str:
    """HTML as text, or XHTML as elements."""
    if element is None:
        return ""
    if element.get("type") == "xhtml":
        inner = element.find("xhtml:div", _NAMES)
        element = element if inner is None else inner
        return (element.text or "") + "".join(
            etree.tostring(one, encoding="unicode") for one in element
        )
    return "".join(str(one) for one in element.itertext()).strip()


def _json(content: bytes, file: str, zone: tzinfo, gathering: Gathering) -> Found | None:
    try:
        whole: Any = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        gathering.mistake(file, error.lineno, "importing.cut_short")
        return None
    except (UnicodeDecodeError, RecursionError):
        gathering.mistake(file, 0, "posts.not_utf8")
        return None
    items = whole.get("items") if isinstance(whole, dict) else None
    if not isinstance(items, list):
        gathering.mistake(file, 1, "importing.other_kind", kind="JSON Feed")
        return None
    posts = []
    for one in items:
        if not isinstance(one, dict):
            continue
        authors = one.get("authors") or [one.get("author") or {}]
        html = _text(one, "content_html")
        entry = _Entry(
            id=_text(one, "id"),
            link=_text(one, "url"),
            title=_text(one, "title"),
            html=html or f"<p>{_text(one, 'content_text')}</p>",
            summary=_text(one, "summary"),
            date=_text(one, "date_published"),
            updated=_text(one, "date_modified"),
            authors=[_text(it, "name") for it in authors if isinstance(it, dict)],
            tags=[it for it in one.get("tags") or () if isinstance(it, str)],
            cover=_text(one, "image"),
            lang=_text(one, "language") or _text(whole, "language"),
        )
        if post := _made(entry, file, zone, gathering):
            posts.append(post)
    return Found(posts=tuple(posts), home=_home(_text(whole, "home_page_url"), posts))


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return sound(value).strip() if isinstance(value, str) else ""


def _person(text: str) -> str:
    """`adresse (Nom)` of RSS → the name; an address alone is nobody's name."""
    if "(" in text and text.rstrip().endswith(")"):
        text = text.partition("(")[2].rstrip().removesuffix(")")
    return "" if "@" in text else text.strip()


def _home(said: str, posts: list[OldPost]) -> str:
    return said.rstrip("/") + "/" if said.startswith("http") else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What a feed of any kind says of a post; "" for what it does not."""

    id: str
    link: str
    title: str
    html: str
    summary: str
    date: str
    updated: str
    authors: Sequence[str]
    tags: Sequence[str]
    cover: str = ""
    lang: str
    line: int = 0


def _made(entry: _Entry, file: str, zone: tzinfo, gathering: Gathering) -> OldPost | None:
    """A date that tells no zone is one of `zone`."""
    if not entry.date.strip():
        gathering.leave(file, entry.line, "importing.no_date")
        return None
    published = read_date(entry.date, zone)
    if published is None:
        gathering.mistake(file, entry.line, "form.not_date", key="date", value=entry.date[:80])
        return None
    revised = read_date(entry.updated, zone) if entry.updated else None
    path = path_of(entry.link) if "?" not in entry.link else ""
    title = from_html(entry.title)
    return OldPost(
        id=entry.id or entry.link or title,
        file=file,
        line=entry.line,
        title=title or end_of(path).replace("-", " ") or published.written,
        body=entry.html,
        body_line=entry.line,
        markup=Markup.HTML,
        published=published,
        updated=revised if revised and revised.moment > published.moment else None,
        authors=tuple(OldAuthor(name=from_html(one)) for one in entry.authors if one.strip()),
        tags=tuple(dict.fromkeys(from_html(one) for one in entry.tags if one.strip())),
        description=from_html(entry.summary) if len(entry.summary) < 2_000 else "",
        slug=end_of(path) or title,
        addresses=(path,) if path else (),
        queries=(f"?{entry.link.partition('?')[2]}",) if "?" in entry.link else (),
        lang=language(entry.lang),
        cover=OldPicture(src=entry.cover) if entry.cover else None,
    )
