"""The generators that we are compared with, each on the same posts, in an environment apart."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.bench.measure import Run, run, set_aside
from tests.bench.served import time_edits

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".cache" / "bench-env"
_BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
_FONT = (
    ROOT
    / "plugins/portevoix/theme/templates/assets/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
)


def install() -> None:
    """Exact versions, checked by hash, apart from ours."""
    lock = ROOT / "requirements" / "bench.txt"
    stamp = HOME / "installed.txt"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    print("installing the peers…", file=sys.stderr)
    venv.EnvBuilder(clear=True, with_pip=True).create(HOME)
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    subprocess.check_call([str(_BIN / "python"), "-m", "pip", "install", *options, "-r", str(lock)])
    stamp.write_bytes(lock.read_bytes())


class Material:
    """Material with its blog plugin; `full`: with social cards and mkdocs-rss-plugin too."""

    def __init__(self, folder: Path, posts: Path, *, full: bool) -> None:
        self.folder, self.full = folder, full
        blog = folder / "docs" / "blog"
        shutil.copytree(posts, blog)
        (blog / "index.md").write_text("# Blog\n", "utf-8")
        (folder / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
        more = ""
        if full:
            # The cards ask Google for their font unless it lies there already.
            fonts = folder / ".cache" / "plugin" / "social" / "fonts" / "Roboto"
            fonts.mkdir(parents=True)
            for style in ("Regular", "Bold", "Medium", "Italic", "Light", "Black"):
                shutil.copy(_FONT, fonts / f"{style}.ttf")
            more = (
                "  social: {cards_layout_options: {font_family: Roboto}}\n"
                "  rss: {match_path: 'blog/posts/.*', use_git: false, abstract_chars_count: -1,\n"
                "        date_from_meta: {as_creation: date}}\n"
            )
        (folder / "mkdocs.yml").write_text(
            "site_name: Essai\nsite_url: https://exemple.org/\n"
            "theme: {name: material, font: false, language: fr}\n"
            "plugins:\n  search: {}\n"
            "  blog: {post_url_format: '{slug}', authors_profiles: true}\n" + more,
            "utf-8",
        )

    def build(self) -> Run:
        command = [str(_BIN / "mkdocs"), "build", "--quiet"]
        return run(command, self.folder, _QUIET, together=self.full)

    def build_clean(self) -> Run:
        """As the first build, its font apart."""
        kept = self.folder / ".cache" / "plugin" / "social"
        for cards in kept.glob("*"):
            if cards.is_file():
                cards.unlink()
            elif cards.name != "fonts" and "-gone-" not in cards.name:
                set_aside(cards)
        set_aside(self.folder / "site")
        return self.build()


class Hugo:
    """A bare theme: a page per post, lists by category and tag, one feed for each."""

    def __init__(self, folder: Path, posts: Path) -> None:
        self.folder = folder
        self.posts = folder / "content" / "posts"
        shutil.copytree(posts / "posts", self.posts)
        layouts = folder / "layouts" / "_default"
        layouts.mkdir(parents=True)
        frame = (
            "<!doctype html><html><head><title>{{ .Title }}</title></head><body>%s</body></html>"
        )
        single = frame % "<h1>{{ .Title }}</h1>{{ .Content }}"
        listing = frame % (
            "<h1>{{ .Title }}</h1>{{ range (.Paginate .Pages).Pages }}"
            '<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ .Summary }}{{ end }}'
        )
        (layouts / "single.html").write_text(single, "utf-8")
        (layouts / "list.html").write_text(listing, "utf-8")
        (folder / "hugo.toml").write_text(
            'baseURL = "https://exemple.org/"\ntitle = "Essai"\n'
            'taxonomies = {category = "categories", tag = "tags", author = "authors"}\n',
            "utf-8",
        )

    def build(self) -> Run:
        set_aside(self.folder / "public")
        return run([str(_BIN / "hugo"), "--quiet"], self.folder)

    def serve(self, times: int) -> list[Run]:
        """`hugo server` as it comes: on the disc, with its fast render mode, which is its default."""

        def address(post: Path, _: str) -> str:
            return f"/posts/{post.stem}/"

        command = [str(_BIN / "hugo"), "server", "--quiet", "--port"]
        return time_edits(command, self.folder, self.posts, address, times=times)


class Pelican:
    """Its own simple theme, with its feeds by category and author."""

    def __init__(self, folder: Path, posts: Path) -> None:
        self.folder = folder
        content = folder / "content"
        content.mkdir(parents=True)
        for post in sorted((posts / "posts").iterdir()):
            (content / post.name).write_text(_as_pelican(post.read_text("utf-8")), "utf-8")
        (folder / "conf.py").write_text(
            'SITENAME = "Essai"\nSITEURL = "https://exemple.org"\nTHEME = "simple"\n'
            'FEED_ALL_ATOM = "feeds/all.atom.xml"\nDEFAULT_PAGINATION = 10\n',
            "utf-8",
        )

    def build(self) -> Run:
        set_aside(self.folder / "output")
        command = [str(_BIN / "pelican"), "content", "-o", "output", "-s", "conf.py", "--quiet"]
        return run(command, self.folder)


def _as_pelican(text: str) -> str:
    """Its own way to write the same front matter."""
    _, front, body = text.split("---\n", 2)
    fields = dict(re.findall(r'^(\w+): \[?"?(.*?)"?\]?$', front, re.MULTILINE))
    return (
        f"Title: {fields['title']}\nDate: {fields['date']}\nCategory: {fields['categories']}\n"
        f"Tags: {fields['tags']}\nAuthors: {fields['authors']}\nSummary: {fields['description']}\n"
        f"{body}"
    )
