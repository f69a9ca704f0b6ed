"""The same HTML for those who read it elsewhere: in a feed reader, or as plain text."""

from __future__ import annotations

# ruff: noqa: SIM905 -- names in a row read better than a column of quotes
import re
from html import unescape
from urllib.parse import urljoin

from portevoix.body.policy import DRAWING
from portevoix.body.tags import TAG, Attributes, read_attributes, tag

_ADDRESSES = ("href", "src", "poster", "cite")
# A parser of srcset takes whatever stands before a space as the address, commas included.
_CANDIDATE = re.compile(r"\s*,?\s*([^\s,]\S*)([^,]*)")
_DROPPED = DRAWING | {"button"}
_MARKS = frozenset({"headerlink"})
# Attributes the W3C feed validator holds for a risk; feed readers drop them anyway.
_UNFED = frozenset({"contenteditable", "role"})
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 "
    "h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul".split()
)
_NOTES = frozenset({"footnote-ref", "footnote-backref"})
_MAY_GO = _DROPPED | {"a"}
# Without any of these, the attributes of a tag are those that a feed shows.
_UNLIKE_FED = re.compile(r"href|src|poster|cite|contenteditable|role|aria-|headerlink")
_CODE = re.compile(r"<(pre|code|kbd|samp|var)(?=[\s>]).*?</\1>", re.DOTALL)
_ABSOLUTE = re.compile(r"(?:https?://|mailto:|tel:)")
_SPACES = re.compile(r"[ \t\r\f\v]+")  # no-break spaces stay
_BESIDE_ONE = ("  ", "\t", "\r", "\f", "\v")  # what a text has of them that is not a single space
_LINES = re.compile(r"\n[ \n]+")


def absolutise(html: str, base_url: str) -> str:
    """What `clean` gave, for a feed: every address absolute, no permalink mark, no button.

    Text is untouched, white space of code blocks included.
    """
    parts: list[str] = []
    done = 0
    for found in TAG.finditer(html):
        slash, name, written = found.groups()
        if found.start() < done or slash:
            continue
        if name not in _DROPPED and not _UNLIKE_FED.search(written):
            continue
        attributes = read_attributes(written)
        end = _end_of_dropped(html, name, attributes, found.end())
        if end:
            parts.append(html[done : found.start()])
            done = end
            continue
        kept = _absolute(attributes, base_url)
        if kept != attributes:
            parts += html[done : found.start()], tag(name, kept)
            done = found.end()
    return "".join([*parts, html[done:]])


def plain(html: str) -> str:
    """The text of cleaned HTML, one line per block, without permalink marks and note calls."""
    parts: list[str] = []
    done = 0
    for found in TAG.finditer(html):
        if found.start() < done:
            continue
        parts.append(html[done : found.start()])
        if found[2] in _BLOCKS:
            parts.append("\n")
        done = found.end()
        if found[2] in _MAY_GO and not found[1]:
            attributes = read_attributes(found[3])
            done = _end_of_dropped(html, found[2], attributes, done, _MARKS | _NOTES) or done
    text = unescape("".join([*parts, html[done:]]))
    if any(some in text for some in _BESIDE_ONE):
        text = _SPACES.sub(" ", text)
    return _LINES.sub("\n", text.replace(" \n", "\n")).strip()


def outside_code(html: str) -> str:
    """The same without what stands as code, keys or samples."""
    return plain(_CODE.sub("", html))


def _absolute(attributes: Attributes, base_url: str) -> Attributes:
    kept = {
        key: value
        for key, value in attributes.items()
        if key not in _UNFED and not key.startswith("aria-")
    }
    for key in _ADDRESSES:
        if key in kept:
            kept[key] = _joined(base_url, kept[key])
    if "srcset" in kept:
        kept["srcset"] = ", ".join(
            _joined(base_url, address.rstrip(",")) + descriptor.rstrip()
            for address, descriptor in _CANDIDATE.findall(kept["srcset"])
        )
    return kept


def _joined(base_url: str, address: str) -> str:
    if _ABSOLUTE.match(address):
        return address
    try:
        return urljoin(base_url, address.strip())
    except ValueError:  # a host that cannot be read, as in //[
        return base_url


def _end_of_dropped(
    html: str, name: str, attributes: Attributes, end: int, marks: frozenset[str] = _MARKS
) -> int:
    """Where the element that starts here ends, when readers elsewhere have no use for it."""
    is_mark = name == "a" and not marks.isdisjoint(attributes.get("class", "").split())
    if not is_mark and name not in _DROPPED:
        return 0
    closing = html.find(f"</{name}>", end)
    return closing + len(name) + 3 if closing >= 0 else end
