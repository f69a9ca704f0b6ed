"""Material blogs of several makes, built with us and without: their pages stay, ours are found."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from feedparser.api import parse as _parse

from tests.chromium import AXE, Watched, served

parse: Callable[[bytes], Any] = _parse
URL = "https://blog.example.org/sub/"
POSTS = {
    "one.md": (
        "---\ndate: 2026-03-01\nauthors: [ada]\ncategories: [News, Café]\ntags: [alpha]\n"
        "message: The city opens its garden.\n---\n# A first & *fine* post\n\n"
        "The city opens its garden on Monday.\n\n<!-- more -->\n\nSee [the other](two.md).\n"
    ),
    # What we know otherwise, and what we do not know, stops nothing.
    "two.md": (
        "---\ndate:\n  created: 2026-03-02\ncategories: [News]\npin: true\nkind: nothing\n"
        "share: {nowhere: x}\nlinks: [index.md]\n---\n# 第二\n\nMore words stand here.\n"
    ),
    "three.md": "---\ndate: 2026-03-03\ndraft: true\n---\n# Secret draft\n\nNot yet.\n",
}
AUTHORS = "authors:\n  ada:\n    name: Ada Writer\n    description: Writes\n    avatar: https://a.example/a.png\n"


@dataclass(frozen=True, kw_only=True)
class Make:
    """One way to set up Material's blog, and where its first post then lies."""

    blog: str  # folder below docs/
    options: str
    more: str = ""
    theme: str = ""
    post: str
    category: str
    relay: str


MAKES = {
    "as it comes": Make(
        blog="blog",
        options="{}",
        post="blog/2026/03/01/a-first--fine-post/",
        category="blog/category/news/",
        relay="relay/2026-03-01-a-first-fine-post/",
    ),
    "at the root, in files": Make(
        blog=".",
        options='{blog_dir: ., post_url_format: "{slug}", authors_profiles: true}',
        more="use_directory_urls: false\n",
        post="a-first--fine-post.html",
        category="category/news.html",
        relay="relay/a-first-fine-post.html",
    ),
    "in French, with addresses of its own": Make(
        blog="journal",
        options='{blog_dir: journal, categories_url_format: "rubriques/{slug}", archive: false}',
        theme=", language: fr",
        post="journal/2026/03/01/a-first--fine-post/",
        category="journal/rubriques/news/",
        relay="relais/2026-03-01-a-first-fine-post/",
    ),
    "in a language that is not ours": Make(
        blog="blog",
        options='{post_url_format: "{date}/{file}", post_url_date_format: yyyy, categories: false}',
        theme=", language: de",
        post="blog/2026/one/",
        category="",
        relay="relay/2026-one/",
    ),
}


@dataclass(frozen=True)
class Sites:
    make: Make
    plain: Path
    ours: Path
    said: str

    def read(self, path: str) -> str:
        return (self.ours / path).read_text("utf-8")


def build(folder: Path, *plugins: str) -> tuple[Path, str]:
    site = folder / f"site-{len(plugins)}"
    file = folder / f"mkdocs-{len(plugins)}.yml"
    listed = "".join(f"  - {one}\n" for one in plugins)
    file.write_text((folder / "mkdocs.yml").read_text("utf-8") + listed, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(file), "-d", str(site)]
    kept = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env=kept
    )
    assert done.returncode == 0, done.stderr
    return site, done.stderr


@pytest.fixture(scope="module", params=list(MAKES))
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    make = MAKES[request.param]
    folder = tmp_path_factory.mktemp("host")
    posts = folder / "docs" / make.blog / "posts"
    posts.mkdir(parents=True)
    for name, text in POSTS.items():
        (posts / name).write_text(text, "utf-8")
    (posts.parent / ".authors.yml").write_text(AUTHORS, "utf-8")
    (folder / "docs/index.md").write_text("# Home\n", "utf-8")
    (posts.parent / "index.md").write_text("# Blog\n", "utf-8")
    (folder / "mkdocs.yml").write_text(
        f"site_name: Host\nsite_url: {URL}\ntheme: {{name: material, font: false{make.theme}}}\n"
        f"{make.more}plugins:\n  - search\n  - tags\n  - blog: {make.options}\n",
        "utf-8",
    )
    plain, _ = build(folder)
    ours, said = build(folder, "portevoix/resonance")
    return Sites(make, plain, ours, said)


