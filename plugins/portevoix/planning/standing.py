"""Where a text stands at `now`: by its post, the pause, the clock and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from portevoix.planning.closures import Calendar
from portevoix.planning.planned import Clash, Out, Planned, Remark, Standing, Way
from portevoix.planning.settings import Planning

MOVED = timedelta(hours=1)  # by which a tool that takes few hours may have shifted a text
LATE = timedelta(hours=48)  # after which a text that did not go out is missed


def settle(
    one: Planned,
    calendar: Calendar,
    now: datetime,
    outs: Mapping[tuple[str, str], Out] | None,
    begun: datetime | None = None,
) -> Planned:
    """`begun` is when the ledger begins: what was missed by then, no ledger tells of."""
    if out := (outs or {}).get((one.post.slug, one.network)):
        if out.standing is Standing.ENTRUSTED:
            return _entrusted(one, out, calendar, now)
        if out.standing is Standing.TAKEN_BACK:
            return _taken_back(one, out, calendar, now)
        moment = out.moment.astimezone(calendar.zone)
        return replace(one, standing=out.standing, moment=moment, address=out.address)
    if one.moment is None or one.standing is Standing.DROPPED:
        return one
    told = outs is not None and not _is_before(one.moment, calendar.planning, begun)
    where = _where(one, one.moment, calendar.planning, now, outs is not None, told)
    return one.standing_as(where)


def _is_before(moment: datetime, planning: Planning, begun: datetime | None) -> bool:
    """Whether a text was over before the first line of the ledger: it may have gone by hand. Whoever
    says since when the calendar holds is believed."""
    return planning.since is None and begun is not None and moment < begun - LATE


def _entrusted(one: Planned, out: Out, calendar: Calendar, now: datetime) -> Planned:
    """What another tool was told goes at that moment, whatever was decided here since: where that is no
    longer right, somebody has to tell the tool. A slot that was right is kept."""
    held = replace(one, standing=out.standing, address=out.address)
    if out.handed is None or out.handed <= now:
        return held
    handed = out.handed.astimezone(calendar.zone)
    if one.way is Way.SLOT:
        moved = one.post.published > handed
    else:
        moved = one.moment is None or abs(out.handed - one.moment.astimezone(UTC)) > MOVED
    if moved or one.post.draft:
        remark = Remark(Clash.ELSEWHERE, f"{handed:%Y-%m-%d %H:%M}")
        return replace(held, remarks=(*one.remarks, remark))
    return replace(held, moment=handed)


def _taken_back(one: Planned, out: Out, calendar: Calendar, now: datetime) -> Planned:
    """What was to go, and does not; whatever else keeps it in the house is told first."""
    if one.moment is None or one.standing is Standing.DROPPED:
        return one
    where = _where(one, one.moment, calendar.planning, now, known=True, told=True)
    if where is Standing.PLANNED:
        return one.standing_as(Standing.TAKEN_BACK)
    if where in (Standing.DUE, Standing.MISSED, Standing.PAST):  # its moment is over
        return replace(
            one, standing=Standing.WITHDRAWN, moment=out.moment.astimezone(calendar.zone)
        )
    return one.standing_as(where)


def _where(
    one: Planned, moment: datetime, planning: Planning, now: datetime, known: bool, told: bool
) -> Standing:
    """`known` is whether there is a ledger, `told` whether it reaches back to `moment`."""
    post, pause = one.post, planning.pause
    if post.draft:
        return Standing.DRAFT
    if post.expires and post.expires <= max(moment, now):
        # One that had its time before the post expired is over, not stopped.
        return Standing.PAST if moment < post.expires else Standing.EXPIRED
    found = _by_clock(moment, planning, now, told)
    waits = found in (Standing.PLANNED, Standing.DUE)
    over = found is Standing.PAST and not known
    if post.kind.lifted is None and pause and (waits or (over and pause.holds(moment))):
        return Standing.HELD
    return found


def _by_clock(moment: datetime, planning: Planning, now: datetime, told: bool) -> Standing:
    if moment > now:
        return Standing.PLANNED
    if not told or (planning.since and moment.date() < planning.since):
        return Standing.PAST
    return (
        Standing.DUE
        if now.timestamp() - moment.timestamp() <= LATE.total_seconds()
        else Standing.MISSED
    )
