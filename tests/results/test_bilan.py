"""What the bilan shows, computed again by nothing of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portevoix.posts import Post
from portevoix.results import (
    RESULT,
    Line,
    add_lines,
    bilan_of,
    results_of,
    summary_of,
)
from portevoix.site import Site
from tests.conftest import ROOT
from tests.results.arithmetic import SHOWN, Row, agrees, rows_of
from tests.results.town import BENCHES, project_at


def test_the_sample_s_pages_say_what_plain_arithmetic_gives(staff_site: Path) -> None:
    rows = rows_of(ROOT / "docs/blog/posts", ROOT / "resultats.csv")
    assert len(rows) >= 12 and {"reached", "partly", "missed"} <= {one.verdict for one in rows}
    assert _periods_agree(staff_site / "bilan", rows) >= 4


def _periods_agree(folder: Path, rows: list[Row]) -> int:
    """How many years and quarters have a page, each as arithmetic has it."""
    periods = {period for one in rows for period in (one.year, one.quarter)}
    assert {one.name for one in folder.iterdir() if one.name[:2] == "20"} == periods
    for period in sorted(periods):
        agrees(
            folder / period / "index.html",
            (one for one in rows if period in (one.year, one.quarter)),
        )
    return len(periods)


# target, result, what it is out of, verdict that a person gave; of each the day of its post.
MANY = (
    ("2026-02-03", "informer", "300 réponses", "300", "", ""),
    ("2026-02-04", "informer", "300 réponses", "149,5", "", ""),
    ("2026-02-05", "informer", "300 réponses", "150", "", ""),
    ("2026-02-06", "informer", "80 % des rues", "412", "500", ""),
    ("2026-02-07", "informer", "80 % des rues", "84 %", "", ""),
    ("2026-02-08", "informer", "1 200 places", "1 240", "", ""),
    ("2026-05-03", "ecouter", "80 % des rues", "39 %", "", ""),
    ("2026-05-04", "ecouter", "80 % des rues", "412", "", ""),  # a number is no share
    ("2026-05-05", "ecouter", "moins de 20 appels", "20", "", ""),
    ("2026-05-06", "ecouter", "moins de 20 appels", "31", "", ""),
    ("2026-05-07", "ecouter", "15 minutes ou moins", "22,5", "", ""),
    ("2026-05-08", "ecouter", "15 minutes ou moins", "23", "", ""),
    ("2026-05-09", "ecouter", "mieux qu’avant", "7", "", "en partie"),
    ("2026-05-10", "ecouter", "mieux qu’avant", "7", "", ""),
    ("2025-11-10", "ecouter", "50 idées", "", "", ""),
    ("2025-11-11", "", "50 idées", "33", "", ""),
)


def test_years_quarters_shares_and_what_is_reached_in_part_are_those_of_arithmetic(
    tmp_path: Path,
) -> None:
    run = project_at(tmp_path, "300 réponses")
    posts, lines = tmp_path / "docs/blog/posts", ["date;billet;mesure;valeur;sur;verdict"]
    (posts / "bancs.md").unlink()
    for n, (day, objective, target, value, of, verdict) in enumerate(MANY):
        kind = "consultation" if n % 2 else "announcement"
        aim = f"objective: {objective}\n" if objective else ""
        (posts / f"b{n}.md").write_text(
            f"---\ntitle: Billet {n}\ndate: {day}\nslug: b{n}\nkind: {kind}\n{aim}"
            f'measure: {{indicator: compte, target: "{target}", review_on: 2026-06-01}}\n---\n\nTexte.\n',
            "utf-8",
        )
        if value:
            lines += [f"2026-06-01;b{n};résultat;{value};{of};{verdict}"]
    # What an earlier line said no longer counts; a translation has the result of its post.
    lines += ["2026-05-31;b0;résultat;1;;", "2026-06-02;b0-en;résultat;299;;"]
    (posts / "b0-en.md").write_text(
        "---\ntitle: Post 0\ndate: 2026-02-03\nslug: b0-en\nlang: en\ntranslation_of: b0\n---\n\nText.\n",
        "utf-8",
    )
    (tmp_path / "resultats.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_dir: site-interne\n"
        "plugins: {portevoix/resonance: {audience: internal, objectives: {informer: I, ecouter: E}}}\n",
        "utf-8",
    )
    code, told = run("build", "--internal", "--quiet", "--no-check", "--now", "2026-11-21")
    assert code == 0, told
    rows = rows_of(posts, tmp_path / "resultats.csv")
    assert {one.verdict for one in rows} == {*SHOWN}
    assert _periods_agree(tmp_path / "site-interne/bilan", rows) == 5


def test_few_posts_teach_nothing_and_enough_do(make_post: Callable[..., Post], town: Site) -> None:
    posts = [
        make_post(BENCHES.replace("bancs", f"bancs-{n}").format(target="300")) for n in range(6)
    ]
    lines = [
        Line(at=date(2026, 5, 14), post=post.slug, measure=RESULT, value=Decimal(n * 100))
        for n, post in enumerate(posts, 1)
    ]
    results = results_of(lines)
    bilans = [bilan_of(post, results, (), town) for post in posts]
    few = summary_of(bilans[:4], town)
    assert (few.repeat(few.objectives), few.change(few.objectives)) == ((), ())
    assert [one.key for one in few.small] == ["informer", "consultation"]
    all_ = summary_of(bilans, town)
    assert [one.key for one in all_.repeat(all_.objectives)] == ["informer"]  # 4 of 6


@pytest.mark.parametrize("public", ["false", "true"])
def test_readers_see_the_bilan_only_where_it_is_wished_and_never_notes_nor_networks(
    tmp_path: Path, public: str
) -> None:
    run = project_at(tmp_path, "300 réponses", public)
    assert run("result", "bancs", "412", "MARQUE-NOTE", "--now", "2026-05-14")[0] == 0
    add_lines(
        tmp_path / "resultats.csv",
        [
            Line(
                at=date(2026, 5, 20),
                post="bancs",
                measure="impressions",
                value=Decimal(98_765),
                network="facebook",
                account="Ville",
                source="meta",
            )
        ],
        "fr",
    )
    code, told = run("build", "--quiet", "--no-check", "--now", "2026-11-21")
    assert code == 0, told
    site = tmp_path / "site"
    texts = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert not [path for path, content in texts.items() if b"MARQUE-NOTE" in content]
    assert not [path for path, content in texts.items() if "98\u00a0765".encode() in content]
    page = site / "bilan/bancs/index.html"
    assert page.exists() is (public == "true")
    assert public == "false" or "412" in page.read_text("utf-8")
