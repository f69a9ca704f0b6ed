"""The rules of the W3C feed validator that peers break, as a table: a sentence, and what offends.

Each test takes the root of a feed and gives what offends; the rules are told from the validator's
documentation (https://validator.w3.org/feed/docs/).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

import pytest
from lxml import etree
from tests.feeds.rendered import feeds_of, pictured, relisted

from portevoix.edition import Edition
from portevoix.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+\.[^\s<>\"{}|\\^`]+$")
IDENTIFIER = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
LIKE_HTML = re.compile(r"</\w+>|<[a-zA-Z/!?]|&#?\w+;")
RFC_2822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+$")
WITH_NAME = re.compile(r"\S+@\S+ \(.+\)$", re.DOTALL)
RISKS = {"script", "style", "iframe", "object", "embed", "link", "meta", "base", "svg", "form"}

Element = etree._Element
Rule = Callable[[Element], Iterable[object]]


def _texts(root: Element, path: str) -> list[str]:
    return [found.text or "" for found in root.iterfind(path)]


def _twice(values: Iterable[str]) -> list[str]:
    seen = list(values)
    return [value for value in seen if seen.count(value) > 1]


def _missing(names: Iterable[str], path: str = ".") -> Rule:
    wanted = tuple(names)
    return lambda root: [
        (found.tag, name)
        for found in root.iterfind(path)
        for name in wanted
        if not (found.findtext(name) or "").strip()
    ]


def _repeated(names: Iterable[str], path: str) -> Rule:
    wanted = tuple(names)
    return lambda root: [
        (found.tag, name)
        for found in root.iterfind(path)
        for name in wanted
        if len(found.findall(name)) > 1
    ]


def _matching(pattern: re.Pattern[str], *paths: str) -> Rule:
    return lambda root: [
        text for path in paths for text in _texts(root, path) if not pattern.match(text)
    ]


class _Content(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.offences: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RISKS or tag == "button":
            self.offences.append(tag)
        for name, value in attrs:
            addresses = [value or ""]
            if name == "srcset":
                addresses = [part.split()[0] for part in (value or "").split(",")]
            if name in {"href", "src", "poster", "cite", "srcset"}:
                self.offences += [one for one in addresses if not re.match(r"[a-z]+:", one)]
            if name.startswith(("on", "aria-")) or name in {"style", "role"}:
                self.offences.append((tag, name))
            if name == "class" and "headerlink" in (value or ""):
                self.offences.append(value)


def _contents(root: Element) -> list[str]:
    return _texts(root, f".//{CONTENT}") + _texts(root, f"{ATOM}entry/{ATOM}content")


def _unsafe(root: Element) -> Iterator[object]:
    for html in _contents(root):
        yield from _Content(html).offences


def _bad_characters(root: Element) -> list[str]:
    """C1 controls and replacement signs are well-formed XML, and always an accident."""
    whole = etree.tostring(root, encoding="unicode")
    return re.findall("[\x7f-\x84\x86-\x9f\ufffd]", whole)


def _rss_links(root: Element) -> Iterator[object]:
    for path in ("channel/link", "channel/item/link", "channel/image/link", "channel/image/url"):
        yield from (text for text in _texts(root, path) if not ADDRESS.match(text))


def _enclosures(root: Element) -> Iterator[object]:
    for found in root.iterfind("channel/item/enclosure"):
        if not (
            ADDRESS.match(found.get("url", ""))
            and MEDIA_TYPE.match(found.get("type", ""))
            and found.get("length", "").isdecimal()
        ):
            yield etree.tostring(found)
    for found in root.iterfind(f"{ATOM}entry/{ATOM}link[@rel='enclosure']"):
        if not (found.get("type") and found.get("length", "").isdecimal()):
            yield etree.tostring(found)


def _image(root: Element) -> Iterator[object]:
    for image in root.iterfind("channel/image"):
        if image.findtext("title") != root.findtext("channel/title"):
            yield "title"
        if image.findtext("link") != root.findtext("channel/link"):
            yield "link"
        if not re.search(r"\.(gif|jpe?g|png)$", image.findtext("url") or ""):
            yield image.findtext("url")


def _atom_authors(root: Element) -> list[object]:
    if root.findtext(f"{ATOM}author/{ATOM}name"):
        return []
    return [entry for entry in root.iterfind(f"{ATOM}entry") if entry.find(f"{ATOM}author") is None]


def _links_of(root: Element, relation: str) -> list[str]:
    return [found.get("href", "") for found in root.iterfind(f"{ATOM}link[@rel='{relation}']")]


def _alternates(root: Element) -> list[object]:
    return [
        entry
        for entry in root.iterfind(f"{ATOM}entry")
        if len(entry.findall(f"{ATOM}link[@rel='alternate']")) != 1
    ]


def _latest(root: Element) -> list[object]:
    """A feed is as recent as its most recent entry."""
    times = [datetime.fromisoformat(text) for text in _texts(root, f"{ATOM}entry/{ATOM}updated")]
    feed = datetime.fromisoformat(root.findtext(f"{ATOM}updated") or "")
    return [feed] if times and feed != max(times) else []


def _days(root: Element) -> list[object]:
    return [
        text
        for path in ("channel/lastBuildDate", "channel/item/pubDate")
        for text in _texts(root, path)
        if parsedate_to_datetime(text).strftime("%a") != text[:3]
    ]


EVERYWHERE: dict[str, Rule] = {
    "content is free of risks and every address in it is absolute": _unsafe,
    "no character is the trace of a broken encoding": _bad_characters,
    "an enclosure has an address, a length and a media type": _enclosures,
    "no image has the address None": lambda root: [
        text for text in root.itertext() if text.strip() == "None"
    ],
}
RSS: dict[str, Rule] = {
    **EVERYWHERE,
    "a channel has a title, a link, a description, a language and a date": _missing(
        ("title", "link", "description", "language", "lastBuildDate"), "channel"
    ),
    "a channel names itself by an Atom link": lambda root: (
        [] if root.find(f"channel/{ATOM}link[@rel='self']") is not None else ["self"]
    ),
    "what stands once stands once": _repeated(
        ("title", "link", "description", "guid", "pubDate", "enclosure", CONTENT, "author"),
        "channel/item",
    ),
    "an item has a title, a link, a description, a content, an author, a guid and a date": _missing(
        ("title", "link", "description", CONTENT, CREATOR, "guid", "pubDate"), "channel/item"
    ),
    "no author without an e-mail": lambda root: [
        text for text in _texts(root, ".//author") if not WITH_NAME.match(text)
    ],
    "an editor is an e-mail and a name": _matching(WITH_NAME, "channel/managingEditor"),
    "titles and categories cannot be taken for HTML": lambda root: [
        text
        for path in ("channel/title", "channel/description", ".//item/title", ".//category")
        for text in _texts(root, path)
        if LIKE_HTML.search(text)
    ],
    "guids are unique": lambda root: _twice(_texts(root, "channel/item/guid")),
    "a guid that is no permalink says so": lambda root: [
        found.text
        for found in root.iterfind("channel/item/guid")
        if found.get("isPermaLink") != "false" or not IDENTIFIER.match(found.text or "")
    ],
    "dates are of RFC 2822": _matching(RFC_2822, "channel/lastBuildDate", "channel/item/pubDate"),
    "the day of the week is right": _days,
    "links are absolute": _rss_links,
    "the image agrees with the channel": _image,
    "items come last": lambda root: [
        found.tag
        for item in root.findall("channel/item")
        for found in item.itersiblings()
        if found.tag != "item"
    ],
    "description comes before content": lambda root: [
        item
        for item in root.iterfind("channel/item")
        if [one.tag for one in item].index(CONTENT) < [one.tag for one in item].index("description")
    ],
}
ATOM_RULES: dict[str, Rule] = {
    **EVERYWHERE,
    "a feed has an identifier, a title and a date": _missing(
        (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated")
    ),
    "an entry has an identifier, a title, dates, a summary and a content": _missing(
        [ATOM + name for name in ("id", "title", "updated", "published", "summary", "content")],
        f"{ATOM}entry",
    ),
    "a feed names itself": lambda root: [] if len(_links_of(root, "self")) == 1 else ["self"],
    "a feed has one page": lambda root: [] if len(_links_of(root, "alternate")) == 1 else ["page"],
    "every entry has an author, its own or the feed's": _atom_authors,
    "every entry has one page": _alternates,
    "identifiers are unique": lambda root: _twice(_texts(root, f".//{ATOM}id")),
    "identifiers are URNs": _matching(IDENTIFIER, f".//{ATOM}id"),
    "no two entries share a date": lambda root: _twice(_texts(root, f"{ATOM}entry/{ATOM}updated")),
    "dates are of RFC 3339": _matching(RFC_3339, f".//{ATOM}updated", f".//{ATOM}published"),
    "the feed is as recent as its latest entry": _latest,
    "text constructs have a type of RFC 4287": lambda root: [
        found.get("type")
        for found in root.iter(f"{ATOM}content", f"{ATOM}summary")
        if found.get("type") not in {"text", "html", "xhtml"}
    ],
}


def offences(document: bytes) -> list[tuple[str, object]]:
    root = etree.fromstring(document)
    rules = RSS if root.tag == "rss" else ATOM_RULES
    return [(sentence, found) for sentence, rule in rules.items() for found in rule(root)]


def files(edition: Edition) -> dict[str, bytes]:
    return feeds_of(pictured(edition))


@pytest.mark.parametrize("name", ["edition", "hostile"])
def test_no_feed_offends_the_validator(name: str, request: pytest.FixtureRequest) -> None:
    """Whatever the posts hold, each feed keeps each rule."""
    made = files(request.getfixturevalue(name))
    assert len(made) > 20
    for path, content in made.items():
        if path.endswith(".xml"):
            assert offences(content) == [], path


def test_the_validator_of_these_tests_sees_what_peers_get_wrong(edition: Edition) -> None:
    """The rules can fail: each fault that the field's own tools make is found."""
    good = files(edition)
    faults = {
        "feed.xml": (
            (b"<guid isPermaLink=\"false\">", b"<guid>"),
            (b"<dc:creator>", b"<author>Anne</author><dc:creator>"),
            (b"<url>https://blog.exemple.org/assets/logo.png</url>", b"<url>None</url>"),
            (b'"https://blog.exemple.org/blog/autre/"', b'"../autre/"'),
            (b"Sun, 08 Mar", b"Mon, 08 Mar"),
            (b'href="https://blog.exemple.org/feed.xml" rel="self"', b'href="x" rel="via"'),
        ),
        "atom.xml": (
            (b'<content type="html">', b'<content type="CDATA">'),
            (b"<published>", b"<published/><published>"),
        ),
    }  # fmt: skip
    for path, changes in faults.items():
        for right, wrong in changes:
            assert right in good[path]
            assert offences(good[path].replace(right, wrong)), wrong
    same = re.sub(rb"<updated>[^<]*", b"<updated>2026-03-08T09:00:00-04:00", good["atom.xml"])
    assert {sentence for sentence, _ in offences(same)} == {"no two entries share a date"}


def test_a_blog_without_posts_still_has_feeds(site: Site) -> None:
    """Whoever subscribes before the first post gets it; the feed is well formed and dated."""
    made = files(relisted(Edition(site=site, posts=(), bodies={})))
    assert set(made) == {"feed.xml", "atom.xml", "feed.json"}
    assert [offences(made[path]) for path in ("feed.xml", "atom.xml")] == [[], []]
    assert json.loads(made["feed.json"])["items"] == []
