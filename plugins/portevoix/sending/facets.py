"""The links, mentions and hashtags of a Bluesky text: Bluesky marks none by itself.

The rules are those of @atproto/api 0.19.19 (src/rich-text/detection.ts), its JavaScript patterns
spelt out: its \\s holds other signs than Python's, its \\w and \\b are ASCII. Tests run both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import regex

from portevoix.networks import read_domains

Facet = dict[str, Any]
_S = r"\t\n\v\f\r\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_GLUE = r"\u00AD\u2060\u200A\u200B\u200C\u200D\u20e2"
_W = "[A-Za-z0-9_]"
_EDGE = rf"(?:(?<={_W})(?!{_W})|(?<!{_W})(?={_W}))"
_MENTION = regex.compile(rf"(^|[{_S}]|\()(@)([a-zA-Z0-9.-]+){_EDGE}")
_LINK = regex.compile(
    rf"(^|[{_S}]|\()"
    rf"((https?://[^{_S}]+)|((?P<domain>[a-z][a-z0-9]*(\.[a-z0-9]+)+)[^{_S}]*))",
    regex.IGNORECASE | regex.ASCII | regex.MULTILINE,
)
_TAG = regex.compile(
    rf"(^|[{_S}])[#＃]((?!\ufe0f)[^{_S}{_GLUE}]*[^0-9{_S}\p{{P}}{_GLUE}]+[^{_S}{_GLUE}]*)?",
)
_CASHTAG = regex.compile(
    rf"(^|[{_S}]|\()\$([A-Za-z][A-Za-z0-9]{{0,4}})(?=[{_S}]|$|[.,;:!?)\"'\u2019])"
)
_END = regex.compile(r"\p{P}+$")
_LONGEST_TAG = 64  # UTF-16 units, as JavaScript counts


def facets_of(text: str, did_of: Callable[[str], str]) -> list[Facet]:
    """The facets of a text; `did_of` gives the identifier of a handle, "" for none."""
    found = [*_mentions(text, did_of), *_links(text), *_tags(text), *_cashtags(text)]
    return sorted(found, key=lambda one: one["index"]["byteStart"])


def _facet(text: str, start: int, end: int, kind: str, **values: str) -> Facet:
    first = len(text[:start].encode())
    return {
        "index": {"byteStart": first, "byteEnd": first + len(text[start:end].encode())},
        "features": [{"$type": f"app.bsky.richtext.facet#{kind}", **values}],
    }


def _mentions(text: str, did_of: Callable[[str], str]) -> Iterator[Facet]:
    for match in _MENTION.finditer(text):
        handle = match[3]
        if not _is_domain(handle) and not handle.endswith(".test"):
            continue
        if did := did_of(handle):
            yield _facet(text, match.start(2), match.end(3), "mention", did=did)


def _links(text: str) -> Iterator[Facet]:
    for match in _LINK.finditer(text):
        uri, start, end = match[2], *match.span(2)
        if not uri.startswith("http"):
            if not _is_domain(match["domain"] or ""):
                continue
            uri = f"https://{uri}"
        if uri[-1] in ".,;:!?":
            uri, end = uri[:-1], end - 1
        if uri.endswith(")") and "(" not in uri:
            uri, end = uri[:-1], end - 1
        yield _facet(text, start, end, "link", uri=uri)


def _tags(text: str) -> Iterator[Facet]:
    for match in _TAG.finditer(text):
        tag = _END.sub("", match[2] or "")
        if tag and len(tag.encode("utf-16-le")) // 2 <= _LONGEST_TAG:
            start = match.end(1)
            yield _facet(text, start, start + 1 + len(tag), "tag", tag=tag)


def _cashtags(text: str) -> Iterator[Facet]:
    for match in _CASHTAG.finditer(text):
        start = match.end(1)
        end = start + 1 + len(match[2])
        yield _facet(text, start, end, "tag", tag=f"${match[2].upper()}")


@cache
def _top_levels() -> frozenset[str]:
    return frozenset(read_domains())


def _is_domain(text: str) -> bool:
    """Whether it ends in a top-level domain, in lower case as theirs are listed."""
    return text.rpartition(".")[2] in _top_levels() and "." in text
