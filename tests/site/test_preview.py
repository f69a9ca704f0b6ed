"""The live preview: an edit shows at once, a mistake shows over the last good page."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

POST = "---\ntitle: Pont\ndate: 2026-01-01\ndraft: true\n---\n{text}\n"
ADDRESS = "/blog/pont/"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], str], Path]]:
    """A post's file, its page as served, and what the command says."""
    posts = tmp_path / "blog" / "posts"
    posts.mkdir(parents=True)
    post = posts / "pont.md"
    post.write_text(POST.format(text="Premier jet."), "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log.txt"
    command = [sys.executable, str(ROOT / "scripts" / "serve.py"), "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, "--posts", str(posts.parent)], stdout=out, stderr=subprocess.STDOUT
        )

        def page() -> str:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                link.request("GET", ADDRESS)
                return link.getresponse().read().decode()
            except OSError:
                return ""
            finally:
                link.close()

        try:
            yield post, page, log
        finally:
            server.terminate()
            server.wait()


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the preview did not follow"
        time.sleep(0.1)


def test_the_preview_follows_its_writer(
    preview: tuple[Path, Callable[[], str], Path],
) -> None:
    """A draft shows; an edit replaces it; a mistake is told over the last good page, without a
    traceback; mending it clears it; and nothing is built again while nobody writes."""
    post, page, log = preview
    wait_for(lambda: "Premier jet." in page())
    assert "Selon la charte" in page()
    post.write_text(POST.format(text="Second jet."), "utf-8")
    wait_for(lambda: "Second jet." in page())
    post.write_text(POST.format(text="Perdu.").replace("2026-01-01", "2026-02-30"), "utf-8")
    wait_for(lambda: "pas une date du calendrier" in page())
    assert "Second jet." in page()
    post.write_text(POST.format(text="Dernier jet."), "utf-8")
    wait_for(lambda: "Dernier jet." in page() and "pas une date" not in page())
    for more in ("", "Et plus."):
        post.write_text(POST.format(text=f"Un reste {{{{< figure >}}}}.\n\n{more}"), "utf-8")
        wait_for(lambda: "Un reste" in page() and more in page())  # noqa: B023
    assert log.read_text("utf-8").count("pont.md:6:") == 1  # a notice is said once
    time.sleep(1)
    said = log.read_text("utf-8")
    time.sleep(2)
    assert log.read_text("utf-8") == said
    assert "Traceback" not in said
