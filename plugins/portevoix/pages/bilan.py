"""/bilan/: of each post its objective and its result; of each quarter and year, what that teaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from portevoix.dates import long_date
from portevoix.digests import digest
from portevoix.doors import typed
from portevoix.edition import Edition, public
from portevoix.language import say
from portevoix.posts import KINDS, Post
from portevoix.publications import Publication
from portevoix.publisher import Page, Target
from portevoix.results import (
    FEW,
    MEASURES,
    WEB,
    Bilan,
    Figure,
    Summary,
    Tally,
    Verdict,
    against_target,
    bilan_of,
    is_judged,
    matters,
    quarter_of,
    say_number,
    say_rate,
    say_result,
    share_of_target,
    stacked,
    summary_of,
)
from portevoix.site import Site
from portevoix.snippets import boards_of
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    key: str  # « 2026 », « 2026-t2 »
    title: str
    path: str
    bilans: tuple[Bilan, ...]


def bilan_pages(edition: Edition) -> Iterator[Target]:
    """Nothing while no post has an aim; on the public site, only where the organisation wishes it."""
    if edition.results is None:
        return
    bilans = tuple(_bilans(edition))
    periods = tuple(_periods(bilans, edition.site))
    ways = tuple((one.title, one.path) for one in periods)
    keys = {
        one.post.slug: digest(
            edition.key_in_list(one.post), one.key, _heard(edition, one.post.slug)
        )
        for one in bilans
    }
    for n, period in enumerate(periods):
        shown = [keys[one.post.slug] for one in period.bilans]
        for path in (period.path, *([edition.site.names.bilan] if not n else [])):
            yield Target(
                path=f"{path}index.html",
                key=digest("bilan", period.key, ways, shown),
                framed=True,
                group="bilan",
                render=partial(_period_page, edition, period, ways, path),
            )
    for one in bilans:
        path = f"{edition.site.names.bilan}{one.post.slug}/"
        home = f"{edition.site.names.bilan}{_quarter(one.post, edition.site)}/"
        yield Target(
            path=f"{path}index.html",
            key=digest("bilan", keys[one.post.slug]),
            framed=True,
            render=partial(_post_page, edition, one, path, home),
        )


def _bilans(edition: Edition) -> Iterator[Bilan]:
    assert edition.results is not None
    out: dict[str, list[Publication]] = {}
    for one in edition.publications:
        out.setdefault(one.post, []).append(one)
    posts = sorted((*edition.posts, *edition.expired), key=lambda post: (post.published, post.slug))
    for post, translations in matters(reversed(posts)):
        if is_judged(post, edition.results):
            own = [one for slug in (post.slug, *translations) for one in out.get(slug, ())]
            yield bilan_of(post, edition.results, own, edition.site, translations)


def _periods(bilans: Sequence[Bilan], site: Site) -> Iterator[_Period]:
    """Each year, then its quarters, the newest first."""
    lang = site.lang
    for year in sorted({one.post.published.year for one in bilans}, reverse=True):
        of_year = tuple(one for one in bilans if one.post.published.year == year)
        yield _Period(
            key=str(year), title=str(year), path=f"{site.names.bilan}{year}/", bilans=of_year
        )
        quarters = sorted({_quarter(one.post, site) for one in of_year}, reverse=True)
        for key in quarters:
            wording = "results.of_first_quarter" if key.endswith("1") else "results.of_quarter"
            yield _Period(
                key=key,
                title=say(lang, wording, quarter=key[-1], year=year),
                path=f"{site.names.bilan}{key}/",
                bilans=tuple(one for one in of_year if _quarter(one.post, site) == key),
            )


def _heard(edition: Edition, slug: str) -> tuple[tuple[str, str, str], ...]:
    """What was heard of a post, what came of it, and the language of both."""
    return tuple((one.heard, one.answer, one.lang) for one in edition.heard if slug in one.posts)


# One period


def _period_page(
    edition: Edition, period: _Period, ways: tuple[tuple[str, str], ...], path: str
) -> Page:
    site, lang, open_ = edition.site, edition.site.lang, public(edition)
    summary = summary_of(period.bilans, site)
    objectives = [(_objective(site, one.key), one) for one in summary.objectives]
    kinds = [(_kind(one.key, lang), one) for one in summary.kinds]
    networks = [(_network(site, one.key), one) for one in summary.networks]
    groups = [
        (
            say(lang, "results.heading_objectives"),
            _chart("objectifs", objectives, lang),
            objectives,
        ),
        (say(lang, "results.heading_kinds"), _chart("genres", kinds, lang), kinds),
        (say(lang, "results.heading_networks"), _chart("reseaux", networks, lang), networks),
    ]
    return Page(
        path=f"{path}index.html",
        template="bilan.html",
        title=say(lang, "results.title_of", what=period.title),
        lang=lang,
        description=say(lang, "results.description"),
        indexed=False,
        values={
            "ways": ways,
            "period": period.path,
            "rows": [_row(one, site) for one in period.bilans],
            "picture": Markup(against_target("cibles", period.bilans, lang)),
            "groups": [(title, chart, rows) for title, chart, rows in groups if rows],
            "crossed": _crossed(summary, site),
            "lessons": tuple(_lessons(summary, site)),
            "spreads": () if open_ else tuple(_spreads(summary, site)),
            "whole": say(
                lang,
                "results.whole",
                posts=summary.whole.posts,
                measured=summary.whole.measured,
                reached=summary.whole.counts[Verdict.REACHED],
            ),
            "verdicts": [(one, say(lang, f"results.is_{one}")) for one in _SHOWN],
            "few": FEW,
        },
    )


_SHOWN = (Verdict.REACHED, Verdict.PARTLY, Verdict.MISSED, Verdict.UNJUDGED, Verdict.UNMEASURED)


def _chart(name: str, rows: Sequence[tuple[str, Tally]], lang: str) -> Markup:
    return Markup(stacked(name, rows, lang))


def _quarter(post: Post, site: Site) -> str:
    return quarter_of(post.published.date(), site.names.quarter)


def _row(one: Bilan, site: Site) -> Mapping[str, object]:
    lang, measure = site.lang, one.post.intention.measure
    share = share_of_target(one)
    return {
        "post": one.post,
        "path": f"{site.names.bilan}{one.post.slug}/",
        "objective": _objective(site, one.post.intention.objective),
        "target": measure.target if measure else "",
        "result": say_result(one.result, lang) if one.result else "",
        "share": say_number(share, lang, percent=True) if share is not None else "",
        "verdict": one.verdict.value,
        "says": say(lang, f"results.is_{one.verdict}"),
        "due": measure.review_on if measure and one.verdict is Verdict.UNMEASURED else None,
    }


def _crossed(summary: Summary, site: Site) -> list[tuple[str, str, str, str, bool]]:
    lang = site.lang
    return [
        (
            _objective(site, objective),
            _network(site, network),
            _kind(kind, lang),
            say(
                lang,
                "results.reached_of",
                reached=tally.counts[Verdict.REACHED],
                measured=tally.measured,
            ),
            tally.is_small,
        )
        for objective, network, kind, tally in summary.crossed
        if tally.measured
    ]


def _lessons(summary: Summary, site: Site) -> Iterator[str]:
    """In words: only what enough posts tell."""
    lang = site.lang
    named = [
        *(
            (one, say(lang, "results.by_objective", what=_objective(site, one.key)))
            for one in summary.objectives
        ),
        *((one, say(lang, "results.by_kind", what=_kind(one.key, lang))) for one in summary.kinds),
    ]
    names = {id(one): name for one, name in named}
    tallies = [one for one, _ in named]
    said = False
    for wording, some in (
        ("results.repeat", summary.repeat(tallies)),
        ("results.change", summary.change(tallies)),
    ):
        for one in some:
            said = True
            yield say(
                lang,
                wording,
                what=names[id(one)],
                reached=one.counts[Verdict.REACHED],
                measured=one.measured,
            )
    if not said:
        yield say(lang, "results.no_lesson")
    if small := [f"{names[id(one)]} ({one.measured})" for one in summary.small]:
        yield say(lang, "results.of_small", what=", ".join(small))


def _spreads(summary: Summary, site: Site) -> Iterator[Mapping[str, object]]:
    lang = site.lang
    for one in summary.spreads:
        yield {
            "network": _network(site, one.network)
            if one.network
            else say(lang, "results.heading_web"),
            "measure": MEASURES[one.measure].label[lang],
            "texts": len(one.values),
            "middle": say_number(one.middle, lang),
            "range": say(
                lang,
                "results.range",
                least=say_number(one.values[0], lang),
                most=say_number(one.values[-1], lang),
            ),
            "small": one.is_small,
        }


# One post


def _post_page(edition: Edition, one: Bilan, path: str, home: str) -> Page:
    site, lang, open_ = edition.site, edition.site.lang, public(edition)
    post, result = one.post, one.result
    return Page(
        path=f"{path}index.html",
        template="bilan-post.html",
        title=say(lang, "results.of_post", title=post.title),
        lang=lang,
        description=say(lang, "results.description"),
        indexed=False,
        values={
            "about": post,
            "home": home,
            "row": _row(one, site),
            "picture": Markup(against_target("cible", [one], lang)),
            "note": "" if open_ or result is None else result.note,
            "figures": () if open_ else tuple(_figure(figure, site) for figure in one.figures),
            "rates": ()
            if open_
            else [
                (
                    _network(site, rate.network),
                    say_rate(rate.interactions, rate.impressions, lang),
                )
                for rate in one.rates
            ],
            "heard": _heard(edition, post.slug),
            "enter": "" if open_ or result else f"{typed('result', site)} {post.slug} ",
            "lookback": ""
            if open_ or result is None
            else f"{typed('new-post', site)} lookback --about {post.slug}",
        },
    )


def _figure(one: Figure, site: Site) -> Mapping[str, object]:
    lang = site.lang
    days = ""
    if one.first and one.last:
        days = say(
            lang, "results.days", first=long_date(one.first, lang), last=long_date(one.last, lang)
        )
    web = one.measure in WEB and not one.network
    return {
        "network": say(lang, "results.heading_web") if web else _network(site, one.network),
        "account": one.account,
        "measure": MEASURES[one.measure].label[lang],
        "value": say_number(one.value, lang),
        "at": one.at,
        "days": days,
        "source": _source(one.source, lang),
    }


def _source(key: str, lang: str) -> str:
    known = {"main": "results.ours", "log": "results.source_log", "listen": "results.source_listen"}
    return say(lang, known[key]) if key in known else key


# Names


def _objective(site: Site, key: str) -> str:
    return site.objectives.get(key, key) or say(site.lang, "results.no_objective")


def _kind(key: str, lang: str) -> str:
    return KINDS[key].label[lang] if key in KINDS else key


def _network(site: Site, key: str) -> str:
    boards = boards_of(site)
    if not key:
        return say(site.lang, "results.no_network")
    return boards[key].network.label[site.lang] if key in boards else key
