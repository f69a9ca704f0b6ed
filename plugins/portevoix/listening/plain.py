"""HTML of others as plain text: its line ends, its whole addresses, none of its marks."""

from __future__ import annotations

from lxml import etree, html

MOST = 200_000  # characters that are read
_LINES = frozenset({"br", "p", "div", "li", "blockquote", "h1", "h2", "h3", "pre", "tr"})
_UNREAD = frozenset({"script", "style", "template", "noscript", "iframe", "object", "title"})


def plain(content: str) -> str:
    """The text of HTML as people see it. What Mastodon adds for programs that know no quotes goes."""
    if not content.strip():
        return ""
    try:
        root = html.fragment_fromstring(content[:MOST].replace("\0", ""), create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    parts: list[str] = []
    # By a stack of our own: what nests a thousand deep is read all the same.
    stack: list[object] = [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        assert isinstance(one, etree._Element)
        after: list[object] = [one.tail] if one.tail and one is not root else []
        name = one.tag if isinstance(one.tag, str) else "script"  # comments
        if name in _UNREAD or "quote-inline" in (one.get("class") or "").split():
            stack += after
            continue
        if name == "br":
            stack += [*after, "\n"]
            continue
        end: list[object] = ["\n\n"] if name in _LINES and one is not root else []
        inner: list[object] = [one.text] if one.text else []
        stack += [*after, *end, *reversed(one), *inner]
    return "".join(parts).strip()
