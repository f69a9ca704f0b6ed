"""The desk from which messages leave: what is to go, what stands in its way, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from portevoix.checks import Severity
from portevoix.edition import Edition
from portevoix.language import say
from portevoix.networks import NETWORKS
from portevoix.planning import Plan, Standing
from portevoix.posts import Post
from portevoix.sending.accounts import (
    ROUTES,
    SERVICE,
    accounts_of,
    outlet_of,
    token_of,
    variable_of,
)
from portevoix.sending.clock import Clock
from portevoix.sending.corrections import correct, corrections_of, withdraw
from portevoix.sending.deliver import Ending, deliver, stands
from portevoix.sending.http import NetworkError
from portevoix.sending.ledger import Entry, Ledger, Part, State, Way
from portevoix.sending.message import Message
from portevoix.sending.messages import messages_of
from portevoix.sending.outlet import Outlet
from portevoix.sending.outs import is_begun
from portevoix.sending.page import check_page
from portevoix.sending_options import SendingOptions
from portevoix.site import Account, Site

# What a network would say again to the same text; everything else is worth another try.
_FINAL = ("refused", "vanished")

Tell = Callable[[str], None]


@dataclass(slots=True)
class Desk:
    """One run. `trouble` is set when something that should have gone did not."""

    edition: Edition
    options: SendingOptions
    ledger: Ledger
    plan: Plan
    now: datetime
    tell: Tell
    by: str = ""
    clock: Clock = field(default_factory=Clock)
    page: Callable[[str, str], None] = check_page
    trouble: bool = False
    _outlets: dict[str, Outlet | None] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        return self.edition.site

    def send(self, posts: Iterable[Post], network: str, *, due: bool, again: bool) -> None:
        """Send what of those posts is not out yet. Raises DiagnosticsError, OSError."""
        posts = list(posts)
        for post in posts:
            accounts = self._going(post, network, due=due, again=again)
            if not due:
                self._tell_standing(post, network, self._waiting(post, network, again=again))
            if not accounts or self._is_held(post):
                continue
            for message in messages_of(self.edition, post, accounts):
                if not (due and _was_refused(message, self.ledger)):
                    self._send(message, again=again)
                else:
                    self._stop("refused_before", message, file=post.file)
        if due:
            self._tell_left(posts, network)

    def dry_run(self, posts: Iterable[Post], network: str, *, due: bool, again: bool) -> None:
        """Tell exactly what `send` would send, without a word to any network."""
        nothing = True
        for post in posts:
            accounts = self._going(post, network, due=due, again=again)
            held = bool(accounts) and self._is_held(post)
            for message in () if held else messages_of(self.edition, post, accounts):
                nothing = False
                self.tell("\n".join(self._shown(message)))
        if nothing:
            self._say("nothing")

    def _going(self, post: Post, network: str, *, due: bool, again: bool) -> list[Account]:
        """The accounts that a post goes to now: where it is due by the calendar, or where it is
        named; a pause holds both, and what was begun is ended."""
        found = []
        for account in self._waiting(post, network, again=again):
            standing = self._standing(post, account)
            begun = is_begun(self.ledger.parts(post.slug, account.network, account.name))
            if standing is Standing.HELD:
                if not due:
                    self._say("paused", post=post.slug, label=self._label(account.network))
                    self.trouble = True
            elif standing is Standing.DUE or begun or not due:
                found.append(account)
        return found

    def _standing(self, post: Post, account: Account) -> Standing | None:
        planned = self.plan.of(post.slug, account.network)
        return planned.standing if planned else None

    def _tell_left(self, posts: Sequence[Post], network: str) -> None:
        """How many texts do not go though their moment is over, and why."""
        for standing in (Standing.HELD, Standing.MISSED):
            left = [
                post
                for post in posts
                for account in self._waiting(post, network, again=False)
                if self._standing(post, account) is standing
            ]
            if left:
                self._say(f"left_{standing}", count=len(left))

    def _waiting(self, post: Post, network: str, *, again: bool) -> list[Account]:
        """The accounts that a post has not gone to."""
        return [
            account
            for account in accounts_of(self.site, network)
            if not any(
                stands(self.ledger.parts(slug, account.network, account.name), again=again)
                for slug in names_of(post)
            )
        ]

    def _tell_standing(self, post: Post, network: str, waiting: Sequence[Account]) -> None:
        """Where a post that somebody named has gone already."""
        for account in accounts_of(self.site, network):
            for slug in names_of(post) if account not in waiting else ():
                parts = self.ledger.parts(slug, account.network, account.name)
                if out := [part for part in parts if part.is_out]:
                    told = say(self.site.lang, "sending.ended_stood")
                    label = self._label(account.network)
                    self.tell(f"{post.slug} → {label} ({account.name}) : {told}")
                    self._list(out)

    def _is_held(self, post: Post) -> bool:
        """Whether the charter, or the day, keeps a post in the house; told once."""
        if post.published > self.now:
            self._say("not_yet", post=post.slug, date=f"{post.published:%Y-%m-%d %H:%M}")
            self.trouble = True
            return True
        found = [
            one
            for one in self.edition.report.findings
            if one.file == post.file and one.severity is Severity.BLOCK
        ]
        for one in found:
            self.tell(f"{one.file}:{one.line}: {one.message} {one.todo}")
        self.trouble |= bool(found)
        return bool(found)

    def _send(self, message: Message, *, again: bool) -> None:
        outlet = self._open(message.network, message.account)
        if outlet is None:
            return
        troubles = outlet.troubles(message)
        for one in troubles:
            self._stop(one.wording, message, **dict(one.values))
        if troubles:
            return
        try:
            self.page(message.link, self.site.absolute(f"{self.site.blog}{message.post}/"))
        except NetworkError as error:
            self._stop(error.wording, message, **error.values)
            return
        outcome = deliver(message, outlet, self.ledger, self.clock, by=self.by, again=again)
        if outcome.ending is Ending.STOPPED:
            assert outcome.error is not None
            self._stop(outcome.error.wording, message, **outcome.error.values)
            self._say("out_so_far", count=len(outcome.parts), of=outcome.of)
        else:
            self._of(message, say(self.site.lang, f"sending.ended_{outcome.ending}"))
        for part in outcome.parts:
            self.tell(f"  {part.address}")

    def _open(self, network: str, name: str) -> Outlet | None:
        """An account that answers; None when it does not, which is told once."""
        if name not in self._outlets:
            self._outlets[name] = None
            account = next(one for one in accounts_of(self.site, network) if one.name == name)
            token = token_of(account)
            label = NETWORKS[network].label[self.site.lang]
            if not token:
                self._say(
                    "no_token",
                    label=label,
                    account=name,
                    name=variable_of(account),
                    service=SERVICE,
                )
                self.trouble = True
                return None
            outlet = outlet_of(account, self.options, token, self.clock)
            try:
                outlet.open()
            except NetworkError as error:
                told = say(self.site.lang, f"sending.{error.wording}", **error.values)
                do = say(self.site.lang, f"sending.{error.wording}_do", **error.values)
                self.tell(f"{label} ({name}) : {told} {do}")
                self.trouble = True
                return None
            self._outlets[name] = outlet
        return self._outlets[name]

    def correct(self, posts: Mapping[str, Post], chosen: str, network: str, *, dry: bool) -> None:
        """Have what is out say what the posts say today. `chosen` is the slug of one post; without
        it, only posts that date a revision since they were sent are corrected."""
        nothing = True
        named = {name: one for one in posts.values() for name in names_of(one)}
        named |= posts
        for (slug, key, name), parts in self.ledger.places():
            out = [part for part in parts if part.is_out]
            post = named.get(slug)
            if not out or (chosen and chosen not in (slug, post and post.slug)):
                continue
            if network not in ("", key):
                continue
            message = self._message_now(post, key, name, parts) if post else None
            # The ledger knows it by the name that it had then.
            message = message and replace(message, post=slug)
            if post is None or message is None:
                nothing = False
                self._say("no_longer", post=slug, label=self._label(key), account=name)
                self._list(out)
                continue
            bare = slug in self.edition.bare  # its picture may not be shown any more
            if bare and key in ROUTES and ROUTES[key].card:
                nothing = False
                self._say("picture_there", post=slug, label=self._label(key), account=name)
                self._list(out)
            if not corrections_of(message, self.ledger):
                continue
            nothing = False
            ours = out[0].last.way == Way.OURS and key in ROUTES
            if not ours:
                self._say("by_hand", post=slug, label=self._label(key), account=name)
                self._list(out)
                continue
            open_already = any(part.is_open for part in out)
            if not (
                chosen or bare or open_already or post.updated > min(part.last.at for part in out)
            ):
                self._say("differs", post=slug, label=self._label(key), account=name)
                continue
            if dry:
                self.tell("\n".join(self._shown(message)))
                continue
            self._correct(message, out)
        if nothing:
            self._say("nothing_to_correct")

    def _correct(self, message: Message, out: Sequence[Part]) -> None:
        outlet = self._open(message.network, message.account)
        if outlet is None:
            return
        if troubles := outlet.troubles(message):
            for one in troubles:
                self._stop(one.wording, message, **dict(one.values))
            return
        try:
            count = correct(message, outlet, self.ledger, self.clock, by=self.by)
        except NetworkError as error:
            self._stop(error.wording, message, **error.values)
            return
        self._of(message, say(self.site.lang, "sending.corrected", count=count))
        self._list(out)

    def _message_now(
        self, post: Post, network: str, name: str, parts: Sequence[Part]
    ) -> Message | None:
        """What the post says today on the account that it went to; None where it is kept off."""
        account = Account(network=network, name=name, url="")
        message = next(messages_of(self.edition, post, [account]), None)
        if message and parts[0].last.way != Way.OURS:
            return replace(message, parts=("\n\n".join(message.parts),), picture=None)
        return message

    def withdraw(self, slug: str, network: str) -> None:
        """Delete what is out of a post where we can, and list the rest."""
        nothing = True
        for (post, key, name), parts in self.ledger.places():
            out = [part for part in parts if part.is_out]
            if post != slug or not out or network not in ("", key):
                continue
            nothing = False
            if out[0].last.way != Way.OURS or key not in ROUTES:
                self._say("withdraw_by_hand", post=slug, label=self._label(key), account=name)
                self._list(out)
                continue
            if (outlet := self._open(key, name)) is None:
                continue
            try:
                count = withdraw(out, outlet, self.ledger, self.clock, by=self.by)
            except NetworkError as error:
                told = say(self.site.lang, f"sending.{error.wording}", **error.values)
                self.tell(f"{slug} → {self._label(key)} ({name}) : {told}")
                self.trouble = True
                continue
            self._say("withdrawn", post=slug, label=self._label(key), account=name, count=count)
        if nothing:
            self._say("nothing_out", post=slug)

    def enter(self, post: Post, network: str, address: str) -> None:
        """Write down what somebody sent by hand."""
        held = [one for one in self.site.organisation.accounts if one.network == network]
        name = held[0].name if held else network
        if any(part.is_out for part in self.ledger.parts(post.slug, network, name)):
            self._say("entered_before", post=post.slug, label=self._label(network))
            self.trouble = True
            return
        account = Account(network=network, name=name, url="")
        message = next(messages_of(self.edition, post, [account]), None)
        if message is None:
            self._say("kept_off", post=post.slug, label=self._label(network))
            self.trouble = True
            return
        message = replace(message, parts=("\n\n".join(message.parts),), picture=None)
        self.ledger.write(
            [
                Entry(
                    at=self.clock.now(),
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
                    by=self.by,
                )
            ]
        )
        self._say("entered", post=post.slug, label=self._label(network), file=self.ledger.path.name)

    def _shown(self, message: Message) -> Iterator[str]:
        lang, network = self.site.lang, NETWORKS[message.network]
        yield f"{message.post} → {network.label[lang]} ({message.account}), {message.lang}"
        if message.warning:
            yield say(lang, "sending.shown_warning", text=message.warning)
        for number, text in enumerate(message.parts, 1):
            length = network.length(text, message.warning_of(number))
            yield f"--- {number}/{len(message.parts)} – {length}/{network.limit}"
            yield text
        yield "---"
        thumb = message.card.thumb if message.card else None
        for picture in (one for one in (message.picture, thumb) if one):
            yield say(
                lang,
                "sending.shown_picture",
                width=picture.width,
                height=picture.height,
                type=picture.type,
                length=len(picture.content),
                alt=picture.alt,
            )
        if card := message.card:
            yield say(lang, "sending.shown_card", title=card.title, url=card.url)

    def _list(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.tell(f"  {part.last.address or part.last.way}")

    def _label(self, network: str) -> str:
        known = NETWORKS.get(network)
        return known.label[self.site.lang] if known else network

    def _say(self, wording: str, **values: object) -> None:
        self.tell(say(self.site.lang, f"sending.{wording}", **values))

    def _of(self, message: Message, told: str) -> None:
        self.tell(f"{message.post} → {self._label(message.network)} ({message.account}) : {told}")

    def _stop(self, wording: str, message: Message, **values: object) -> None:
        lang = self.site.lang
        told = say(lang, f"sending.{wording}", **values)
        self._of(message, f"{told} {say(lang, f'sending.{wording}_do', **values)}")
        self.trouble = True


def names_of(post: Post) -> tuple[str, ...]:
    """The slug of a post, then those that it had before: under any of them it may be out."""
    before = (alias.strip("/").rpartition("/")[2] for alias in post.aliases)
    return tuple(dict.fromkeys((post.slug, *before)))


def _was_refused(message: Message, ledger: Ledger) -> bool:
    """Whether the network said no to the very same text."""
    return any(
        part.last.state is State.REFUSED
        and part.last.note.startswith(_FINAL)
        and part.last.part <= len(message.parts)
        and part.last.digest == message.digest_of(part.last.part)
        for part in ledger.parts(message.post, message.network, message.account)
    )
