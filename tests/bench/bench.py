"""Ours beside the others': times, memory, and ratios of medians.

Peak memory is that of the largest process, as `wait4` tells it, children waited for included. For
clean builds the memory of all processes together, each shared page counted once, stands beside it:
sampled once a second, so that a shorter peak may be missed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from tests.bench.figures import FIGURES, RATIOS, Figure, Ground, figures_for
from tests.bench.measure import Run
from tests.bench.plot import render_plot
from tests.bench.results import Results, read_results
from tests.bench.shown import render_readme, render_table, shown_figures

NAMES = [ratio.name for ratio in RATIOS]


def main(arguments: Sequence[str]) -> int:
    chosen = _parser().parse_args(arguments)
    results = Results(chosen.posts, chosen.large)
    if chosen.json and chosen.only is not None:
        results = read_results(chosen.json, posts=chosen.posts, large=chosen.large)
    with tempfile.TemporaryDirectory(prefix="porte-voix-bench-") as folder:
        ground = Ground(Path(folder), small=chosen.posts, large=chosen.large, runs=chosen.runs)
        for figure in _asked(chosen):
            today = datetime.now().astimezone().date()
            results.note(figure, _said(figure, figure.measure(ground)), today)
            if chosen.json:
                results.write(chosen.json)
    print(render_table(results))
    if chosen.plot:
        title = f"{chosen.posts:,} posts: seconds, medians of {chosen.runs}"
        medians = {figure.name: value for figure, value in shown_figures(results)}
        chosen.plot.write_text(render_plot(title, medians), "utf-8")
    if chosen.readme:
        chosen.readme.write_text(render_readme(results), "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=1000, metavar="N")
    parser.add_argument(
        "--large", type=int, default=10000, metavar="N", help="posts of the large blog; 0: without"
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--alone", action="store_true", help="Porte-voix only, without the peers")
    parser.add_argument(
        "--only",
        nargs="*",
        choices=NAMES,
        metavar="RATIO",
        help="measure what these ratios need, and keep the other figures of --json FILE; "
        f"none: write again what it holds ({', '.join(NAMES)})",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="written after each figure")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    parser.add_argument("--readme", type=Path, metavar="FILE.md", help="what the README shows")
    return parser


def _asked(chosen: argparse.Namespace) -> Iterable[Figure]:
    figures: Iterable[Figure] = FIGURES
    if chosen.only is not None:
        figures = figures_for([ratio for ratio in RATIOS if ratio.name in chosen.only])
    return [
        figure
        for figure in figures
        if (figure.ours or not chosen.alone) and (chosen.large or not figure.large)
    ]


def _said(figure: Figure, runs: Iterable[Run]) -> Iterable[Run]:
    for run in runs:
        together = f", {run.together / 1e6:.0f} MB together" if run.together else ""
        print(
            f"  {figure.name}: {run.wall:.2f} s, {run.cpu:.2f} s of processor, "
            f"{run.peak / 1e6:.0f} MB{together}",
            flush=True,
        )
        yield run
