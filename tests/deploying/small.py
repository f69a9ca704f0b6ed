"""Small sites whose pages load what bears their version, and what readers find of them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

PAGES = 30
_LOADED = re.compile(r'(?:src|href)="/([^"]+)"')


def write_site(folder: Path, version: str, *, edited: str = "", without: str = "") -> Path:
    """A site; another `version` changes every page and all that they load."""
    pages = {f"blog/page-{n:02}": n for n in range(PAGES)}
    pages.pop(without, None)
    files: dict[str, bytes] = {
        f"assets/style-{version}.css": b"body{}" * 50,
        "feed.xml": f"<rss>{version} {sorted(pages)} {edited}</rss>".encode(),
        "feed.json": f'{{"v":"{version}{edited}"}}'.encode(),
        "calendrier.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        "assets/manifest.webmanifest": b"{}",
    }
    for page, n in pages.items():
        picture = f"img/{n:02}-{version}.png"
        files[picture] = hashlib.sha256(picture.encode()).digest() * 200
        text = f"{version} {edited if page == 'blog/page-03' else ''}"
        loads = f'<link href="/assets/style-{version}.css"><img src="/{picture}">'
        files[f"{page}/index.html"] = f"<html>{loads}{text * 40}</html>".encode()
    listed = "".join(f'<a href="/{page}/index.html">' for page in pages)
    style = f'<link href="/assets/style-{version}.css">'
    files["index.html"] = f"<html>{style}{listed}</html>".encode()
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def loaded(page: bytes) -> list[str]:
    """Paths that a page loads or leads to."""
    return _LOADED.findall(page.decode())
