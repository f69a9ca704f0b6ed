"""The site is looked at by a copy of the process, or where there can be none, by the process itself."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from portevoix.building.options import BuildOptions
from portevoix.commands import main
from portevoix.commands.looking import Built, Look
from portevoix.deploying import manifest_of
from portevoix.forking import copied, may_copy

NOW = "2026-02-01 12:00"


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BuildOptions:
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (posts / "pont.md").write_text(
        "---\ntitle: Le pont rouvre\ndate: 2026-01-05\n---\n\nLe pont rouvre lundi.\n", "utf-8"
    )
    (tmp_path / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Essai\nsite_url: https://blog.example.org/\n"
        "theme: {name: porte-voix, language: fr}\n"
        "plugins:\n  portevoix/resonance:\n    organisation: {name: Essai}\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return BuildOptions(config=tmp_path / "mkdocs.yml", now=NOW)


def looked(options: BuildOptions) -> Built | None:
    look = Look(options)
    try:
        return look.answer()
    finally:
        look.end()


@contextmanager
def a_thread() -> Iterator[None]:
    """Beside which no copy of the process is made."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert not may_copy()
        yield
    finally:
        over.set()
        thread.join()


def test_a_copy_of_the_process_finds_what_the_process_finds(
    options: BuildOptions, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    assert looked(options) is None  # nothing was built yet
    assert sorted(file.name for file in tmp_path.iterdir()) == ["docs", "mkdocs.yml"]
    assert main(["build", "--quiet", "--now", NOW]) == 0
    found = looked(options)
    with a_thread():
        alone = looked(options)
    assert found is not None and alone is not None
    assert found.files == alone.files == manifest_of(site, "", tmp_path).files
    assert found.record == alone.record and found.record.posts == 1

    (site / "index.html").write_text("by hand", "utf-8")
    assert looked(options) is None
    with a_thread():
        assert looked(options) is None

    assert main(["build", "--quiet", "--now", NOW]) == 0
    assert looked(options) is not None
    (tmp_path / "docs" / "index.md").write_text("# Bonjour\n", "utf-8")
    assert looked(options) is None


class _Refusing(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        said = b"<Error><Code>AccessDenied</Code><Message>No.</Message></Error>"
        self.send_response(403)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        pass


def test_a_place_that_refuses_is_asked_once(
    options: BuildOptions, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ahead: who cannot be reached is not waited for a second time."""
    assert main(["build", "--quiet", "--now", NOW]) == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Refusing)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        place = f"{{to: s3, bucket: b, endpoint: 'http://127.0.0.1:{server.server_address[1]}'}}"
        text = options.config.read_text("utf-8")
        options.config.write_text(f"{text}    publish: {{nuage: {place}}}\n", "utf-8")
        assert main(["build", "--quiet", "--now", NOW]) == 0
        for what in ("KEY", "SECRET"):
            monkeypatch.setenv(f"PORTEVOIX_NUAGE_{what}", "x")
        _Refusing.asked.clear()
        assert main(["publish", "--quiet", "--now", NOW]) == 1
    finally:
        server.shutdown()
        server.server_close()
    assert len(_Refusing.asked) == 1
    assert "AccessDenied" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
def test_a_copy_may_say_much_may_go_on_afterwards_and_may_die(tmp_path: Path) -> None:
    much, file = os.urandom(3_000_000), tmp_path / "afterwards"

    def says_much(tell: Callable[[bytes], None]) -> None:
        tell(much)
        file.touch()

    def dies(tell: Callable[[bytes], None]) -> None:
        raise RuntimeError

    copy = copied(says_much)
    assert copy.answer() == much
    copy.end()
    assert file.exists()
    dead = copied(dies)
    assert dead.answer() == b""
    dead.end()
    copied(says_much).end()  # nobody asks: it ends all the same
