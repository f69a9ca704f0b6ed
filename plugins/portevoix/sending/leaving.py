"""What is to go, what stands in its way, and how it went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from portevoix.checks import Severity
from portevoix.dates import long_date
from portevoix.doors import typed
from portevoix.language import labelled, say
from portevoix.planning import Standing, say_pause
from portevoix.posts import Post
from portevoix.sending.accounts import (
    accounts_of,
)
from portevoix.sending.deliver import deliver, stands
from portevoix.sending.desk import Desk
from portevoix.sending.http import NetworkError, Unsure
from portevoix.sending.ledger import Ledger, State
from portevoix.sending.message import Message
from portevoix.sending.messages import messages_of
from portevoix.sending.names import names_of
from portevoix.sending.outlet import Outlet
from portevoix.sending.outs import is_begun
from portevoix.sending.twins import twin_of
from portevoix.site import Account
from portevoix.text import sound

# What a network would say again to the same text; everything else is worth another try.
_FINAL = ("refused", "vanished")


def send_posts(desk: Desk, posts: Iterable[Post], network: str, *, due: bool, again: bool) -> None:
    """Send what of those posts is not out yet. Raises DiagnosticsError, OSError."""
    posts = list(posts)
    behind: dict[tuple[str, str], list[str]] = defaultdict(list)
    for post in posts:
        accounts = _going(desk, post, network, due=due, again=again)
        if not due:
            _tell_standing(desk, post, network, _waiting(desk, post, network, again=again))
        if not accounts or _is_held(desk, post):
            continue
        for message in messages_of(desk.edition, post, _agreed(desk, post, accounts)):
            if not again and _may_be_out(desk, post, message):
                continue
            if due and _was_refused(message, desk.ledger):
                desk.stop("refused_before", message, file=post.file)
            elif outlet := desk.open(message.network, message.account):
                _send(desk, message, outlet, again=again)
            else:
                if not _tell_begun(desk, message, named=True):
                    behind[message.network, message.account].append(message.post)
    for (key, name), slugs in behind.items():
        told = {"count": len(slugs), "posts": ", ".join(slugs)}
        desk.say("left_behind", label=desk.label(key), account=name, **told)
    if due:
        _tell_left(desk, posts, network)
    elif not accounts_of(desk.site, network):
        declared = {one.network for one in desk.site.organisation.accounts}
        if network and network in declared:
            desk.say("by_yourself", label=desk.label(network), send=typed("send", desk.site))
        else:
            desk.say("no_account")


def dry_run(desk: Desk, posts: Iterable[Post], network: str, *, due: bool, again: bool) -> None:
    """Tell exactly what `send` would send, without a word to any network."""
    nothing = True
    for post in posts:
        accounts = _going(desk, post, network, due=due, again=again)
        held = bool(accounts) and _is_held(desk, post)
        agreed = () if held else _agreed(desk, post, accounts)
        for message in messages_of(desk.edition, post, agreed):
            nothing = False
            if not again and _may_be_out(desk, post, message):
                continue
            desk.tell("\n".join(desk.shown(message)))
    if nothing:
        desk.say("nothing")


def _going(desk: Desk, post: Post, network: str, *, due: bool, again: bool) -> list[Account]:
    """The accounts that a post goes to now: where it is due by the calendar, or where it is
    named; a pause holds both, and what was begun is ended."""
    found = []
    for account in _waiting(desk, post, network, again=again):
        standing = _standing(desk, post, account)
        begun = is_begun(desk.ledger.parts(post.slug, account.network, account.name))
        taken_back = standing in (Standing.WITHDRAWN, Standing.TAKEN_BACK)
        paused = taken_back and desk.plan.pause and post.kind.lifted is None
        if standing is Standing.HELD or paused:
            if not due:
                desk.say("paused", post=post.slug, label=desk.label(account.network))
                desk.trouble = True
        elif standing is Standing.DUE or begun or not due:
            found.append(account)
    return found


def _agreed(desk: Desk, post: Post, accounts: Sequence[Account]) -> list[Account]:
    """Of those accounts, the ones whose text nobody has still to approve; each network is told once."""
    held = {key for key in {one.network for one in accounts} if desk.holds(post, key)}
    return [one for one in accounts if one.network not in held]


def _standing(desk: Desk, post: Post, account: Account) -> Standing | None:
    planned = desk.plan.of(post.slug, account.network)
    return planned.standing if planned else None


def _tell_left(desk: Desk, posts: Sequence[Post], network: str) -> None:
    """How many texts do not go though their moment is over, and why; a pause is told in any case."""
    if desk.plan.pause:
        desk.tell(say_pause(desk.plan.pause, desk.site.lang))
    for standing in (Standing.HELD, Standing.MISSED):
        left = [
            post
            for post in posts
            for account in _waiting(desk, post, network, again=False)
            if _standing(desk, post, account) is standing
        ]
        if left:
            desk.say(f"left_{standing}", count=len(left))


def _waiting(desk: Desk, post: Post, network: str, *, again: bool) -> list[Account]:
    """The accounts that a post has not gone to."""
    return [
        account
        for account in accounts_of(desk.site, network)
        if not any(
            stands(desk.ledger.parts(slug, account.network, account.name), again=again)
            for slug in names_of(post)
        )
    ]


def _tell_standing(desk: Desk, post: Post, network: str, waiting: Sequence[Account]) -> None:
    """Where a post that somebody named has gone already, or why it does not go."""
    for account in accounts_of(desk.site, network):
        for slug in names_of(post) if account not in waiting else ():
            parts = desk.ledger.parts(slug, account.network, account.name)
            if not parts:
                continue
            out, last = [part for part in parts if part.is_out], parts[0].last
            back = any(part.last.state is State.REMOVED for part in parts)
            half, gone = back and bool(out), "ended_removed" if back else "ended_entrusted"
            wording = "half_withdrawn" if half else "ended_stood" if out else gone
            told = say(
                desk.site.lang,
                f"sending.{wording}",
                count=len(out),
                of=last.of,
                tool=last.way,
                date=long_date(last.at.astimezone(desk.site.zone), desk.site.lang),
            )
            of = f"{post.slug} → {desk.label(account.network)} ({account.name})"
            desk.tell(labelled(desk.site.lang, of, told))
            desk.list_out(out)
            desk.trouble |= half


def _is_held(desk: Desk, post: Post) -> bool:
    """Whether the charter, or the day, keeps a post in the house; told once."""
    if post.published > desk.now:
        desk.say("not_yet", post=post.slug, date=f"{post.published:%Y-%m-%d %H:%M}")
        desk.trouble = True
        return True
    found = [
        one
        for one in desk.edition.report.findings
        if one.file == post.file and one.severity is Severity.BLOCK
    ]
    for one in found:
        desk.tell(f"{one.file}:{one.line}: {one.message} {one.todo}")
    desk.trouble |= bool(found)
    return bool(found)


def _may_be_out(desk: Desk, post: Post, message: Message) -> bool:
    """Whether somebody has to say first if a text that is out under another name is this one."""
    place = message.post, message.network, message.account
    if desk.ledger.parts(*place):
        return False  # begun, or taken back, under its own name
    twin = twin_of(desk.ledger, desk.names, post, *place[1:], message.parts[0])
    if twin is None:
        return False
    desk.stop(
        "twin",
        message,
        before=sound(twin.post),
        alias=f"{desk.site.blog}{sound(twin.post)}/",
        date=long_date(twin.at.astimezone(desk.site.zone), desk.site.lang),
        where=sound(twin.address or twin.way),
        file=post.file,
        send=typed("send", desk.site),
        post=post.slug,
        network=message.network,
    )
    return True


def _send(desk: Desk, message: Message, outlet: Outlet, *, again: bool) -> None:
    troubles = outlet.troubles(message)
    for one in troubles:
        desk.stop(one.wording, message, **dict(one.values))
    if troubles:
        _tell_begun(desk, message)
        return
    place = message.post, message.network, message.account
    try:
        desk.page(message.link, desk.site.absolute(f"{desk.site.blog}{message.post}/"))
    except NetworkError as error:
        desk.failed(*place, error)
        _tell_begun(desk, message)
        return
    outcome = deliver(message, outlet, desk.ledger, desk.clock, by=desk.by, again=again)
    if outcome.error:
        desk.failed(*place, outcome.error)
        sure = not isinstance(outcome.error, Unsure)
        # One that somebody deleted there is out by the ledger alone.
        gone = outcome.error.values.get("address") if outcome.error.wording == "gone" else ""
        parts = [one for one in desk.ledger.parts(*place) if one.last.address != gone]
        desk.tell_out(parts, of=outcome.of, sure=sure)
        return
    desk.tell_of(message, say(desk.site.lang, f"sending.ended_{outcome.ending}"))
    for part in outcome.parts:
        desk.tell(f"  {part.address}")


def _tell_begun(desk: Desk, message: Message, *, named: bool = False) -> bool:
    """Whether an earlier run left off in the middle: then what of it is online is told."""
    parts = desk.ledger.parts(message.post, message.network, message.account)
    if not is_begun(parts):
        return False
    if named:
        desk.tell_of(message, say(desk.site.lang, "sending.left_begun"))
    unknown = any(part.is_open for part in parts)
    desk.tell_out(parts, of=parts[0].last.of, sure=not unknown)
    return True


def _was_refused(message: Message, ledger: Ledger) -> bool:
    """Whether the network said no to the very same text."""
    return any(
        part.last.state is State.REFUSED
        and part.last.note.startswith(_FINAL)
        and part.last.part <= len(message.parts)
        and part.last.digest == message.digest_of(part.last.part)
        for part in ledger.parts(message.post, message.network, message.account)
    )
