"""Links from posts and pages to other sites, each with the first place where it is written; none to hosts
that documents alone use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from portevoix.posts import shown
from portevoix.reserved import is_reserved
from portevoix.sources.sources import Sources

# As people write addresses in Markdown and YAML; what ends a sentence is not of the address.
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\]\[{}|\\^]{3,2000}")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_END = ".,;:!?…»"


def outward_links(sources: Sources, base: Path) -> dict[str, tuple[str, int]]:
    """Address → file and line."""
    own = urlsplit(sources.configuration.site.url).netloc.casefold()
    found: dict[str, tuple[str, int]] = {}
    for path in _texts(sources):
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        name = shown(path, base)
        for number, line in _read(text):
            for one in _ADDRESS.findall(line):
                address = _trimmed(one)
                try:
                    host = urlsplit(address).netloc.casefold()
                except ValueError:
                    continue
                if (
                    host
                    and "." in host
                    and host != own
                    and not is_reserved(host.rpartition(":")[0] or host)
                ):
                    found.setdefault(address, (name, number))
    return found


def _read(text: str) -> Iterator[tuple[int, str]]:
    """Each line and its number, without what stands in code: an address there is shown, not followed."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        yield number, _SPAN.sub("", line)


def _trimmed(address: str) -> str:
    address = address.split("#", 1)[0].rstrip(_END)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_END)
    return address


def _texts(sources: Sources) -> Iterator[Path]:
    """What people wrote of posts that are there to be read, and of pages of their own."""
    docs, blog = sources.configuration.docs, sources.configuration.site.blog
    posts = {sources.uris[post.slug] for post in sources.posts}
    for uri, one in sorted(sources.tree.files.items()):
        if one.is_markdown and (uri in posts or not uri.startswith(f"{blog}posts/")):
            yield docs / uri
