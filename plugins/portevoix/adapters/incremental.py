"""The plugin that makes builds do once what they did many times. Its methods only carry."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from portevoix.incremental.guard import unknown_versions
from portevoix.incremental.identity import Roll
from portevoix.language import say

log = logging.getLogger("mkdocs.plugins.portevoix.incremental")


class Options(Config):
    """Nothing to set: it is on, or it steps aside."""


class IncrementalPlugin(BasePlugin[Options]):
    def __init__(self) -> None:
        self.undo = ExitStack()
        self.steps_aside = False

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        self.undo.close()
        if unknown := unknown_versions():
            self.steps_aside = True
            lang = str(config.theme.get("language", "fr"))
            log.warning(say(lang, "incremental.unknown", versions=", ".join(unknown)))
            return
        from portevoix.incremental.patches import patched

        self.undo.enter_context(patched())

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        blog: Any = config.plugins.get("material/blog")
        if blog is not None and not self.steps_aside:
            blog.blog.posts = Roll(blog.blog.posts)
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.undo.close()

    def on_build_error(self, *, error: Exception) -> None:
        self.undo.close()

    def on_shutdown(self) -> None:
        self.undo.close()
