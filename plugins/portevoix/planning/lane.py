"""The moments of the texts of one network."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from portevoix.clocks import Doubt, on_clock
from portevoix.planning.closures import Calendar, closures
from portevoix.planning.planned import Clash, Planned, Remark, Standing, Way
from portevoix.planning.sensitive import remembered
from portevoix.planning.settings import Pause
from portevoix.posts import Post

FAR = timedelta(days=366)  # how far a slot is looked for


class Lane:
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
            self.take(moment)
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

    def _over(self, moment: datetime, name: str) -> Pause | None:
        """The pause, over now, that held a text which was to go at `moment`."""
        pauses = self.calendar.planning.pauses
        return next((one for one in pauses if one.settles(moment, name)), None)

    def _at(self, post: Post, moment: datetime) -> Planned:
        return self._settled(post, moment, Way.AT)

    def _next(self, post: Post) -> Planned:
        if not self._takes_slot(post):
            return self._settled(post, post.published, Way.POST)
        # A slot that was found taken or closed stays so: the order of publication makes one way.
        found = self.free_from(max(post.published, self.last))
        if found is None:
            return self._made(post, None, Way.SLOT, Standing.UNPLACED)
        self.last, doubt = found
        remarks = (Remark(Clash(doubt)),) if doubt else ()
        return self._settled(post, self.last, Way.SLOT, remarks)

    def _settled(
        self, post: Post, moment: datetime, way: Way, remarks: tuple[Remark, ...] = ()
    ) -> Planned:
        """A text at its moment, or where what was decided after a pause puts it."""
        name = f"{post.slug}/{self.network}"
        pause = None if post.kind.lifted else self._over(moment, name)
        if pause is None or name in pause.keep:
            return self._made(post, moment, way, remarks=remarks)
        assert pause.until is not None
        if name in pause.drop:
            return self._made(post, moment, way, Standing.DROPPED)
        if not self.slots:
            return self._settled(post, pause.until, way)
        found = self.free_from(pause.until)
        if found is None:
            return self._made(post, None, way, Standing.UNPLACED)
        moment, doubt = found
        return self._settled(post, moment, Way.SLOT, (Remark(Clash(doubt)),) if doubt else ())

    def free_from(self, start: datetime) -> tuple[datetime, Doubt] | None:
        """The first free slot, which is then taken."""
        for moment, doubt in self.slots_from(start):
            if self.free(moment):
                self.take(moment)
                return moment, doubt
        return None

    def slots_from(self, start: datetime) -> Iterator[tuple[datetime, Doubt]]:
        zone = self.calendar.zone
        first = start.astimezone(zone).date()
        for n in range(FAR.days):
            day = first + timedelta(days=n)
            for slot in self.slots:
                if slot.weekday == day.weekday():
                    moment, doubt = on_clock(day, slot.hour, zone)
                    if moment >= start:
                        yield moment, doubt

    def free(self, moment: datetime) -> bool:
        planning = self.calendar.planning
        if next(closures(moment, self.calendar), None):
            return False
        if planning.per_day and self.days[moment.date()] >= planning.per_day:
            return False
        stamp, apart = moment.timestamp(), planning.spacing.total_seconds()
        n = bisect_left(self.taken, stamp)
        near = self.taken[max(n - 1, 0) : n + 1]
        return all(other != stamp and abs(other - stamp) >= apart for other in near)

    def take(self, moment: datetime) -> None:
        insort(self.taken, moment.timestamp())
        self.days[moment.date()] += 1

    def _made(
        self,
        post: Post,
        moment: datetime | None,
        way: Way,
        standing: Standing = Standing.PLANNED,
        remarks: tuple[Remark, ...] = (),
    ) -> Planned:
        local = moment.astimezone(self.calendar.zone) if moment else None
        return Planned(
            post=post,
            network=self.network,
            moment=local,
            way=way,
            standing=standing,
            remarks=remarks,
        )

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
            if Way.AT not in (one.way, other.way):
                continue  # two posts of the same hour go with their pages
            # By the stamp: two local hours of one zone are told apart by what clocks show.
            between = other.moment.timestamp() - one.moment.timestamp()
            if not between:
                near[one.id].append(Remark(Clash.SAME, other.post.title))
                near[other.id].append(Remark(Clash.SAME, one.post.title))
            elif between < apart.total_seconds():
                near[other.id].append(Remark(Clash.CLOSE, one.post.title))
        for n, one in enumerate(items):
            if one.moment and (more := (*near.get(one.id, ()), *self._own(one, by_day))):
                items[n] = replace(one, remarks=(*one.remarks, *more))
        return items

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


def _is_twice(moment: datetime) -> bool:
    return moment.utcoffset() != moment.replace(fold=1).utcoffset() and moment.fold == 0
