"""Every maker of alerts; the order is that of equals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from portevoix.alerts.alert import Alert
from portevoix.alerts.makers.answers import promised, unanswered
from portevoix.alerts.makers.articles import articles
from portevoix.alerts.makers.consultations import consultations
from portevoix.alerts.makers.dead_links import dead_links
from portevoix.alerts.makers.expiring import consents, drafts, expiring
from portevoix.alerts.makers.facts import facts
from portevoix.alerts.makers.follow_ups import follow_ups
from portevoix.alerts.makers.reviews import reviews
from portevoix.alerts.makers.texts import texts
from portevoix.alerts.outlook import Outlook

MAKERS: tuple[Callable[[Outlook], Iterable[Alert]], ...] = (
    unanswered,
    follow_ups,
    texts,
    consultations,
    promised,
    reviews,
    consents,
    expiring,
    drafts,
    articles,
    dead_links,
    facts,
)


def alerts_of(outlook: Outlook) -> tuple[Alert, ...]:
    """Danger first, then what is grave, then by day, ties broken by what it is about."""
    found = (replace(one, late=one.due < outlook.today) for make in MAKERS for one in make(outlook))
    return tuple(sorted(found, key=_order))


def _order(one: Alert) -> tuple[object, ...]:
    return not one.danger, not one.grave, one.due, one.id
