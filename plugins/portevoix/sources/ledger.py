"""What of the ledger a site shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.file_stats import stat_of
from portevoix.language import say
from portevoix.posts import Post, shown
from portevoix.publications import Publication
from portevoix.sending import documents_of, names_today, publications_of, read_ledger
from portevoix.site import Audience
from portevoix.sources.once import Once


def shown_publications(
    configuration: Configuration,
    base: Path,
    once: Once[object] | None,
    posts: Iterable[Post],
) -> tuple[tuple[Publication, ...], tuple[Diagnostic, ...]]:
    """What the ledger says went out, each of `posts` under the slug that it has today, where this site
    shows it; and what cannot be read of it: that stops sending, no site."""
    site, sending = configuration.site, configuration.sending
    if site.audience is Audience.PUBLIC and not sending.public:
        return (), ()
    path = configuration.file.parent / sending.ledger

    def read() -> tuple[tuple[Publication, ...], tuple[Diagnostic, ...]]:
        try:
            return publications_of(read_ledger(path, lang=site.lang, name=shown(path, base))), ()
        except DiagnosticsError as found:
            return (), tuple(
                replace(one, what=say(site.lang, "register.unread", what=one.what))
                for one in found.mistakes
            )

    if once is None or not path.exists():
        publications, unread = read()
    else:
        found: Any = once("publications", (stat_of(path), site), read)
        publications, unread = found
    if not publications:
        return (), unread
    today = names_today(posts)
    return tuple(replace(one, post=today.get(one.post, one.post)) for one in publications), unread


def documents_beside(
    configuration: Configuration, base: Path, once: Once[object] | None
) -> Mapping[str, str] | None:
    """Post → its document on Bluesky's network, as the ledger knows it; None where none is wished. A
    ledger that cannot be read is told of by whoever sends: pages then name no document."""
    site, sending = configuration.site, configuration.sending
    if not sending.documents:
        return None
    path = configuration.file.parent / sending.ledger

    def read() -> Mapping[str, str]:
        try:
            return documents_of(read_ledger(path, lang=site.lang, name=shown(path, base)))
        except DiagnosticsError:
            return {}

    if once is None or not path.exists():
        return read()
    found: Any = once("documents", (stat_of(path), site.lang), read)
    answer: Mapping[str, str] = found
    return answer
