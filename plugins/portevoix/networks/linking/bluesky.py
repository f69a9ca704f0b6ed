"""What Bluesky makes a link of: `detectFacets` of @atproto/api 0.21.0, with the domains of tlds 1.261.0.

Its application asks it of every text. An address without a scheme holds letters and digits alone: one
with a hyphen, an accent or a capital is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from portevoix.networks.counting.addresses import read_domains
from portevoix.networks.linking.linked import SPACES, Linked, Sort

_BEFORE = rf"(?:^|(?<=[{SPACES}(]))"
_ACCOUNT = re.compile(rf"{_BEFORE}@([a-zA-Z0-9.-]+)\b", re.ASCII)
_ADDRESS = re.compile(
    rf"{_BEFORE}(?:https?://[^{SPACES}]+|([a-z][a-z0-9]*(?:\.[a-z0-9]+)+)[^{SPACES}]*)",
    re.ASCII | re.IGNORECASE,
)
_STOCK = re.compile(rf"{_BEFORE}\$[A-Za-z][A-Za-z0-9]{{0,4}}(?=$|[{SPACES}.,;:!?)\"'’])")
# The top-level domains that twitter-text 3.1.0 and tlds 1.261.0 do not share.
_NEW = frozenset(("amazon", "kids", "music", "spa"))
_GONE_NAMES = (
    "abarth active adac afamilycompany aigo alfaromeo an avianca bananarepublic bentley bl "
    "blanco bnl boots bq budapest bugatti cancerresearch cartier caseih cbs ceb chloe chrysler "
    "cityeats comcast cookingchannel csc dabur dodge doha doosan duck dunlop duns eh epost "
    "esurance etisalat everbank fiat flsmidth foodnetwork frontdoor fujixerox glade goodhands "
    "guardian hgtv honeywell hoteles htc iinet intel iselect iveco iwc jcp jlc kerrylogistics "
    "kinder ladbrokes lancaster lancia lancome liaison linde lipsy lixil loft lupin macys "
    "maserati mcd mcdonalds meo metlife mf mobily montblanc mopar movistar mtpc mutual mutuelle "
    "nadex nationwide natura newholland northwesternmutual off oldnavy onion onyourside "
    "orientexpress pamperedchef panerai passagens piaget pramerica qvc raid redstone "
    "rightathome rmit rocher sapo sca scjohnson scor ses shaw showtime shriram spiegel "
    "spreadbetting srt starhub statoil swiftcover symantec telecity telefonica tiffany tp "
    "travelchannel uconnect um vista vistaprint volkswagen vuelos warman xfinity xperia zippo"
)
_GONE = frozenset(_GONE_NAMES.split())


def linked_by_bluesky(text: str) -> tuple[Linked, ...]:
    """Addresses, accounts and stocks of a text, in order."""
    return tuple(sorted(_all(text)))


def _all(text: str) -> Iterator[Linked]:
    if "." in text:
        for match in _ADDRESS.finditer(text):
            written = match.group()
            if not written.startswith("http") and not _is_domain(match.group(1) or ""):
                continue
            end = match.end()
            if written[-1] in ".,;:!?":
                written, end = written[:-1], end - 1
            if written.endswith(")") and "(" not in written:
                end -= 1
            yield Linked(match.start(), end, Sort.ADDRESS)
    if "@" in text:
        for match in _ACCOUNT.finditer(text):
            if _is_domain(match.group(1)) or match.group(1).endswith(".test"):
                yield Linked(*match.span(), Sort.ACCOUNT)
    if "$" in text:
        for match in _STOCK.finditer(text):
            yield Linked(*match.span(), Sort.STOCK)


def _is_domain(name: str) -> bool:
    _, dot, end = name.rpartition(".")
    return bool(dot) and end in _domains()


@cache
def _domains() -> frozenset[str]:
    return (frozenset(read_domains()) - _GONE) | _NEW
