"""What the ledger knows, as the calendar asks it: one standing for each text of each network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from portevoix.planning import Out, Standing
from portevoix.sending.ledger import Entry, Ledger, Part, State, Way, is_whole
from portevoix.site import Site


def outs_of(ledger: Ledger, site: Site) -> Mapping[tuple[str, str], Out]:
    """By slug and network; nothing of a text that is not out on every account of its network, or of
    which nobody knows whether it is."""
    accounts = defaultdict(set)
    for account in site.organisation.accounts:
        accounts[account.network].add(account.name)
    known: dict[tuple[str, str], dict[str, Sequence[Part]]] = defaultdict(dict)
    for (slug, network, name), parts in ledger.places():
        known[slug, network][name] = parts
    found = {}
    for place, by_account in known.items():
        outs = [_out(parts) for parts in by_account.values()]
        said = [one for one in outs if one]
        if accounts[place[1]] <= by_account.keys() and len(said) == len(outs):
            found[place] = min(said, key=lambda one: _ORDER.index(one.standing))
    return found


# Of several accounts, what wants somebody's eye is told first.
_ORDER = (
    *(Standing.FAILED, Standing.WITHDRAWN, Standing.TAKEN_BACK, Standing.ENTRUSTED),
    *(Standing.CORRECTED, Standing.SENT),
)


def _out(parts: Sequence[Part]) -> Out | None:
    """None while nobody knows of a part whether it is out."""
    states = {part.last.state for part in parts}
    begun = len(parts) < parts[0].last.of and State.REMOVED not in states
    if State.INTENT in states or begun:
        return None
    first = parts[0]
    moment = first.went or first.last.at
    standing = _standing(parts, states)
    if standing is Standing.WITHDRAWN and _was_taken_back(first):
        standing = Standing.TAKEN_BACK
    handed = _handed(first.last) if standing is Standing.ENTRUSTED else None
    return Out(standing=standing, moment=moment, address=first.last.address, handed=handed)


def _was_taken_back(part: Part) -> bool:
    """Whether a tool never sent what it had: it may be planned again, and given to a tool again."""
    last = part.last
    if part.went or last.way in tuple(Way):
        return False
    handed = _handed(last)
    return handed is not None and handed > last.at


def _handed(entry: Entry) -> datetime | None:
    """The moment that a tool was told, which begins the note of its line."""
    try:
        found = datetime.fromisoformat(entry.note.partition(" ")[0])
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def _standing(parts: Sequence[Part], states: Collection[State]) -> Standing:
    """What is still out is not withdrawn, though some of it was deleted."""
    if State.REFUSED in states:
        return Standing.FAILED
    if any(part.is_out for part in parts):
        return Standing.CORRECTED if State.CHANGED in states else Standing.SENT
    return Standing.WITHDRAWN if State.REMOVED in states else Standing.ENTRUSTED


def is_begun(parts: Sequence[Part]) -> bool:
    """Whether a run of ours left off in the middle."""
    ours = all(part.last.way == Way.OURS for part in parts)
    begun = any(part.is_open or part.is_out for part in parts)
    return ours and begun and not is_whole(parts)
