"""A built site as a browser would take it: pages parsed, addresses resolved, files found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

# What a browser fetches on its own; <a> and <form> wait for a person.
LOADING = {
    "audio": ("src",),
    "embed": ("src",),
    "frame": ("src",),
    "iframe": ("src", "srcdoc"),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href", "imagesrcset"),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
    "body": ("background",),
    "table": ("background",),
}
LINKS_THAT_LOAD = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect"}
LINKS_THAT_LOAD |= {"dns-prefetch", "apple-touch-icon", "mask-icon", "manifest", "prerender"}
_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


@dataclass(frozen=True, slots=True)
class Page:
    path: str  # below the site root
    url: str
    root: html.HtmlElement
    written: str


@cache
def pages(tree: Path, base: str = "https://blog.exemple.org/") -> tuple[Page, ...]:
    found = []
    for file in sorted(tree.rglob("*.html")):
        path = file.relative_to(tree).as_posix()
        written = file.read_text("utf-8")
        url = base + path.removesuffix("index.html")
        found.append(Page(path, url, html.document_fromstring(written), written))
    assert found, f"no page in {tree}"
    return tuple(found)


def candidates(srcset: str) -> Iterator[str]:
    """The addresses of a srcset."""
    for part in srcset.split(","):
        if part.strip():
            yield part.split()[0]


def fetched(page: Page) -> Iterator[str]:
    """Absolute addresses that a browser fetches for `page` without being asked."""
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        rel = set(element.get("rel", "").lower().split())
        if element.tag == "link" and not rel & LINKS_THAT_LOAD:
            continue
        for name in LOADING.get(element.tag, ()):
            if value := element.get(name):
                for one in candidates(value) if name.endswith("srcset") else (value,):
                    yield urljoin(page.url, one)
        style = element.get("style", "") if element.tag != "style" else element.text or ""
        yield from (urljoin(page.url, one) for one in called_by(style))


def called_by(css: str) -> Iterator[str]:
    """Addresses that a style sheet names."""
    for match in _CSS.finditer(css):
        yield match[1] or match[2]


def linked(page: Page) -> Iterator[str]:
    """Absolute addresses that `page` offers or fetches."""
    yield from fetched(page)
    for element in page.root.iter("a", "area", "form", "link", "meta"):
        value = element.get("action" if element.tag == "form" else "href")
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            value = element.get("content", "").partition("url=")[2]
        if value is not None:
            yield urljoin(page.url, value.strip())


@dataclass(frozen=True, slots=True)
class Tree:
    """Which addresses of a site answer."""

    root: Path
    base: str = "https://blog.exemple.org/"

    def inside(self, url: str) -> bool:
        """Whether `url` is one of this site's."""
        return url.startswith(self.base) or url == self.base.rstrip("/")

    def file(self, url: str) -> Path | None:
        path = self.root / unquote(urlsplit(url[len(self.base) :]).path)
        if path.is_dir():
            path /= "index.html"
        return path if path.is_file() else None

    def answers(self, url: str) -> bool:
        """Whether the address leads to a file and its fragment to a place of it."""
        file = self.file(url)
        fragment = unquote(urlsplit(url).fragment)
        if file is None:
            return False
        if not fragment or file.suffix != ".html" or fragment.startswith(":~:"):
            return True
        return fragment in _ids(file)


@cache
def _ids(file: Path) -> frozenset[str]:
    root = html.document_fromstring(file.read_text("utf-8"))
    named = {str(one.get("id") or one.get("name")) for one in root.iter("a", "map")}
    return frozenset(named | {str(one.get("id")) for one in root.iter()} | {"top"})
