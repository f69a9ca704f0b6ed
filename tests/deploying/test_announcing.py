"""Who asked to hear of a publication hears of it, once it is out; nobody's answer changes it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from portevoix.commands import main
from tests.deploying.staff import write_project

KEY = "0123456789abcdef"


class Ear:
    """A server that keeps what it is told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, str]] = []  # path, who, body
        self.status = 200
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                ear.heard.append((self.path, self.headers.get("Authorization", ""), body))
                self.send_response(ear.status)
                self.send_header("Location", "/ailleurs")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def take(self) -> list[tuple[str, str, str]]:
        taken, self.heard = self.heard, []
        return taken


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    threading.Thread(target=made.server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def home(tmp_path: Path, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> Path:
    more = f"""    hub: {ear.address}/hub
    indexnow: {{key: {KEY}, endpoint: "{ear.address}/indexnow"}}
    publish:
      en-ligne: {{to: folder, path: public, purge: "{ear.address}/purge"}}
"""
    write_project(tmp_path, more)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORTEVOIX_EN_LIGNE_PURGE", "jeton")
    return tmp_path


def publish(*words: str) -> int:
    return main(["publish", "--now", "2026-02-01 12:00", *words])


def edit(home: Path) -> None:
    post = home / "docs" / "blog" / "posts" / "billet-0.md"
    post.write_text(f"{post.read_text('utf-8')}\nUn détour reste en place.\n", "utf-8")


def test_hubs_search_engines_and_networks_hear_what_changed(
    home: Path, ear: Ear, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish() == 0
    first = ear.take()
    feeds = [parse_qs(body)["hub.url"] for path, _, body in first if path == "/hub"]
    assert ["https://blog.example.org/feed.xml"] in feeds[:3]
    assert all(len(one) == 1 for one in feeds)
    (indexed,) = [json.loads(body) for path, _, body in first if path == "/indexnow"]
    assert "https://blog.example.org/blog/le-pont-rouvre/" in indexed["urlList"]
    assert indexed["keyLocation"] == f"https://blog.example.org/{KEY}.txt"
    assert (home / "public" / f"{KEY}.txt").read_text("ascii") == KEY
    assert not [path for path, _, _ in first if path == "/purge"], "nothing was there to forget"

    assert publish() == 0
    assert ear.take() == [], "nothing changed"

    edit(home)
    capsys.readouterr()
    assert publish("--purge-list") == 0
    told = capsys.readouterr().out
    page = "https://blog.example.org/blog/le-pont-rouvre/"
    heard = ear.take()
    purged = [
        one for path, _, body in heard if path == "/purge" for one in json.loads(body)["files"]
    ]
    assert page in purged and "https://blog.example.org/feed.xml" in purged
    assert all(len(json.loads(body)["files"]) <= 30 for path, _, body in heard if path == "/purge")
    assert {who for path, who, _ in heard if path == "/purge"} == {"Bearer jeton"}
    assert set(purged) <= set(told.splitlines())
    (indexed,) = [json.loads(body) for path, _, body in heard if path == "/indexnow"]
    assert page in indexed["urlList"]
    assert not [one for one in indexed["urlList"] if "feed" in one or "relais" in one]


@pytest.mark.parametrize("status", [403, 302, 500])
def test_an_answer_that_is_no_stops_nothing_and_is_told(
    status: int, home: Path, ear: Ear, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refusal, a redirection, which is not followed, a fault."""
    assert publish("--quiet") == 0
    ear.take()
    ear.status = status
    edit(home)
    assert publish() == 0
    told = capsys.readouterr().err
    assert told.count("127.0.0.1 n’a pas pris") == 3
    assert f"HTTP {status}" in told
    assert {path for path, _, _ in ear.take()} == {"/hub", "/indexnow", "/purge"}


def test_nobody_there_stops_nothing(
    home: Path, ear: Ear, capsys: pytest.CaptureFixture[str]
) -> None:
    ear.server.server_close()
    assert publish() == 0
    assert "n’a pas pris l’annonce des fils" in capsys.readouterr().err


def test_a_dry_run_tells_nobody(home: Path, ear: Ear) -> None:
    assert publish("--dry-run") == 0
    assert ear.take() == []
