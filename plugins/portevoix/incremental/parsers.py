"""One Markdown parser for all pages of a build: MkDocs makes a new one for each, though a parser
starts over when it is told to.

Only for the extensions that `rendering` knows: each forgets the last text when it is reset.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from markdown import Markdown


class Parsers:
    """Stands for the module `markdown` in MkDocs' module of pages."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, int], tuple[Any, Any, Markdown]] = {}

    def parser(self, *, extensions: Any, extension_configs: Any) -> Markdown:
        key = id(extensions), id(extension_configs)
        kept = self._made.get(key)
        if kept is not None:
            kept[2].reset()
            return kept[2]
        made = Markdown(extensions=extensions, extension_configs=extension_configs)
        # With what it was made of: an id means something else once its object is gone.
        self._made[key] = extensions, extension_configs, made
        return made

    def module(self) -> Any:
        return SimpleNamespace(Markdown=self.parser)
