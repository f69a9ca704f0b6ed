"""One round of listening: what may not be kept goes, then what is new comes in, each thing once."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import field, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from portevoix.counts import FILE as COUNTS
from portevoix.counts import Count, add_counts, latest, read_counts
from portevoix.digests import digest
from portevoix.inbox import Inbox, Item, Sort, State, id_of
from portevoix.language import labelled, say
from portevoix.listening.bluesky import BlueskyEar
from portevoix.listening.cursors import read_cursors, write_cursors
from portevoix.listening.erasing import erase
from portevoix.listening.feeds import FeedEntry, NoFeed, read_feed
from portevoix.listening.fetching import MOST, Unreachable, fetch
from portevoix.listening.house import House
from portevoix.listening.mastodon import MastodonEar
from portevoix.listening.told import Cursor, Gathered, Known, Out, Told
from portevoix.listening.watch import Export, Feed
from portevoix.listening.webmentions import NoExport, read_webmentions
from portevoix.listening_options import ListeningOptions
from portevoix.networks import NETWORKS
from portevoix.refusals import reason_of
from portevoix.sending import (
    Clock,
    Http,
    Ledger,
    NetworkError,
    Way,
    accounts_of,
    said_of,
    server_of,
    token_of,
)
from portevoix.sending_options import SendingOptions
from portevoix.site import Account, Site
from portevoix.values import dataclass

FIRST = timedelta(days=7)  # of a feed that is read for the first time
EXCERPT = 600  # characters of an article
_TOKEN = "{token}"  # in the address of an export
TOKEN = "PORTEVOIX_WEBMENTION_TOKEN"
Tell = Callable[[str], None]


@dataclass(slots=True)
class Round:
    """One run. `trouble` is set when somebody could not be heard."""

    site: Site
    project: Path  # the folder of mkdocs.yml
    options: ListeningOptions
    sending: SendingOptions
    house: House
    inbox: Inbox
    ledger: Ledger
    now: datetime
    tell: Tell
    clock: Clock = field(default_factory=Clock)
    new: int = 0
    changed: int = 0
    erased: int = 0
    trouble: bool = False

    def say(self, wording: str, **values: object) -> None:
        self.tell(say(self.site.lang, f"inbox.{wording}", **values))

    def oldest(self) -> datetime:
        """What was said before is not taken in: its time is over."""
        probe = Item(
            id="-", at=self.now, seen=self.now, network="-", sort=Sort.SAID
        )  # a span of months has no fixed length: it is measured from today
        return self.now - (self.house.terms.erased(probe) - self.now)


def listen(round: Round, network: str = "") -> None:
    """Raises DiagnosticsError for files that cannot be trusted, OSError where none can be written."""
    counts_file = round.project / COUNTS
    known = latest(read_counts(counts_file, lang=round.site.lang))
    round.erased = len(erase(round.inbox, round.house.terms, round.now, lang=round.site.lang))
    cursors = read_cursors(round.inbox.folder)
    counts: list[Count] = []
    for account in accounts_of(round.site, network):
        _listen_to(round, account, cursors, counts)
    if not network:
        for feed in round.house.watch.feeds:
            _read(round, feed, cursors)
        for export in round.house.watch.exports:
            _take_export(round, export, cursors, counts)
    write_cursors(round.inbox.folder, cursors)
    add_counts(counts_file, counts, known)


def _listen_to(
    round: Round, account: Account, cursors: dict[str, Cursor], counts: list[Count]
) -> None:
    since = round.now - timedelta(days=round.options.follow)
    out = _out(round.ledger, account, since)
    items = [
        one
        for one in round.inbox.items.values()
        if (one.network, one.account) == (account.network, account.name)
        and one.state is not State.GONE
        and one.at > since
    ]
    name = f"{account.network} {account.name}"
    asked = Known(
        out=out,
        items=items,
        cursor=cursors.get(name, Cursor()),
        now=round.now,
        oldest=round.oldest(),
    )
    try:
        gathered = _ear(round, account).gather(asked)
    except NetworkError as error:
        lang = round.site.lang
        told, _ = said_of(error, lang)
        do = say(lang, "inbox.again_do")
        label = NETWORKS[account.network].label[lang]
        round.tell(labelled(lang, f"{label} ({account.name})", f"{told} {do}"))
        round.trouble = True
        return
    for wording, values in gathered.remarks:
        round.say(wording, **dict(values))
    _take(round, account, gathered, {one.ref: one.post for one in out})
    cursors[name] = gathered.cursor
    counts += gathered.counts


def _ear(round: Round, account: Account) -> MastodonEar | BlueskyEar:
    server, token = server_of(account, round.sending), token_of(account)
    if account.network == "mastodon":
        return MastodonEar(Http(server, token), account.name, round.clock)
    return BlueskyEar(
        view=Http(round.options.view),
        server=Http(server),
        account=account.name,
        password=token,
        clock=round.clock,
    )


def _out(ledger: Ledger, account: Account, since: datetime) -> tuple[Out, ...]:
    """The messages of ours that are out there, and not for so long that nobody answers any more."""
    found = []
    for (slug, network, name), parts in ledger.places():
        if (network, name) != (account.network, account.name):
            continue
        for part in parts:
            last = part.last
            if part.is_out and last.id and last.way == Way.OURS and last.at > since:
                found.append(Out(ref=last.id, post=slug, part=last.part))
    return tuple(found)


def _take(round: Round, account: Account, gathered: Gathered, slugs: dict[str, str]) -> None:
    """What was told, into the inbox."""
    items = round.inbox.items
    by_ref = {
        one.ref: one
        for one in items.values()
        if (one.network, one.account) == (account.network, account.name)
    }
    fresh: dict[str, Item] = {}
    oldest = round.oldest()
    for told in sorted(gathered.told, key=lambda one: (one.at, one.ref)):
        parent = by_ref.get(told.answers)
        if told.ours:
            # Somebody of the house answered there.
            if parent and parent.state is State.OPEN:
                answered = replace(
                    parent, state=State.ANSWERED, by=account.name, since=max(told.at, parent.at)
                )
                fresh[parent.id] = by_ref[parent.ref] = answered
            continue
        if told.at <= oldest or told.ref in slugs:
            continue
        post = told.post or slugs.get(told.answers) or (parent.post if parent else "")
        before = by_ref.get(told.ref)
        after = _item(round, account.network, replace(told, post=post), before, account.name)
        if after != before:
            fresh[after.id] = by_ref[after.ref] = after
            round.new += before is None
            round.changed += before is not None
    for ref in gathered.gone:
        if before := by_ref.get(ref):
            fresh[before.id] = _gone(before, round.now)
            round.changed += 1
    round.inbox.write(fresh.values())


def _item(round: Round, network: str, told: Told, before: Item | None, account: str = "") -> Item:
    mask, names = round.house.mask, round.options.names
    text, title = mask(told.text), mask(told.title)
    link = (told.named_link if names else "") or told.link
    if before is None:
        return Item(
            id=id_of(network, told.ref),
            at=told.at.astimezone(round.site.zone),
            seen=round.now,
            network=network,
            sort=told.sort,
            account=account,
            post=told.post,
            text=text,
            title=title,
            link=link,
            ref=told.ref,
            lang=told.lang[:35],
            name=sound_name(told.name) if names else "",
            private=told.private,
            edited=told.edited,
        )
    sort = told.sort if before.sort is Sort.MENTION else before.sort
    after = replace(before, post=before.post or told.post, sort=sort)
    if text == before.text:
        return after
    # Other words may want another answer.
    reopened = before.state in (State.ANSWERED, State.NOTHING)
    return replace(
        after,
        text=text,
        edited=told.edited or round.now,
        state=State.OPEN if reopened else before.state,
    )


def sound_name(name: str) -> str:
    return " ".join(name.split())[:120]


def _gone(item: Item, now: datetime) -> Item:
    """Its author took it back: what was said is not kept."""
    return replace(item, text="", title="", name="", link="", state=State.GONE, since=now)


def _read(round: Round, feed: Feed, cursors: dict[str, Cursor]) -> None:
    cursor = cursors.get(feed.url, Cursor())
    first = feed.url not in cursors
    try:
        fetched = fetch(feed.url, tag=cursor.tag, changed=cursor.changed)
        entries = read_feed(fetched.content) if fetched.content is not None else ()
    except Unreachable as error:
        _unheard(round, "feed_down", feed.line, name=feed.name, reason=error.reason)
        return
    except NoFeed:
        _unheard(round, "no_feed", feed.line, name=feed.name)
        return
    seen = set(cursor.seen)
    oldest = round.now - FIRST if first else round.oldest()
    fresh = []
    for entry in entries:
        mark = digest(feed.url, entry.id)[:12]
        if mark in seen:
            continue
        cursor.seen.append(mark)
        seen.add(mark)
        wanted = feed.all or round.house.watch.speaks_of_us(f"{entry.title} {entry.text}")
        at = entry.at or (None if first else round.now)
        if wanted and at is not None and oldest < at <= round.now + timedelta(days=1):
            fresh.append(_item(round, feed.network, _of_feed(feed, entry, at), None))
    new = [one for one in fresh if one.id not in round.inbox.items]
    round.new += len(new)
    round.inbox.write(new)
    cursors[feed.url] = replace(cursor, tag=fetched.tag, changed=fetched.changed)


def _of_feed(feed: Feed, entry: FeedEntry, at: datetime) -> Told:
    text = " ".join(entry.text.split())
    return Told(
        ref=entry.id or entry.link,
        at=at,
        sort=Sort.ARTICLE,
        text=text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…",
        title=f"{feed.name} – {' '.join(entry.title.split())}" if entry.title else feed.name,
        link=entry.link if entry.link.startswith(("https://", "http://")) else "",
    )


def _take_export(
    round: Round, export: Export, cursors: dict[str, Cursor], counts: list[Count]
) -> None:
    try:
        found = read_webmentions(_content(round, export.place))
    except Unreachable as error:
        _unheard(round, "export_down", export.line, name=export.place, reason=error.reason)
        return
    except NoExport:
        _unheard(round, "no_export", export.line, name=export.place)
        return
    fresh: dict[str, Item] = {}
    likes: dict[str, list[int]] = {}
    oldest = round.oldest()
    for one in found:
        post = _slug(round.site, one.target)
        if one.sort in ("like", "boost"):
            if post:
                likes.setdefault(post, [0, 0])[one.sort == "boost"] += 1
            continue
        ref = f"{one.source} {one.target}"
        before = round.inbox.items.get(id_of("web", ref))
        at = one.at or (before.at if before else round.now)
        if at <= oldest or (before and before.state is State.GONE):
            continue
        told = Told(
            ref=ref,
            at=at,
            sort=Sort(one.sort),
            text=one.text,
            link=one.source,
            name=one.name,
            post=post,
        )
        after = _item(round, "web", told, before)
        if after != before:
            fresh[after.id] = after
            round.new += before is None
            round.changed += before is not None
    round.inbox.write(fresh.values())
    counts += [
        Count(at=round.now, post=post, network="web", likes=some[0], boosts=some[1])
        for post, some in sorted(likes.items())
    ]


def _content(round: Round, place: str) -> bytes:
    if place.startswith(("https://", "http://")):
        address = place.replace(_TOKEN, os.environ.get(TOKEN, ""))
        return fetch(address).content or b""
    try:
        with (round.project / place).open("rb") as file:
            content = file.read(MOST + 1)
    except OSError as error:
        raise Unreachable(reason_of(error, round.site.lang)) from None
    if len(content) > MOST:
        raise Unreachable(f"> {MOST} bytes")
    return content


def _slug(site: Site, target: str) -> str:
    """Of the post at an address of ours."""
    parts, home = urlsplit(target), urlsplit(site.url)
    path = unquote(parts.path)
    blog = f"{home.path}{site.blog}"
    if parts.netloc != home.netloc or not path.startswith(blog):
        return ""
    return path.removeprefix(blog).strip("/").partition("/")[0]


def _unheard(round: Round, wording: str, line: int, **values: object) -> None:
    lang, file = round.site.lang, round.house.watch.file
    told = say(lang, f"inbox.{wording}", **values)
    round.tell(f"{file}:{line}: {told} {say(lang, f'inbox.{wording}_do', **values)}")
    round.trouble = True
