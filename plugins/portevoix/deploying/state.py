"""The state of a place: which manifest is live, which was before, and who is at work.

It is one small file that is exchanged whole, and only by who knows the last one: two publications
at once cannot both win, whatever their clocks say.
"""

from __future__ import annotations

import json
from dataclasses import replace

from portevoix.values import dataclass

FORMAT = 2  # the one before named no bases


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A publication under way, or one that was cut."""

    by: str  # the machine and the process
    beats: int = 0  # goes up while it lives
    towards: tuple[str, ...] = ()  # manifests whose files it, and cut runs before it, may have sent


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Names of manifests; "" where there is none."""

    live: str = ""
    previous: str = ""
    # The whole manifests that these two are told by; "" for one that is whole itself.
    live_base: str = ""
    previous_base: str = ""
    run: Run | None = None

    def to_bytes(self) -> bytes:
        run = self.run
        value: dict[str, object] = {
            "format": FORMAT,
            "live": self.live,
            "previous": self.previous,
            "bases": [self.live_base, self.previous_base],
        }
        if run is not None:
            value["run"] = {"by": run.by, "beats": run.beats, "towards": list(run.towards)}
        return json.dumps(value, ensure_ascii=False).encode()

    @property
    def manifests(self) -> tuple[str, ...]:
        """All that must lie there while nobody is at work."""
        names = (self.live, self.previous, self.live_base, self.previous_base)
        return tuple(filter(None, names))

    def beating(self) -> State:
        return self if self.run is None else replace(self, run=_after(self.run))


def _after(run: Run) -> Run:
    return replace(run, beats=run.beats + 1)


def read_state(content: bytes) -> State:
    """Raises ValueError when it is none of ours."""
    try:
        value = json.loads(content)
        if value["format"] not in (1, FORMAT):
            raise ValueError("format")
        run = value.get("run")
        live_base, previous_base = value.get("bases", ("", ""))
        return State(
            live=str(value["live"]),
            previous=str(value["previous"]),
            live_base=str(live_base),
            previous_base=str(previous_base),
            run=run
            and Run(by=str(run["by"]), beats=int(run["beats"]), towards=tuple(run["towards"])),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None
