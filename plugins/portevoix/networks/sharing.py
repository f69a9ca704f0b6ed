"""Share addresses: plain links that open a network's own composer, and the way back."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLink:
    """How one network wants a text or an address handed over.

    A network that takes the text takes the post's address inside it; where the address has a
    parameter of its own (`link`), the text is handed over without the address that ends it.
    """

    address: str  # up to the question mark; may hold {server}
    text: str = ""  # name of the parameter for the text
    link: str = ""  # name of the parameter for the address of the post
    subject: str = ""  # name of the parameter for the title
    server: str = ""  # what stands for {server} until the reader names theirs
    line_end: str = "\n"

    def of(self, text: str, link: str, title: str = "", server: str = "") -> str:
        """The address that opens the composer with `text`."""
        if self.text and self.link and text.endswith(link):
            text = text.removesuffix(link).rstrip()
        given = (
            (self.link, link),
            (self.subject, title),
            (self.text, text.replace("\n", self.line_end)),
        )
        query = "&".join(f"{name}={_escaped(value)}" for name, value in given if name)
        return f"{self.address.replace('{server}', server or self.server)}?{query}"

    def read(self, address: str) -> tuple[str, str]:
        """The text and the address of the post that a share address carries."""
        query = urlsplit(address).query
        if self.address.startswith(("mailto:", "sms:")):  # there + is a plus (RFC 6068)
            pairs = (item.partition("=") for item in query.split("&"))
            given = {name: unquote(value) for name, _, value in pairs}
        else:
            given = {name: values[0] for name, values in parse_qs(query).items()}
        text = given.get(self.text, "").replace(self.line_end, "\n")
        return text, given.get(self.link, "")


_RESERVED = re.compile(r"([^A-Za-z0-9_.~ -]+)")


@lru_cache(maxsize=256)  # the texts of one post go to its page, its relay page and its data
def _escaped(text: str) -> str:
    """`text` percent-encoded as UTF-8; a run at a time, since whole texts go through here."""
    parts = _RESERVED.split(text)
    parts[1::2] = map(_encoded, parts[1::2])
    return "".join(parts).replace(" ", "%20")


@lru_cache(maxsize=4096)  # the same few in every text: an accent, a colon and its space
def _encoded(run: str) -> str:
    return "%" + run.encode().hex("%").upper()
