"""The register of official accounts: how to tell ours from an impostor's."""

from __future__ import annotations

import json
from collections.abc import Iterator

from portevoix.charter.edition import CharterEdition
from portevoix.networks import NETWORKS
from portevoix.publisher import Target


def accounts(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/comptes/` and the same for machines, `/charte/comptes.json`."""
    organisation = edition.site.organisation
    lang = edition.charter.lang
    rows = [
        {
            "network": account.network,
            "label": NETWORKS[account.network].label[lang]
            if account.network in NETWORKS
            else account.network,
            "name": account.name,
            "url": account.url,
        }
        for account in organisation.accounts
    ]
    yield edition.page(
        "comptes/",
        "accounts",
        edition.say("comptes"),
        description=edition.say("accounts_lead", organisation=organisation.name),
        rows=tuple(rows),
    )
    register = {
        "version": 1,
        "organisation": organisation.name,
        "site": edition.site.url,
        "accounts": [{key: row[key] for key in ("network", "name", "url")} for row in rows],
    }
    text = json.dumps(register, ensure_ascii=False, indent=2)
    yield edition.file("comptes.json", lambda: f"{text}\n")
