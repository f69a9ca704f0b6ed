"""A site served on loopback beside a stand-in for Mastodon's API, which keeps what it is sent.

Tools that post from a feed are run against it as they come; nothing leaves the machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

_INSTANCE = {"uri": "127.0.0.1", "version": "4.5.2", "title": "essai", "configuration": {}}


@dataclass(kw_only=True)
class Network:
    address: str
    posts: list[str] = field(default_factory=list)  # as they arrived


class _Handler(SimpleHTTPRequestHandler):
    network: Network

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.endswith("/statuses"):
            if "json" in (self.headers.get("Content-Type") or ""):
                told = json.loads(body)["status"]
            else:
                told = parse_qs(body.decode())["status"][0]
            self.network.posts.append(told)
        self._answer({"id": "1", "content": "", "created_at": "2026-01-01T00:00:00Z"})

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            self._answer(_INSTANCE if "instance" in self.path else {"id": "1", "acct": "essai"})
        else:
            super().do_GET()

    def _answer(self, said: object) -> None:
        content = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what matters is in `posts`."""


@contextmanager
def serving(site: Path) -> Iterator[Network]:
    """The files of `site` and the API, at one address, until the block ends."""
    network = Network(address="")
    handler = type("Handler", (_Handler,), {"network": network})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    network.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield network
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
