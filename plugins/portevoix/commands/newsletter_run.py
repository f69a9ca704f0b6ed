"""One run of `porte-voix newsletter`: what was asked, what is known of the site, how it is told."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.posts import shown
from portevoix.site import Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what was asked, and what is known of the site."""

    chosen: argparse.Namespace
    configuration: Configuration
    now: datetime

    @property
    def site(self) -> Site:
        return self.configuration.site

    @property
    def lang(self) -> str:
        return self.site.lang

    @property
    def folder(self) -> Path:
        """Of the issues."""
        return self.configuration.docs / self.site.names.letters

    def say(self, wording: str, **values: object) -> None:
        print(say(self.lang, f"letters.{wording}", **values))

    def wrong(self, wording: str, /, **values: object) -> DiagnosticsError:
        """`file` says where it is wrong, else it is in the settings."""
        what = say(self.lang, f"letters.{wording}", **values)
        do = say(self.lang, f"letters.{wording}_do", **values)
        place = str(values.get("file") or shown(self.configuration.file, Path.cwd()))
        return DiagnosticsError([Diagnostic(file=place, line=0, what=what, do=do)])
