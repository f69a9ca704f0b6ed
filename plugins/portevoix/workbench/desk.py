"""What every page of the workbench is given: where the project lies, and its preview."""

from __future__ import annotations

import getpass
import os
from dataclasses import field
from pathlib import Path
from zoneinfo import ZoneInfo

from portevoix.cache.freshness import cache_folder
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import DiagnosticsError
from portevoix.language import DEFAULT
from portevoix.values import dataclass
from portevoix.workbench.running import Running


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    home: Path  # of the project, without links
    config: Path  # its mkdocs.yml, which a first run has yet to write
    secret: str = field(repr=False)  # first part of every address
    running: Running = field(repr=False)
    spoken: str = DEFAULT  # while no configuration says another language

    @property
    def has_site(self) -> bool:
        return self.config.is_file()

    @property
    def place(self) -> Path:
        """Where the workbench keeps what is no file of the project."""
        return kept_at(self.home)

    @property
    def lang(self) -> str:
        """Language of the pages: that of the site, as it was last read."""
        return self.running.lang or self.spoken

    @property
    def zone(self) -> ZoneInfo | None:
        """Of the hours that pages tell: the site's; None, this machine's, while none can be read."""
        try:
            return self.configuration().site.zone
        except (DiagnosticsError, OSError):
            return None

    def configuration(self) -> Configuration:
        """As it stands on the disc. Raises DiagnosticsError."""
        return read_configuration(self.config, shown_from=self.home)


def kept_at(home: Path) -> Path:
    return cache_folder(home) / "atelier"


def spoken_by(config: Path) -> str:
    """The language of a site, or else that of the person's machine."""
    try:
        return read_configuration(config).site.lang
    except (DiagnosticsError, OSError):
        named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
        return "en" if (named or "").lower().startswith("en") else DEFAULT


def by_whom() -> str:
    """Who sits here: as they say, or as their session is named."""
    if said := os.environ.get("PORTEVOIX_BY"):
        return said
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return ""
