"""What people wrote, as HTML that mail clients show: Markdown of a few lines, and whole posts.

What Outlook and webmails drop or mangle (disclosures, players, drawings, WebP) is told in words.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import nh3
from lxml import etree, html
from markupsafe import Markup

from portevoix.body import absolutise
from portevoix.language import say
from portevoix.text import sound

WIDE = 536  # pixels that a letter has for a picture
SHOWN_BY_ALL = frozenset({".gif", ".jpeg", ".jpg", ".png"})  # Outlook for Windows knows no other
_TAGS = {
    *("a", "p", "br", "strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "ul", "ol", "li"),
    *("h3", "h4", "h5", "h6", "blockquote", "pre", "code", "table", "thead", "tbody", "tr", "th"),
    *("td", "caption", "img", "div", "span", "hr"),
}
_EMPTIED = {"button", "iframe", "math", "object", "script", "style", "svg", "template", "title"}
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "p": {"class"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
}
_LOWER = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_EMPTIED - _TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def written(text: str, home: str) -> Markup:
    """A few lines of Markdown, every address absolute."""
    if not text:
        return Markup("")
    import markdown  # which a build that renders no text can do without

    made = markdown.markdown(sound(text), output_format="html")
    return Markup(absolutise(_cleaner().clean(made), home))


def for_mail(told: str, lang: str, *, pictures: bool) -> Markup:
    """The whole text of a post, as feeds have it, for a letter in which its title is a second
    heading."""
    tree = html.fragment_fromstring(told, create_parent="div")
    for one in list(tree.iter(etree.Element)):
        rule = _RULES.get(one.tag)
        if rule is not None:
            rule(one, lang, pictures)
    text = etree.tostring(tree, encoding="unicode", method="html")
    return Markup(_cleaner().clean(text))


def _lowered(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    one.tag = _LOWER[one.tag]


def _summary(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    _bold(one)


def _bold(one: html.HtmlElement) -> None:
    """An element as a paragraph in bold."""
    strong = html.Element("strong")
    strong.text, one.text = one.text, None
    strong.extend(list(one))
    one.append(strong)
    one.tag = "p"


def _term(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    _bold(one)


def _paragraph(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    one.tag = "p"


def _note_title(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    """The title of an admonition, which a style sheet set apart."""
    if "admonition-title" in one.get("class", "").split():
        _bold(one)
    one.attrib.pop("class", None)


def _caption(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    one.tag = "p"
    one.attrib.clear()
    one.set("class", "m-small")


def _player(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    """A link to what would be played."""
    source = one.get("src") or next((each.get("src", "") for each in one.iter("source")), "")
    name = one.get("aria-label") or one.get("title") or PurePosixPath(urlsplit(source).path).name
    _replace(one, say(lang, f"letters.{one.tag}", name=name) if source else "", source)


def _image(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    source, alt = one.get("src", ""), one.get("alt", "").strip()
    if not pictures or not is_shown_by_all(source):
        parent = one.getparent()
        linked = parent is not None and parent.tag == "a"
        told = say(lang, "letters.picture", alt=alt) if alt else ""
        _replace(one, told, "" if linked else source)
        return
    width, height = _pixels(one.get("width")), _pixels(one.get("height"))
    if width > WIDE:
        width, height = WIDE, round(height * WIDE / width)
    for name, value in (("width", width), ("height", height)):
        one.attrib.pop(name, None)
        if value:
            one.set(name, str(value))
    one.set("alt", alt)


def _ticked(one: html.HtmlElement, lang: str, pictures: bool) -> None:
    _replace(one, "☑ " if one.get("checked") is not None else "☐ ", "")


def _replace(one: html.HtmlElement, text: str, address: str) -> None:
    """A link or a text in an element's place, what follows it where it was."""
    new = html.Element("a" if text and address else "span")
    new.text, new.tail = text, one.tail
    if text and address:
        new.set("href", address)
    parent = one.getparent()
    if parent is not None:
        parent.replace(one, new)


def _pixels(said: str | None) -> int:
    return int(said[:5]) if said and said.isascii() and said.isdigit() else 0


def is_shown_by_all(address: str) -> bool:
    """Whether every mail client shows a picture of that kind."""
    return PurePosixPath(urlsplit(address).path).suffix.lower() in SHOWN_BY_ALL


_RULES = {
    **dict.fromkeys(_LOWER, _lowered),
    **dict.fromkeys(("audio", "video"), _player),
    "dd": _paragraph,
    "dt": _term,
    "figcaption": _caption,
    "img": _image,
    "input": _ticked,
    "p": _note_title,
    "summary": _summary,
}
