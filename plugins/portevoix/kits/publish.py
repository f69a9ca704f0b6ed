"""All that goes out for sharing, its cards drawn once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portevoix.artefact import Artefact, Page
from portevoix.cards import draw_all
from portevoix.edition import Edition
from portevoix.kits.archive import Draw, shared_pictures
from portevoix.kits.kit import kit_pages
from portevoix.kits.relay import relay_pages
from portevoix.kits.relay_data import relay_data
from portevoix.kits.relay_feeds import relay_feeds


def sounding_boards(edition: Edition, draw: Draw | None = None) -> Iterator[Artefact | Page]:
    """Cards, relay pages with their data and feeds and, on the staff site, kits."""
    weights: dict[str, int] = {}

    def kept(path: str, key: str) -> int | None:
        size = edition.kept(path, key)
        if size is not None:
            weights[path] = size
        return size

    for made in shared_pictures(replace(edition, kept=kept), draw or edition.draw or draw_all):
        weights[made.path.as_posix()] = len(made.content)
        yield made
    yield from relay_pages(edition)
    yield from relay_data(edition, weights)
    yield from relay_feeds(edition, weights)
    yield from kit_pages(edition)
