"""The plugin for MkDocs. Its methods only carry; what they carry is named elsewhere."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from portevoix.adapters.build import Build
from portevoix.adapters.sources import Wishes


class Options(Config):
    """MkDocs must not judge our options: `portevoix.configuration` does, all mistakes at once."""

    def validate(self) -> tuple[list[Any], list[Any]]:
        return [], []


class ResonancePlugin(BasePlugin[Options]):
    def __init__(self) -> None:
        self.wishes = Wishes()  # what the command line asks for
        self.build: Build

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.wishes = self.wishes.when(command)

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        self.build = Build.start(config, self.wishes)
        self.build.settle(config)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return self.build.replace_files(files, config)

    @event_priority(-100)
    def on_nav(self, nav: Any, *, config: MkDocsConfig, files: Files) -> None:
        self.build.hang_pictures(files, config)

    @event_priority(-100)
    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        return self.build.take_body(html, page)

    @event_priority(-100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        return self.build.open_edition(env, files)

    @event_priority(-110)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        return self.build.pages.surround(context, page)

    @event_priority(-110)
    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        return self.build.pages.surround_template(context, template_name)

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.build.publish(config)

    def on_shutdown(self) -> None:
        self.close()

    def close(self) -> None:
        """Leave nothing behind; MkDocs keeps a plugin from one build of a preview to the next."""
        if hasattr(self, "build"):
            self.build.close()
