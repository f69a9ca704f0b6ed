"""From what is live to what is to be: the files go out, the state is written, what nobody needs any more goes."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from portevoix.deploying.changes import Changes, differing
from portevoix.deploying.ears import Ears
from portevoix.deploying.host import Host, Left
from portevoix.deploying.living import myself
from portevoix.deploying.manifest import Manifest, is_draft, name_of
from portevoix.deploying.remembered import Manifests
from portevoix.deploying.state import Run, State
from portevoix.values import dataclass

BEAT = 10.0  # seconds between two signs of life
SILENCE = 60.0  # without one: the run was cut
PATIENCE = 900.0  # to wait for another
_POLL = 2.0
_LITTLE = 4  # a manifest is told by what differs while that is less than this part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait, and between two signs of life, in seconds; a monotonic clock alone, that of nobody else is asked."""

    silence: float = SILENCE
    in_all: float = PATIENCE
    poll: float = _POLL
    beat: float = BEAT


PATIENT = Patience()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A publication at its place: what is known of the manifests there, and who hears how it goes on."""

    host: Host
    manifests: Manifests
    ears: Ears
    patience: Patience


def carried(
    work: Work, state: State, changes: Changes, source: Path | None, *, aside: bool = False
) -> Changes:
    """The changes, once they are live. `source` is the built site, None for what was kept of an earlier
    state; `aside`: the state to go back to remains the one before.

    Raises Overtaken where another publication wrote the state meanwhile.
    """
    host, manifests = work.host, work.manifests
    content = changes.after.to_bytes()
    name = name_of(content)
    cut = state.run.towards if state.run else ()
    told = b""  # nothing: the place has it
    if name == state.live:
        base = state.live_base
    elif name == state.previous:
        base = state.previous_base
    else:
        base, told = _told(manifests, state, changes.after, content)
        host.write(f"{name}.json", told)
    at_work = Run(by=myself(), towards=_once(*cut, name))
    working = _Alive(work, replace(state, run=at_work))
    working.write()
    host.transfer(changes, source, working.beat)
    cleaning = Run(by=at_work.by, towards=_once(*cut, *filter(None, (state.live,))))
    shown = replace(_after(state, name, base, aside=aside), run=cleaning)
    host.write_state(shown.to_bytes())
    before = changes.before if shown.previous == state.live else manifests.of(shown.previous)
    needed = _needed(before, changes.after, changes.erased)
    left = None  # what a cut run left behind, the place alone knows
    if state.run is None and state.live and state.live in (name, shown.previous):
        were = _needed(manifests.of(state.previous), changes.before)
        left = _left({*were, *changes.replaced()} - needed, state, shown)
    host.finish(changes, needed, left)
    host.write_state(replace(shown, run=None).to_bytes())
    if left is None:
        host.forget([f"{one}.json" for one in shown.manifests])
    if told:
        manifests.remember(name, told, base)
    return changes


def _told(manifests: Manifests, state: State, after: Manifest, content: bytes) -> tuple[str, bytes]:
    """How a manifest is written at its place: by what differs from one that stays there whole, as long
    as that is little; and the name of that one."""
    if base := state.live_base or state.live:
        told = after.since(base, manifests.of(base))
        if len(told) <= len(content) / _LITTLE:
            return base, told
    return "", content


def _after(state: State, name: str, base: str, *, aside: bool) -> State:
    """What is live and what was before, once `name` is shown. `aside`: the undo remains what it was."""
    if aside or state.live in ("", name):
        return replace(state, live=name, live_base=base)
    return State(live=name, live_base=base, previous=state.live, previous_base=state.live_base)


def _needed(before: Manifest, after: Manifest, erased: tuple[str, ...] = ()) -> set[str]:
    """The digests that an undo needs."""
    return {
        one.digest
        for path, one in differing(before.files, after.files)
        if not is_draft(path) and not path.startswith(erased)
    }


def _left(kept: Collection[str], state: State, shown: State) -> Left:
    manifests = set(state.manifests) - set(shown.manifests)
    return Left(kept=sorted(kept), manifests=[f"{one}.json" for one in sorted(manifests)])


class _Alive:
    """Shows that the run goes on, and learns when another has taken its place."""

    def __init__(self, work: Work, state: State) -> None:
        self._work, self._state = work, state
        self._last = time.monotonic()

    def write(self) -> None:
        self._work.host.write_state(self._state.to_bytes())
        self._last = time.monotonic()

    def beat(self, files: int, size: int) -> None:
        if files:
            self._work.ears.sent(files, size)
        if time.monotonic() - self._last >= self._work.patience.beat:
            self._state = self._state.beating()
            self.write()


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
