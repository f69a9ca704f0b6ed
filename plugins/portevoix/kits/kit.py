"""The staff's kit of a post: how it will look, what to say, what to sign, before it is shared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import groupby

from portevoix.approvals import Approval, picture_digest, say_verdict
from portevoix.cards import alt_of
from portevoix.dates import long_moment
from portevoix.digests import digest
from portevoix.doors import typed
from portevoix.edition import Edition
from portevoix.kits.counts import number, rows
from portevoix.kits.families import Family, in_families
from portevoix.kits.pictures import ALWAYS, CardFile, card_files, formats_wanted
from portevoix.kits.previews import Preview, own_picture, preview_of
from portevoix.kits.relay import Outlet, Text, outlets
from portevoix.kits.sharing import is_relayed
from portevoix.language import say
from portevoix.networks import Medium
from portevoix.paths import KITS
from portevoix.planning import Plan, Planned, Standing, Way, say_standing
from portevoix.posts import Post
from portevoix.publisher import Page, Target
from portevoix.site import Audience, Site
from portevoix.snippets import Dropped, Snippet, Why, boards_of, remarks_on, said_of, say_cost
from portevoix.typography import profile_of, typeset_message
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """One network in a kit: what the relay page has, and what only the staff need."""

    outlet: Outlet
    preview: Preview
    at: datetime | None  # when it is planned to go out
    cost: str
    plain: Text | None  # the cheaper text
    # What was left out, by reason: the reason in words, then the name of each part and its text.
    left: tuple[tuple[str, tuple[tuple[str, Dropped], ...]], ...]
    remarks: tuple[
        tuple[str, str], ...
    ]  # on a text that its author wrote: what is wrong, what to do
    out: str  # what the ledger knows of it: sent, entrusted, refused…; "" for nothing
    out_at: str  # its address on the network
    enter: Text | None  # the command that enters it once it was sent by hand
    alt_length: str
    alt_fits: bool
    approval: str  # worded; "" where nobody spoke and nobody is asked to
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    comment: str
    answer: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    post: Post
    families: tuple[tuple[Family, tuple[Sounding, ...]], ...]
    others: tuple[Sounding, ...]  # networks where the organisation has no account
    planned: tuple[tuple[str, datetime], ...]  # a network's label and its moment, in order
    kept_off: tuple[str, ...]  # labels
    cards: tuple[CardFile, ...]
    all_cards: bool
    alt: Text
    replies: tuple[Reply, ...]
    objective: str
    relay: str  # path of the public page
    archive: str  # path of the ZIP


def kit_pages(edition: Edition) -> Iterator[Target]:
    """/kits/ and /kits/<slug>/ on the staff site; nothing on the public one."""
    if edition.site.audience is not Audience.INTERNAL:
        return
    posts = [post for post in edition.posts if is_relayed(post)]
    wanted = formats_wanted(edition)
    path = f"{KITS}index.html"
    yield Target(
        path=path,
        key=digest("kits", *map(edition.key_in_list, posts)),
        framed=True,
        render=partial(_index, edition, posts, path),
    )
    for post in posts:
        path = f"{KITS}{post.slug}/index.html"
        yield Target(
            path=path,
            key=digest(
                *("kit", edition.key_of_post(post), edition.approvals.key_of(post.slug)),
                *wanted[post.slug],
                *_stood(edition, post),
            ),
            framed=True,
            group=post.slug,
            render=partial(_page, edition, post, path, wanted[post.slug]),
        )


def _index(edition: Edition, posts: list[Post], path: str) -> Page:
    lang = edition.site.lang
    return Page(
        path=path,
        template="kits.html",
        title=say(lang, "kits.kits_title"),
        lang=lang,
        description=say(lang, "kits.kits_description"),
        indexed=False,
        values={"years": by_year(posts)},
    )


def _page(edition: Edition, post: Post, path: str, formats: tuple[str, ...]) -> Page:
    lang = edition.site.lang
    return Page(
        path=path,
        template="kit.html",
        title=say(lang, "kits.kit_title", title=post.title),
        lang=lang,
        description=say(lang, "kits.kit_description"),
        indexed=False,
        values={"kit": kit_of(edition, post, formats)},
    )


def by_year(posts: list[Post]) -> tuple[tuple[int, tuple[Post, ...]], ...]:
    """The posts of each year, in the order in which they come."""
    return tuple(
        (year, tuple(some)) for year, some in groupby(posts, lambda post: post.published.year)
    )


def archive_path(post: Post) -> str:
    """Where the ZIP of a kit lives below the site root."""
    return f"{KITS}{post.slug}.zip"


def kit_of(edition: Edition, post: Post, formats: tuple[str, ...]) -> Kit:
    site = edition.site
    snippets = edition.snippets.get(post.slug, ())
    cards = card_files(post, formats)
    alt = alt_of(post, post.told_in)
    usual = tuple(card for card in cards if card.format in ALWAYS)
    ours, others = _ours_first(site, snippets)
    return Kit(
        post=post,
        families=tuple(
            (family, tuple(_soundings(edition, post, some, cards, alt)))
            for family, some in in_families(ours)
        ),
        others=tuple(_soundings(edition, post, others, cards, alt)),
        planned=_planned(edition, post, snippets),
        kept_off=_kept_off(site, snippets),
        cards=cards,
        all_cards=len(cards) > len(usual),
        alt=Text(id="texte-de-remplacement", text=alt, rows=rows(alt)),
        replies=tuple(
            Reply(
                comment=one.comment,
                answer=Text(id=f"reponse-{n}", text=one.answer, rows=rows(one.answer)),
            )
            for n, one in enumerate(post.answers, 1)
        ),
        objective=site.objectives.get(post.intention.objective, post.intention.objective),
        relay=site.relay_path(post),
        archive=archive_path(post),
    )


def _ours_first(
    site: Site, snippets: tuple[Snippet, ...]
) -> tuple[tuple[Snippet, ...], tuple[Snippet, ...]]:
    """Those that the organisation sends itself, and those of networks where it has no account.

    An organisation that names no account on a network is shown them all alike.
    """
    held = {account.network for account in site.organisation.accounts}
    social = [one for one in snippets if one.network.medium is Medium.SOCIAL]
    others = tuple(one for one in social if one.network.key not in held)
    if len(others) == len(social):
        return snippets, ()
    return tuple(one for one in snippets if one not in others), others


def _soundings(
    edition: Edition,
    post: Post,
    snippets: tuple[Snippet, ...],
    cards: tuple[CardFile, ...],
    alt: str,
) -> Iterator[Sounding]:
    site, lang = edition.site, edition.site.lang
    words = profile_of(lang, site.profile)
    picture = picture_digest(edition.originals.get(post.slug)) if edition.approvals.said else ""
    own = own_picture(edition.pictures.get(post.slug))
    for snippet, outlet in zip(
        snippets, outlets(post, snippets, cards, words, threads=True), strict=True
    ):
        network, cost = snippet.network, snippet.cost
        plain = cost.plain if cost else ""
        planned = _plan(edition).of(post.slug, network.key)
        known = planned is not None and planned.standing in _KNOWN
        verdict = edition.approvals.of(post, snippet, picture)
        spoken = verdict.approval is not Approval.NONE
        yield Sounding(
            outlet=outlet,
            preview=preview_of(site, post, snippet, cards, own),
            at=None if known else moment_of(edition, post, network.key),
            out=_told_out(planned, lang) if planned is not None and known else "",
            out_at=planned.address if planned is not None and known else "",
            enter=_enter(post, network.key, site)
            if network.medium is Medium.SOCIAL and not known
            else None,
            cost=say_cost(cost, lang) if cost else "",
            plain=Text(id=f"sans-accent-{network.key}", text=plain, rows=rows(plain))
            if plain
            else None,
            left=tuple(left_out(snippet, words)),
            remarks=tuple(remarks_of(snippet, post, site)) if snippet.written else (),
            alt_length=_alt_length(snippet, alt, lang),
            alt_fits=not network.alt_limit or len(alt) <= network.alt_limit,
            approval=say_verdict(verdict, site) if spoken else "",
            agreed=verdict.approval is Approval.GIVEN,
        )


def left_out(snippet: Snippet, lang: str) -> Iterator[tuple[str, tuple[tuple[str, Dropped], ...]]]:
    """What is not in a text, by reason: the reason in words, then the name of each part."""
    for why in Why:
        some = [one for one in snippet.dropped if one.why is why]
        if some:
            named = tuple((say(lang, f"kits.part_{one.part}"), one) for one in some)
            yield say(lang, f"kits.dropped_{why}"), named


def remarks_of(snippet: Snippet, post: Post, site: Site) -> Iterator[tuple[str, str]]:
    """What a careful editor would say of a text, and what to do, in the site's language."""
    lang = site.lang
    for remark, passage in remarks_on(said_of(snippet, post, site.address_of(post))):
        told = typeset_message(remark.message[lang].format(passage=passage), lang, site.profile)
        yield told, typeset_message(remark.todo[lang], lang, site.profile)


