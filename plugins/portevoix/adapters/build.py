"""One build by MkDocs, step by step: what the plugin's methods carry their arguments to."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from portevoix.adapters import staging
from portevoix.adapters.frame import Frame, MenuItem
from portevoix.artefact import Artefact, Page
from portevoix.audience import internal_paths, is_internal
from portevoix.body import clean
from portevoix.configuration import Configuration, read_configuration
from portevoix.edition import Edition
from portevoix.form import Gathered
from portevoix.language import say
from portevoix.makers import publish
from portevoix.mistakes import Mistake, MistakesFound
from portevoix.networks import NETWORKS
from portevoix.posts.post import Post
from portevoix.posts.read import Shelf, expired, published, read_shelf
from portevoix.posts.related import related
from portevoix.posts.slug import slugify
from portevoix.site import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a command asks of a build beyond the configuration."""

    posts: Path | None = None  # a folder with posts/ and .authors.yml in place of docs/blog
    now: datetime | None = None  # posts dated later wait; the clock by default
    drafts: bool = False

    def when(self, command: str) -> Wishes:
        return replace(self, drafts=True) if command == "serve" else self


@dataclass(kw_only=True)
class Build:
    configuration: Configuration
    shelf: Shelf
    posts: tuple[Post, ...]
    expired: tuple[Post, ...]
    folder: Path  # of the posts
    base: Path  # where file names in messages start
    staged: Path
    notices: list[Mistake]
    internal: frozenset[str]
    by_uri: dict[str, Post] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    pages: list[tuple[str, str]] = field(default_factory=list)  # address, last change
    frame: Frame = field(init=False)
    env: Any = field(init=False)

    @classmethod
    def start(cls, config: MkDocsConfig, wishes: Wishes) -> Build:
        """Read all that people wrote; MkDocs stops, with every mistake, when it cannot be read."""
        base = Path.cwd()
        try:
            configuration = read_configuration(Path(config.config_file_path), shown_from=base)
            site = configuration.site
            folder = wishes.posts or configuration.docs / site.blog.strip("/")
            shelf = read_shelf(folder, site, networks=tuple(NETWORKS), shown_from=base)
            gathered = Gathered(site.lang)
            internal = internal_paths(configuration.docs, base, gathered)
            if gathered.mistakes:
                raise MistakesFound(gathered.mistakes)
        except MistakesFound as found:
            raise PluginError(str(found)) from None
        now = wishes.now or datetime.now(site.zone)
        hidden = (Audience.INTERNAL,) if site.audience is Audience.PUBLIC else ()
        shown = [post for post in shelf.posts if post.audience not in hidden]
        return cls(
            configuration=configuration,
            shelf=shelf,
            posts=published(shown, now, drafts=wishes.drafts),
            expired=expired(shown, now),
            folder=folder,
            base=base,
            staged=Path(tempfile.mkdtemp(prefix="porte-voix-")),
            notices=list(shelf.notices),
            internal=internal if site.audience is Audience.PUBLIC else frozenset(),
        )

    def settle(self, config: MkDocsConfig) -> None:
        """Have Material read the staged posts, with our addresses."""
        config.site_url = self.configuration.site.url
        config.theme.static_templates.discard("sitemap.xml")  # ours knows when posts changed
        blog = config.plugins.get("material/blog")
        if blog is not None:
            authors = staging.stage_authors(self.shelf.authors, self.staged)
            blog.config.authors_file = str(authors)
            blog.config.categories_slugify = lambda text, sep: slugify(text, sep) or "divers"

    def replace_files(self, files: Files, config: MkDocsConfig) -> Files:
        posts = f"{self.configuration.site.blog}posts/"
        ours = (self.configuration.overrides / "assets" / "site.css").is_file()
        for file in list(files):
            at_home = file.src_dir == config.docs_dir
            foreign = ours and not at_home and not self._of_ours(file)
            written_by_us = at_home and file.src_uri.startswith(posts)
            if foreign or written_by_us or (at_home and is_internal(file.src_uri, self.internal)):
                files.remove(file)
        for post in self.posts:
            uri = staging.uri_of(post, self.folder / "posts", posts, self.base)
            staging.stage_post(post, self.staged, uri)
            self.by_uri[uri] = post
            files.append(self._file(uri, self.staged, config))
        for path, inside in staging.neighbours(self.folder / "posts"):
            files.append(self._file(inside, self.folder / "posts", config, below=posts, at=path))
        return files

    def _of_ours(self, file: File) -> bool:
        return Path(file.src_dir or "").resolve() == self.configuration.overrides.resolve()

    def _file(
        self, uri: str, folder: Path, config: MkDocsConfig, below: str = "", at: Path | None = None
    ) -> File:
        file = File(below + uri, str(folder), config.site_dir, config.use_directory_urls)
        if at is not None:
            file.abs_src_path = str(at)
        return file

    def take_body(self, html: str, page: Any) -> str:
        """Keep a post's body for the makers; nothing on any page loads from elsewhere."""
        post = self.by_uri.get(page.file.src_uri)
        site = self.configuration.site
        lang = post.lang if post else str(page.meta.get("lang", site.lang))
        body = clean(html, page_url=site.absolute(page.url), lang=lang)
        if post:
            self.bodies[post.slug] = body
        return body

    def open_edition(self, env: Any) -> None:
        site = self.configuration.site
        edition = Edition(site=site, posts=self.posts, expired=self.expired, bodies=self.bodies)
        self.env = env
        self.related = related(self.posts)
        self.frame = Frame(
            edition=edition,
            menu=_menu(site.lang, site.blog),
            version=_version(self.configuration.overrides / "assets"),
            root=urlsplit(site.url).path or "/",
        )

    def surround(self, context: Any, page: Any) -> Any:
        """Add our names to what a template gets for a page of MkDocs."""
        post = self.by_uri.get(page.file.src_uri)
        if post:
            names = self.frame.around_post(post, page.url)
            names["related"] = self.related.get(post.slug, ())
        else:
            lang = str(page.meta.get("lang", self.configuration.site.lang))
            names = self.frame.around(page.url, lang)
            names["entries"] = [
                self.by_uri[excerpt.post.file.src_uri] for excerpt in context.get("posts") or ()
            ]
        names["meta"] = self.head(page, post, names)
        context.update(names)
        return context

    def surround_template(self, context: Any) -> Any:
        """The page for lost addresses: it may be shown at any depth."""
        names = self.frame.around(None, self.configuration.site.lang)
        title = say(self.configuration.site.lang, "site.lost")
        names["page"] = SimpleNamespace(
            title=title, url="404.html", meta={}, toc=[], content="", is_homepage=False,
            canonical_url="", indexed=False, description="",
        )  # fmt: skip
        names["meta"] = self.head(names["page"], None, names)
        context.update(names)
        return context

    def publish(self, config: MkDocsConfig) -> None:
        """Write what the makers make."""
        site_dir = Path(config.site_dir)
        for made in publish(self.frame.edition):
            content = self._content(made)
            path = site_dir / made.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _content(self, made: Artefact | Page) -> bytes:
        if isinstance(made, Artefact):
            return made.content
        names = self.frame.page_names(made)
        names["meta"] = self.head(names["page"], None, names)
        return self.env.get_template(made.template).render(names).encode()  # type: ignore[no-any-return]

    def head(self, page: Any, post: Post | None, names: dict[str, Any]) -> object:
        return SimpleNamespace(
            title=page.title,
            description="",
            canonical=page.canonical_url,
            robots="",
            og=(),
            twitter=(),
            jsonld="",
            alternates=(),
        )

    def close(self) -> None:
        shutil.rmtree(self.staged, ignore_errors=True)


def _menu(lang: str, blog: str) -> tuple[MenuItem, ...]:
    """The main ways into the site; a path that is not built is left out by the theme's tests."""
    return (
        MenuItem(title=say(lang, "site.menu_blog"), path=blog),
        MenuItem(title=say(lang, "site.menu_charter"), path="charte/"),
        MenuItem(title=say(lang, "site.menu_subscribe"), path="abonnement/"),
        MenuItem(title=say(lang, "site.menu_contact"), path="contact/"),
    )


def _version(assets: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(assets.rglob("*")):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:8]
