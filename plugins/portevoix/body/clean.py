"""A post's rendered HTML, made safe to publish: nothing runs, nothing loads from elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape

from portevoix.body.policy import FRAME, first_pass, last_pass
from portevoix.body.rewrite import Rewriting
from portevoix.language import say
from portevoix.text import sound, without_controls

MAX_LENGTH = 2_000_000  # characters of HTML; a long report is a tenth of that
MAX_DEPTH = 400  # elements inside one another; parsers look back through all of them

_FRAMES = re.compile(r"<(/?)iframe(?=[\s/>])", re.IGNORECASE)
# What stands before is asked last, since a colon is found at once.
_PASTED = re.compile(r":(?<=data:)[a-z0-9/+.-]{1,80};base64,[A-Za-z0-9+/=%]+", re.IGNORECASE)
# Every tag but those of elements without content, and of those that never stand in one of their
# own without a list or a table between the two: their end tags are often left out.
_NESTED = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|p|param|source|tbody|td"
    r"|tfoot|th|thead|tr|track|wbr)[\s/>])([A-Za-z][^\s/<>]*)[^<>]*>?",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r'(<(?:div class="admonition|details class=") ?([a-z]+)[^<>]*>\s*'
    r'(?:<p class="admonition-title">|<summary>))([A-Z][a-z]+)(</(?:p|summary)>)'
)
# The kinds that extensions and Material know by name.
NOTICES = frozenset(
    {
        *("abstract", "attention", "bug", "caution", "danger", "error", "example", "failure"),
        *("hint", "important", "info", "note", "question", "quote", "success", "tip", "warning"),
    }
)
_PRE = re.compile(r"<pre(?: [^>]*)?>(?=\n)")


class BodyTooLong(ValueError):
    """The HTML of one post is longer than MAX_LENGTH."""

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters of HTML, the limit is {MAX_LENGTH}")
        self.length = length


def clean(html: str, *, page_url: str, lang: str) -> str:
    """The HTML of a post as it goes to the page and the feeds.

    Frames, players and pictures of other hosts become plain links, worded in `lang`.
    Cleaning again changes nothing. Raises BodyTooLong.
    """
    html = _PASTED.sub(":,", sound(html))
    if len(html) > MAX_LENGTH:
        raise BodyTooLong(len(html))
    html = _FRAMES.sub(rf"<\1{FRAME}", shallow(html))
    numbered = "&#" in html  # characters that are written by their numbers
    html = _keep_first_lines(first_pass().clean(html))
    html = _titled(Rewriting(html, page_url, lang).text(), lang)
    html = last_pass(page_url).clean(html)
    return _keep_first_lines(without_controls(html) if numbered else html)


def _titled(html: str, lang: str) -> str:
    """The titles that Markdown gives to notices without one: their English kind, in `lang`."""
    if "admonition-title" not in html and "<summary>" not in html:
        return html

    def one(found: re.Match[str]) -> str:
        before, kind, title, after = found.groups()
        if kind not in NOTICES or title != kind.capitalize():
            return found[0]
        return f"{before}{escape(say(lang, f'body.notice_{kind}'))}{after}"

    return _TITLED.sub(one, html)


def shallow(html: str, most: int = MAX_DEPTH) -> str:
    """The HTML without the tags that would open an element deeper than `most`.

    An end tag only counts against a start tag of its name: others are ignored by parsers too.
    """
    if html.count("<") <= most:
        return html
    depths = _depths(html)
    if max(depths, default=0) <= most:
        return html
    depth = iter(depths)
    return _NESTED.sub(lambda found: found[0] if next(depth) <= most else "", html)


def _depths(html: str) -> list[int]:
    """How deep each tag that may nest stands at most, its own element counted."""
    opened: dict[str, int] = defaultdict(int)
    depths = []
    depth = 0
    for slash, name in _NESTED.findall(html):
        if not slash:
            opened[name] += 1
            depth += 1
            depths.append(depth)
        else:
            depths.append(depth)
            if opened[name]:
                opened[name] -= 1
                depth -= 1
    return depths


def _keep_first_lines(html: str) -> str:
    """A parser drops the newline that follows <pre>: write it twice where the text starts so."""
    return _PRE.sub(lambda found: found[0] + "\n", html)
