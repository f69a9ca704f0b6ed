"""When each text goes out: a pure function of posts and settings, then what `now` makes of it.

No moment depends on the day of the build. A text without `share.<network>.at` takes the next free
slot after its post's publication, in the order of publication: drafts and expired posts keep theirs,
so that neither approving nor editing a post moves those that were there before it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from portevoix.clocks import Doubt, on_clock
from portevoix.planning.holidays_of import holidays_in
from portevoix.planning.sensitive import remembered
from portevoix.planning.settings import Pause, Planning
from portevoix.posts import Post
from portevoix.site import Site

FAR = timedelta(days=366)  # how far a slot is looked for
LATE = timedelta(hours=48)  # after which a text that did not go out is missed
AHEAD = timedelta(days=28)  # where gaps are looked for
SHOWN = timedelta(days=100)  # how far back the calendar tells of texts that went with their post
GAP = timedelta(days=7)  # without a text on a network that has slots


class Way(StrEnum):
    """What the moment of a text follows from."""

    AT = "at"  # its author's `share.<network>.at`
    SLOT = "slot"
    POST = "post"  # it goes with its post: no slot is declared, or it is an emergency


class Standing(StrEnum):
    """Where a text stands at `now`; worded under `planning.is_<standing>`."""

    DRAFT = "draft"
    PLANNED = "planned"
    DUE = "due"
    HELD = "held"  # by the pause
    MISSED = "missed"  # due for more than LATE
    PAST = "past"  # its moment is over; whether it went out, no ledger says
    UNPLACED = "unplaced"  # no slot is free within FAR
    DROPPED = "dropped"  # after a pause
    EXPIRED = "expired"  # its post expires before
    ENTRUSTED = "entrusted"  # a scheduler has it
    SENT = "sent"
    FAILED = "failed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Clash(StrEnum):
    """What is to be looked at; worded under `planning.clash_<clash>`."""

    QUIET_HOUR = "quiet_hour"
    QUIET_DAY = "quiet_day"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    SENSITIVE = "sensitive"
    RESERVE = "reserve"
    SAME = "same"
    CLOSE = "close"
    CROWDED = "crowded"
    BEFORE = "before"
    CALL_OVER = "call_over"
    PAUSED = "paused"
    SKIPPED = "skipped"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Remark:
    clash: Clash
    what: str = ""  # the holiday's name, the other text…


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """What a ledger knows of one text of one network."""

    standing: Standing
    moment: datetime
    address: str = ""  # on the network


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One text of one network, and its moment."""

    post: Post
    network: str  # key
    moment: datetime | None  # None: unplaced
    way: Way
    standing: Standing = Standing.PLANNED
    remarks: tuple[Remark, ...] = ()
    address: str = ""

    @property
    def id(self) -> str:
        return f"{self.post.slug}/{self.network}"

    @property
    def sort_key(self) -> tuple[float, str, str]:
        return (
            self.moment.timestamp() if self.moment else float("inf"),
            self.post.slug,
            self.network,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch in which a network that has slots says nothing."""

    network: str
    first: date
    last: date
    free: int  # slots


_KEPT_BACK = frozenset({Standing.HELD, Standing.UNPLACED, Standing.DROPPED, Standing.EXPIRED})


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All texts of the calendar, by moment, ties broken by address."""

    items: tuple[Planned, ...] = ()
    gaps: tuple[Gap, ...] = ()
    pause: Pause | None = None
    _by: Mapping[tuple[str, str], Planned] = field(default_factory=dict, repr=False, hash=False)

    def of(self, slug: str, network: str) -> Planned | None:
        return self._by.get((slug, network))

    @cached_property
    def apart(self) -> frozenset[str]:
        """Slugs of the posts that have a text whose moment is not that of the post."""
        return frozenset(one.post.slug for one in self.items if one.way is not Way.POST)

    def offered_from(self, post: Post, network: str) -> datetime | None:
        """From when a feed offers a text; None for what waits, or goes nowhere."""
        one = self.of(post.slug, network)
        if one is None:
            share = post.share.get(network)
            held = self.pause and post.kind.lifted is None and self.pause.holds(post.published)
            return (
                None
                if held
                else max(share.at, post.published)
                if share and share.at
                else post.published
            )
        return None if one.standing in _KEPT_BACK else one.moment

    @property
    def due(self) -> tuple[Planned, ...]:
        """What `send` is to send now."""
        return tuple(one for one in self.items if one.standing is Standing.DUE)

    @property
    def held(self) -> tuple[Planned, ...]:
        return tuple(one for one in self.items if one.standing is Standing.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What the plan is made with."""

    site: Site
    planning: Planning
    networks: tuple[str, ...]  # that the organisation speaks on, in the site's order
    reserve: tuple[tuple[date, date], ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return self.site.zone


def calendar_of(
    site: Site,
    planning: Planning,
    networks: Iterable[str],
    reserve: tuple[tuple[date, date], ...] = (),
) -> Calendar:
    """`networks` are all of the site: those with slots or an account are the calendar's own."""
    ours = {*planning.slots, *(one.network for one in site.organisation.accounts)}
    kept = tuple(key for key in networks if key in ours)
    return Calendar(site=site, planning=planning, networks=kept, reserve=reserve)


def plan_of(
    posts: Iterable[Post],
    calendar: Calendar,
    now: datetime,
    outs: Mapping[tuple[str, str], Out] | None = None,
) -> Plan:
    """The plan at `now`. `outs` is what a ledger knows, by slug and network; None: there is none."""
    placed = place(posts, calendar, earliest=now - SHOWN)
    items = tuple(_standing(one, calendar.planning, now, outs) for one in placed)
    items = tuple(sorted(items, key=lambda one: one.sort_key))
    return Plan(
        items=items,
        gaps=tuple(_gaps(items, calendar, now)),
        pause=calendar.planning.pause,
        _by={(one.post.slug, one.network): one for one in items},
    )


def place(
    posts: Iterable[Post], calendar: Calendar, *, earliest: datetime | None = None
) -> list[Planned]:
    """Every text with its moment, whatever the day; of those that go with their post, the ones
    since `earliest`."""
    shared = sorted(
        (post for post in posts if post.audience == "public"),
        key=lambda post: (post.published.timestamp(), post.slug),
    )
    found: list[Planned] = []
    for key in dict.fromkeys((*calendar.networks, *(key for one in shared for key in one.share))):
        found += _Lane(calendar, key).placed(shared, earliest)
    return found


class _Lane:
    """The texts of one network while they are placed."""

    def __init__(self, calendar: Calendar, network: str) -> None:
        self.calendar, self.network = calendar, network
        self.slots = calendar.planning.slots.get(network, ())
        self.taken: list[float] = []  # moments, in order
        self.days: Counter[date] = Counter()
        self.last = datetime.min.replace(tzinfo=UTC)  # where the last search ended

    def placed(self, posts: Sequence[Post], earliest: datetime | None) -> list[Planned]:
        own = self.network in self.calendar.networks
        wanted = [post for post in posts if self._wanted(post, own)]
        # What a person wrote stands first, so that slots keep clear of it.
        said = [(post, moment) for post in wanted if (moment := self._said(post))]
        for _, moment in said:
            self._take(moment)
        found = {post.slug: self._at(post, moment) for post, moment in said}
        for post in wanted:
            old = earliest is not None and post.published < earliest
            if post.slug not in found and not (old and not self._takes_slot(post)):
                found[post.slug] = self._next(post)
        return self._remarked(list(found.values()))

    def _wanted(self, post: Post, own: bool) -> bool:
        share = post.share.get(self.network)
        if share is None:
            return own
        return share.wanted and (own or share.at is not None)

    def _said(self, post: Post) -> datetime | None:
        share = post.share.get(self.network)
        return max(share.at, post.published) if share and share.at else None

    def _takes_slot(self, post: Post) -> bool:
        since = self.calendar.planning.since
        late = since is not None and post.published.date() < since
        return bool(self.slots) and post.kind.lifted is None and not late

    def _over(self, moment: datetime) -> Pause | None:
        """The pause, over now, that held what was to go at `moment`."""
        return next((one for one in self.calendar.planning.pauses if one.covers(moment)), None)

    def _at(self, post: Post, moment: datetime) -> Planned:
        return self._settled(post, moment, Way.AT)

    def _next(self, post: Post) -> Planned:
        if not self._takes_slot(post):
            return self._settled(post, post.published, Way.POST)
        # A slot that was found taken or closed stays so: the order of publication makes one way.
        found = self._free_from(max(post.published, self.last))
        if found is None:
            return self._made(post, None, Way.SLOT, Standing.UNPLACED)
        self.last, doubt = found
        remarks = (Remark(Clash(doubt)),) if doubt else ()
        return self._settled(post, self.last, Way.SLOT, remarks)

    def _settled(
        self, post: Post, moment: datetime, way: Way, remarks: tuple[Remark, ...] = ()
    ) -> Planned:
        """A text at its moment, or where what was decided after a pause puts it."""
        pause = None if post.kind.lifted else self._over(moment)
        name = f"{post.slug}/{self.network}"
        if pause is None or name in pause.keep:
            return replace(self._made(post, moment, way), remarks=remarks)
        assert pause.until is not None
        if name in pause.drop:
            return self._made(post, moment, way, Standing.DROPPED)
        if not self.slots:
            return self._settled(post, pause.until, way)
        found = self._free_from(pause.until)
        if found is None:
            return self._made(post, None, way, Standing.UNPLACED)
        moment, doubt = found
        return self._settled(post, moment, Way.SLOT, (Remark(Clash(doubt)),) if doubt else ())

    def _free_from(self, start: datetime) -> tuple[datetime, Doubt] | None:
        """The first free slot, which is then taken."""
        for moment, doubt in self._slots_from(start):
            if self._free(moment):
                self._take(moment)
                return moment, doubt
        return None

    def _slots_from(self, start: datetime) -> Iterator[tuple[datetime, Doubt]]:
        zone = self.calendar.zone
        first = start.astimezone(zone).date()
        for n in range(FAR.days):
            day = first + timedelta(days=n)
            for slot in self.slots:
                if slot.weekday == day.weekday():
                    moment, doubt = on_clock(day, slot.hour, zone)
                    if moment >= start:
                        yield moment, doubt

    def _free(self, moment: datetime) -> bool:
        planning = self.calendar.planning
        if next(closures(moment, self.calendar), None):
            return False
        if planning.per_day and self.days[moment.date()] >= planning.per_day:
            return False
        stamp, apart = moment.timestamp(), planning.spacing.total_seconds()
        n = bisect_left(self.taken, stamp)
        near = self.taken[max(n - 1, 0) : n + 1]
        return all(other != stamp and abs(other - stamp) >= apart for other in near)

    def _take(self, moment: datetime) -> None:
        insort(self.taken, moment.timestamp())
        self.days[moment.date()] += 1

    def _made(
        self,
        post: Post,
        moment: datetime | None,
        way: Way,
        standing: Standing = Standing.PLANNED,
    ) -> Planned:
        local = moment.astimezone(self.calendar.zone) if moment else None
        return Planned(post=post, network=self.network, moment=local, way=way, standing=standing)

    def _remarked(self, items: list[Planned]) -> list[Planned]:
        items.sort(key=lambda one: one.sort_key)
        by_day: Counter[date] = Counter(
            one.moment.date() for one in items if one.moment and one.post.kind.lifted is None
        )
        near: dict[str, list[Remark]] = defaultdict(list)
        apart = self.calendar.planning.spacing
        dated = [one for one in items if one.moment]
        for one, other in pairwise(dated):
            assert one.moment and other.moment
            # By the stamp: two local hours of one zone are told apart by what clocks show.
            between = other.moment.timestamp() - one.moment.timestamp()
            if Way.AT not in (one.way, other.way):
                continue  # two posts of the same hour go with their pages
            if not between:
                near[one.id].append(Remark(Clash.SAME, other.post.title))
                near[other.id].append(Remark(Clash.SAME, one.post.title))
            elif between < apart.total_seconds():
                near[other.id].append(Remark(Clash.CLOSE, one.post.title))
        return [
            replace(one, remarks=(*one.remarks, *near[one.id], *self._own(one, by_day)))
            if one.moment
            else one
            for one in items
        ]

    def _own(self, one: Planned, by_day: Counter[date]) -> Iterator[Remark]:
        assert one.moment
        calendar, post, day = self.calendar, one.post, one.moment.date()
        share = post.share.get(self.network)
        if post.kind.lifted is None and one.way is not Way.POST:
            yield from closures(one.moment, calendar)
            most = calendar.planning.per_day
            if most and by_day[day] > most and one.way is Way.AT:
                yield Remark(Clash.CROWDED, str(most))
        if share and share.at and share.at < post.published:
            yield Remark(Clash.BEFORE)
        if one.way is Way.AT and _is_twice(one.moment):
            yield Remark(Clash.TWICE)
        call = post.intention.call
        if call and call.until and call.until < day:
            yield Remark(Clash.CALL_OVER)
        if what := calendar.planning.sensitive.get(day) or remembered(
            day, calendar.site.profile, calendar.site.lang
        ):
            yield Remark(Clash.SENSITIVE, what)
        if any(start <= day <= end for start, end in calendar.reserve):
            yield Remark(Clash.RESERVE)


def closures(moment: datetime, calendar: Calendar) -> Iterator[Remark]:
    """Why no text is placed at a moment: the hour, the day, a holiday."""
    planning, day = calendar.planning, moment.date()
    if planning.is_quiet(moment.time()):
        yield Remark(Clash.QUIET_HOUR)
    if day.weekday() in planning.quiet_days:
        yield Remark(Clash.QUIET_DAY)
    if day in planning.closed:
        yield Remark(Clash.CLOSED, planning.closed[day])
    if planning.place:
        name = holidays_in(planning.place, day.year, calendar.site.lang).get(day)
        if name:
            yield Remark(Clash.HOLIDAY, name)


def _is_twice(moment: datetime) -> bool:
    return moment.utcoffset() != moment.replace(fold=1).utcoffset() and moment.fold == 0


def _standing(
    one: Planned,
    planning: Planning,
    now: datetime,
    outs: Mapping[tuple[str, str], Out] | None,
) -> Planned:
    if out := (outs or {}).get((one.post.slug, one.network)):
        # What another tool holds has not gone yet: its moment is still that of the calendar.
        moment = one.moment if out.standing is Standing.ENTRUSTED else out.moment
        return replace(one, standing=out.standing, moment=moment, address=out.address)
    if one.moment is None or one.standing is Standing.DROPPED:
        return one
    return replace(one, standing=_where(one, one.moment, planning, now, outs is not None))


def _where(
    one: Planned, moment: datetime, planning: Planning, now: datetime, known: bool
) -> Standing:
    post, pause = one.post, planning.pause
    if post.draft:
        return Standing.DRAFT
    if post.expires and post.expires <= max(moment, now):
        # One that had its time before the post expired is over, not stopped.
        return Standing.PAST if moment < post.expires else Standing.EXPIRED
    found = _by_clock(moment, planning, now, known)
    waits = found in (Standing.PLANNED, Standing.DUE)
    over = found is Standing.PAST and not known
    if post.kind.lifted is None and pause and (waits or (over and pause.holds(moment))):
        return Standing.HELD
    return found


def _by_clock(moment: datetime, planning: Planning, now: datetime, known: bool) -> Standing:
    if moment > now:
        return Standing.PLANNED
    if not known or (planning.since and moment.date() < planning.since):
        return Standing.PAST
    return (
        Standing.DUE
        if now.timestamp() - moment.timestamp() <= LATE.total_seconds()
        else Standing.MISSED
    )


def _gaps(items: Sequence[Planned], calendar: Calendar, now: datetime) -> Iterator[Gap]:
    end = now + AHEAD
    for key in calendar.networks:
        if not calendar.planning.slots.get(key):
            continue
        lane = _Lane(calendar, key)
        moments = sorted(
            one.moment
            for one in items
            if one.network == key
            and one.moment
            and now - GAP <= one.moment <= end
            and one.standing not in (Standing.DROPPED, Standing.EXPIRED)
        )
        for one in moments:
            lane._take(one)
        edges = [now, *(one for one in moments if one > now), end]
        free = [
            moment for moment, _ in lane._slots_from(now) if moment <= end and lane._free(moment)
        ]
        for start, stop in pairwise(edges):
            inside = [one for one in free if start < one < stop]
            if stop - start >= GAP and inside:
                yield Gap(
                    network=key, first=inside[0].date(), last=inside[-1].date(), free=len(inside)
                )
