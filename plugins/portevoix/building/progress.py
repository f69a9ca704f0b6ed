"""The calendar with what the ledger knows of each text: sent, entrusted, failed."""

from __future__ import annotations

from pathlib import Path

from portevoix.planning import Plan, plan_of
from portevoix.posts import shown
from portevoix.sending import outs_of, read_ledger
from portevoix.sources.read import Sources


def plan_known(sources: Sources, ledger: Path) -> Plan:
    """The plan of the sources, as it is where no ledger lies. Raises DiagnosticsError."""
    if not ledger.is_file():
        return sources.plan
    site = sources.configuration.site
    known = read_ledger(ledger, lang=site.lang, name=shown(ledger, Path.cwd()))
    outs = outs_of(known, site)
    return plan_of(sources.shelf.posts, sources.calendar, sources.now, outs)
