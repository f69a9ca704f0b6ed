"""Markdown as the configuration sets it, rendered by Python-Markdown."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any

from markdown import Markdown

from portevoix.page_text import TocEntry
from portevoix.shortcuts import take_shortcuts
from portevoix.values import dataclass

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
_DECLARATION = re.compile(r"<!(?!--|doctype\b|\[CDATA\[)", re.IGNORECASE)
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


class Unrenderable(ValueError):
    """Python-Markdown or one of its extensions stops at a text."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line  # of the text, from 1: the first that it stops at
        self.reason = reason


def render(text: str, settings: MarkdownSettings) -> Rendered:
    """Raises Unrenderable for whatever is raised on the way."""
    parser = _parser(settings) or _new_parser(settings)
    parser.reset()
    try:
        html = parser.convert(sound_markup(text))
        return Rendered(html=html, toc=_toc(getattr(parser, "toc_tokens", ())))
    except Exception as error:
        raise Unrenderable(_first_line(text, settings), _said(error)) from error


def sound_markup(text: str) -> str:
    """`text` without what the standard library's reader of HTML stops at (Python 3.11.7): a
    declaration that opens and is none."""
    return _DECLARATION.sub("&lt;!", text) if "<!" in text else text


def _first_line(text: str, settings: MarkdownSettings) -> int:
    """The first line that cannot be rendered with those before it, by halves."""
    lines = text.split("\n")
    good, bad = 0, len(lines)
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            _new_parser(settings).convert(sound_markup("\n".join(lines[:middle])))
            good = middle
        except Exception:
            bad = middle
    return bad


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"


@lru_cache(maxsize=2)
def _parser(settings: MarkdownSettings) -> Markdown | None:
    """One parser for all texts, when each of the extensions forgets the last one as it is reset."""
    return _new_parser(settings) if settings.pure else None


def _new_parser(settings: MarkdownSettings) -> Markdown:
    options = {name: dict(values) for name, values in settings.options.items()}
    highlight = options.get("pymdownx.highlight", {})
    if not highlight.get("noclasses"):
        # Classes are written whatever the style: Pygments goes through all of it for each block.
        highlight["pygments_style"] = ()
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
