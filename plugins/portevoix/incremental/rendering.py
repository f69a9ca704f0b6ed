"""Markdown that was rendered already is not rendered again.

A page's HTML depends on its text, its address, the extensions, and what each of its links leads to:
the first three are the key, the last is asked again of the files of this build.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Mapping
from typing import Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from portevoix.incremental.store import Store, digest

# Extensions whose result depends on their text and options alone. With any other (one that reads
# files, say), pages are rendered each time.
PURE = frozenset(
    {
        *("abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes"),
        *("legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty"),
        *("tables", "toc", "wikilinks", "codehilite"),
        *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic"),
        *("pymdownx.details", "pymdownx.escapeall", "pymdownx.extra", "pymdownx.highlight"),
        *("pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark"),
        *("pymdownx.smartsymbols", "pymdownx.striphtml", "pymdownx.superfences"),
        *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
    }
)
# Packages whose functions a configuration may name.
_COUNTED = frozenset({"portevoix", "markdown", "pymdownx", "material"})
_stock_render = Page.render


class _Recorder:
    """The files of a build, which remembers what was asked of them."""

    def __init__(self, files: Any) -> None:
        self._files = files
        self.asked: dict[str, list[str] | None] = {}

    def get_file_from_path(self, path: str) -> Any:
        file = self._files.get_file_from_path(path)
        self.asked[path] = _answer(file)
        return file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


def _answer(file: Any) -> list[str] | None:
    return None if file is None else [file.url, file.inclusion.name]


class _Ear(logging.Handler):
    """Hears whether a page was complained about: it must be again next time."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


class Rendering:
    """Stands for `Page.render` during a build."""

    def __init__(self, store: Store, foundation: str) -> None:
        self.store = store
        self.foundation = foundation
        self.asked: dict[str, Any] = {}  # source path of a page → what its links were told
        self.settings = ""

    def settle(self, config: Any) -> bool:
        """Whether pages of this configuration can be kept at all."""
        names = [
            str(name).removeprefix("markdown.extensions.") for name in config.markdown_extensions
        ]
        if not all(name in PURE for name in names) or not _known(config.mdx_configs):
            return False
        self.settings = digest(
            self.foundation,
            repr(names),
            plain(config.mdx_configs),
            plain(dict(config.validation.links)),
            str(config.use_directory_urls),
        )
        return True

    def render(self, page: Any, config: Any, files: Any) -> None:
        key = digest(self.settings, page.file.src_uri, page.file.url, page.markdown)
        kept = self.store.get_json("markdown", key)
        if kept is not None and self._restored(page, kept, files):
            return
        recorder, ear = _Recorder(files), _Ear()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(ear)
        try:
            _stock_render(page, config, recorder)  # type: ignore[arg-type]
        finally:
            logger.removeHandler(ear)
        if not ear.heard:
            self.store.put_json("markdown", key, _kept(page, recorder))
            self.asked[page.file.src_uri] = recorder.asked

    def _restored(self, page: Any, kept: Any, files: Any) -> bool:
        """Give a page back what rendering gave it; False when a link leads elsewhere now."""
        try:
            links = self.links_still_lead(page, kept, files)
            if links is None:
                return False
            content, toc = str(kept["content"]), get_toc(kept["toc"])
            title, anchors = kept["title"], set(kept["anchors"])
        except (KeyError, TypeError, AttributeError):
            return False
        page.content, page.toc = content, toc
        page._title_from_render = title
        page.present_anchor_ids = anchors
        page.links_to_anchors = links
        self.asked[page.file.src_uri] = kept["asked"]
        return True

    def links_still_lead(self, page: Any, kept: Any, files: Any) -> dict[Any, Any] | None:
        """File → anchors that a page asks of it; None when a link leads elsewhere now.

        Raises KeyError, TypeError or AttributeError when `kept` is not what `_kept` gave.
        """
        for path, answer in kept["asked"].items():
            if _answer(files.get_file_from_path(path)) != answer:
                return None
        links = {
            (page.file if path == page.file.src_uri else files.get_file_from_path(path)): anchors
            for path, anchors in kept["links"].items()
        }
        return None if None in links else links


def _kept(page: Any, recorder: _Recorder) -> Mapping[str, Any]:
    return {
        "content": page.content,
        "toc": [_token(item) for item in page.toc],
        "title": page._title_from_render,
        "anchors": sorted(page.present_anchor_ids),
        "links": {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()},
        "asked": recorder.asked,
    }


def _token(item: Any) -> dict[str, Any]:
    """An entry of a table of contents as Python-Markdown first gave it."""
    return {
        "name": item.title,
        "id": item.id,
        "level": item.level,
        "children": [_token(child) for child in item.children],
    }


def _known(value: Any) -> bool:
    """Whether all functions of a configuration are of packages that the foundation counts."""
    if isinstance(value, Mapping):
        return all(_known(item) for item in value.values())
    if isinstance(value, list | tuple):
        return all(_known(item) for item in value)
    if isinstance(value, functools.partial):
        return _known(value.func)
    if callable(value):
        return str(getattr(value, "__module__", "")).partition(".")[0] in _COUNTED
    return True


def plain(value: Any) -> str:
    """A configuration value as text that stays the same from one run to the next."""
    if isinstance(value, Mapping):
        inner = sorted((str(key), plain(item)) for key, item in value.items())
        return repr(inner)
    if isinstance(value, list | tuple):
        return repr([plain(item) for item in value])
    if callable(value):
        named = getattr(value, "__qualname__", type(value).__qualname__)
        return f"{getattr(value, '__module__', '')}.{named}"
    return repr(value)
