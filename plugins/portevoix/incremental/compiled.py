"""The theme's templates compiled once in a process: Material compiles its words again for each that
it asks."""

from __future__ import annotations

from typing import Any

from mkdocs.theme import Theme

from portevoix.theme import Compiled

_stock_get_env = Theme.get_env


_COMPILED = Compiled()


def get_env(theme: Theme) -> Any:
    """Stands for `Theme.get_env` during a build."""
    env = _stock_get_env(theme)
    env.bytecode_cache = _COMPILED
    return env
