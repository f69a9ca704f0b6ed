"""HTML of exports and feeds → Markdown as Python-Markdown reads it.

markdownify walks the tree and leaves each element to a method: what our Markdown writes otherwise
than its default (escapes, lists by four spaces, captions, tables that Markdown cannot hold) is said
here, in subclasses as its documentation asks. Read as of markdownify 1.2.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import ATX
from markdownify import MarkdownConverter as _Markdownify

from portevoix.body import EMPTIED, MEDIA, TEXT, shallow
from portevoix.text import sound

MAX_LENGTH = 2_000_000  # characters of one post's HTML
MAX_DEPTH = 100  # elements inside one another: the walk goes as deep
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
_PLAYERS = frozenset({"iframe", "embed", "object", "video", "audio"})
_BLOCKS = frozenset("p ul ol pre table blockquote figure h1 h2 h3 h4 h5 h6 dl".split())  # noqa: SIM905
_HELD = frozenset({"sup", "sub", "mark", "kbd", "abbr", "ins", "del", "small", "cite"})
_LANGUAGE = re.compile(r"(?:^|[\s:])(?:language-|lang-|brush:\s*|highlight-source-)([\w+#-]{1,30})")
_STARTS = re.compile(r"^(\s*)(?:([#>+~=:-])|(\d{1,9})([.)])(?=\s))", re.MULTILINE)
_SIGNS = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_BLANK = re.compile(r"\n{3,}")

Tell = Callable[[str, Mapping[str, object]], None]  # wording and its blanks


class TooLong(ValueError):
    """The HTML of one post is longer than MAX_LENGTH."""


def to_markdown(html: str, tell: Tell) -> str:
    """The same text in Markdown; `tell` hears of what became a plain link. Raises TooLong."""
    if len(html) > MAX_LENGTH:
        raise TooLong(len(html))
    soup = BeautifulSoup(_cleaner().clean(shallow(sound(html), MAX_DEPTH)), "lxml")
    _prepare(soup, tell)
    text = str(_Converter(heading_style=ATX, bullets="-").convert_soup(soup))
    return _BLANK.sub("\n\n", text).strip() + "\n"


def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TEXT | MEDIA | _PLAYERS,
        attributes={
            "*": {"class", "id", "title", "lang", "dir"},
            "a": {"href"},
            "img": {"src", "alt", "width", "height", *_LAZY},
            **{one: {"src", "data-src"} for one in ("iframe", "embed", "video", "audio", "source")},
            "object": {"data"},
            "ol": {"start"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan", "scope"},
            "details": {"open"},
        },
        clean_content_tags=set(EMPTIED - _PLAYERS - {"noscript"}),
        url_schemes={"http", "https", "mailto", "tel", "data"},
        link_rel=None,
    )


def _prepare(soup: BeautifulSoup, tell: Tell) -> None:
    for one in soup.find_all("img"):
        _settle_picture(one)
    for one in soup.find_all(list(_PLAYERS)):
        if one.parent is not None:
            _link_instead(soup, one, tell)
    for one in soup.find_all("a"):
        one["href"] = _written(str(one.get("href", "")))
    for listed in soup.find_all(["ol", "ul"]):
        for n, item in enumerate(listed.find_all("li", recursive=False)):
            item["data-rank"] = str(n)


def _settle_picture(one: Tag) -> None:
    for name in _LAZY:
        src = str(one.get("src", ""))
        if one.get(name) and (not src or src.startswith("data:")):
            one["src"] = str(one[name])
    one["src"] = _written(str(one.get("src", "")))
    if not one["src"] or str(one["src"]).startswith("data:"):
        one.decompose()
        return
    one["alt"] = " ".join(str(one.get("alt", "")).split())
    del one["title"]  # what a pointer shows is no text for everybody


def _link_instead(soup: BeautifulSoup, one: Tag, tell: Tell) -> None:
    """A player or a frame as a plain link to what it shows."""
    sources = [one, *one.find_all(["source", "iframe", "embed"])]
    found = [str(it.get(name, "")) for it in sources for name in ("src", "data-src", "data")]
    src = watched(next((it for it in found if it and not it.startswith("data:")), ""))
    if not src:
        one.decompose()
        return
    link = soup.new_tag("a", href=_written(src))
    title = str(one.get("title") or "").strip()
    link.string = title or urlsplit(src).netloc or src.rpartition("/")[2] or src
    tell("importing.embed", {"what": one.name, "address": src})
    one.insert_after(link)
    if one.find_parent(["p", "li", "td", "th", "a"]) is None:
        link.wrap(soup.new_tag("p"))
    one.decompose()


def watched(src: str) -> str:
    """The page of what a frame plays, where people may watch it."""
    if src.startswith("//"):
        src = f"https:{src}"
    if found := re.search(r"youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,20})", src):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := re.search(r"player\.vimeo\.com/video/(\d{1,15})", src):
        return f"https://vimeo.com/{found[1]}"
    if found := re.search(r"dailymotion\.com/embed/video/(\w{1,20})", src):
        return f"https://www.dailymotion.com/video/{found[1]}"
    return src


def _written(address: str) -> str:
    """An address as Markdown may hold it: no space, no parenthesis."""
    return quote("".join(address.split("\n")).strip(), safe="%/:?#[]@!$&'*+,;=~-._")


_Base: Any = _Markdownify  # its stubs lack what subclasses are to change


class _Converter(_Base):  # type: ignore[misc]
    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Python-Markdown knows fewer escapes than CommonMark: the other signs are entities."""
        text = _SIGNS.sub(r"\\\g<0>", text)
        text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
        if {"td", "th"} & parent_tags:
            text = text.replace("|", "&#124;")
        return text

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" not in parent_tags:
            text = _unlisted(text)
        return str(super().convert_p(el, text, parent_tags))

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not el.find(list(_BLOCKS)):
            return self.convert_p(el, text, parent_tags)
        return str(super().convert_div(el, text, parent_tags))

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = text.strip()
        if not text:
            return "\n"
        parent = el.parent
        bullet = "-   "
        if parent is not None and parent.name == "ol":
            start = str(parent.get("start") or "1")
            first = int(start) if start.isdecimal() and len(start) < 7 else 1
            bullet = f"{first + int(str(el.get('data-rank', '0')))}. ".ljust(4)
        lines = text.split("\n")
        rest = [f"    {line}" if line.strip() else "" for line in lines[1:]]
        return "\n".join([bullet + lines[0], *rest]) + "\n"

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A picture with its caption; of one without, the picture alone."""
        caption = el.find("figcaption")
        if "_inline" in parent_tags or not caption or not el.find("img") or el.find(["table", "p"]):
            return f"\n\n{text.strip()}\n\n"
        said = " ".join(self.process_tag(caption, {"_inline"}).split())
        caption.extract()
        shown = " ".join(self.process_tag(el, {"_inline", "figure"}).split())
        if not said:
            return f"\n\n{shown}\n\n"
        return (
            f'\n\n<figure markdown="span">\n{shown}\n'
            f'<figcaption markdown="span">{said}</figcaption>\n</figure>\n\n'
        )

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = _SIGNS.sub(r"\\\g<0>", str(el.get("alt", "")))
        return f"![{alt}]({el['src']})"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        inner = el.find("code")
        classes = [*el.get_attribute_list("class")]
        classes += inner.get_attribute_list("class") if isinstance(inner, Tag) else []
        named = _LANGUAGE.search(" ".join(str(one) for one in classes if one))
        text = el.get_text().strip("\n")
        if not text.strip():
            return ""
        runs = [len(run) for run in re.findall(r"`{3,}", text)]
        fence = "`" * max([3, *(run + 1 for run in runs)])
        return f"\n\n{fence}{named[1] if named else ''}\n{text}\n{fence}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Markdown's tables have one line a cell and as many cells a row: others stay HTML."""
        if el.find(list(_BLOCKS)) or el.find(["br", "img"]) or el.find(_is_spanned):
            for one in el.find_all(True):
                one.attrs = {key: value for key, value in one.attrs.items() if key != "class"}
            el.attrs = {}
            return "\n\n" + "\n".join(filter(str.strip, str(el).split("\n"))) + "\n\n"
        return str(super().convert_table(el, text, parent_tags))

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f'\n\n<details markdown="1">\n{text.strip()}\n</details>\n\n'

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n<summary>{' '.join(text.split())}</summary>\n\n"

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = text.strip().split("\n")
        rest = [f"    {line}" if line.strip() else "" for line in lines[1:]]
        return "\n".join([f":   {lines[0]}", *rest]) + "\n\n"

    def get_conv_fn(self, tag_name: str) -> Any:
        if tag_name in _HELD:
            return lambda el, text, parent_tags: _held(el, text)
        return super().get_conv_fn(tag_name)


def _held(el: Tag, text: str) -> str:
    """An element that Markdown has no sign for, as it is."""
    if not text.strip():
        return text
    name = "del" if el.name == "s" else el.name
    title = f' title="{escape(str(el["title"]))}"' if el.name == "abbr" and el.get("title") else ""
    return f"<{name}{title}>{text}</{name}>"


def _is_spanned(el: Tag) -> bool:
    return any(str(el.get(name, "1")) not in ("", "1") for name in ("colspan", "rowspan"))


def _unlisted(text: str) -> str:
    """Lines of a paragraph that Markdown would take for a heading, a list or a quotation."""

    def plain(found: re.Match[str]) -> str:
        if found[2]:
            sign = f"&#{ord(found[2])};" if found[2] in ">~=:" else f"\\{found[2]}"
            return found[1] + sign
        return f"{found[1]}{found[3]}\\{found[4]}"

    return _STARTS.sub(plain, text)
