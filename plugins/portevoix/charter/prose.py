"""Markdown of the charter to clean HTML and to plain text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import filterfalse

import markdown
import nh3

from portevoix.shortcuts import take_shortcuts
from portevoix.text import without_controls

EXTENSIONS = ("tables", "sane_lists", "def_list", "attr_list")
TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "scope", "colspan", "rowspan"},
    "*": {"id", "lang"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

HREF = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
HEADING = re.compile(r"<(/?)h([1-6])(?: id=\"[^\"]*\")?>")
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|tr|dt|dd|blockquote|pre|caption)>|<br ?/?>")
CELL_END = re.compile(r"</t[dh]>(?=\s*<t[dh])")
TAG = re.compile(r"<[^>]+>")

Resolve = Callable[[str], str | None]
"""The address for a link's target as written; None keeps the words and drops the link."""


def as_written(target: str) -> str | None:
    return target


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(extensions=list(EXTENSIONS), output_format="html")
    take_shortcuts(converter)
    return converter


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


@lru_cache(maxsize=4096)
def _html(text: str) -> str:
    try:
        made = _converter().reset().convert(text)
    except Exception:  # marks that Python-Markdown stops at: the words are shown as they were typed
        made = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    cleaned = _cleaner().clean(made)
    return without_controls(cleaned)


def render_blocks(
    text: str, resolve: Resolve = as_written, *, top: int = 2, prefix: str = ""
) -> str:
    """The HTML of a text; its first headings are of level `top`, their ids start with `prefix`."""
    made = _links(_html(text), resolve)
    made = made.replace("<table>", '<div class="charter-table" tabindex="0"><table>').replace(
        "</table>", "</table></div>"
    )
    made = re.sub(r'<(t[dh]) style="text-align: (left|right|center);?">', r"<\1>", made)
    return _headings(made, top, prefix)


def render_line(text: str, resolve: Resolve = as_written) -> str:
    """The HTML of a text that stands within a line: no paragraph around it."""
    made = _links(_html(text), resolve)
    return made.strip().removeprefix("<p>").removesuffix("</p>").replace("</p>\n<p>", "<br>")


def plain(text: str) -> list[str]:
    """The blocks of a Markdown text without their marks, as read aloud."""
    return blocks_of(_html(text))


def blocks_of(made: str) -> list[str]:
    """The text of each block of some HTML."""
    made = CELL_END.sub(" | ", made.replace("\n", " "))
    lines = TAG.sub("", BLOCK_END.sub("\n", made)).split("\n")
    told = (re.sub(r" {2,}", " ", html.unescape(line)).strip(" ") for line in lines)
    return [block for block in told if block]


def plain_line(text: str) -> str:
    return " ".join(plain(text))


def slug(text: str) -> str:
    """An ASCII name for an anchor."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(filterfalse(unicodedata.combining, bare))
    return "-".join(re.findall(r"[a-z0-9]+", letters)) or "x"


def fold(text: str) -> str:
    """Small letters without accents or ligatures: how everyday words are compared."""
    return slug(text).replace("-", " ")


def _links(made: str, resolve: Resolve) -> str:
    def link(found: re.Match[str]) -> str:
        target = resolve(html.unescape(found[1]))
        if target is None:
            return found[3]
        return f'<a href="{html.escape(target)}"{found[2]}>{found[3]}</a>'

    return HREF.sub(link, made)


def _headings(made: str, top: int, prefix: str) -> str:
    """Moves headings to `top` and gives each its own id."""
    levels = [int(found[2]) for found in HEADING.finditer(made)]
    if not levels:
        return made
    shift = top - min(levels)
    used: dict[str, int] = {}

    def heading(found: re.Match[str]) -> str:
        level = min(6, int(found[2]) + shift)
        if found[1]:
            return f"</h{level}>"
        end = made.find("</h", found.end())
        name = prefix + slug(TAG.sub("", made[found.end() : end]))
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            name = f"{name}-{used[name]}"
        return f'<h{level} id="{name}">'

    return HEADING.sub(heading, made)
