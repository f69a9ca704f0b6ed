"""X counts weights: version 3 of the rules that twitter-text publishes, with discounted emoji."""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

from portevoix.networks.counting.addresses import (
    LATIN,
    LONGEST_RUN,
    SPACES,
    Ends,
    Paths,
    address_pattern,
    domain_holds,
    ends_in,
    plain_domain_pattern,
)
from portevoix.networks.counting.emoji import find_emoji

ADDRESS = 23  # every address is rewritten to one of this length

# config/v3.json of twitter-text: these ranges weigh 1, all the rest 2.
_HEAVY = re.compile("[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_HEAVY_SIGN = "\uffff"
_MAY_HOLD_DOMAIN = re.compile(r"\.[^\s.,;:!?)\]}'\"]")
_CYRILLIC = "\u0400-\u04ff"
_PATHS = Paths(
    path=rf"a-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}",
    path_end=rf"+\-a-z{_CYRILLIC}0-9=_#/{LATIN}",
    query=r"a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|",
    query_end=r"a-z0-9\-_&=#/",
    slashed="@",
)
_WORD = re.compile(f"[{SPACES}]?[^{SPACES}]+")  # the space counts: something stands before
_NOT_BEFORE_A_BARE_DOMAIN = "-_./"
_SHORTENED = re.compile(
    rf"https?://t\.co/([a-z0-9]+)(?:\?[{_PATHS.query}]*[{_PATHS.query_end}])?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST_SHORTENED = 40


def weighted(text: str) -> int:
    """The weighted length that X shows: NFC, 23 for an address, 2 for an emoji or a heavy sign."""
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if not _MAY_HOLD_DOMAIN.search(text):
        return _weigh(text)
    total = last = 0
    for start, end in find_addresses(text):
        total += _weigh(text[last:start]) + ADDRESS
        last = end
    return total + _weigh(text[last:])


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Start and end of each address in a normalised text, scheme or no scheme."""
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        piece = word.group()
        if "." in piece and len(piece) <= LONGEST_RUN and (ends := ends_in(piece)):
            offset = word.start()
            found += ((offset + start, offset + end) for start, end in _addresses_in(piece, ends))
    return found


def _addresses_in(piece: str, ends: Ends) -> list[tuple[int, int]]:
    """The same within one run without inner spaces, which no address crosses."""
    found: list[tuple[int, int]] = []
    for match in address_pattern(_PATHS, ends).finditer(piece):
        address, scheme, domain, path = match.group(1, 2, 3, 4)
        start, end = match.span(1)
        if not domain_holds(address, scheme or "", domain):
            continue
        if scheme:
            shortened = _SHORTENED.match(address)
            if shortened and len(shortened.group(1)) > _LONGEST_SHORTENED:
                continue
            found.append((start, start + shortened.end() if shortened else end))
        elif not (start and piece[start - 1] in _NOT_BEFORE_A_BARE_DOMAIN):
            plain = [
                (start + part.start(), start + part.end())
                for part in plain_domain_pattern(ends).finditer(domain)
            ]
            if plain and path:  # port, path and query go to the last; its length tells its end
                begin, stop = plain[-1]
                plain[-1] = (begin, stop + len(address) - len(domain))
            found += plain
    return found


def _weigh(text: str) -> int:
    if text.isascii() or not _HEAVY.search(text):
        return len(text)
    pieces, last = [], 0
    for start, end in find_emoji(text):
        if end - start > 1:  # a lone sign weighs what its code point weighs
            pieces.append(text[last:start])
            last = end
    if pieces:
        text = _HEAVY_SIGN.join((*pieces, text[last:]))
    return len(text) + len(_HEAVY.findall(text))
