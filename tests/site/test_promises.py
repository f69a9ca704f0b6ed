"""The same bytes everywhere, posts at their minute, and MkDocs without our scripts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from feedparser.api import parse as _parse

from portevoix.commands import main
from tests.conftest import ROOT
from tests.feeds.test_validator_rules import offences
from tests.incremental.small import inside
from tests.site.running import NOW, run
from tests.site.test_build import differences, posts_folder

parse: Callable[[bytes], Any] = _parse
LEFT_OUT = shutil.ignore_patterns(".*", "site", "site-*", "tests", "node_modules", "__pycache__")
STOCK = """\
site_name: Stock
site_url: https://stock.example.org/sub/
theme: {name: material, language: en}
plugins:
  search:
  blog: {post_url_format: "{slug}"}
  portevoix/incremental: {}
  portevoix/charter: {}
  portevoix/resonance:
    organisation: {name: Stock}
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project as a person would unpack it elsewhere."""
    place = tmp_path / "Projet à l’écart"
    shutil.copytree(ROOT, place, ignore=LEFT_OUT)
    shutil.copy(ROOT / "docs/blog/.authors.yml", place / "docs/blog/.authors.yml")
    for file in ROOT.glob("docs/**/.meta.yml"):
        shutil.copy(file, place / file.relative_to(ROOT))
    return place


UNSIGNED = ("charte", "relais", "infolettre", "vous-avez-dit")  # feeds whose items nobody signs


def mkdocs(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env=environment
    )


@pytest.mark.skipif(os.name == "nt", reason="time zones and masks of this kind are POSIX")
@pytest.mark.parametrize(("name", "more"), [("built_site", []), ("staff_site", ["--internal"])])
def test_the_place_the_hour_and_the_language_of_a_machine_change_nothing(
    request: pytest.FixtureRequest, copy: Path, tmp_path: Path, name: str, more: list[str]
) -> None:
    """Another folder, seed, time zone, mask and locale: the same bytes."""
    elsewhere = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": "4242",
        "TZ": "Asia/Kolkata",
        "LC_ALL": "C",
        "LANGUAGE": "en",
    }
    options = ["--quiet", "--config", str(copy / "mkdocs.yml"), "--now", NOW, *more]
    done = subprocess.run(
        [sys.executable, "-m", "portevoix", "build", *options, "--site-dir", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=elsewhere,
        umask=0o077,
    )
    assert (done.returncode, done.stderr) == (0, "")
    built: Path = request.getfixturevalue(name)
    assert differences(built, tmp_path / "out") == []


def read(file: Path) -> Any:
    return parse(file.read_bytes())


@pytest.mark.parametrize("tree", ["built_site", "staff_site"])
def test_every_feed_of_the_site_is_read_back_by_other_readers(
    tree: str, request: pytest.FixtureRequest
) -> None:
    """feedparser without complaint, the validator's rules, and what JSON Feed 1.1 asks for."""
    site: Path = request.getfixturevalue(tree)
    told: list[object] = []
    seen = 0
    for file in sorted(
        [*site.rglob("feed.xml"), *site.rglob("atom.xml"), *site.glob("relais/*.xml")]
    ):
        feed = read(file)
        seen += 1
        told += [(file, feed.bozo_exception)] if feed.bozo else []
        if file.parent.name not in UNSIGNED:
            told += [(file, one) for one in offences(file.read_bytes())]
        assert feed.entries and feed.feed.title
    for file in sorted(site.rglob("feed.json")):
        data = json.loads(file.read_text("utf-8"))
        seen += 1
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert data["title"] and data["feed_url"].endswith(file.relative_to(site).as_posix())
        items = data["items"]
        assert len({item["id"] for item in items}) == len(items) > 0
        for item in items:
            assert isinstance(item["id"], str) and item["url"].startswith("https://")
            assert item.get("content_html") or item.get("content_text")
            assert datetime.fromisoformat(item["date_published"]).tzinfo
            assert all(isinstance(tag, str) for tag in item.get("tags", ()))
    assert told == []
    assert seen > 30


