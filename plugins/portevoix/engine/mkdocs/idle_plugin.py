"""`portevoix/incremental`, which configurations of before version 0.2 list: nothing is left for it to
do, since posts are ours from file to page."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class Options(Config):
    """Nothing to set."""


class IdlePlugin(BasePlugin[Options]):
    pass
