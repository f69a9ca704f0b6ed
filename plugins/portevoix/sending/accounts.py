"""The organisation's accounts that we can send to, and where their tokens are.

A token never stands in a file of the project: it comes from the environment or from the keyring of
the machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from portevoix.networks import NETWORKS
from portevoix.secret import from_keyring
from portevoix.sending.bluesky import Bluesky
from portevoix.sending.clock import Clock
from portevoix.sending.http import Http
from portevoix.sending.mastodon import Mastodon
from portevoix.sending.outlet import Outlet
from portevoix.sending_options import SendingOptions
from portevoix.site import Account, Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How a network is reached."""

    secret: str  # what its environment variable ends with
    # Account, server, token, clock, and where what servers say of themselves is kept.
    outlet: Callable[[Account, str, str, Clock, Path | None], Outlet]
    card: bool = False  # whether the card of a link is ours to make
    edits: bool = True  # whether readers see an edit; else a correction answers


def _of_address(account: Account) -> str:
    """The server that the account's own address names."""
    parts = urlsplit(account.url)
    return f"{parts.scheme}://{parts.netloc}"


def _mastodon(account: Account, server: str, token: str, clock: Clock, kept: Path | None) -> Outlet:
    http = Http(server, token)
    return Mastodon(http, account.name, NETWORKS["mastodon"], clock, kept=kept)


def _bluesky(account: Account, server: str, token: str, clock: Clock, kept: Path | None) -> Outlet:
    return Bluesky(Http(server), account.name, NETWORKS["bluesky"], clock, password=token)


ROUTES: Mapping[str, Route] = {
    "mastodon": Route(secret="TOKEN", outlet=_mastodon),
    "bluesky": Route(
        secret="PASSWORD",
        outlet=_bluesky,
        card=True,
        edits=False,
    ),
}


def accounts_of(site: Site, network: str = "") -> tuple[Account, ...]:
    """Those that we can send to, in the organisation's order."""
    return tuple(
        account
        for account in site.organisation.accounts
        if account.network in ROUTES and network in ("", account.network)
    )


def outlet_of(
    account: Account,
    options: SendingOptions,
    token: str,
    clock: Clock,
    kept: Path | None = None,
) -> Outlet:
    """`kept` is where what servers say of themselves is kept; None: nowhere."""
    route = ROUTES[account.network]
    return route.outlet(account, server_of(account, options), token, clock, kept)


def server_of(account: Account, options: SendingOptions) -> str:
    return options.servers.get(account.network) or _of_address(account)


def variable_of(account: Account) -> str:
    """The name of the variable that holds an account's token."""
    return f"PORTEVOIX_{account.network.upper()}_{ROUTES[account.network].secret}"


def variables_of(accounts: Sequence[Account]) -> tuple[str, ...]:
    """The variables that hold the tokens of some accounts: of a network with several, one for each."""
    networks = [account.network for account in accounts]
    return tuple(
        variable_of(account) if networks.count(account.network) == 1 else _own_variable(account)
        for account in accounts
    )


def _own_variable(account: Account) -> str:
    name = re.sub(r"[^A-Z0-9]+", "_", account.name.upper()).strip("_")
    return f"{variable_of(account)}_{name}"


def token_of(account: Account, environment: Mapping[str, str] = os.environ) -> str:
    """The token of an account; "" where there is none.

    `PORTEVOIX_MASTODON_TOKEN`, or with the account's name after it where there are several; else
    the machine's keyring, under `porte-voix` and the account's name.
    """
    return (
        environment.get(_own_variable(account), "").strip()
        or environment.get(variable_of(account), "").strip()
        or from_keyring(account.name)
    )
