"""Texts that authors write themselves for one network: kept word for word, linked and counted."""

from __future__ import annotations

import re

from portevoix.networks import Network
from portevoix.posts import Post
from portevoix.snippets.campaign import address_pattern
from portevoix.snippets.threads import number
from portevoix.text import sound

_PARTING = re.compile(r"\s*///\s*")
_HASHTAG = re.compile(r"(?<![\w&/])#(\w*[^\W\d_]\w*)")
_LINK_NAME = "{link}"


def read_parts(post: Post, network: Network, address: str, link: str) -> tuple[str, ...]:
    """The parts of `share.<network>`, parted at ///, the link exactly once.

    The link stands where {link} or the post's address is written, else it ends the first part: the
    one that people see and pass on.
    """
    text = sound(post.share[network.key].text).strip()
    own = address_pattern(address)
    placed = False

    def once(match: re.Match[str]) -> str:
        nonlocal placed
        if placed:
            return ""
        placed = True
        return link

    wanted = re.compile(f"{re.escape(_LINK_NAME)}|{own.pattern}")
    parts = [part for part in _PARTING.split(wanted.sub(once, text)) if part]
    if not parts:
        return ()
    if not placed:
        parts[0] += f"\n\n{link}"
    return tuple(parts)


def numbered(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Several parts say their place; one alone says nothing of it."""
    if len(parts) < 2:
        return parts
    return tuple(number(part, place, len(parts)) for place, part in enumerate(parts, 1))


def single_of(parts: tuple[str, ...], network: Network, link: str, warning: str) -> str:
    """The first part for a tool that knows no threads, with the link if it has room."""
    first = parts[0]
    linked = first if link in first else f"{first}\n\n{link}"
    return first if network.excess(linked, warning) else linked


def hashtags_in(text: str) -> tuple[str, ...]:
    """The hashtags that a text bears, in order."""
    return tuple(dict.fromkeys(_HASHTAG.findall(text)))
