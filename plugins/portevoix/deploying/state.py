"""The state of a place: which manifest is live, which was before, and who is at work.

It is one small file that is exchanged whole, and only by who knows the last one: two publications
at once cannot both win, whatever their clocks say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

FORMAT = 1


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
    run: Run | None = None

    def to_bytes(self) -> bytes:
        run = self.run
        value: dict[str, object] = {"format": FORMAT, "live": self.live, "previous": self.previous}
        if run is not None:
            value["run"] = {"by": run.by, "beats": run.beats, "towards": list(run.towards)}
        return json.dumps(value, ensure_ascii=False).encode()

    def beating(self) -> State:
        return self if self.run is None else replace(self, run=_after(self.run))


def _after(run: Run) -> Run:
    return replace(run, beats=run.beats + 1)


def read_state(content: bytes) -> State:
    """Raises ValueError when it is none of ours."""
    try:
        value = json.loads(content)
        if value["format"] != FORMAT:
            raise ValueError("format")
        run = value.get("run")
        return State(
            live=str(value["live"]),
            previous=str(value["previous"]),
            run=run
            and Run(by=str(run["by"]), beats=int(run["beats"]), towards=tuple(run["towards"])),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None
