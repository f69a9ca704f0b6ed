"""What a publication asks of a place, and what stops it there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Protocol

from portevoix.deploying.changes import Changes
from portevoix.deploying.drafts import KEEP_NOTHING, Keep
from portevoix.deploying.ears import Ears
from portevoix.deploying.manifest import Entry, Manifest
from portevoix.deploying.options import AS_USUAL, Options
from portevoix.values import dataclass

Beat = Callable[[int, int], None]  # files and bytes sent since the last one; may raise Overtaken


@dataclass(slots=True)
class Traffic:
    """What went over the line."""

    files: int = 0
    bytes: int = 0
    requests: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What lies at a place and is needed no more."""

    kept: Collection[str]  # digests
    manifests: Collection[str]  # names


class Stopped(Exception):
    """A place refuses: `wording` is the key of the cause, `<wording>_do` of what to do. A value that is an
    OSError is told in the words of whoever reads."""

    def __init__(self, wording: str, /, **values: object) -> None:
        super().__init__(wording)
        self.wording = wording
        self.values = values


class Overtaken(Exception):
    """Another publication wrote the state of this place meanwhile."""


class Host(Protocol):
    """A place that keeps a site and, out of readers' sight, what we know of it.

    Every method may raise Stopped.
    """

    traffic: Traffic
    # Whether all contents of the live site lie aside too, so that each can be put again without its source.
    keeps_all: bool

    def read_state(self) -> bytes | None:
        """None where nothing was ever published."""

    def write_state(self, content: bytes) -> None:
        """Put it in the place of the one that was read or written last; raises Overtaken when that
        is not there any more."""

    def read(self, name: str) -> bytes:
        """A manifest. Raises FileNotFoundError."""

    def write(self, name: str, content: bytes) -> None: ...

    def forget(self, names: Collection[str]) -> None:
        """Drop every manifest but these."""

    def strangers(self, files: Mapping[str, Entry]) -> tuple[str, ...]:
        """Where a site that was never published would write over something."""

    def amiss(self, live: Mapping[str, Entry], *, verify: bool) -> set[str]:
        """Which of these files, that should be live, are not there, or were changed there by others.

        Asked after `read_state`; may raise Overtaken. Without `verify` what the place tells at little cost; with it every
        file is looked at.
        """

    def transfer(self, changes: Changes, source: Path | None, beat: Beat) -> None:
        """Bring all that goes out, each file whole or not at all, and show it.

        `source` is the built site; None: what was kept of an earlier state. A cut at any moment
        leaves a site whose pages find what they load.
        """

    def finish(self, changes: Changes, needed: Collection[str], left: Left | None) -> None:
        """Remove what left, and of what was kept all but the digests that an undo needs.

        `left` is all that nobody needs any more, manifests too, where that is known; None: a run was
        cut, and the place must be asked.
        """

    def close(self) -> None: ...


class Destination(Protocol):
    """A place that a site is published to, however it remembers what it holds."""

    @property
    def traffic(self) -> Traffic: ...

    def ask_ahead(self) -> None:
        """Open the line and ask what `publish` will want first, while who asks is busy otherwise. Raises
        Stopped where the place cannot be reached."""

    def publish(
        self, after: Manifest, source: Path, *, ears: Ears, options: Options = AS_USUAL
    ) -> Changes:
        """Make the place hold `after`, whose files lie in `source`. Raises Stopped."""

    def back(self, *, ears: Ears, dry: bool = False, kept: Keep = KEEP_NOTHING) -> Changes:
        """Put the state before the live one in its place again; once more, and it is undone."""

    def close(self) -> None: ...
