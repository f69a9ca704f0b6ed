"""Texts that are out, made to say what their posts say today, or withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from portevoix.language import say
from portevoix.posts import Post
from portevoix.sending.accounts import (
    ROUTES,
)
from portevoix.sending.corrections import correct, corrections_of, unworded, withdraw
from portevoix.sending.desk import Desk
from portevoix.sending.http import NetworkError, Unsure
from portevoix.sending.ledger import Entry, Part, State, Way
from portevoix.sending.message import Message
from portevoix.sending.messages import messages_of
from portevoix.sending.names import names_of
from portevoix.site import Account


def correct_posts(
    desk: Desk,
    posts: Mapping[str, Post],
    chosen: str,
    network: str,
    *,
    dry: bool,
    done: bool = False,
) -> None:
    """Have what is out say what the posts say today. `chosen` is the slug of one post; without
    it, only posts that date a revision since they were sent are corrected. `done` writes down that
    somebody corrected what only a hand can."""
    nothing = True
    named = {name: one for one in posts.values() for name in names_of(one)}
    named |= posts
    for (slug, key, name), parts in desk.ledger.places():
        out = [part for part in parts if part.is_out]
        some = out or [part for part in parts if _is_entrusted(part)]
        post = named.get(slug)
        if not some or (chosen and chosen not in (slug, post and post.slug)):
            continue
        if network not in ("", key):
            continue
        message = _message_now(desk, post, key, name, parts) if post else None
        # The ledger knows it by the name that it had then.
        message = message and replace(message, post=slug)
        if done:
            nothing &= not (message and out and _done(desk, message, out))
            continue
        if post is None or message is None:
            nothing = False
            if not out:
                _by_hand(desk, some[0].last, done=False)
                continue
            desk.say("no_longer", post=slug, label=desk.label(key), account=name)
            desk.list_out(out)
            continue
        if not out:
            continue
        bare = slug in desk.edition.bare  # its picture may not be shown any more
        if bare and key in ROUTES and ROUTES[key].card:
            nothing = False
            desk.say("picture_there", post=slug, label=desk.label(key), account=name)
            desk.list_out(out)
        if not corrections_of(message, desk.ledger):
            continue
        nothing = False
        ours = _is_ours(out[0].last)
        if not ours:
            desk.say("by_hand", post=slug, label=desk.label(key), account=name)
            desk.list_out(out)
            desk.say("by_hand_then", post=slug, network=key, act="--corrections")
            continue
        open_already = any(part.is_open for part in out)
        if not (chosen or bare or open_already or post.updated > min(part.last.at for part in out)):
            desk.say("differs", post=slug, label=desk.label(key), account=name)
            continue
        if desk.holds(post, key):
            continue
        if dry:
            desk.tell(
                "\n".join(desk.shown(message) if ROUTES[key].edits else _answer(desk, message))
            )
            continue
        _correct(desk, message, out)
    if nothing:
        desk.say("nothing_to_correct")


def _answer(desk: Desk, message: Message) -> Iterator[str]:
    """What a correction says where nothing is edited."""
    yield next(iter(desk.shown(message)))
    yield say(desk.site.lang, "sending.shown_answer")
    yield "---"
    yield message.correction
    yield "---"


def _correct(desk: Desk, message: Message, out: Sequence[Part]) -> None:
    place = message.post, message.network, message.account
    outlet = desk.open(message.network, message.account)
    if outlet is None:
        _tell_uncorrected(desk, message)
        return
    if troubles := outlet.troubles(message):
        for one in troubles:
            desk.stop(one.wording, message, **dict(one.values))
        _tell_uncorrected(desk, message)
        return
    some = [one.part for one in corrections_of(message, desk.ledger)]
    try:
        count = correct(message, outlet, desk.ledger, desk.clock, by=desk.by)
    except NetworkError as error:
        desk.failed(*place, error)
        _tell_uncorrected(desk, message)
        return
    if answer := outlet.answer(message):
        desk.tell_of(message, say(desk.site.lang, "sending.answered"))
        desk.tell(f"  {answer}")
    else:
        desk.tell_of(message, say(desk.site.lang, "sending.corrected", count=count))
        desk.list_out(some)


def _tell_uncorrected(desk: Desk, message: Message) -> None:
    """What still says what it said."""
    parts = desk.ledger.parts(message.post, message.network, message.account)
    left = [one.part for one in corrections_of(message, desk.ledger)]
    desk.say("still_wrong", count=len(left), of=sum(part.is_out for part in parts))
    desk.list_out(left)


def _done(desk: Desk, message: Message, out: Sequence[Part]) -> bool:
    """Whether somebody may have corrected it by hand, which is then written down."""
    last = out[0].last
    if _is_ours(last) or not corrections_of(message, desk.ledger):
        return False
    desk.ledger.write(
        [
            replace(
                last,
                at=desk.clock.now(),
                state=State.CHANGED,
                text=message.parts[0],
                warning=message.warning,
                lang=message.lang,
                digest=message.digest_of(1),
                by=desk.by,
                note="",
            )
        ]
    )
    label = desk.label(message.network)
    desk.say("entered", post=message.post, label=label, file=desk.ledger.path.name)
    return True


def _is_ours(entry: Entry) -> bool:
    """Whether we can change it ourselves."""
    return entry.way == Way.OURS and entry.network in ROUTES


def _message_now(
    desk: Desk, post: Post, network: str, name: str, parts: Sequence[Part]
) -> Message | None:
    """What the post says today on the account that it went to; None where it is kept off."""
    account = Account(network=network, name=name, url="")
    message = next(messages_of(desk.edition, post, [account]), None)
    if message and parts[0].last.way != Way.OURS:
        return replace(message, parts=("\n\n".join(message.parts),), picture=None)
    return message


def withdraw_post(
    desk: Desk, slug: str, names: Collection[str], network: str, *, done: bool = False
) -> None:
    """Delete what is out of a post where we can, and list the rest; `done` writes down that somebody
    deleted that rest. `names` are all that the post had."""
    nothing = True
    for (post, key, name), parts in desk.ledger.places():
        some = [part for part in parts if part.is_out or part.is_open or _is_entrusted(part)]
        if post not in names or not some or network not in ("", key):
            continue
        last = some[0].last
        if not _is_ours(last):
            nothing = False
            _by_hand(desk, last, done=done)
            continue
        if done:
            continue
        if (outlet := desk.open(key, name)) is None:
            nothing = False
            desk.tell_out(parts, of=last.of, sure=not any(part.is_open for part in parts))
            continue
        try:
            count = withdraw(parts, outlet, desk.ledger, desk.clock, by=desk.by)
        except NetworkError as error:
            desk.failed(post, key, name, error)
            sure = not isinstance(error, Unsure)
            desk.tell_out(desk.ledger.parts(post, key, name), of=last.of, sure=sure)
            nothing = False
            continue
        if count:
            nothing = False
            desk.say("withdrawn", post=slug, label=desk.label(key), account=name, count=count)
    if nothing:
        desk.say("nothing_out", post=slug)


def _is_entrusted(part: Part) -> bool:
    return part.last.state is State.ENTRUSTED


def _by_hand(desk: Desk, last: Entry, *, done: bool) -> None:
    """What only a hand can delete: on a network, or in the tool that has it."""
    label = desk.label(last.network)
    if done:
        gone = replace(unworded(last), at=desk.clock.now(), state=State.REMOVED, by=desk.by)
        # When the tool was to send it is still to be known.
        desk.ledger.write([replace(gone, note=last.note)])
        desk.say("entered", post=last.post, label=label, file=desk.ledger.path.name)
        return
    entrusted = last.state is State.ENTRUSTED
    wording = "withdraw_from_tool" if entrusted else "withdraw_by_hand"
    desk.say(wording, post=last.post, label=label, account=last.account, tool=last.way)
    if not entrusted:
        desk.tell(f"  {last.address or last.way}")
    desk.say("by_hand_then", post=last.post, network=last.network, act="--withdraw")
