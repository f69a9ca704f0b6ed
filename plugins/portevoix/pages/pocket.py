"""/poche/ on the staff's site: what a person carries on a phone, and reads with no network.

A page of its own without the site's frame, so that nothing of it leads where there is no network, and
a worker that keeps it with its pictures, renews it and takes it away again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from urllib.parse import quote

from portevoix.cards import alt_of, draw_icon
from portevoix.charter.charter import Tree
from portevoix.charter.edition import CharterEdition
from portevoix.charter.reply_pages import ShownReply, shown_replies
from portevoix.charter.ways import Stop, stops
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.kits import formats_wanted
from portevoix.kits.pictures import CardFile, card_files
from portevoix.kits.relay import Outlet, outlets
from portevoix.kits.sharing import is_relayed
from portevoix.language import say
from portevoix.paths import ICON
from portevoix.posts import Post
from portevoix.publications import Publication
from portevoix.publisher import Page, Target
from portevoix.site import Audience, Pocket
from portevoix.snippets import boards_of
from portevoix.telephones import RUN, dialled
from portevoix.theme import TEMPLATES
from portevoix.typography import profile_of
from portevoix.values import dataclass

FORMAT = 1
MOST_KITS = 6
MOST_PICTURES = (
    6_000_000  # bytes of all pictures; what does not fit is named, and stays on the site
)
MOST = 20_000_000  # bytes that a phone takes at all
MOST_ENTRIES = 20  # of the register
AROUND = (timedelta(days=-1), timedelta(days=2))  # of today: whose texts are carried
LATELY = timedelta(days=3)  # a post that came out is answered for some days
ICONS = (180, 192, 512)  # pixels: Apple, then what installing asks for
_FOLDER = TEMPLATES / "pocket"
_FILES = ("pocket.css", "pocket.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedKit:
    post: Post
    outlets: tuple[Outlet, ...]
    cards: tuple[CardFile, ...]  # that are carried
    left: int  # pictures that stay on the site
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    role: str
    shown: str
    number: str  # as it is dialled


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedStep:
    stop: Stop
    answers: tuple[
        tuple[str, str], ...
    ]  # what is answered, the anchor of the step that it leads to


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """All that a pocket holds."""

    version: str
    days: int
    calls: tuple[Call, ...]
    tree: Tree | None
    steps: tuple[CarriedStep, ...]
    replies: tuple[ShownReply, ...]
    kits: tuple[CarriedKit, ...]
    register: tuple[tuple[Publication, str, str], ...]  # with the network's name, the post's title


def pocket(edition: Edition) -> Iterator[Target]:
    site = edition.site
    asked, today = site.pocket, edition.today
    if site.audience is not Audience.INTERNAL or asked is None or today is None:
        return
    posts = _of_today(edition)
    carried = _carried_cards(edition, posts)
    titles = {post.slug: post.title for post in (*edition.posts, *edition.expired)}
    charter = edition.charter
    # Of what is carried alone: how files lie on one disc must not tell phones that something changed.
    content = digest(
        *("pocket", today, asked.days),
        charter and charter.tree and replace(charter.tree, file=""),
        *(replace(one, file="", line=0) for one in (charter.replies if charter else ())),
        charter and charter.numbers,
        *(sorted(charter.variables.items()) if charter else ()),
        *(part for call in asked.calls for part in call),
        *map(edition.key_of_post, posts),
        *(card.path for cards in carried for card in cards),
        *((one, titles.get(one.post, "")) for one in edition.publications[:MOST_ENTRIES]),
    )
    key, version = digest(content, edition.charter_key), content[:8]
    home = site.names.pocket
    path = f"{home}index.html"
    yield Target(
        path=path,
        key=key,
        framed=True,
        render=partial(_page, edition, posts, carried, asked, version, path),
    )
    pictures = {card.path for cards in carried for card in cards}
    files = ["./", *_FILES, "manifest.webmanifest", f"../{ICON}", "icon-192.png"]
    files += [f"../{quote(path)}" for path in sorted(pictures)]
    yield Target(
        path=f"{home}contenu.json",
        key=key,
        render=partial(_list, version, asked, site.lang, files),
    )
    yield Target(
        path=f"{home}manifest.webmanifest",
        key=digest(site.organisation.name, site.lang, site.palette),
        render=partial(_manifest, edition),
    )
    for side in ICONS:
        yield Target(
            path=f"{home}icon-{side}.png",
            key=digest(site.palette),
            render=partial(draw_icon, site.palette, side),
        )
    for name in (*_FILES, "sw.js"):
        yield Target(
            path=f"{home}{name}", key=name, render=partial(lambda file: file, _FOLDER / name)
        )


def _of_today(edition: Edition) -> Sequence[Post]:
    """The posts whose texts go out around today, then those that came out lately; or the newest."""
    assert edition.today is not None
    first, last = (edition.today + span for span in AROUND)
    since = edition.today - LATELY
    plan = edition.progress or edition.plan
    due = {
        one.post.slug
        for one in plan.items
        if one.moment and first <= one.moment.astimezone(edition.site.zone).date() <= last
    }
    posts = [post for post in edition.posts if is_relayed(post)]
    wanted = [post for post in posts if post.slug in due or post.published.date() >= since]
    return tuple((wanted or posts[:1])[:MOST_KITS])


def _ours(edition: Edition, post: Post) -> tuple[Outlet, ...]:
    """The texts for the organisation's accounts; all where it names none."""
    held = {account.network for account in edition.site.organisation.accounts}
    snippets = edition.snippets.get(post.slug, ())
    ours = tuple(one for one in snippets if one.network.key in held) or snippets
    cards = card_files(post, formats_wanted(edition)[post.slug])
    words = profile_of(edition.site.lang, edition.site.profile)
    return tuple(outlets(post, ours, cards, words, threads=True))


