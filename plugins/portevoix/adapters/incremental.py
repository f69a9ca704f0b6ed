"""The plugin that makes builds do once what they did many times. Its methods only carry."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from portevoix.incremental.foundation import environment_of, foundation, inherited_files
from portevoix.incremental.guard import unknown_versions
from portevoix.incremental.identity import Roll
from portevoix.incremental.memory import Memory
from portevoix.language import say

log = logging.getLogger("mkdocs.plugins.portevoix.incremental")

NAME = "portevoix/incremental"
# Plugins that change neither a rendered page nor what its template is given, beyond what we know.
KNOWN = frozenset(
    {
        *("search", "blog", "tags", "meta", NAME, "portevoix/resonance", "portevoix/charter"),
        *("material/search", "material/blog", "material/tags", "material/meta"),
    }
)


class Options(Config):
    """Nothing to set: it is on, or it steps aside."""


class IncrementalPlugin(BasePlugin[Options]):
    def __init__(self) -> None:
        self.undo = ExitStack()
        self.memory: Memory
        self.place: Path | None = None  # where the last site lies, said by our own commands
        self.spare: Path | None = None  # where the tree of the site before the last may lie
        self.asked = ""  # what else the command asks for
        self.forgetful = False  # --clean
        self.patched = False

    @event_priority(110)
    def on_config(self, config: MkDocsConfig) -> None:
        self.undo.close()
        self.patched = False
        self.memory = Memory.none(Path(config.site_dir))
        if unknown := unknown_versions():
            lang = str(config.theme.get("language", "fr"))
            log.warning(say(lang, "incremental.unknown", versions=", ".join(unknown)))
            return
        from portevoix.incremental.patches import patched

        if set(config.plugins) <= KNOWN:
            self.memory = self._remember(config)
            self.undo.callback(self.memory.close)
        self.undo.enter_context(patched(self.memory, config))
        self.patched = True

    def _remember(self, config: MkDocsConfig) -> Memory:
        file = Path(config.config_file_path)
        files = inherited_files(file)
        said = self.asked + environment_of(files)
        overrides = Path(config.theme.custom_dir) if config.theme.custom_dir else None
        return Memory.open(
            file.parent,
            foundation(overrides=overrides, configuration=files, said=said),
            self.place,
            Path(config.site_dir),
            fresh=self.forgetful,
            spare=self.spare,
        )

    def gives_posts(self, config: MkDocsConfig) -> bool:
        """Whether Material takes posts as values: it reads their files itself when it is not the
        one that we know, or when it mixes something into their front matter."""
        return self.patched and "material/meta" not in config.plugins

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        blog: Any = config.plugins.get("material/blog")
        if blog is not None and self.undo:
            blog.blog.posts = Roll(blog.blog.posts)
        return files

    @event_priority(-110)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.place is None:  # else the command saves, once the site is in its place
            self.memory.save()
            self.undo.close()

    def on_build_error(self, *, error: Exception) -> None:
        self.undo.close()

    def on_shutdown(self) -> None:
        self.close()

    def close(self) -> None:
        self.undo.close()
