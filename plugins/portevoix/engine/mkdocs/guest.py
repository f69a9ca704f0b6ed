"""Beside Material's blog plugin: what it publishes, read where its own templates read it, and what we
add, through MkDocs' public events.

Once all pages are rendered and none is written (`on_env`), the posts are complete: only then are
pages of ours added, so that no plugin takes them for pages that somebody wrote (Material 9.8.1,
MkDocs 1.6.1).
"""

from __future__ import annotations

import os
from dataclasses import field, replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from portevoix.configuration import Configuration
from portevoix.diagnostics import DiagnosticsError
from portevoix.guest import (
    Added,
    AddedPage,
    HostAuthor,
    HostBlog,
    Hosted,
    HostPost,
    added_of,
    host_edition,
    publish_added,
    with_head,
)
from portevoix.language import say
from portevoix.paths import AUTHOR, CATEGORY, file_of_page
from portevoix.posts import shown
from portevoix.values import dataclass

_LOG = get_plugin_logger("portevoix")
_LISTS = {"Category": CATEGORY, "Profile": AUTHOR}  # Material's views → the folder of our lists


@dataclass(kw_only=True)
class Guest:
    """What is known of one build: nothing before its pages are rendered."""

    configuration: Configuration
    hosted: Hosted | None = None
    added: Added | None = None
    draws_cards: bool = False  # whether the site draws cards and names them: those stay
    written: set[str] = field(default_factory=set)  # files of ours, of all parts of a build
    ours: dict[str, AddedPage] = field(default_factory=dict)  # by address, of pages that we added

    def choose(self, files: Files) -> None:
        """Articles of the charter become pages of ours: they are no pages besides."""
        folder, docs = self.configuration.charter, self.configuration.docs
        if folder is None:
            return
        start = f"{folder.relative_to(docs).as_posix()}/"
        for file in list(files):
            if file.src_uri.startswith(start):
                files.remove(file)

    def gather(self, files: Files, config: MkDocsConfig) -> None:
        """Read the posts of the build, and add to their pages and to its files."""
        social: Any = config.plugins.get("material/social")
        self.draws_cards = bool(social and social.config.enabled and social.config.cards)
        try:
            blog = blog_of(files, config)
            self.hosted = host_edition(blog, self.configuration, Path.cwd(), _now())
            self.added = added_of(self.hosted)
        except DiagnosticsError as error:
            raise PluginError(str(error)) from None
        for file in files.documentation_pages():
            if file.page is not None and (share := self.added.shares.get(path_of(file.page))):
                file.page.content = f"{file.page.content or ''}\n{share}"
        for page in self.added.pages:
            uri = f"{page.address.strip('/').removesuffix('.html') or 'index'}.md"
            if files.get_file_from_path(uri) is None:
                files.append(_file(page, uri, config))
                self.ours[page.address] = page

    def finish(self, output: str, page: Page) -> str:
        """A page as it goes out, with what machines read of it."""
        assert self.added is not None
        path = path_of(page)
        if path in self.ours:
            return with_head(output, self.added.head_of(self.ours[path]))
        head = self.added.heads.get(path, self.added.blog)
        return with_head(output, replace(head, social="") if self.draws_cards else head)

    def publish(self, config: MkDocsConfig) -> None:
        assert self.hosted is not None
        file = shown(self.configuration.file, Path.cwd())
        try:
            left_out = publish_added(self.hosted, Path(config.site_dir), file, self.written)
        except DiagnosticsError as error:
            raise PluginError(str(error)) from None
        for notice in (*self.hosted.notices, *left_out):
            _LOG.info(str(notice))
        edition, lang = self.hosted.edition, self.configuration.site.lang
        if self.hosted.charter_only:
            return
        _LOG.info(say(lang, "command.guest_made", count=len(edition.posts)))
        if found := len(self.hosted.report.findings):
            _LOG.info(say(lang, "command.guest_found", count=found))


def blog_of(files: Files, config: MkDocsConfig) -> HostBlog:
    """What Material's blog plugin publishes in this build: nothing where it is not listed."""
    blogs = [found for plugin in config.plugins.values() if (found := _blog(plugin)) is not None]
    lists: dict[tuple[str, str], str] = {}
    for blog in blogs:
        for view in blog.views:
            if folder := _LISTS.get(type(view).__name__):
                lists.setdefault((folder, str(view.name)), path_of(view))
    included = {id(file.page) for file in files.documentation_pages() if _goes_out(file)}
    posts = [_post(page) for blog in blogs for page in blog.posts if id(page) in included]
    theme = config.theme.get("language") if "language" in config.theme else ""
    return HostBlog(
        path=_folder(path_of(blogs[0])) if blogs else "",
        lang=str(theme or "en"),
        flat=not config.use_directory_urls,
        posts=tuple(posts),
        lists=lists,
    )


def _blog(plugin: Any) -> Any:
    """The first page of a blog plugin, which holds its posts and its lists, as its templates know
    them; None for another plugin, or one that rests."""
    blog = getattr(plugin, "blog", None)
    return blog if hasattr(blog, "posts") and hasattr(blog, "views") else None


def _goes_out(file: File) -> bool:
    return file.page is not None and file.page.content is not None


def _post(page: Any) -> HostPost:
    created, updated = page.config.date.created, page.config.date.updated
    title = str(page.title) if "title" in page.meta else unescape(str(page.title))
    tags = page.meta.get("tags")
    authors = tuple(
        HostAuthor(
            key=author.name,  # what the lists of authors bear
            name=author.name,
            description=author.description or "",
            url=author.url or "",
        )
        for author in page.authors
    )
    return HostPost(
        file=Path(page.file.abs_src_path),
        path=path_of(page),
        title=title,
        published=_zoned(created),
        updated=_zoned(updated or created),
        html=str(page.content),
        lang=str(page.meta.get("lang") or ""),
        description=str(page.meta.get("description") or ""),
        authors=authors,
        categories=tuple(str(one.name) for one in page.categories),
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        draft=page.config.draft is True,
    )


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)


def path_of(page: Page) -> str:
    """The address of a page below the site root, unquoted; "" is the root itself."""
    url = unquote(page.url)
    return "" if url in (".", "./") else url


def _folder(path: str) -> str:
    """The folder of a first page that is a file."""
    return path.removesuffix("index.html")


def _file(page: AddedPage, uri: str, config: MkDocsConfig) -> File:
    file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    place = file_of_page(page.address)
    if file.dest_uri != place:  # the charter keeps its addresses, whatever the site does
        there = File(uri, None, config.site_dir, use_directory_urls=True, dest_uri=place)
        file.dest_uri, file.abs_dest_path, file.url = place, there.abs_dest_path, there.url
    made = Page(page.title, file, config)
    made.markdown = ""
    made.content = page.content
    made.meta = {
        "title": page.title,
        "description": page.description,
        "search": {"exclude": True},
        "hide": ["toc", "feedback"],
        # Material's own cards are begun while pages are read, and these were not.
        "social": {"cards": False},
    }
    made.edit_url = None
    if not page.listed:  # the sitemap lists what has an address of its own
        made.canonical_url = made.abs_url = None
    return file
