"""All that people wrote, as one value: what a build is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path

from portevoix.approvals import Approvals
from portevoix.charter import Charter, Wording
from portevoix.checks import CheckSettings
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic
from portevoix.heard import Heard
from portevoix.inbox import Tray
from portevoix.issues import Issue
from portevoix.pictures import Consents
from portevoix.planning import Calendar, Plan
from portevoix.posts import Census, Post, Shelf
from portevoix.publications import Publication
from portevoix.results import Results
from portevoix.sources.links import LinkTable
from portevoix.sources.tree import DocFile, DocTree
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    configuration: Configuration
    folder: Path  # of the posts
    tree: DocTree = field(repr=False)  # of docs/
    shelf: Shelf = field(repr=False)
    posts: tuple[Post, ...] = field(repr=False)
    expired: tuple[Post, ...]
    census: Census
    charter: Charter | None = field(repr=False)
    charter_key: str  # of all files of the charter, as they lay before it was read
    wording: Wording = field(repr=False)  # what ordinary pages may use of the charter’s words
    logo: Path | None
    ordinary: Mapping[str, str] = field(repr=False)  # page that MkDocs renders → its address
    media: Mapping[str, DocFile] = field(repr=False)  # by place below the site root
    links: LinkTable = field(repr=False)
    uris: Mapping[str, str] = field(repr=False)  # slug → path of a post below docs/
    internal: frozenset[str]  # what of docs/ this build leaves out
    now: datetime
    since: datetime  # from when to when the same sources give the same site
    until: datetime
    notices: tuple[Diagnostic, ...]
    # Of the notices, what cannot be read of the ledger, of approvals, of results, of what people said.
    unread: tuple[Diagnostic, ...]
    unheard: tuple[Diagnostic, ...]
    uncounted: tuple[Diagnostic, ...]
    unseen: tuple[Diagnostic, ...]
    unwritten: tuple[Diagnostic, ...]  # what people still have to write; among the notices too
    consents: Consents
    settings: CheckSettings
    calendar: Calendar = field(repr=False)  # what the plan is made with
    publications: tuple[Publication, ...] = field(repr=False)  # that this site shows
    documents: Mapping[str, str] | None = field(repr=False)  # slug → on Bluesky's network
    approvals: Approvals = field(repr=False)  # what was said of texts
    issues: tuple[Issue, ...] = field(repr=False)  # of the newsletter, by name
    results: Results | None = field(repr=False)  # None where this site shows none
    plan: Plan = field(repr=False)  # when each text goes out, on each network
    tray: Tray = field(repr=False)  # what people said, for the staff
    heard: tuple[Heard, ...] = field(repr=False)  # what was heard, and what came of it
