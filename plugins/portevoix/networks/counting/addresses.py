"""What X and Mastodon take for an address: the rules that twitter-text publishes.

Both read addresses with the same rules for the domain; they differ in what a path may hold.
The quirks are theirs: an accented letter may count as the character before an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files

from portevoix.text import any_of
from portevoix.values import dataclass

SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NEVER = "\ufeff\ufffe\uffff"
_PUNCTUATION = r"!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$"
LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\xff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268"
    "\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_LONGEST = 4096  # of a whole address, its scheme included
_LONGEST_LABEL = 63
LONGEST_RUN = 4_200  # signs without a space: beyond, no address is looked for, to bound the time
_FLAGS = re.ASCII | re.IGNORECASE
_PAST = "(?=[^0-9a-zA-Z@+-]|$)"  # what a top-level domain may be followed by
_END = re.compile(rf"\.(?:([0-9a-zA-Z]+){_PAST}|[xX][nN]--[-0-9a-zA-Z])")
_FOREIGN_END = re.compile(r"\.[0-9a-zA-Z]*[^\W\0-\x7f]")
# Those that most posts name: a pattern for all 1,574 takes 25 ms to make, and three are needed, so that
# only texts that name another one pay for it.
_USUAL = frozenset(
    (
        *("com", "net", "org", "info", "eu", "int", "edu", "gov", "coop", "museum", "social"),
        *("ca", "quebec", "fr", "bzh", "corsica", "paris", "be", "ch", "lu", "uk", "us"),
        *("re", "gp", "mq", "gf", "yt", "nc", "pf", "pm", "wf", "tf", "io", "co", "me", "app"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """What may follow the domain, as contents of character classes."""

    path: str
    path_end: str
    query: str
    query_end: str
    schemes: str = "https?"
    slashed: str = ""  # a whole path that may end in a slash after this: @user/


def read_domains() -> tuple[str, ...]:
    """The top-level domains, in the file's order."""
    text = (files(__package__) / "domains.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


class Ends(StrEnum):
    """Which top-level domains a text may name."""

    NONE = ""
    USUAL = "usual"
    ALL = "all"


def ends_in(text: str) -> Ends:
    """What to look for in `text`; "" where nothing can be an address, which spares the long way."""
    found = Ends.NONE
    for match in _END.finditer(text):
        name = match[1]
        if name is None or name.lower() in _USUAL:
            found = Ends.USUAL
        elif name.lower() in _known():
            return Ends.ALL
    if not text.isascii() and _FOREIGN_END.search(text) and _foreign_pattern().search(text):
        return Ends.ALL
    return found


@cache
def _known() -> frozenset[str]:
    return frozenset(read_domains())


@cache
def _foreign_pattern() -> re.Pattern[str]:
    return re.compile(rf"\.(?:{'|'.join(_foreign(read_domains()))}){_PAST}", _FLAGS)


def _foreign(domains: Iterable[str]) -> list[str]:
    """Those that are not all ASCII, the longest first, as patterns."""
    forms = {form for name in domains if not name.isascii() for form in (name, name.upper())}
    return [re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))]


@cache
def _top_level(ends: Ends) -> str:
    domains = read_domains() if ends is Ends.ALL else sorted(_USUAL)
    ascii_only = [domain for domain in domains if domain.isascii()]
    known = "|".join((any_of(ascii_only), *_foreign(domains)))
    return f"(?:(?:{known}){_PAST}|xn--[-0-9a-z]+)"


@cache
def address_pattern(paths: Paths, ends: Ends) -> re.Pattern[str]:
    """Groups: 1 the address, 2 its scheme, 3 its domain, 4 its path."""
    letter = f"[^{_PUNCTUATION}{SPACES}{_NEVER}{_DIRECTIONS}]"
    inner = f"[^{_PUNCTUATION.replace(chr(92) + '-', '').replace('_', '')}{SPACES}{_NEVER}{_DIRECTIONS}]"
    # Labels cannot hold a dot, so nothing is lost by never giving letters back.
    subdomain = f"(?:(?={letter}){inner}++(?<={letter})\\.)"
    name = f"(?:(?={letter})(?:-|{letter})++(?<={letter})\\.)"
    inside = f"[{paths.path}]"
    brackets = rf"\((?:{inside}+|{inside}*\({inside}+\){inside}*)\)"
    path = rf"(?:{inside}*(?:{brackets}{inside}*)*[{paths.path_end}]|{brackets}"
    path += f"|{paths.slashed}{inside}+/)"
    return re.compile(
        rf"(?:[^A-Za-z0-9@＠$#＃{_NEVER}]|^)"
        rf"(((?:{paths.schemes})://)?"
        rf"({subdomain}*{name}{_top_level(ends)})"
        rf"(?::[0-9]+)?(/{path}*)?(?:\?[{paths.query}]*[{paths.query_end}])?)",
        _FLAGS,
    )


@cache
def plain_domain_pattern(ends: Ends) -> re.Pattern[str]:
    """A domain in Latin letters: the only ones that need no scheme."""
    return re.compile(rf"(?:[-a-z0-9{LATIN}]+\.)+{_top_level(ends)}", _FLAGS)


def domain_holds(address: str, scheme: str, domain: str) -> bool:
    """Whether every label is short enough once written in ASCII, and the whole address too."""
    for label in domain.split("."):
        written = len(label)
        if not label.isascii():
            written = len(label.encode("punycode")) + len("xn--")
        if not 0 < written <= _LONGEST_LABEL:
            return False
    return len(address) + (0 if scheme else len("https://")) <= _LONGEST
