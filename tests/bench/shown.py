"""What the benchmark found, in words: the table of a terminal, the section of the README."""

from __future__ import annotations

import os
from datetime import date

from tests.bench.figures import FIGURES, RATIOS, Figure
from tests.bench.results import Results


def render_table(results: Results) -> str:
    """Every figure, then every ratio beside what it should be at most."""
    lines = [
        f"{results.posts:,} posts, large: {results.large:,}; medians",
        "",
        "| build | seconds | of processor | MB, largest process | MB, all together |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for figure in FIGURES:
        if runs := results.runs.get(figure.name):
            wall, cpu = results.median(figure, "wall"), results.median(figure, "cpu")
            peak = (results.median(figure, "peak") or 0) / 1e6
            together = max(run.together for run in runs) / 1e6
            lines.append(
                f"| {figure.name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | "
                f"{f'{together:.0f}' if together else ''} |"
            )
    return "\n".join([*lines, "", *_ratios(results, names=True)])


def render_readme(results: Results) -> str:
    """The sentences, the table and the picture that the README shows, with the day of measuring."""
    days = sorted(set(results.measured.values()))
    when = " to ".join(_day(day) for day in dict.fromkeys([days[0], days[-1]]))
    most = max(map(len, results.runs.values()))
    said = [f"{_name(figure)} {value:.1f}" for figure, value in shown_figures(results)]
    lines = [
        f"On {when}, {results.posts:,} posts, {os.cpu_count()} cores, medians of {most} {'run' if most == 1 else 'runs'}:",
        "",
        *_ratios(results, names=False),
        "",
        f"![Seconds: {'; '.join(said)}](docs/guide/images/mesures.svg)",
    ]
    return "\n".join(lines) + "\n"


def shown_figures(results: Results) -> list[tuple[Figure, float]]:
    """The seconds of what was measured with the smaller blog: what the picture shows."""
    return [
        (figure, value)
        for figure in FIGURES
        if not figure.large and (value := results.median(figure, "wall")) is not None
    ]


def _ratios(results: Results, *, names: bool) -> list[str]:
    found = results.ratios()
    lines = ["| ratio | value | aim |", "| --- | ---: | ---: |"]
    for ratio in RATIOS:
        if ratio.name in found:
            words = ratio.words.format(posts=f"{results.posts:,}", large=f"{results.large:,}")
            name = f"{ratio.name}: {words}" if names else words
            lines.append(f"| {name} | {found[ratio.name]:.2f} | ≤ {ratio.target} |")
    return lines


def _name(figure: Figure) -> str:
    return figure.name.replace("ours", "Porte-voix")


def _day(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when.day} {when:%B %Y}"
