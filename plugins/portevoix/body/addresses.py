"""Where an address found in HTML leads, read as browsers read it (https://url.spec.whatwg.org/)."""

from __future__ import annotations

import re
from enum import Enum, auto

from portevoix.values import dataclass

_EDGES = "".join(map(chr, range(0x21)))  # browsers strip controls and spaces around an address
_IGNORED = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = re.compile(r"[/\\]*([^/\\?#]*)([^?#]*)(.*)", re.DOTALL)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# What must never stand in a host, once ports and names are set aside.
_HOST = re.compile(r"[^\s<>\"'`%|^{}@:\[\]]+|\[[0-9A-Fa-f:.]+\]")


class Place(Enum):
    HERE = auto()  # on the page's own host
    ELSEWHERE = auto()  # on another host
    OTHER = auto()  # no page of the Web: mailto:, tel:, data:, javascript:
    NOWHERE = auto()  # cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    place: Place
    url: str  # mended: what a browser would understand, written plainly
    host: str = ""  # as shown to people; empty for a relative address


def read_address(written: str, page_url: str) -> Address:
    """Read an address found on the page at `page_url`.

    >>> read_address("https:///www.exemple.org/a", "https://blog.exemple.org/").url
    'https://www.exemple.org/a'
    >>> read_address("/\\\\\\\\evil.example/a.png", "https://blog.exemple.org/").place
    <Place.ELSEWHERE: 2>
    """
    text = written.strip(_EDGES).translate(_IGNORED)
    scheme, rest = _parted(text)
    page_scheme, page_rest = _parted(page_url)
    if not scheme:
        if text[:2].replace("\\", "/") != "//":
            return Address(place=Place.HERE, url=text)
        scheme, rest = page_scheme, text
    elif scheme not in _DEFAULT_PORTS:
        return Address(place=Place.OTHER, url=text)
    host, path = _host_and_path(rest, scheme)
    if not _HOST.fullmatch(host.rpartition(":")[0] if _has_port(host) else host):
        return Address(place=Place.NOWHERE, url=text)
    if host == _host_and_path(page_rest, page_scheme)[0]:
        return Address(place=Place.HERE, url=path or "/", host=host)
    return Address(place=Place.ELSEWHERE, url=f"{scheme}://{host}{path}", host=host)


def origin(page_url: str) -> str:
    """What of a page's own address says where another leads: its scheme and its host."""
    scheme, rest = _parted(page_url)
    return f"{scheme}://{_host_and_path(rest, scheme)[0]}/"


def loads_here(written: str, page_url: str) -> bool:
    """Whether loading this asks nothing of any host but the page's own."""
    return read_address(written, page_url).place is Place.HERE


def _parted(text: str) -> tuple[str, str]:
    found = _SCHEME.match(text)
    return (found[1].lower(), text[found.end() :]) if found else ("", text)


def _host_and_path(rest: str, scheme: str) -> tuple[str, str]:
    found = _AUTHORITY.match(rest)
    assert found  # the pattern matches any text
    host = found[1].rpartition("@")[2].lower().removesuffix(_DEFAULT_PORTS.get(scheme, ":"))
    return host, found[2].replace("\\", "/") + found[3]


def _has_port(host: str) -> bool:
    return host.rpartition(":")[2].isdecimal() and ":" in host
