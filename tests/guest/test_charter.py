"""The charter, on a site that has nothing else of ours."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import ROOT

URL = "https://staff.example.org/manual/"


@pytest.mark.parametrize(
    "more",
    [
        "theme: {name: mkdocs, locale: fr}\n",
        "theme: {name: material, language: fr, font: false}\nuse_directory_urls: false\n",
    ],
    ids=["MkDocs' own look, in folders", "Material, in files"],
)
def test_the_charter_alone_joins_any_site_and_each_of_its_addresses_exists(
    tmp_path: Path, more: str
) -> None:
    shutil.copytree(ROOT / "docs/charte", tmp_path / "docs/charte")
    (tmp_path / "docs/index.md").write_text("# Manual\n\n[Charter](/manual/charte/)\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Manual\nsite_url: {URL}\n{more}plugins:\n  - search\n  - portevoix/charter\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    pages = sorted(site.glob("charte/**/*.html"))
    assert len(pages) > 20
    first = (site / "charte/1/index.html").read_text("utf-8")
    assert "Manual" in first  # the site's own frame
    assert not (site / "feed.xml").exists()
    assert not list(site.glob("charte/0*"))  # the files of the articles are no pages besides
    looked_at = 0
    for page in pages:
        here = urljoin(URL, page.relative_to(site).as_posix())
        inside = page.read_text("utf-8").partition('class="porte-voix"')[2]
        for link in re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', inside):
            address = urljoin(here, link)
            if not address.startswith(URL):
                continue
            looked_at += 1
            path = urlsplit(address).path.removeprefix("/manual/")
            assert (site / path).is_file() or (site / path / "index.html").is_file(), (page, link)
    assert looked_at > 100
