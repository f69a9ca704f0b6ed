"""The plugin whose presence says that the site has a charter, and where it lies.

The charter is a part of the edition, as posts are: beside `resonance`, that carries both. Alone it
adds the charter to whatever site it is listed on.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from portevoix.engine.mkdocs.direct import configuration_of
from portevoix.engine.mkdocs.guest import Guest
from portevoix.plugin_options import PLUGIN


class Options(Config):
    folder = config_options.Type(str, default="")  # below docs/; "" as the language has it


class CharterPlugin(BasePlugin[Options]):
    def __init__(self) -> None:
        self.guest: Guest | None = None

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        if PLUGIN not in config.plugins:
            self.guest = Guest(configuration=configuration_of(config))

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.guest:
            self.guest.choose(files)
        return files

    @event_priority(-110)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        if self.guest:
            self.guest.gather(files, config)
        return env

    @event_priority(100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self.guest.finish(output, page) if self.guest else output

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.guest:
            self.guest.publish(config)
