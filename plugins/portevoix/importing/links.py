"""Links and pictures of a Markdown text, led elsewhere where somebody knows better.

Code and comments stay as they are. Each address is asked once; the answer is what to write there.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from enum import Enum, auto

from portevoix.checks.markdown import mask
from portevoix.values import dataclass

_DEST = r"(?:<[^<>\n]{0,2000}>|(?:[^\s()<>]|\([^\s()<>]{0,500}\)){1,2000})"
_TITLE = r"(?:\s+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?"
_PICTURE = re.compile(
    rf"!\[((?:[^\[\]\\]|\\.|\[[^\[\]]{{0,500}}\]){{0,2000}})\]\(\s*({_DEST})({_TITLE})\s*\)"
    r"(\{[^{}\n]{0,300}\})?"
)
_LINK = re.compile(rf"(\]\(\s*)({_DEST})(?={_TITLE}\s*\))")
_REFERENCE = re.compile(rf"^([ ]{{0,3}}\[[^\[\]\n]{{1,200}}\]:[ \t]*)({_DEST})", re.MULTILINE)
_TAG = re.compile(r"<(a|img|source|video|audio|iframe|embed)\s[^<>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(\s(href|src|alt|title)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I
)
_ITEM = re.compile(r" *(?:[*+-]|\d{1,9}[.)])[ ]+(?=\S)")
_BARE = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_IS_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)$", re.IGNORECASE)


class Part(Enum):
    LINK = auto()
    PICTURE = auto()


@dataclass(frozen=True, slots=True)
class Lead:
    """What an address becomes: itself, another, or, for a picture, a plain link."""

    address: str
    linked: bool = False  # a picture that is no picture of ours: its text, linked
    dropped: bool = False  # a picture that is nowhere: its text alone
    alt: str = ""  # of a picture that is written without


Ask = Callable[[str, Part, int], Lead]  # address, what it is for, its place in the text


def lead(body: str, ask: Ask) -> str:
    """The text with every address as `ask` would have it."""
    struck = mask(body.replace("{", "("))[0]
    edits = sorted(_edits(body, struck, ask))
    parts, done = [], 0
    for start, end, text in edits:
        if start >= done:
            parts += [body[done:start], text]
            done = end
    return "".join([*parts, body[done:]])


def _edits(body: str, struck: str, ask: Ask) -> Iterator[tuple[int, int, str]]:
    indented = _indented(body)

    def is_code(at: int) -> bool:
        if struck[at] != body[at].replace("{", "("):
            return True
        place = bisect_right(indented, (at, len(body)))
        return place > 0 and at < indented[place - 1][1]

    for match in _PICTURE.finditer(body):
        if not is_code(match.start()):
            start, end = match.span()
            yield start, end, _picture(match, ask, body[start - 1 : start] == "[")
    for match in _LINK.finditer(body):
        at = match.start(2)
        if not is_code(match.start()):
            yield at, match.end(2), written(ask(_bare(match[2]), Part.LINK, at).address)
    for match in _REFERENCE.finditer(body):
        if not is_code(match.start()) and not match[1].lstrip().startswith(("[^", "*[")):
            at, address = match.start(2), _bare(match[2])
            part = Part.PICTURE if _IS_PICTURE.search(address) else Part.LINK
            yield at, match.end(2), written(ask(address, part, at).address)
    for match in _TAG.finditer(body):
        if not is_code(match.start()):
            yield match.start(), match.end(), _tag(match, ask)
    for match in _BARE.finditer(body):
        if not is_code(match.start()):
            found = ask(html.unescape(match[1]), Part.LINK, match.start(1)).address
            if found != match[1]:
                yield match.start(), match.end(), f"[{match[1]}]({written(found)})"


def _indented(body: str) -> list[tuple[int, int]]:
    """Where code stands that is told by its indentation alone, in the items of lists too."""
    found: list[tuple[int, int]] = []
    at, inside, is_blank, in_code = 0, 0, True, False  # `inside`: the column of an item's text
    for line in body.split("\n"):
        said = line.expandtabs(4)
        text = said.lstrip(" ")
        indent, item = len(said) - len(text), _ITEM.match(said)
        if not text:
            is_blank = True
        else:
            starts = is_blank and text[0] != "<" and not (item and inside)
            in_code = (starts or in_code) and indent - inside >= 4
            if in_code:
                found.append((at, at + len(line)))
            elif item:
                inside = item.end()
            elif is_blank:
                inside = min(inside, indent)
            is_blank = False
        at += len(line) + 1
    return found


def _bare(dest: str) -> str:
    return html.unescape(dest[1:-1] if dest.startswith("<") else dest)


def written(address: str) -> str:
    """An address as a link of Markdown holds it."""
    if re.search(r"[\s()]", address):
        return f"<{address}>"
    return address


def _picture(match: re.Match[str], ask: Ask, is_linked: bool) -> str:
    alt, title, attributes = match[1], match[3], match[4] or ""
    found = ask(_bare(match[2]), Part.PICTURE, match.start())
    if found.dropped or (found.linked and is_linked):
        return alt
    if found.linked:
        return f"[{alt.strip() or found.address}]({written(found.address)})"
    alt = alt if alt.strip() else found.alt.replace("[", "").replace("]", "")
    return f"![{alt}]({written(found.address)}{title}){attributes}"


def _tag(match: re.Match[str], ask: Ask) -> str:
    tag = match[0]
    name = match[1].lower()
    said = {one[2].lower(): _value(one) for one in _ATTRIBUTE.finditer(tag)}
    key = "href" if name == "a" else "src"
    if not said.get(key, "").strip():
        return tag
    part = Part.LINK if name in ("a", "iframe", "embed") else Part.PICTURE
    found = ask(said[key].strip(), part, match.start())
    alt = said.get("alt", "").strip()
    if found.dropped:
        return html.escape(alt)
    if found.linked and name == "img":
        shown = html.escape(alt or found.address)
        return f'<a href="{html.escape(found.address)}">{shown}</a>'

    def attribute(one: re.Match[str]) -> str:
        if one[2].lower() != key:
            return one[0]
        return f'{one[1]}"{html.escape(found.address)}"'

    return _ATTRIBUTE.sub(attribute, tag)


def _value(match: re.Match[str]) -> str:
    return html.unescape(next((one for one in match.groups()[2:] if one is not None), ""))
