"""The text part of a letter, written to be read as text: each link under the words that bear it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import html

from portevoix.language import say
from portevoix.letters.letter import Asked, Item, Letter

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_GAPS = re.compile(r"\n{3,}")
_ENDS = re.compile(r" +\n")
_BLOCKS = frozenset({"p", "div", "blockquote", "ul", "ol", "table", "caption", "thead", "tbody"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
RULE = "-" * 40


def text_of(letter: Letter) -> str:
    """Ends with one line end; no line is cut, since clients fold them to the screen."""
    return "\n\n".join(part for part in _parts(letter) if part) + "\n"


def _parts(letter: Letter) -> Iterator[str]:
    lang = letter.lang
    yield f"{letter.title} – {letter.organisation}\n{letter.day}"
    if letter.browser:
        yield say(lang, "letters.in_browser_text", url=letter.browser)
    yield words_of(letter.intro)
    for number, item in enumerate(letter.items, 1):
        yield RULE
        yield "\n\n".join(_item(item, number if len(letter.items) > 1 else 0))
    if letter.items:
        yield RULE
    yield words_of(letter.outro)
    yield "\n".join(("-- ", *letter.foot))
    yield "\n".join(_ways(letter))


def _ways(letter: Letter) -> Iterator[str]:
    lang = letter.lang
    yield say(lang, "letters.why", organisation=letter.organisation)
    if letter.unsubscribe:
        yield say(lang, "letters.unsubscribe_text", url=letter.unsubscribe)
    if letter.preferences:
        yield say(lang, "letters.preferences_text", url=letter.preferences)


def _item(item: Item, number: int) -> Iterator[str]:
    title = f"{number}. {item.title}" if number else item.title
    yield f"{title}\n{item.label}, {item.day}"
    if item.html:
        yield words_of(item.html)
    else:
        yield item.text
        if item.facts:
            yield "\n".join(say(item.lang, "letters.fact", label=a, value=b) for a, b in item.facts)
    if item.asked and not item.html:
        yield asked_text(item.asked)
    yield say(item.lang, "letters.read_text", url=item.url)


def asked_text(asked: Asked) -> str:
    until = f"\n{asked.until}" if asked.until else ""
    return f"→ {asked.text}\n{asked.url}{until}"


def words_of(markup: str) -> str:
    """HTML as text: addresses after their words, rows of tables as lines, lists with dashes."""
    if not markup.strip():
        return ""
    tree = html.fragment_fromstring(markup, create_parent="div")
    return _GAPS.sub("\n\n", _ENDS.sub("\n", "".join(_inside(tree, "")))).strip()


def _inside(one: html.HtmlElement, indent: str) -> Iterator[str]:
    if one.text:
        yield _blank(one.text, one)
    for place, child in enumerate(one, 1):
        if isinstance(child.tag, str):
            yield from _element(child, indent, place)
        if child.tail:
            yield _blank(child.tail, one)


def _blank(text: str, one: html.HtmlElement) -> str:
    """Text without the line ends of the source, those of code kept."""
    if any(each.tag == "pre" for each in (one, *one.iterancestors())):
        return text
    return _BLANKS.sub(" ", text)


def _element(one: html.HtmlElement, indent: str, place: int) -> Iterator[str]:
    tag = one.tag
    if tag == "br":
        yield f"\n{indent}"
    elif tag == "hr":
        yield f"\n\n{RULE}\n\n"
    elif tag == "img":
        yield one.get("alt", "")
    elif tag == "a":
        yield _linked("".join(_inside(one, indent)), one.get("href", ""))
    elif tag == "li":
        parent = one.getparent()
        ordered = parent is not None and parent.tag == "ol"
        start = int(parent.get("start") or 1) if ordered and parent is not None else 1
        mark = f"{start + place - 1}. " if ordered else "– "
        inner = indent + " " * len(mark)
        yield f"\n{indent}{mark}{_block(_inside(one, inner))}"
    elif tag == "tr":
        cells = (" ".join("".join(_inside(cell, "")).split()) for cell in one)
        yield "\n" + " | ".join(cells)
    elif tag == "pre":
        yield "\n\n" + "".join(_inside(one, "")).strip("\n") + "\n\n"
    elif tag in _HEADINGS:
        title = _block(_inside(one, indent))
        yield f"\n\n{title}\n{'=' * min(len(title), 40)}\n\n"
    elif tag in ("ul", "ol") and indent:
        yield f"\n{indent}{_block(_inside(one, indent))}\n"
    elif tag in _BLOCKS:
        yield f"\n\n{indent}{_block(_inside(one, indent))}\n\n"
    else:
        yield from _inside(one, indent)


def _block(parts: Iterable[str]) -> str:
    return "".join(parts).strip(" \n")


def _linked(words: str, address: str) -> str:
    """Words, and where they lead unless they say it themselves."""
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    said = words.strip()
    if not address or said in (address, bare, address.rstrip("/")):
        return words
    return f"{words} ({bare})" if said else bare
