"""A ready text as feeds hand it over, shaped so that tools left to their default settings send it whole.

Tools that post from a feed take its title and its link, or its description; few take anything else,
and they cut where they see fit. `docs/guide/confier-un-fil.md` has what each was seen to do.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import format_datetime
from html import escape

from lxml import etree

from portevoix.feeds.rss import unmistakable
from portevoix.values import dataclass

CONTENT = "http://purl.org/rss/1.0/modules/content/"
MEDIA = "http://search.yahoo.com/mrss/"
DC = "http://purl.org/dc/elements/1.1/"
_NAMES = {"content": CONTENT, "media": MEDIA, "dc": DC}
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_INTRODUCES = (":", "→", "👉", "➡️")


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    url: str
    length: int  # bytes
    width: int
    height: int
    alt: str
    type: str = "image/png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    guid: str
    link: str  # stands in `text`
    text: str
    fallback: str  # title of a text that is its address alone
    lang: str
    moment: datetime  # from which it may be sent
    hashtags: tuple[str, ...] = ()
    warning: str = ""
    data: str = ""  # address of all that is known of the post's texts
    picture: Illustration | None = None


def without_address(text: str, link: str) -> str:
    """The text less its address and the words that only introduce it.

    >>> without_address("Le pont rouvre.\\n\\nLe billet : https://exemple.org/\\n\\n#Pont", "https://exemple.org/")
    'Le pont rouvre.\\n\\n#Pont'
    """
    kept = []
    for line in text.split("\n"):
        if link not in line:
            kept.append(line)
        elif left := _spoken(line, link):
            kept.append(left)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _spoken(line: str, link: str) -> str:
    before, _, after = line.partition(link)
    before = before.rstrip()
    if before.endswith(_INTRODUCES) and not after.strip(" .)»"):
        return " ".join(_SENTENCE.split(before)[:-1])
    return f"{before} {after.lstrip()}".strip()


def render_rss_item(ready: Ready) -> bytes:
    item = start_item(_NAMES)
    title = without_address(ready.text, ready.link) or ready.fallback
    put(item, "title", unmistakable(title))
    put(item, "link", ready.link)
    # Before the description: `feed.css` tells by it that the title says all.
    put(item, "guid", ready.guid, isPermaLink="true")
    put(item, "description", escape(ready.text, quote=False))
    put(item, f"{{{CONTENT}}}encoded", paragraphs(ready.text))
    put(item, "pubDate", format_datetime(ready.moment))
    put(item, f"{{{DC}}}language", ready.lang)
    if picture := ready.picture:
        url, length = picture.url, str(picture.length)
        put(item, "enclosure", "", url=url, length=length, type=picture.type)
        media = put(
            item,
            f"{{{MEDIA}}}content",
            "",
            url=url,
            type=picture.type,
            medium="image",
            fileSize=length,
            width=str(picture.width),
            height=str(picture.height),
        )
        # A media:description would take the place of the text in what feedparser 6.0 reads.
        put(media, f"{{{MEDIA}}}title", picture.alt, type="plain")
    return written(item)


def render_json_item(ready: Ready) -> bytes:
    """To JSON Feed 1.1; what it has no word for stands under `_porte_voix`, as it allows."""
    said: dict[str, object] = {
        "id": ready.guid,
        "url": ready.link,
        "content_text": ready.text,
        "date_published": ready.moment.isoformat(),
        "language": ready.lang,
        "tags": list(ready.hashtags),
    }
    if picture := ready.picture:
        said["image"] = picture.url
        said["attachments"] = [
            {
                "url": picture.url,
                "mime_type": picture.type,
                "title": picture.alt,
                "size_in_bytes": picture.length,
            }
        ]
    ours = {"data": ready.data, "warning": ready.warning}
    said["_porte_voix"] = {name: value for name, value in ours.items() if value}
    told = {name: value for name, value in said.items() if value}
    return json.dumps(told, ensure_ascii=False).encode()


def start_item(names: dict[str, str]) -> etree._Element:
    return etree.Element("item", nsmap=names)


def put(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def paragraphs(text: str) -> str:
    """The text as HTML: a paragraph for each of its own, a break for each line."""
    return "".join(
        f"<p>{escape(paragraph, quote=False).replace(chr(10), '<br>')}</p>"
        for paragraph in text.split("\n\n")
    )


def written(item: etree._Element) -> bytes:
    return etree.tostring(item, encoding="UTF-8")
