"""The ordinary pages of a site, rendered by MkDocs within our frame."""

from __future__ import annotations

import logging
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field, replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from portevoix.body import BodyTooLong
from portevoix.building.engine import HostWork
from portevoix.building.markdown import MarkdownSettings, Unrenderable, render, sound_markup
from portevoix.building.sections import search_entries
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.edition import SearchEntry
from portevoix.engine.mkdocs.files import linked
from portevoix.metadata import Entry
from portevoix.posts import shown
from portevoix.site import Audience
from portevoix.theme import borrow, environment, look_folders
from portevoix.tongues import read_tongue, told_in
from portevoix.values import dataclass

# Plugins that make what the makers make: on a site of ours they rest. Their settings are heard.
AT_REST = ("material/blog", "material/search", "material/tags")
_LANG = re.compile(r"lang[ \t]*:")


@dataclass(kw_only=True)
class Rendering:
    work: HostWork
    listed: list[Entry] = field(default_factory=list)
    entries: list[SearchEntry] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)
    reading: tuple[str, int, str] | None = (
        None  # file, first line and text of the page being rendered
    )

    def settle(self, config: MkDocsConfig) -> None:
        """Our address and the time of our sources; nothing that is made twice."""
        site = self.work.sources.configuration.site
        config.site_url = site.url
        newest = max((post.updated for post in self.work.sources.posts), default=None)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(newest.timestamp()) if newest else 0)
        if not self.work.ours:
            return
        if not config.strict:  # we say so, on its line, once all is made
            config.validation.links.not_found = logging.DEBUG
            config.validation.links.anchors = logging.DEBUG
        config.theme.static_templates.discard("sitemap.xml")  # ours knows when posts changed
        for name in AT_REST:
            plugin: Any = config.plugins.get(name)
            if plugin is not None:
                plugin.config["enabled"] = False

    def choose_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The ordinary pages and the look; all else that links lead to is published by us."""
        sources = self.work.sources
        overrides = sources.configuration.overrides
        if not self.work.ours:
            return files
        if not config.use_directory_urls:  # by a plugin: the file itself was asked before
            raise PluginError(self._flattened(config))
        look = {str(folder.resolve()) for folder in look_folders(overrides)}
        for file in list(files):
            if file.src_dir == config.docs_dir:
                if unicodedata.normalize("NFC", file.src_uri) not in sources.ordinary:
                    files.remove(file)
            elif not (_real(file.src_dir) in look and file.src_uri.startswith("assets/")):
                files.remove(file)
        for uri, url in self.work.addresses.items():
            if files.get_file_from_path(uri) is None:
                files.append(linked(uri, unquote(url), config))
        return files

    def _flattened(self, config: MkDocsConfig) -> str:
        """What to say of a plugin that takes the folder of each page away."""
        top = self.work.sources.configuration.top
        name = next((one for one in config.plugins if one.endswith("offline")), "")
        mistakes = Diagnostics(top.diagnostics.lang)
        key = f"plugins.{name}" if name else "plugins"
        mistakes.mistake(*top.place(key), "configuration.flattened", name=name or "plugins")
        return str(DiagnosticsError(mistakes.mistakes))

    def settle_text(self, markdown: str, page: Page) -> str:
        """The text of a page with the site's facts in their places, for its profile."""
        if not self.work.ours:
            return markdown
        mistakes = Diagnostics(self.work.sources.configuration.site.lang)
        wording = replace(self.work.sources.wording, diagnostics=mistakes, links=[])
        readers = self.work.sources.configuration.site.audience
        file = self._named(page)
        for key in ("title", "description"):
            if isinstance(said := page.meta.get(key), str):
                page.meta[key] = wording.settle_page(said, file, 1, readers)
        place = page.file.abs_src_path  # None for a page that a plugin made
        whole = Path(place).read_text("utf-8-sig", "replace") if place else ""
        first = whole.count("\n", 0, max(0, whole.find(markdown))) + 1
        text = sound_markup(wording.settle_page(markdown, file, first, readers))
        self._judge_language(page, file, whole)
        if mistakes.mistakes:
            raise PluginError(str(DiagnosticsError(mistakes.mistakes)))
        self.reading = (file, first, text)
        return text

    def _judge_language(self, page: Page, file: str, whole: str) -> None:
        """A language that is none is told: the page then has the site's."""
        written = page.meta.get("lang")
        if written is None or (isinstance(written, str) and read_tongue(written)):
            return
        diagnostics = Diagnostics(self.work.sources.configuration.site.lang)
        line = next((n for n, one in enumerate(whole.splitlines(), 1) if _LANG.match(one)), 1)
        diagnostics.notice(file, line, "posts.bad_lang", value=str(written)[:40])
        self.notices += diagnostics.notices

    def stopped_at(self, error: Exception, settings: MarkdownSettings) -> Diagnostic | None:
        """The page whose text an extension of Markdown stopped at; None when it was none."""
        if self.reading is None:
            return None
        (file, first, text), line = self.reading, 1
        try:
            render(text, settings)
        except Unrenderable as again:
            line = again.line
        diagnostics = Diagnostics(self.work.sources.configuration.site.lang)
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
        diagnostics.mistake(file, first + line - 1, "posts.unrenderable", reason=reason)
        return diagnostics.mistakes[0]

    def _named(self, page: Page) -> str:
        """A page's file as messages name it."""
        file = Path(str(page.file.abs_src_path or page.file.src_uri))
        return shown(file, self.work.base) if file.is_file() else page.file.src_uri

    def take(self, html: str, page: Page) -> str:
        """What a page shows: nothing on it runs or loads from elsewhere."""
        self.reading = None
        work, lang = self.work, self.language(page)
        if not work.ours:
            return html
        file = Path(str(page.file.abs_src_path or page.file.src_uri))
        named = self._named(page)
        html, withheld = work.links.withhold(html, unquote(page.url))
        try:
            taken = work.take(html, page.url, lang)
        except BodyTooLong as error:
            diagnostics = Diagnostics(work.sources.configuration.site.lang)
            diagnostics.mistake(named, 0, "posts.body_too_long", size=error.length)
            raise PluginError(str(DiagnosticsError(diagnostics.mistakes))) from None
        asked = (taken.faulty or withheld) and file.is_file()
        text = file.read_text("utf-8", "replace") if asked else ""
        self._tell_withheld(withheld, named, text)
        mistakes: list[Diagnostic] = []
        for place in taken.faulty:
            stops, told = work.media.complain(place, named, text, 1)
            (mistakes if stops else self.notices).append(told)
        if mistakes:
            raise PluginError(str(DiagnosticsError(mistakes)))
        return taken.whole

    def _tell_withheld(self, withheld: Mapping[str, str], file: str, text: str) -> None:
        diagnostics = Diagnostics(self.work.sources.configuration.site.lang)
        for written, address in withheld.items():
            names = (written, *self.work.links.names_of(address))
            link = next((name for name in names if name in text), written)
            line = text.count("\n", 0, text.find(link)) + 1 if link in text else 0
            why = self.work.links.reasons[address]
            diagnostics.notice(file, line, "posts.withheld_link", link=link, why=why)
        self.notices += diagnostics.notices

    def language(self, page: Page) -> str:
        """That of our words on a page, whatever language its text is in."""
        site = self.work.sources.configuration.site
        return told_in(read_tongue(str(page.meta.get("lang", ""))) or site.lang, site.lang)

    def environment(self, theirs: Environment) -> Environment:
        """Ours, where every value is escaped, with what MkDocs and its plugins offer."""
        if not self.work.ours:
            return theirs
        return borrow(environment(self.work.sources.configuration.overrides), theirs)

    def names(self, page: Page) -> Mapping[str, object]:
        """What a template may use for a page; the page itself, MkDocs gives."""
        if not self.work.ours:
            return {}
        site, lang = self.work.sources.configuration.site, self.language(page)
        title = str(page.title)
        if "title" not in page.meta:  # of a heading MkDocs gives HTML
            title = unescape(title)
        search: Any = page.meta.get("search") or {}
        if not (isinstance(search, dict) and search.get("exclude")):
            tags = page.meta.get("tags")
            self.entries += search_entries(
                str(page.content or ""),
                unquote(page.url),
                title,
                tuple(map(str, tags)) if isinstance(tags, list) else (),
            )
        if site.audience is Audience.PUBLIC:
            self.listed.append(Entry(url=site.absolute(unquote(page.url))))
        return self.work.context.page_context(
            page.url,
            lang,
            title=title,
            description=str(page.meta.get("description", "")),
            home=bool(page.is_homepage),
        ).names()

    def names_of_template(self, name: str) -> Mapping[str, object]:
        """For the page of lost addresses, and any other template that is a page by itself."""
        if not self.work.ours:
            return {}
        return self.work.context.not_found_context().names()


def _real(folder: str | None) -> str:
    return str(Path(folder).resolve()) if folder else ""
