"""Pages that MkDocs need not touch: neither their source nor anything that they show has changed.

Such a page is neither read, rendered nor written; what other pages may ask of it (its anchors, its
words for the search) is put back from a small record. The adapter that knows the site's own posts
is the `Keeper`: it tells what a page is made of, and takes the page of the last site over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from jinja2 import FileSystemLoader
from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.files import Files

from portevoix.incremental.rendering import Rendering
from portevoix.incremental.search import Searching
from portevoix.incremental.store import Store, digest

_ROOM = "page"
# With any other plugin, a page is more than what we know of it.
_ENOUGH = frozenset(
    {
        *("material/search", "material/blog", "portevoix/incremental"),
        *("portevoix/resonance", "portevoix/charter"),
    }
)
_stock_populate = mkdocs_build._populate_page
_stock_build = mkdocs_build._build_page
_stock_template = mkdocs_build._build_theme_template
_stock_add_theme = Files.add_files_from_theme


Patch = tuple[Any, str, Any]  # where, name, what stands there during a build


class Keeper(Protocol):
    """Who knows the pages of a site."""

    shown_of_theme: tuple[Path, ...]  # the only folders of the theme whose files a site shows

    def source_key(self, page: Any) -> str:
        """Of all that the words of a page are made of; "" for a page that must be read."""

    def told(self, page: Any) -> Any:
        """What to keep of a page that was read, as JSON; None when it must be read again."""

    def take_back(self, page: Any, told: Any) -> bool:
        """Know a page by what was kept of it; False when that is not right any more."""

    def page_stays(self, page: Any) -> bool:
        """Take over the page of the last site, if it is what the whole edition makes of it now."""

    def template_stays(self, path: str) -> bool:
        """The same for a template that is a page by itself."""


@dataclass(kw_only=True)
class Standing:
    """What stands for MkDocs' own reading and writing of pages during a build."""

    store: Store
    rendering: Rendering
    searching: Searching
    keeper: Keeper | None = None
    files: Any = None
    config: Any = None
    _records: dict[str, bytes] | None = None
    _back: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # by source path
    _fresh: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)

    @staticmethod
    def possible(config: Any) -> bool:
        blog = config.plugins.get("material/blog")
        if blog is None or blog.config.post_readtime:
            return False
        return "material/search" in config.plugins and _ENOUGH.issuperset(config.plugins)

    def patches(self) -> Iterator[Patch]:
        yield mkdocs_build, "_populate_page", self.populate
        yield mkdocs_build, "_build_page", self.build
        yield mkdocs_build, "_build_theme_template", self.build_template
        yield Files, "add_files_from_theme", lambda *given: self.add_theme(*given)

    def populate(self, page: Any, config: Any, files: Any, dirty: bool = False) -> None:
        self.files, self.config = files, config
        made_of = self.keeper.source_key(page) if self.keeper else ""
        key = digest(self.rendering.settings, made_of) if made_of else ""
        if key and self._put_back(page, key):
            return
        _stock_populate(page, config, files, dirty)
        told = self.keeper.told(page) if self.keeper and key else None
        asked = self.rendering.asked.pop(page.file.src_uri, None)
        if told is not None and asked is not None:
            self._fresh[page.file.src_uri] = (
                key,
                {
                    "asked": asked,
                    "told": told,
                    "title": page._title_from_render,
                    "anchors": sorted(page.present_anchor_ids),
                    "links": {
                        file.src_uri: names for file, names in (page.links_to_anchors or {}).items()
                    },
                },
            )

    def _put_back(self, page: Any, key: str) -> bool:
        record = self._record(key)
        if record is None or self.keeper is None:
            return False
        try:
            links = self.rendering.links_still_lead(page, record, self.files)
            title, anchors, search = record["title"], set(record["anchors"]), record["search"]
            if links is None or not isinstance(search, str):
                return False
            if not self.keeper.take_back(page, record["told"]):
                return False
        except (KeyError, TypeError, AttributeError, ValueError):
            return False
        page._title_from_render = title
        page.present_anchor_ids = anchors
        page.links_to_anchors = links
        blog = self.config.plugins["material/blog"]
        blog.on_page_markdown(page.markdown, page=page, config=self.config, files=self.files)
        self._back[page.file.src_uri] = record
        self.store.use(_ROOM, key)
        return True

    def _record(self, key: str) -> Any:
        if self._records is None:
            self._records = self.store.all(_ROOM)
        value = self._records.get(key)
        try:
            return None if value is None else json.loads(value)
        except (ValueError, RecursionError):
            return None

    def read_again(self, page: Any) -> None:
        """Have MkDocs read a page after all: somebody asks for its words."""
        self._back.pop(page.file.src_uri, None)
        page.authors, page.categories = [], []
        _stock_populate(page, self.config, self.files)

    def build(
        self,
        page: Any,
        config: Any,
        doc_files: Any,
        nav: Any,
        env: Any,
        dirty: bool = False,
        excluded: bool = False,
    ) -> None:
        uri = page.file.src_uri
        if self.keeper is None or not self._stays(page):
            if uri in self._back:
                self.read_again(page)
            _stock_build(page, config, doc_files, nav, env, dirty, excluded)
        if self.keeper is not None:
            page.content = ""  # nobody asks again: ten thousand need not stay
        key, made = self._fresh.pop(uri, ("", {}))
        if key:
            made["search"] = self.searching.keys.get(uri, "")
            self.store.put_json(_ROOM, key, made)

    def _stays(self, page: Any) -> bool:
        index = self.config.plugins["material/search"].search_index
        record = self._back.get(page.file.src_uri)
        before = len(index.entries)
        if record is not None and not self.searching.restore(index, record["search"]):
            return False
        if self.keeper is None or not self.keeper.page_stays(page):
            del index.entries[before:]
            return False
        if record is None:
            index.add_entry_from_context(page)
        return True

    def build_template(self, name: str, env: Any, files: Any, config: Any, nav: Any) -> None:
        if self.keeper is None or not self.keeper.template_stays(name):
            _stock_template(name, env, files, config, nav)

    def add_theme(self, files: Any, env: Any, config: Any) -> None:
        """Of a theme of ten thousand files, only those of the folders that are shown."""
        if self.keeper:
            env = env.overlay(loader=FileSystemLoader(self.keeper.shown_of_theme))
        _stock_add_theme(files, env, config)
