"""What is out and no longer says what the post says: edited, answered, taken back, or listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portevoix.sending.clock import Clock
from portevoix.sending.http import Rejected
from portevoix.sending.ledger import Entry, Ledger, Part, State, Way
from portevoix.sending.message import Message
from portevoix.sending.outlet import Outlet


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
    for one in corrections_of(message, ledger):
        last = one.part.last
        if last.way != Way.OURS or last.of != len(message.parts):
            raise Rejected("other_shape", before=last.of, now=len(message.parts))
        new = replace(
            last,
            at=clock.now(),
            state=State.CHANGING,
            digest=message.digest_of(last.part),
            key="",
            id="",
            address="",
            to="",
            by=by,
            note="",
        )
        if not one.part.is_open:
            ledger.write([replace(new, text="", warning="", lang="", digest="")])
        how = outlet.change(message, one.part)
        edited = how == "edit"
        ledger.write(
            [
                replace(
                    new,
                    at=clock.now(),
                    state=State.CHANGED,
                    text=one.text if edited else "",
                    warning=message.warning_of(last.part) if edited else "",
                    lang=message.lang if edited else "",
                    note="" if edited else how,
                )
            ]
        )
        done += 1
    return done


def withdraw(
    known: Sequence[Part], outlet: Outlet, ledger: Ledger, clock: Clock, *, by: str = ""
) -> int:
    """Delete what is out, the last part first; how many. Raises NetworkError, as above."""
    done = 0
    for part in reversed(known):
        last = part.last
        if not part.is_out:
            continue
        if last.way != Way.OURS:
            raise Rejected("by_hand", address=last.address)
        bare = replace(_bare(last), by=by)
        if last.state is not State.REMOVING:
            ledger.write([replace(bare, at=clock.now(), state=State.REMOVING)])
        outlet.remove(part)
        ledger.write([replace(bare, at=clock.now(), state=State.REMOVED)])
        done += 1
    return done


def _bare(entry: Entry) -> Entry:
    return replace(
        entry, text="", warning="", lang="", digest="", key="", id="", address="", to="", note=""
    )
