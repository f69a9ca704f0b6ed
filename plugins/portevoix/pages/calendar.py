"""/calendrier/ on the staff's site: what comes, by month, by week; and a file for each network."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from babel.dates import format_date

from portevoix.dates import city_of, full_date, hour_of, long_date
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.ics import render_lines, text_line
from portevoix.language import say
from portevoix.paths import KITS
from portevoix.planning import OVER, Planned, Standing, say_gap, say_planned, say_remark
from portevoix.profiles import first_profile
from portevoix.publisher import Page, Target
from portevoix.site import Audience, Site
from portevoix.snippets import boards_of
from portevoix.values import dataclass

WEEKS = (-2, 12)  # from this week
MONTHS = (-3, 12)  # from this month


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    title: str
    lang: str
    kind: str
    labels: tuple[str, ...]  # of the networks
    hour: str
    iso: str
    standing: str
    says: str
    remarks: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    iso: str
    title: str
    texts: tuple[_Text, ...]
    today: bool
    start: int = 0  # its column where it is the first of a grid


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    title: str
    path: str
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    path: str
    title: str
    heading: str
    days: tuple[_Day, ...]
    ways: tuple[_Way, ...]
    grid: bool = False
    intro: str = ""
    gaps: tuple[str, ...] = ()
    unplaced: tuple[_Text, ...] = ()

    @property
    def any(self) -> bool:
        return any(day.texts for day in self.days)


def calendar_pages(edition: Edition) -> Iterator[Target]:
    """Nothing on the public site."""
    if edition.site.audience is not Audience.INTERNAL or edition.now is None:
        return
    calendars = tuple(_calendars(edition))
    for view in _views(edition, edition.now):
        yield Target(
            path=f"{view.path}index.html",
            key=digest("calendar", view, calendars),
            framed=True,
            group="calendar",
            render=partial(_page, edition, view, calendars),
        )
    kits = frozenset(post.slug for post in edition.posts)
    for key, (_, path) in zip(_networks(edition), calendars, strict=True):
        some = tuple(
            one
            for one in (edition.progress or edition.plan).items
            if one.network == key and one.moment
        )
        yield Target(
            path=path,
            key=digest(
                *("ics", *map(_shown, some), *(one.post.updated for one in some)),
                *(one.post.slug in kits for one in some),
            ),
            render=partial(_render_calendar, edition, key, some),
        )


def _shown(one: Planned) -> tuple[object, ...]:
    post = one.post
    stands = one.standing, one.approval, one.remarks
    return one.id, one.moment, *stands, post.title, post.lang, post.kind.key


def _page(edition: Edition, view: _View, calendars: tuple[tuple[str, str], ...]) -> Page:
    lang = edition.site.lang
    return Page(
        path=f"{view.path}index.html",
        template="calendar.html",
        title=view.title,
        lang=lang,
        indexed=False,
        values={"view": view, "calendars": calendars},
    )


def _networks(edition: Edition) -> tuple[str, ...]:
    used = {one.network for one in (edition.progress or edition.plan).items}
    return tuple(key for key in boards_of(edition.site) if key in used)


def _calendars(edition: Edition) -> Iterator[tuple[str, str]]:
    boards = boards_of(edition.site)
    for key in _networks(edition):
        yield (
            boards[key].network.label[edition.site.lang],
            f"{edition.site.names.calendar}{key}.ics",
        )


def _views(edition: Edition, now: datetime) -> Iterator[_View]:
    site, plan = edition.site, edition.progress or edition.plan
    lang = site.lang
    labels = {key: board.network.label[lang] for key, board in boards_of(site).items()}
    today = now.astimezone(site.zone).date()
    by_day: dict[date, list[_Text]] = {}
    coming: dict[date, list[_Text]] = {}
    unplaced = []
    kits = frozenset(post.slug for post in edition.posts)
    for one in plan.items:
        text = _text(one, labels.get(one.network, one.network), site, kits)
        if one.moment is None:
            unplaced.append(text)
            continue
        day = one.moment.date()
        by_day.setdefault(day, []).append(text)
        if one.standing not in OVER:
            coming.setdefault(day, []).append(text)
    month, week = _month_path(site, today), _week_path(site, today)
    ways = (
        _Way(title=say(lang, "planning.view_list"), path=site.names.calendar),
        _Way(title=say(lang, "planning.view_month"), path=month),
        _Way(title=say(lang, "planning.view_week"), path=week),
    )
    yield _View(
        path=site.names.calendar,
        title=say(lang, "planning.page_title"),
        heading=say(lang, "planning.ahead"),
        intro=say(lang, "planning.page_intro", zone=city_of(site.zone.key, lang)),
        days=tuple(_day(day, coming[day], today, lang) for day in sorted(coming)),
        ways=(replace(ways[0], here=True), *ways[1:]),
        gaps=tuple(say_gap(gap, labels.get(gap.network, gap.network), lang) for gap in plan.gaps),
        unplaced=tuple(unplaced),
    )
    firsts = [_month(today, n) for n in range(MONTHS[0], MONTHS[1] + 1)]
    yield from _grid(
        [
            (_month_path(site, first), _month_name(first, lang), _days(first, _month(first, 1)))
            for first in firsts
        ],
        *(ways, by_day, today, lang),
    )
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(days=7 * n) for n in range(WEEKS[0], WEEKS[1] + 1)]
    yield from _grid(
        [
            (
                _week_path(site, first),
                say(lang, "planning.week_of", day=long_date(first, lang)),
                _days(first, first + timedelta(days=7)),
            )
            for first in mondays
        ],
        *(ways, by_day, today, lang),
    )


def _grid(
    pages: Sequence[tuple[str, str, Sequence[date]]],
    ways: tuple[_Way, ...],
    by_day: dict[date, list[_Text]],
    today: date,
    lang: str,
) -> Iterator[_View]:
    """A page for each stretch of days, each leading to the one before and the one after."""
    for n, (path, title, days) in enumerate(pages):
        near = []
        if n:
            title_before = say(lang, "planning.before", what=_within(pages[n - 1][1], lang))
            near.append(_Way(title=title_before, path=pages[n - 1][0]))
        if n + 1 < len(pages):
            title_after = say(lang, "planning.after", what=_within(pages[n + 1][1], lang))
            near.append(_Way(title=title_after, path=pages[n + 1][0]))
        shown = [
            replace(_day(day, by_day.get(day, []), today, lang), title=_short(day, lang))
            for day in days
        ]
        shown[0] = replace(shown[0], start=days[0].weekday() + 1)
        yield _View(
            path=path,
            title=title,
            heading=say(lang, "planning.by_day"),
            days=tuple(shown),
            ways=(*(replace(way, here=way.path == path) for way in ways), *near),
            grid=True,
        )


def _text(one: Planned, label: str, site: Site, kits: frozenset[str]) -> _Text:
    lang, post = site.lang, one.post
    return _Text(
        title=post.title,
        lang=post.lang,
        kind=post.kind.key,
        labels=(label,),
        hour=hour_of(one.moment, lang) if one.moment else "",
        iso=one.moment.isoformat(timespec="minutes") if one.moment else "",
        standing=one.standing,
        says=say_planned(one, lang),
        remarks=tuple(say_remark(remark, lang) for remark in one.remarks),
        path=f"{KITS}{post.slug}/" if post.slug in kits else KITS,
    )


def _day(day: date, texts: Sequence[_Text], today: date, lang: str) -> _Day:
    return _Day(
        iso=day.isoformat(),
        title=full_date(day, lang),
        texts=tuple(_joined(texts)),
        today=day == today,
    )


def _joined(texts: Sequence[_Text]) -> Iterator[_Text]:
    """What leaves for several networks at one moment is one line, for it is one thing to know."""
    alike: dict[_Text, list[str]] = {}
    for text in texts:
        alike.setdefault(replace(text, labels=()), []).extend(text.labels)
    for text, labels in alike.items():
        yield replace(text, labels=tuple(labels))


def _days(first: date, end: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((end - first).days))


def _month(day: date, n: int) -> date:
    """The first day of the month that is `n` months away."""
    months = day.year * 12 + day.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)


def _month_name(day: date, lang: str) -> str:
    profile = first_profile(lang)
    name = format_date(day, "MMMM yyyy", locale=profile.locale if profile else "fr_CA")
    return name[:1].upper() + name[1:]


def _within(title: str, lang: str) -> str:
    """A title in the middle of a line: English keeps the capitals of its months."""
    return title if lang.startswith("en") else title[:1].lower() + title[1:]


def _short(day: date, lang: str) -> str:
    """A day without its year, which the page's title says."""
    return full_date(day, lang).removesuffix(f" {day.year}").removesuffix(",")


