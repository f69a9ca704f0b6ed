"""From what a command was asked to a configuration and what of the sources it takes."""

from __future__ import annotations

from portevoix.building.engine import Refused
from portevoix.building.options import Sources
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import DiagnosticsError
from portevoix.language import say
from portevoix.moments import read_moment
from portevoix.sources.options import SourceOptions


def configuration_of(options: Sources) -> Configuration:
    """Raises Refused with every mistake of the configuration."""
    try:
        return read_configuration(options.config)
    except DiagnosticsError as found:
        raise Refused(str(found)) from None


def source_options(
    options: Sources,
    configuration: Configuration,
    *,
    check: bool = True,
    preview: bool = False,
    strict: bool = False,
) -> SourceOptions:
    """Raises Refused for a date that means nothing."""
    site = configuration.site
    now = None
    if options.now:
        now = read_moment(options.now, site.zone, site.publish_at)
        if now is None:
            raise Refused(say(site.lang, "command.bad_now", value=options.now))
    posts = options.posts.resolve() if options.posts else None
    return SourceOptions(
        posts=posts, now=now, drafts=preview, check=check, preview=preview, strict=strict
    )
