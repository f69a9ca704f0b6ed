"""The bilan: of each post, its objective against its result; of a stretch of time, what that teaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from portevoix.language import say
from portevoix.posts import Post
from portevoix.publications import Publication
from portevoix.results.counting import Figure, Results
from portevoix.results.line import Line, Verdict
from portevoix.results.measures import INTERACTIONS, MEASURES
from portevoix.results.numbers import say_number
from portevoix.results.target import Target, read_target
from portevoix.site import Site
from portevoix.values import dataclass

FEW = 5  # measured posts: below, nothing is concluded
MOST_OF, LITTLE_OF = (2, 3), (1, 3)  # shares of measured posts that reach: to repeat, to change


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Interactions out of a hundred impressions, with what it is made of."""

    network: str
    account: str
    interactions: Decimal
    impressions: Decimal

    @property
    def percent(self) -> Decimal:
        return self.interactions * 100 / self.impressions


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilan:
    post: Post
    verdict: Verdict
    result: Line | None
    target: Target | None  # None: no number tells it
    figures: tuple[Figure, ...]
    rates: tuple[Rate, ...]
    networks: tuple[str, ...]  # keys: where it went out, or was counted

    @property
    def key(self) -> tuple[object, ...]:
        """Changes with all that is shown of it beside the post."""
        return self.verdict, self.result, self.target, self.figures, self.networks


def bilan_of(
    post: Post,
    results: Results,
    publications: Iterable[Publication],
    site: Site,
    translations: Sequence[str] = (),
) -> Bilan:
    """`publications` are those of this post and of its translations, which are given by their slugs:
    one matter has one objective and one result."""
    slugs = (post.slug, *translations)
    measure = post.intention.measure
    target = read_target(measure.target, post.lang) if measure else None
    result = results.result(*slugs)
    figures = results.figures(*slugs)
    out = {one.network for one in publications} | {one.network for one in figures if one.network}
    return Bilan(
        post=post,
        verdict=_verdict(target, result, aims=measure is not None),
        result=result,
        target=target,
        figures=figures,
        rates=tuple(_rates(figures)),
        networks=tuple(sorted(out)),
    )


def _verdict(target: Target | None, result: Line | None, *, aims: bool) -> Verdict:
    if result is None:
        return Verdict.UNMEASURED if aims else Verdict.AIMLESS
    if result.verdict:
        return Verdict(result.verdict)
    measured = share_of(result) if target and target.percent else result.value
    if target is None or measured is None or (result.percent and not target.percent):
        return Verdict.UNJUDGED
    return target.judge(measured)


def say_result(result: Line, lang: str) -> str:
    """« 412 », « 84 % », « 412 sur 500 »."""
    value = say_number(result.value, lang, percent=result.percent)
    if result.of is None:
        return value
    return say(lang, "results.out_of", value=value, of=say_number(result.of, lang))


def share_of(result: Line) -> Decimal | None:
    """A result as a percentage: as it was given, or of what it is out of; None where it is none."""
    if result.percent:
        return result.value
    return result.value * 100 / result.of if result.of else None


