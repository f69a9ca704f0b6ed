"""The plugin for MkDocs. Its methods only carry; what they carry is named elsewhere."""

from __future__ import annotations

from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from portevoix.engine.mkdocs.direct import DirectBuild, configuration_of
from portevoix.engine.mkdocs.guest import Guest
from portevoix.engine.mkdocs.rendering import Rendering


class Options(Config):
    """MkDocs must not judge our options: `portevoix.configuration` does, all mistakes at once."""

    def validate(self) -> tuple[list[Any], list[Any]]:
        return [], []


class ResonancePlugin(BasePlugin[Options]):
    def __init__(self) -> None:
        self.given: Rendering | None = None  # by a command of ours, which publishes by itself
        self.direct: DirectBuild | None = None  # when MkDocs was started by hand
        self.guest: Guest | None = None  # on a site of another look
        self.serving = False

    @property
    def rendering(self) -> Rendering:
        found = self.direct.rendering if self.direct else self.given
        assert found is not None
        return found

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        if self.given is None:
            configuration = configuration_of(config)
            if not configuration.ours:
                # Before a build is over, a plugin for languages may begin its next.
                written = self.guest.written if self.guest else set()
                self.guest = Guest(configuration=configuration, written=written)
                return
            self.direct = DirectBuild.start(config, configuration, serving=self.serving)
        self.rendering.settle(config)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.guest:
            self.guest.choose(files)
            return files
        return self.rendering.choose_files(files, config)

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        return None if self.guest else self.rendering.settle_text(markdown, page)

    @event_priority(-100)
    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        return None if self.guest else self.rendering.take(html, page)

    @event_priority(100)
    def _first_on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        return env if self.guest else self.rendering.environment(env)

    @event_priority(-110)
    def _last_on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        if self.guest:
            self.guest.gather(files, config)
        return env

    on_env = CombinedEvent(_first_on_env, _last_on_env)

    @event_priority(-110)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        if not self.guest:
            context.update(self.rendering.names(page))
        return context

    @event_priority(-110)
    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        if not self.guest:
            context.update(self.rendering.names_of_template(template_name))
        return context

    @event_priority(100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self.guest.finish(output, page) if self.guest else output

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.direct is not None:
            self.direct.publish()
        elif self.guest is not None:
            self.guest.publish(config)

    def on_build_error(self, *, error: Exception) -> None:
        if self.direct is not None:
            self.direct.tell(error)

    def on_shutdown(self) -> None:
        self.close()

    def close(self) -> None:
        """Leave nothing behind; MkDocs keeps a plugin from one build of a preview to the next."""
        self.given = self.guest = None
        if self.direct is not None:
            self.direct.close()
            self.direct = None
