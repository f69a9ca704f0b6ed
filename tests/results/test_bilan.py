"""What the bilan shows, computed again by nothing of ours."""

from __future__ import annotations

import csv
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
from tests.results.town import BENCHES, project_at


def test_the_sample_s_verdicts_are_those_that_plain_arithmetic_gives(staff_site: Path) -> None:
    """Read from the table and the front matter by nothing of ours, and found on the pages."""
    import yaml
    from lxml import html

    newest: dict[str, float] = {}
    with (ROOT / "resultats.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["mesure"] == "résultat":
                newest[row["billet"]] = float(row["valeur"])
    targets = {}
    for path in (ROOT / "docs/blog/posts").glob("*.md"):
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        targets[str(front.get("slug") or path.stem)] = str(
            (front.get("measure") or {}).get("target", "")
        )
    page = html.parse(staff_site / "bilan/2026/index.html")
    shown = {
        link.get("href").strip("/").split("/")[-1]: (
            row.xpath("string(.//span/@data-verdict)"),
            row.xpath("string(td[4])"),
        )
        for row in page.xpath("//table[1]/tbody/tr")
        for link in row.xpath("th/a[not(starts-with(@href, '#'))]")
    }
    compared = 0
    for slug, value in newest.items():
        if slug not in targets or slug not in shown:
            continue
        target = float("".join(sign for sign in targets[slug].split("par")[0] if sign.isdigit()))
        below = "moins" in targets[slug]
        held = value <= target if "ou moins" in targets[slug] else value < target
        if below:
            verdict = "reached" if held else "partly" if value <= target * 1.5 else "missed"
        else:
            verdict = (
                "reached" if value >= target else "partly" if value * 2 >= target else "missed"
            )
        share = f"{round(value * 100 / target, 1):g}".replace(".", ",") + "\u00a0%"
        assert shown[slug] == (verdict, share), slug
        compared += 1
    assert compared >= 6


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
