"""The workbench answers the person who has its address, on this machine, from its own pages alone."""

from __future__ import annotations

import http.client
import os
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portevoix.workbench.places import Outside, inside
from portevoix.workbench.secret import LASTS, secret_of
from portevoix.workbench.web.panels import doors
from tests.workbench.workshop import Shop, project, started

OTHER = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with started(project(tmp_path_factory.mktemp("shop"))) as found:
        yield found


def files(root: Path) -> dict[str, bytes]:
    """All files of the project but those that the workbench keeps for itself."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts and path.name != "atelier.log"
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "atelier.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1:{port}.example"},
        {"Origin": OTHER},
        {"Origin": "null"},
        {"Origin": "http://localhost:{port}"},  # not the host that was asked
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},  # another port of this machine
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/billets", "/etat", "/assets/editor.js", "/billets/pont.md"]
)
def test_another_host_or_another_page_is_refused(
    shop: Shop, headers: dict[str, str], path: str
) -> None:
    headers = {name: value.format(port=shop.port) for name, value in headers.items()}
    status, text, _ = shop.ask(path, headers=headers)
    assert status == 403 and shop.secret not in text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/billets",
        "/x/billets",
        "//billets",
        "/{secret}",
        "/{secret}x/billets",
        "/{upper}/billets",
    ],
)
def test_nothing_is_said_without_the_secret(shop: Shop, path: str) -> None:
    path = path.format(secret=shop.secret, upper=shop.secret.swapcase())
    status, text, headers = shop.ask(path, whole=True)
    assert status == 403 and shop.secret not in text + str(headers)


def test_a_change_names_the_page_that_it_comes_from(shop: Shop) -> None:
    """At every door that takes one: no origin, or another one, changes no byte of the project."""
    before = files(shop.root)
    tried = 0
    for _, door in doors():
        if door.post:
            path = door.path.replace("{name:path}", "pont.md")
            for origin in ("", OTHER):
                status, *_ = shop.ask(path, body=b"key=a&keep=theirs", headers={"Origin": origin})
                assert status == 403, path
                tried += 1
    assert tried >= 16
    assert files(shop.root) == before


def test_no_page_may_be_framed_nor_load_from_elsewhere_nor_tell_its_address(shop: Shop) -> None:
    for path in ("/billets", "/billets/pont.md", "/nouveau", "/rien", "/assets/workbench.css"):
        _, text, headers = shop.ask(path)
        policy = dict(
            part.strip().split(" ", 1)
            for part in (headers["Content-Security-Policy"] or "").split(";")
        )
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == "'self'"
        assert "unsafe" not in str(policy)
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers and "Set-Cookie" not in headers
        assert not path.startswith("/billets") or ("<script>" not in text and "style=" not in text)


def test_the_pages_of_the_site_may_be_framed_by_the_workbench_alone(shop: Shop) -> None:
    link = http.client.HTTPConnection("127.0.0.1", shop.port + 1, timeout=30)
    link.request("GET", "/blog/pont/")
    answer = link.getresponse()
    page = answer.read().decode()
    policy = answer.headers["Content-Security-Policy"]
    link.close()
    assert policy == f"frame-ancestors http://127.0.0.1:{shop.port}"
    assert shop.secret not in page


OUT = [
    "../../../mkdocs.yml",
    "..%2f..%2f..%2fmkdocs.yml",
    "%2e%2e/%2e%2e/%2e%2e/mkdocs.yml",
    "/etc/passwd",
    "%2fetc/passwd",
    "..%5c..%5cmkdocs.yml",
    "C:%5cwindows",
    "%00.md",
    ".cache/x.md",
    "a/../../.authors.yml",
    "..%c0%af..%c0%afmkdocs.yml",
    "way/out.md",
    "link.md",
    "loop/loop.md",
    "nul.md",
    "a" * 1_200,
]


@pytest.fixture
def links(shop: Shop, tmp_path: Path) -> Iterator[Path]:
    """Ways out of the posts by links, and a file that stands at their end."""
    away = tmp_path / "out.md"
    away.write_text("---\ntitle: Ailleurs\ndate: 2026-01-01\n---\nMARQUE", "utf-8")
    folder = shop.post().parent
    made = [folder / "way", folder / "link.md", folder / "loop"]
    made[0].symlink_to(tmp_path)
    made[1].symlink_to(away)
    made[2].symlink_to(folder / "loop")
    yield away
    for one in made:
        one.unlink()


@pytest.mark.parametrize("name", OUT)
@pytest.mark.parametrize(
    "door",
    [
        "billets",
        "billet",
        "constats",
        "photo",
        "brouillon",
        "enregistrer",
        "jeter",
        "copier",
        "trancher",
        "corriger",
        "renommer",
    ],
)
def test_no_name_leads_out_of_the_posts(shop: Shop, links: Path, door: str, name: str) -> None:
    before, away = files(shop.root), links.read_bytes()
    if door in ("billets", "billet", "constats", "photo"):
        status, text, _ = shop.ask(f"/{door}/{name}")
    else:
        status, text, _ = shop.ask(
            f"/{door}/{name}",
            body=b'{"rev": 0, "body": "x"}',
            headers={"Content-Type": "application/json"},
        )
    assert status in (400, 404, 405), (status, text[:300])
    assert "MARQUE" not in text and "root:" not in text and "site_url" not in text
    assert (files(shop.root), links.read_bytes()) == (before, away)


@pytest.mark.parametrize(
    "name",
    [
        "a/./b.md",
        "a//b.md",
        "a/",
        "",
        ".",
        "a/..",
        "con.md",
        "lpt1",
        "a:b.md",
        "a\tb.md",
        "a .md ",
        "a./b",
        "\ud800.md",
    ],
)
def test_a_name_that_no_system_should_have_is_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(Outside):
        inside(tmp_path, name)


def test_names_as_people_write_them_are_inside(tmp_path: Path) -> None:
    for name in ("a.md", "2026/été à l’eau.md", "a b/c-d_e.md", "..a.md"[1:].lstrip(".")):
        assert inside(tmp_path, name) == tmp_path.resolve() / name


def test_a_body_is_bounded_however_it_is_sent(shop: Shop) -> None:
    """Told large, sent large without a word, and sent so slowly that it never ends."""
    large = b"body=" + b"a" * 6_100_000
    status, *_ = shop.ask(
        "/billets/pont.md",
        body=large,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert status == 413
    with socket.create_connection(("127.0.0.1", shop.port), timeout=60) as link:
        head = f"POST /{shop.secret}/brouillon/pont.md HTTP/1.1\r\nHost: 127.0.0.1:{shop.port}\r\nOrigin: http://127.0.0.1:{shop.port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        link.sendall(head.encode())
        try:
            for _ in range(120):
                link.sendall(b"10000\r\n" + b"a" * 65_536 + b"\r\n")
            answer = link.recv(100)
        except OSError:
            answer = b" 413"  # closed before all was sent
    assert b" 413" in answer
    assert shop.ask("/billets")[0] == 200


def test_deep_or_odd_data_is_no_fault(shop: Shop) -> None:
    kind = {"Content-Type": "application/json"}
    for body in (
        b"[" * 100_000,
        b"null",
        b'{"rev": "a"}',
        b'{"rev": 0, "body": ["\xff"]}',
        b"{",
        b'{"rev": 1e99}',
        b'{"rev":0,"fields":{"title":{"a":1}},"body":3}',
    ):
        status, *_ = shop.ask("/brouillon/pont.md", body=body, headers=kind)
        assert status in (200, 400, 409, 422), body[:30]
    assert shop.ask("/jeter/pont.md", method="GET")[0] == 405
    shop.fill("/trancher/pont.md", {"keep": "theirs"})
    assert shop.post().is_file()


def test_the_secret_is_its_owners_alone_and_ends(tmp_path: Path) -> None:
    made = secret_of(tmp_path)
    file = tmp_path / "secret"
    assert len(made) == 32 and secret_of(tmp_path) == made
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    old = time.time() - LASTS - 10
    os.utime(file, (old, old))
    assert secret_of(tmp_path) != made
    file.write_text("court", "ascii")
    assert len(secret_of(tmp_path)) == 32
    assert secret_of(tmp_path / "vide", keep=False) and not (tmp_path / "vide").exists()
