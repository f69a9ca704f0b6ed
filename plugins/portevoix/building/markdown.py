"""Markdown as the configuration sets it, rendered by Python-Markdown."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markdown import Markdown

from portevoix.building.shortcuts import take_shortcuts
from portevoix.page_text import TocEntry

# Extensions whose result depends on their text and options alone. With any other (one that reads
# files, say), texts are rendered each time.
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MarkdownSettings:
    """The extensions of `mkdocs.yml`, in their order, with their options."""

    extensions: tuple[Any, ...]  # names, or extensions that a plugin made
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)

    @property
    def pure(self) -> bool:
        """Whether a text renders to the same as long as these settings and the code are the same."""
        names = [str(name).removeprefix("markdown.extensions.") for name in self.extensions]
        return all(name in PURE for name in names) and _counted(self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    html: str
    toc: tuple[TocEntry, ...]


def render(text: str, settings: MarkdownSettings) -> Rendered:
    parser = _parser(settings) or _new_parser(settings)
    parser.reset()
    html = parser.convert(text)
    return Rendered(html=html, toc=_toc(getattr(parser, "toc_tokens", ())))


@lru_cache(maxsize=2)
def _parser(settings: MarkdownSettings) -> Markdown | None:
    """One parser for all texts, when each of the extensions forgets the last one as it is reset."""
    return _new_parser(settings) if settings.pure else None


def _new_parser(settings: MarkdownSettings) -> Markdown:
    options = {name: dict(values) for name, values in settings.options.items()}
    parser = Markdown(extensions=list(settings.extensions), extension_configs=options)
    take_shortcuts(parser)
    return parser


def _toc(tokens: Iterable[Mapping[str, Any]]) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(token["name"], token["id"], token["level"], _toc(token["children"]))
        for token in tokens
    )


def _counted(value: Any) -> bool:
    """Whether all functions of the options are of packages that the fingerprint counts."""
    if isinstance(value, Mapping):
        return all(_counted(item) for item in value.values())
    if isinstance(value, list | tuple):
        return all(_counted(item) for item in value)
    if isinstance(value, functools.partial):
        return _counted(value.func)
    if callable(value):
        return str(getattr(value, "__module__", "")).partition(".")[0] in _COUNTED
    return True
