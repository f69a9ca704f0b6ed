"""What is replaced in MkDocs and Material while a build runs, and put back after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from material.plugins.blog import plugin as blog_plugin
from material.plugins.blog import structure

from portevoix.incremental.excerpts import LazyExcerpt
from portevoix.incremental.identity import same

# (where, name, what stands there during a build)
PATCHES: tuple[tuple[Any, str, Any], ...] = (
    (blog_plugin, "Excerpt", LazyExcerpt),
    (structure.Post, "__eq__", same),
    (structure.View, "__eq__", same),
)
_ABSENT = object()


@contextmanager
def patched(patches: tuple[tuple[Any, str, Any], ...] = PATCHES) -> Iterator[None]:
    """All patches at once; on leaving, everything is as it was."""
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
