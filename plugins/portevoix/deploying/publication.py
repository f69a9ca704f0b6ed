"""One publication, whatever the place: wait for one's turn, send what differs, write the state,
clean up; and the way back."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from portevoix.deploying.changes import Changes, changes_of, differing
from portevoix.deploying.drafts import KEEP_NOTHING, Keep
from portevoix.deploying.ears import Ears
from portevoix.deploying.host import Host, Left, Overtaken, Stopped, Traffic
from portevoix.deploying.living import is_dead, myself
from portevoix.deploying.manifest import Files, Manifest, is_draft, name_of, without_drafts
from portevoix.deploying.remembered import Manifests
from portevoix.deploying.state import Run, State, read_state

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


class Stated:
    """A place that keeps its state in a file, as a place of publication."""

    def __init__(self, host: Host, project: Path, patience: Patience = Patience()) -> None:
        self.host = host
        self._manifests = Manifests(host, project)
        self._patience = patience
        self._seen: bytes | None = None  # the state, asked ahead

    @property
    def traffic(self) -> Traffic:
        return self.host.traffic

    def ask_ahead(self) -> None:
        """The state and what it names, for a publication that begins at once; who writes a state later
        than that one is found out when ours is written."""
        self._seen = self.host.read_state()
        with contextlib.suppress(Stopped, ValueError):  # read, and told, again where it is wanted
            if self._seen is not None:
                state = read_state(self._seen)
                for name in (state.live, state.previous):
                    self._manifests.of(name)

    def publish(
        self,
        after: Manifest,
        source: Path,
        *,
        ears: Ears,
        take_over: bool = False,
        move: bool = False,
        dry: bool = False,
        kept: Keep = KEEP_NOTHING,
        aside: bool = False,
        verify: bool = False,
    ) -> Changes:
        seen, self._seen = self._seen, None
        return publish(
            self.host,
            after,
            source,
            manifests=self._manifests,
            seen=seen,
            ears=ears,
            patience=self._patience,
            take_over=take_over,
            move=move,
            dry=dry,
            kept=kept,
            aside=aside,
            verify=verify,
        )

    def back(self, *, ears: Ears, dry: bool = False, kept: Keep = KEEP_NOTHING) -> Changes:
        return back(
            self.host,
            manifests=self._manifests,
            ears=ears,
            patience=self._patience,
            dry=dry,
            kept=kept,
        )

    def close(self) -> None:
        self.host.close()


def publish(
    host: Host,
    after: Manifest,
    source: Path,
    *,
    manifests: Manifests,
    ears: Ears,
    patience: Patience = Patience(),
    take_over: bool = False,
    move: bool = False,
    dry: bool = False,
    kept: Keep = KEEP_NOTHING,
    aside: bool = False,
    verify: bool = False,
    seen: bytes | None = None,
) -> Changes:
    """Make the place hold `after`, and what is `kept` of the live files; `seen` is the state, where it
    has just been read. Raises Stopped."""
    while True:
        state, seen = _turn(host, ears, patience, dry, seen), None
        if state is None and not take_over and (found := host.strangers(after.files)):
            raise Stopped("deploying.strangers", count=len(found), path=found[0])
        live = state or State()
        before = manifests.of(live.live)
        if before.address not in ("", after.address) and not move:
            raise Stopped("deploying.moved", live=before.address, built=after.address)
        amiss = _amiss(host, state, before, verify=verify)
        if amiss is None:
            continue
        # Of what is neither built nor a draft nothing is at hand.
        amiss = {path for path in amiss if path in after.files or is_draft(path)}
        beside = _beside(after, kept.of(before.files))
        changes = _changes(manifests, live, before, beside, kept, amiss)
        if lost := [path for path in changes.sent if path not in after.files]:
            # A run was cut among files that are not at hand here.
            if not all(map(is_draft, lost)):
                raise Stopped("deploying.cut_before")
            stays = kept.of(before.files)
            whole = _beside(after, {path: stays[path] for path in stays if path not in lost})
            changes = _changes(manifests, live, before, whole, kept, amiss)
        ears.planned(changes)
        if dry or (changes.is_empty and live.run is None):
            return changes
        try:
            return _carried(host, manifests, live, changes, source, ears, patience, aside=aside)
        except Overtaken:
            continue  # what is live has changed: look again


def back(
    host: Host,
    *,
    manifests: Manifests,
    ears: Ears,
    patience: Patience = Patience(),
    dry: bool = False,
    kept: Keep = KEEP_NOTHING,
) -> Changes:
    """Put the state before the live one in its place again; once more, and it is undone."""
    while True:
        state = _turn(host, ears, patience, dry)
        if state is None or not state.previous:
            raise Stopped("deploying.no_previous")
        before = manifests.of(state.live)
        # Drafts that were withdrawn since, or have ended, do not come back; nor does what was erased:
        # of that, what is live stays.
        after = without_drafts(manifests.of(state.previous)).without(kept.erased)
        stays = {**kept.of(before.files), **before.only(kept.erased).files}
        amiss = _amiss(host, state, before)
        if amiss is None:
            continue
        changes = _changes(manifests, state, before, _beside(after, stays), kept, amiss)
        if not host.keeps_all and (lost := changes.stays_amiss()):
            raise Stopped("deploying.amiss_back", count=len(lost), path=lost[0])
        ears.planned(changes)
        if dry:
            return changes
        try:
            return _carried(host, manifests, state, changes, None, ears, patience)
        except Overtaken:
            continue


def _beside(after: Manifest, kept: Files) -> Manifest:
    return Manifest(after.address, {**kept, **after.files})


def _turn(
    host: Host, ears: Ears, patience: Patience, dry: bool, ahead: bytes | None = None
) -> State | None:
    """The state, once nobody else is at work: a run without a sign of life was cut."""
    seen, since, began = b"", time.monotonic(), time.monotonic()
    while True:
        content, ahead = ahead or host.read_state(), None
        if content is None:
            return None
        try:
            state = read_state(content)
        except ValueError:
            raise Stopped("deploying.odd_state") from None
        if state.run is None or dry or is_dead(state.run.by):
            return state
        now = time.monotonic()
        if content != seen:
            if not seen:
                ears.waiting(state.run.by)
            seen, since = content, now
        if now - since >= patience.silence:
            return state
        if now - began >= patience.in_all:
            raise Stopped("deploying.busy", who=state.run.by)
        time.sleep(patience.poll)


def _amiss(
    host: Host, state: State | None, before: Manifest, *, verify: bool = False
) -> set[str] | None:
    """What is not as it was left; None when another publication began while it was looked at."""
    if state is None or not state.live:
        return set()
    try:
        found = host.amiss(before.files, verify=verify)
    except Overtaken:
        return None
    if not found:
        return found
    content = host.read_state()
    return found if content is not None and read_state(content) == state else None


def _changes(
    manifests: Manifests,
    state: State,
    before: Manifest,
    after: Manifest,
    kept: Keep,
    amiss: Collection[str],
) -> Changes:
    names = state.run.towards if state.run else ()
    cut = [manifests.of(name) for name in names]
    return changes_of(before, after, cut, kept.erased, amiss)


def _carried(
    host: Host,
    manifests: Manifests,
    state: State,
    changes: Changes,
    source: Path | None,
    ears: Ears,
    patience: Patience,
    *,
    aside: bool = False,
) -> Changes:
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
    working = _Alive(host, replace(state, run=at_work), ears, patience.beat)
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

    def __init__(self, host: Host, state: State, ears: Ears, every: float) -> None:
        self._host, self._state, self._ears, self._every = host, state, ears, every
        self._last = time.monotonic()

    def write(self) -> None:
        self._host.write_state(self._state.to_bytes())
        self._last = time.monotonic()

    def beat(self, files: int, size: int) -> None:
        if files:
            self._ears.sent(files, size)
        if time.monotonic() - self._last >= self._every:
            self._state = self._state.beating()
            self.write()


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