def files(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def file_at(site: Path, url: str) -> Path:
    path = unquote(urlsplit(url).path).removeprefix(urlsplit(URL).path)
    return site / path / "index.html" if path.endswith("/") or not path else site / path


def without_ours(page: str) -> str:
    page = re.sub(r'<nav class="porte-voix-share".*?</nav>', "", page, flags=re.DOTALL)
    page = re.sub(r'<script type="application/ld\+json">.*?</script>', "", page, flags=re.DOTALL)
    page = re.sub(r'<link rel="alternate" type="application/(?:rss|atom|feed)\+[^>]*>', "", page)
    page = re.sub(r'<link rel="stylesheet" href="[^"]*porte-voix\.css">', "", page)
    page = re.sub(r'<meta (?:property|name)="(?:og|article|twitter):[^>]*>', "", page)
    return re.sub(r"\s*\n\s*", "\n", page)


def test_the_blog_keeps_its_pages_but_for_what_we_add(sites: Sites) -> None:
    before = files(sites.plain)
    assert before <= files(sites.ours)
    for path in sorted(before):
        old, new = (site / path for site in (sites.plain, sites.ours))
        if path.endswith(".html"):
            assert without_ours(new.read_text("utf-8")) == without_ours(old.read_text("utf-8"))
        elif not path.startswith("sitemap.xml"):
            assert new.read_bytes() == old.read_bytes(), path


def test_every_address_that_we_write_exists(sites: Sites) -> None:
    looked_at = set()
    before = files(sites.plain)
    for path in sorted(files(sites.ours)):
        if path.endswith((".png", ".css", ".js", ".gz", ".map")) or path.startswith("search"):
            continue
        text = unescape(sites.read(path))
        if path in before:
            text = "\n".join(
                set(text.splitlines()) - set((sites.plain / path).read_text("utf-8").splitlines())
            )
        here = urljoin(URL, path.removesuffix("index.html"))
        found = re.findall(r'(?:href|src)="([./\w][^":?#]*)"', text)
        addresses = {urljoin(here, one) for one in found}
        addresses |= set(re.findall(rf"{re.escape(URL)}[^\s\"'<>\\?#)]*", text))
        addresses |= {
            unquote(one)
            for one in re.findall(
                r"https%3A%2F%2Fblog\.example\.org[\w.%-]*?(?=%3F|%0|&|\s|\")", text
            )
        }
        for address in addresses:
            if address.startswith(URL):
                looked_at.add(address)
                assert file_at(sites.ours, address).is_file(), (path, address)
    assert len(looked_at) > 20


def test_feeds_hold_the_full_text_of_what_is_published(sites: Sites) -> None:
    feed = parse((sites.ours / "feed.xml").read_bytes())
    assert not feed.bozo
    assert [one.link for one in feed.entries][-1] == urljoin(URL, sites.make.post)
    assert [one.title for one in feed.entries] == ["第二", "A first & fine post"]
    assert "See <a" in feed.entries[-1].content[0].value
    if sites.make.category:
        folder = sites.make.category.removesuffix(".html").rstrip("/")
        of_news = parse((sites.ours / folder / "feed.xml").read_bytes())
        assert of_news.feed.link == urljoin(URL, sites.make.category)
        assert len(of_news.entries) == 2
    else:
        assert len(list(sites.ours.rglob("feed.xml"))) == 1


def test_posts_can_be_passed_on_in_the_blog_s_own_look(sites: Sites) -> None:
    post = sites.make.post
    page = file_at(sites.ours, urljoin(URL, post)).read_text("utf-8")
    assert 'class="porte-voix-share"' in page
    relay = file_at(sites.ours, urljoin(URL, sites.make.relay)).read_text("utf-8")
    assert "md-header" in relay and "noindex" in relay
    assert "The city opens its garden." in relay
    data = json.loads(sites.read(f"{sites.make.relay.rstrip('/').removesuffix('.html')}.json"))
    assert data["post"]["url"] == urljoin(URL, post)
    assert sites.make.relay not in sites.read("sitemap.xml")
    assert "Secret draft" not in "".join(
        sites.read(one) for one in files(sites.ours) if one.endswith((".html", ".xml", ".json"))
    )


def test_what_we_cannot_read_of_a_post_is_told_and_stops_nothing(sites: Sites) -> None:
    assert "two.md" in sites.said and "nowhere" in sites.said
    assert "“pin”" not in sites.said  # that is the blog's own affair


@pytest.mark.browser
def test_axe_finds_nothing_in_what_we_add_to_that_look(one_tab: Watched, sites: Sites) -> None:
    """On a telephone and a desk; the blog's own frame is its own affair."""
    with served(sites.ours) as address:
        for path in (sites.make.relay, sites.make.post):
            part = "article" if path == sites.make.relay else ".porte-voix-share"
            for width in (360, 1280):
                one_tab.page.set_viewport_size({"width": width, "height": 900})
                one_tab.go(address + path)
                one_tab.page.evaluate(AXE)
                found = one_tab.page.evaluate(
                    f"axe.run('{part}', {{resultTypes: ['violations']}}).then(r => r.violations)"
                )
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
                assert one_tab.page.evaluate("document.documentElement.scrollWidth") <= width
