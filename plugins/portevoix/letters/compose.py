"""An issue and the posts that it names → a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from markupsafe import Markup

from portevoix.dates import long_date, long_moment
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.edition import Edition
from portevoix.feeds.full_text import full_text
from portevoix.issues import Chosen, Issue
from portevoix.language import say
from portevoix.letters.bodies import WIDE, for_mail, is_shown_by_all, written
from portevoix.letters.letter import Asked, Item, Letter, Shown
from portevoix.letters.tools import Tool
from portevoix.newsletter_options import NewsletterOptions
from portevoix.posts import Detail, Post, Value, label_of
from portevoix.site import Site
from portevoix.text import tidy
from portevoix.tongues import told_in

PREHEADER = 110  # characters that inboxes show at most, after the subject
_TOLD = frozenset({Value.MOMENT, Value.TEXT, Value.CHOICE})


def compose(issue: Issue, edition: Edition, tool: Tool | None, now: datetime) -> Letter:
    """The letter as `tool` takes it; None: for nobody's tool.

    Raises DiagnosticsError with every post that readers could not open yet, or any more.
    """
    site, options = edition.site, edition.newsletter
    lang = told_in(issue.lang, site.lang)
    moment = issue.sent or now
    posts = _posts(issue, edition)
    items = tuple(_item(one, post, issue, edition, moment) for one, post in posts)
    links = {name.strip("\ue000\ue001"): name for name in codes_of(options, tool)}
    address = site.absolute(f"{site.names.letters}{issue.id}/")
    return Letter(
        id=issue.id,
        subject=tidy(issue.subject),
        preheader=tidy(issue.preheader) or _preheader(post for _, post in posts),
        lang=issue.lang,
        title=tidy(options.title) or say(lang, "letters.named"),
        day=long_date(moment, lang),
        organisation=tidy(site.organisation.name) or tidy(site.name),
        home=site.url,
        intro=written(issue.intro, site.url),
        outro=written(issue.outro, site.url),
        items=items,
        foot=tuple(foot_of(site)),
        browser=links.get("browser", "") or address,
        unsubscribe=links.get("unsubscribe") or options.unsubscribe,
        preferences=links.get("preferences", ""),
        whole=issue.whole,
    )


def title_of(options: NewsletterOptions, site: Site, lang: str) -> str:
    return tidy(options.title) or say(
        lang, "letters.title", site=tidy(site.organisation.name) or tidy(site.name)
    )


def codes_of(options: NewsletterOptions, tool: Tool | None) -> dict[str, str]:
    """What stands in a letter for each link that the tool makes for every reader → its code, the
    organisation's own before ours.

    Where readers read the letter stays the organisation's page unless it says otherwise: a page of the
    tool tells it who came. What stands for a code is of letters that no text has.
    """
    if tool is None:
        return {}
    own = dict(options.links) if options.tool in ("", tool.key) else {}
    known = {"unsubscribe": tool.unsubscribe, "preferences": tool.preferences, **own}
    return {f"\ue000{name}\ue001": code for name, code in known.items() if code}


def foot_of(site: Site) -> Iterator[str]:
    """Who writes, and how to answer: laws on mail ask for a name, a postal address and a way back."""
    one = site.organisation
    lines = (one.name or site.name, one.address, one.telephone, one.email)
    yield from (tidy(line) for line in lines if line)


def _posts(issue: Issue, edition: Edition) -> list[tuple[Chosen, Post]]:
    known = {post.slug: post for post in edition.posts}
    told = Diagnostics(edition.site.lang)
    found = []
    for place, one in enumerate(issue.posts):
        post = known.get(one.slug)
        if post is None:
            line = issue.lines.get(f"posts.{place}", issue.lines.get("posts", 0))
            told.mistake(issue.file, line, "letters.not_out", post=one.slug)
        else:
            found.append((one, post))
    if told.mistakes:
        raise DiagnosticsError(told.mistakes)
    return found


def _item(one: Chosen, post: Post, issue: Issue, edition: Edition, moment: datetime) -> Item:
    site = edition.site
    url = site.address_of(post)
    pictures = edition.newsletter.pictures if issue.pictures is None else issue.pictures
    told = full_text(post, edition.bodies[post.slug], url) if issue.whole else ""
    return Item(
        title=tidy(post.title),
        url=url,
        kind=post.kind.key,
        label=label_of(post)[post.told_in],
        day=long_date(post.published, post.told_in),
        lang=post.lang,
        text=tidy(one.text or post.summary),
        facts=() if issue.whole else tuple(facts_of(post)),
        html=for_mail(told, post.told_in, pictures=pictures) if told else Markup(""),
        picture=_picture(post, edition) if pictures else None,
        asked=asked_of(post, moment.date()),
    )


def facts_of(post: Post) -> Iterator[tuple[str, str]]:
    """When, where, for whom: what a kind adds that fits on a line."""
    for detail in post.kind.details:
        value = post.details.get(detail.name)
        if detail.value in _TOLD and value and not isinstance(value, tuple):
            yield detail.label[post.told_in], _fact(detail, value, post.told_in)


def _fact(detail: Detail, value: str | date, lang: str) -> str:
    if isinstance(value, datetime):
        return long_moment(value, lang)
    if isinstance(value, date):
        return long_date(value, lang)
    return detail.choice(value).label[lang] if detail.value is Value.CHOICE else tidy(value)


def asked_of(post: Post, day: date) -> Asked | None:
    """What the post asks, while it can be done."""
    call = post.intention.call
    if call is None or (call.until and call.until < day) or not call.url.startswith("http"):
        return None
    until = (
        say(post.told_in, "letters.until", date=long_date(call.until, post.told_in))
        if call.until
        else ""
    )
    return Asked(text=tidy(call.text), url=call.url, until=until)


def _picture(post: Post, edition: Edition) -> Shown | None:
    """The post's own, where every client shows its kind and its author described it."""
    found = edition.pictures.get(post.slug)
    if found is None or post.picture is None or not is_shown_by_all(found.path):
        return None
    if not found.width or not (post.picture.alt or post.picture.decorative):
        return None
    return Shown(
        url=edition.site.absolute(found.path),
        width=min(WIDE, found.width),
        alt=tidy(post.picture.alt),
    )


def _preheader(posts: Iterable[Post]) -> str:
    """The messages of the first posts, as many as an inbox shows."""
    said = ""
    for post in posts:
        more = f"{said} {tidy(post.message)}".strip()
        if said and len(more) > PREHEADER:
            break
        said = more
    return said
