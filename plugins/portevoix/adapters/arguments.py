"""From the options of a command to a configuration and wishes."""

from __future__ import annotations

from portevoix.adapters.options import Sources
from portevoix.adapters.sources import Wishes
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import DiagnosticsError
from portevoix.form import read_moment
from portevoix.language import say


class Refused(Exception):
    """The command cannot go on; the message says why and what to do."""


def configuration_of(options: Sources) -> Configuration:
    """Raises Refused with every mistake of the configuration."""
    try:
        return read_configuration(options.config)
    except DiagnosticsError as found:
        raise Refused(str(found)) from None


def wishes_of(options: Sources, configuration: Configuration) -> Wishes:
    site = configuration.site
    now = None
    if options.now:
        now = read_moment(options.now, site.zone, site.publish_at)
        if now is None:
            raise Refused(say(site.lang, "command.bad_now", value=options.now))
    posts = options.posts.resolve() if options.posts else None
    return Wishes(posts=posts, now=now)
