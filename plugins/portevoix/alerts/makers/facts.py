"""What we know of a network, when nobody has checked it for half a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook
from portevoix.dates import long_date
from portevoix.snippets import boards_of

AFTER = timedelta(days=183)


def facts(outlook: Outlook) -> Iterator[Alert]:
    """Of the networks where the organisation has an account."""
    accounts = {one.network for one in outlook.site.organisation.accounts}
    for key, board in boards_of(outlook.site).items():
        if key not in accounts and accounts.isdisjoint(board.network.also_named):
            continue
        known = max(board.network.checked_on, outlook.checked.get(key, board.network.checked_on))
        if known + AFTER > outlook.today:
            continue
        yield Alert(
            id=f"facts/{key}",
            due=known + AFTER,
            what=outlook.say(
                "facts",
                network=board.network.label[outlook.lang],
                day=long_date(known, outlook.lang),
            ),
            gesture=outlook.say("facts_do", key=key, today=outlook.today.isoformat()),
            place="mkdocs.yml",
            link=board.network.source,
        )
