"""The team's letter: what goes out tomorrow, what to say, what to answer; for the staff alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from portevoix.dates import full_date, hour_of
from portevoix.edition import Edition
from portevoix.language import say
from portevoix.letters.compose import asked_of, facts_of, foot_of
from portevoix.letters.letter import Asked
from portevoix.letters.plain import RULE, asked_text
from portevoix.paths import KITS
from portevoix.planning import OVER, Plan, Standing
from portevoix.posts import Post, label_of
from portevoix.site import Audience, Site
from portevoix.snippets import boards_of
from portevoix.text import tidy
from portevoix.values import dataclass

# The plan is that of the day before: what is over by then never goes out.
_NEVER = OVER | {Standing.DRAFT, Standing.HELD, Standing.UNPLACED, Standing.TAKEN_BACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefed:
    """A post as the team hears of it."""

    title: str
    url: str  # on the public site, once it is out
    kit: str  # "" where no staff site has one
    kind: str
    label: str
    hour: str
    internal: bool
    message: str  # to repeat
    facts: tuple[tuple[str, str], ...]
    asked: Asked | None
    answers: tuple[tuple[str, str], ...]  # comments that are foreseen, what to answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    id: str
    subject: str
    preheader: str
    lang: str
    day: str
    posts: tuple[Briefed, ...]
    texts: tuple[tuple[str, str, str], ...]  # hour, network, title of the post
    paused: bool
    foot: tuple[str, ...]


def end_of(day: date, site: Site) -> datetime:
    """The last moment of a day."""
    return datetime.combine(day + timedelta(days=1), time(0), site.zone) - timedelta(seconds=1)


def brief(edition: Edition, plan: Plan, day: date) -> Team | None:
    """The letter of the day before; None when nothing goes out on `day`. `edition` is that of its
    end."""
    site, lang = edition.site, edition.site.lang
    posts = sorted(
        (one for one in edition.posts if one.published.astimezone(site.zone).date() == day),
        key=lambda one: (one.published, one.slug),
    )
    labels = {key: board.network.label[lang] for key, board in boards_of(site).items()}
    texts = tuple(_texts(plan, day, site, labels))
    if not posts and not texts:
        return None
    count = len(posts)
    return Team(
        id=f"{day:%Y-%m-%d}",
        subject=say(lang, "letters.team_subject", day=full_date(day, lang), count=count)
        if count
        else say(lang, "letters.team_subject_texts", day=full_date(day, lang)),
        preheader=" ".join(tidy(one.title) for one in posts[:2]),
        lang=lang,
        day=full_date(day, lang),
        posts=tuple(_briefed(one, edition) for one in posts),
        texts=texts,
        paused=plan.pause is not None,
        foot=tuple(foot_of(site)),
    )


def _texts(
    plan: Plan, day: date, site: Site, labels: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    for one in plan.items:
        moment = one.moment and one.moment.astimezone(site.zone)
        if moment and moment.date() == day and one.standing not in _NEVER:
            yield (
                hour_of(moment, site.lang),
                labels.get(one.network, one.network),
                tidy(one.post.title),
            )


def _briefed(post: Post, edition: Edition) -> Briefed:
    site = edition.site
    moment = post.published.astimezone(site.zone)
    internal = post.audience != Audience.PUBLIC
    return Briefed(
        title=tidy(post.title),
        url=site.address_of(post),
        kit=site.absolute(f"{KITS}{post.slug}/")
        if site.audience is Audience.INTERNAL and not internal
        else "",
        kind=post.kind.key,
        label=label_of(post)[site.lang],
        hour=hour_of(moment, site.lang),
        internal=internal,
        message=tidy(post.message),
        facts=tuple(facts_of(post)),
        asked=asked_of(post, moment.date()),
        answers=tuple((tidy(one.comment), tidy(one.answer)) for one in post.answers),
    )


def team_text(team: Team) -> str:
    return "\n\n".join(part for part in _parts(team) if part) + "\n"


def _parts(team: Team) -> Iterator[str]:
    lang = team.lang
    yield team.subject
    yield say(lang, "letters.team_intro")
    if team.paused:
        yield say(lang, "letters.team_paused")
    for post in team.posts:
        yield RULE
        yield f"{post.title}\n{post.label}, {post.hour}"
        yield say(lang, "letters.team_message_text", message=post.message)
        if post.facts:
            yield "\n".join(say(lang, "letters.fact", label=a, value=b) for a, b in post.facts)
        if post.asked:
            yield asked_text(post.asked)
        for comment, answer in post.answers:
            yield say(lang, "letters.team_answer_text", comment=comment, answer=answer)
        yield "\n".join(_ways(post, lang))
    if team.texts:
        yield RULE
        yield say(lang, "letters.team_texts")
        yield "\n".join(f"{hour}  {network} – {title}" for hour, network, title in team.texts)
    yield say(lang, "letters.team_doubt")
    yield "\n".join(("-- ", *team.foot))


def _ways(post: Briefed, lang: str) -> Iterator[str]:
    yield say(lang, "letters.team_url_text", url=post.url)
    if post.kit:
        yield say(lang, "letters.team_kit_text", url=post.kit)
