"""What is replaced in MkDocs and Material while a build runs, and put back after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from material.plugins.blog import plugin as blog_plugin
from material.plugins.blog import structure
from material.plugins.search.plugin import SearchIndex
from mkdocs.structure import pages
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from portevoix.incremental.compiled import get_env
from portevoix.incremental.dates import format_datetime
from portevoix.incremental.excerpts import LazyExcerpt
from portevoix.incremental.given import resolve_post
from portevoix.incremental.identity import same
from portevoix.incremental.invented import Inventions
from portevoix.incremental.memory import Memory
from portevoix.incremental.parsers import Parsers
from portevoix.incremental.rendering import Rendering
from portevoix.incremental.search import Searching
from portevoix.incremental.standing import Patch, Standing

_ABSENT = object()

ALWAYS: tuple[Patch, ...] = (
    (blog_plugin, "Excerpt", LazyExcerpt),
    (structure.Post, "__eq__", same),
    (structure.View, "__eq__", same),
    (blog_plugin.BlogPlugin, "_resolve_post", resolve_post),
    (blog_plugin, "format_datetime", format_datetime),
    (Theme, "get_env", get_env),
    # The same values from the same YAML, by the parser in C where it was compiled.
    (structure, "SafeLoader", getattr(yaml, "CSafeLoader", yaml.SafeLoader)),
)


@contextmanager
def patched(memory: Memory, config: Any) -> Iterator[None]:
    """All patches at once; on leaving, everything is as it was."""
    patches = [*ALWAYS, *Inventions().patches(), *_remembering(memory, config)]
    before = [(where, name, vars(where).get(name, _ABSENT)) for where, name, _ in patches]
    for where, name, value in patches:
        setattr(where, name, value)
    try:
        yield
    finally:
        for where, name, value in reversed(before):
            if value is _ABSENT:
                delattr(where, name)
            else:
                setattr(where, name, value)


def _remembering(memory: Memory, config: Any) -> Iterator[Patch]:
    if memory.store.file is None:
        return
    rendering = Rendering(memory.store, memory.foundation)
    searching = Searching(memory.store, memory.foundation)
    memory.complete = rendering.settle(config)
    if memory.complete:
        yield Page, "render", lambda page, config, files: rendering.render(page, config, files)
        yield pages, "markdown", Parsers().module()
        if Standing.possible(config):
            standing = Standing(store=memory.store, rendering=rendering, searching=searching)
            memory.standing = standing
            yield from standing.patches()
    yield SearchIndex, "add_entry_from_context", lambda index, page: searching.add(index, page)
    yield SearchIndex, "generate_search_index", lambda index, prev: searching.generate(index, prev)
