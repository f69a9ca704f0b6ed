"""The calendar as a terminal shows it, or as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from portevoix.approvals import Approval
from portevoix.dates import full_date, long_date, long_moment
from portevoix.language import say
from portevoix.planning.planned import Gap, Plan, Planned, Remark, Standing
from portevoix.planning.settings import Pause
from portevoix.site import Site

VERSION = 1
# What is over, and asks nothing of anybody.
OVER = frozenset(
    {
        *(Standing.PAST, Standing.SENT, Standing.DROPPED, Standing.EXPIRED),
        *(Standing.CORRECTED, Standing.WITHDRAWN),
    }
)
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if code != 10}


def say_remark(remark: Remark, lang: str) -> str:
    return say(lang, f"planning.clash_{remark.clash}", what=remark.what)


def say_standing(standing: Standing, lang: str) -> str:
    return say(lang, f"planning.is_{standing}")


# Until a text is out, whether somebody approved it is to be known.
_AWAITED = frozenset(
    {
        *(Standing.DRAFT, Standing.PLANNED, Standing.DUE, Standing.HELD),
        *(Standing.MISSED, Standing.UNPLACED),
    }
)


def say_planned(one: Planned, lang: str) -> str:
    """Where a text stands, and its approval where that matters: « prévu, à approuver »."""
    standing = say_standing(one.standing, lang)
    if one.approval is Approval.NONE or one.standing not in _AWAITED:
        return standing
    return f"{standing}, {say(lang, f'approvals.is_{one.approval}')}"


def say_pause(pause: Pause, lang: str) -> str:
    reason = pause.reason or say(lang, "planning.plan_no_reason")
    if pause.since is None:
        return say(lang, "planning.plan_paused_always", reason=reason)
    return say(lang, "planning.plan_paused", moment=long_moment(pause.since, lang), reason=reason)


def say_gap(gap: Gap, label: str, lang: str) -> str:
    wording = "planning.plan_gap" if gap.free > 1 else "planning.plan_gap_one"
    first, last = long_date(gap.first, lang), long_date(gap.last, lang)
    return say(lang, wording, label=label, first=first, last=last, free=gap.free)


def print_plan(
    plan: Plan,
    site: Site,
    labels: Mapping[str, str],
    now: datetime,
    *,
    network: str | None = None,
    past: bool = False,
) -> str:
    """The texts by day, what clashes under each, then what has no slot and what is missing."""
    lang = site.lang
    shown = _chosen(plan, network, past)
    dated = [one for one in shown if one.moment]
    lines = [say(lang, "planning.plan_title", moment=long_moment(now, lang), zone=site.zone.key)]
    if plan.pause:
        lines += [
            say_pause(plan.pause, lang),
            say(lang, "planning.plan_waits", count=len(plan.held)),
        ]
    if not dated:
        lines += ["", say(lang, "planning.plan_none")]
    wide = max((len(labels.get(one.network, one.network)) for one in shown), default=0)
    for day, some in groupby(dated, lambda one: one.moment.date() if one.moment else None):
        assert day is not None
        lines += ["", full_date(day, lang)]
        for one in some:
            lines += _lines(one, labels.get(one.network, one.network), wide, lang)
    if unplaced := [one for one in shown if one.moment is None]:
        lines += ["", say(lang, "planning.plan_unplaced")]
        lines += [f"  {labels.get(one.network, one.network)}  {one.post.title}" for one in unplaced]
    if gaps := [gap for gap in plan.gaps if network in (None, gap.network)]:
        lines += ["", say(lang, "planning.plan_gaps")]
        lines += [f"  {say_gap(gap, labels.get(gap.network, gap.network), lang)}" for gap in gaps]
    return "\n".join(lines).translate(_CONTROLS) + "\n"


def _lines(one: Planned, label: str, wide: int, lang: str) -> Iterator[str]:
    assert one.moment
    yield f"  {one.moment:%H:%M}  {label:{wide}}  {say_planned(one, lang)}  {one.post.title}"
    for remark in one.remarks:
        yield f"         ! {say_remark(remark, lang)}"


def dump_plan(
    plan: Plan,
    site: Site,
    labels: Mapping[str, str],
    now: datetime,
    *,
    network: str | None = None,
    past: bool = False,
) -> str:
    """The same as JSON; moments in ISO 8601 with the offset of the site's zone."""
    pause = plan.pause
    data = {
        "version": VERSION,
        "now": now.isoformat(timespec="seconds"),
        "zone": site.zone.key,
        "pause": {"reason": pause.reason, "since": pause.since and pause.since.isoformat()}
        if pause
        else None,
        "texts": [_data(one, site) for one in _chosen(plan, network, past)],
        "gaps": [
            {
                "network": gap.network,
                "first": gap.first.isoformat(),
                "last": gap.last.isoformat(),
                "free_slots": gap.free,
            }
            for gap in plan.gaps
            if network in (None, gap.network)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _data(one: Planned, site: Site) -> dict[str, object]:
    return {
        "id": one.id,
        "network": one.network,
        "post": site.address_of(one.post),
        "title": one.post.title,
        "at": one.moment.isoformat() if one.moment else None,
        "way": one.way,
        "state": one.standing,
        "approval": None if one.approval is Approval.NONE else one.approval,
        "remarks": [
            {"clash": remark.clash, "says": say_remark(remark, site.lang)} for remark in one.remarks
        ],
        "address": one.address or None,
    }


def _chosen(plan: Plan, network: str | None, past: bool) -> Sequence[Planned]:
    return [
        one
        for one in plan.items
        if (past or one.standing not in OVER) and network in (None, one.network)
    ]
