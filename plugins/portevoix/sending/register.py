"""The ledger as a register: what was said, where, when, and whether it is still there."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.publications import Publication
from portevoix.sending.ledger import Entry, Ledger, State


def publications_of(ledger: Ledger) -> tuple[Publication, ...]:
    """The newest first, ties broken by post, network and account."""
    return tuple(sorted(_all(ledger), key=_order))


def _order(one: Publication) -> tuple[float, str, str, str]:
    return -one.at.timestamp(), one.post, one.network, one.account


def _all(ledger: Ledger) -> Iterator[Publication]:
    began: dict[tuple[str, str, str], Entry] = {}
    corrected: dict[tuple[str, str, str], Entry] = {}
    for entry in ledger.entries:
        place = entry.post, entry.network, entry.account
        if entry.state is State.SENT:
            began.setdefault(place, entry)
        elif entry.state is State.CHANGED:
            corrected[place] = entry
    for place, parts in ledger.places():
        out = [part.last for part in parts if part.is_out]
        gone = [part.last for part in parts if part.last.state is State.REMOVED]
        if place not in began or not (out or gone):
            continue
        told = (out or gone)[0]
        yield Publication(
            post=told.post,
            network=told.network,
            account=told.account,
            at=began[place].at,
            texts=tuple(one.text for one in out),
            lang=told.lang,
            warning=told.warning if out else "",
            address=told.address if out else "",
            corrected=corrected[place].at if place in corrected and out else None,
            removed=None if out else max(one.at for one in gone),
        )
