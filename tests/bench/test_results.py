"""What the benchmark measured is kept, and shown as it was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.bench.figures import FIGURES, RATIOS, figures_for
from tests.bench.measure import Run
from tests.bench.results import Results, read_results
from tests.bench.shown import render_readme, render_table


def measured(posts: int = 1000, large: int = 10000) -> Results:
    results = Results(posts, large)
    for n, figure in enumerate(FIGURES, 1):
        runs = [Run(wall=n * x, cpu=n * x / 2, peak=n * 10**8) for x in (1.0, 9.0, 2.0)]
        results.note(figure, runs, date(2026, 11, 27))
    return results


def test_a_ratio_is_of_medians_and_every_one_is_told() -> None:
    ratios = measured().ratios()
    assert list(ratios) == [ratio.name for ratio in RATIOS]
    clean = RATIOS[0]
    order = FIGURES.index(clean.over) + 1, FIGURES.index(clean.under) + 1
    assert ratios["clean"] == round(order[0] / order[1], 3)


def test_figures_go_to_a_file_and_come_back(tmp_path: Path) -> None:
    """So that a part measured alone stands beside the others."""
    file = tmp_path / "bench.json"
    measured().write(file)
    again = read_results(file, posts=1000, large=10000)
    assert again == measured()
    assert json.loads(file.read_text("utf-8"))["ratios"] == again.ratios()
    assert "10,000 posts" in render_table(again)
    assert render_readme(again).startswith("On 27 November 2026, 1,000 posts, ")


def test_figures_of_other_posts_are_not_mixed_in(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    measured(posts=60).write(file)
    with pytest.raises(SystemExit, match="measured with 60 and 10000 posts"):
        read_results(file, posts=1000, large=10000)


def test_one_ratio_asks_for_its_two_figures_alone() -> None:
    growth = next(ratio for ratio in RATIOS if ratio.name == "edit_command_growth")
    assert set(figures_for([growth])) == {growth.over, growth.under}
