"""The staff's site behind the password of three real servers, and former addresses on them."""

from __future__ import annotations

import base64
import http.client
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from portevoix.commands import main
from portevoix.deploying import GUARDS, STAFF, Door, Guard, door_of, draw_password, hash_password
from tests.deploying import servers
from tests.deploying.small import tree
from tests.deploying.staff import write_project

MARKED = ("Trousse", "Le pont rouvre", "Site interne", "porte-voix", "Essai")


@dataclass(frozen=True, slots=True)
class Served:
    """A server that serves a folder, and what opens it."""

    address: str
    password: str
    files: dict[str, bytes]

    def ask(
        self, path: str, password: str = "", method: str = "GET"
    ) -> tuple[int, bytes, dict[str, str]]:
        parts = urlsplit(self.address)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
        headers = {}
        if password:
            signed = base64.b64encode(f"{STAFF}:{password}".encode()).decode()
            headers["Authorization"] = f"Basic {signed}"
        try:
            line.request(method, f"/{path}", headers=headers)
            answer = line.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, answer.read(), said
        finally:
            line.close()


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that the account of a web server can read."""
    with tempfile.TemporaryDirectory(prefix="porte-voix-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def staff_site(open_folder: Path) -> Path:
    """A real staff site, small."""
    project = open_folder / "project"
    write_project(project)
    words = ["build", "--quiet", "--now", "2026-02-01 12:00"]
    assert main([*words, "--config", str(project / "mkdocs.internal.yml")], project) == 0
    return project / "site-interne"


@pytest.fixture(scope="module", params=sorted(servers.WEB))
def served(request: pytest.FixtureRequest, open_folder: Path, staff_site: Path) -> Iterator[Served]:
    name = request.param
    if servers.program(servers.WEB_PROGRAMS[name]) is None:
        pytest.skip(servers.left_out(servers.WEB_PROGRAMS[name]))
    folder = open_folder / name
    folder.mkdir()
    files, port, password = GUARDS[name], servers.free_port(), draw_password()
    users = folder / files.users_name
    users.write_text(files.users.format(user=STAFF, hash=hash_password(password)), "utf-8")
    address = f"http://127.0.0.1:{port}/"
    guard = Guard(address=address, folder=str(staff_site), users=str(users), lang="fr")
    with servers.WEB[name](folder, files.text(guard), port):
        yield Served(address, password, tree(staff_site))


def test_nothing_of_the_staff_s_site_is_shown_without_the_password(served: Served) -> None:
    """Every page, feed, card, asset, folder, and what is not there: with no password, and a wrong one."""
    folders = {path.rpartition("/")[0] for path in served.files} - {""}
    walked = [*served.files, *folders, *(f"{one}/" for one in folders), "", "nulle-part", ".cache"]
    shown = []
    for path in walked:
        for method, password in (("GET", ""), ("HEAD", ""), ("GET", "faux")):
            status, body, said = served.ask(quote(path), password, method)
            told = any(mark.encode() in body for mark in MARKED) or "location" in said
            if status not in (401, 403, 404) or told or (status == 404 and "." not in path):
                shown.append((method, path, status))
    assert len(walked) > 100
    assert shown == []
    for method in ("POST", "OPTIONS", "PROPFIND", "TRACE"):
        assert served.ask("", "", method)[0] in (400, 401, 403, 405, 501)


def test_with_the_password_all_of_it_is_served_as_it_is(served: Served) -> None:
    """Whole, with its type, kept by nobody in between; what is not there says so in our page."""
    for path, content in served.files.items():
        status, body, said = served.ask(quote(path), served.password)
        assert (status, body) == (200, content), path
        assert said["x-robots-tag"] == "noindex, nofollow"
        assert "private" in said["cache-control"]
    status, body, _ = served.ask("nulle-part/", served.password)
    assert (status, body) == (404, served.files["404.html"])
    kinds = {"charte/revisions.ics": "text/calendar", "assets/site.css": "text/css"}
    for path, kind in kinds.items():
        if path in served.files:
            assert served.ask(path, served.password)[2]["content-type"].startswith(kind)


def test_an_address_that_asks_for_a_password_is_known_from_one_that_does_not(
    served: Served, tmp_path: Path
) -> None:
    assert door_of(served.address) is Door.CLOSED
    assert door_of(f"http://127.0.0.1:{servers.free_port()}/") is Door.AWAY
