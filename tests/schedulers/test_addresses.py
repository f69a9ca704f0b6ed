"""The pictures of a tool's file answer at their public addresses, or do not stand there."""

from __future__ import annotations

import csv
import io
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from portevoix.commands import main
from portevoix.sending import NetworkError, check_picture, unseen
from portevoix.sending.web import _OnTheWeb

# What a site answers to a question about the picture of each post: HEAD, GET, type, where it leads.
SITE: dict[str, tuple[int, int, str, str]] = {
    "seen": (200, 500, "image/png", ""),
    "asked": (405, 200, "image/png", ""),  # knows no HEAD
    "moved": (301, 301, "", "/seen.png"),
    "gone": (404, 200, "image/png", ""),
    "locked": (401, 401, "text/html", ""),
    "front": (200, 200, "text/html", ""),  # a host that answers all with its first page
    "away": (302, 302, "", "ftp://127.0.0.1/a.png"),
    "empty": (200, 200, "image/png", ""),  # a file of no bytes
}
CONFIGURATION = """\
site_name: Ville
site_url: {site}
theme: {{name: porte-voix, language: fr}}
plugins:
  portevoix/resonance:
    time_zone: America/Toronto
    organisation:
      name: Ville
      accounts:
        - {{network: facebook, name: Ville, url: "https://facebook.example/ville"}}
        - {{network: instagram, name: ville, url: "https://instagram.example/ville"}}
    exports: {{loomly: {{columns: {{id: id, picture: picture, date: "date:%Y-%m-%d"}}}}}}
"""
AT = "{at: 2026-12-02 10:00}"


@dataclass(slots=True)
class Online:
    url: str = ""
    asked: list[str] = field(default_factory=list)  # method and name


class _Site(BaseHTTPRequestHandler):
    online: Online

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        name = self.path.rpartition("/")[2].partition("-")[0].removesuffix(".png")
        self.online.asked.append(f"{self.command} {name}")
        head, get, kind, to = SITE[name]
        self.send_response(head if self.command == "HEAD" else get)
        body = b"" if name == "empty" else b"a picture"
        self.send_header("Content-Length", str(len(body)))
        if kind:
            self.send_header("Content-Type", kind)
        if to:
            self.send_header("Location", to)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def online() -> Iterator[Online]:
    online = Online()
    handler = type("Handler", (_Site,), {"online": online})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        online.url = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield online
        server.shutdown()


def test_a_picture_is_asked_for_as_anybody_finds_it(online: Online) -> None:
    def said(name: str) -> str:
        try:
            check_picture(f"{online.url}{name}.png")
        except NetworkError as error:
            return f"{error.wording} {error.values.get('status', '')}".strip()
        return ""

    assert {name: said(name) for name in SITE} == {
        "seen": "",
        "asked": "",
        "moved": "",
        "gone": "picture_missing 404",
        "locked": "picture_refused 401",
        "front": "picture_not_one 0",
        "empty": "picture_not_one 0",
        "away": "picture_silent",
    }
    assert online.asked.count("GET gone") == 0  # what is not there is asked for once


def test_no_more_is_asked_than_has_to_be(online: Online) -> None:
    many = [f"{online.url}seen.png", f"{online.url}gone.png"] * 50
    assert list(unseen(many)) == [f"{online.url}gone.png"]
    assert sorted(online.asked) == ["HEAD gone", "HEAD seen"]
    # What there was no time for has not answered; nor has a server that is not there.
    late = unseen([f"{online.url}seen.png"], patience=0)
    assert [one.wording for one in late.values()] == ["picture_silent"]
    assert len(online.asked) == 2
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # where nobody listens
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert len(unseen([f"{nobody}/{n}.png" for n in range(500)])) == 500


@pytest.mark.parametrize(
    ("first", "then", "goes"),
    [
        ("https://8.8.8.8/", "https://1.1.1.1/a.png", True),
        ("https://8.8.8.8/", "http://10.0.0.7/a.png", False),
        ("https://8.8.8.8/", "http://169.254.169.254/latest/", False),
        ("https://8.8.8.8/", "http://[::1]/a.png", False),
        ("https://8.8.8.8/", "ftp://8.8.8.8/a.png", False),
        ("http://10.0.0.7/", "https://10.0.0.8/a.png", True),  # a site of that very network
    ],
)
def test_nobody_is_led_into_a_network_of_somebody_s_own(first: str, then: str, goes: bool) -> None:
    asked = urllib.request.Request(first)
    try:
        led = _OnTheWeb().redirect_request(asked, io.BytesIO(), 302, "Found", {}, then)
    except urllib.error.URLError as error:
        led = None
        assert str(error.reason).startswith("→")
    assert (led is not None) is goes


@pytest.fixture
def export(
    tmp_path: Path, online: Online, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[list[tuple[str, str]], str]]:
    """The post and the picture of each row that was written, and what was said."""
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION.format(site=online.url), "utf-8")
    (tmp_path / "site" / "cards").mkdir(parents=True)
    for name in SITE:
        text = f"title: Le {name}\nslug: {name}\ndate: 2026-12-01\nshare: {{facebook: {AT}, instagram: {AT}}}\n"
        (posts / f"{name}.md").write_text(f"---\n{text}---\nUn texte.\n", "utf-8")
        for form in ("og", "square", "portrait", "story"):
            (tmp_path / "site" / "cards" / f"{name}-{form}.png").write_bytes(b"built")

    def typed(*words: str) -> tuple[list[tuple[str, str]], str]:
        folder = tmp_path / "exports"
        config = ["--config", str(tmp_path / "mkdocs.yml"), "--now", "2026-12-01 12:00"]
        before = set(folder.glob("*"))
        assert main(["export", "loomly", "--to", str(folder), *words, *config]) == 0
        rows = []
        for file in sorted(set(folder.glob("*")) - before):
            read = csv.DictReader(io.StringIO(file.read_text("utf-8"), newline=""))
            rows += [(row["id"], row["picture"].rpartition("/")[2]) for row in read]
        said = capsys.readouterr()
        return sorted(rows), (said.out + said.err).replace("\xa0", " ")

    return typed


def test_what_does_not_answer_stands_in_no_file_and_is_told_with_its_address(
    export: Callable[..., tuple[list[tuple[str, str]], str]], online: Online
) -> None:
    rows, said = export("--offline", "--dry-run")
    assert online.asked == [] and "n’a pas été vérifiée" in said
    rows, said = export()
    answer = {"seen", "asked", "moved"}
    # A text goes without a picture that is not there; where it cannot go so, it does not go.
    assert [row for row, picture in rows if picture] == sorted(
        f"{name}/{network}" for name in answer for network in ("facebook", "instagram")
    )
    assert [row for row, picture in rows if not picture] == sorted(
        f"{name}/facebook" for name in SITE if name not in answer
    )
    for name, why in (
        ("gone", "réponse 404"),
        ("locked", "réponse 401"),
        ("front", "pas une image"),
    ):
        told = [line for line in said.splitlines() if f"/cards/{name}-" in line]
        assert len(told) == 2 and all(why in line for line in told), said
        assert sum("ce réseau exige une image, et" in line for line in told) == 1
    assert said.count("Publiez le site, puis exportez de nouveau") == 1
    # What the tool has is not asked about again.
    del online.asked[:]
    rows, said = export()
    assert rows == [] and {one.partition(" ")[2] for one in online.asked} == set(SITE) - answer
