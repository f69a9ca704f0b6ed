"""What was measured, kept in a JSON file from one part of the benchmark to the next."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.figures import RATIOS, Figure, Unit
from tests.bench.measure import Run

_UNITS = {
    "seconds": ("wall", 1.0, 3),
    "processor_seconds": ("cpu", 1.0, 3),
    "megabytes": ("peak", 1e6, 1),  # the largest process, children waited for included
    "megabytes_together": ("together", 1e6, 1),  # proportional set sizes; where sampled
}


@dataclass
class Results:
    posts: int
    large: int  # posts of the large blog; 0 leaves it out
    runs: dict[str, tuple[Run, ...]] = field(default_factory=dict)
    measured: dict[str, str] = field(default_factory=dict)  # the day of each figure

    def note(self, figure: Figure, runs: Iterable[Run], day: date) -> None:
        self.runs[figure.name] = tuple(runs)
        self.measured[figure.name] = day.isoformat()

    def median(self, figure: Figure, unit: Unit) -> float | None:
        if figure.name not in self.runs:
            return None
        values: list[float] = [getattr(run, unit) for run in self.runs[figure.name]]
        return statistics.median(values)

    def ratios(self) -> dict[str, float]:
        """By name; those whose two figures are known."""
        found = {}
        for ratio in RATIOS:
            over, under = (self.median(figure, ratio.unit) for figure in (ratio.over, ratio.under))
            if over is not None and under:
                found[ratio.name] = round(over / under, 3)
        return found

    def write(self, file: Path) -> None:
        said: dict[str, Any] = {
            "posts": self.posts,
            "large": self.large,
            "ratios": self.ratios(),
            "measured": self.measured,
        }
        for key, (unit, scale, digits) in _UNITS.items():
            said[key] = {
                name: [round(getattr(run, unit) / scale, digits) for run in runs]
                for name, runs in self.runs.items()
                if any(getattr(run, unit) for run in runs)
            }
        file.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read_results(file: Path, *, posts: int, large: int) -> Results:
    """What the file holds of the same posts; nothing when there is no file, or it holds others."""
    results = Results(posts, large)
    if not file.is_file():
        return results
    said = json.loads(file.read_text("utf-8"))
    if (said["posts"], said["large"]) != (posts, large):
        raise SystemExit(
            f"{file}: measured with {said['posts']} and {said['large']} posts, not {posts} and "
            f"{large}. Name another file, or the same numbers."
        )
    for name, day in said["measured"].items():
        count = len(said["seconds"][name])
        columns = {
            unit: [value * scale for value in said[key].get(name, [0] * count)]
            for key, (unit, scale, _) in _UNITS.items()
        }
        results.measured[name] = day
        results.runs[name] = tuple(
            Run(
                wall=columns["wall"][n],
                cpu=columns["cpu"][n],
                peak=round(columns["peak"][n]),
                together=round(columns["together"][n]),
            )
            for n in range(count)
        )
    return results
