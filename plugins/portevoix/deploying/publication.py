"""One publication, whatever the place: wait for one's turn, send what differs, write the state,
clean up; and the way back."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from portevoix.cache.freshness import cache_folder
from portevoix.deploying.changes import Changes, changes_of
from portevoix.deploying.drafts import Keep, keep_nothing
from portevoix.deploying.ears import Ears
from portevoix.deploying.host import Host, Overtaken, Stopped, Traffic
from portevoix.deploying.living import is_dead, myself
from portevoix.deploying.manifest import (
    NOTHING,
    Files,
    Manifest,
    is_draft,
    name_of,
    read_manifest,
    without_drafts,
)
from portevoix.deploying.state import Run, State, read_state

BEAT = 10.0  # seconds between two signs of life
SILENCE = 60.0  # without one: the run was cut
PATIENCE = 900.0  # to wait for another
_POLL = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait, and between two signs of life, in seconds; a monotonic clock alone, that of nobody else is asked."""

    silence: float = SILENCE
    in_all: float = PATIENCE
    poll: float = _POLL
    beat: float = BEAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A place that keeps its state in a file, as a place of publication."""

    host: Host
    project: Path
    patience: Patience = Patience()

    @property
    def traffic(self) -> Traffic:
        return self.host.traffic

    def publish(
        self,
        after: Manifest,
        source: Path,
        *,
        ears: Ears,
        take_over: bool = False,
        move: bool = False,
        dry: bool = False,
        kept: Keep = keep_nothing,
        aside: bool = False,
    ) -> Changes:
        return publish(
            self.host,
            after,
            source,
            project=self.project,
            ears=ears,
            patience=self.patience,
            take_over=take_over,
            move=move,
            dry=dry,
            kept=kept,
            aside=aside,
        )

    def back(self, *, ears: Ears, dry: bool = False, kept: Keep = keep_nothing) -> Changes:
        return back(
            self.host,
            project=self.project,
            ears=ears,
            patience=self.patience,
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
    project: Path,
    ears: Ears,
    patience: Patience = Patience(),
    take_over: bool = False,
    move: bool = False,
    dry: bool = False,
    kept: Keep = keep_nothing,
    aside: bool = False,
) -> Changes:
    """Make the place hold `after`, and what is `kept` of the live files. Raises Stopped."""
    while True:
        state = _turn(host, ears, patience, dry)
        if state is None and not take_over and (found := host.strangers(after.files)):
            raise Stopped("deploying.strangers", count=len(found), path=found[0])
        live = state or State()
        before = _known(host, live.live, project)
        if before.address not in ("", after.address) and not move:
            raise Stopped("deploying.moved", live=before.address, built=after.address)
        changes = _changes(host, live, before, _beside(after, kept(before.files)), project)
        if lost := [path for path in changes.sent if path not in after.files]:
            # A run was cut among files that are not at hand here.
            if not all(map(is_draft, lost)):
                raise Stopped("deploying.cut_before")
            whole = _beside(after, {k: v for k, v in kept(before.files).items() if k not in lost})
            changes = _changes(host, live, before, whole, project)
        ears.planned(changes)
        if dry or (changes.is_empty and live.run is None):
            return changes
        try:
            return _carried(host, live, changes, source, project, ears, patience, aside=aside)
        except Overtaken:
            continue  # what is live has changed: look again


def back(
    host: Host,
    *,
    project: Path,
    ears: Ears,
    patience: Patience = Patience(),
    dry: bool = False,
    kept: Keep = keep_nothing,
) -> Changes:
    """Put the state before the live one in its place again; once more, and it is undone."""
    while True:
        state = _turn(host, ears, patience, dry)
        if state is None or not state.previous:
            raise Stopped("deploying.no_previous")
        before = _known(host, state.live, project)
        # Drafts that were withdrawn since, or have ended, do not come back.
        after = without_drafts(_known(host, state.previous, project))
        changes = _changes(host, state, before, _beside(after, kept(before.files)), project)
        ears.planned(changes)
        if dry:
            return changes
        try:
            return _carried(host, state, changes, None, project, ears, patience)
        except Overtaken:
            continue


def _beside(after: Manifest, kept: Files) -> Manifest:
    return Manifest(after.address, {**kept, **after.files})


def _turn(host: Host, ears: Ears, patience: Patience, dry: bool) -> State | None:
    """The state, once nobody else is at work: a run without a sign of life was cut."""
    seen, since, began = b"", time.monotonic(), time.monotonic()
    while True:
        content = host.read_state()
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


def _changes(host: Host, state: State, before: Manifest, after: Manifest, project: Path) -> Changes:
    names = state.run.towards if state.run else ()
    cut = [_known(host, name, project) for name in names]
    return changes_of(before, after, cut)


def _carried(
    host: Host,
    state: State,
    changes: Changes,
    source: Path | None,
    project: Path,
    ears: Ears,
    patience: Patience,
    *,
    aside: bool = False,
) -> Changes:
    content = changes.after.to_bytes()
    name = name_of(content)
    cut = state.run.towards if state.run else ()
    if name not in (state.live, state.previous, *cut):
        host.write(f"{name}.json", content)
    at_work = Run(by=myself(), towards=_once(*cut, name))
    working = _Alive(host, replace(state, run=at_work), ears, patience.beat)
    working.write()
    host.transfer(changes, source, working.beat)
    previous = state.previous if aside or state.live in ("", name) else state.live
    cleaning = Run(by=at_work.by, towards=_once(*cut, *filter(None, (state.live,))))
    shown = State(live=name, previous=previous, run=cleaning)
    host.write_state(shown.to_bytes())
    before = without_drafts(_known(host, previous, project))
    kept = changes_of(before, without_drafts(changes.after)).replaced()
    host.finish(changes, frozenset(kept))
    done = replace(shown, run=None)
    host.write_state(done.to_bytes())
    host.forget({f"{one}.json": one for one in (done.live, done.previous)})
    _remember(project, name, content)
    return changes


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


def _known(host: Host, name: str, project: Path) -> Manifest:
    """A manifest by its name: from this machine's memory, or from the place."""
    if not name:
        return NOTHING
    content = _remembered(project, name)
    if content is None:
        try:
            content = host.read(f"{name}.json")
        except FileNotFoundError:
            raise Stopped("deploying.lost_manifest", name=name) from None
        _remember(project, name, content)
    try:
        return read_manifest(content)
    except ValueError:
        raise Stopped("deploying.lost_manifest", name=name) from None


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _memory(project: Path, name: str) -> Path:
    return cache_folder(project) / "published" / f"{name}.json"


def _remembered(project: Path, name: str) -> bytes | None:
    try:
        content = _memory(project, name).read_bytes()
    except OSError:
        return None
    return content if name_of(content) == name else None


_MOST = 8  # manifests remembered on this machine


def _remember(project: Path, name: str, content: bytes) -> None:
    file = _memory(project, name)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".tmp")
        beside.write_bytes(content)
        beside.replace(file)
        dated = sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime_ns)
        for old in dated[:-_MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return  # asked of the place next time
