"""What is out and no longer says what the post says: edited, answered, taken back, or listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portevoix.sending.clock import Clock
from portevoix.sending.deliver import look_again
from portevoix.sending.http import Rejected
from portevoix.sending.ledger import Entry, Ledger, Part, State, Way
from portevoix.sending.message import Message
from portevoix.sending.outlet import Outlet
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One part that is out with another text, warning or picture than the post has today."""

    part: Part
    text: str  # of today; "" where the thread has fewer parts


def corrections_of(message: Message, ledger: Ledger) -> Sequence[Correction]:
    """What differs, in order; nothing where nothing is out."""
    return list(_differing(message, ledger.parts(message.post, message.network, message.account)))


def _differing(message: Message, known: Sequence[Part]) -> Iterator[Correction]:
    for part in known:
        if not part.is_out or part.last.state is State.REMOVING:
            continue
        number = part.last.part
        if number > len(message.parts):
            yield Correction(part=part, text="")
        elif part.is_open or part.last.digest != message.digest_of(number):
            yield Correction(part=part, text=message.parts[number - 1])


def correct(message: Message, outlet: Outlet, ledger: Ledger, clock: Clock, *, by: str = "") -> int:
    """How many parts now say what the post says. `outlet` is open. Raises NetworkError: what was
    begun is then done again by the next run, to the same end."""
    done = 0
    below = outlet.answer(message)
    for one in corrections_of(message, ledger):
        last = one.part.last
        first = ledger.parts(message.post, message.network, message.account)[0]
        if last.way != Way.OURS or last.of != len(message.parts):
            raise Rejected("other_shape", before=last.of, now=len(message.parts))
        new = replace(
            last,
            at=clock.now(),
            state=State.CHANGING,
            digest=message.digest_of(last.part),
            key="",
            address="",
            to="",
            by=by,
            note=below,
        )
        # What may come to stand below is written down first: whoever withdraws has to find it.
        if not one.part.is_open or below not in ("", *one.part.below):
            ledger.write([replace(new, text="", warning="", lang="", digest="")])
        outlet.change(message, one.part, first)
        ledger.write(
            [
                replace(
                    new,
                    at=clock.now(),
                    state=State.CHANGED,
                    text="" if below else one.text,
                    warning="" if below else message.warning_of(last.part),
                    lang="" if below else message.lang,
                )
            ]
        )
        done += 1
    return done


def withdraw(
    known: Sequence[Part], outlet: Outlet, ledger: Ledger, clock: Clock, *, by: str = ""
) -> int:
    """Delete what is out, the last part first; how many. What was only meant to go, or was refused
    in the middle, is taken back too: nothing of it goes by itself. Raises NetworkError, as above."""
    done = 0
    for part in reversed(look_again(known, outlet, ledger, clock)):
        last = part.last
        if last.state is State.REMOVED:
            continue
        if last.way != Way.OURS:
            raise Rejected("by_hand", address=last.address)
        bare = replace(unworded(last), by=by)
        if part.is_out:
            if last.state is not State.REMOVING:
                ledger.write([replace(bare, at=clock.now(), state=State.REMOVING)])
            outlet.remove(part)
            done += 1
        ledger.write([replace(bare, at=clock.now(), state=State.REMOVED)])
    return done


def unworded(entry: Entry) -> Entry:
    """Its name on the network stays: of two machines, which message it was is to be known."""
    return replace(
        entry, text="", warning="", lang="", digest="", key="", address="", to="", note=""
    )
