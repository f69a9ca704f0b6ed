"""Texts that are out, made to say what their posts say today, or withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from portevoix.language import labelled, say
from portevoix.posts import Post
from portevoix.sending.accounts import (
    ROUTES,
)
from portevoix.sending.corrections import correct, corrections_of, withdraw
from portevoix.sending.desk import Desk
from portevoix.sending.http import NetworkError
from portevoix.sending.ledger import Part, Way
from portevoix.sending.message import Message
from portevoix.sending.messages import messages_of
from portevoix.sending.names import names_of
from portevoix.site import Account


def correct_posts(
    desk: Desk, posts: Mapping[str, Post], chosen: str, network: str, *, dry: bool
) -> None:
    """Have what is out say what the posts say today. `chosen` is the slug of one post; without
    it, only posts that date a revision since they were sent are corrected."""
    nothing = True
    named = {name: one for one in posts.values() for name in names_of(one)}
    named |= posts
    for (slug, key, name), parts in desk.ledger.places():
        out = [part for part in parts if part.is_out]
        post = named.get(slug)
        if not out or (chosen and chosen not in (slug, post and post.slug)):
            continue
        if network not in ("", key):
            continue
        message = _message_now(desk, post, key, name, parts) if post else None
        # The ledger knows it by the name that it had then.
        message = message and replace(message, post=slug)
        if post is None or message is None:
            nothing = False
            desk.say("no_longer", post=slug, label=desk.label(key), account=name)
            desk.list_out(out)
            continue
        bare = slug in desk.edition.bare  # its picture may not be shown any more
        if bare and key in ROUTES and ROUTES[key].card:
            nothing = False
            desk.say("picture_there", post=slug, label=desk.label(key), account=name)
            desk.list_out(out)
        if not corrections_of(message, desk.ledger):
            continue
        nothing = False
        ours = out[0].last.way == Way.OURS and key in ROUTES
        if not ours:
            desk.say("by_hand", post=slug, label=desk.label(key), account=name)
            desk.list_out(out)
            continue
        open_already = any(part.is_open for part in out)
        if not (chosen or bare or open_already or post.updated > min(part.last.at for part in out)):
            desk.say("differs", post=slug, label=desk.label(key), account=name)
            continue
        if desk.holds(post, key):
            continue
        if dry:
            desk.tell("\n".join(desk.shown(message)))
            continue
        _correct(desk, message, out)
    if nothing:
        desk.say("nothing_to_correct")


def _correct(desk: Desk, message: Message, out: Sequence[Part]) -> None:
    outlet = desk.open(message.network, message.account)
    if outlet is None:
        return
    if troubles := outlet.troubles(message):
        for one in troubles:
            desk.stop(one.wording, message, **dict(one.values))
        return
    try:
        count = correct(message, outlet, desk.ledger, desk.clock, by=desk.by)
    except NetworkError as error:
        desk.stop(error.wording, message, **error.values)
        return
    desk.tell_of(message, say(desk.site.lang, "sending.corrected", count=count))
    desk.list_out(out)


def _message_now(
    desk: Desk, post: Post, network: str, name: str, parts: Sequence[Part]
) -> Message | None:
    """What the post says today on the account that it went to; None where it is kept off."""
    account = Account(network=network, name=name, url="")
    message = next(messages_of(desk.edition, post, [account]), None)
    if message and parts[0].last.way != Way.OURS:
        return replace(message, parts=("\n\n".join(message.parts),), picture=None)
    return message


def withdraw_post(desk: Desk, slug: str, names: Collection[str], network: str) -> None:
    """Delete what is out of a post where we can, and list the rest. `names` are all that it had."""
    nothing = True
    for (post, key, name), parts in desk.ledger.places():
        out = [part for part in parts if part.is_out or part.is_open]
        if post not in names or not out or network not in ("", key):
            continue
        if out[0].last.way != Way.OURS or key not in ROUTES:
            nothing = False
            desk.say("withdraw_by_hand", post=slug, label=desk.label(key), account=name)
            desk.list_out(out)
            continue
        if (outlet := desk.open(key, name)) is None:
            nothing = False
            continue
        try:
            count = withdraw(parts, outlet, desk.ledger, desk.clock, by=desk.by)
        except NetworkError as error:
            told = say(desk.site.lang, f"sending.{error.wording}", **error.values)
            desk.tell(labelled(desk.site.lang, f"{slug} → {desk.label(key)} ({name})", told))
            desk.trouble = True
            nothing = False
            continue
        if count:
            nothing = False
            desk.say("withdrawn", post=slug, label=desk.label(key), account=name, count=count)
    if nothing:
        desk.say("nothing_out", post=slug)
