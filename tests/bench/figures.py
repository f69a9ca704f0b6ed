"""What is measured, and the ratios made of it: two tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from tests.bench.measure import Run
from tests.bench.ours import Ours
from tests.bench.peers import Hugo, Material, Pelican, install
from tests.bench.posts import write_posts

Unit = Literal["wall", "cpu", "peak"]


class Ground:
    """A folder with posts, and each generator in a folder of its own there, made when first asked."""

    def __init__(self, folder: Path, *, small: int, large: int, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.counts = {"small": small, "large": large}
        self.ours = cache(self._ours)
        self.hugo = cache(self._hugo)
        self.material = cache(self._material)
        self.posts = cache(self._posts)

    def _posts(self, size: str) -> Path:
        place = self.folder / size / "posts"
        write_posts(self.counts[size], place)
        return place

    def _made(self, size: str, name: str) -> Path:
        place = self.folder / size / name
        place.mkdir(parents=True)
        return place

    def _ours(self, size: str) -> Ours:
        return Ours(self._made(size, "ours"), self.posts(size))

    def _hugo(self, size: str) -> Hugo:
        install()
        return Hugo(self._made(size, "hugo"), self.posts(size))

    def _material(self, *, full: bool) -> Material:
        install()
        place = self._made("small", "full" if full else "material")
        return Material(place, self.posts("small"), full=full)

    def pelican(self) -> Pelican:
        install()
        return Pelican(self._made("small", "pelican"), self.posts("small"))


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    measure: Callable[[Ground], Iterable[Run]]
    ours: bool = True
    large: bool = False


def _clean(size: str) -> Callable[[Ground], Iterable[Run]]:
    return lambda ground: (ground.ours(size).build_clean() for _ in range(ground.runs))


def _unchanged(size: str) -> Callable[[Ground], Iterable[Run]]:
    def measure(ground: Ground) -> Iterable[Run]:
        ground.ours(size).build()
        return (ground.ours(size).build() for _ in range(ground.runs))

    return measure


def _edited(size: str) -> Callable[[Ground], Iterable[Run]]:
    def measure(ground: Ground) -> Iterable[Run]:
        ground.ours(size).build()
        return (ground.ours(size).build_edited() for _ in range(ground.runs))

    return measure


def _preview(size: str) -> Callable[[Ground], Iterable[Run]]:
    return lambda ground: ground.ours(size).preview(ground.runs)


def _hugo_server(size: str) -> Callable[[Ground], Iterable[Run]]:
    return lambda ground: ground.hugo(size).serve(ground.runs)


def _hugo(ground: Ground) -> Iterable[Run]:
    return (ground.hugo("small").build() for _ in range(ground.runs))


def _pelican(ground: Ground) -> Iterable[Run]:
    pelican = ground.pelican()
    return (pelican.build() for _ in range(ground.runs))


def _material(*, full: bool) -> Callable[[Ground], Iterable[Run]]:
    return lambda ground: (ground.material(full=full).build_clean() for _ in range(ground.runs))


def _material_warm(ground: Ground) -> Iterable[Run]:
    ground.material(full=True).build()
    return (ground.material(full=True).build() for _ in range(ground.runs))


CLEAN = Figure("ours, clean", _clean("small"))
UNCHANGED = Figure("ours, unchanged", _unchanged("small"))
EDITED = Figure("ours, one post edited", _edited("small"))
PREVIEW = Figure("ours, one post edited, preview", _preview("small"))
HUGO = Figure("Hugo", _hugo, ours=False)
HUGO_SERVER = Figure("Hugo, one post edited, server", _hugo_server("small"), ours=False)
PELICAN = Figure("Pelican", _pelican, ours=False)
BLOG = Figure("Material, blog", _material(full=False), ours=False)
FULL = Figure("Material, blog, social, rss", _material(full=True), ours=False)
WARM = Figure("Material, blog, social, rss, warm", _material_warm, ours=False)
LARGE_CLEAN = Figure("ours, clean, large", _clean("large"), large=True)
LARGE_UNCHANGED = Figure("ours, unchanged, large", _unchanged("large"), large=True)
LARGE_EDITED = Figure("ours, one post edited, large", _edited("large"), large=True)
LARGE_PREVIEW = Figure("ours, one post edited, preview, large", _preview("large"), large=True)
LARGE_HUGO_SERVER = Figure(
    "Hugo, one post edited, server, large", _hugo_server("large"), ours=False, large=True
)

# In this order: builds of one size after the other share what the first of them kept.
FIGURES = (
    *(CLEAN, UNCHANGED, EDITED, PREVIEW),
    *(HUGO, HUGO_SERVER, PELICAN, BLOG, FULL, WARM),
    *(LARGE_CLEAN, LARGE_UNCHANGED, LARGE_EDITED, LARGE_PREVIEW, LARGE_HUGO_SERVER),
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Between the medians of two figures; at most `target`."""

    name: str
    words: str
    over: Figure
    under: Figure
    unit: Unit
    target: float


_EVERYTHING = "clean build with everything / Material + social cards + rss"
_SERVED = "one post edited, in the preview / in `hugo server`"
RATIOS = (
    Ratio("clean", _EVERYTHING, CLEAN, FULL, "wall", 0.15),
    Ratio("clean_cpu", f"{_EVERYTHING}, processor time", CLEAN, FULL, "cpu", 0.22),
    Ratio("unchanged", "nothing changed / the same, warm", UNCHANGED, WARM, "wall", 0.06),
    Ratio(
        "edit_command", "one post edited, by command / Hugo’s full build", EDITED, HUGO, "wall", 2.0
    ),
    Ratio(
        "edit_preview",
        "one post edited, in the preview / Hugo’s full build",
        PREVIEW,
        HUGO,
        "wall",
        1.0,
    ),
    Ratio("edit_preview_hugo_server", _SERVED, PREVIEW, HUGO_SERVER, "wall", 0.8),
    Ratio(
        "edit_preview_hugo_server_10000",
        f"{_SERVED}, {{large}} posts",
        LARGE_PREVIEW,
        LARGE_HUGO_SERVER,
        "wall",
        1.0,
    ),
    Ratio(
        "edit_command_growth",
        "one post edited, by command, {large} posts / {posts}, processor time",
        LARGE_EDITED,
        EDITED,
        "cpu",
        2.5,
    ),
    Ratio(
        "memory",
        "largest process, clean / Material + social cards + rss",
        CLEAN,
        FULL,
        "peak",
        0.25,
    ),
    Ratio(
        "memory_10000",
        "largest process, clean, {large} posts / Material + social cards + rss, {posts}",
        LARGE_CLEAN,
        FULL,
        "peak",
        0.30,
    ),
)


def figures_for(ratios: Sequence[Ratio]) -> tuple[Figure, ...]:
    """What these ratios are made of, in the order of the table."""
    asked = {figure for ratio in ratios for figure in (ratio.over, ratio.under)}
    return tuple(figure for figure in FIGURES if figure in asked)
