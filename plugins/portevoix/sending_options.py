"""What `sending` says in mkdocs.yml: where the ledger lies, and servers that are not the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from urllib.parse import urlsplit

from portevoix.form import Form
from portevoix.values import dataclass

LEDGER = "publications.jsonl"
SERVERS = {"mastodon_server": "mastodon", "bluesky_server": "bluesky"}  # setting → network
USUAL = {"bluesky": "https://bsky.social"}  # network → server of all accounts that say no other
_HERE = ("127.0.0.1", "localhost")  # where a token may go without https: tests and trials


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingOptions:
    ledger: str = LEDGER  # beside mkdocs.yml
    public: bool = False  # whether the public site shows what the ledger says is out
    documents: bool = False  # whether posts stand on Bluesky's network as documents too
    servers: Mapping[str, str] = field(  # network → address
        default_factory=lambda: dict(USUAL), hash=False
    )


def read_sending(options: Form) -> SendingOptions:
    """Mistakes stay with the form."""
    form = options.form("sending") or options.below("sending", {})
    servers = dict(USUAL)
    for name, network in SERVERS.items():
        said = form.base(name).rstrip("/")
        parts = urlsplit(said)
        if said and parts.scheme != "https" and parts.hostname not in _HERE:
            form.wrong(name, "sending.not_https", value=said[:80])
        elif said:
            servers[network] = said
    ledger = form.path("ledger", LEDGER)
    if "/" in ledger or "\\" in ledger or ledger.startswith(".") or not ledger.endswith(".jsonl"):
        form.wrong("ledger", "sending.bad_ledger", value=ledger[:80])
        ledger = LEDGER
    return SendingOptions(
        ledger=ledger, public=form.flag("public"), documents=form.flag("documents"), servers=servers
    )
