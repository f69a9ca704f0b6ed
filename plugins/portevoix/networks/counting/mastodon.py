"""Mastodon counts clusters: an address is worth 23, a remote account its name without the server."""

from __future__ import annotations

import re

from portevoix.networks.counting.addresses import (
    LATIN,
    LONGEST_RUN,
    Paths,
    address_pattern,
    domain_holds,
    ends_in,
)
from portevoix.networks.counting.graphemes import graphemes

_ADDRESS = "x" * 23
_LONGEST_SERVER = 253
_WHITE = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Letters that an IRI may hold (RFC 3987): a no-break space is among them, so that one written
# after a query becomes part of the address.
_IRI = (
    "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
# `config/initializers/twitter_regex.rb` of Mastodon widens twitter-text's paths to these.
_PATHS = Paths(
    path=f"^{_WHITE}<>()?",
    path_end=rf"^{_WHITE}()?!*\"'「」<>;:=,.$%\[\]~&|@",
    query=rf"a-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@\^{_IRI}",
    query_end=rf"a-z0-9_&=#/\-{_IRI}",
    schemes="https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini",
)
_PIECE = re.compile(r"[^\t-\r \x85]+")  # no address crosses these spaces
_ACCOUNT = re.compile(r"(?<![=/\w])@([a-zA-Z0-9_]+(?:[a-zA-Z0-9_.-]+[a-zA-Z0-9_]+)?)(@[\w.-]+\w+)?")
_NO_ACCOUNT_BEFORE = re.compile(rf"[@＠{LATIN}]|://")


def mastodon(text: str) -> int:
    """Clusters of a status, its addresses and remote accounts counted short."""
    return graphemes(_countable(text))


def mastodon_warned(warning: str, text: str) -> int:
    """The same with the content warning before it, where nothing is counted short."""
    return graphemes(warning + _countable(text))


def _countable(text: str) -> str:
    entities: list[tuple[int, int, str]] = []
    if "://" in text:
        for piece in _PIECE.finditer(text):
            offset = piece.start()
            if "://" not in piece.group() or len(piece.group()) > LONGEST_RUN:
                continue
            if not (ends := ends_in(piece.group())):
                continue
            for match in address_pattern(_PATHS, ends).finditer(piece.group()):
                address, scheme, domain = match.group(1, 2, 3)
                if scheme and domain_holds(address, scheme, domain):
                    start, end = match.span(1)
                    entities.append((offset + start, offset + end, _ADDRESS))
    if "@" in text:
        for match in _ACCOUNT.finditer(text):
            name, server = match.group(1, 2)
            short_enough = server and len(server) - 1 <= _LONGEST_SERVER
            if short_enough and not _NO_ACCOUNT_BEFORE.match(text, match.end()):
                entities.append((*match.span(), f"@{name}"))
    if not entities:
        return text
    pieces: list[str] = []
    last = 0
    for start, end, written in sorted(entities):
        if start >= last:
            pieces += (text[last:start], written)
            last = end
    return "".join((*pieces, text[last:]))
