"""The texts of the calendar as values: when each goes out, where it stands, what clashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from portevoix.approvals import Approval
from portevoix.planning.settings import Pause
from portevoix.posts import Post
from portevoix.values import dataclass


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
    TAKEN_BACK = (
        "taken_back"  # from a tool, before it sent it: it goes again only when that is asked
    )


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
    ELSEWHERE = "elsewhere"


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
    handed: datetime | None = None  # the moment that another tool was told


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
    approval: Approval = Approval.NONE

    @property
    def id(self) -> str:
        return f"{self.post.slug}/{self.network}"

    def standing_as(self, standing: Standing) -> Planned:
        """The same, where it stands. Of a large blog's calendar nearly every text is asked for it, and
        `replace` takes three times as long."""
        if standing is self.standing:
            return self
        return Planned(
            post=self.post,
            network=self.network,
            moment=self.moment,
            way=self.way,
            standing=standing,
            remarks=self.remarks,
            address=self.address,
            approval=self.approval,
        )

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


_KEPT_BACK = frozenset(
    {
        *(Standing.HELD, Standing.UNPLACED, Standing.DROPPED, Standing.EXPIRED),
        Standing.TAKEN_BACK,
    }
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All texts of the calendar, by moment, ties broken by address."""

    items: tuple[Planned, ...] = ()
    gaps: tuple[Gap, ...] = ()
    pause: Pause | None = None
    held_back: frozenset[tuple[str, str]] = frozenset()  # slug and network: nobody approved them
    _by: Mapping[tuple[str, str], Planned] = field(default_factory=dict, repr=False, hash=False)

    def of(self, slug: str, network: str) -> Planned | None:
        return self._by.get((slug, network))

    def texts_of(self, slug: str) -> tuple[Planned, ...]:
        """The texts of one post, by network."""
        return self._of_posts.get(slug, ())

    @cached_property
    def _of_posts(self) -> Mapping[str, tuple[Planned, ...]]:
        found: dict[str, list[Planned]] = {}
        for one in self.items:
            found.setdefault(one.post.slug, []).append(one)
        return {
            slug: tuple(sorted(some, key=lambda one: one.network)) for slug, some in found.items()
        }

    @cached_property
    def apart(self) -> frozenset[str]:
        """Slugs of the posts that have a text whose moment is not that of the post."""
        return frozenset(one.post.slug for one in self.items if one.way is not Way.POST)

    def offered_from(self, post: Post, network: str) -> datetime | None:
        """From when a feed offers a text; None for what waits, or goes nowhere."""
        one = self.of(post.slug, network)
        if (post.slug, network) in self.held_back:
            return None
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
        return tuple(
            one
            for one in self.items
            if one.standing is Standing.DUE and (one.post.slug, one.network) not in self.held_back
        )

    @property
    def held(self) -> tuple[Planned, ...]:
        return tuple(one for one in self.items if one.standing is Standing.HELD)
