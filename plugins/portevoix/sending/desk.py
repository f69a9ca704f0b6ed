"""The desk at which messages are dealt with: its accounts, and how a person is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from portevoix.approvals import Approval, picture_digest, say_verdict
from portevoix.cache.freshness import cache_folder
from portevoix.dates import long_date
from portevoix.edition import Edition
from portevoix.language import labelled, say
from portevoix.networks import NETWORKS
from portevoix.planning import Plan
from portevoix.posts import Post
from portevoix.secret import SERVICE
from portevoix.sending.accounts import (
    accounts_of,
    outlet_of,
    server_of,
    token_of,
    variable_of,
)
from portevoix.sending.clock import Clock
from portevoix.sending.http import NetworkError
from portevoix.sending.ledger import Ledger, Part
from portevoix.sending.limits import kept_limits
from portevoix.sending.message import Message
from portevoix.sending.outlet import Outlet
from portevoix.sending.page import check_page
from portevoix.sending.saying import said_of
from portevoix.sending_options import SendingOptions
from portevoix.site import Site
from portevoix.values import dataclass

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
    names: Mapping[str, str] = field(default_factory=dict)  # under which posts of today may be out
    clock: Clock = field(default_factory=Clock)
    page: Callable[[str, str], None] = check_page
    trouble: bool = False
    _outlets: dict[str, Outlet | None] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        return self.edition.site

    @property
    def _servers(self) -> Path:
        """Where what servers say of themselves is kept."""
        return cache_folder(self.ledger.path.parent) / "servers.json"

    def _limit(self, message: Message) -> tuple[int, str]:
        """How long a text may be on that account, and what says so: its server as it was last asked,
        else our table."""
        usual = NETWORKS[message.network].limit
        accounts = accounts_of(self.site, message.network)
        account = next((one for one in accounts if one.name == message.account), None)
        server = server_of(account, self.options) if account else ""
        known = kept_limits(self._servers, server) if message.network == "mastodon" else None
        if known is None:
            return usual, ""
        host, day = urlsplit(server).netloc, long_date(known.at, self.site.lang)
        return known.limits.length, say(
            self.site.lang, "sending.shown_limit", server=host, date=day
        )

    def open(self, network: str, name: str) -> Outlet | None:
        """An account that answers; None when it does not, which is told once."""
        if name not in self._outlets:
            self._outlets[name] = None
            account = next(one for one in accounts_of(self.site, network) if one.name == name)
            token = token_of(account)
            label = NETWORKS[network].label[self.site.lang]
            if not token:
                self.say(
                    "no_token",
                    label=label,
                    account=name,
                    name=variable_of(account),
                    service=SERVICE,
                )
                self.trouble = True
                return None
            outlet = outlet_of(account, self.options, token, self.clock, self._servers)
            try:
                outlet.open()
            except NetworkError as error:
                told = " ".join(said_of(error, self.site.lang))
                self.tell(labelled(self.site.lang, f"{label} ({name})", told))
                self.trouble = True
                return None
            self._outlets[name] = outlet
        return self._outlets[name]

    def holds(self, post: Post, network: str) -> bool:
        """Whether a text waits for somebody's approval, or was refused; what is to be known of its
        approval is told."""
        edition = self.edition
        snippets = {one.network.key: one for one in edition.snippets.get(post.slug, ())}
        if network not in snippets:
            return False
        picture = picture_digest(edition.originals.get(post.slug))
        verdict = edition.approvals.of(post, snippets[network], picture)
        held = edition.approvals.holds(verdict, post)
        if held or verdict.approval is Approval.CHANGED:
            told = say_verdict(verdict, self.site)
            self.tell(labelled(self.site.lang, f"{post.slug} → {self.label(network)}", told))
        if held:
            self.say("unapproved", post=post.slug, network=network)
            self.trouble = True
        return held

    def shown(self, message: Message) -> Iterator[str]:
        lang, network = self.site.lang, NETWORKS[message.network]
        yield f"{message.post} → {network.label[lang]} ({message.account}), {message.lang}"
        limit, said = self._limit(message)
        if said:
            yield said
        if message.warning:
            yield say(lang, "sending.shown_warning", text=message.warning)
        for number, text in enumerate(message.parts, 1):
            length = network.length(text, message.warning_of(number))
            yield f"--- {number}/{len(message.parts)} – {length}/{limit}"
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

    def failed(self, post: str, network: str, account: str, error: NetworkError) -> None:
        """What went wrong with a text, and what of it is online."""
        of = f"{post} → {self.label(network)} ({account})"
        self.tell(labelled(self.site.lang, of, " ".join(said_of(error, self.site.lang))))
        self.trouble = True

    def tell_out(self, parts: Sequence[Part], *, of: int, sure: bool = True) -> None:
        """How much of a text is online, with its addresses; unless `sure`, more may be."""
        out = [part for part in parts if part.is_out]
        wording = "out_so_far" if sure else "out_known"
        if sure and not out:
            wording = "out_none"
        self.say(wording, count=len(out), of=max(of, len(out)))
        self.list_out(out)

    def list_out(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.tell(f"  {part.last.address or part.last.way}")

    def label(self, network: str) -> str:
        known = NETWORKS.get(network)
        return known.label[self.site.lang] if known else network

    def say(self, wording: str, **values: object) -> None:
        self.tell(say(self.site.lang, f"sending.{wording}", **values))

    def tell_of(self, message: Message, told: str) -> None:
        of = f"{message.post} → {self.label(message.network)} ({message.account})"
        self.tell(labelled(self.site.lang, of, told))

    def stop(self, wording: str, message: Message, **values: object) -> None:
        lang = self.site.lang
        told = say(lang, f"sending.{wording}", **values)
        self.tell_of(message, f"{told} {say(lang, f'sending.{wording}_do', **values)}")
        self.trouble = True
