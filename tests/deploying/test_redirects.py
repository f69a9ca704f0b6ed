"""Former addresses, led on by real servers from the files that a build writes for them."""

from __future__ import annotations

import http.client
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from portevoix.commands import main
from tests.deploying import servers
from tests.deploying.staff import write_project

SETTINGS = "    redirects: [netlify, apache, nginx, caddy]\n"
LEADS = {
    "ancien/pont/": "le-pont-rouvre/",
    "ancien/pont": "le-pont-rouvre/",
    "fêtes/été 2026 (eau), c’est tout.html": "la-fete-de-l-eau/",
    f"archives/{'bancs-' * 12}publics/": "les-bancs-reviennent/",
}
_BLOCKS = {
    "caddy": 'http://127.0.0.1:{port} {{\nroot * "{site}"\nimport "{site}/redirections.caddy"\nfile_server\n}}\n',
    "nginx": "include {site}/redirections.nginx;\nserver {{\nlisten 127.0.0.1:{port};\nroot {site};\n"
    "if ($portevoix_redirect) {{ return 301 $portevoix_redirect; }}\n}}\n",
    "apache": '<VirtualHost *:{port}>\nDocumentRoot "{site}"\n<Directory "{site}">\n'
    "AllowOverride All\nRequire all granted\n</Directory>\n</VirtualHost>\n",
}


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="porte-voix-") as name:
        Path(name).chmod(0o755)
        project = write_project(Path(name) / "project", SETTINGS)
        words = ["build", "--quiet", "--no-check", "--now", "2026-02-01 12:00"]
        assert main([*words, "--config", str(project / "mkdocs.yml")], project) == 0
        yield project / "site"


def asked(port: int, path: str) -> tuple[int, str, str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        kind = answer.getheader("Content-Type", "")
        return answer.status, answer.getheader("Location", ""), kind
    finally:
        line.close()


@pytest.mark.parametrize("name", sorted(servers.WEB))
def test_a_server_leads_on_from_each_former_address(name: str, site: Path, tmp_path: Path) -> None:
    """Accents, spaces, parentheses, long names; with and without the closing slash; nothing more."""
    if servers.program(servers.WEB_PROGRAMS[name]) is None:
        pytest.skip(servers.left_out(servers.WEB_PROGRAMS[name]))
    port = servers.free_port()
    with servers.WEB[name](tmp_path, _BLOCKS[name].format(site=site, port=port), port):
        for old, slug in LEADS.items():
            status, to, _ = asked(port, f"/{quote(old)}")
            assert (status, to.removeprefix(f"http://127.0.0.1:{port}")) == (
                301,
                f"/blog/{slug}",
            ), old
            assert asked(port, f"/blog/{slug}")[0] == 200
        assert asked(port, "/ancien/pont/plus/")[0] == 404
        assert asked(port, "/ancien/pontons/")[0] == 404
        if name == "apache":
            assert asked(port, "/abonnement.opml")[2].startswith("text/x-opml")


def test_netlify_is_told_before_the_page_that_stands_there(site: Path) -> None:
    lines = (site / "_redirects").read_text("ascii").splitlines()
    assert "/ancien/pont/ /blog/le-pont-rouvre/ 301!" in lines
    assert all(len(line.split(" ")) == 3 for line in lines)
    assert len(lines) == 3
    for old in LEADS:
        stands = site / old if old.endswith(".html") else site / old / "index.html"
        assert stands.is_file()


def test_the_staff_s_site_has_none(site: Path) -> None:
    project = site.parent
    words = ["build", "--quiet", "--now", "2026-02-01 12:00"]
    assert main([*words, "--config", str(project / "mkdocs.internal.yml")], project) == 0
    names = ("_redirects", ".htaccess", "redirections.nginx", "redirections.caddy")
    assert [name for name in names if (project / "site-interne" / name).exists()] == []
