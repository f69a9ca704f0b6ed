"""Porte-voix itself, on the same posts: its commands as people run them, and its preview."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.measure import Run, run, surroundings
from tests.bench.posts import edit

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = "2026-11-21"


class Ours:
    def __init__(self, folder: Path, posts: Path) -> None:
        self.folder = folder
        self.posts = folder / "blog"
        shutil.copytree(posts, self.posts)
        self.edits = 0

    def _command(self, script: str, *more: str) -> list[str]:
        asked = ["--posts", str(self.posts), "--now", NOW, "--quiet"]
        return [sys.executable, str(ROOT / "scripts" / script), *asked, *more]

    def build(self, *more: str) -> Run:
        """Everything: pages, feeds, cards, relay pages, charter, checks."""
        place = str(self.folder / "site")
        return run(self._command("build.py", "--site-dir", place, *more), self.folder)

    def forget(self) -> None:
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        shutil.rmtree(ROOT / ".cache" / "porte-voix", ignore_errors=True)

    def edited(self) -> Run:
        self._edit()
        return self.build()

    def _edit(self) -> str:
        """Another post each time; gives the words that its page then shows."""
        self.edits += 1
        posts = sorted((self.posts / "posts").iterdir())
        mark = f"essai {self.edits} {time.time_ns()}"
        self.last = posts[(self.edits * 37) % len(posts)]
        edit(self.last, mark)
        return mark

    def previewed(self, times: int) -> list[float]:
        """Seconds from the edit of a post to its new page served, in the live preview."""
        port = _free_port()
        command = self._command("serve.py", "--port", str(port))
        server = subprocess.Popen(
            command, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_until(lambda: _page(port, "/") is not None, 600)
            found = []
            for _ in range(times):
                time.sleep(1)
                mark = self._edit()
                started = time.perf_counter()
                address = self._address(port)
                _wait_until(lambda: mark in (_page(port, address) or ""), 120)  # noqa: B023
                found.append(time.perf_counter() - started)
            return found
        finally:
            server.terminate()
            server.wait()

    def _address(self, port: int) -> str:
        from portevoix.posts.slug import slugify

        match = re.search(r'^title: "(.*)"$', self.last.read_text("utf-8"), re.MULTILINE)
        assert match
        return f"/blog/{slugify(match[1])}/"


def _page(port: int, path: str) -> str | None:
    try:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request("GET", path)
        answer = link.getresponse()
        body = answer.read().decode("utf-8", errors="replace")
        link.close()
    except OSError:
        return None
    return body if answer.status == 200 else None


def _wait_until(condition: object, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > deadline:
            raise RuntimeError("the preview did not answer in time")
        time.sleep(0.01)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
