"""One publication, whatever the place: wait for one's turn, see what differs, carry it over; and the way
back."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection
from pathlib import Path

from portevoix.deploying.carrying import PATIENT, Patience, Work, carried
from portevoix.deploying.changes import Changes, changes_of
from portevoix.deploying.drafts import KEEP_NOTHING, Keep
from portevoix.deploying.ears import Ears
from portevoix.deploying.host import Host, Overtaken, Stopped, Traffic
from portevoix.deploying.living import is_dead
from portevoix.deploying.manifest import Files, Manifest, is_draft, without_drafts
from portevoix.deploying.options import AS_USUAL, Options
from portevoix.deploying.remembered import Manifests
from portevoix.deploying.state import State, read_state


class Stated:
    """A place that keeps its state in a file, as a place of publication."""

    def __init__(self, host: Host, project: Path, patience: Patience = PATIENT) -> None:
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
        self, after: Manifest, source: Path, *, ears: Ears, options: Options = AS_USUAL
    ) -> Changes:
        seen, self._seen = self._seen, None
        return _publish(self._work(ears), after, source, options, seen)

    def back(self, *, ears: Ears, dry: bool = False, kept: Keep = KEEP_NOTHING) -> Changes:
        return _back(self._work(ears), dry=dry, kept=kept)

    def _work(self, ears: Ears) -> Work:
        return Work(host=self.host, manifests=self._manifests, ears=ears, patience=self._patience)

    def close(self) -> None:
        self.host.close()


def _publish(
    work: Work, after: Manifest, source: Path, options: Options, seen: bytes | None
) -> Changes:
    """Make the place hold `after`, and what is kept of the live files; `seen` is the state, where it has
    just been read. Raises Stopped."""
    host, manifests, kept = work.host, work.manifests, options.kept
    while True:
        state, seen = _turn(work, options.dry, seen), None
        if state is None and not options.take_over and (found := host.strangers(after.files)):
            raise Stopped("deploying.strangers", count=len(found), path=found[0])
        live = state or State()
        before = manifests.of(live.live)
        if before.address not in ("", after.address) and not options.move:
            raise Stopped("deploying.moved", live=before.address, built=after.address)
        amiss = _amiss(host, state, before, verify=options.verify)
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
        work.ears.planned(changes)
        if options.dry or (changes.is_empty and live.run is None):
            return changes
        try:
            return carried(work, live, changes, source, aside=options.aside)
        except Overtaken:
            continue  # what is live has changed: look again


def _back(work: Work, *, dry: bool, kept: Keep) -> Changes:
    """Put the state before the live one in its place again; once more, and it is undone."""
    host, manifests = work.host, work.manifests
    while True:
        state = _turn(work, dry)
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
        work.ears.planned(changes)
        if dry:
            return changes
        try:
            return carried(work, state, changes, None)
        except Overtaken:
            continue


def _beside(after: Manifest, kept: Files) -> Manifest:
    return Manifest(after.address, {**kept, **after.files})


def _turn(work: Work, dry: bool, ahead: bytes | None = None) -> State | None:
    """The state, once nobody else is at work: a run without a sign of life was cut."""
    patience = work.patience
    seen, since, began = b"", time.monotonic(), time.monotonic()
    while True:
        content, ahead = ahead or work.host.read_state(), None
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
                work.ears.waiting(state.run.by)
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
