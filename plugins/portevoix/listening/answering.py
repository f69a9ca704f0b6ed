"""Answering from the inbox: prepared, counted, sent once by the rules of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from portevoix.charter.wording import VARIABLE
from portevoix.inbox import Inbox, Item, Mask, State
from portevoix.language import say
from portevoix.listening.erasing import ANSWERS
from portevoix.listening.values import below, text_of
from portevoix.networks import NETWORKS
from portevoix.secret import SERVICE
from portevoix.sending import (
    ROUTES,
    Clock,
    Ending,
    Http,
    Message,
    NetworkError,
    Outcome,
    Rejected,
    accounts_of,
    asked_again,
    deliver,
    held,
    outlet_of,
    said_of,
    server_of,
    token_of,
    variable_of,
)
from portevoix.sending_options import SendingOptions
from portevoix.site import Account, Site
from portevoix.typography import typeset_message
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How it ended: what stands in the way, or where the answer is."""

    problem: str = ""  # in words
    address: str = ""
    before: bool = False  # whether it was out already


def refused(item: Item, text: str, mask: Mask, site: Site) -> Iterator[str]:
    """Why a text cannot go out as an answer, in words."""
    lang = site.lang
    if not text.strip():
        yield say(lang, "inbox.answer_empty")
    if left := sorted(set(VARIABLE.findall(text))):
        names = ", ".join(f"{{{name}}}" for name in left)
        yield say(lang, "inbox.answer_open", names=names)
    if replace(mask, names=True)(text) != text.strip():
        yield say(lang, "inbox.answer_personal")
    network = NETWORKS.get(item.network)
    if network and (over := network.excess(text)):
        yield say(
            lang,
            "inbox.answer_long",
            length=network.count(text),
            limit=network.limit,
            label=network.label[lang],
            over=over,
        )


def account_of(item: Item, site: Site) -> Account | None:
    """The account that can answer it; None where an answer is copied by hand."""
    if item.private or not item.ref or item.network not in ROUTES:
        return None
    accounts = accounts_of(site, item.network)
    return next((one for one in accounts if one.name == item.account), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Who answers, when, and by which ways."""

    site: Site
    sending: SendingOptions
    now: datetime
    by: str
    clock: Clock


def answer(item: Item, text: str, inbox: Inbox, way: Answering) -> Answered:
    """Send it, and write down that it was answered. Raises DiagnosticsError, OSError, Busy."""
    account = account_of(item, way.site)
    lang = way.site.lang
    if account is None:
        return Answered(problem=say(lang, "inbox.answer_by_hand", link=item.link or "–"))
    token = token_of(account)
    if not token:
        label = NETWORKS[account.network].label[lang]
        name = variable_of(account)
        values = {"label": label, "account": account.name, "name": name, "service": SERVICE}
        return Answered(problem=say(lang, "sending.no_token", **values))
    try:
        outcome = _deliver(item, text, account, token, inbox.folder, way)
    except NetworkError as error:
        return Answered(problem=_told(error, lang))
    if outcome.ending is Ending.STOPPED:
        assert outcome.error is not None
        return Answered(problem=_told(outcome.error, lang))
    inbox.write([replace(item, state=State.ANSWERED, by=way.by, since=way.now)])
    return Answered(
        address=outcome.parts[0].address if outcome.parts else "",
        before=outcome.ending is Ending.STOOD,
    )


def _deliver(
    item: Item,
    text: str,
    account: Account,
    token: str,
    folder: Path,
    way: Answering,
) -> Outcome:
    site, clock = way.site, way.clock
    outlet = outlet_of(account, way.sending, token, clock)
    outlet.open()
    lang = item.lang if item.lang[:2] in ("fr", "en") else site.lang
    message = Message(
        post=item.id,
        network=account.network,
        account=account.name,
        parts=(typeset_message(text.strip(), lang, site.profile),),
        lang=lang,
        answers=item.ref,
        stamp=int(item.at.timestamp()),
    )
    if account.network == "mastodon":
        message = _spoken_to(message, Http(server_of(account, way.sending), token), clock)
    for trouble in outlet.troubles(message):
        raise NetworkError(trouble.wording, **dict(trouble.values))
    with held(folder / ANSWERS, lang=site.lang) as ledger:
        return deliver(message, outlet, ledger, clock, by=way.by)


def _spoken_to(message: Message, http: Http, clock: Clock) -> Message:
    """The same to whom it answers: Mastodon tells only those whom a status names."""
    path = f"/api/v1/statuses/{quote(message.answers, safe='')}"
    there = asked_again(lambda: http.get(path), clock).body
    name, visibility = text_of(below(there, "account"), "acct"), text_of(there, "visibility")
    return replace(
        message,
        opening=f"@{name} " if name else "",
        # No louder than what it answers.
        visibility=visibility if visibility in ("unlisted", "private", "direct") else "",
    )


def _told(error: NetworkError, lang: str) -> str:
    if isinstance(error, Rejected) and error.status == 404:
        return say(lang, "inbox.answer_gone")
    return " ".join(said_of(error, lang))
