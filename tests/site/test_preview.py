"""The live preview: an edit shows at once, a mistake shows over the last good page."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from portevoix.preview.server import Shown
from portevoix.preview.watch import Watch
from tests.conftest import ROOT

POST = "---\ntitle: Pont\ndate: 2026-01-01\ndraft: true\n---\n{text}\n"
ADDRESS = "/blog/pont/"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, Callable[..., str], Path]]:
    """A post's file, its page as served (or another page), and what the command says."""
    posts = tmp_path / "blog" / "posts"
    posts.mkdir(parents=True)
    post = posts / "pont.md"
    post.write_text(POST.format(text="Premier jet."), "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log.txt"
    command = [sys.executable, str(ROOT / "scripts" / "serve.py"), "--port", str(port)]
    spare = tmp_path / "spare"
    spare.mkdir()
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, "--posts", str(posts.parent)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "TMPDIR": str(spare)},
        )

        def page(address: str = ADDRESS) -> str:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                link.request("GET", address)
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
    if os.name != "nt":  # where nothing hears that it is told to end
        assert not list(spare.glob("porte-voix-*")), "a site was left behind"


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the preview did not follow"
        time.sleep(0.1)


def test_the_preview_follows_its_writer(
    preview: tuple[Path, Callable[..., str], Path],
) -> None:
    """A draft shows; an edit replaces it; a mistake is told over the last good page, without a
    traceback; mending it clears it; and nothing is built again while nobody writes."""
    post, page, log = preview
    wait_for(lambda: "Premier jet." in page())
    assert "Selon la charte" in page()
    post.write_text(POST.format(text="Second jet."), "utf-8")
    wait_for(lambda: "Second jet." in page())
    assert "Second jet." in page(
        "/blog/"
    )  # which is made after the post's own page, and waited for
    post.write_text(POST.format(text="Perdu.").replace("2026-01-01", "2026-02-30"), "utf-8")
    wait_for(lambda: "pas une date du calendrier" in page())
    assert "Second jet." in page()
    post.write_text(POST.format(text="Dernier jet."), "utf-8")
    wait_for(lambda: "Dernier jet." in page() and "pas une date" not in page())
    for more in ("", "Et plus."):
        post.write_text(POST.format(text=f"Un reste {{{{< figure >}}}}.\n\n{more}"), "utf-8")
        wait_for(lambda: "Un reste" in page() and more in page())  # noqa: B023
    page("/blog/")  # until the build has said all
    assert log.read_text("utf-8").count("pont.md:6:") == 1  # a notice is said once
    time.sleep(1)
    said = log.read_text("utf-8")
    time.sleep(2)
    assert log.read_text("utf-8") == said
    assert "Traceback" not in said


def test_a_page_that_is_there_before_the_others_is_shown_once(tmp_path: Path) -> None:
    """Who looks at it sees it before the build ends, with the styles that stand, and need not load it
    again; who looks at another page waits for the end."""
    (tmp_path / "pont").mkdir()
    page = tmp_path / "pont/index.html"
    page.write_bytes(b"old")
    (tmp_path / "site.css").write_bytes(b"")
    shown = Shown(place=tmp_path, mount="/")
    shown.start()
    page.write_bytes(b"new")
    shown.show_early("pont/index.html", b"new")
    assert {shown.settled(one)[0] for one in ("pont/", "pont/index.html", "site.css")} == {1}
    assert shown.after(0, "pont/") == 1
    with ThreadPoolExecutor() as others:
        waiting = [others.submit(shown.settled, one) for one in ("", "blog/", "new.css")]
        told = others.submit(shown.after, 0, "blog/")
        assert not wait(waiting, timeout=0.2).done and not told.done()
        shown.end("")
        assert {one.result(30)[0] for one in waiting} | {told.result(30)} == {1}
    shown.start()
    shown.show_early("pont/index.html", b"newer")
    shown.end("")  # the build made another page of it in the end
    assert shown.after(2, "pont/") == 3


def test_folders_that_go_and_places_that_come_are_changes(tmp_path: Path) -> None:
    """One that is thrown into the bin tells of none of its files; one that settings name later was
    written before anybody looked at it."""
    docs, later = tmp_path / "docs", tmp_path / "theme"
    (docs / "posts").mkdir(parents=True)
    (docs / "posts" / "pont.md").write_text("Pont.", "utf-8")
    watch = Watch([docs])
    watch.start()
    try:
        (docs / "posts").rename(tmp_path / "bin")
        assert watch.wait(30)
        later.mkdir()
        watch.follow([docs, later])
        assert watch.wait(30)
        (later / "main.html").write_text("<p>", "utf-8")
        assert watch.wait(30)
    finally:
        watch.stop()