def _month_path(site: Site, day: date) -> str:
    return f"{site.names.calendar}{day:%Y-%m}/"


def _week_path(site: Site, day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{site.names.calendar}{year}-{site.names.week}{week:02}/"


def _render_calendar(edition: Edition, key: str, items: Sequence[Planned]) -> bytes:
    site, lang = edition.site, edition.site.lang
    label = boards_of(site)[key].network.label[lang]
    kits = frozenset(post.slug for post in edition.posts)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Porte-voix//Calendrier//FR",
        "CALSCALE:GREGORIAN",
        text_line("X-WR-CALNAME", f"{site.name}, {label}"),
    ]
    for one in items:
        lines += _event(one, label, site, kits)
    return render_lines([*lines, "END:VCALENDAR"])


def _event(one: Planned, label: str, site: Site, kits: frozenset[str]) -> Iterator[str]:
    """A post to come has no kit yet: then the list of kits is given, the identifier stays."""
    assert one.moment
    lang, post = site.lang, one.post
    address = site.absolute(f"{KITS}{post.slug}/")
    says = say_planned(one, lang)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'{address}#{one.network}')}"
    yield f"DTSTAMP:{_utc(post.updated)}"  # from content: two builds give the same bytes
    yield f"DTSTART:{_utc(one.moment)}"
    yield "DURATION:PT15M"
    yield text_line(
        "SUMMARY", say(lang, "planning.event", label=label, title=post.title, says=says)
    )
    shown = address if post.slug in kits else site.absolute(KITS)
    about = [*(say_remark(remark, lang) for remark in one.remarks), shown]
    yield text_line("DESCRIPTION", "\n".join(about))
    yield f"STATUS:{_STATUS.get(one.standing, 'CONFIRMED')}"
    yield f"URL:{shown}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


_STATUS = {
    Standing.DRAFT: "TENTATIVE",
    Standing.HELD: "TENTATIVE",
    Standing.DROPPED: "CANCELLED",
    Standing.EXPIRED: "CANCELLED",
    Standing.WITHDRAWN: "CANCELLED",
    Standing.TAKEN_BACK: "CANCELLED",
}


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
