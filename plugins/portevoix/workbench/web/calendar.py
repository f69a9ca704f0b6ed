"""The calendar: each text with its moment, « envoyé à la main » a click away; pause and resume."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import urlsplit

from starlette.responses import Response

from portevoix.building.planned import Ahead
from portevoix.dates import full_date, hour_of, long_moment
from portevoix.diagnostics import DiagnosticsError
from portevoix.locking import Busy
from portevoix.planning import Planned, say_gap, say_pause, say_planned, say_remark
from portevoix.snippets import boards_of
from portevoix.text import one_line
from portevoix.values import dataclass
from portevoix.workbench.calendar import (
    ahead,
    enter_by_hand,
    may_be_entered,
    pause_now,
    resume_now,
    texts,
)
from portevoix.workbench.library import file_of
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panel import Door, Panel

_SHOWN = 400  # texts of one page
_REASON = 200  # characters
_ADDRESS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text of one network."""

    id: str
    slug: str
    network: str
    label: str
    title: str
    lang: str
    hour: str
    says: str
    standing: str
    remarks: tuple[str, ...]
    name: str  # of the file of its post; "" where it lies elsewhere
    address: str  # on the network
    enterable: bool


def show(asked: Asked) -> Response:
    return _page(asked)


def _page(asked: Asked, status: int = 200, wrong: tuple[str, ...] = ()) -> Response:
    now = ahead(asked.desk)
    lang, plan = asked.lang, now.plan
    some = texts(now, past=bool(asked.query.get("tout")))
    labels = {key: board.network.label[lang] for key, board in boards_of(now.site).items()}
    dated = [one for one in some if one.moment]
    return asked.page(
        "calendar.html",
        status,
        wrong=wrong,
        moment=long_moment(now.now, lang),
        zone=now.site.zone.key,
        days=list(_days(asked, dated[-_SHOWN:], labels)),
        more=max(len(dated) - _SHOWN, 0),
        unplaced=[_row(asked, one, labels) for one in some if one.moment is None],
        gaps=[say_gap(gap, labels.get(gap.network, gap.network), lang) for gap in plan.gaps],
        pause=say_pause(plan.pause, lang) if plan.pause else "",
        waits=len(plan.held),
        late=[
            (_row(asked, one, labels), long_moment(one.moment, lang))
            for one in now.late
            if one.moment
        ],
        all_shown=bool(asked.query.get("tout")),
    )


def _days(
    asked: Asked, some: list[Planned], labels: dict[str, str]
) -> Iterator[tuple[str, list[Row]]]:
    for day, found in groupby(some, lambda one: one.moment.date() if one.moment else None):
        assert day is not None
        yield full_date(day, asked.lang), [_row(asked, one, labels) for one in found]


def _row(asked: Asked, one: Planned, labels: dict[str, str]) -> Row:
    return Row(
        id=one.id,
        slug=one.post.slug,
        network=one.network,
        label=labels.get(one.network, one.network),
        title=one.post.title,
        lang=one.post.lang,
        hour=hour_of(one.moment, asked.lang) if one.moment else "",
        says=say_planned(one, asked.lang),
        standing=one.standing.value,
        remarks=tuple(say_remark(remark, asked.lang) for remark in one.remarks),
        name=file_of(asked.desk, one.post.slug),
        address=one.address if one.address.startswith(("https://", "http://")) else "",
        enterable=may_be_entered(one),
    )


def enter(asked: Asked) -> Response:
    """« Envoyé à la main »."""
    slug, network, address = (_text(asked, key) for key in ("post", "network", "address"))
    if address and (urlsplit(address).scheme not in ("https", "http") or len(address) > _ADDRESS):
        return _page(asked, 422, (asked.say("workbench.bad_address"),))
    now: Ahead = ahead(asked.desk)
    one = now.plan.of(slug, network)
    if one is None or not may_be_entered(one):
        return _page(asked, 409, (asked.say("workbench.not_enterable"),))
    try:
        wrong = enter_by_hand(asked.desk, now, slug, network, address)
    except Busy:
        wrong = [asked.say("sending.busy")]
    if wrong:
        return _page(asked, 409, tuple(wrong))
    asked.desk.running.stir()
    answer = asked.go("/calendrier", "workbench.said_entered")
    answer.headers["location"] += f"#t-{slug}-{network}"
    return answer


def pause(asked: Asked) -> Response:
    return _changed(
        asked,
        lambda: pause_now(asked.desk, one_line(_text(asked, "reason"))[:_REASON]),
        "workbench.said_paused",
    )


def resume(asked: Asked) -> Response:
    """Each text that waited gets a new moment, leaves at once, or is given up."""
    said = {key: str(value) for key, value in asked.form.multi_items()}
    named = {
        way: [key[3:] for key, value in said.items() if key.startswith("id:") and value == way]
        for way in ("keep", "drop")
    }
    return _changed(
        asked,
        lambda: resume_now(asked.desk, named["keep"], named["drop"]),
        "workbench.said_resumed",
    )


def _changed(asked: Asked, change: Callable[[], None], said: str) -> Response:
    try:
        change()
    except DiagnosticsError as found:
        return _page(asked, 422, tuple(f"{one.what} {one.do}" for one in found.mistakes))
    asked.desk.running.stir()
    return asked.go("/calendrier", said)


def _text(asked: Asked, key: str) -> str:
    value = asked.form.get(key, "")
    return value.strip() if isinstance(value, str) else ""


CALENDAR = Panel(
    key="calendar",
    path="/calendrier",
    word="workbench.calendar",
    doors=(
        Door(path="/calendrier", get=show),
        Door(path="/calendrier-envoye", post=enter),
        Door(path="/calendrier-pause", post=pause),
        Door(path="/calendrier-reprise", post=resume),
    ),
)
