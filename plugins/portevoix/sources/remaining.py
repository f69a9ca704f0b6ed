"""What a configuration still holds of the examples that a new site starts with."""

from __future__ import annotations

from urllib.parse import urlsplit

from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.reserved import is_reserved


def unsettled(configuration: Configuration) -> tuple[Diagnostic, ...]:
    """What is told until the site has an address and an e-mail of its own."""
    site, diagnostics = configuration.site, Diagnostics(configuration.site.lang)
    place = configuration.options.whole
    if is_reserved(urlsplit(site.url).hostname or ""):
        diagnostics.notice(*place("site_url"), "site.address_to_give", value=site.url)
    email = site.organisation.email
    if is_reserved(email.rpartition("@")[2]):
        key = "plugins.portevoix/resonance.organisation.email"
        diagnostics.notice(*place(key), "site.email_to_give", value=email)
    return tuple(diagnostics.notices)
