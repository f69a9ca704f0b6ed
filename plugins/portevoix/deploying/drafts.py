"""Drafts that somebody is to approve: where they lie in a published site, and until when; and what of a
site no undo may keep.

Each lot has a folder of its own at the root of the site, whose name nobody can guess and which says the
last day. A publication lets those stay whose day has not passed, and removes the others: what ends
needs no list beside the site.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date

from portevoix.deploying.manifest import Files, draft_of, is_draft
from portevoix.site import Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Keep:
    """What becomes of live files that the site which goes out does not have, or has otherwise."""

    stays: Callable[[Files], Files]  # of the live files, what stays beside that site
    # Folders, ending with a slash, of which no undo keeps anything: what was erased from there must
    # live on nowhere.
    erased: tuple[str, ...] = ()

    def of(self, live: Files) -> Files:
        return self.stays(live)


def new_folder(site: Site, last: date) -> str:
    """A name with 160 bits of chance, ends with a slash."""
    return f"{site.names.drafts}{last.isoformat()}-{secrets.token_hex(20)}/"


def last_day(path: str) -> date | None:
    """Of the lot that a file belongs to; None for what is none, or says no day."""
    found = draft_of(path)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


KEEP_NOTHING = Keep(lambda live: {})


def keep_drafts(today: date, erased: tuple[str, ...] = ()) -> Keep:
    """The drafts whose last day has not passed."""

    def stays(live: Files) -> Files:
        return {path: one for path, one in live.items() if (day := last_day(path)) and day >= today}

    return Keep(stays, erased)


def keep_site(today: date | None) -> Keep:
    """All of the site, and of its drafts those that `keep_drafts` keeps; None: no draft."""

    def stays(live: Files) -> Files:
        drafts = keep_drafts(today).of(live) if today else {}
        return {path: one for path, one in live.items() if not is_draft(path) or path in drafts}

    return Keep(stays)


def lots(files: Files) -> tuple[str, ...]:
    """The folders of the drafts among these files."""
    return tuple(sorted({found[0] for path in files if (found := draft_of(path))}))
