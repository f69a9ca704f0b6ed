"""MkDocs run by our own commands: its configuration read, its pages rendered into a folder."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from portevoix.building.engine import HostWork, OrdinaryPages, Refused
from portevoix.building.markdown import MarkdownSettings
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.engine.mkdocs.complaints import in_their_words, no_value, warning_in_their_words
from portevoix.engine.mkdocs.journal import Journal
from portevoix.engine.mkdocs.plugin import ResonancePlugin
from portevoix.engine.mkdocs.rendering import Rendering
from portevoix.engine.mkdocs.settings import settings_of
from portevoix.plugin_options import PLUGIN
from portevoix.posts import shown
from portevoix.theme import template_faults
from portevoix.values import dataclass


@dataclass(kw_only=True)
class MkDocs:
    """An `Engine`."""

    configuration: Configuration
    strict: bool = False
    journal: Journal = field(default_factory=Journal)
    _settings: MarkdownSettings | None = None

    @property
    def is_alone(self) -> bool:
        return self.configuration.engine_alone

    def markdown(self) -> MarkdownSettings:
        if self._settings is None:
            self._settings = settings_of(self._load(Path(self.configuration.output)))
        return self._settings

    def ordinary_pages(self, work: HostWork) -> OrdinaryPages:
        rendering = Rendering(work=work)
        config = self._load(work.folder)
        plugin = cast(ResonancePlugin, config.plugins[PLUGIN])
        plugin.given = rendering
        try:
            config.plugins.on_startup(command="build", dirty=False)
            with template_faults(self.configuration.overrides, self.configuration.site.lang):
                mkdocs_build(config)
        except (Abort, MkDocsException) as error:
            raise Refused(self._said(error)) from None
        except Exception as error:
            told = rendering.stopped_at(error, settings_of(config))
            if told is None:
                raise
            raise Refused(str(told)) from None
        finally:
            config.plugins.on_shutdown()
        return OrdinaryPages(
            folder=work.folder,
            listed=tuple(rendering.listed),
            entries=tuple(rendering.entries),
            notices=tuple(rendering.notices),
            warnings=tuple(self.journal.warnings),
        )

    def _load(self, folder: Path) -> MkDocsConfig:
        """Raises Refused with what MkDocs says of its configuration."""
        file, lang = self.configuration.file, self.configuration.site.lang
        docs = self.configuration.docs
        self.journal.open(lambda message: warning_in_their_words(message, file, docs, lang))
        try:
            return load_config(str(file), site_dir=str(folder), strict=self.strict)
        except (Abort, MkDocsException) as error:
            raise Refused(self._said(error)) from None
        except ValueError as error:  # what YAML takes for a date, and is none
            value, line = no_value(file)
            if not line:
                raise
            told = Diagnostics(lang)
            name = shown(file, Path.cwd())
            told.mistake(name, line, "configuration.no_value", value=value[:80])
            raise Refused(str(DiagnosticsError(told.mistakes))) from error

    def _said(self, error: BaseException) -> str:
        file, lang = self.configuration.file, self.configuration.site.lang
        return "\n".join(in_their_words(self.journal.errors or [str(error)], file, lang))
