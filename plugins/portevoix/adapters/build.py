"""One build by MkDocs, step by step: what the plugin's methods carry their arguments to."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from portevoix.adapters import staging
from portevoix.adapters.ahead import FEWEST, DrawnAhead, Helper
from portevoix.adapters.bodies import Bodies
from portevoix.adapters.checking import in_short, refusal, review
from portevoix.adapters.gallery import Gallery, Written
from portevoix.adapters.incremental import NAME
from portevoix.adapters.nearest import nearest
from portevoix.adapters.pages import Pages
from portevoix.adapters.publishing import Publishing
from portevoix.adapters.session import Session
from portevoix.adapters.sources import Sources, Wishes, read_sources
from portevoix.audience import is_internal
from portevoix.checks import Finding, Report
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.edition import Edition
from portevoix.form import Diagnostics
from portevoix.incremental.memory import FOLDER, Memory
from portevoix.language import say
from portevoix.posts import Post, shown, slugify
from portevoix.site import Audience, Site
from portevoix.theme import (
    THEME,
    MenuItem,
    SiteContext,
    borrow,
    environment,
    has_our_look,
    is_shown,
    look_folders,
    look_version,
)


@dataclass(kw_only=True)
class Build:
    sources: Sources
    base: Path  # where file names in messages start
    staged: Path
    gallery: Gallery
    too_long: Diagnostics
    memory: Memory
    checked: bool
    session: Session
    held: bool  # what the charter refuses does not go out
    helper: Helper
    review: Callable[[], Report]
    ahead: DrawnAhead
    given: bool  # Material is given the posts, and does not read them itself
    bodies: Bodies
    pages: Pages = field(init=False)
    by_uri: dict[str, Post] = field(default_factory=dict)

    @classmethod
    def start(cls, config: MkDocsConfig, wishes: Wishes) -> Build:
        """Read all that people wrote; MkDocs stops, with every mistake, when it cannot be read."""
        base = Path.cwd()
        incremental: Any = config.plugins.get(NAME)
        memory = incremental.memory if incremental else Memory.none(Path(config.site_dir))
        try:
            sources = read_sources(Path(config.config_file_path), wishes, base, memory)
        except DiagnosticsError as found:
            raise PluginError(str(found)) from None
        site, lang = sources.configuration.site, sources.configuration.site.lang
        staged = Path(tempfile.mkdtemp(prefix="porte-voix-"))
        spare = staged / "pictures"
        project = Path(config.config_file_path).parent
        gallery = Gallery(
            lang=lang,
            base=base,
            root=sources.configuration.site.url,
            kept=project / FOLDER / "pictures" if memory.foundation else spare,
            spare=spare,
            consents=sources.consents,
        )
        too_long = Diagnostics(lang)
        many = len(sources.posts) >= FEWEST
        helper = Helper(wanted=many and not memory.outputs.last)
        build = cls(
            sources=sources,
            base=base,
            staged=staged,
            gallery=gallery,
            too_long=too_long,
            bodies=Bodies(
                memory=memory,
                gallery=gallery,
                glossary=sources.check_settings.glossary,
                too_long=too_long,
            ),
            given=bool(incremental and incremental.gives_posts(config)),
            memory=memory,
            checked=wishes.check,
            session=wishes.session,
            # Posts of elsewhere are told what the charter finds, and are not held to it.
            held=site.audience is Audience.PUBLIC and not wishes.preview and wishes.posts is None,
            helper=helper,
            review=_review(sources, base, memory, helper) if wishes.check else Report,
            ahead=DrawnAhead(sources.posts, site, helper, staged),
        )
        build.pages = Pages(
            site=site,
            by_uri=build.by_uri,
            bodies=build.bodies,
            outputs=memory.outputs,
            blog=config.plugins.get("material/blog"),
            shown_of_theme=look_folders(sources.configuration.overrides),
            findings=build.findings if wishes.preview else None,
        )
        if memory.standing:
            memory.standing.keeper = build.pages if build._frame_is_ours else None
        return build

    @property
    def site(self) -> Site:
        return self.sources.configuration.site

    @property
    def posts(self) -> tuple[Post, ...]:
        return self.sources.posts

    @cached_property
    def report(self) -> Report:
        """What the rules find."""
        return self.review()

    @cached_property
    def _findings_by_file(self) -> Mapping[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = {}
        for one in self.report.findings:
            found.setdefault(one.file, []).append(one)
        return {file: tuple(some) for file, some in found.items()}

    def findings(self, post: Post) -> tuple[Finding, ...]:
        return self._findings_by_file.get(post.file, ())

    def refuse_what_blocks(self) -> None:
        """MkDocs stops, with the findings, when the charter refuses a post."""
        if self.held and self.report.blocks:
            raise PluginError(
                refusal(self.report, self.sources.configuration, len(self.sources.posts))
            )

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        return tuple(sorted({*self.sources.notices, *self.gallery.notices}))

    def warned(self) -> tuple[str, ...]:
        """What a person should hear of the checks once the site is built."""
        if not self.checked:
            return (say(self.site.lang, "command.not_checked"),)
        short = in_short(self.report, self.sources.configuration)
        faults = [
            say(self.site.lang, "checks.own_fault", rule=one.rule, file=one.file, error=one.error)
            for one in self.report.failures
        ]
        return (*faults, *([short] if short else []))

    def settle(self, config: MkDocsConfig) -> None:
        """Have Material read the staged posts, with our addresses and the time of our sources."""
        if not self.helper.works:  # else the answer comes while the pages are laid out
            self.refuse_what_blocks()
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
        named = shown(folder, self.base)
        for post in self.posts:
            uri = staging.uri_of(post, named, self.site.blog)
            self.by_uri[uri] = post
            if self.given:
                files.append(staging.given_file(post, uri, config))
            else:
                staging.stage_post(post, self.staged, uri)
                files.append(self._file(uri, self.staged / uri, config))
        for path, inside in staging.neighbours(folder):
            files.append(self._file(posts + inside, path, config))
        return files

    def hang_pictures(self, files: Files, config: MkDocsConfig) -> None:
        """Once Material has said where pictures beside posts go."""
        self.gallery.hang(files, config)

    @property
    def _docs(self) -> Path:
        return self.sources.configuration.docs

    @property
    def _frame_is_ours(self) -> bool:
        return has_our_look(self.sources.configuration.theme, self._overrides)

    def _shown(self, file: File) -> bool:
        """Of the theme's files, only ours are shown, and of ours only the assets."""
        return is_shown(Path(file.src_dir or ""), file.src_uri, self._overrides)

    @property
    def _overrides(self) -> Path | None:
        return self.sources.configuration.overrides

    def _file(self, uri: str, at: Path, config: MkDocsConfig) -> File:
        file = File(uri, str(self._docs), config.site_dir, config.use_directory_urls)
        file.abs_src_path = str(at)
        return file

    def take_body(self, html: str, page: Any) -> str:
        """Keep a post's body for the makers; nothing on any page loads from elsewhere."""
        post, lang = self.pages.post_of(page), self.pages.language(page)
        url = self.site.absolute(page.url)
        return self.bodies.take(html, page, url, lang, post, self._written(page, post))

    def _written(self, page: Any, post: Post | None) -> Callable[[], Written]:
        def read() -> Written:
            if post:
                return Written(file=post.file, text=post.body, first=post.body_line)
            file = Path(str(page.file.abs_src_path or ""))
            if not file.is_file():
                return Written(file=page.file.src_uri, text="")
            return Written(file=shown(file, self.base), text=file.read_text("utf-8", "replace"))

        return read

    def open_edition(self, env: Environment, files: Files) -> Environment:
        """All bodies are there: what templates and makers see is complete.

        Gives the environment to render with: ours for our theme. Templates that a project copied
        before there was one escape by hand, and keep the environment that they were written for.
        """
        if self.sources.configuration.theme == THEME:
            env = borrow(environment(self._overrides), env)
        pictures = self.gallery.of_posts(self.posts, self.sources.shelf.pictures)
        if mistakes := [*self.too_long.mistakes, *self.gallery.mistakes]:
            raise PluginError(str(DiagnosticsError(mistakes)))
        self.refuse_what_blocks()
        publishing = Publishing(env=env, outputs=self.memory.outputs, pages=self._frame_is_ours)
        edition = Edition(
            site=self.site,
            posts=self.posts,
            expired=self.sources.expired,
            bodies=self.bodies,
            body_digests=self.bodies.digests,
            pictures=pictures,
            bare=self.sources.consents.bare,
            snippets=self.sources.snippets,
            charter=self.sources.charter,
            logo=self.sources.logo,
            logo_digest=_file_digest(self.sources.logo),
            today=self.sources.now.date(),
            report=self.report,
            draw=self.ahead.draw,
            charter_key=self.sources.charter_key,
            kept=publishing.kept,
            kept_folder=publishing.kept_folder,
        )
        written = frozenset(file.url for file in files.documentation_pages())
        self.pages.publishing = publishing
        self.pages.shown = SiteContext(
            edition=edition,
            menu=_menu(edition, written),
            version=look_version(self._overrides),
            near=partial(nearest, edition, self.session, self.memory),
            root=urlsplit(self.site.url).path or "/",
            written=written,
        )
        return env

    def publish(self, config: MkDocsConfig) -> None:
        """Write what the makers make, then the list of all addresses."""
        site_dir = Path(config.site_dir)
        try:
            self.pages.publishing.publish(self.pages.shown, site_dir)
        except DiagnosticsError as found:
            raise PluginError(str(found)) from None

    def close(self) -> None:
        self.helper.close()
        shutil.rmtree(self.staged, ignore_errors=True)


def _review(sources: Sources, base: Path, memory: Memory, helper: Helper) -> Callable[[], Report]:
    work = partial(review, fresh=memory.store.fresh)
    return helper.ask(
        work, sources.configuration, sources.check_settings, sources.posts, sources.now.date(), base
    )


def _menu(edition: Edition, written: Collection[str]) -> tuple[MenuItem, ...]:
    """The main ways into the site."""
    lang = edition.site.lang
    ways = [("site.menu_blog", edition.site.blog)]
    if edition.charter:
        ways.append(("site.menu_charter", "charte/"))
    ways.append(("site.menu_subscribe", "abonnement/"))
    if "contact/" in written:
        ways.append(("site.menu_contact", "contact/"))
    if edition.site.audience is Audience.INTERNAL:
        ways += [("site.menu_kits", "kits/"), ("site.menu_review", "verifications/")]
        ways += [("site.menu_guide", "guide/")] if "guide/" in written else []
    return tuple(MenuItem(title=say(lang, key), path=path) for key, path in ways)


def _file_digest(file: Path | None) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file and file.is_file() else ""
