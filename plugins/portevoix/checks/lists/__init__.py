"""The lists of words that come with the rules, one file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["listed_pairs", "listed_words"]


@cache
def listed_words(name: str, part: str) -> frozenset[str]:
    """The words under `part` in the list `name`."""
    found = _read(name)[part]
    if not isinstance(found, list):
        raise TypeError(f"{name}.toml: {part}")
    return frozenset(map(str, found))


@cache
def listed_pairs(name: str, part: str) -> Mapping[str, str]:
    """The words under `part` in the list `name`, each with its meaning."""
    found = _read(name)[part]
    if not isinstance(found, dict):
        raise TypeError(f"{name}.toml: {part}")
    return {str(word): str(meaning) for word, meaning in found.items()}


@cache
def _read(name: str) -> Mapping[str, object]:
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))
