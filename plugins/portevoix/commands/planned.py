"""The plan of a site, for the commands that speak of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from portevoix.configuration import Configuration, read_configuration
from portevoix.planning import Plan
from portevoix.site import Site
from portevoix.sources.options import SourceOptions
from portevoix.sources.read import Sources, read_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What a command that speaks of the calendar knows."""

    sources: Sources = field(repr=False)
    now: datetime

    @property
    def plan(self) -> Plan:
        return self.sources.plan

    @property
    def configuration(self) -> Configuration:
        return self.sources.configuration

    @property
    def site(self) -> Site:
        return self.configuration.site


def look_ahead(file: Path, given: str | None) -> Ahead:
    """The plan of the site of `file`. Raises DiagnosticsError with all that is to mend.

    `given` stands for now, as it was typed.
    """
    from portevoix.form import read_moment

    site = read_configuration(file).site
    moment = read_moment(given, site.zone, site.publish_at) if given else None
    now = moment or datetime.now(site.zone)
    sources = read_sources(file, SourceOptions(now=now), Path.cwd())
    return Ahead(sources=sources, now=now)
