"""One message to one account, so that it is out once: whatever happened before, whatever happens now.

The ledger holds what is meant before the network is asked, and the network is asked what it has
before anything is sent. So a run that died, two machines, a lost answer end alike: what is out is
found and written down, what is not is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import takewhile

from portevoix.sending.clock import Clock
from portevoix.sending.http import Later, NetworkError, Rejected, Unsure
from portevoix.sending.ledger import Entry, Ledger, Part, State, Way, is_whole, shortened
from portevoix.sending.message import Message
from portevoix.sending.outlet import Found, Outlet
from portevoix.sending.retries import PATIENCE
from portevoix.values import dataclass

SETTLE = 20.0  # seconds within which a network may still be doing what got no answer
ASKS = (2.0, 5.0)  # seconds before it is asked what became of a call without an answer
WAITS = 2  # times that we wait as long as a network says


class Ending(StrEnum):
    """How it ended; the key of what is said stands under sending.<ending>."""

    SENT = "sent"
    FOUND = "found"  # was out already: an earlier run had sent it
    STOOD = "stood"  # nothing to do
    STOPPED = "stopped"  # something is missing; `error` says why


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    ending: Ending
    parts: tuple[Entry, ...]  # what is out, in order
    of: int
    error: NetworkError | None = None


def deliver(
    message: Message,
    outlet: Outlet,
    ledger: Ledger,
    clock: Clock,
    *,
    by: str = "",
    again: bool = False,
) -> Outcome:
    """Send what of a message is not out yet; `outlet` is open. What was taken back goes `again` only
    when that is asked. Raises OSError when the ledger cannot be written: then nothing is sent."""
    place = message.post, message.network, message.account
    known = ledger.parts(*place)
    if stands(known, again=again):
        return _outcome(Ending.STOOD, ledger, message)
    was_open = any(part.is_open for part in known)
    try:
        plan = _planned(message, outlet, known, ledger, clock, by)
        if was_open:
            _settle(plan, clock)
        ending = Ending.FOUND
        for group in outlet.groups(len(plan)):
            before = [part.last for part in ledger.parts(*place)][: group[0] - 1]
            if not all(ledger.parts(*place)[number - 1].is_out for number in group):
                wanted = [plan[number - 1] for number in group]
                if _group(message, outlet, wanted, before, ledger, clock, far=was_open):
                    ending = Ending.SENT
    except NetworkError as error:
        return _outcome(Ending.STOPPED, ledger, message, error)
    return _outcome(ending, ledger, message)


def stands(known: Sequence[Part], *, again: bool = False) -> bool:
    """Whether there is nothing to send: it is out, in other hands, or was taken back."""
    states = {part.last.state for part in known}
    if not known or is_whole(known):
        return bool(known)
    if states == {State.REMOVED}:
        return not again
    return known[0].last.way != Way.OURS or not states.isdisjoint((State.REMOVING, State.REMOVED))


def _outcome(
    ending: Ending, ledger: Ledger, message: Message, error: NetworkError | None = None
) -> Outcome:
    parts = ledger.parts(message.post, message.network, message.account)
    out = tuple(part.last for part in parts if part.is_out)
    return Outcome(ending=ending, parts=out, of=len(parts) or len(message.parts), error=error)


def _planned(
    message: Message,
    outlet: Outlet,
    known: Sequence[Part],
    ledger: Ledger,
    clock: Clock,
    by: str,
) -> list[Entry]:
    """Every part as it is meant to go, on the disc before the first call.

    What a network may have been asked for goes as it was written then; from a part that it refused
    on, the rest goes as the post says it today.
    """
    out = list(takewhile(lambda part: part.is_out, known))
    rest, count = known[len(out) :], len(message.parts)
    kept = known if rest and rest[0].is_open else out
    if kept and len(kept) >= kept[0].last.of:
        return [part.last for part in kept]
    # A machine that died while it wrote down what was meant has written some of it alone.
    if kept and kept[0].last.of != count:
        raise Rejected("other_shape", before=kept[0].last.of, now=count)
    rounds = max((part.round + (part.last.state is State.REMOVED) for part in known), default=0)
    new = []
    for number in range(len(kept) + 1, count + 1):
        entry = Entry(
            at=clock.now(),
            state=State.INTENT,
            post=message.post,
            network=message.network,
            account=message.account,
            part=number,
            of=count,
            text=message.parts[number - 1],
            warning=message.warning_of(number),
            lang=message.lang,
            digest=message.digest_of(number),
            key=outlet.key(message, number, rounds),
            to=message.answers if number == 1 else "",
            by=by,
            file=message.file,
        )
        new.append(entry)
    ledger.write(new)
    return [*(part.last for part in kept), *new]


def look_again(
    known: Sequence[Part], outlet: Outlet, ledger: Ledger, clock: Clock
) -> Sequence[Part]:
    """The same parts once the network was asked about those of which nobody knows whether they went."""
    meant = [part.last for part in known if part.last.state is State.INTENT]
    if not meant:
        return known
    _settle(meant, clock)
    place = known[0].last.post, known[0].last.network, known[0].last.account
    for group in outlet.groups(len(known)):
        parts = ledger.parts(*place)
        before = [part.last for part in parts[: group[0] - 1]]
        if before and not parts[group[0] - 2].is_out:
            break  # nothing answers what is not there
        wanted = [part.last for part in parts if part.last.part in group and part.last in meant]
        if wanted:
            found = outlet.find(wanted, before, far=True)
            there = [(entry, one) for entry, one in zip(wanted, found, strict=True) if one]
            _write_found(ledger, [entry for entry, _ in there], [one for _, one in there], clock)
    return ledger.parts(*place)


def _settle(plan: Sequence[Entry], clock: Clock) -> None:
    """Give a network the time to end what an earlier run may have asked it moments ago."""
    age = (clock.now() - max(entry.at for entry in plan)).total_seconds()
    if 0 <= age < SETTLE:  # an age below zero is a clock that was set back: it says nothing
        clock.sleep(SETTLE - age)


def _group(
    message: Message,
    outlet: Outlet,
    wanted: Sequence[Entry],
    before: Sequence[Entry],
    ledger: Ledger,
    clock: Clock,
    *,
    far: bool,
) -> bool:
    """Whether it had to be sent. Raises NetworkError; the ledger then says what is known."""
    if _take_over(outlet.find(wanted, before, far=far), wanted, ledger, clock):
        return False
    for turn in range(WAITS + 1):
        try:
            found = outlet.write(message, wanted, before)
            break
        except Later as later:
            if turn == WAITS or later.delay > PATIENCE:
                _close(ledger, wanted, State.REFUSED, clock, later)
                raise
            clock.sleep(max(later.delay, 1))
        except Rejected as refused:
            _close(ledger, wanted, State.REFUSED, clock, refused)
            raise
        except Unsure as unsure:
            for pause in ASKS:
                clock.sleep(pause)
                there = outlet.find(wanted, before, far=True)
                if _take_over(there, wanted, ledger, clock):
                    return True
            # The line of what was meant stays open: the next run asks again.
            raise Unsure("unknown", **unsure.values) from None
    _write_found(ledger, wanted, found, clock)
    return True


def _take_over(
    found: Sequence[Found | None], wanted: Sequence[Entry], ledger: Ledger, clock: Clock
) -> bool:
    """Whether all of it is out; what is gets its line."""
    there = [(entry, one) for entry, one in zip(wanted, found, strict=True) if one]
    if not there:
        return False
    _write_found(ledger, [entry for entry, _ in there], [one for _, one in there], clock)
    if len(there) < len(wanted):
        raise Rejected("hole", count=len(there), of=len(wanted))
    return True


def _write_found(
    ledger: Ledger, wanted: Sequence[Entry], found: Sequence[Found], clock: Clock
) -> None:
    now = clock.now()
    ledger.write(
        replace(_bare(entry), at=now, state=State.SENT, id=one.id, address=one.address, note="")
        for entry, one in zip(wanted, found, strict=True)
    )


def _close(
    ledger: Ledger, wanted: Sequence[Entry], state: State, clock: Clock, error: NetworkError
) -> None:
    note = shortened(f"{error.wording} {error.values.get('said', '')}")
    ledger.write(replace(_bare(entry), at=clock.now(), state=state, note=note) for entry in wanted)


def _bare(entry: Entry) -> Entry:
    """Without what the line before says already."""
    return replace(entry, text="", warning="", lang="", digest="", key="", to="", by="", file="")
