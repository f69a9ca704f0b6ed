"""The files that are added to a host's site, none of them over one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.digests import digest_of
from portevoix.edition import Edition
from portevoix.guest.edition import Hosted
from portevoix.pages.makers import ADDED, PICTURES, charter, targets
from portevoix.publisher import Page, PlainFolder, Publisher, Target
from portevoix.theme import GUEST, TEMPLATES

# Of our look: what a browser shows of a feed.
_ASSETS = (("assets/feed.css", TEMPLATES), ("assets/porte-voix.css", GUEST))
_OF_CHARTER = (("assets/charter.css", TEMPLATES), ("assets/charter.js", TEMPLATES))


def publish_added(
    hosted: Hosted, place: Path, configured: str, written: set[str]
) -> tuple[Diagnostic, ...]:
    """Write them into the site at `place`; what is left out because the host has it is told.

    `configured` names the configuration in messages. `written` are the files of ours that an earlier
    part of the same build wrote (a plugin for languages builds once for each); those of this one
    join them. Raises DiagnosticsError.
    """
    edition = hosted.edition
    diagnostics = Diagnostics(edition.site.lang)
    publisher = Publisher(tree=PlainFolder(place=place), render_page=_no_page, frame_key="")

    def free(some: Iterator[Target]) -> Iterator[Target]:
        for target in some:
            if target.framed:  # the host's engine rendered it
                continue
            if (place / target.path).exists():
                if target.path not in written:
                    address = f"/{target.path}"
                    diagnostics.notice(configured, 0, "addresses.host_has", address=address)
                continue
            written.add(target.path)
            yield target

    publisher.make(free(targets(edition, PICTURES)))
    edition = replace(edition, card_sizes=publisher.sizes())
    publisher.make(free(targets(edition, (charter,) if hosted.charter_only else ADDED)))
    publisher.make(free(_assets(edition)))
    publisher.complete()
    return tuple(diagnostics.notices)


def _assets(edition: Edition) -> Iterator[Target]:
    for path, folder in (*_ASSETS, *(_OF_CHARTER if edition.charter else ())):
        file = folder / path
        yield Target(path=path, key=digest_of(file.read_bytes()), render=file.read_bytes)


def _no_page(page: Page) -> bytes:
    raise AssertionError(page.path)  # pages are the host's to frame
