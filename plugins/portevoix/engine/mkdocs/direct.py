"""A build that `mkdocs build` or `mkdocs serve` started: all in the folder that MkDocs fills."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger

from portevoix.building.build import Assembled, assemble
from portevoix.building.engine import OrdinaryPages, Refused
from portevoix.building.markdown import MarkdownSettings
from portevoix.building.session import Session
from portevoix.building.site import host_work, publish_all, refusal
from portevoix.building.workplace import Workplace
from portevoix.cache.fingerprint import fingerprint_of
from portevoix.cache.store import Store
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import DiagnosticsError
from portevoix.engine.mkdocs.rendering import Rendering
from portevoix.engine.mkdocs.settings import settings_of
from portevoix.posts import say_census, urgent_waits
from portevoix.publisher import PlainFolder, lying
from portevoix.sources.options import SourceOptions
from portevoix.temporary import TemporaryFolder
from portevoix.theme import SiteContext, has_our_look
from portevoix.values import dataclass

_LOG = get_plugin_logger("portevoix")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The `MarkdownEngine` of a configuration that MkDocs has read."""

    config: MkDocsConfig
    configuration: Configuration

    @property
    def is_alone(self) -> bool:
        return self.configuration.engine_alone

    def markdown(self) -> MarkdownSettings:
        return settings_of(self.config)


_THEIRS = ("site_name", "site_url", "site_description", "docs_dir", "site_dir")


def _language(config: MkDocsConfig) -> str:
    """As Material's themes say it, or MkDocs' own."""
    theme = config.theme
    said = theme.get("language", theme.locale)
    return str(said or "")


def configuration_of(config: MkDocsConfig) -> Configuration:
    """Raises PluginError with every mistake of the file that MkDocs was started with."""
    custom = config.theme.custom_dir
    known: dict[str, object] = {}
    if not has_our_look(str(config.theme.name or ""), Path(custom) if custom else None):
        known = {
            **{key: config[key] for key in _THEIRS if config[key] is not None},
            "theme": {"name": str(config.theme.name or ""), "language": _language(config)},
        }
    try:
        return read_configuration(Path(config.config_file_path), known=known)
    except DiagnosticsError as error:
        raise PluginError(str(error)) from None


@dataclass(kw_only=True)
class DirectBuild:
    assembled: Assembled
    context: SiteContext
    rendering: Rendering
    folder: TemporaryFolder  # of this build alone
    site_dir: Path
    settings: MarkdownSettings

    @classmethod
    def start(
        cls, config: MkDocsConfig, configuration: Configuration, *, serving: bool
    ) -> DirectBuild:
        """Read all that people wrote; MkDocs stops, with every mistake, when it cannot be read."""
        folder = TemporaryFolder.make()
        try:
            options = SourceOptions(drafts=serving, preview=serving)
            place = Workplace(
                base=Path.cwd(),
                project=configuration.file.parent,
                session=Session(store=Store.open(folder.path / "made.sqlite")),
                foundation=fingerprint_of(configuration.file),
                spare=folder.path / "pictures",
            )
            engine = _Loaded(config, configuration)
            assembled = assemble(configuration.file, options, engine, place)
            if assembled.is_refused:
                raise Refused(refusal(assembled))
        except (DiagnosticsError, Refused) as error:
            folder.remove()
            raise PluginError(str(error)) from None
        work = host_work(assembled, Path(config.site_dir))
        return cls(
            assembled=assembled,
            context=work.context,
            rendering=Rendering(work=work),
            folder=folder,
            site_dir=Path(config.site_dir),
            settings=engine.markdown(),
        )

    def publish(self) -> None:
        ordinary = OrdinaryPages(
            folder=self.site_dir,
            listed=tuple(self.rendering.listed),
            entries=tuple(self.rendering.entries),
        )
        try:
            published = publish_all(
                self.assembled,
                self.context,
                ordinary,
                PlainFolder(place=self.site_dir),
                taken=lying(self.site_dir),
            )
        except DiagnosticsError as error:
            raise PluginError(str(error)) from None
        notices = (*self.assembled.notices, *self.rendering.notices, *published.notices)
        for notice in sorted(set(notices)):
            _LOG.warning(str(notice))
        found, lang = self.assembled.sources.census, self.assembled.lang
        for line in (*urgent_waits(found, lang), *say_census(found, lang)):
            _LOG.info(line)

    def tell(self, error: Exception) -> None:
        """What stopped the build, in words, when it is the text of a page. Raises PluginError."""
        if isinstance(error, MkDocsException):
            return
        told = self.rendering.stopped_at(error, self.settings)
        if told is not None:
            raise PluginError(str(told)) from None

    def close(self) -> None:
        self.folder.remove()
