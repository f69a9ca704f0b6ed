"""One build by MkDocs, step by step: what the plugin's methods carry their arguments to."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from portevoix.adapters import staging
from portevoix.adapters.frame import Frame, MenuItem
from portevoix.adapters.gallery import Gallery
from portevoix.adapters.sources import Sources, Wishes, read_sources
from portevoix.artefact import Artefact, Page
from portevoix.audience import is_internal
from portevoix.body import BodyTooLong, clean
from portevoix.edition import Edition
from portevoix.form import Gathered
from portevoix.language import say
from portevoix.makers import publish
from portevoix.metadata import Entry, sitemap
from portevoix.mistakes import Mistake, MistakesFound
from portevoix.posts.post import Post
from portevoix.posts.slug import slugify
from portevoix.site import Site

_VIEWS = {"Category": "category", "Archive": "archive", "Profile": "author"}  # Material's classes


@dataclass(kw_only=True)
class Build:
    sources: Sources
    base: Path  # where file names in messages start
    staged: Path
    gallery: Gallery
    by_uri: dict[str, Post] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    too_long: Gathered
    listed: list[Entry] = field(default_factory=list)  # of the sitemap
    frame: Frame = field(init=False)
    env: Any = field(init=False)

    @classmethod
    def start(cls, config: MkDocsConfig, wishes: Wishes) -> Build:
        """Read all that people wrote; MkDocs stops, with every mistake, when it cannot be read."""
        base = Path.cwd()
        try:
            sources = read_sources(Path(config.config_file_path), wishes, base)
        except MistakesFound as found:
            raise PluginError(str(found)) from None
        return cls(
            sources=sources,
            base=base,
            staged=Path(tempfile.mkdtemp(prefix="porte-voix-")),
            gallery=Gallery(lang=sources.configuration.site.lang),
            too_long=Gathered(sources.configuration.site.lang),
        )

    @property
    def site(self) -> Site:
        return self.sources.configuration.site

    @property
    def posts(self) -> tuple[Post, ...]:
        return self.sources.posts

    @property
    def notices(self) -> tuple[Mistake, ...]:
        return self.sources.notices

    def settle(self, config: MkDocsConfig) -> None:
        """Have Material read the staged posts, with our addresses and the time of our sources."""
        config.site_url = self.site.url
        config.theme.static_templates.discard("sitemap.xml")  # ours knows when posts changed
        newest = max((post.updated for post in self.posts), default=None)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(newest.timestamp()) if newest else 0)
        blog = config.plugins.get("material/blog")
        if blog is not None:
            authors = staging.stage_authors(self.sources.shelf.authors, self.staged)
            blog.config.authors_file = str(authors)
            blog.config.categories_slugify = lambda text, sep: slugify(text, sep) or "divers"

    def replace_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Our posts for those of docs/, and nothing that this site's readers should not get."""
        posts = f"{self.site.blog}posts/"
        charter = self.sources.configuration.charter
        charter_uri = f"{charter.relative_to(self._docs).as_posix()}/" if charter else "\0"
        for file in list(files):
            if file.src_dir == config.docs_dir:
                ours = file.src_uri.startswith((posts, charter_uri))
                read_by_us = file.src_uri.endswith((".yml", ".yaml"))
                if ours or read_by_us or is_internal(file.src_uri, self.sources.internal):
                    files.remove(file)
            elif self._frame_is_ours and not self._shown(file):
                files.remove(file)
        folder = self.sources.folder / "posts"
        for post in self.posts:
            uri = staging.uri_of(post, folder, self.site.blog, self.base)
            staging.stage_post(post, self.staged, uri)
            self.by_uri[uri] = post
            files.append(self._file(uri, self.staged / uri, config))
        for path, inside in staging.neighbours(folder):
            files.append(self._file(posts + inside, path, config))
        return files

    def hang_pictures(self, files: Files) -> None:
        """Once Material has said where pictures beside posts go."""
        self.gallery.hang(files)

    @property
    def _docs(self) -> Path:
        return self.sources.configuration.docs

    @property
    def _frame_is_ours(self) -> bool:
        return (self.sources.configuration.overrides / "assets" / "site.css").is_file()

    def _shown(self, file: File) -> bool:
        """Of the theme's files, only ours are shown, and of ours only the assets."""
        overrides = self.sources.configuration.overrides.resolve()
        return Path(file.src_dir or "").resolve() == overrides and file.src_uri.startswith(
            "assets/"
        )

    def _file(self, uri: str, at: Path, config: MkDocsConfig) -> File:
        file = File(uri, str(self._docs), config.site_dir, config.use_directory_urls)
        file.abs_src_path = str(at)
        return file

    def take_body(self, html: str, page: Any) -> str:
        """Keep a post's body for the makers; nothing on any page loads from elsewhere."""
        post = self.by_uri.get(page.file.src_uri)
        lang = post.lang if post else self._language(page)
        try:
            body = clean(html, page_url=self.site.absolute(page.url), lang=lang)
        except BodyTooLong as error:
            self.too_long.mistake(
                post.file if post else page.file.src_uri,
                0,
                "posts.body_too_long",
                size=error.length,
            )
            return ""
        if post:
            self.bodies[post.slug] = body
        return body

    def _language(self, page: Any) -> str:
        return str(page.meta.get("lang", self.site.lang))

    def open_edition(self, env: Any) -> None:
        """All bodies are there: what templates and makers see is complete."""
        if self.too_long.mistakes:
            raise PluginError(str(MistakesFound(self.too_long.mistakes)))
        edition = Edition(
            site=self.site,
            posts=self.posts,
            expired=self.sources.expired,
            bodies=self.bodies,
            pictures=self.gallery.of_posts(self.sources.shelf.pictures),
            snippets=self.sources.snippets,
            charter=self.sources.charter,
            logo=self.sources.logo,
            today=self.sources.now.date(),
        )
        self.env = env
        self.frame = Frame(
            edition=edition,
            menu=_menu(edition),
            version=_version(self.sources.configuration.overrides / "assets"),
            root=urlsplit(self.site.url).path or "/",
        )

    def surround(self, context: Any, page: Any) -> Any:
        """Add our names to what a template gets for a page of MkDocs."""
        post = self.by_uri.get(page.file.src_uri)
        if post:
            names = self.frame.around_post(post, page.url)
            changed: datetime | None = post.updated
        else:
            lang = self._language(page)
            description = str(page.meta.get("description", ""))
            names = self.frame.around(page.url, lang)
            names["entries"] = [
                self.by_uri[excerpt.post.file.src_uri] for excerpt in context.get("posts") or ()
            ]
            names["meta"] = self.frame.describe(
                _title(page, lang), page.url, lang, description, page.is_homepage
            )
            names["view"] = _VIEWS.get(type(page).__name__, "")
            listed = [one.updated for one in names["entries"]]
            changed = max(listed) if listed else None
        meta = names["meta"]
        if meta.robots != "noindex":
            entry = Entry(url=meta.canonical, changed=changed, alternates=meta.alternates)
            self.listed.append(entry)
        context.update(names)
        return context

    def surround_template(self, context: Any) -> Any:
        context.update(self.frame.around_lost())
        return context

    def publish(self, config: MkDocsConfig) -> None:
        """Write what the makers make, then the list of all addresses."""
        site_dir = Path(config.site_dir)
        self.gallery.write(site_dir)
        try:
            for made in publish(self.frame.edition):
                self._write(site_dir / made.path, self._content(made))
        except MistakesFound as found:
            raise PluginError(str(found)) from None
        self._write(site_dir / "sitemap.xml", sitemap(self.listed))

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _content(self, made: Artefact | Page) -> bytes:
        if isinstance(made, Artefact):
            return made.content
        names = self.frame.around_page(made)
        meta = names["meta"]
        if meta.robots != "noindex":
            self.listed.append(Entry(url=meta.canonical, alternates=meta.alternates))
        rendered: str = self.env.get_template(made.template).render(names)
        return rendered.encode()

    def close(self) -> None:
        shutil.rmtree(self.staged, ignore_errors=True)


def _menu(edition: Edition) -> tuple[MenuItem, ...]:
    """The main ways into the site."""
    lang = edition.site.lang
    ways = [("site.menu_blog", edition.site.blog)]
    if edition.charter:
        ways.append(("site.menu_charter", "charte/"))
    ways += [("site.menu_subscribe", "abonnement/"), ("site.menu_contact", "contact/")]
    return tuple(MenuItem(title=say(lang, key), path=path) for key, path in ways)


def _title(page: Any, lang: str) -> str:
    """A page's title; the second page of a list and those after it say their number."""
    parts = getattr(page, "pages", None) or [page]
    number = parts.index(page) + 1 if page in parts else 1
    title = str(page.title)
    return f"{title} – {say(lang, 'site.page_number', number=number)}" if number > 1 else title


def _version(assets: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(assets.rglob("*")):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:8]
