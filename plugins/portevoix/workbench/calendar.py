"""What goes out when, and what of it a person does here: entered as sent by hand, paused, resumed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from functools import partial

from portevoix.building.markdown import MarkdownSettings
from portevoix.building.planned import Ahead, ahead_of, pause, resume
from portevoix.configuration import Configuration
from portevoix.engine.mkdocs.host import MkDocs
from portevoix.planning import OVER, Planned, Standing
from portevoix.posts import shown
from portevoix.sending import Desk, enter, held
from portevoix.workbench.desk import Workbench, by_whom

RECENT = timedelta(days=14)  # of what is over, so that it can still be entered
# What somebody may have sent by hand meanwhile.
_BY_HAND = frozenset(
    {
        *(Standing.PLANNED, Standing.DUE, Standing.MISSED, Standing.PAST),
        *(Standing.FAILED, Standing.ENTRUSTED, Standing.TAKEN_BACK),
    }
)


def ahead(desk: Workbench) -> Ahead:
    """The calendar as it stands now. Raises DiagnosticsError."""
    return ahead_of(desk.config, desk.running.chosen.now, desk.home, markdown_of)


def markdown_of(configuration: Configuration) -> MarkdownSettings:
    return MkDocs(configuration=configuration).markdown()


def texts(now: Ahead, *, past: bool = False) -> list[Planned]:
    """What is to come, and what was to go lately; with `past` all."""
    since = now.now - RECENT
    return [
        one
        for one in now.plan.items
        if past or one.standing not in OVER or (one.moment is not None and one.moment >= since)
    ]


def may_be_entered(one: Planned) -> bool:
    """Whether a person can say that they sent it."""
    return one.standing in _BY_HAND and not one.post.draft


def enter_by_hand(desk: Workbench, now: Ahead, slug: str, network: str, address: str) -> list[str]:
    """Write into the ledger that somebody sent a text; what keeps it from being written, in words.

    Raises DiagnosticsError for a ledger that cannot be read, Busy while another run holds it.
    """
    assembled = desk.running.state().assembled
    post = assembled and next((one for one in assembled.edition.posts if one.slug == slug), None)
    if assembled is None or not post:
        return []
    said: list[str] = []
    site, configuration = now.site, now.configuration
    now.ledger.parent.mkdir(parents=True, exist_ok=True)
    with held(now.ledger, lang=site.lang, name=shown(now.ledger, desk.home)) as ledger:
        table = Desk(
            assembled.edition,
            configuration.sending,
            ledger,
            now.plan,
            now.now,
            said.append,
            by=by_whom(),
        )
        enter(table, post, network, address)
    return said if table.trouble else []


def pause_now(desk: Workbench, reason: str) -> None:
    """Raises DiagnosticsError, nothing changed."""
    found = ahead(desk)
    if found.plan.pause is None:
        pause(found, reason, partial(ahead, desk))


def resume_now(desk: Workbench, keep: Collection[str], drop: Collection[str]) -> None:
    """Raises DiagnosticsError, nothing changed."""
    found = ahead(desk)
    if found.plan.pause is not None:
        waiting = {one.id for one in found.late}
        resume(found, waiting & set(keep), waiting & set(drop), partial(ahead, desk))