def _alt_length(snippet: Snippet, alt: str, lang: str) -> str:
    limit = snippet.network.alt_limit
    if not limit:
        return ""
    return say(
        lang,
        "kits.alt_length" if len(alt) <= limit else "kits.alt_too_long",
        count=number(len(alt), lang),
        limit=number(limit, lang),
        label=snippet.network.label[lang],
    )


# What only a ledger knows of a text, and no clock changes.
_KNOWN = frozenset(
    {
        *(Standing.ENTRUSTED, Standing.SENT, Standing.FAILED, Standing.CORRECTED),
        *(Standing.WITHDRAWN, Standing.TAKEN_BACK),
    }
)


def _plan(edition: Edition) -> Plan:
    return edition.progress or edition.plan


def moment_of(edition: Edition, post: Post, network: str) -> datetime | None:
    """When a text goes out by its author's word or by a slot; None for one that goes with its post."""
    one = _plan(edition).of(post.slug, network)
    if one is None:
        share = post.share.get(network)
        return share.at if share else None
    return one.moment if one.way is not Way.POST else None


def _stood(edition: Edition, post: Post) -> Iterator[tuple[object, ...]]:
    """What the calendar and the ledger say of a post's texts, as its kit shows it."""
    for one in _plan(edition).texts_of(post.slug):
        if one.standing in _KNOWN:
            yield one.network, one.standing.value, one.moment, one.address
        elif one.way is not Way.POST:
            yield one.network, one.moment


def _told_out(planned: Planned, lang: str) -> str:
    standing = say_standing(planned.standing, lang)
    if planned.moment is None or planned.standing is Standing.TAKEN_BACK:
        return standing
    return say(lang, "kits.stands", standing=standing, date=long_moment(planned.moment, lang))


def _enter(post: Post, network: str, site: Site) -> Text:
    text = f"{typed('send', site)} {post.slug} --network {network} --by-hand https://"
    return Text(id=f"inscrire-{network}", text=text, rows=rows(text))


def _planned(
    edition: Edition, post: Post, snippets: tuple[Snippet, ...]
) -> tuple[tuple[str, datetime], ...]:
    lang = edition.site.lang
    dated = [
        (moment, one.network.label[lang])
        for one in snippets
        if (moment := moment_of(edition, post, one.network.key))
    ]
    return tuple((label, at) for at, label in sorted(dated))


def _kept_off(site: Site, snippets: tuple[Snippet, ...]) -> tuple[str, ...]:
    offered = {one.network.key for one in snippets}
    return tuple(
        board.network.label[site.lang]
        for key, board in boards_of(site).items()
        if key not in offered
    )
