"""/boite/ on the staff's site: what people said, what presses first, each a step from its answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portevoix.charter.addresses import named
from portevoix.charter.charter import Node
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.inbox import Item, Waiting
from portevoix.kits.counts import rows
from portevoix.kits.relay import Text
from portevoix.language import say
from portevoix.listening import LEAVES, place_of
from portevoix.posts import Post
from portevoix.publisher import Page, Target
from portevoix.site import Audience
from portevoix.values import dataclass

MOST = 300  # items that are open on one page
REST = 30  # of those that are not


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A leaf of the tree, with the reply that stands there ready to be copied."""

    path: str
    title: str
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    one: Waiting
    item: Item
    place: str
    post: Post | None
    lines: tuple[tuple[str, ...], ...]  # paragraphs, each its lines
    branch: Branch | None  # that its alarm asks for
    foreseen: tuple[tuple[str, Text], ...]


def inbox_page(edition: Edition) -> Iterator[Target]:
    """Nothing on the public site, or where nobody listens."""
    if edition.site.audience is not Audience.INTERNAL or not edition.tray.used:
        return
    path = f"{edition.site.names.inbox}index.html"
    posts = {post.slug: post for post in (*edition.posts, *edition.expired)}
    known = [posts[one.item.post] for one in edition.tray.waiting if one.item.post in posts]
    yield Target(
        path=path,
        key=digest(
            edition.tray.waiting,
            sorted(edition.tray.numbers.items()),
            edition.owed,
            edition.charter_key,
            *(edition.key_of_post(post) for post in known),
        ),
        framed=True,
        render=partial(_page, edition, path),
    )


def _page(edition: Edition, path: str) -> Page:
    lang, tray = edition.site.lang, edition.tray
    posts = {post.slug: post for post in (*edition.posts, *edition.expired)}
    open_ones = [one for one in tray.waiting if one.is_open]
    rest = [one for one in tray.waiting if not one.is_open][:REST]
    branches = _branches(edition)
    shown = partial(_shown, edition, posts, branches)
    return Page(
        path=path,
        template="inbox.html",
        title=say(lang, "inbox.page_title"),
        lang=lang,
        indexed=False,
        values={
            "waiting": [shown(one) for one in open_ones[:MOST]],
            "rest": [shown(one) for one in rest],
            "numbers": tray.numbers,
            "late": sum(one.late for one in open_ones),
            "owed": [(one, posts.get(one.slug)) for one in edition.owed],
            "branches": _frequent(edition, branches),
            "tree": edition.site.names.charter_page("repondre/") if branches else "",
        },
    )


def _shown(
    edition: Edition, posts: dict[str, Post], branches: dict[str, Branch], one: Waiting
) -> _Shown:
    post = posts.get(one.item.post)
    wanted = LEAVES[one.alarm] if one.alarm else ()
    return _Shown(
        one=one,
        item=one.item,
        place=place_of(one.item, edition.site.lang),
        post=post,
        lines=tuple(tuple(part.split("\n")) for part in one.item.text.split("\n\n") if part),
        branch=next((branches[id] for id in wanted if id in branches), None),
        foreseen=tuple(_foreseen(one.item, post)) if post else (),
    )


def _foreseen(item: Item, post: Post) -> Iterator[tuple[str, Text]]:
    """What the post's author thought that people would say, and the answer."""
    for n, one in enumerate(post.answers):
        text = one.answer
        yield one.comment, Text(id=f"r-{item.id}-{n}", text=text, rows=rows(text))


def _branches(edition: Edition) -> dict[str, Branch]:
    """Every step of the tree by its name."""
    charter = edition.charter
    if charter is None or charter.tree is None or "repondre" not in named(charter, edition.site):
        return {}
    return {
        id: Branch(
            path=edition.site.names.charter_page(f"repondre/#{id}"),
            title=reply.title if (reply := charter.reply(node.reply)) else node.title,
            node=node,
        )
        for id, node in charter.tree.nodes.items()
    }


def _frequent(edition: Edition, branches: dict[str, Branch]) -> list[Branch]:
    tree = edition.charter.tree if edition.charter else None
    return [branches[id] for id in tree.frequent if id in branches] if tree else []
