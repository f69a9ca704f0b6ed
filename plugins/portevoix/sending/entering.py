"""What somebody sent by hand, written down."""

from __future__ import annotations

from dataclasses import replace

from portevoix.posts import Post
from portevoix.sending.desk import Desk
from portevoix.sending.ledger import Entry, State, Way
from portevoix.sending.messages import messages_of
from portevoix.sending.names import names_of
from portevoix.site import Account


def enter(desk: Desk, post: Post, network: str, address: str) -> None:
    """Write down what somebody sent by hand."""
    name = _account(desk, post, network, address)
    if _is_out(desk, post, network, name):
        desk.say("entered_before", post=post.slug, label=desk.label(network))
        desk.trouble = True
        return
    account = Account(network=network, name=name, url="")
    message = next(messages_of(desk.edition, post, [account]), None)
    if message is None:
        desk.say("kept_off", post=post.slug, label=desk.label(network))
        desk.trouble = True
        return
    message = replace(message, parts=("\n\n".join(message.parts),), picture=None)
    desk.ledger.write(
        [
            Entry(
                at=desk.clock.now(),
                state=State.SENT,
                post=post.slug,
                network=network,
                account=name,
                text=message.parts[0],
                warning=message.warning,
                lang=message.lang,
                digest=message.digest_of(1),
                address=address,
                way=Way.HAND,
                by=desk.by,
                file=message.file,
            )
        ]
    )
    desk.say("entered", post=post.slug, label=desk.label(network), file=desk.ledger.path.name)


def _account(desk: Desk, post: Post, network: str, address: str) -> str:
    """Of the accounts on that network: the one whose address begins that of the message, else the
    first that the post has not gone to."""
    held = [one for one in desk.site.organisation.accounts if one.network == network]
    named = [one.name for one in held if address.startswith(f"{one.url.rstrip('/')}/")]
    free = [one.name for one in held if not _is_out(desk, post, network, one.name)]
    return next(iter((*named, *free, *(one.name for one in held))), network)


def _is_out(desk: Desk, post: Post, network: str, name: str) -> bool:
    return any(
        part.is_out for slug in names_of(post) for part in desk.ledger.parts(slug, network, name)
    )