def _wanted_cards(edition: Edition, post: Post) -> tuple[CardFile, ...]:
    usual = card_files(post, formats_wanted(edition)[post.slug])[:1]
    own = [outlet.card for outlet in _ours(edition, post) if outlet.card]
    return tuple(dict.fromkeys((*usual, *own)))


def _carried_cards(edition: Edition, posts: Sequence[Post]) -> Sequence[tuple[CardFile, ...]]:
    """The pictures of each post that fit, in the order of the posts."""
    left = MOST_PICTURES
    found = []
    for post in posts:
        kept = []
        for card in _wanted_cards(edition, post):
            size = edition.card_sizes.get(card.path, 0)
            if size <= left:
                left -= size
                kept.append(card)
        found.append(tuple(kept))
    return found


def _page(
    edition: Edition,
    posts: Sequence[Post],
    carried: Sequence[tuple[CardFile, ...]],
    asked: Pocket,
    version: str,
    path: str,
) -> Page:
    lang = edition.site.lang
    kits = tuple(
        CarriedKit(
            post=post,
            outlets=_ours(edition, post),
            cards=cards,
            left=len(_wanted_cards(edition, post)) - len(cards),
            alt=alt_of(post, post.told_in),
        )
        for post, cards in zip(posts, carried, strict=True)
    )
    titles = {post.slug: post.title for post in (*edition.posts, *edition.expired)}
    labels = {key: board.network.label[lang] for key, board in boards_of(edition.site).items()}
    charter = edition.charter
    told = charter and CharterEdition(charter=charter, site=edition.site, today=edition.today)
    return Page(
        path=path,
        template="pocket/pocket.html",
        title=say(lang, "pocket.title", organisation=edition.site.organisation.name),
        lang=lang,
        indexed=False,
        values={
            "day": edition.today,
            "carried": Carried(
                version=version,
                days=asked.days,
                calls=_calls(edition, asked),
                tree=charter.tree if charter else None,
                steps=_steps(charter.tree) if charter and charter.tree else (),
                replies=shown_replies(told) if told else (),
                kits=kits,
                register=tuple(
                    (one, labels.get(one.network, one.network), titles.get(one.post, one.post))
                    for one in edition.publications[:MOST_ENTRIES]
                ),
            ),
        },
    )


def _steps(tree: Tree) -> tuple[CarriedStep, ...]:
    """Each step at one address: ways to it that differ on the site lead to the same here."""
    found = stops(tree)
    own = {way.anchor: stop.anchor for stop in found for way in stop.ways}
    return tuple(
        CarriedStep(
            stop=stop,
            answers=tuple((choice.text, own.get(to, to)) for choice, to in stop.answers),
        )
        for stop in found
    )


def _calls(edition: Edition, asked: Pocket) -> tuple[Call, ...]:
    """The numbers that were asked for; without any, those that the steps of the tree name."""
    profile, charter = edition.site.profile, edition.charter
    variables = charter.variables if charter else {}
    said = [(role, variables.get(text.strip("{}"), text)) for role, text in asked.calls]
    if not said and charter and charter.tree:
        who = dict.fromkeys(node.who for node in charter.tree.nodes.values() if node.is_leaf)
        first = {
            found[0]: _role(text, found[0], variables)
            for text in reversed(who)
            if (found := _number_in(text, charter.numbers))
        }
        said = [(role, number) for number, role in reversed(first.items())]
    if edition.site.organisation.telephone:
        said.append((edition.site.organisation.name, edition.site.organisation.telephone))
    return tuple(
        Call(role=role, shown=shown, number=dialled(shown, profile))
        for role, shown in dict(said).items()
        if RUN.search(shown)
    )


_BEFORE = re.compile(r"[,;]|\b(?:puis|then)\b")
_LEADING = re.compile(r"^(?:avec|with|appelez|call|joignez|au|à|at|le|the)\b\s*", re.IGNORECASE)


def _role(text: str, number: str, variables: Mapping[str, str]) -> str:
    """Whom a number reaches: what stands before it, « Vous, puis la personne de garde : … », else what the
    charter's variables call it: `direction` for `direction_joindre`."""
    part = _BEFORE.split(text.partition(number)[0])[-1].strip(" :\u00a0\u202f")
    if part := _LEADING.sub("", part).strip():
        return part[0].upper() + part[1:]
    for name, value in variables.items():
        if number in value and (role := variables.get(name.rpartition("_")[0])):
            return role
    return text.partition(":")[0].strip()


def _number_in(text: str, numbers: Sequence[str]) -> list[str]:
    return [number for number in numbers if number in text]


def _list(version: str, asked: Pocket, lang: str, files: Sequence[str]) -> bytes:
    """What the worker keeps, for how long, and what it says once that is over."""
    words = {
        name: say(lang, f"pocket.{name}") for name in ("over_title", "over_text", "over_again")
    }
    told = {
        "format": FORMAT,
        "version": version,
        "lang": lang,
        "days": asked.days,
        "most": MOST,
        "words": words,
        "files": list(files),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _manifest(edition: Edition) -> bytes:
    site = edition.site
    icons = [
        {"src": f"icon-{side}.png", "sizes": f"{side}x{side}", "type": "image/png", "purpose": use}
        for side in ICONS[1:]
        for use in ("any", "maskable")
    ]
    told = {
        "id": "./",
        "name": say(site.lang, "pocket.title", organisation=site.organisation.name),
        "short_name": say(site.lang, "pocket.short"),
        "lang": site.lang,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": site.palette.paper,
        "theme_color": site.palette.paper,
        "icons": icons,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
