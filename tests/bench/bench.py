"""The table: ours beside the others', as ratios of medians."""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.measure import Run
from tests.bench.ours import Ours
from tests.bench.peers import Hugo, Material, Pelican, install
from tests.bench.plot import render_plot
from tests.bench.posts import write_posts

Figures = dict[str, list[float]]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--alone", action="store_true", help="Porte-voix only, without the peers")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    chosen = parser.parse_args(arguments)
    seconds: Figures = {}
    memory: Figures = {}

    def note(name: str, found: Run) -> None:
        seconds.setdefault(name, []).append(round(found.wall, 3))
        memory.setdefault(name, []).append(round(found.peak / 1e6, 1))
        print(
            f"  {name}: {found.wall:.2f} s, {found.cpu:.2f} s CPU, {found.peak / 1e6:.0f} MB",
            flush=True,
        )

    with tempfile.TemporaryDirectory(prefix="porte-voix-bench-") as place:
        folder = Path(place)
        posts = folder / "posts"
        write_posts(chosen.posts, posts)
        ours = Ours(_made(folder / "ours"), posts)
        for _ in range(chosen.runs):
            ours.forget()
            note("ours, clean", ours.build("--clean"))
        ours.build()
        for _ in range(chosen.runs):
            note("ours, unchanged", ours.build())
        for _ in range(chosen.runs):
            note("ours, one post edited", ours.edited())
        seconds["ours, one post edited, preview"] = [
            round(value, 3) for value in ours.previewed(chosen.runs)
        ]
        if not chosen.alone:
            install()
            _peers(folder, posts, chosen.runs, note)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    ratios = _ratios(medians, memory)
    print(_table(chosen.posts, medians, memory, ratios))
    if chosen.json:
        written = {"posts": chosen.posts, "ratios": ratios, "seconds": seconds, "megabytes": memory}
        chosen.json.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    if chosen.plot:
        title = f"{chosen.posts} posts: seconds, medians of {chosen.runs}"
        chosen.plot.write_text(render_plot(title, medians), "utf-8")
    return 0


def _peers(folder: Path, posts: Path, runs: int, note: Callable[[str, Run], None]) -> None:
    hugo = Hugo(_made(folder / "hugo"), posts)
    pelican = Pelican(_made(folder / "pelican"), posts)
    blog = Material(_made(folder / "material"), posts, full=False)
    full = Material(_made(folder / "full"), posts, full=True)
    for _ in range(runs):
        note("Hugo", hugo.build())
    for _ in range(runs):
        note("Pelican", pelican.build())
    for _ in range(runs):
        note("Material, blog", blog.build())
    for _ in range(runs):
        full.forget()
        note("Material, blog, social, rss", full.build())
    for _ in range(runs):
        note("Material, blog, social, rss, warm", full.build())


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _ratios(medians: dict[str, float], memory: Figures) -> dict[str, float]:
    def ratio(ours: str, theirs: str) -> dict[str, float]:
        if theirs not in medians:
            return {}
        return {"ratio": round(medians[ours] / medians[theirs], 3)}

    full, warm = "Material, blog, social, rss", "Material, blog, social, rss, warm"
    found = {
        "clean": ratio("ours, clean", full),
        "unchanged": ratio("ours, unchanged", warm),
        "edit_command": ratio("ours, one post edited", "Hugo"),
        "edit_preview": ratio("ours, one post edited, preview", "Hugo"),
    }
    ratios = {name: value["ratio"] for name, value in found.items() if value}
    if full in memory:
        peak = statistics.median(memory["ours, clean"]) / statistics.median(memory[full])
        ratios["memory"] = round(peak, 3)
    return ratios


def _table(posts: int, medians: dict[str, float], memory: Figures, ratios: dict[str, float]) -> str:
    lines = ["", f"{posts} posts, medians", "", "| build | seconds | MB |", "| --- | ---: | ---: |"]
    for name, value in medians.items():
        peak = f"{statistics.median(memory[name]):.0f}" if name in memory else ""
        lines.append(f"| {name} | {value:.2f} | {peak} |")
    if ratios:
        lines += ["", "| ratio | value | target |", "| --- | ---: | ---: |"]
        lines += [f"| {name} | {value:.2f} | {TARGETS[name]} |" for name, value in ratios.items()]
    return "\n".join(lines)


TARGETS = {
    "clean": "≤ 0.30",
    "unchanged": "≤ 0.06",
    "edit_command": "≤ 2.0",
    "edit_preview": "≤ 1.0",
    "memory": "≤ 0.25",
}
