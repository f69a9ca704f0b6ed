"""What X makes a link of: the rules that twitter-text 3.1.0 publishes (extractEntitiesWithIndices)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.networks.counting.addresses import LATIN
from portevoix.networks.counting.addresses import SPACES as X_SPACES
from portevoix.networks.counting.x import find_addresses
from portevoix.networks.linking.linked import SPACES, Linked, Sort

_ACCOUNT = re.compile(
    r"(?:^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.-])(?:rt|RT|rT|Rt):?)"
    r"([@＠][a-zA-Z0-9_]{1,20}(?:/[a-zA-Z][a-zA-Z0-9_-]{0,24})?)"
)
_NO_ACCOUNT_BEFORE = re.compile(rf"[@＠{LATIN}]|://")
_STOCK = re.compile(
    rf"(?:^|[{X_SPACES}])(\$[a-z]{{1,6}}(?:[._][a-z]{{1,2}})?)"
    rf"(?=$|[{SPACES}]|[!'#%&()*+,\\\-./:;<=>?@\[\]^_{{|}}~$])",
    re.ASCII | re.IGNORECASE,
)


def linked_by_x(text: str) -> tuple[Linked, ...]:
    """Addresses, accounts and stocks of a normalised text, in order; of two that overlap, the first."""
    found: list[Linked] = []
    for one in sorted(_all(text)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def _all(text: str) -> Iterator[Linked]:
    if "." in text:
        for start, end in find_addresses(text):
            yield Linked(start, end, Sort.ADDRESS)
    if "@" in text or "＠" in text:
        for match in _ACCOUNT.finditer(text):
            if not _NO_ACCOUNT_BEFORE.match(text, match.end()):
                yield Linked(*match.span(1), Sort.ACCOUNT)
    if "$" in text:
        for match in _STOCK.finditer(text):
            yield Linked(*match.span(1), Sort.STOCK)
