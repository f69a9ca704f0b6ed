"""A server of one folder, for the person at this machine only; pages load again when they change."""

from __future__ import annotations

import html
import json
import mimetypes
import posixpath
import threading
from dataclasses import field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from portevoix.values import dataclass

HOST = "127.0.0.1"
EVENTS = "/.porte-voix/changes"  # answers once there is a newer site than the one asked about
_PATIENCE = 50  # seconds that a browser waits for a change before it asks again
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
# What a page that is shown before the others loads, where it stands already.
_LOADED = frozenset(
    {".css", ".js", ".woff2", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"}
)
# What browsers must know of files that Python's table leaves to the system.
_TYPES = {
    ".ics": "text/calendar",
    ".json": "application/json",
    ".opml": "text/x-opml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_SCRIPT = """<script>(() => {
let seen = %d;
const wait = () => fetch("%s?" + seen + "&" + location.pathname, {cache: "no-store"})
  .then((answer) => answer.text())
  .then((text) => { if (+text > seen) location.reload(); else wait(); })
  .catch(() => setTimeout(wait, 1000));
wait();
})()</script>"""
# In a frame: a new page takes the place of the old one without a jump, and the frame is told and
# asked where it stands between the headings of a text.
_FRAMED = """<script>(() => {
const OWNER = %s;
let seen = %d, at = null;
const headings = () => [...document.querySelectorAll(".prose :is(h2, h3, h4, h5, h6)")]
  .filter((one) => !one.closest(".admonition, .footnote"));
const tell = (message) => { if (parent !== window) parent.postMessage(message, OWNER); };
const edges = () => {
  const body = document.querySelector(".prose"), top = (one) => one.getBoundingClientRect().top + scrollY;
  if (!body) return null;
  return [top(body), ...headings().map(top), top(body) + body.offsetHeight];
};
const follow = () => {
  const all = edges();
  if (!all || !at) return;
  const n = Math.min(at.heading, all.length - 2);
  scrollTo({top: all[n] + (all[n + 1] - all[n]) * at.part - 24, behavior: "instant"});
};
addEventListener("message", (event) => {
  if (event.origin !== OWNER || !event.data || typeof event.data.heading !== "number") return;
  at = event.data;
  follow();
});
const replace = (text) => {
  const next = new DOMParser().parseFromString(text, "text/html");
  const head = (page) => [...page.head.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.outerHTML).join();
  const here = document.querySelector("main"), there = next.querySelector("main");
  if (!here || !there || head(next) !== head(document)) return location.reload();
  if (here.innerHTML === there.innerHTML) return tell({shown: seen, path: location.pathname});
  const top = scrollY, stand = new Map([...here.querySelectorAll("img")].map((one) => [one.outerHTML, one]));
  for (const one of there.querySelectorAll("img")) if (stand.has(one.outerHTML)) one.replaceWith(stand.get(one.outerHTML));
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  here.replaceWith(document.adoptNode(there));
  scrollTo({top, behavior: "instant"});
  follow();
  tell({shown: seen, path: location.pathname});
};
const wait = () => fetch("%s?" + seen, {cache: "no-store"}).then((answer) => answer.text())
  .then(async (text) => {
    if (+text > seen) {
      seen = +text;
      const page = await fetch(location.href, {cache: "no-store"});
      replace(await page.text());
    }
    wait();
  })
  .catch(() => setTimeout(wait, 1000));
wait();
tell({shown: seen, path: location.pathname});
})()</script>"""
_PANEL = (
    '<section role="alert" style="position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;'
    "background:#14171d;color:#fff;padding:1rem;z-index:99;font:1rem/1.5 monospace;"
    'white-space:pre-wrap">%s</section>'
)


@dataclass(kw_only=True)
class Shown:
    """What the server shows: a folder, which site of it, and what is to be mended."""

    place: Path
    mount: str  # path of the site on its host, with a slash at each end
    number: int = 0  # goes up with each site
    mistakes: str = ""  # over the last good pages
    building: bool = False
    early: tuple[str, bytes] | None = None  # the page that is there before the others, if one is
    changed: threading.Condition = field(default_factory=threading.Condition)

    def start(self) -> None:
        """Pages asked for from now on wait for the site that is being built."""
        with self.changed:
            self.building = True
            self.early = None

    def glance(self) -> None:
        """A page is there before the others: who looks at it need not wait for them."""
        with self.changed:
            self.building = False
            self.number += 1
            self.changed.notify_all()

    def show_early(self, path: str, content: bytes) -> None:
        """The page at `path` is there before the others, which are waited for."""
        with self.changed:
            self.early = path, content
            self.number += 1
            self.changed.notify_all()

    def end(self, mistakes: str) -> None:
        with self.changed:
            self.building = False
            # Who looks at a page that was there before the others has it already.
            if self.early is None or mistakes or self._reads(self.early[0]) != self.early[1]:
                self.number += 1
            self.mistakes = mistakes
            self.changed.notify_all()

    def settled(self, path: str) -> tuple[int, str]:
        """The number of the site and its mistakes, once no build is under way, or `path` is there
        before the others."""
        with self.changed:
            self.changed.wait_for(lambda: not self.building or self._is_early(path), 120)
            return self.number, self.mistakes

    def after(self, number: int, path: str) -> int:
        """The number of the site, as soon as it is another one than `number` for who looks at
        `path`."""
        with self.changed:
            self.changed.wait_for(
                lambda: self.number > number and (not self.building or self._is_early(path)),
                _PATIENCE,
            )
            return self.number

    def _is_early(self, path: str) -> bool:
        if self.early is None:
            return False
        if path in (self.early[0], self.early[0].removesuffix("index.html")):
            return True
        return posixpath.splitext(path)[1] in _LOADED and (self.place / path).is_file()

    def _reads(self, path: str) -> bytes:
        try:
            return (self.place / path).read_bytes()
        except OSError:
            return b""


class PreviewServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, shown: Shown, port: int, *, framed_by: str = "") -> None:
        """`framed_by` is the origin of the one page that may show these in a frame, and that they
        tell what they show."""
        super().__init__((HOST, port), _Handler)
        self.shown = shown
        self.framed_by = framed_by

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}{self.shown.mount}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: a browser that goes away is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: the terminal is for what a person can act on."""

    def _answer(self) -> None:
        # A page of another site must not read the preview through a name that leads here.
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host not in _NAMES:
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
            return
        shown, parts = self.server.shown, urlsplit(self.path)
        if parts.path == EVENTS:
            asked, _, looked_at = parts.query.partition("&")
            seen = int(asked) if asked.isdigit() else 0
            newer = shown.after(seen, self._inside(unquote(looked_at)))
            self._send(HTTPStatus.OK, str(newer).encode(), "text/plain")
            return
        path = unquote(parts.path)
        if path == "/" != shown.mount:
            self._redirect(shown.mount)
            return
        number, mistakes = shown.settled(self._inside(path))
        file = self._file(path)
        if file is None:
            self._send(HTTPStatus.NOT_FOUND, self._page(self._lost(), number, mistakes), _HTML)
        elif file.is_dir():
            self._redirect(f"{quote(path)}/")
        elif file.suffix == ".html":
            self._send(HTTPStatus.OK, self._page(file.read_bytes(), number, mistakes), _HTML)
        else:
            self._send(HTTPStatus.OK, file.read_bytes(), _type(file))

    def _inside(self, path: str) -> str:
        """The path below the site root of an address, where it is one of the site."""
        return path.removeprefix(self.server.shown.mount)

    def _file(self, path: str) -> Path | None:
        """The file of an address, or a folder that lacks its slash; None where there is none."""
        shown = self.server.shown
        if not f"{path}/".startswith(shown.mount):
            return None
        inside = posixpath.normpath(f"/{path[len(shown.mount) :]}").lstrip("/")
        file = shown.place / inside
        if "\0" in path or not file.resolve().is_relative_to(shown.place.resolve()):
            return None
        if path.endswith("/") and (file / "index.html").is_file():
            return file / "index.html"
        if file.is_file() or (file / "index.html").is_file():
            return file
        return None

    def _lost(self) -> bytes:
        page = self.server.shown.place / "404.html"
        return page.read_bytes() if page.is_file() else b"<!doctype html><title>404</title></body>"

    def _page(self, content: bytes, number: int, mistakes: str) -> bytes:
        framed_by = self.server.framed_by
        script = (
            _FRAMED % (json.dumps(framed_by), number, EVENTS)
            if framed_by
            else _SCRIPT % (number, EVENTS)
        )
        added = script.encode()
        if mistakes and not framed_by:  # who frames the page tells them itself
            added = (_PANEL % html.escape(mistakes)).encode() + added
        before, body, after = content.rpartition(b"</body>")
        return before + added + body + after if body else content + added

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content: bytes, type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        if self.server.framed_by:
            framed = f"frame-ancestors {self.server.framed_by}"
            self.send_header("Content-Security-Policy", framed)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


_HTML = "text/html; charset=utf-8"


def _type(file: Path) -> str:
    found = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    found = found or "application/octet-stream"
    text = found.startswith("text/") or found.endswith(("xml", "json", "javascript"))
    return f"{found}; charset=utf-8" if text else found