IN_TORONTO = """\
site_name: Essai
site_url: https://blog.exemple.org/
theme: {name: porte-voix, language: fr}
plugins:
  portevoix/resonance:
    time_zone: America/Toronto
    organisation: {name: Essai}
"""


def titles(root: Path, now: str) -> list[str]:
    with inside(root):
        assert main(["build", "--quiet", "--no-check", "--now", now], root) == 0
    return [entry.title for entry in read(root / "site" / "feed.xml").entries]


def test_a_post_appears_and_goes_at_its_minute(tmp_path: Path) -> None:
    """Through the hour that spring skips and the one that autumn shows twice."""
    (tmp_path / "mkdocs.yml").write_text(IN_TORONTO, "utf-8")
    posts_folder(
        tmp_path / "docs" / "blog",
        {
            "a.md": "---\ntitle: Toujours\ndate: 2026-01-01\n---\nTexte.\n",
            "b.md": "---\ntitle: Printemps\ndate: 2026-03-08 02:30\n---\nTexte.\n",
            "c.md": "---\ntitle: Automne\ndate: 2026-11-01 01:30\n"
            "expires: 2026-11-01 03:00\n---\nTexte.\n",
        },
    )
    for now, shown in (
        ("2026-03-08 03:29", ["Toujours"]),
        ("2026-03-08 03:30", ["Printemps", "Toujours"]),  # 2:30 does not exist that night
        ("2026-11-01T01:29-04:00", ["Printemps", "Toujours"]),
        ("2026-11-01T01:30-04:00", ["Automne", "Printemps", "Toujours"]),  # the first 1:30
        ("2026-11-01T01:30-05:00", ["Automne", "Printemps", "Toujours"]),
        ("2026-11-01 02:59", ["Automne", "Printemps", "Toujours"]),
        ("2026-11-01 03:00", ["Printemps", "Toujours"]),
    ):
        assert titles(tmp_path, now) == shown, now
    assert "n’est plus à jour" in (tmp_path / "site/blog/automne/index.html").read_text("utf-8")


@pytest.mark.parametrize("strict", [(), ("--strict",)], ids=["plain", "strict"])
def test_mkdocs_alone_builds_the_site(copy: Path, strict: tuple[str, ...]) -> None:
    """`mkdocs build`, without our scripts, as a hosting service runs it."""
    done = mkdocs(copy, *strict)
    assert done.returncode == 0, done.stderr
    for name in ("feed.xml", "abonnement/index.html", "charte/index.html", "sitemap.xml"):
        assert (copy / "site" / name).is_file(), name
    assert not read(copy / "site" / "feed.xml").bozo


def test_a_site_with_the_stock_theme_gains_feeds_from_our_plugins(tmp_path: Path) -> None:
    """No override of ours: Material's own pages, and the files that readers follow."""
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(STOCK, "utf-8")
    (tmp_path / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (tmp_path / "docs" / "blog" / "index.md").write_text("# Blog\n", "utf-8")
    text = "---\ntitle: First\ndate: 2026-01-01\ncategories: [News]\n---\n\nHello.\n"
    (posts / "one.md").write_text(text, "utf-8")
    done = mkdocs(tmp_path)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    (entry,) = read(site / "feed.xml").entries
    assert entry.link == "https://stock.example.org/sub/blog/first/"
    assert "Hello." in (site / "blog/first/index.html").read_text("utf-8")
    assert (site / "cards/first-og.png").is_file()


def test_a_number_to_call_that_the_charter_does_not_know_is_told_and_leaves_no_gap(
    copy: Path, tmp_path: Path
) -> None:
    """On the line that names it, with the nearest that there is."""
    file = copy / "mkdocs.internal.yml"
    text = file.read_text("utf-8")
    line = text[: text.index("{garde_telephone}")].count("\n") + 1
    file.write_text(text.replace("{garde_telephone}", "{garde_telefone}", 1), "utf-8")
    options = ["--quiet", "--internal", "--config", str(copy / "mkdocs.yml")]
    done = run(*options, "--site-dir", str(tmp_path / "out"), cwd=copy)
    assert done.returncode == 1
    assert done.stderr.startswith(f"mkdocs.internal.yml:{line}: ")
    assert "« garde_telephone »" in done.stderr and not (tmp_path / "out").exists()