def _rates(figures: Sequence[Figure]) -> Iterable[Rate]:
    """Where one tool, on one day, counted both: other pairs say nothing of each other."""
    for network, account in sorted({(one.network, one.account) for one in figures}):
        own = [one for one in figures if (one.network, one.account) == (network, account)]
        shown = next((one for one in own if one.measure == "impressions"), None)
        if shown is None or not shown.value:
            continue
        done = [
            one
            for one in own
            if one.measure in INTERACTIONS and (one.source, one.at) == (shown.source, shown.at)
        ]
        if done:
            total = sum((one.value for one in done), Decimal(0))
            yield Rate(
                network=network, account=account, interactions=total, impressions=shown.value
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How posts that share something stand, by verdict."""

    key: str
    counts: Counter[Verdict]

    @property
    def measured(self) -> int:
        return sum(self.counts[one] for one in (Verdict.REACHED, Verdict.PARTLY, Verdict.MISSED))

    @property
    def posts(self) -> int:
        return sum(self.counts.values())

    @property
    def is_small(self) -> bool:
        return self.measured < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The numbers of one measure on one network, one for each post and account."""

    network: str
    measure: str
    values: tuple[Decimal, ...]  # ascending

    @property
    def middle(self) -> Decimal:
        return median(self.values)

    @property
    def is_small(self) -> bool:
        return len(self.values) < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A year or a quarter."""

    bilans: tuple[Bilan, ...]  # newest post first
    objectives: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    networks: tuple[Tally, ...]  # of the posts that went out there
    crossed: tuple[tuple[str, str, str, Tally], ...]  # objective, network, kind
    spreads: tuple[Spread, ...]
    whole: Tally

    def repeat(self, tallies: Sequence[Tally]) -> tuple[Tally, ...]:
        """Those of which most reach their target, and that are enough to say so."""
        return tuple(
            one
            for one in tallies
            if not one.is_small
            and one.counts[Verdict.REACHED] * MOST_OF[1] >= one.measured * MOST_OF[0]
        )

    def change(self, tallies: Sequence[Tally]) -> tuple[Tally, ...]:
        """Those of which few do."""
        return tuple(
            one
            for one in tallies
            if not one.is_small
            and one.counts[Verdict.REACHED] * LITTLE_OF[1] <= one.measured * LITTLE_OF[0]
        )

    @property
    def small(self) -> tuple[Tally, ...]:
        return tuple(one for one in (*self.objectives, *self.kinds) if 0 < one.measured < FEW)


def summary_of(bilans: Iterable[Bilan], site: Site) -> Summary:
    all_ = tuple(bilans)
    aims = [(one, one.post.intention.objective) for one in all_]
    spreads: dict[tuple[str, str], list[Decimal]] = {}
    for one in all_:
        for figure in one.figures:
            spreads.setdefault((figure.network, figure.measure), []).append(figure.value)
    crossed: dict[tuple[str, str, str], Counter[Verdict]] = {}
    for one, objective in aims:
        for network in one.networks or ("",):
            place = objective, network, one.post.kind.key
            crossed.setdefault(place, Counter())[one.verdict] += 1
    known = list(site.objectives)
    return Summary(
        bilans=all_,
        objectives=_tallies(((objective, one.verdict) for one, objective in aims), known),
        kinds=_tallies(((one.post.kind.key, one.verdict) for one in all_), ()),
        networks=_tallies(((name, one.verdict) for one in all_ for name in one.networks), ()),
        crossed=tuple(
            (*place, Tally(key="", counts=some)) for place, some in sorted(crossed.items())
        ),
        spreads=tuple(
            Spread(network=network, measure=measure, values=tuple(sorted(values)))
            for (network, measure), values in sorted(
                spreads.items(), key=lambda pair: (pair[0][0], list(MEASURES).index(pair[0][1]))
            )
        ),
        whole=Tally(key="", counts=Counter(one.verdict for one in all_)),
    )


def _tallies(pairs: Iterable[tuple[str, Verdict]], order: Sequence[str]) -> tuple[Tally, ...]:
    """In a known order, then by name; "" last."""
    counts: dict[str, Counter[Verdict]] = {}
    for key, verdict in pairs:
        counts.setdefault(key, Counter())[verdict] += 1
    place = {key: n for n, key in enumerate(order)}
    keys = sorted(counts, key=lambda key: (not key, place.get(key, len(place)), key))
    return tuple(Tally(key=key, counts=counts[key]) for key in keys)


def quarter_of(day: date, sign: str) -> str:
    """« 2026-t2 », with the sign of the site's language."""
    return f"{day.year}-{sign}{(day.month + 2) // 3}"


def is_judged(post: Post, results: Results) -> bool:
    """Whether a post has a bilan: an aim, or a number."""
    aims = post.intention.objective or post.intention.measure
    return bool(aims or results.of(post.slug))


def matters(posts: Iterable[Post]) -> Iterator[tuple[Post, tuple[str, ...]]]:
    """Each post that translates none of the others, with the slugs of those that translate it."""
    some = tuple(posts)
    there = {post.slug for post in some}
    translations: dict[str, list[str]] = {}
    for post in some:
        if post.translation_of in there:
            translations.setdefault(post.translation_of, []).append(post.slug)
    for post in some:
        if post.translation_of not in there:
            yield post, tuple(sorted(translations.get(post.slug, ())))
